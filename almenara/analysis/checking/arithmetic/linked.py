"""Counts that a text tells anywhere of one measure, place and period, as they are linked."""

from __future__ import annotations

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.model.period import Period
from almenara.model.place import Place


def counts_of(reading: Reading, measure: str, place: Place | None, period: Period) -> list[int]:
    """The plain counts of a measure, a place and a period that their own sentences name."""
    return [
        i
        for i, claim in enumerate(reading.claims)
        if claim.kind == "count"
        and claim.measure == measure
        and claim.place == place
        and claim.period == period
        and not claim.hedge
        and not claim.period_open
        and counted(reading, i)
    ]


def counts_of_country(reading: Reading, measure: str, period: Period) -> list[int]:
    """The same of any whole country."""
    places = {c.place for c in reading.claims if c.place is not None and c.place.kind == "country"}
    return [i for place in places for i in counts_of(reading, measure, place, period)]
