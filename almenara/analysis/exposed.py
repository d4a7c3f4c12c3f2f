"""Counts with the people they befell, place by place: as figures, and as arrays for methods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.figures import evidence
from almenara.analysis.newest_months import Window
from almenara.countries.pack import Pack
from almenara.evidence.cells import Cell, Tiling, tile
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place

Floats = npt.NDArray[np.float64]
Held = dict[tuple[str, str], list[Cell]]
"""Cells by definition and place."""


OLDEST = 3
"""Years by which a population may be older than the counts."""


@dataclass(frozen=True)
class Exposed:
    """Places of which both the count and the population are known.

    counts    over one period, by one definition
    people    of the year in which it ends, or of the newest year before that was known, OLDEST at most
    evidence  of all of them together, by document
    """

    places: tuple[str, ...]
    counts: list[Figure]
    people: list[Figure]
    evidence: tuple[Evidence, ...]

    @property
    def cases(self) -> Floats:
        """Counts; shape (n,)."""
        return np.array([float(f.value or 0) for f in self.counts])

    @property
    def population(self) -> Floats:
        """People; shape (n,)."""
        return np.array([float(f.value or 0) for f in self.people])

    @property
    def years(self) -> float:
        """Length of the period."""
        return self.counts[0].period.month_count / 12


def exposed(context: Context, pack: Pack, window: Window) -> Exposed:
    """Counts and populations of a window's places; those without a population are left out."""
    series, period = window.series, window.period
    definitions = pack.preference.get("population", [])
    places = [context.gazetteer.get(code) for code in window.places]
    asked = window.places if window.level == "state" else None  # thousands of names would be slow to ask for
    counted = context.view.cells(series.measure, asked, period)
    counts = _figures(context, series.measure, series.definition, counted, places, period)
    for back in range(OLDEST + 1):  # the newest year whose population was known on the day
        year = Period.year(period.end.year - back)
        settled = context.view.cells("population", asked, year)
        people = _most(context, definitions, settled, places, year)
        if any(p.value for p in people):
            break
    both = [i for i, (c, p) in enumerate(zip(counts, people, strict=True)) if c.is_known and p.value]
    counts, people = [counts[i] for i in both], [people[i] for i in both]
    codes = [window.places[i] for i in both]
    used = _inside(counted, {series.definition}, codes, period)
    used += _inside(settled, {f.definition for f in people}, codes, year)
    return Exposed(tuple(codes), counts, people, tuple(evidence(context.view, context, used)))


def _most(
    context: Context, preferred: Sequence[str], held: Held, places: Sequence[Place], year: Period
) -> list[Figure]:
    """Populations by the one definition that has the most of the places, the preferred one of equals."""
    codes = {p.code for p in places}
    having = Counter(d for d, place in held if place in codes)
    order = [*preferred, *sorted(set(having) - set(preferred))]
    best = max(order, key=lambda d: having[d], default=None)
    if best is None:
        reason = phrase("no-population", year=year.start.year)
        return [
            Figure(None, "persons", "population", "", p, year, context.as_of, "unknown", reason)
            for p in places
        ]
    return _figures(context, "population", best, held, places, year)


def _figures(
    context: Context, measure: str, definition: str, held: Held, places: Sequence[Place], period: Period
) -> list[Figure]:
    """One definition's figure of each place from cells read already."""
    declared = context.definition(definition)
    out = []
    for place in places:
        cells = held.get((definition, place.code), [])
        tiling = tile(cells, period) if declared.kind == "flow" else _last(cells, period)
        value = tiling.value if tiling else None
        about = (measure, definition, place, period, context.as_of)
        if tiling is None or value is None:
            reason = phrase("no-figure", as_of=context.as_of, place=place.name)
            out.append(Figure(None, declared.unit, *about, "unknown", reason))
            continue
        latest, many = max(tiling.cells, key=lambda c: c.known), len(tiling.cells)
        out.append(
            Figure(
                int(value) if float(value).is_integer() else value,
                declared.unit,
                *about,
                known=latest.known,
                ground=latest.ground,
                evidence=tuple(evidence(context.view, context, tiling.cells)),
                method=phrase("sum-of-periods", count=many) if many > 1 else phrase("as-published"),
            )
        )
    return out


def _last(cells: Sequence[Cell], period: Period) -> Tiling | None:
    """The last count taken within the period."""
    taken = [c for c in cells if period.start <= c.end <= period.end]
    return Tiling((max(taken, key=lambda c: (c.start, c.known)),)) if taken else None


def _inside(held: Held, definitions: set[str], codes: Sequence[str], period: Period) -> list[Cell]:
    """Cells of these places and definitions that lie inside a period, or that it lies inside of."""
    wanted = set(codes)
    return [
        cell
        for (definition, place), cells in held.items()
        if definition in definitions and place in wanted
        for cell in cells
        if cell.start <= period.end and cell.end >= period.start
    ]
