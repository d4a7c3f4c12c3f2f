"""Reads what became of leaders of armed groups: one event a row, doubtful and false reports flagged."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from almenara.errors import UsageError
from almenara.model.document import Citation, Document
from almenara.model.period import Period
from almenara.model.place import fold
from almenara.reading.checks import need_count
from almenara.reading.citing import (
    address_day,
    check_address,
    check_formulas,
    citation_id,
    join_notes,
    known_by,
    read_kept_table,
)
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

_PRECISION = {10: "day", 7: "month", 4: "year"}
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_ISO = re.compile(r"^[A-Z]{2}-[A-Z0-9]{1,3}$")


def read(document: Document, spec: Spec) -> Reading:
    """Events of kind leader-captured, leader-killed and so on; the group is side_b, the role its victim type.

    An event is known since its own day: captures and deaths of leaders are public acts. That a report was
    false is known since the latest day that its note or its page's address names.
    Raises BadInput with every fault of every row.
    """
    grid = read_kept_table(document)
    extended = "event_id" in grid.columns
    names = [*spec.layouts["short"], *(spec.layouts["extended"] if extended else ())]
    need_columns(document, grid, names, spec.id)
    faults = Faults(document, spec)
    check_formulas(grid, faults)
    need_count(grid.rows, 1, "rows", faults)
    cells = [grid.columns[name].to_pylist() for name in names]
    rows: list[dict[str, Any]] = []
    citations: dict[str, Citation] = {}
    first: dict[str, int] = {}
    for number, values in enumerate(zip(*cells, strict=True), grid.first_row):
        row = _event(number, dict(zip(names, values, strict=True)), document, spec, faults, citations)
        if first.setdefault(row["event"], number) != number:
            faults.add(f"repeats row {first[row['event']]}", number, "event_id" if extended else "person")
        rows.append(row)
    faults.check()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    tables = {"events": make_table("events", columns), "citations": citation_table(citations)}
    layout = "extended" if extended else "short"
    return Reading(tables, min(row["known"] for row in rows), "public-act", layout=layout)


def _event(
    number: int, cell: dict[str, str], document: Document, spec: Spec, faults: Faults,
    citations: dict[str, Citation],
) -> dict[str, Any]:  # fmt: skip
    if not cell["person"]:
        faults.add("is empty", number, "person")
    what = spec.lookups["event_type"].get(cell["event_type"])
    if what is None:
        faults.add(f'"{cell["event_type"]}" is not in lookups.event_type', number, "event_type")
        what = {"kind": ""}
    flag = cell.get("flag", "")
    if flag not in spec.lookups["flag"]:
        faults.add(f'"{flag}" is not in lookups.flag', number, "flag")
    flag = flag or what.get("flag", "")
    try:
        check_address(cell["source_url"])
    except ValueError as error:
        faults.add(str(error), number, "source_url")
    span = _span(cell["event_date"], number, faults)
    known, ground = (span.end if span else date.max), "public-act"
    page = address_day(cell["source_url"])
    told = cell.get("flag_note", "")
    if flag == "false":
        days = [known_by(day) for day in _DAY.findall(told)] + ([known_by(page)] if page else [])
        known = max([known, *(days or [document.published or spec.layouts["compiled"]])])
        ground = "inferred"
    host = (urlsplit(cell["source_url"]).hostname or "").removeprefix("www.")
    citation = Citation(host, f"{cell['person']}: {cell['event_type']}", cell["source_url"], page)
    citations[(key := citation_id(citation))] = citation
    alias = f' ("{cell["alias"]}")' if cell["alias"] else ""
    force = cell.get("force", cell["actor"])
    place, precision = _place(number, cell, faults)
    return {
        "event": cell.get("event_id") or _made_id(cell, what["kind"]),
        "kind": f"leader-{what['kind']}",
        "start": span.start if span else date.min,
        "end": span.end if span else date.min,
        "date_precision": _PRECISION.get(len(cell["event_date"]), "day"),
        "place": place,
        "place_precision": precision,
        "side_a": spec.lookups["force"].get(force, force),
        "side_b": cell["group"],
        "victim_type": cell.get("role") or "leader",
        "summary": f"{cell['person']}{alias}",
        "known": known,
        "ground": ground,
        "citation": key,
        "row": number,
        "column": "event_type",
        "note": join_notes(flag, told, cell["note"], "" if place else cell["place"]),
    }


def _made_id(cell: dict[str, str], kind: str) -> str:
    """An id for a row that has none: of its day, kind and person."""
    key = f"{cell['event_date']}|{kind}|{fold(cell['person'])}"
    return f"leader-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _span(text: str, number: int, faults: Faults) -> Period | None:
    try:
        if len(text) not in _PRECISION:
            raise UsageError(f'"{text}" is not a date: write 2018, 2018-10 or 2018-10-05')
        return Period.parse(text)
    except UsageError as error:
        faults.add(str(error), number, "event_date")
        return None


def _place(number: int, cell: dict[str, str], faults: Faults) -> tuple[str, str]:
    """The reader's code and how precise it is; nothing where the row has words only."""
    code, state = cell.get("inegi_municipality", ""), cell.get("state_iso", "")
    if code and not re.fullmatch(r"\d{5}", code):
        faults.add(f'"{code}" is not a code of five digits', number, "inegi_municipality")
    elif code:
        return f"inegi/{code}", "municipality"
    if state and not _ISO.match(state):
        faults.add(f'"{state}" is not a state code such as MX-JAL', number, "state_iso")
    elif state:
        return f"iso/{state}", "state"
    return "", ""
