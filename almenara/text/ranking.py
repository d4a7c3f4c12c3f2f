"""Ranks and levels: "third-largest", "segundo lugar", "No. 1", "Level 4", "the highest of four levels"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from almenara.text.numbers import Number
from almenara.text.quantity import Quantity
from almenara.text.skeleton import NUMBER, Skeleton
from almenara.text.vocabulary import any_of, by_key, key, words

_NEAR = 300
"""Characters behind a level within which the next is told by its number alone."""


_TURN_BEFORE = re.compile(r"(?:^|[.;:?!\n]\s*|[,;]\s(?:and|y|e)\s)(?:in the|en|em)\s$", re.IGNORECASE)
"""Before an ordinal that orders what is said, and nothing counted: "In the first place, …"."""


def levels(skeleton: Skeleton, original: str, language: str) -> Iterator[Quantity]:
    """Levels of a scale; its ends are told by the scale's size: "the highest of four levels" is 4."""
    named, ended = _level_patterns(language)
    known: set[int] = set()
    for found in named.finditer(skeleton.text):
        number = skeleton.at(found.start("number"))
        if number.value != int(number.value) or not 0 <= number.value <= 10:
            continue
        yield _exact(original, found.start(), found.end(), "level", number.value, number.start, number.end)
        for further in _further(skeleton, found.end(), language):
            if further.start in known:
                continue
            known.add(further.start)
            yield _exact(
                original, further.start, further.end, "level", further.value, further.start, further.end
            )
    ends = by_key(words("quantities", language)["level_ends"])
    for found in ended.finditer(skeleton.text):
        size = skeleton.at(found.start("number")).value
        which = ends[key(found["end"])]
        value = {"top": size, "bottom": 1.0, "second": size - 1}[which]
        yield _exact(original, found.start(), found.end(), "level", value, found.start(), found.end())


def _further(skeleton: Skeleton, end: int, language: str) -> Iterator[Number]:
    """Levels named by their number alone after one in full: "A en nivel 3; B, en el 2", "C is a 4"."""
    stop = re.compile(r"[.!?](?=\s|$)|\n").search(skeleton.text, end)
    told = stop.start() if stop else len(skeleton.text)
    rest, being = _further_pattern(language), _being_pattern(language)
    found = [*rest.finditer(skeleton.text, end, told), *being.finditer(skeleton.text, end, end + _NEAR)]
    for start in sorted({hit.start("number") for hit in found}):
        number = skeleton.at(start)
        if number.value == int(number.value) and 1 <= number.value <= 5:
            yield number


@cache
def _being_pattern(language: str) -> re.Pattern[str]:
    """What a place is or was, in a sentence of its own: "the state is a 4", "wasn't it a 2 once?", "sigue en 3"."""
    being = {
        "en": r"(?:is|are|was|were|wasn['’]t|isn['’]t|stays?|stayed|remains?)(?:\s+\w+)?\s+(?:an?|at)",
        "es": r"(?:es|era|está|estaba|estuvo|sigue|siguen|seguía|queda|quedó)\s+(?:un|en|en el)",
        "pt": r"(?:é|era|está|estava|esteve|segue|seguem|continua|ficou)\s+(?:um|em|no)",
    }[language]
    rest = (
        "once|until|since|now|too|and|but|today|again|hasta|desde|ahora|también|y|hoy|até|agora|também|e|hoje"
    )
    return re.compile(
        rf"(?<!\w){being}\s+(?P<number>{NUMBER}+)(?=\s*(?:[,;.)?!\n]|$)|\s+(?:{rest})(?!\w))", re.IGNORECASE
    )


@cache
def _further_pattern(language: str) -> re.Pattern[str]:
    at = {"en": "at|on", "es": "en el|al", "pt": "no|ao"}[language]
    return re.compile(
        rf"(?<![\w-])(?:{at})\s+(?P<number>{NUMBER}+)(?=\s*(?:[,;.)]|$)|\s+(?:y|e|and)\s)", re.IGNORECASE
    )


def ordinal_said(said: str, language: str) -> int:
    """An ordinal in words as a number, 0 where it is none."""
    return int(by_key(words("quantities", language)["ordinals"]).get(key(said), 0))


def ranks(skeleton: Skeleton, original: str, language: str) -> Iterator[Quantity]:
    """Places in an order."""
    listed = words("quantities", language)
    values = by_key(listed["ordinals"])
    for pattern in _rank_patterns(language):
        for found in pattern.finditer(skeleton.text):
            start, end = found.span("it")
            if _TURN_BEFORE.search(original[max(0, start - 12) : start]) and original.startswith(",", end):
                continue
            written = original[found.start("rank") : found.end("rank")]
            index = skeleton.index_at(found.start("rank"))
            value = skeleton.numbers[index].value if index is not None else values.get(key(written))
            if value is None:
                digits = re.match(r"\d+", written)
                if not digits:
                    continue
                value = float(digits[0])
            if value == int(value) and 0 < value <= 1000:
                yield _exact(
                    original, start, end, "rank", float(value), found.start("rank"), found.end("rank")
                )


def _exact(
    original: str, start: int, end: int, kind: str, value: float, n_start: int, n_end: int
) -> Quantity:
    return Quantity(
        start, end, original[start:end], kind, value, value, value, "", "", n_start, n_end, ordinal=kind == "rank"  # type: ignore[arg-type]
    )  # fmt: skip


