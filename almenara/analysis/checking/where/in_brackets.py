"""Numbers in the brackets of another: of its place, and of the year before where the bracket says so and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.word_lists import word_list
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.beginning import beginning_in

_OPENED = re.compile(r"(?:\s[^\W\d]+){0,3}\s\([^()]*$")
"""Between a number and another in brackets behind it."""
_SAME = re.compile(r"[^();.]*$")
"""Between two numbers of one bracket."""


@lru_cache(maxsize=3)
def _year_before(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The year before whatever is told, and the last one from the text's day."""
    words = word_list("then_and_now")[language]
    labels = (rf"\(\s*(?:{words[kind]})\s*[:=,]?\s*$" for kind in ("year_before", "last_year"))
    told, last = (re.compile(label, re.IGNORECASE) for label in labels)
    return told, last


def with_brackets(
    claims: Sequence[Claim], where: Sequence[PlaceMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; a count in brackets is of the place, and "(previous year: 116)" of the year before, of its number."""
    out = list(claims)
    for number in range(1, len(out)):
        first, second = out[number - 1], out[number]
        if not _beside(first, second, manuscript) or _placed(first.end, second, where, manuscript):
            continue
        if first.place is not None and second.place != first.place:
            out[number] = second = replace(second, place=first.place, place_sure=False)
        before = manuscript.text[first.end : second.start]
        told, last = _year_before(manuscript.language)
        if first.period is None or second.period_sure:
            continue
        this_year = manuscript.published is not None and first.period.end.year == manuscript.published.year
        if told.search(before) or (this_year and last.search(before)):
            out[number] = replace(second, period=first.period.years_earlier())
    return out


def _beside(first: Claim, second: Claim, manuscript: Manuscript) -> bool:
    """Whether a count stands in the brackets behind another of the same thing, or behind it in the same ones."""
    alike = first.kind == second.kind == "count" and first.measure and first.measure == second.measure
    if not alike or manuscript.sentence_at(first.start) != manuscript.sentence_at(second.start):
        return False
    between = manuscript.text[first.end : second.start]
    if _OPENED.fullmatch(between):
        return True
    begun = manuscript.sentences[manuscript.sentence_at(first.start)].start
    opened = manuscript.text.rfind("(", begun, first.start) > manuscript.text.rfind(")", begun, first.start)
    return opened and _SAME.fullmatch(between) is not None


def _placed(after: int, claim: Claim, where: Sequence[PlaceMention], manuscript: Manuscript) -> bool:
    """Whether the bracket that a number stands in names a place, or the words between it and the number before."""
    closed = manuscript.text.find(")", claim.end)
    return bool(beginning_in(where, after, closed if closed >= 0 else claim.end))
