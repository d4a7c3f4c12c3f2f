"""Counts that are those of another time than the one they seem to be of: the link may be wrong, not the count."""

from __future__ import annotations

import re
from functools import lru_cache

from almenara.analysis.checking.held.desk import Desk
from almenara.analysis.checking.held.vintages import Vintage
from almenara.analysis.checking.kindred import words
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period

_A_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_TELLING = 100
"""From which on a count that is not round is no other's by coincidence."""
_MANY = 1000
"""From which on it is so whatever its words leave open."""
_LEAST = 10
"""Counts below it agree with those of some other year by coincidence."""
_BEHIND = 60
"""Characters behind a count in which its year may stand."""
_BEFORE = 40
"""Characters before a count in which its year may stand."""


def other_times(claim: Claim, manuscript: Manuscript) -> list[Period]:
    """The same months of the years that the paragraph of an exact count tells, and of the years before and after."""
    period = claim.period
    if claim.kind != "count" or period is None or not claim.measure or not period.whole_months:
        return []
    if not claim.low == claim.high == claim.value >= _LEAST:
        return []
    own = period.start.year
    told = {own - 1, own + 1, *_years(manuscript, claim)} - {own}
    return [period.years_earlier(own - year) for year in sorted(told)]


def told_of_a_wrong_year(desk: Desk, claim: Claim) -> Vintage | None:
    """The official value of another year, as it stood, that a count is exactly, though the year that it is told of
    stands beside it."""
    if claim.place is None or claim.period is None or not _at(desk.manuscript, claim):
        return None
    if claim.value < _MANY or claim.value % 10 == 0:
        return None
    for period in other_times(claim, desk.manuscript):
        if _beside(desk.manuscript, claim, period.start.year):
            continue
        record = desk.held.record(claim.measure, claim.place, period)
        for name in record.by_definition:
            stood = record.standing(name, desk.knew)
            official = desk.now.definition(name).official
            if official and stood is not None and stood.value == claim.value and not desk.quotes_us(stood):
                return stood
    return None


def first_months(claim: Claim, manuscript: Manuscript) -> list[Period]:
    """Of a count told of a whole year in a paragraph that speaks of months: the year's first month, two, up to eleven.

    "From January to November 31,688, against 30,852 last year": the months need not be said again.
    """
    period = claim.period
    if claim.kind != "count" or period is None or not claim.measure:
        return []
    if not claim.low == claim.high == claim.value >= _LEAST or period != Period.year(period.start.year):
        return []
    block = manuscript.block_of(claim.start)
    if _months(manuscript.language).search(manuscript.text, block.start, block.end) is None:
        return []
    return [Period.months(period.start.year, 1, last) for last in range(1, 12)]


def of_a_span_within(desk: Desk, claim: Claim) -> Vintage | None:
    """The value that a count is exactly, of the first months of its year, where its paragraph speaks of months, or of
    a span that began or ended outside its time: a campaign's."""
    assert claim.place is not None and claim.period is not None
    for held in desk.held.across(claim.measure, claim.place, claim.period):
        if held.value == claim.value >= _TELLING and not desk.quotes_us(held):
            return held
    for period in first_months(claim, desk.manuscript):
        for held in desk.held.record(claim.measure, claim.place, period).every():
            if held.value == claim.value and not desk.quotes_us(held):
                return held
    return None


def of_a_part_of_its_year(desk: Desk, claim: Claim) -> Vintage | None:
    """The value of a month, a quarter, a half or the first months of its year that a count is exactly, where its
    words do not say which time is its own: "8,052 in the second quarter … and 7,652 in the last"."""
    if claim.period is None or claim.period_sure or claim.place is None or claim.value < _TELLING:
        return None
    year = claim.period.start.year
    for first, last in _PARTS:
        for held in desk.held.record(claim.measure, claim.place, Period.months(year, first, last)).every():
            if held.value == claim.value and not desk.quotes_us(held):
                return held
    return None


_PARTS = (
    *((m, m) for m in range(1, 13)), (1, 3), (4, 6), (7, 9), (10, 12), (7, 12), *((1, m) for m in range(2, 13)),
)  # fmt: skip
"""First and last month of the parts of a year that counts are told of, and of the whole."""


@lru_cache
def _months(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('months')[language])})(?!\w)", re.IGNORECASE)


def of_another_time(desk: Desk, claim: Claim, *, slip: bool = False) -> Vintage | None:
    """The value of another time that a count is exactly, where no year stands right beside the count.

    slip  the count looks like a slip of the pen: then any other time will do, else one whose year its paragraph tells
    """
    if claim.place is None or claim.period is None or _beside(desk.manuscript, claim):
        return None
    told = _years(desk.manuscript, claim)
    for period in other_times(claim, desk.manuscript):
        if not slip and period.start.year not in told:
            continue
        for held in desk.held.record(claim.measure, claim.place, period).every():
            if held.value == claim.value and not desk.quotes_us(held):
                return held
    return None


def _years(manuscript: Manuscript, claim: Claim) -> set[int]:
    block = manuscript.block_of(claim.start)
    return {int(year) for year in _A_YEAR.findall(manuscript.text, block.start, block.end)}


def _at(manuscript: Manuscript, claim: Claim) -> bool:
    """Whether the year of a count stands in its own words: "9,408 victims in 2022", "in 2022, 9,408"."""
    assert claim.period is not None
    text, year = manuscript.text, str(claim.period.start.year)
    behind = rf"(?:\s[^\W\d]+){{0,5}}?\s(?:in|en|em|de|of|for|during|durante)\s{year}(?![\d.,]*\d)"
    before = rf"(?<!\d){year}[,:]?\s(?:[^\W\d]+\s){{0,3}}$"
    led = text[max(0, claim.start - _BEFORE) : claim.start]
    return re.match(behind, text[claim.end :]) is not None or re.search(before, led) is not None


def _beside(manuscript: Manuscript, claim: Claim, other: int | None = None) -> bool:
    """Whether the year of a count, or another, stands beside it, with no other number between: "in 2023, 29,705"."""
    assert claim.period is not None
    text, year = manuscript.text, str(other or claim.period.start.year)
    front = re.search(rf"{year}[^\d;]*$", text[max(0, claim.start - _BEFORE) : claim.start])
    back = re.match(rf"[^\d;:]*{year}(?!\d)", text[claim.end : claim.end + _BEHIND])
    return front is not None or back is not None
