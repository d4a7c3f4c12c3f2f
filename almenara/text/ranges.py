"""Two numbers that are one quantity: "between 20 and 30", "20-30", "de 20 a 30" - but not "from 79 to 75"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from almenara.text.skeleton import NUMBER, Skeleton
from almenara.text.vocabulary import any_of, words

_PER_CENT = re.compile(r"\s?(?:%|per ?cent|por ?ciento|por ?cento)", re.IGNORECASE)
"""What both ends of a range have or its second alone: "fell 8.2% to 1,230" is a change and a count."""

_CHANGE = (
    r"\b(?:alza|baja|incremento|reducci[óo]n|ca[íi]da|descenso|repunte|queda|redu[çc][ãa]o|crescimento|aumento|"
    r"veces|vezes)\b|plic[óao]"
)
"""Words of change that are no verbs, after which "de 300 a 900" is a before and an after."""

_BEHIND_CHANGE = re.compile(r"(?:%|per ?cent)\s?\($", re.IGNORECASE)
"""Before a number, a change in per cent and the bracket that tells from what to what."""
_MONEY = re.compile(r"from\s+(?:US|MX|R)?[$€£]", re.I)
_RAISED = re.compile(
    r"\b(?:raised?|rose|up|increased?|cut|fell|lowered|went|lifted|climbed|dropped|reduced|jumped|grew|down|moved)\b[^.;]*$",
    re.I,
)
"""Prices from the one to the other are ends of a range but for where they were raised or cut."""
_BY = re.compile(r"\bby\s+(?:about\s+|some\s+|around\s+)?$", re.IGNORECASE)
_FROM = re.compile(rf"(?:\s[^\W\d]+){{0,2}},?\s(?:up |down )?from\s(?:the\s)?{NUMBER}", re.IGNORECASE)
_FAR_APART = 4
"""Times that the ends of a guess may be of each other: "fell by 20 to 30"."""
_LEAST_EXACT = 100
"""Smaller numbers are told as ends of ranges, "de 12 a 18 años"."""


class Range(NamedTuple):
    """Numbers of a skeleton that make a range, and the span from "between" to the second number."""

    first: int
    second: int
    start: int
    end: int


def ranges(skeleton: Skeleton, language: str) -> list[Range]:
    """Every range of a text, by position."""
    found = []
    for hit in _pattern(language).finditer(skeleton.text):
        first, second = skeleton.index_at(hit.start("low")), skeleton.index_at(hit.start("high"))
        if first is None or second is None:
            continue
        low, high = skeleton.numbers[first], skeleton.numbers[second]
        moved = hit["from"] and (
            _exact(low.value, high.value) or _moves(skeleton.text, hit.start(), language)
        )
        if low.value >= high.value or moved:
            continue
        if hit["from"] and _counted(low.value) and _counted(high.value):
            continue  # "foi de 272 a 301": nobody guesses so closely
        if (hit["loose"] or "").strip().lower() == "to" and _behind_change(skeleton.text, hit.start()):
            continue  # "+24% (1,360 to 1,688)"
        if (hit["loose"] or "").strip().lower() == "to" and _moved_by(
            skeleton.text, hit, low.value, high.value
        ):
            continue  # "fell by 200 to 4,300, from 4,500"
        told = low.value >= _LEAST_EXACT and _counted(low.value) and _counted(high.value)
        if told and (hit["loose"] or "").strip().lower() == "to":
            continue  # "it went the other way, 1,801 to 2,589"
        if hit["dash"] and (high.value > 20 * max(low.value, 1) or not _may_be_dashed(skeleton.text, hit)):
            continue
        if (
            hit["loose"]
            and high.value - low.value > max(2, low.value)
            and hit["loose"].strip().lower() in ("o", "ou", "u", "or")
        ):
            continue
        if _PER_CENT.match(skeleton.text, hit.end("low")) and not _PER_CENT.match(skeleton.text, hit.end()):
            continue
        start = hit.start() if hit["both"] or hit["from"] else hit.start("low")
        found.append(Range(first, second, start, hit.end()))
    return found


def _behind_change(text: str, start: int) -> bool:
    """Whether a bracket behind a change in per cent begins with what stands at a place."""
    return _BEHIND_CHANGE.search(text[max(0, start - 16) : start]) is not None


def _moved_by(text: str, hit: re.Match[str], low: float, high: float) -> bool:
    """Whether of two numbers behind "by" the first is what something moved by, and the second where it moved to."""
    if _BY.search(text[max(0, hit.start("low") - 20) : hit.start("low")]) is None:
        return False
    return high > _FAR_APART * low or _FROM.match(text, hit.end()) is not None


def _counted(value: float) -> bool:
    """Whether a number is too exact for the end of a guess."""
    return value >= 20 and value % 5 != 0


def _may_be_dashed(text: str, hit: re.Match[str]) -> bool:
    return not re.search(r"[\w/-]$", text[max(0, hit.start() - 1) : hit.start()]) and not re.match(
        r"[-/–]\w", text[hit.end() :]
    )


def _exact(low: float, high: float) -> bool:
    """Whether two numbers are told too exactly to be the ends of a range: "de 783 a 1,230"."""
    return low >= _LEAST_EXACT and (low % 5 != 0 or high % 5 != 0)


def _moves(text: str, start: int, language: str) -> bool:
    """Whether a verb of change before "from" or "de" makes the two numbers a before and an after."""
    if language == "en":
        return (
            _MONEY.match(text, start) is None or _RAISED.search(text, max(0, start - 60), start) is not None
        )
    moving = any_of([w for w in words("hedges", language)["moving"] if w not in ("de", "foi")])
    window = re.split(r"[.;]", text[max(0, start - 90) : start])[-1]
    return re.search(rf"\b{moving}\b|{_CHANGE}", window, re.IGNORECASE) is not None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    n = f"{NUMBER}+"
    sign = r"(?:\s?(?:%|per cent|percent|por ciento|por cento))?"
    both = {"en": r"between\s+(?:about\s+)?", "es": r"entre\s+(?:unos\s+|las\s+|los\s+)?", "pt": r"entre\s+"}[
        language
    ]
    both_link = {"en": "and", "es": "y|e", "pt": "e"}[language]
    begins = {"en": r"from\s+", "es": r"de\s+", "pt": r"de\s+"}[language]
    to = {"en": "to", "es": "a", "pt": "a"}[language]
    loose = {"en": "to|or", "es": "o|u", "pt": "ou"}[language]
    money = r"(?:(?:US|MX|R)?\$\s?)?"
    return re.compile(
        rf"(?<![\w{NUMBER}.])(?:(?P<both>\b{both})(?={money}{n}{sign}\s+(?:{both_link})\s)|(?P<from>\b{begins})(?={money}{n}{sign}\s+(?:{to})\s))?"
        rf"{money}(?P<low>{n}){sign}(?(both)\s+(?:{both_link})\s+|(?(from)\s+(?:{to})\s+|(?:(?P<dash>[^\S\n]?[-–—][^\S\n]?)|(?P<loose>\s+(?:{loose})\s+))))"
        rf"{money}(?P<high>{n})(?![\w])",
        re.IGNORECASE,
    )
