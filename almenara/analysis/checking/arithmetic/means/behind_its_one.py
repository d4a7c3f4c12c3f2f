"""Averages told in a sentence of their own behind the count that they are of: "199 cases between 1 January and 17
December. Spread over those fifty weeks, this makes four a week"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from almenara.analysis.checking.arithmetic.around import exact
from almenara.analysis.checking.arithmetic.means.averages import A_YEAR, FAR, averaged
from almenara.analysis.checking.arithmetic.means.lengths import length_told
from almenara.analysis.checking.arithmetic.means.restating import part_or_present
from almenara.analysis.checking.arithmetic.nearby import concludes, goes_on_about
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems_in
from almenara.model.period import Period

_BACK = 2
"""Sentences before an average in which its count stands."""
_LEAST = 20
"""Below it a count has so few averages that another one fits by chance."""
_ENDS = re.compile(r"\s*(?:[.,;)]|$)")
_LENGTH = 4.0
"""Days by which a length that the text tells may differ from the span of its count."""


def behind_its_one(reading: Reading) -> Iterator[Reckoning]:
    """Each average in prose of which no sum was found, against the one count before it that it can be of."""
    for index, claim in enumerate(reading.claims):
        if claim.kind != "average" or claim.projection or claim.denied or reading.cell(index):
            continue
        if reading.found.get(index) or claim.value <= 0 or part_or_present(reading, reading.before(index)):
            continue
        count = _the_one(reading, index)
        span = _span(reading, index, count) if count is not None else None
        if count is None or span is None:
            continue
        done = averaged(reading, index, [count], span)
        if done.holds or _wrong(reading, index, done.computed or 0.0):
            yield Reckoning(index, done)


def _the_one(reading: Reading, index: int) -> int | None:
    """The only count of the nearest sentence before that has any, or the only one there of the average's own time."""
    claim, own = reading.claims[index], reading.sentence[index]
    sentences = reading.manuscript.sentences
    if any(reading.claims[i].kind != "duration" for i in reading.inside[own] if i != index):
        return None
    for at in range(own - 1, max(own - 1 - _BACK, -1), -1):
        if sentences[at].block != sentences[own].block:
            return None
        told = [i for i in reading.inside.get(at, []) if reading.claims[i].kind == "count"]
        if not told:
            continue
        if len(told) > 1:
            told = [i for i in told if reading.claims[i].period == claim.period]
        plain = len(told) == 1 and exact(reading, told[0]) and not reading.conflict(index, told[0])
        return told[0] if plain and reading.claims[told[0]].value >= _LEAST else None
    return None


def _span(reading: Reading, index: int, count: int) -> Period | None:
    """The time that an average is taken over: its count's own, of which a length told beside it says no other."""
    period = reading.claims[count].period
    sure = reading.claims[count].period_sure and not reading.claims[count].period_open
    length = length_told(reading, index)
    if period is None or not sure or period.days < 2:
        if not length or period is not None:
            return None
        start = Period.year(A_YEAR).start  # any span as long
        return Period(start, start + timedelta(days=round(length) - 1))
    return period if not length or abs(length - period.days) <= _LENGTH else None


def _wrong(reading: Reading, index: int, computed: float) -> bool:
    """Whether an average that does not follow is meant to be that of its count, and of nothing named since."""
    claim = reading.claims[index]
    if reading.slips["mean"].search(reading.before(index)) and not _ENDS.match(reading.after(index)):
        return False  # "the monthly average of 40 in the capital"
    if not claim.value / FAR <= computed <= claim.value * FAR:
        return False
    lead = reading.without(reading.before(index), "at_large", "idle", "so", "mean", "length", "a_span")
    return concludes(reading, index) or goes_on_about(reading, index) or not stems_in(lead)
