"""Reads BACRIM 2020: presence by state, allies, rivals and activities of groups; people named there are left out.

The column of people is looked at for one thing: a group, ally or rival that bears the name of one of them is
left out, too. Nothing of that column leaves this module.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from almenara.model.document import Citation, Document
from almenara.model.period import partial_day
from almenara.model.place import fold
from almenara.reading.checks import need_count
from almenara.reading.citing import address_day, citation_id
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_sheet
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

_DAY = re.compile(r"^(\d{4})\.(\d{2})\.(\d{2})$")
_PARTS = re.compile(r"[;,()\"“”/]| alias ")
_NOTE = "as the researchers' table has it; the page itself was not opened"


def read(document: Document, spec: Spec) -> Reading:
    """Statements of presence, ally-of, rival-of and activity, each of the state and the day of its row.

    A row is known since the later of its day and the day that its page's address bears. The page cited is
    the row's first link. Raises BadInput with every row whose state, day or marks are not understood.
    """
    grid = read_sheet(document)
    need_columns(document, grid, spec.layouts["columns"], spec.id)
    faults = Faults(document, spec)
    need_count(grid.rows, 1, "rows", faults)
    rows: list[dict[str, Any]] = []
    citations: dict[str, Citation] = {}
    people = _people(grid)
    left_out: set[str] = set()
    for number, cell in _cells(grid, spec):
        if _bears(cell["grupo"], people):
            left_out.add(cell["grupo"])
            continue
        for name in ("aliados", "rivales"):
            kept = [g for g in _names(cell[name]) if not _bears(g, people)]
            cell[name] = ";".join(kept)
        rows += _statements(number, cell, spec, faults, citations)
    faults.check()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    tables = {
        "statements": make_table(
            "statements", columns | {"sheet": grid.sheet, "ground": "public-act"}, len(rows)
        ),
        "citations": citation_table(citations),
    }
    notes = (f"{len(left_out)} groups that bear a person's name are left out",) if left_out else ()
    return Reading(tables, min(row["known"] for row in rows), "public-act", notes=notes)


def _people(grid: Grid) -> set[str]:
    """Folded names and nicknames of the people of the table, so that groups named like them are left out."""
    if "persona" not in grid.columns:
        return set()
    cells = {part for cell in grid.column("persona").to_pylist() for part in _PARTS.split(cell)}
    return {name for name in map(fold, cells) if len(name) >= 5}


def _bears(group: str, people: set[str]) -> bool:
    words = f" {fold(group)} "
    return any(f" {name} " in words for name in people)


def _cells(grid: Grid, spec: Spec) -> list[tuple[int, dict[str, str]]]:
    """The wanted columns of each row, and no other."""
    names = spec.layouts["columns"]
    columns = [grid.column(name).to_pylist() for name in names]
    rows = grid.row_numbers().to_pylist()
    return [(n, dict(zip(names, values, strict=True))) for n, *values in zip(rows, *columns, strict=True)]


def _statements(
    number: int, cell: dict[str, str], spec: Spec, faults: Faults, citations: dict[str, Citation]
) -> list[dict[str, Any]]:
    if not cell["grupo"]:
        faults.add("is empty", number, "grupo")
    if not cell["estado"]:
        faults.add("is empty", number, "estado")
    day = spec.lookups["day"].get(cell["fecha"]) or _day(cell["fecha"])
    if day is None:
        faults.add(f'"{cell["fecha"]}" is not a day as 2020.06.29', number, "fecha")
        day = date.min
    link = cell["link1"].partition("#")[0]
    host = (urlsplit(link).hostname or "").removeprefix("www.") if link.startswith("http") else ""
    if not host:
        faults.add(f'"{cell["link1"]}" is not a web address', number, "link1")
    page = address_day(link)
    citation = Citation(
        host, f"BACRIM 2020: press of {cell['fecha']}", link, page, "", "es", spec.publisher.name
    )
    citations[(key := citation_id(citation))] = citation
    claims = [("presence", "present", "estado")]
    claims += [("ally-of", name, "aliados") for name in _names(cell["aliados"])]
    claims += [("rival-of", name, "rivales") for name in _names(cell["rivales"])]
    for column, words in spec.lookups["activity"].items():
        if cell[column] not in ("", "0", "1"):
            faults.add(f'"{cell[column]}" is neither 0 nor 1', number, column)
        elif cell[column] == "1":
            claims.append(("activity", words, column))
    place = spec.lookups["state"].get(cell["estado"], f"name/mx/{cell['estado']}") if cell["estado"] else ""
    shared = {
        "subject": cell["grupo"],
        "place": place,
        "valid_from": day,
        "known": max(day, partial_day(page)) if page else day,
        "citation": key,
        "row": number,
        "note": _NOTE,
    }
    return [
        shared | {"statement": f"bacrim-{number}-{n}", "predicate": said, "object": name, "column": column}
        for n, (said, name, column) in enumerate(claims)
    ]


def _names(cell: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in cell.split(";") if name.strip()))


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
