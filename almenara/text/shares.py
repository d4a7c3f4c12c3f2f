"""Shares and multiples without a plain number: "one in four", "half of", "doubled", "dozens"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from almenara.model.claim import Hedge
from almenara.text.comparison_words import comparison_words
from almenara.text.hedges import REACH, bounds, hedge_before
from almenara.text.letters import plain
from almenara.text.quantity import Quantity
from almenara.text.skeleton import NUMBER, Skeleton
from almenara.text.vocabulary import any_of, by_key, key, words


def shares(skeleton: Skeleton, original: str, language: str) -> Iterator[Quantity]:
    """Ratios, fractions, multiples and vague numbers of a text, as quantities."""
    yield from _ratios(skeleton, original, language)
    yield from _fractions(skeleton.text, original, language)
    yield from _multiples(skeleton, original, language)
    yield from _vague(skeleton.text, original, language)


def _hedged(
    original: str, start: int, end: int, value: float, step: float, language: str, kind: str
) -> Quantity:
    hedge, begins = hedge_before(original, start, max(0, start - 60), language)
    low, high = bounds(value, step, hedge, whole=False)
    if kind == "ratio" and high is not None:
        high = min(1.0, high)
    return Quantity(begins, end, original[begins:end], kind, value, low, high, hedge, "", start, end)  # type: ignore[arg-type]


@cache
def _ratio_pattern(language: str) -> re.Pattern[str]:
    links = any_of(words("quantities", language)["ratio_links"])
    loose = {"en": r"in|of", "es": r"de|entre", "pt": r"em|de"}[language]
    one = any_of(one for one in words("numbers", language)["ones"] if one not in ("a", "an"))
    return re.compile(
        rf"(?<![\w{NUMBER}])(?P<part>{NUMBER}+|{one})\s+(?:[^\W\d_]+\s+){{0,2}}?(?:(?P<link>{links})|"
        rf"(?P<loose>{loose}))\s+(?:every\s+|each\s+|cada\s+)?"
        rf"(?P<whole>{NUMBER}+)(?!\s?%)",
        re.IGNORECASE,
    )


def _ratios(skeleton: Skeleton, original: str, language: str) -> Iterator[Quantity]:
    """ "one in four", "nine out of ten", "dos de cada tres"."""
    for found in _ratio_pattern(language).finditer(skeleton.text):
        small = skeleton.index_at(found.start("part"))
        part = skeleton.numbers[small].value if small is not None else 1.0
        whole = skeleton.at(found.start("whole")).value
        if not 0 < part < whole or whole >= 1000 or part != int(part):
            continue
        middle = original[found.end("part") : found.start("link" if found["link"] else "loose")]
        one_thing = part == 1 and language == "en" and len(middle.split()) == 1  # "one case in five"
        if found["loose"] and (
            (middle.strip() and not one_thing) or not _plainly_share(original, found, part, whole, language)
        ):
            continue
        value = part / whole
        step = 1 / whole / 2 if whole <= 20 else 1 / whole
        yield _hedged(original, found.start(), found.end(), round(value, 8), step, language, "ratio")


def _plainly_share(original: str, found: re.Match[str], part: float, whole: float, language: str) -> bool:
    """Whether "one in four" is a share, and "two in 10 days" or "three in 2018" is not."""
    after = original[found.end() : found.end() + 14].lower()
    if re.match(
        r"\s+(?:days|weeks|months|years|hours|días|meses|años|horas|dias|semanas|anos|minut|states"
        r"|estados|cities)",
        after,
    ):
        return False
    if language == "en" and found["loose"].lower() == "in":
        return part == 1 or (whole <= 10 and re.match(r"\s+[a-z]|[,.;)]", after) is not None)
    return False


@cache
def _fraction_pattern(language: str) -> tuple[re.Pattern[str], dict[str, float], re.Pattern[str]]:
    listed = words("quantities", language)
    values = by_key(listed["fractions"])
    rooms = rf"{any_of(listed.get('room', []))}(?!\s*(?:\w{{1,2}}\s+)?\w*[ao]s\b)"
    nots = re.compile(rf"{any_of(listed['not_fraction'])}|{rooms}", re.IGNORECASE)
    follow = any_of(listed["fraction_follow"])
    pattern = re.compile(
        rf"(?<![\w-]){any_of(listed['fractions'])}(?:(?P<plain>(?=\s+(?:\([^)]*\)\s+)?{follow}"
        rf"(?!\w)|[,.;)]|\s*(?:\n|$)))|(?=\s+{any_of(listed['fraction_of_change'])}(?!\w)|\s?[:—–(]|\s+(?!{any_of(listed['fraction_of_another'])}(?!\w))[^\W\d_]))",
        re.IGNORECASE,
    )
    return pattern, values, nots


def _of_change(original: str, start: int, language: str) -> bool:
    """Whether a fraction stands right behind what moved by it, or behind another that does: "fell a third", "a decline
    of a quarter", "fell a third in the north and a quarter in the south"."""
    lead = original[max(0, start - REACH) : start]
    led = comparison_words(language)
    ends = [hit.end() for name in ("rise", "fall") for hit in led[name].finditer(lead)]
    link = any_of(words("quantities", language)["fraction_links"])
    behind = rf"(?:\s+{link})*\s+"
    other = rf"{behind}{any_of(words('quantities', language)['fractions'])}\s[^.;:\d]*\s(?:and|y|e){behind}"
    return any(re.fullmatch(rf"{behind}|{other}", lead[end:], re.IGNORECASE) for end in ends)


