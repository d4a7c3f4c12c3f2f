"""Every value that a figure ever had: by definition, each with the day on which it could be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import ibis
import pyarrow as pa

from almenara.analysis.context import Context
from almenara.evidence.cells import Cell, Tiling, tile
from almenara.evidence.listed import among
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

_VINTAGE = ["definition", "start", "end", "reading", "known", "ground", "citation"]
_VALUE = ["value", "low", "high", "note"]


@dataclass(frozen=True)
class Ask:
    """A measure at a place for a period."""

    measure: str
    place: Place
    period: Period


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


_Rank = tuple[date, int]
"""The day a cell was known and its reading's place in the order of storing: the greater, the later known."""

_Found = tuple[Cell, _Rank, bool]
"""A cell, its rank, and whether it stands for a country's states added up."""


class Held:
    """What is held of all that is asked, read at once: what is known by `now`, and what was replaced since `then`."""

    def __init__(self, now: Context, then: Context | None, asks: Iterable[Ask]) -> None:
        self.now, self.then = now, then
        self._asks = list(dict.fromkeys(asks))
        self._records: dict[Ask, Record] = {}
        self._rows: dict[tuple[str, str], dict[str, list[tuple[Any, ...]]]] = {}
        self._cells: dict[tuple[str, str], dict[str, list[_Found]]] = {}
        if self._asks:
            self._read()

    def record(self, measure: str, place: Place, period: Period) -> Record:
        """The vintages of something that was asked for; empty where nothing is held."""
        ask = Ask(measure, place, period)
        if ask not in self._records:
            found = {}
            for definition, held in self._held(ask).items():
                if made := tuple(_vintages(ask, self.now.definition(definition), held)):
                    found[definition] = made
            self._records[ask] = Record(ask, found, self._bounds(ask), tuple(self._early(ask)))
        return self._records[ask]

    def _held(self, ask: Ask) -> dict[str, list[_Found]]:
        """The cells of a measure and place by definition, made of their rows when first asked for."""
        spot = ask.measure, ask.place.code
        if spot not in self._cells:
            rows = self._rows.get(spot, {})
            # in one order, whatever order the rows came in: equal values are told by the same document each time
            self._cells[spot] = {
                name: sorted((_found(name, ask.place.code, row) for row in rows[name]), key=_in_order)
                for name in sorted(rows)
            }
        return self._cells[spot]

    def _bounds(self, ask: Ask) -> dict[str, tuple[Cell, ...]]:
        """Cells of the very period that give a lower or upper bound, and maybe no value."""
        out: dict[str, tuple[Cell, ...]] = {}
        for definition, cells in self._held(ask).items():
            bounded = tuple(
                c for c, _, _ in cells
                if (c.start, c.end) == (ask.period.start, ask.period.end) and (c.low, c.high) != (None, None)
            )  # fmt: skip
            if bounded:
                out[definition] = bounded
        return out

    def begun(self, measure: str, place: Place, span: Period) -> list[Vintage]:
        """Counts of more than a year that began in the span's first year and were closed by its last day."""
        ask = Ask(measure, place, span)
        return [
            Vintage(measure, name, place, Period(c.start, c.end), c.value, c.known, Tiling((c,)), summed)
            for name, cells in self._held(ask).items() for c, _, summed in cells
            if c.start.year == span.start.year and (c.end - c.start).days > 366 and c.end <= span.end
            and c.value is not None
        ]  # fmt: skip

    def across(self, measure: str, place: Place, period: Period) -> list[Vintage]:
        """Counts of spans that lie partly in a period and partly before or behind it: a campaign's."""
        ask = Ask(measure, place, period)
        return [
            Vintage(measure, name, place, Period(c.start, c.end), c.value, c.known, Tiling((c,)), summed)
            for name, cells in self._held(ask).items() for c, _, summed in cells
            if c.value is not None and (c.start < period.start <= c.end or c.start <= period.end < c.end)
        ]  # fmt: skip

    def anywhen(self, measure: str, place: Place) -> Iterator[Cell]:
        """Every cell of a measure and place, of whatever time that was asked for."""
        for cells in self._held(Ask(measure, place, ALL_TIME)).values():
            yield from (cell for cell, _, _ in cells)

    def _early(self, ask: Ask) -> Iterator[Vintage]:
        period = ask.period
        if period.days < 365:
            return
        for name, cells in self._held(ask).items():
            for cell, _, summed in cells:
                closed = (period.end - cell.end).days
                if cell.start == period.start and 0 < closed <= CLOSED_EARLY and cell.value is not None:
                    span = Period(cell.start, cell.end)
                    yield Vintage(
                        ask.measure, name, ask.place, span, cell.value, cell.known, Tiling((cell,)), summed
                    )

    def _read(self) -> None:
        views: list[tuple[View, list[str] | None]] = [(self.now.view, None)]
        if self.then is not None:
            gone = [d for d in self.then.view.documents if d not in self.now.view.documents]
            if gone:
                views.append((self.then.view, gone))
        whole = [d.id for d in self.now.definitions.values() if d.exhaustive and d.kind != "status"]
        listing = self._listing()
        for view, only in views:
            asked = view.listed("asked", _ASKED, ((n, *spot) for n, spot in enumerate(listing)))
            rows = view.observations(
                {spot.measure for spot in listing}, None, {spot.place for spot in listing}
            )
            if only is not None:
                rows = rows.filter(among(rows.document, only))
            rows = known_by(rows, view.visible, view.as_of)
            rows = rows.inner_join(
                asked,
                [
                    rows.measure == asked.asked,
                    rows.place == asked.at,
                    rows.start >= asked.first,
                    rows.end <= asked.last,
                ],
            )
            # by numbers where possible: grouping by names and digests takes several times as long
            cells = rows.group_by(["spot", *_VINTAGE]).aggregate(
                value=ibis.cases((rows.value.count() == rows.count(), rows.value.sum()), else_=None),
                low=rows.low.sum(), high=rows.high.sum(), note=rows.note.max(),
            ).inner_join(asked, ["spot"])  # fmt: skip
            kept = cells.filter(cells.own).select("spot", *_VINTAGE, *_VALUE).mutate(summed=False)
            parts = cells.filter(cells.country != "", cells.definition.isin(whole))
            total = parts.group_by(["asked", "country", "states", *_VINTAGE]).aggregate(
                spot=parts.spot.min(),
                value=parts.value.sum(),
                parts=parts.count(),
                known_parts=parts.value.count(),
            )
            total = total.filter((total.parts == total.states) & (total.known_parts == total.states))
            none = ibis.null("float64")
            total = total.mutate(low=none, high=none, note=ibis.literal(""), summed=True)
            total = total.select("spot", *_VINTAGE, *_VALUE, "summed")
            self._keep(view, listing, view.fetch(kept.union(total)))

    def _listing(self) -> list[_Spot]:
        """What to read: the years of every ask, and of a country's for each of its states, too."""
        stocks = {m for d in self.now.definitions.values() if d.kind == "stock" for m in d.measures}
        own: dict[tuple[str, str], set[int]] = {}
        for ask in self._asks:
            years = own.setdefault((ask.measure, ask.place.code), set())
            years |= _years(ask.period)
            if ask.measure in stocks:
                years |= _years(ALL_TIME)
        parts = {
            (measure, state.code): (code, len(pack.states), years)
            for (measure, code), years in own.items() if (pack := self.now.packs.get(code))
            for state in pack.states
        }  # fmt: skip
        out = []
        for spot in {**own, **parts}:
            country, states, of_country = parts.get(spot, ("", 0, set()))
            for first, last in _runs(own.get(spot, set()) | of_country):
                out.append(_Spot(*spot, spot in own, country, states, first, last))
        return out

    def _keep(self, view: View, listing: list[_Spot], rows: pa.Table) -> None:
        columns = [rows[name].to_pylist() for name in ("spot", "summed", *_VINTAGE, *_VALUE)]
        for number, summed, definition, start, end, reading, known, *told in zip(*columns, strict=True):
            spot = listing[number]
            record = view.readings[reading]
            at = (spot.measure, spot.country if summed else spot.place)
            held = self._rows.setdefault(at, {}).setdefault(definition, [])
            held.append((summed, start, end, reading, known, record.document, record.batch, *told))


