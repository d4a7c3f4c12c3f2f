"""Every value that a figure ever had: by definition, each with the day on which it could be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from almenara.analysis.context import Context
from almenara.evidence.cells import Cell, Tiling, tile
from almenara.evidence.view import View, known_by
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.model.terms import Definition

SPARSE = 150
"""Cells of one definition and place up to which parts of different documents are put together day by day."""

ALL_TIME = Period(date(1900, 1, 1), date(2200, 12, 31))
"""Stocks are read whole: a count of another day bears on what one says."""

CLOSED_EARLY = 45
"""Days before the end of a year within which a yearly count of press and observers is closed."""

_CELL = [
    "measure",
    "definition",
    "place",
    "start",
    "end",
    "document",
    "batch",
    "known",
    "ground",
    "citation",
    "rank",
]


@dataclass(frozen=True)
class Ask:
    """A measure at a place for a period. Without a period: every year that is held."""

    measure: str
    place: Place
    period: Period | None


@dataclass(frozen=True)
class Vintage:
    """A value of one definition, as it stood from a day on.

    period   what the value is about: of a stock the day of the count, which lies within the period asked
    known    the day on which its last part could be known
    summed   whether it is the sum of a country's states
    """

    measure: str
    definition: str
    place: Place
    period: Period
    value: float
    known: date
    tiling: Tiling = field(repr=False)
    summed: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it rests on; of a sum, each stands for all states."""
        return self.tiling.cells


@dataclass(frozen=True)
class Record:
    """All vintages of one measure, place and period, by definition, in order of being known.

    bounds  cells of the period that say no more than a least or a greatest value
    early   of a whole year: counts from its first day that were closed in its last weeks
    """

    ask: Ask
    by_definition: dict[str, tuple[Vintage, ...]]
    bounds: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    early: tuple[Vintage, ...] = ()

    def of(self, definition: str) -> tuple[Vintage, ...]:
        """Vintages of one definition."""
        return self.by_definition.get(definition, ())

    def standing(self, definition: str, day: date) -> Vintage | None:
        """What stood on a day: of what was known by then, the one whose oldest part is youngest.

        A difference of two published totals stands only where nothing was published or adds up to the period.
        """
        known = [v for v in self.of(definition) if v.known <= day]
        known = [v for v in known if not v.tiling.taken] or known
        return max(known, key=lambda v: (v.tiling.rank, v.known), default=None)

    def every(self) -> Iterator[Vintage]:
        """All vintages of all definitions."""
        for held in self.by_definition.values():
            yield from held


