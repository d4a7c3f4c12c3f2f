"""Months of one series at many places as an array, as known on the day, and the evidence behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from almenara.analysis.context import Context
from almenara.analysis.figures import evidence, figure
from almenara.analysis.flows import Series
from almenara.analysis.statements import row_evidence
from almenara.evidence.cells import Cell
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period, is_month
from almenara.model.place import Place

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MonthlyPanel:
    """Counts by place and month, all by one definition.

    places  codes
    first   number of the first month: 12 * year + month - 1
    counts  shape (places, months), oldest month first; nan where nobody knows
    """

    series: Series
    places: tuple[str, ...]
    first: int
    counts: Array

    @property
    def last(self) -> int:
        """Number of the last month."""
        return self.first + int(self.counts.shape[1]) - 1

    def month(self, column: int) -> Period:
        """The month of a column."""
        return month_of(self.first + column)


def month_of(number: int) -> Period:
    """The month of a number: 12 * year + month - 1."""
    return Period.month(number // 12, number % 12 + 1)


def month_number(day: date) -> int:
    """The number of a day's month."""
    return 12 * day.year + day.month - 1


def monthly_panel(
    context: Context, series: Series, places: Sequence[str] | None = None,
    first: int | None = None, last: int | None = None,
) -> MonthlyPanel:  # fmt: skip
    """Whole months as known on the day; months that no place knows at either end are left out.

    places       codes in the order wanted; every place below the states that has evidence where None.
                 A country's months are those of `figures.figure`: published, or the sum of its states
    first, last  numbers of months, both included; what is known where None
    No places or no months known: an array without rows or columns.
    """
    if places is not None and context.view.has_read(series.measure, places):
        place, month, value = _months_read(context, series, places)
    else:
        place, month, value = _months_kept(context, series, places)
    codes = tuple(places) if places is not None else _below_the_states(context, place)
    whole = {code for code in codes if code in context.packs and context.packs[code].states}
    lowest, highest = _bounds(context, series, month, whole)
    lowest = lowest if first is None else max(first, lowest)
    highest = highest if last is None else min(last, highest)
    counts = np.full((len(codes), max(highest - lowest + 1, 0)), np.nan)
    index = {code: i for i, code in enumerate(codes)}
    at = np.array([index.get(code, -1) for code in place], dtype=int)
    inside = (at >= 0) & (month >= lowest) & (month <= highest)
    counts[at[inside], month[inside] - lowest] = value[inside]
    for code in whole:
        country = context.gazetteer.get(code)
        counts[index[code]] = [
            _value(figure(context, series.measure, country, month_of(n), series.definition))
            for n in range(lowest, highest + 1)
        ]
    return _trimmed(MonthlyPanel(series, codes, lowest, counts))


def panel_evidence(
    context: Context, series: Series, places: Iterable[Place | str], period: Period
) -> tuple[Evidence, ...]:
    """The documents and cells that months of a panel stand on: those of `places` inside `period`.

    For a country without cells of its own, those of its states.
    """
    cells: list[Cell] = []
    for place in places:
        code = place if isinstance(place, str) else place.code
        pack = context.packs.get(code)
        wanted = [code, *(s.code for s in pack.states)] if pack else [code]
        held = context.view.cells(series.measure, wanted, None)
        inside = {c: [x for x in held.get((series.definition, c), []) if _in(x, period)] for c in wanted}
        cells += inside[code] or [x for c in wanted[1:] for x in inside[c]]
    return tuple(evidence(context.view, context, cells))


def files_evidence(context: Context, series: Series) -> tuple[Evidence, ...]:
    """The files that the months of all municipalities stand on, each with the first and last of its rows.

    For answers that take in every municipality: naming each of half a million cells would tell a reader nothing.
    """
    view = context.view
    rows = view.current(view.observations([series.measure], [series.definition]), addresses=False)
    rows = rows.filter(~rows.place.isin(sorted(context.places_above_parts)))
    files = rows.group_by("document", "citation", "known", "ground").aggregate(
        first=rows.first_row.min(), last=rows.first_row.max(), count=rows.count()
    )
    found = []
    for row in sorted(view.fetch(files).to_pylist(), key=lambda r: (r["known"], r["document"])):
        item = row_evidence(context, row | {"sheet": "", "column": "", "row": row["first"]})
        found.append(replace(item, locator=f"rows {row['first']}-{row['last']}", cells=int(row["count"])))
    return tuple(found)


def _in(cell: Cell, period: Period) -> bool:
    return is_month(cell.start, cell.end) and period.start <= cell.start and cell.end <= period.end


Months = tuple[list[str], npt.NDArray[np.int64], Array]
"""Place, number of the month and value, nan where the publisher says unknown, of each known month."""


def _months_read(context: Context, series: Series, places: Sequence[str]) -> Months:
    """Of places whose cells were read already."""
    held = context.view.cells(series.measure, places)
    cells = [c for code in dict.fromkeys(places) for c in held.get((series.definition, code), [])]
    whole = [c for c in cells if is_month(c.start, c.end)]
    number = np.array([month_number(c.start) for c in whole], dtype=np.int64)
    return [c.place for c in whole], number, np.array([np.nan if c.value is None else c.value for c in whole])


def _months_kept(context: Context, series: Series, places: Sequence[str] | None) -> Months:
    """By a query that makes no cells: for thousands of places."""
    view = context.view
    rows = view.observations([series.measure], [series.definition], places)
    found = view.fetch(view.current(rows, addresses=False).select("place", "start", "end", "value"))
    return _whole_months(found)


def _whole_months(found: pa.Table) -> Months:
    """Place, month number and value (nan for null) of the rows that are about one whole month."""
    start = found["start"].to_numpy(zero_copy_only=False).astype("datetime64[D]")
    end = found["end"].to_numpy(zero_copy_only=False).astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    whole = (start == month.astype("datetime64[D]")) & (end + 1 == (month + 1).astype("datetime64[D]"))
    number = month.astype(np.int64) + 12 * 1970
    value = found["value"].to_numpy(zero_copy_only=False).astype(float)
    place = found["place"].to_pylist()
    return [p for p, w in zip(place, whole, strict=True) if w], number[whole], value[whole]


def _below_the_states(context: Context, held: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(held) - context.places_above_parts))


def _bounds(
    context: Context, series: Series, month: npt.NDArray[np.int64], countries: set[str]
) -> tuple[int, int]:
    """First and last month to look at; a country's own cells and those of its states count, too."""
    ends = [int(month.min()), int(month.max())] if month.size else []
    for code in countries:
        states = [s.code for s in context.packs[code].states]
        held = context.view.cells(series.measure, [code, *states])
        for (definition, _), cells in held.items():
            if definition == series.definition and cells:
                ends += [month_number(cells[0].start), max(month_number(c.end) for c in cells)]
    return (min(ends), max(ends)) if ends else (0, -1)


def _trimmed(panel: MonthlyPanel) -> MonthlyPanel:
    known = np.flatnonzero(~np.isnan(panel.counts).all(axis=0)) if panel.counts.size else np.empty(0, int)
    if not known.size:
        return MonthlyPanel(panel.series, panel.places, panel.first, panel.counts[:, :0])
    kept = panel.counts[:, known[0] : known[-1] + 1]
    return MonthlyPanel(panel.series, panel.places, panel.first + int(known[0]), kept)


def _value(item: Figure) -> float:
    return np.nan if item.value is None else float(item.value)