class _Spot(NamedTuple):
    """A row of what is asked, to join with; those of one measure and place do not overlap.

    own      whether the place itself is asked for
    country  "" or that of which it is one of so many states to be summed
    """

    measure: str
    place: str
    own: bool
    country: str
    states: int
    first: date
    last: date


_ASKED = {
    "spot": "BIGINT", "asked": "VARCHAR", "at": "VARCHAR", "own": "BOOLEAN", "country": "VARCHAR",
    "states": "BIGINT", "first": "DATE", "last": "DATE",
}  # fmt: skip


def _found(definition: str, place: str, row: tuple[Any, ...]) -> _Found:
    summed, start, end, reading, known, document, batch, ground, citation, value, low, high, note = row
    cell = Cell(
        definition, place, start, end, value, low, high, known, ground, document, batch, citation, "", (), (),
        note or "",
    )  # fmt: skip
    return cell, (known, reading), summed


def _in_order(held: _Found) -> tuple[Any, ...]:
    cell, rank, summed = held
    return cell.start, cell.end, summed, rank, cell.citation or "", cell.ground, cell.document


def _vintages(ask: Ask, definition: Definition, held: list[_Found]) -> list[Vintage]:
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


def _tilings(held: list[tuple[Cell, _Rank]], period: Period) -> Iterator[Tiling]:
    """Ways to cover a period: of each document alone; where little is held, also of all known by each day."""
    first, last = date(period.start.year, 1, 1), date(period.end.year, 12, 31)
    held = [(c, rank) for c, rank in held if first <= c.start and c.end <= last and c.value is not None]
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
            newest: dict[tuple[date, date], tuple[_Rank, Cell]] = {}
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


def _years(period: Period) -> set[int]:
    """The years that a period touches: what answers lies within these, whole."""
    return set(range(period.start.year, period.end.year + 1))


def _runs(years: set[int]) -> list[tuple[date, date]]:
    """First and last days of years, joined where they meet."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return [(date(a, 1, 1), date(b, 12, 31)) for a, b in runs]
