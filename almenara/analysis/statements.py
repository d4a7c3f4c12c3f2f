"""Statements known on the day: who said what of whom, with its evidence; two that disagree both stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.analysis.context import Context
from almenara.errors import UsageError
from almenara.evidence.cells import locator_of_row
from almenara.model.document import Evidence


@dataclass(frozen=True)
class Statement:
    """One claim of one source. precision is of valid_from: day, month or year."""

    id: str
    subject: str
    predicate: str
    object: str
    place: str
    valid_from: date | None
    valid_to: date | None
    precision: str
    language: str
    known: date
    note: str
    evidence: Evidence


def statements(
    context: Context, predicates: tuple[str, ...] = (), sources: tuple[str, ...] = (), language: str = ""
) -> list[Statement]:
    """Statements known by the view's day, in order of what they are about in time, then of being known.

    predicates, sources  only these; all where empty. language  "" or "en", "es"; statements of no
    language are always among them.
    """
    rows = context.view.rows_known("statements")
    if predicates:
        rows = rows.filter(rows.predicate.isin(list(predicates)))
    if language:
        rows = rows.filter(rows.language.isin(["", language]))
    found = [_statement(context, row) for row in context.view.fetch(rows).to_pylist()]
    wanted = [s for s in found if not sources or s.evidence.source in sources]
    return sorted(wanted, key=lambda s: (s.valid_from or s.known, s.known, s.id))


def _statement(context: Context, row: dict[str, Any]) -> Statement:
    return Statement(
        row["statement"], row["subject"], row["predicate"], row["object"], row["place"], row["valid_from"],
        row["valid_to"], row.get("date_precision") or "day", row["language"], row["known"], row["note"],
        _evidence(context, row),
    )  # fmt: skip


def _evidence(context: Context, row: dict[str, Any]) -> Evidence:
    record = context.view.documents[row["document"]]
    cited = context.view.citations.get(row["citation"])
    spec = context.specs.get(record.source)
    return Evidence(
        document=row["document"],
        file=record.name,
        source=record.source,
        publisher=cited.publisher if cited else record.publisher,
        title=cited.title if cited else record.title,
        url=cited.url if cited else record.url,
        published=row["known"],
        ground=row["ground"],
        accessed=record.stored.date(),
        language=cited.language if cited else record.language,
        licence=record.licence,
        attribution=record.attribution,
        marking=record.marking,
        locator=locator_of_row(row["sheet"], row["row"], row["column"]),
        cells=1,
        citation=cited,
        descriptor=spec.descriptor.get("en", "") if spec else "",
        reliability=spec.reliability.letter if spec else "F",
    )


def statement_evidence(context: Context, name: str) -> tuple[Evidence, ...]:
    """Evidence of the statement with an id. Raises UsageError if the day's evidence has none."""
    rows = context.view.rows_known("statements")
    found = context.view.fetch(rows.filter(rows.statement == name)).to_pylist()
    if not found:
        raise UsageError(f'no statement "{name}" was known on {context.as_of}')
    return tuple(dict.fromkeys(_evidence(context, row) for row in found[:1]))
