"""What is out of the ordinary: whose change is real, and alarms in the newest month, a sentence each."""

from __future__ import annotations

from collections.abc import Iterable

from almenara.errors import NoEvidence
from almenara.model.finding import Finding, Row
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Inline, Text
from almenara.product.making import Making

NAMED = 10
"""States named in a list; the table marks them all."""
HIDDEN = 3
"""Fewer states than this are named, too, and never hidden behind "others"."""


def verdicts(making: Making) -> Finding | None:
    """Whose change in the state table is real; None where the months known do not tell."""
    found = making.state_series
    if found is None:
        return None
    name, period = found
    entry = making.config.series[name]
    try:
        return making.ask(
            "real-changes", measure=entry.measure, place=making.pack.code, definition=entry.definition,
            period=str(period),
        )  # fmt: skip
    except NoEvidence:
        return None


def real_changes(making: Making, section: SectionConfig) -> list[Block]:
    """How many states rose and fell beyond chance, and which; how many changes are noise."""
    found, state_series = verdicts(making), making.state_series
    if found is None or state_series is None:
        return []
    name, period = state_series
    entry = making.config.series[name]
    lists = {
        word: named(making, (row for row in found.rows if row.facts["verdict"] == word))
        for word in ("rose", "fell")
    }
    figures = found.figures
    return [
        making.say(
            "real_changes", section.portion, compared=figures["compared"], rose=figures["rose"],
            fell=figures["fell"], unclear=figures["unclear"], risen=lists["rose"], fallen=lists["fell"],
            label=making.label(entry.label), period=period, whole=period.month_count == 12,
        )
    ]  # fmt: skip


def mark_note(making: Making, marked: bool) -> tuple[Inline, ...]:
    """What the mark in a table's column of changes means; nothing where no change is marked."""
    return (Text(" "), *making.say("real_changes_mark").inlines) if marked else ()


def alarms(making: Making, section: SectionConfig) -> list[Block]:
    """States with more in the newest month than their past explains; nothing on too short a past or an old month."""
    if making.state_series is None:
        return []
    name, _ = making.state_series
    entry = making.config.series[name]
    try:
        found = making.ask(
            "anomalies",
            measure=entry.measure,
            place=making.pack.code,
            definition=entry.definition,
            level="state",
        )
    except NoEvidence:
        return []
    figures = found.figures
    if found.facts["method"] != "farrington" or making.is_aged(figures["tested"]):
        return []
    above = [row for row in found.rows if row.facts["alarm"]]
    return [
        making.say(
            "alarms", section.portion, label=making.label(entry.label), month=figures["tested"].period,
            alarms=figures["alarms"], tested=figures["tested"], by_chance=figures["by_chance"],
            stand=figures["stand"], none=not above, one=len(above) == 1,
            rows=[_counted(making, row) for row in above[: len(above) if len(above) < NAMED + HIDDEN else NAMED]],
            standing=named(making, (row for row in above if row.facts["stands"])),
        )
    ]  # fmt: skip


def _counted(making: Making, row: Row) -> dict[str, object]:
    place = making.place_name(making.context.gazetteer.get(row.place))
    return {"place": making.prose.literal(place), **{k: row.figures[k] for k in ("count", "expected")}}


def named(making: Making, rows: Iterable[Row]) -> str | None:
    """Names of the rows' places, NAMED at most where the rest are HIDDEN or more; None for none."""
    names = [making.place_name(making.context.gazetteer.get(row.place)) for row in rows]
    if len(names) >= NAMED + HIDDEN:
        names = [*names[:NAMED], making.word("words", "others")]
    return formats.listing(names, making.language) or None