@cache
def _level_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = words("quantities", language)
    named = re.compile(
        rf"\b{any_of(listed['level_words'])}(?:\s+(?:de\s+)?|\s?[-:]\s?)(?P<number>{NUMBER}+)(?:\s+"
        rf"(?:of|out of|de|sobre|em)\s+{NUMBER}+)?(?!\s?%|[.,]\d)",
        re.IGNORECASE,
    )
    ended = re.compile(
        rf"\b(?P<end>{any_of(listed['level_ends'])})(?:\s+(?:level|nivel|nível|rung|tier))?\s+(?:of|de"
        r"|on|em|en|dos|de los|in)\s+(?:its|a|the|los|una escala de|um total de)?\s*"
        rf"(?P<number>{NUMBER}+)[\s-]+(?:\w+\s+){{0,2}}?(?:{any_of(listed['level_scale'])}|(?:level"
        r"|point|tier)[\s-](?:scale|system))",
        re.IGNORECASE,
    )
    return named, ended


@cache
def _rank_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    listed = words("quantities", language)
    ordinals = [str(k) for k in listed["ordinals"]]
    ordinal = rf"(?P<rank>{any_of(ordinals)}|(?:\d{{1,3}}|{NUMBER}+)(?:st|nd|rd|th|º|ª|°|er|do|to|vo))"
    places, supers, signs = (
        any_of(listed["rank_places"]),
        any_of(listed["superlatives"]),
        any_of(listed["number_signs"]),
    )
    verbs = any_of(listed["rank_verbs"])
    stays = (
        rf"(?<!\w){any_of(listed['rank_stays'])}\s+(?:{any_of(listed['rank_adverbs'])}\s+){{0,3}}(?P<it>{ordinal})"
        rf"(?=\s*(?:[.,;)]|$)|\s+{any_of(listed['rank_places'])}(?!\w))"
    )
    state = (
        rf"(?<![\w-])(?P<it>{ordinal}\s+(?:estado|entidad|municipio|município|ciudad|cidade|state|city|municipality)\s+"
        rf"{any_of(p for p in listed['rank_places'] if ' ' in p)})(?!\w)"
    )
    if language == "en":
        patterns = [
            rf"(?<![\w-])(?P<it>{ordinal}[\s-]{supers})(?!\w)",
            rf"(?<![\w-])(?P<it>{ordinal}\s+{places})(?!\w)",
            rf"\b{verbs}\b[^;\n]{{0,60}}\b(?:and|but|to)\s+(?P<it>{ordinal})(?=\s+(?:in|for|on|among)\b)",
            rf"\b{verbs}\s+(?:as\s+)?(?:the\s+)?(?P<it>{ordinal})(?!\w)",
            rf"\b(?:is|was|are|were)\s+(?:therefore|thus|hence|so|consequently)\s+(?P<it>{ordinal})(?=\s*[.,;)])",
            rf"(?<![\w-])(?P<it>{ordinal}\s+[a-z]+\s+(?:on|in|of)\s+(?:the|this|that)\s+(?:list|table))(?!\w)",

                rf"(?<!\w)(?P<it>{signs}\s?(?P<rank>{NUMBER}+))(?=\s+(?:in|among|on|for|spot|most|state"
                r"|country|worldwide|nationwide|nationally|city|municipality|(?:[a-z]+\s)?(?:rates?|count|total|figure))\b|[,.;]\s|$)",
        ]  # fmt: skip
    else:
        patterns = [
            r"\b(?:ocup[\w]+|qued(?:a|ó|aron)|pas(?:a|ó|ou)|sub(?:e|ió|iu)|baj(?:a|ó)|ca(?:e|yó|iu)|fic(?:a|ou))\s+"
            rf"(?:ahora\s+|hoy\s+|ya\s+|agora\s+|hoje\s+)?(?:el|al|o|ao|em)\s+(?P<it>{ordinal})(?=\s*(?:[.,;)]|$))",
            rf"(?<![\w-])(?P<it>{ordinal}\s+{places})(?!\w)",
            rf"(?<![\w-])(?P<it>{places}\s+(?:número\s+|n[º°.]\s?|#\s?)?(?P<rank>{NUMBER}+))(?!\s?%|\w)",

                rf"(?<![\w-])(?P<it>{ordinal}\s+(?:estado|país|municipio|município|ciudad|cidade"
                rf"|entidad)\s+(?:del\s+\w+\s+|do\s+\w+\s+)?(?:con\s+|com\s+)?{supers})(?!\w)",
            rf"(?<![\w-])(?P<it>{ordinal}\s+{supers}\s+[a-záéíóúñãõç]+)(?!\w)",

                rf"(?<![\w-])(?P<it>{ordinal}\s+[a-záéíóúñãõç]+\s+(?:de\s+la|de\s+esta|de\s+esa|del|da|desta|dessa)"
                r"\s+(?:lista|listado|tabla|tabela|relação))(?!\w)",

                rf"(?<!\w)(?P<it>{signs}\s?(?P<rank>{NUMBER}+))(?=\s+(?:en|em|del|do|de la|da|a nivel|entre"
                r"|nacional|mundial)\b)",
        ]  # fmt: skip
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*patterns, stays, state))
