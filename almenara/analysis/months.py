"""The months of a measure that can be watched: which definition, which places, from which counting rule on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import ibis

from almenara.analysis.context import Context
from almenara.analysis.flows import Series
from almenara.analysis.panel import MonthlyPanel, month_number, month_of, monthly_panel
from almenara.errors import NoEvidence, UsageError
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.model.terms import Break

LEVELS = ("place", "state", "municipality")
ENOUGH = (37, 8)
"""Months with which a definition is preferred to one with fewer: three years, or seven months, and one more."""


@dataclass(frozen=True)
class Months:
    """Counts by place and month of one definition.

    level  of LEVELS: the place itself, its states or its municipalities
    cut    the break in the counting rule from which the panel begins, if there was one within its months
    """

    panel: MonthlyPanel
    place: Place
    level: str
    cut: Break | None

    @property
    def series(self) -> Series:
        """Measure and definition."""
        return self.panel.series

    def column(self, month: Period) -> int:
        """The column of a month. Raises UsageError where the panel does not reach it."""
        column = month_number(month.start) - self.panel.first
        if month.month_count != 1 or not month.whole_months:
            raise UsageError(f"{month} is not a month; write it as 2018-05")
        if not 0 <= column < self.panel.counts.shape[1]:
            held = f"{self.panel.month(0)} to {month_of(self.panel.last)}"
            what = f"the months of {self.series.definition} known then"
            raise UsageError(f"{month} is not among {what}: {held}")
        return column


def months(
    context: Context, measure: str, place: Place, definition: str | None = None, level: str | None = None
) -> Months:
    """The panel of a measure at a place, or at the places below it, as known on the day.

    definition  None takes, of those that count three years and a month (or else eight months, or else any), the
                one with the newest month; ties go to the country's preferred one
    level       None takes the states of a country, and any other place itself
    A panel begins after the last break in its counting rule. Raises NoEvidence where no month is known;
    UsageError and UnknownMeasure for what is not one.
    """
    context.measure(measure)
    where = level or ("state" if place.kind == "country" else "place")
    if where not in LEVELS:
        raise UsageError(f'"{where}" is not a level; there are: {", ".join(LEVELS)}')
    pack = context.packs.get(place.code)
    if where == "state" and pack is None:
        raise UsageError(f"{place} has no states: take --level municipality, or none for the place itself")
    codes = [place.code] if where == "place" else [s.code for s in pack.states] if pack else []
    chosen = _definition(context, measure, place, definition, where, codes)
    series = Series(measure, chosen)
    if where == "municipality":
        panel = _below(context, monthly_panel(context, series), place)
    else:
        panel = monthly_panel(context, series, codes)
    if not panel.counts.size:
        raise NoEvidence(_none(context, measure, place, definition, where))
    return _after_breaks(context, Months(panel, place, where, None))


def longest(context: Context, measure: str, place: Place) -> str:
    """The definition that counts the most months of municipalities of a place's country; ties to the preferred one.

    Raises NoEvidence where none counts a month of one; UnknownMeasure.
    """
    context.measure(measure)
    rows = context.view.observations([measure])
    rows = rows.filter(rows.known <= ibis.literal(context.as_of))
    rows = rows.filter(rows.place.startswith(place.code.partition("-")[0] + "-"))
    rows = rows.filter(~rows.place.isin(sorted(context.places_above_parts)))
    whole = _single_months(rows)
    months_held = whole.select("definition", "place", "start").distinct()
    counts = context.view.fetch(months_held.group_by("definition").aggregate(n=months_held.count()))
    found: dict[str, int] = {
        row["definition"]: int(row["n"])
        for row in counts.to_pylist()
        if context.definitions[row["definition"]].kind == "flow"
    }
    if not found:
        raise NoEvidence(_none(context, measure, place, None, "municipality"))
    return min(found, key=lambda d: (-found[d], context.preference(place, measure, d)))


def _single_months(rows: Any) -> Any:
    """Rows about one whole month."""
    same = (rows.start.year() == rows.end.year()) & (rows.start.month() == rows.end.month())
    return rows.filter(same & (rows.start.day() == 1) & (rows.end.day() >= 28))


def _definition(
    context: Context, measure: str, place: Place, wanted: str | None, level: str, codes: Sequence[str]
) -> str:
    if wanted is not None:
        declared = context.definition(wanted)
        if measure not in declared.measures or declared.kind != "flow":
            raise UsageError(f"{wanted} does not count {measure} by month")
        return wanted
    view = context.view
    rows = view.observations([measure])
    rows = rows.filter(rows.known <= ibis.literal(context.as_of))
    if level == "municipality":
        rows = rows.filter(rows.place.startswith(place.code.partition("-")[0] + "-"))
        rows = rows.filter(~rows.place.isin(sorted(context.places_above_parts)))
    else:
        rows = rows.filter(rows.place.isin([*codes, *_parts_of(context, place, level)]))
    whole = _single_months(rows)
    spans = whole.group_by("definition").aggregate(first=whole.start.min(), last=whole.end.max())
    found: dict[str, tuple[date, date]] = {
        row["definition"]: (row["first"], row["last"])
        for row in view.fetch(spans).to_pylist()
        if context.definitions[row["definition"]].kind == "flow"
    }
    if not found:
        raise NoEvidence(_none(context, measure, place, None, level))
    long = found
    for least in reversed(ENOUGH):
        long = {d: s for d, s in long.items() if _count(*s) >= least} or long
    newest = max(last for _, last in long.values())
    latest = [d for d, (_, last) in long.items() if month_number(last) == month_number(newest)]
    return min(latest, key=lambda d: context.preference(place, measure, d))


def _parts_of(context: Context, place: Place, level: str) -> list[str]:
    pack = context.packs.get(place.code)
    return [s.code for s in pack.states] if level == "place" and pack else []


def _count(first: date, last: date) -> int:
    return month_number(last) - month_number(first) + 1


def _below(context: Context, panel: MonthlyPanel, place: Place) -> MonthlyPanel:
    """The rows of municipalities of the place; those "not stated" and abroad are none."""
    kept = [
        i
        for i, code in enumerate(panel.places)
        if code.startswith(place.code.partition("-")[0] + "-")
        and (found := context.gazetteer.get(code)).kind == "municipality"
        and place.code in (code.partition("-")[0], found.parent, code)
    ]
    return replace(panel, places=tuple(panel.places[i] for i in kept), counts=panel.counts[kept])


def _after_breaks(context: Context, found: Months) -> Months:
    panel = found.panel
    breaks = context.definition(panel.series.definition).breaks
    for broken in sorted(breaks, key=lambda b: b.day, reverse=True):
        column = month_number(broken.day) - panel.first
        if 0 < column < panel.counts.shape[1]:
            later = replace(panel, first=panel.first + column, counts=panel.counts[:, column:])
            return replace(found, panel=later, cut=broken)
    return found


def _none(context: Context, measure: str, place: Place, definition: str | None, level: str) -> str:
    by = "" if level == "place" else f" by {level}"
    what = f"{definition}" if definition else f"any definition of {measure}"
    return f"the evidence held on {context.as_of} has no months{by} of {what} for {place}"
