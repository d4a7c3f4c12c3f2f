"""Reads statements on armed groups, compiled from public pages: one claim a row, with the page that makes it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from almenara.model.document import Citation, Document
from almenara.model.period import Period
from almenara.reading.citing import citation_id, join_notes, known_by, only_known_by, reader_place
from almenara.reading.compiled import PRECISION, read_period, read_statements
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec

_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9-]*$")
_UNDATED = "the page shows no date: taken as known when the table was compiled"


def read(document: Document, spec: Spec) -> Reading:
    """Statements with the predicates of the registry, and the pages they stand on.

    A page without a date is known since the day the table was compiled, or the one given when it is ingested.
    Raises BadInput with every fault of every row.
    """
    undated: date = document.published or spec.layouts["compiled"]

    def understand(
        number: int, cell: dict[str, str], faults: Faults, citations: dict[str, Citation]
    ) -> dict[str, Any]:
        return _statement(number, cell, spec, faults, undated, citations)

    return read_statements(
        document, spec, "statement_id", _ID, "letters, digits and hyphens", understand
    )  # fmt: skip


def _statement(
    number: int, cell: dict[str, str], spec: Spec, faults: Faults, undated: date,
    citations: dict[str, Citation],
) -> dict[str, Any]:  # fmt: skip
    for name in ("subject", "object", "publisher", "title"):
        if not cell[name]:
            faults.add("is empty", number, name)
    predicate = spec.lookups["predicate"].get(cell["predicate"])
    if predicate is None:
        faults.add(f'"{cell["predicate"]}" is not in lookups.predicate', number, "predicate")
    span = _period(cell["valid_from"], number, "valid_from", faults)
    until = _period(cell["valid_to"], number, "valid_to", faults)
    if span and until and until.end < span.start:
        faults.add(f"ends before {cell['valid_from']}", number, "valid_to")
    precision = PRECISION.get(len(cell["valid_from"] or cell["valid_to"]), "")
    if cell["date_precision"] != precision:
        faults.add(f'"{cell["date_precision"]}" is not the precision of the date', number, "date_precision")
    known, said = undated, _UNDATED
    if cell["known_date"]:
        try:
            known, said = known_by(cell["known_date"]), only_known_by(cell["known_date"])
            if known > undated and str(undated).startswith(cell["known_date"]):
                known, said = undated, f"dated {cell['known_date']} only: known when the table was compiled"
        except ValueError as error:
            faults.add(str(error), number, "known_date")
    if span and span.start > known:
        faults.add(f"{cell['valid_from']} lies after {known}, when it was known", number, "valid_from")
    address = cell["url"] if cell["url"].startswith(("http://", "https://")) else ""
    citation = Citation(cell["publisher"], cell["title"], address, cell["known_date"])
    citations[(key := citation_id(citation))] = citation
    return {
        "statement": cell["statement_id"],
        "subject": cell["subject"],
        "predicate": predicate or "",
        "object": cell["object"],
        "place": _place(cell["place"]),
        "valid_from": span.start if span else None,
        "valid_to": until.end if until else None,
        "date_precision": precision or "day",
        "known": known,
        "ground": "stated" if cell["known_date"] else "inferred",
        "citation": key,
        "row": number,
        "column": "object",
        "note": join_notes(cell["credibility_note"], said, "" if address else cell["url"]),
    }


def _place(text: str) -> str:
    return reader_place(text, "mx") if text else ""


def _period(text: str, number: int, name: str, faults: Faults) -> Period | None:
    return read_period(text, number, name, faults) if text else None
