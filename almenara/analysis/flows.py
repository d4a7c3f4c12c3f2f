"""Counts over time: complete years, the year to date, the same months of other years, the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from almenara.analysis.arithmetic import change
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.preliminary import alike
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place


@dataclass(frozen=True)
class Series:
    """One measure by one definition: what may be summed and compared."""

    measure: str
    definition: str


@dataclass(frozen=True)
class Totals:
    """What is known of a series at one place.

    years     complete years, in order
    to_date   the newest year's first months, if that year is not complete; else None
    same      the same months of the year before, in the same definition; None where not known
    change    of the newest count on `same`; of `compared` where that is given
    record    the highest complete year known
    compared  where one of the newest count and `same` is preliminary and the other is not: both as they
              were when preliminary, the later first; None where either was never published so
    missing   calendar years not known, between the first known one and the last that had ended on the day
              or was the definition's last: with any of them missing, `record` may not be the highest
    """

    series: Series
    years: tuple[Figure, ...]
    to_date: Figure | None
    same: Figure | None
    change: Figure | None
    record: Figure | None
    compared: tuple[Figure, Figure] | None = None
    missing: tuple[int, ...] = ()

    @property
    def latest(self) -> Figure | None:
        """The newest complete year."""
        return self.years[-1] if self.years else None


def _years_touched(context: Context, series: Series, place: Place) -> list[int]:
    held = context.view.cells(series.measure, _places(context, place))
    spans = [c for (d, _), cells in held.items() if d == series.definition for c in cells]
    return sorted({year for c in spans for year in range(c.start.year, c.end.year + 1)})


def _places(context: Context, place: Place) -> list[str]:
    pack = context.pack_of(place)
    if pack is None:
        return [place.code]
    return [
        pack.code,
        *(s.code for s in pack.states),
        *([place.code] if place.code not in pack.places else []),
    ]


def annual(context: Context, series: Series, place: Place) -> list[Figure]:
    """Complete calendar years known, in order; years without an exact answer are left out."""
    found = [
        figure(context, series.measure, place, Period.year(year), series.definition)
        for year in _years_touched(context, series, place)
    ]
    return [f for f in found if f.is_known]


def year_to_date(context: Context, series: Series, place: Place, year: int) -> Figure | None:
    """The longest run of whole months from January that is known exactly; None if there is none."""
    for month in range(12, 0, -1):
        if date(year, month, 1) > context.as_of:
            continue
        found = figure(context, series.measure, place, Period.months(year, 1, month), series.definition)
        if found.is_known:
            return found
    return None


def totals(context: Context, series: Series, place: Place) -> Totals:
    """Years, year to date, same months of the year before, change and record of one series."""
    years = annual(context, series, place)
    touched = _years_touched(context, series, place)
    to_date = same = None
    if touched and (not years or touched[-1] > years[-1].period.start.year):
        to_date = year_to_date(context, series, place, touched[-1])
    if to_date is not None:
        same = figure(context, series.measure, place, to_date.period.years_earlier(), series.definition)
    elif len(years) > 1:
        same = figure(context, series.measure, place, years[-1].period.years_earlier(), series.definition)
    newest = to_date or (years[-1] if years else None)
    same = same if same is not None and same.is_known else None
    moved = compared = None
    if newest is not None and same is not None:
        compared = alike(context, newest, same)
        moved = change(*(compared or (newest, same)))
    record = max(years, key=lambda f: (f.value or 0, f.period.start), default=None)
    missing = _missing(context, series, years)
    return Totals(series, tuple(years), to_date, same, moved, record, compared, missing)


def _missing(context: Context, series: Series, years: Sequence[Figure]) -> tuple[int, ...]:
    known = {f.period.start.year for f in years}
    if not known:
        return ()
    end = context.definition(series.definition).valid_to or date.max
    last = min(context.as_of.year - 1, end.year if (end.month, end.day) == (12, 31) else end.year - 1)
    return tuple(year for year in range(min(known), last + 1) if year not in known)


def monthly(context: Context, series: Series, place: Place, newest: int = 60) -> list[Figure]:
    """The series' last months in order, from a known one to a known one; those between that nobody
    knows stand there as unknown.

    newest  how many months at most, counted back from the last known
    """
    years = _years_touched(context, series, place)
    out: list[Figure] = []
    for year in range(years[-1], years[0] - 1, -1) if years else ():
        for month in range(12, 0, -1):
            period = Period.month(year, month)
            if len(out) == newest or period.end > context.as_of:
                continue
            found = figure(context, series.measure, place, period, series.definition)
            if found.is_known or out:
                out.append(found)
    while out and not out[-1].is_known:
        out.pop()
    return out[::-1]


def freshest(found: Sequence[Totals]) -> Totals | None:
    """Of several series the one whose newest month is the latest; ties go to the first."""
    dated = [(t.to_date or t.latest, t) for t in found]
    known = [(f.period.end, -i, t) for i, (f, t) in enumerate(dated) if f is not None]
    return max(known, key=lambda item: item[:2])[2] if known else None
