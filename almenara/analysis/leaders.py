"""Captures, deaths, extraditions and the like of group leaders known on the day, as officials and press told them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.statements import rank, row_evidence
from almenara.model.document import Evidence
from almenara.model.place import fold

PREFIX = "leader-"
"""Kinds of these events: leader-captured, leader-killed, leader-extradited, leader-reported-dead …"""
FLAGS = ("disputed", "false", "unconfirmed")
"""First word of the note of an event on which sources differ, or which proved untrue."""


@dataclass(frozen=True)
class LeaderEvent:
    """What became of one leader.

    kind       captured, killed, died, extradited, transferred, escaped, released, surrendered, reported-dead
    person     name with the alias; role  leader, founder, lieutenant …
    start      its day, the first of its month or year; precision  day, month or year
    place      a code, "" where the source names none
    flag       one of FLAGS, "" where sources agree
    """

    id: str
    kind: str
    person: str
    role: str
    group: str
    place: str
    start: date
    end: date
    precision: str
    flag: str
    evidence: Evidence


def leader_events(context: Context) -> list[LeaderEvent]:
    """The events known by the view's day, newest first; one known by month counts as of the month's end.

    What several documents tell of one person, each of the same kind and of dates of which one holds the other,
    is one event: that of the source read first; of one source the flagged one, then the one of the most precise
    date, then the one with a place.
    """
    found = _once(context, leader_records(context))
    return sorted(found, key=lambda e: (e.end, e.start, e.id), reverse=True)


def leader_records(context: Context) -> list[LeaderEvent]:
    """Every record known by the view's day, those that several documents give of one event each for itself."""
    rows = context.view.rows_known("events")
    rows = rows.filter(rows.kind.startswith(PREFIX))
    return [_event(context, row) for row in context.view.fetch(rows).to_pylist()]


def who(event: LeaderEvent) -> str:
    """The person's name without alias and accents, by which records of one person are known."""
    return fold(event.person.partition(' ("')[0])


def _once(context: Context, events: list[LeaderEvent]) -> list[LeaderEvent]:
    """Events without those that another document tells, too."""

    def order(event: LeaderEvent) -> tuple[object, ...]:
        document = rank(context, event.evidence.document)
        told = (not event.flag, event.end - event.start, not event.place)
        return (*document[:2], *told, *document[2:], event.start, event.id)

    kept: dict[tuple[str, str], list[LeaderEvent]] = {}
    for event in sorted(events, key=order):
        same = kept.setdefault((event.kind, who(event)), [])
        if not any(_is_told_by(event, other) for other in same):
            same.append(event)
    return [event for same in kept.values() for event in same]


def _is_told_by(event: LeaderEvent, other: LeaderEvent) -> bool:
    if event.evidence.document == other.evidence.document:
        return False
    inside = event.start <= other.start and other.end <= event.end
    return inside or (other.start <= event.start and event.end <= other.end)


def _event(context: Context, row: dict[str, Any]) -> LeaderEvent:
    first = row["note"].partition(";")[0].strip()
    return LeaderEvent(
        row["event"], row["kind"].removeprefix(PREFIX), row["summary"], row["victim_type"], row["side_b"],
        row["place"], row["start"], row["end"], row["date_precision"] or "day",
        first if first in FLAGS else "", row_evidence(context, row),
    )  # fmt: skip