def _fractions(text: str, original: str, language: str) -> Iterator[Quantity]:
    """ "half of", "two thirds of", "la mitad de"."""
    pattern, values, nots = _fraction_pattern(language)
    for found in pattern.finditer(original):
        around = original[max(0, found.start() - 8) : found.end() + 14]
        if any(
            m.start() <= found.start() - max(0, found.start() - 8) < m.end() for m in nots.finditer(around)
        ):
            continue
        if NUMBER in text[found.start() : found.end()] and "illón" in found[0]:
            continue
        if found["plain"] is None and not _of_change(original, found.start(), language):
            continue
        value = float(values[key(found[0])])
        majority = "major" in plain(found[0]) or "maior" in plain(found[0]) or "mayor" in plain(found[0])
        if majority and language != "en" and not _COUNTED.match(original, found.end()):
            continue  # "la mayoría de los casos" says little; "la mayoría, 334," is told of two counts
        quantity = _hedged(
            original, found.start(), found.end(), value, 0.05 if value != 0.5 else 0.04, language, "ratio"
        )
        if majority:
            quantity = replace(quantity, value=0.5, low=0.5, high=1.0, hedge="more-than")
        yield quantity


_COUNTED = re.compile(r"\s*[,(]\s*\d|\s+\w{2,3}(?:\s+\w{2,3})?\s+\d")
"""Behind a majority, its count or that of its whole."""


@cache
def _multiple_patterns(language: str) -> tuple[re.Pattern[str], dict[str, float], re.Pattern[str]]:
    listed = words("quantities", language)
    values = by_key(listed["multiples"])
    single = re.compile(rf"(?<![\w-]){any_of(listed['multiples'])}(?![\w-])", re.IGNORECASE)
    times = re.compile(
        rf"{NUMBER}+(?:\s+|-)?{any_of(listed['times'])}(?=\s+{any_of(listed['times_follow'])}(?!\w)"
        rf"|\s*[.,;)]|\s*$)|{NUMBER}+-?\s?fold\b|(?<!\w)(?:{any_of(listed['multiplied'])}"
        rf"|{any_of(listed['multiplied_apart'])}\s?,[^,.;:{NUMBER}]{{1,24}},\s+(?:by|por))\s+"
        r"(?P<hedged>(?:más de|casi|cerca de|menos de|mais de|quase|more than|almost|nearly|about)\s+)?"
        rf"{NUMBER}+(?!\s?%)",
        re.IGNORECASE,
    )
    return single, values, times


_NOT_DOUBLE = re.compile(
    r"\s+(?:murder|homicide|homicidio|homicídio|assassinato|asesinato|digits?|standards?|agent|cross"
    r"|life|check|que\b(?!\s+(?:el|las?|los|en|hace|un|una)\b))",
    re.IGNORECASE,
)


_OF = re.compile(r"d(?:el|o)\s+", re.IGNORECASE)
"""Belongs to the hedge: "más del doble", "mais do dobro"."""


def _multiples(skeleton: Skeleton, original: str, language: str) -> Iterator[Quantity]:
    """ "doubled", "se triplicó", "three times as many"."""
    single, values, times = _multiple_patterns(language)
    for found in single.finditer(original):
        if not _NOT_DOUBLE.match(original, found.end()) and not (
            plain(found[0]) == "twice"
            and re.match(r"\s+(?:(?:in|a|per|by|since|this|during)\b|[,.])", original[found.end() :][:8])
        ):
            value = float(values[key(found[0])])
            start = found.start() + (len(of[0]) if (of := _OF.match(found[0])) else 0)
            quantity = _hedged(original, start, found.end(), value, 0.2, language, "times")
            yield _turned(quantity) if value < 1 else quantity
    for found in times.finditer(skeleton.text):
        number = skeleton.at(found.start() + found[0].index(NUMBER))
        if number.value <= 1000:
            step = number.step if number.step < 1 else 1.0
            start = number.start if found["hedged"] else found.start()
            yield _hedged(original, start, found.end(), number.value, step, language, "times")


_TURNED: dict[Hedge, Hedge] = {
    "more-than": "less-than", "at-least": "at-most", "less-than": "more-than", "at-most": "at-least",
}  # fmt: skip


def _turned(quantity: Quantity) -> Quantity:
    """Of what is halved, the hedge is of the fall: "more than halved" leaves less than half, "nearly" a little more."""
    value = quantity.value
    if quantity.hedge == "almost":
        loose = value - (quantity.low or 0.0)
        return replace(quantity, low=value - loose / 2, high=value + loose)
    hedge = _TURNED.get(quantity.hedge)
    if hedge is None:
        return quantity
    fell_more = hedge in ("less-than", "at-most")
    return replace(quantity, hedge=hedge, low=None if fell_more else value, high=value if fell_more else None)


@cache
def _vague_pattern(language: str) -> tuple[re.Pattern[str], dict[str, list[float]]]:
    listed = words("quantities", language)["vague"]
    return re.compile(
        rf"(?<![\w-]){any_of(listed)}(?!\w)(?<!millions)(?<!millones)(?<!milhões)|"
        rf"(?<![\w{NUMBER}-])(?<!{NUMBER}\s)(?:millions|millones|milhões)(?=\s+(?:of|de)\s)",
        re.IGNORECASE,
    ), by_key(listed)


def _vague(text: str, original: str, language: str) -> Iterator[Quantity]:
    """ "dozens of", "cientos de", "milhares de"."""
    pattern, values = _vague_pattern(language)
    for found in pattern.finditer(text):
        value, low, high = map(float, values[key(found[0])])
        start, end = found.span()
        yield Quantity(start, end, original[start:end], "count", value, low, high, "about", "", start, end)
