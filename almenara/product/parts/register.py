"""Registers in evidence: policy proposals with their status, and what sources state of groups and events."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.statements import POLICY, Statement, Version, statements, versions
from almenara.model.period import partial_day
from almenara.model.phrase import phrase
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Reference, Table, Text
from almenara.product.making import Making

RECENT_YEARS = 4
"""How far back an alliance or rivalry still tells of the day."""
MOST = 16
"""How many of them a report tells."""


def newest_events(making: Making) -> dict[str, Statement]:
    """Each policy's newest event known on the day, by policy."""
    events = statements(making.context, language=making.language)
    return {item.subject: item for item in events if item.predicate.startswith(POLICY)}


def policy_table(making: Making, section: SectionConfig) -> list[Block]:
    """Each policy's newest event known on the day: what, who, status, when; `topics` chooses policies.

    A date that leaves the day open counts as its last day: October comes after 9 October.
    """
    newest = newest_events(making)
    if section.topics:
        newest = {name: item for name, item in newest.items() if name in section.topics}
    lines = [
        (
            (Text(item.subject, "strong"),),
            (Text(making.word("statuses", item.predicate.removeprefix(POLICY))),),
            (Text(_since(making, item) or _stated(making, item)),),
            (Text(item.object), Reference(making.press.cite([item.evidence]))),
        )
        for item in sorted(newest.values(), key=lambda s: (s.by, s.known, s.id), reverse=True)
    ]
    return _table(making, section, "policy", ("policy", "status", "date", "statement"), lines)


def statements_table(making: Making, section: SectionConfig) -> list[Block]:
    """What sources state by the section's topics (predicates), each once with all its sources.

    Since is as precise as the source gives it, and empty where it gives nothing; Stated is the day of the
    first source. Versions that contradict each other stand side by side and are marked.
    """
    return _claims(
        making, section, "groups", versions(making.context, tuple(section.topics), making.language)
    )


def alliances(making: Making, section: SectionConfig) -> list[Block]:
    """Alliances and rivalries of the last RECENT_YEARS, newest first; older ones tell nothing of the day."""
    since = making.context.as_of.replace(day=1)
    since = since.replace(year=since.year - RECENT_YEARS)
    found = versions(making.context, ("ally-of", "rival-of"), making.language)
    recent = [v for v in found if (v.first.valid_from or v.first.known) >= since]
    recent.sort(key=lambda v: (v.first.by, v.first.id), reverse=True)
    return _claims(making, section, "alliances", recent[:MOST])


def _claims(making: Making, section: SectionConfig, name: str, found: Sequence[Version]) -> list[Block]:
    lines = [
        (
            (Text(item.first.subject, "strong"),),
            _claim(making, item),
            (Text(_since(making, item.first) or "–"),),
            (Text(_stated(making, item.stated)),),
        )
        for item in found
    ]
    return _table(making, section, name, ("group", "statement", "since", "stated"), lines)


def _claim(making: Making, version: Version) -> tuple[Inline, ...]:
    said = version.first
    words = f"{making.word('predicates', said.predicate)} {said.object}".strip()
    notes = Reference(making.press.cite([s.evidence for s in version.statements]))
    if not version.disputed:
        return (Text(words), notes)
    return (Text(f"{words} "), Text(f"({making.word('words', 'disputed')})", "emphasis"), notes)


def _since(making: Making, item: Statement) -> str:
    """Since when, as precisely as the source gives it; "" where it gives nothing."""
    if item.valid_from is None:
        return ""
    return formats.short_date(item.valid_from, item.precision, making.language)


def _stated(making: Making, item: Statement) -> str:
    """The day it was known, as precisely as the page gives its own."""
    cited = item.evidence.citation
    page = cited.published if cited else ""
    precision = {7: "month", 4: "year"}.get(len(page), "day")
    if precision == "day" or partial_day(page) != item.known:
        precision = "day"
    return formats.short_date(item.known, precision, making.language)


def _table(
    making: Making,
    section: SectionConfig,
    name: str,
    heads: tuple[str, ...],
    lines: Sequence[tuple[tuple[Inline, ...], ...]],
) -> list[Block]:
    if not lines:
        title = making.word("tables", name)
        making.unknowns.append((title, phrase("no-statement", as_of=making.context.as_of)))
        return []
    columns = tuple(Column(making.word("columns", h), "left") for h in heads)
    return [
        Table(making.word("tables", name), columns, tuple(lines), section.portion, id=f"{section.id}-{name}")
    ]
