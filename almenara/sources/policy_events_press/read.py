"""Reads events in the life of policies, compiled from public pages: one event a row, with the page that tells it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from almenara.errors import UsageError
from almenara.model.document import Citation, Document
from almenara.model.period import parse_day
from almenara.reading.citing import citation_id, join_notes
from almenara.reading.compiled import PRECISION, read_period, read_statements
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec

_ID = re.compile(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*-\d+$")
_ACTS = ("introduced", "passed", "in_force", "struck_down")
"""Statuses of public acts: known on their day, even where the page that was read is later."""


def read(document: Document, spec: Spec) -> Reading:
    """Statements with predicate policy:<status>, of which the note tells actor, instrument and mechanism.

    A row is known since its known_date; the event's own date may be a month or a year.
    Raises BadInput with every fault of every row.
    """

    def understand(
        number: int, cell: dict[str, str], faults: Faults, citations: dict[str, Citation]
    ) -> dict[str, Any]:
        return _event(number, cell, spec, faults, citations)

    return read_statements(
        document, spec, "policy_id", _ID, "a key and a number, as AMN-01", understand
    )  # fmt: skip


def _event(
    number: int, cell: dict[str, str], spec: Spec, faults: Faults, citations: dict[str, Citation]
) -> dict[str, Any]:
    for name in ("policy", "actor", "instrument", "summary", "publisher", "url"):
        if not cell[name]:
            faults.add("is empty", number, name)
    for name in ("status", "mechanism"):
        if cell[name] not in spec.lookups[name]:
            faults.add(f'"{cell[name]}" is not in lookups.{name}', number, name)
    span, known = read_period(cell["event_date"], number, "event_date", faults), _known(number, cell, faults)
    if span and span.start > known:
        faults.add(f"{cell['event_date']} lies after {known}, when it was known", number, "event_date")
    act = cell["status"] in _ACTS
    address = cell["url"] if cell["url"].startswith(("http://", "https://")) else ""
    page = "" if act else cell["known_date"]
    title = f"{cell['policy']}: {cell['instrument']}"
    citation = Citation(cell["publisher"], title, address, page)
    citations[(key := citation_id(citation))] = citation
    parts = [f"{name}: {cell[name]}" for name in ("actor", "instrument", "mechanism")]
    return {
        "statement": cell["policy_id"],
        "subject": cell["policy"],
        "predicate": f"policy:{spec.lookups['status'].get(cell['status'], '')}",
        "object": cell["summary"],
        "place": f"iso/{spec.country.upper()}",
        "valid_from": span.start if span else None,
        "valid_to": None,
        "date_precision": PRECISION.get(len(cell["event_date"]), "day"),
        "known": known,
        "ground": "public-act" if act else "stated",
        "citation": key,
        "row": number,
        "column": "summary",
        "note": join_notes(*parts, cell["note"], "" if address else cell["url"]),
    }


def _known(number: int, cell: dict[str, str], faults: Faults) -> date:
    try:
        return parse_day(cell["known_date"], name="known_date")
    except UsageError as error:
        faults.add(str(error), number, "known_date")
        return date.max
