"""State by state: counts, the same months before, rates per inhabitants, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almenara.analysis.arithmetic import change, rate
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.countries.pack import Pack
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place


@dataclass(frozen=True)
class StateRow:
    """One state: figures by column; a column it has no evidence for is unknown, never zero."""

    state: Place
    count: Figure
    earlier: Figure
    change: Figure
    rate: Figure


def population(context: Context, place: Place, year: int, definitions: Sequence[str]) -> Figure:
    """Population in the middle of a year, in the first definition that has it; unknown otherwise."""
    found = Figure(None, "persons", "population", "", place, Period.year(year), context.as_of, "unknown",
                   phrase("no-population", year=year))  # fmt: skip
    for definition in definitions:
        found = figure(context, "population", place, Period.year(year), definition)
        if found.is_known:
            return found
    return found


def newest_common_period(context: Context, series: Series, pack: Pack) -> Period | None:
    """The longest run of months from January, in the newest year, known for every state; or a whole year."""
    held = context.view.cells(series.measure, [pack.code, *(s.code for s in pack.states)])
    ends = {
        (c.end.year, c.end.month)
        for (d, p), cells in held.items()
        for c in cells
        if d == series.definition and p != pack.code and c.end <= context.as_of
    }
    for year, month in sorted(ends, reverse=True):
        period = Period.months(year, 1, month)
        if all(figure(context, series.measure, s, period, series.definition).is_known for s in pack.states):
            return period
    return None


def by_state(
    context: Context, series: Series, pack: Pack, period: Period, populations: Sequence[str]
) -> list[StateRow]:
    """A row for each state, in the pack's order. Rates of a part of a year are scaled to twelve months."""
    every = [pack.code, *(s.code for s in pack.states)]
    context.view.cells(series.measure, every)
    context.view.cells("population", every)
    rows = []
    for state in pack.states:
        now = figure(context, series.measure, state, period, series.definition)
        before = figure(context, series.measure, state, period.years_earlier(), series.definition)
        people = population(context, state, period.end.year, populations)
        partial = period.month_count < 12
        rows.append(StateRow(state, now, before, change(now, before), rate(now, people, annualised=partial)))
    return rows
