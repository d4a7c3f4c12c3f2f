"""Reads events in the life of policies, compiled from public pages: one event a row, with the page that tells it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from almenara.errors import UsageError
from almenara.model.document import Citation, Document
from almenara.model.period import Period, parse_day
from almenara.reading.checks import need_count
from almenara.reading.citing import check_formulas, citation_id, join_notes, read_kept_table
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

_ID = re.compile(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*-\d+$")
_PRECISION = {10: "day", 7: "month", 4: "year"}
_ACTS = ("introduced", "passed", "in_force", "struck_down")
"""Statuses of public acts: known on their day, even where the page that was read is later."""


def read(document: Document, spec: Spec) -> Reading:
    """Statements with predicate policy:<status>, of which the note tells actor, instrument and mechanism.

    A row is known since its known_date; the event's own date may be a month or a year.
    Raises BadInput with every fault of every row.
    """
    grid = read_kept_table(document)
    need_columns(document, grid, spec.layouts["columns"], spec.id)
    faults = Faults(document, spec)
    check_formulas(grid, faults)
    need_count(grid.rows, 1, "rows", faults)
    cells = [grid.columns[name].to_pylist() for name in spec.layouts["columns"]]
    rows: list[dict[str, Any]] = []
    citations: dict[str, Citation] = {}
    first: dict[str, int] = {}
    for number, values in enumerate(zip(*cells, strict=True), grid.first_row):
        cell = dict(zip(spec.layouts["columns"], values, strict=True))
        if not _ID.match(cell["policy_id"]):
            faults.add(f'"{cell["policy_id"]}" is not a key and a number, as AMN-01', number, "policy_id")
        elif first.setdefault(cell["policy_id"], number) != number:
            faults.add(f"is the id of row {first[cell['policy_id']]}, too", number, "policy_id")
        rows.append(_event(number, cell, spec, faults, citations))
    faults.check()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    tables = {"statements": make_table("statements", columns), "citations": citation_table(citations)}
    return Reading(tables, min(row["known"] for row in rows), "stated")


def _event(
    number: int, cell: dict[str, str], spec: Spec, faults: Faults, citations: dict[str, Citation]
) -> dict[str, Any]:
    for name in ("policy", "actor", "instrument", "summary", "publisher", "url"):
        if not cell[name]:
            faults.add("is empty", number, name)
    for name in ("status", "mechanism"):
        if cell[name] not in spec.lookups[name]:
            faults.add(f'"{cell[name]}" is not in lookups.{name}', number, name)
    span, known = _period(number, cell, faults), _known(number, cell, faults)
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
        "date_precision": _PRECISION.get(len(cell["event_date"]), "day"),
        "known": known,
        "ground": "public-act" if act else "stated",
        "citation": key,
        "row": number,
        "column": "summary",
        "note": join_notes(*parts, cell["note"], "" if address else cell["url"]),
    }


def _period(number: int, cell: dict[str, str], faults: Faults) -> Period | None:
    try:
        if len(cell["event_date"]) not in _PRECISION:
            raise UsageError(f'"{cell["event_date"]}" is not a date: write 2018, 2018-10 or 2018-10-05')
        return Period.parse(cell["event_date"])
    except UsageError as error:
        faults.add(str(error), number, "event_date")
        return None


def _known(number: int, cell: dict[str, str], faults: Faults) -> date:
    try:
        return parse_day(cell["known_date"], name="known_date")
    except UsageError as error:
        faults.add(str(error), number, "known_date")
        return date.max
