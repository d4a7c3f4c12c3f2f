"""What a threat is counted by on a day: one series over its newest months, of all states or all municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.figures import evidence
from almenara.analysis.flows import Series
from almenara.analysis.panel import month_number, month_of
from almenara.analysis.rating_evidence import ALIKE, EARLIER_PEOPLE, counted, newest_period
from almenara.countries.pack import Pack
from almenara.evidence.cells import Cell, tile
from almenara.evidence.view import known_by
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import NamedPlace, phrase
from almenara.model.place import Place

Floats = npt.NDArray[np.float64]
OLDEST = {"state": 36, "municipality": 84}
"""Months before the day after which counts are too old to speak of a site."""
LEAST = 6
"""Months that a count must cover to be taken for a rate, where a longer one is to be had."""
COVER = 0.5
"""Share of the municipalities that must be counted, or what is missing would pass for calm."""


@dataclass(frozen=True)
class Tally:
    """A number with the cells that it is the sum of."""

    value: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Counted:
    """One series over one period, with populations.

    places  all states or municipalities of the country
    counts  by code, of those that have one
    people  likewise, of one year by one definition: `settled`, with the year
    files   what all of them stand on
    """

    series: Series
    level: str
    period: Period
    places: tuple[str, ...]
    counts: dict[str, Tally]
    people: dict[str, Tally]
    settled: tuple[Series, Period] | None
    files: tuple[Evidence, ...]

    def cases(self) -> Floats:
        """Counts in the order of `places`, nan where unknown."""
        return _values(self.counts, self.places)

    def years_lived(self) -> Floats:
        """Person-years likewise."""
        return _values(self.people, self.places) * self.period.month_count / 12

    def figures(self, context: Context, place: Place) -> tuple[Figure, Figure]:
        """The count and the population of a place. Raises KeyError where it has none."""
        assert self.settled is not None
        count = _figure(context, self.series, place, self.period, self.counts[place.code])
        return count, _figure(context, self.settled[0], place, self.settled[1], self.people[place.code])


def _values(held: dict[str, Tally], places: Sequence[str]) -> Floats:
    return np.array([held[code].value if code in held else np.nan for code in places])


def of_states(context: Context, pack: Pack, measures: Sequence[str]) -> Counted | str:
    """The first of the measures that was counted by state of late; or why there is none.

    The months are the newest twelve known of half of the states at least, or those since January.
    """
    codes = [s.code for s in pack.states]
    first = month_number(context.as_of) - OLDEST["state"]
    newest: date | None = None
    for measure in measures:
        held = context.view.cells(measure, [pack.code, *codes])
        found: list[tuple[int, int, Series, Period]] = []
        names = sorted({d for d, code in held if code != pack.code and context.definition(d).kind == "flow"},
                       key=lambda d: context.preference(pack.country, measure, d))  # fmt: skip
        for rank, name in enumerate(names):
            counts_of, ends = counted(context, Series(measure, name), pack.states)
            if ends:
                newest = max(filter(None, (newest, month_of(max(ends)).end)))
            period = newest_period(counts_of, [e for e in ends if e >= first], len(codes))
            if period is not None:
                found.append((month_number(period.end), rank, Series(measure, name), period))
        if found:
            long = [f for f in found if f[3].month_count >= LEAST] or found
            latest = max(f[0] for f in long)
            _, _, series, period = min((f for f in long if latest - f[0] <= ALIKE), key=lambda f: f[1])
            cells = {c: held.get((series.definition, c), []) for c in codes}
            return _counted(context, pack, series, "state", period, codes, cells)
    if newest is None:
        return phrase("threat-none", as_of=context.as_of)
    return phrase("threat-old", day=newest, months=OLDEST["state"])


def of_municipalities(context: Context, pack: Pack, measures: Sequence[str]) -> list[Counted]:
    """Of each measure counted in most of the municipalities of late, its series with the newest months."""
    codes, every = list(pack.municipalities), context.places_above_parts
    if not codes:
        return []
    view, today = context.view, month_number(context.as_of)
    first = today - OLDEST["municipality"]
    rows = view.observations(list(measures), within=Period(month_of(first - 12).start, context.as_of))
    rows = rows.filter(rows.place.startswith(f"{pack.code}-") & ~rows.place.isin(sorted(every)))
    spans = known_by(rows, view.visible, view.as_of).group_by("measure", "definition", "start", "end")
    covered = view.fetch(spans.aggregate(places=lambda t: t.place.nunique())).to_pylist()
    by_series: dict[Series, set[tuple[date, date]]] = {}
    for row in covered:
        if row["places"] >= COVER * len(codes) and context.definition(row["definition"]).kind == "flow":
            held = by_series.setdefault(Series(row["measure"], row["definition"]), set())
            held.add((row["start"], row["end"]))
    best: dict[str, tuple[tuple[int, int], Series, Period]] = {}
    for series, spans_ in by_series.items():
        period = _newest_year(spans_, first)
        if period is not None:
            rank, _ = context.preference(pack.country, series.measure, series.definition)
            key = (month_number(period.end), -rank)
            if series.measure not in best or key > best[series.measure][0]:
                best[series.measure] = (key, series, period)
    out = []
    for measure in measures:
        if measure in best:
            _, series, period = best[measure]
            cells = view.cells(measure, None, period, definition=series.definition)
            made = _counted(context, pack, series, "municipality", period, codes,
                            {c: cells.get((series.definition, c), []) for c in codes})  # fmt: skip
            if len(made.counts) >= COVER * len(codes):
                out.append(made)
    return out


def _newest_year(spans: set[tuple[date, date]], first: int) -> Period | None:
    """The newest twelve months that spans laid end to end cover."""
    for end in sorted({e for _, e in spans}, reverse=True):
        number = month_number(end)
        period = Period(month_of(number - 11).start, month_of(number).end)
        if number < first or period.end != end:
            continue
        reached = {period.start}
        for start, stop in sorted(s for s in spans if s[0] >= period.start and s[1] <= period.end):
            if start in reached:
                reached.add(date.fromordinal(stop.toordinal() + 1))
        if date.fromordinal(period.end.toordinal() + 1) in reached:
            return period
    return None


def _counted(
    context: Context, pack: Pack, series: Series, level: str, period: Period, codes: Sequence[str],
    cells: dict[str, list[Cell]],
) -> Counted:  # fmt: skip
    counts = {}
    for code in codes:
        tiling = tile(cells[code], period)
        if tiling is not None and tiling.value is not None:
            counts[code] = Tally(tiling.value, tiling.cells)
    people, settled = _people(context, pack, level, codes, period.end.year)
    used = [cell for held in (counts, people) for tally in held.values() for cell in tally.cells]
    files = tuple(evidence(context.view, context, used))
    return Counted(series, level, period, tuple(codes), counts, people, settled, files)


def _people(
    context: Context, pack: Pack, level: str, codes: Sequence[str], year: int
) -> tuple[dict[str, Tally], tuple[Series, Period] | None]:
    """Populations of the year, or of the newest before, by the preferred definition that has half of the places."""
    every = [pack.code, *codes] if level == "state" else None
    for back in range(EARLIER_PEOPLE + 1):
        when = Period.year(year - back)
        held = context.view.cells("population", every, when)
        names = sorted({d for d, _ in held}, key=lambda d: context.preference(pack.country, "population", d))
        for name in names:
            last: dict[str, Tally] = {}
            for code in codes:
                inside = [
                    c for c in held.get((name, code), []) if when.start <= c.end <= when.end and c.value
                ]
                if inside:
                    cell = max(inside, key=lambda c: (c.start, c.known))
                    last[code] = Tally(cell.value or 0.0, (cell,))
            if len(last) >= COVER * len(codes):
                return last, (Series("population", name), when)
    return {}, None


def _figure(context: Context, series: Series, place: Place, period: Period, tally: Tally) -> Figure:
    latest, many = max(tally.cells, key=lambda c: c.known), len(tally.cells)
    return Figure(
        int(tally.value) if float(tally.value).is_integer() else tally.value,
        context.definition(series.definition).unit, series.measure, series.definition, place, period,
        context.as_of, known=latest.known, ground=latest.ground,
        method=phrase("sum-of-periods", count=many) if many > 1 else phrase("as-published"),
        evidence=tuple(evidence(context.view, context, tally.cells)),
    )  # fmt: skip


def why_not(context: Context, counted_: Counted, place: Place) -> str:
    """Why a place has no rate though the threat is counted."""
    about = NamedPlace(context.gazetteer.full_name(place), place.code)
    key = "threat-no-people" if place.code in counted_.counts else "threat-not-here"
    return phrase(key, place=about)
