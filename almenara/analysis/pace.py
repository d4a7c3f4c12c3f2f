"""Will this year pass the record? A plain method, stated: first months scaled by past years' ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Totals
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place

STALE_DAYS = 150
"""Months older than this say nothing useful of a year that may be over."""
FEW = 4
"""Fewer past years than this tell little of how years differ."""
METHOD = phrase("ratio")


@dataclass(frozen=True)
class Pace:
    """How the year stands against the record.

    projected    the year's total: value is the median, low and high the 90 % interval
    low, high    the ends of that interval, as figures of their own
    probability  that the total passes the record, in percent
    """

    to_date: Figure
    record: Figure
    projected: Figure
    low: Figure
    high: Figure
    probability: Figure
    past_years: tuple[Figure, ...]

    @property
    def years(self) -> tuple[Figure, ...]:
        """The past years whose ratios were used, in order."""
        return self.past_years[1::2]

    @property
    def confidence(self) -> str:
        """Confidence in the basis, by the number of past years: low below FEW, else moderate."""
        return "low" if len(self.years) < FEW else "moderate"


def pace(context: Context, found: Totals, place: Place) -> Pace | None:
    """Projection and probability; None without a year to date, a record and two comparable past years.

    None, too, where nothing was counted yet: no ratio scales nothing; and where a year before this one is
    missing from the evidence: the record could be that year's.
    """
    if found.to_date is None or found.record is None or found.to_date.period.month_count == 12:
        return None
    if (context.as_of - found.to_date.period.end).days > STALE_DAYS or not found.to_date.value:
        return None
    if any(year < found.to_date.period.start.year for year in found.missing):
        return None
    months = found.to_date.period.month_count
    past = []
    for year in found.years[-5:]:
        first = Period.months(year.period.start.year, 1, months)
        same = figure(context, found.series.measure, place, first, found.series.definition)
        if same.is_known and same.value and year.value:
            past += [same, year]
    if len(past) < 4:
        return None
    inputs = [found.to_date, found.record, *past]
    low, high = bound(inputs, "low"), bound(inputs, "high")
    total, chance = projected(inputs), probability(inputs)
    return Pace(found.to_date, found.record, total, low, high, chance, tuple(past))


def projected(inputs: list[Figure]) -> Figure:
    """The year's total from [to date, record, (same months, year) of past years …]."""
    from almenara.analysis.methods.growth_ratio import growth_ratio

    to_date = inputs[0]
    median, low, high, _ = growth_ratio(
        float(to_date.value or 0), [f.value or 0 for f in inputs[2::2]], [f.value or 0 for f in inputs[3::2]]
    )
    year = Period.year(to_date.period.start.year)
    return _figure("projected", inputs, round(median), year, to_date.unit, low=round(low), high=round(high))


def bound(inputs: list[Figure], end: Literal["low", "high"]) -> Figure:
    """One end of the 90 % interval of the year's total; inputs as for `projected`."""
    whole = projected(inputs)
    value = whole.low if end == "low" else whole.high
    return _figure(f"projected-{end}", inputs, value or 0, whole.period, whole.unit)


def probability(inputs: list[Figure]) -> Figure:
    """Probability in percent that the year's total passes the record; inputs as for `projected`."""
    from almenara.analysis.methods.growth_ratio import growth_ratio

    to_date, record = inputs[0], inputs[1]
    import numpy as np

    _, _, _, log_total = growth_ratio(
        float(to_date.value or 0), [f.value or 0 for f in inputs[2::2]], [f.value or 0 for f in inputs[3::2]]
    )
    chance = (
        1.0 if (to_date.value or 0) > (record.value or 0) else float(log_total.sf(np.log(record.value or 1)))
    )
    year = Period.year(to_date.period.start.year)
    return _figure("probability", inputs, round(100 * chance, 1), year, "%")


def _figure(
    op: str, inputs: list[Figure], value: float, period: Period, unit: str,
    low: float | None = None, high: float | None = None,
) -> Figure:  # fmt: skip
    like = inputs[0]
    return replace(
        like, value=value, low=low, high=high, unit=unit, period=period, method=METHOD, evidence=(),
        inputs=tuple(inputs), known=max(f.known for f in inputs if f.known), note="",
        recipe={"op": op, "inputs": [f.recipe for f in inputs]},
    )  # fmt: skip
