"""Fights between groups and attacks on civilians, event by event, as known on the day: who, where, how many died."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.statements import files_of, rank, row_evidence
from almenara.countries.pack import Pack
from almenara.model.document import Evidence

BETWEEN, ON_CIVILIANS = "non-state-violence", "one-sided-violence"
"""Kinds of events: of two groups against each other; of a group against people who do not fight."""
PLACED = ("point", "municipality")
"""Precisions with which an event tells its municipality."""


@dataclass(frozen=True)
class Fight:
    """One event. sides as the source names them; place a municipality's code, or "" where it is not so precise."""

    id: str
    kind: str
    year: int
    sides: tuple[str, ...]
    place: str
    deaths: float
    low: float
    high: float
    row: dict[str, Any]

    @property
    def dyad(self) -> tuple[str, ...]:
        """The two who fought, in the order of their names."""
        return tuple(sorted(self.sides))


def fights(context: Context, pack: Pack) -> list[Fight]:
    """Events of both kinds in a country known by the day, each once, oldest first.

    Of documents that hold the same event the one that was published last answers.
    """
    rows = context.view.rows_known("events")
    rows = rows.filter(rows.kind.isin([BETWEEN, ON_CIVILIANS]))
    rows = rows.filter((rows.place == pack.code) | rows.place.startswith(f"{pack.code}-"))
    held: dict[str, dict[str, Any]] = {}
    for row in context.view.fetch(rows).to_pylist():
        other = held.get(row["event"])
        if other is None or rank(context, row["document"]) < rank(context, other["document"]):
            held[row["event"]] = row
    return sorted((_fight(row) for row in held.values()), key=lambda f: (f.row["start"], f.id))


def _fight(row: dict[str, Any]) -> Fight:
    both = (row["side_a"], row["side_b"])
    sides = both if row["kind"] == BETWEEN else both[:1]
    best = row["deaths"] or 0.0
    ends = sorted((best, row["deaths_low"] or 0.0, row["deaths_high"] or best))
    return Fight(
        row["event"], row["kind"], row["start"].year, tuple(s for s in sides if s),
        row["place"] if row["place_precision"] in PLACED else "", best, ends[0], ends[-1], row,
    )  # fmt: skip


def fights_evidence(context: Context, some: Sequence[Fight]) -> tuple[Evidence, ...]:
    """The files of some events, each with their rows."""
    return files_of(context, (row_evidence(context, fight.row) for fight in some))


@dataclass(frozen=True)
class Year:
    """The fights of one calendar year."""

    year: int
    every: tuple[Fight, ...]

    @cached_property
    def between(self) -> tuple[Fight, ...]:
        """Those of two groups."""
        return tuple(f for f in self.every if f.kind == BETWEEN)

    @cached_property
    def of_group(self) -> dict[str, list[Fight]]:
        """By group the events it took part in."""
        found: dict[str, list[Fight]] = {}
        for fight in self.every:
            for side in fight.sides:
                found.setdefault(side, []).append(fight)
        return found

    @cached_property
    def contested(self) -> dict[str, list[Fight]]:
        """By municipality the fights of two groups in it."""
        found: dict[str, list[Fight]] = {}
        for fight in self.between:
            if fight.place:
                found.setdefault(fight.place, []).append(fight)
        return found


def by_year(every: Iterable[Fight], first: int, last: int) -> list[Year]:
    """Years from first to last, those without a fight, too."""
    held: dict[int, list[Fight]] = {year: [] for year in range(first, last + 1)}
    for fight in every:
        if fight.year in held:
            held[fight.year].append(fight)
    return [Year(year, tuple(some)) for year, some in held.items()]


def known_since(some: Sequence[Fight]) -> date | None:
    """The day on which the last of some events became known."""
    return max((f.row["known"] for f in some), default=None)
