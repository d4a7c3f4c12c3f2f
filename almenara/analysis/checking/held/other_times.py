"""Counts that are those of another time than the one they seem to be of: the link may be wrong, not the count."""

from __future__ import annotations

import re

from almenara.analysis.checking.held.desk import Desk
from almenara.analysis.checking.held.vintages import Vintage
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period

_A_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
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


def _beside(manuscript: Manuscript, claim: Claim) -> bool:
    """Whether the year of a count stands beside it, with no other number between: "in 2023, 29,705"."""
    assert claim.period is not None
    text, year = manuscript.text, str(claim.period.start.year)
    front = re.search(rf"{year}[^\d;]*$", text[max(0, claim.start - _BEFORE) : claim.start])
    back = re.match(rf"[^\d;:]*{year}(?!\d)", text[claim.end : claim.end + _BEHIND])
    return front is not None or back is not None
