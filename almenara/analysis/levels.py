"""Advisory levels by state: what stood on the day, since when, and how it came there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from almenara.analysis.arithmetic import how_many
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.countries.pack import Pack
from almenara.evidence.cells import Cell
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase


@dataclass(frozen=True)
class Levels:
    """Levels in force, by state code, with what went before.

    current   figure per state in force on the day; unknown where the evidence has none
    counts    number of states at each level, by level
    previous  the last different level per state, where there was one
    since     day of the edition from which each state has stood at its level without a break, as far as
              the editions in evidence tell
    editions  days on which an edition gave levels to all states, in order, with the number of states at
              each level
    first     day of the first edition in evidence that gave a state its level
    country   level of the country as a whole in the newest edition; unknown where that edition, or the
              evidence, gives none
    newest    day of the newest edition that gave a state its level
    inferred  codes of states whose level was not read in an edition but stood before and after
    """

    definition: str
    current: dict[str, Figure]
    counts: dict[int, Figure]
    previous: dict[str, Figure]
    since: dict[str, date]
    editions: dict[date, dict[int, Figure]]
    first: date | None
    country: Figure
    newest: date | None = None
    inferred: tuple[str, ...] = ()

    @property
    def newer(self) -> bool:
        """Whether an edition newer than all state levels in evidence gives the country's level."""
        return self.country.is_known and (self.newest is None or self.country.period.start > self.newest)


def levels(context: Context, pack: Pack, definition: str) -> Levels:
    """Levels of every state of a country in one advisory's own scale, as known on the view's day."""
    day = Period(context.as_of, context.as_of)
    held = context.view.cells("advisory-level", [pack.code, *(s.code for s in pack.states)])
    current: dict[str, Figure] = {}
    previous: dict[str, Figure] = {}
    since: dict[str, date] = {}
    given: dict[date, dict[str, Cell]] = {}
    for state in pack.states:
        current[state.code] = figure(context, "advisory-level", state, day, definition)
        cells = _by_edition(c for c in held.get((definition, state.code), []) if c.start <= context.as_of)
        for start, cell in cells.items():
            given.setdefault(start, {})[state.code] = cell
        run = _newest_run(list(cells.values()), current[state.code].value)
        if current[state.code].is_known and run:
            since[state.code] = run[-1].start
            if before := list(cells.values())[: len(cells) - len(run)]:
                last = Period(before[-1].start, before[-1].start)
                previous[state.code] = figure(context, "advisory-level", state, last, definition)
    whole = [start for start, cells in sorted(given.items()) if len(cells) == len(pack.states)]
    return Levels(
        definition, current, _counted(current.values(), pack, day), previous, since,
        {start: _in_edition(context, pack, definition, start) for start in whole},
        min(given, default=None), _country(context, pack, definition, day, max(given, default=None)),
        max(given, default=None),
        tuple(code for code, f in current.items() if any(e.ground == "inferred" for e in f.evidence)),
    )  # fmt: skip


def _country(context: Context, pack: Pack, definition: str, day: Period, newest: date | None) -> Figure:
    """The country's own level; unknown where a newer edition gives levels by state and none for the country."""
    found = figure(context, "advisory-level", pack.country, day, definition)
    if found.is_known and newest is not None and found.period.start < newest:
        reason = phrase("no-country-level", day=newest)
        return replace(found, value=None, status="unknown", reason=reason, evidence=(), recipe={})
    return found


def _newest_run(cells: list[Cell], value: float | None) -> list[Cell]:
    """The newest cells in a row that all give the value, newest first."""
    return list(takewhile(lambda cell: cell.value == value, reversed(cells)))


def _by_edition(cells: Iterable[Cell]) -> dict[date, Cell]:
    """The latest known cell of each edition that says a level, by the edition's day, in order."""
    found: dict[date, Cell] = {}
    for cell in sorted((c for c in cells if c.value is not None), key=lambda c: (c.start, c.known)):
        found[cell.start] = cell
    return found


def _in_edition(context: Context, pack: Pack, definition: str, start: date) -> dict[int, Figure]:
    day = Period(start, start)
    found = [figure(context, "advisory-level", s, day, definition) for s in pack.states]
    return _counted(found, pack, day)


def _counted(found: Iterable[Figure], pack: Pack, day: Period) -> dict[int, Figure]:
    known = [f for f in found if f.is_known]
    return {
        level: how_many(known, level, pack.country, day)
        for level in sorted({int(f.value or 0) for f in known}, reverse=True)
    }