class Held:
    """What is held of all that is asked, read at once: what is known by `now`, and what was replaced since `then`."""

    def __init__(self, now: Context, then: Context | None, asks: Iterable[Ask]) -> None:
        self.now, self.then = now, then
        self._asks = list(dict.fromkeys(asks))
        self._records: dict[Ask, Record] = {}
        self._cells: dict[tuple[str, str, str], list[tuple[Cell, int, bool]]] = {}
        if self._asks:
            self._read()

    def record(self, measure: str, place: Place, period: Period) -> Record:
        """The vintages of something that was asked for; empty where nothing is held."""
        ask = Ask(measure, place, period)
        if ask not in self._records:
            found = {}
            for definition in self._definitions(measure, place):
                if made := tuple(self._vintages(ask, self.now.definition(definition))):
                    found[definition] = made
            self._records[ask] = Record(ask, found, self._bounds(ask), tuple(self._early(ask, period)))
        return self._records[ask]

    def periods(self, measure: str, place: Place, definition: str) -> list[Period]:
        """Periods of the single cells held, in order."""
        cells = self._cells.get((measure, definition, place.code), [])
        return sorted({Period(c.start, c.end) for c, _, _ in cells})

    def _definitions(self, measure: str, place: Place) -> list[str]:
        return [d for m, d, p in self._cells if m == measure and p == place.code]

    def _bounds(self, ask: Ask) -> dict[str, tuple[Cell, ...]]:
        """Cells of the very period that give a lower or upper bound, and maybe no value."""
        assert ask.period is not None
        out: dict[str, tuple[Cell, ...]] = {}
        for definition in self._definitions(ask.measure, ask.place):
            cells = self._cells[ask.measure, definition, ask.place.code]
            bounded = tuple(
                c for c, _, _ in cells
                if (c.start, c.end) == (ask.period.start, ask.period.end) and (c.low, c.high) != (None, None)
            )  # fmt: skip
            if bounded:
                out[definition] = bounded
        return out

    def _early(self, ask: Ask, period: Period) -> Iterator[Vintage]:
        if period.days < 365:
            return
        for name in self._definitions(ask.measure, ask.place):
            for cell, _, summed in self._cells[ask.measure, name, ask.place.code]:
                closed = (period.end - cell.end).days
                if cell.start == period.start and 0 < closed <= CLOSED_EARLY and cell.value is not None:
                    span = Period(cell.start, cell.end)
                    yield Vintage(
                        ask.measure, name, ask.place, span, cell.value, cell.known, Tiling((cell,)), summed
                    )

    def _vintages(self, ask: Ask, definition: Definition) -> list[Vintage]:
        assert ask.period is not None
        held = self._cells.get((ask.measure, definition.id, ask.place.code), [])
        candidates: dict[tuple[Cell, ...], tuple[Tiling, bool]] = {}
        if definition.kind == "flow":
            for summed in (False, True):
                mine = [(c, rank) for c, rank, s in held if s is summed]
                for tiling in _tilings(mine, ask.period):
                    candidates.setdefault(tiling.cells, (tiling, summed))
        else:
            for cell, _, summed in held:
                if definition.kind == "stock" and ask.period.start <= cell.end <= ask.period.end:
                    candidates[cell,] = (Tiling((cell,)), summed)
        made = [
            Vintage(
                ask.measure, definition.id, ask.place,
                ask.period if definition.kind == "flow" else Period(t.added[0].start, t.added[0].end),
                t.value, t.known, t, summed,
            )
            for t, summed in candidates.values() if t.value is not None
        ]  # fmt: skip
        return sorted(made, key=lambda v: (v.known, v.period, v.tiling.rank))

    def _read(self) -> None:
        where: dict[str, set[str]] = {}
        for ask in self._asks:
            where.setdefault(ask.measure, set()).add(ask.place.code)
        measures, places = list(where), {code for codes in where.values() for code in codes}
        countries = {c: [s.code for s in p.states] for c, p in self.now.packs.items() if c in places}
        spans = _years(self._asks)
        views: list[tuple[View, list[str] | None]] = [(self.now.view, None)]
        if self.then is not None:
            gone = [d for d in self.then.view.documents if d not in self.now.view.documents]
            if gone:
                views.append((self.then.view, gone))
        stocks = [
            d.id for d in self.now.definitions.values() if d.kind == "stock" and {*d.measures} & {*measures}
        ]
        whole = [d.id for d in self.now.definitions.values() if d.exhaustive and d.kind != "status"]
        spots: dict[tuple[str, str], tuple[bool, str, int]] = {}
        for measure, codes in where.items():
            for country, states in countries.items():
                if country in codes:
                    spots |= {(measure, state): (state in codes, country, len(states)) for state in states}
            spots |= {
                (measure, code): (True, *spots.get((measure, code), (True, "", 0))[1:]) for code in codes
            }
        listing = [(*spot, *found) for spot, found in spots.items()]
        for view, only in views:
            asked = view.listed("asked", _ASKED, listing)
            rows = view.observations(measures).semi_join(asked, ["measure", "place"])
            rows = known_by(_within(rows, spans, stocks), view.visible, view.as_of)
            if only is not None:
                rows = rows.filter(rows.document.isin(only))
            cells = rows.group_by(_CELL).aggregate(
                value=ibis.cases((rows.value.count() == rows.count(), rows.value.sum()), else_=None),
                low=rows.low.sum(), high=rows.high.sum(), note=rows.note.max(),
            ).inner_join(asked, ["measure", "place"])  # fmt: skip
            kept = cells.filter(cells.own).select(*_CELL, "value", "low", "high", "note").mutate(summed=False)
            parts = cells.filter(cells.country != "", cells.definition.isin(whole))
            total = parts.group_by([*(k for k in _CELL if k != "place"), "country", "states"]).aggregate(
                value=parts.value.sum(), parts=parts.count(), known_parts=parts.value.count()
            )
            total = total.filter((total.parts == total.states) & (total.known_parts == total.states))
            none = ibis.null("float64")
            total = total.mutate(place=total.country, low=none, high=none, note=ibis.literal(""), summed=True)
            total = total.select(*_CELL, "value", "low", "high", "note", "summed")
            self._keep(view.fetch(kept.union(total)))
        # in one order, whatever order the rows came in: equal values are told by the same document each time
        self._cells = {key: sorted(self._cells[key], key=_in_order) for key in sorted(self._cells)}

    def _keep(self, rows: pa.Table) -> None:
        column = {name: rows[name].to_pylist() for name in rows.column_names}
        for measure, rank, summed, note, *fields in zip(
            column["measure"], column["rank"], column["summed"], column["note"],
            *(column[name] for name in _FIELDS), strict=True,
        ):  # fmt: skip
            values: Any = (*fields, "", (), (), note or "")
            cell = Cell(*values)
            held = self._cells.setdefault((measure, cell.definition, cell.place), [])
            held.append((cell, rank, summed))


