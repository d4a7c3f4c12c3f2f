"""What became of leaders of armed groups, as known on the day: the newest events, doubtful ones marked."""

from __future__ import annotations

from almenara.analysis.leaders import LeaderEvent, leader_events
from almenara.model.phrase import phrase
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Reference, Table, Text
from almenara.product.making import Making

MOST = 12
"""How many events a report tells."""


def table(making: Making, section: SectionConfig) -> list[Block]:
    """The newest events, newest first: when, who in which role, which group, what and where, by which source."""
    found = leader_events(making.context)[:MOST]
    title = making.word("tables", "leaders")
    if not found:
        making.unknowns.append((title, phrase("no-statement", as_of=making.context.as_of)))
        return []
    columns = tuple(
        Column(making.word("columns", name), "left") for name in ("date", "actor", "group", "event")
    )
    rows = tuple(_row(making, event) for event in found)
    caption = (Text(making.words_of("leaders_note")),)
    return [Table(title, columns, rows, section.portion, caption, id=f"{section.id}-leaders")]


def _row(making: Making, event: LeaderEvent) -> tuple[tuple[Inline, ...], ...]:
    what = making.word("leader_events", event.kind)
    if event.place:
        what += f", {making.place_name(making.context.gazetteer.get(event.place))}"
    marked = (Text(f" ({making.word('flags', event.flag)})", "emphasis"),) if event.flag else ()
    return (
        (Text(formats.short_date(event.start, event.precision, making.language)),),
        (Text(event.person, "strong"), Text(f", {making.word('roles', event.role)}")),
        (Text(event.group),),
        (Text(what), *marked, Reference(making.press.cite([event.evidence]))),
    )
