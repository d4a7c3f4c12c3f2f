"""The newest months beside what they are expected to become, and re-filings of old ones, by series."""

from __future__ import annotations

from typing import Any

from almenara.analysis.preliminary import as_known
from almenara.errors import NoEvidence
from almenara.model.finding import Finding
from almenara.model.period import Period, parse_day
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Bullets, Column, Inline, Paragraph, Table, Text
from almenara.product.making import Making

MONTHS = 3
"""Newest months whose sum is shown."""
RECENT_DAYS = 400
"""A re-filing that became known longer ago than this is told by `almenara nowcast` alone."""
MOST = 3
"""Re-filings told at most, the newest."""


def adjusted(making: Making, section: SectionConfig) -> list[Block]:
    """A line a series that vintages teach of; nothing where they teach nothing or the months are old."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    told: list[tuple[Finding, dict[str, Any]]] = []
    for name in section.series:
        found = _asked(making, name)
        if found is None or not found.figures["expected"].is_known:
            continue
        published = found.figures["published"]
        if making.is_aged(published):
            continue
        entry = making.config.series[name]
        label = (Text(making.label(entry.short or entry.label)),)
        numbers = [making.number(found.figures[k]) for k in ("published", "expected", "low", "high")]
        span, ahead = Text(making.short_span(published)), Text(str(found.facts["horizon"]))
        rows.append((label, (span,), numbers[0], (ahead,), *numbers[1:]))
        told += [(found, jump) for jump in found.facts["jumps"]]
    if not rows:
        return []
    heads = ("measure", "months", "published", "ahead", "expected", "from_low", "to_high")
    columns = tuple(Column(making.word("columns", h), "left" if h == "measure" else "right") for h in heads)
    caption = making.say("revisions_note").inlines
    table = Table(
        making.word("tables", "revisions"), columns, tuple(rows), section.portion, tuple(caption),
        id=f"{section.id}-revisions",
    )  # fmt: skip
    return [table, *_refiled(making, section, told)]


def _asked(making: Making, name: str) -> Finding | None:
    entry = making.config.series[name]
    place = making.series_place(name)
    try:
        return making.ask(
            "nowcast", measure=entry.measure, place=place.code, definition=entry.definition, months=MONTHS
        )
    except NoEvidence:
        return None


def _refiled(
    making: Making, section: SectionConfig, told: list[tuple[Finding, dict[str, Any]]]
) -> list[Block]:
    items: list[Paragraph] = []
    told = sorted(told, key=lambda pair: pair[1]["known"], reverse=True)
    for found, jump in told:
        if len(items) == MOST or (making.context.as_of - parse_day(jump["known"])).days > RECENT_DAYS:
            break
        period = Period.parse(f"{jump['first']}..{jump['last']}")
        recipe = {
            "op": "figure", "measure": found.facts["measure"], "place": jump["place"], "period": str(period),
            "definition": found.facts["definition"],
        }  # fmt: skip
        before, after = (as_known(making.context, jump[day], recipe) for day in ("previous", "known"))
        if before.is_known and after.is_known:
            place = making.context.gazetteer.get(jump["place"])
            items.append(
                making.say(
                    "revisions_refiled",
                    section.portion,
                    state=making.place_name(place),
                    before=before,
                    after=after,
                    period=period,
                    measure=_label(making, found),
                    previous=before.known,
                    known=after.known,
                    unit=making.unit(after),
                )
            )
    return [Bullets(tuple(items))] if items else []


def _label(making: Making, found: Finding) -> str:
    series = making.config.series.values()
    wanted = (found.facts["measure"], found.facts["definition"])
    entry = next(e for e in series if (e.measure, e.definition) == wanted)
    return making.label(entry.label)
