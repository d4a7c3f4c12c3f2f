"""The Monday page: what is new since the last look, on one or two pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from almenara.model.alert import Message
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.terms import strictest
from almenara.product import formats
from almenara.product.build import assemble
from almenara.product.document import (
    Block,
    Bullets,
    Column,
    Inline,
    Paragraph,
    Report,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
)
from almenara.product.making import Making
from almenara.product.release import by_number, marked

Cells = tuple[tuple[Inline, ...], ...]
"""One line of a table."""

MOST = {"arrived": 14, "taken-in": 8, "new": 24, "revised": 18}
"""Rows of each table; what is left out is told."""


def since_page(
    making: Making, found: Finding, near: Sequence[Message] | None, marking: str | None = None
) -> Report:
    """The page, from the answer to the question `since`.

    near  messages about the team's assets since the last look; None where no rules were ever checked
    Raises ReleaseRefused, UsageError.
    """
    kinds: dict[str, list[Row]] = {}
    for row in found.rows:
        kinds.setdefault(row.facts["kind"], []).append(row)
    day = date.fromisoformat(found.facts["since"])
    made = [
        _section(making, "short", [_tiles(making, found)]),
        _section(making, "near", _near(making, near)),
        _section(making, "levels", _levels(making, kinds, found.unknowns)),
        _section(making, "counts", [*_new(making, kinds.get("new", [])), *_revised(making, kinds, day)]),
        _section(
            making, "arrived",
            [b for kind in ("arrived", "taken-in") for b in _arrived(making, kind, kinds.get(kind, []))],
        ),
        _section(making, "late", _late(making, kinds.get("late", []))),
    ]  # fmt: skip
    notes = by_number(making.press.endnotes)
    sections = tuple(marked(section, notes) for section in made)
    title = making.words["briefs"]["since_title"].format(
        country=making.pack.names[making.language], day=formats.day(day, making.language)
    )
    least = strictest([m.marking for m in near or ()])
    return assemble(making, sections, title, f"since-{making.pack.code.casefold()}", marking, least)


def _section(making: Making, name: str, blocks: Iterable[Block]) -> Section:
    held = tuple(blocks) or (making.say(f"since_no_{name}"),)
    return Section(f"since-{name}", making.word("briefs", "sections", name), held)


def _tiles(making: Making, found: Finding) -> Tiles:
    labels = making.words["briefs"]["tiles"]
    tiles = [
        Tile(making.press.number(found.figures[name]), labels[name])
        for name in ("arrived", "revised", "late")
    ]
    return Tiles(tuple(tiles))


def _near(making: Making, near: Sequence[Message] | None) -> list[Block]:
    if near is None:
        return [making.say("since_no_rules")]
    items = []
    for message in near:
        language = message.spoken(making.language)
        kind = making.word("briefs", "messages", message.type)
        names = ", ".join(name for name, _ in message.assets)
        text = f"{kind}{message.headline[language]}" + (f" ({names})" if names else "")
        items.append(Paragraph((Text(text),), message.marking))
    return [Bullets(tuple(items))] if items else []


def _levels(making: Making, kinds: dict[str, list[Row]], unknowns: Sequence[str]) -> list[Block]:
    items = []
    for kind in ("advisory", "rating"):
        for row in kinds.get(kind, []):
            items.append(
                making.say(
                    f"since_{kind}", place=_place(making, row), now=row.figures["level"],
                    then=row.figures["before"], publisher=making.prose.literal(row.facts.get("publisher", "")),
                )
            )  # fmt: skip
    for row in kinds.get("advice", []):
        items.append(
            making.say(
                "since_advice", lines=row.figures["lines"], publisher=making.prose.literal(row.facts["publisher"]),
                day=date.fromisoformat(row.facts["day"]),
            )
        )  # fmt: skip
    told: list[Block] = [Bullets(tuple(items))] if items else []
    return told + [Paragraph((Text(making.remark(u), "unknown"),)) for u in unknowns]


def _place(making: Making, row: Row) -> Any:
    return making.prose.literal(making.place_name(making.context.gazetteer.get(row.place)))


def _new(making: Making, rows: list[Row]) -> list[Block]:
    lines: list[Cells] = []
    for row in rows[: MOST["new"]]:
        value, earlier = row.figures["value"], row.figures["earlier"]
        lines.append(
            (
                (Text(_counted(making, value)),),
                (Text(making.place_name(value.place)),),
                (Text(making.short_span(value)),),
                making.number(value),
                making.number(earlier),
            )
        )
    return _table(making, "new", ("measure", "place", "period", "now", "year_before"), lines, len(rows))


def _revised(making: Making, kinds: dict[str, list[Row]], day: date) -> list[Block]:
    rows = kinds.get("revised", [])
    lines: list[Cells] = []
    for row in rows[: MOST["revised"]]:
        now, then = row.figures["now"], row.figures["then"]
        lines.append(
            (
                (Text(_counted(making, now)),),
                (Text(making.place_name(now.place)),),
                (Text(making.short_span(now)),),
                making.number(then),
                making.number(now),
            )
        )
    return _table(making, "revised", ("measure", "place", "period", "then", "now"), lines, len(rows))


def _counted(making: Making, figure: Figure) -> str:
    """What is counted, by whose rule: figures of two definitions never look alike."""
    name = making.context.measure(figure.measure).name(making.language)
    definition = making.context.definition(figure.definition)
    return f"{name} · {definition.name(making.language)}"


def _arrived(making: Making, kind: str, rows: list[Row]) -> list[Block]:
    lines: list[Cells] = []
    for row in rows[: MOST[kind]]:
        found = row.figures["rows"]
        titles = "; ".join(row.facts["titles"])
        day = formats.short_day(date.fromisoformat(row.facts["day"]), making.language)
        many = making.number(found) if _shared(making, row) else (Text("–"),)
        lines.append(((Text(row.label),), (Text(titles),), (Text(day),), many))
    return _table(making, kind, ("publisher", "title", "known", "rows"), lines, len(rows))


def _table(making: Making, name: str, heads: Sequence[str], lines: list[Cells], of: int) -> list[Block]:
    if not lines:
        return []
    words = making.words["briefs"]
    right = {"now", "then", "year_before", "rows"}
    columns = tuple(Column(words["columns"][h], "right" if h in right else "left") for h in heads)
    caption: tuple[Inline, ...] = ()
    if of > len(lines):
        caption = (Text(words["more"]),)
    return [Table(words["tables"][name], columns, tuple(lines), caption=caption, id=f"since-{name}")]


def _late(making: Making, rows: list[Row]) -> list[Block]:
    items = []
    for row in rows:
        told = {
            "due": date.fromisoformat(row.facts["due"]),
            "title": making.prose.literal(_title(making, row)),
        }
        if _shared(making, row):
            items.append(making.say("since_late", days=row.figures["days"], **told))
        else:
            items.append(making.say("since_due", **told))
    return [Bullets(tuple(items))] if items else []


def _title(making: Making, row: Row) -> str:
    titles = making.context.specs[row.facts["source"]].title
    return titles.get(making.language) or titles["en"]


def _shared(making: Making, row: Row) -> bool:
    """Whether figures that rest on a row's source may be passed on at all."""
    spec = making.context.specs.get(row.facts["source"])
    return spec is None or spec.licence.redistribute
