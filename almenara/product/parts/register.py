"""Registers in evidence: policy proposals with their status, and what sources state of groups and events."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.statements import Statement, statements
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Reference, Table, Text
from almenara.product.making import Making

POLICY = "policy:"
"""Predicates of policy events: policy:proposed, policy:in_force … ; the subject is the policy."""


def policy_table(making: Making, section: SectionConfig) -> list[Block]:
    """Each policy's newest event known on the day: what, who, status, when; `topics` chooses policies."""
    newest: dict[str, Statement] = {}
    for item in statements(making.context, language=making.language):
        if not item.predicate.startswith(POLICY):
            continue
        if section.topics and item.subject not in section.topics:
            continue
        newest[item.subject] = item
    lines = [
        (
            (Text(item.subject, "strong"),),
            (Text(making.word("statuses", item.predicate.removeprefix(POLICY))),),
            (Text(_day(making, item)),),
            (Text(item.object), Reference(making.press.cite([item.evidence]))),
        )
        for item in sorted(newest.values(), key=lambda s: s.valid_from or s.known, reverse=True)
    ]
    return _table(making, section, "policy", ("policy", "status", "date", "statement"), lines)


def statements_table(making: Making, section: SectionConfig) -> list[Block]:
    """Statements of the section's topics (predicates), each with its source; rivals stand side by side."""
    found = statements(making.context, tuple(section.topics), language=making.language)
    lines = [
        (
            (Text(item.subject, "strong"),),
            (Text(f"{making.word('predicates', item.predicate)} {item.object}".strip()),
             Reference(making.press.cite([item.evidence]))),
            (Text(_day(making, item)),),
        )
        for item in found
    ]  # fmt: skip
    return _table(making, section, "groups", ("group", "statement", "date"), lines)


def _day(making: Making, item: Statement) -> str:
    """The day as precisely as the source gives it; the day of publication where it gives none."""
    if item.valid_from is None:
        return formats.short_day(item.known, making.language)
    return formats.short_date(item.valid_from, item.precision, making.language)


def _table(
    making: Making,
    section: SectionConfig,
    name: str,
    heads: tuple[str, ...],
    lines: Sequence[tuple[tuple[Inline, ...], ...]],
) -> list[Block]:
    if not lines:
        title = making.word("tables", name)
        making.unknowns.append((title, f"no statement of it was known on {making.context.as_of}"))
        return []
    columns = tuple(Column(making.word("columns", h), "left") for h in heads)
    return [
        Table(making.word("tables", name), columns, tuple(lines), section.portion, id=f"{section.id}-{name}")
    ]