def _in_order(held: tuple[Cell, int, bool]) -> tuple[Any, ...]:
    cell, rank, summed = held
    return cell.start, cell.end, summed, rank, cell.citation or "", cell.ground, cell.document


_FIELDS = (
    "definition", "place", "start", "end", "value", "low", "high", "known", "ground", "document", "batch", "citation",
)  # fmt: skip
"""Columns that a cell begins with, in its order."""


_ASKED = {
    "measure": "VARCHAR",
    "place": "VARCHAR",
    "own": "BOOLEAN",
    "country": "VARCHAR",
    "states": "BIGINT",
}
"""own: whether the place itself is asked for; country: "" or that of which it is one of so many states to be summed."""


def _tilings(held: list[tuple[Cell, int]], period: Period) -> Iterator[Tiling]:
    """Ways to cover a period: of each document alone; where little is held, also of all known by each day."""
    near = Period(Period.year(period.start.year).start, Period.year(period.end.year).end)
    held = [(c, rank) for c, rank in held if near.contains(Period(c.start, c.end)) and c.value is not None]
    groups: dict[tuple[str, date, str], list[Cell]] = {}
    for cell, _ in held:
        groups.setdefault((cell.document, cell.known, cell.citation), []).append(cell)
        if (cell.start, cell.end) == (period.start, period.end):
            yield Tiling((cell,))
    for cells in groups.values():
        if found := _of_one(cells, period):
            yield found
    if len(held) <= SPARSE:
        for day in sorted({c.known for c, _ in held}):
            newest: dict[tuple[date, date], tuple[int, Cell]] = {}
            for cell, rank in held:
                span = (cell.start, cell.end)
                if cell.known <= day and (span not in newest or newest[span][0] < rank):
                    newest[span] = (rank, cell)
            if found := tile((c for _, c in newest.values()), period):
                yield found


def _of_one(cells: list[Cell], period: Period) -> Tiling | None:
    """The best cover by one document's cells, as `tile` gives it; most lie end to end, so that there is one only."""
    inside = [c for c in cells if period.start <= c.start and c.end <= period.end]
    if not inside and all(c.start > period.start or c.end < period.end for c in cells):
        return None
    inside.sort(key=lambda c: c.start)
    joined = all((b.start - a.end).days == 1 for a, b in pairwise(inside))
    if inside and joined and (inside[0].start, inside[-1].end) == (period.start, period.end):
        return Tiling(tuple(inside))
    return tile(cells, period)


def _years(asks: list[Ask]) -> list[Period] | None:
    """Whole years that the periods touch, joined where they meet; None where some ask for all."""
    touched: set[int] = set()
    for ask in asks:
        if ask.period is None:
            return None
        if ask.period == ALL_TIME:
            continue  # of stocks, which are read whole
        touched |= set(range(ask.period.start.year, ask.period.end.year + 1))
    runs: list[list[int]] = []
    for year in sorted(touched):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return [Period(Period.year(a).start, Period.year(b).end) for a, b in runs]


def _within(rows: ir.Table, spans: list[Period] | None, stocks: list[str]) -> ir.Table:
    if spans is None:
        return rows
    wanted: Any = rows.definition.isin(stocks)
    for span in spans:
        wanted |= (rows.start >= ibis.literal(span.start)) & (rows.end <= ibis.literal(span.end))
    return rows.filter(wanted)
