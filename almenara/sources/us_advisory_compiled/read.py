"""Reads compiled histories of the levels by state: CSV tables, and an advisory's opening text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from almenara.errors import UsageError
from almenara.model.document import Citation, Document
from almenara.model.period import partial_day
from almenara.reading.advice import read_advice
from almenara.reading.advisories import (
    Edition,
    Level,
    label,
    level_of,
    level_rows,
    statements,
)  # fmt: skip
from almenara.reading.checks import need_count
from almenara.reading.citing import address_day
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.json_files import page_text
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

_DEFINITION = "us-state-advisory"
_PUBLISHER = "United States Department of State"


def read(document: Document, spec: Spec) -> Reading:
    """A level by state and advisory, known from the advisory's day, with the page that gives it.

    An advisory dated 2021-04 counts from the last day of April. A row without a level says nothing.
    """
    return _read_text(document, spec) if document.name.endswith(".txt") else _read_table(document, spec)


def _read_table(document: Document, spec: Spec) -> Reading:
    decode(document, plain_bytes(document), ("utf-8-sig",))
    grid = read_csv(document)
    need_columns(document, grid, ["advisory_date", "state", "level", "source_kind"], spec.id)
    faults = Faults(document, spec)
    rows: list[dict[str, Any]] = []
    reasons: list[dict[str, Any]] = []
    citations: dict[str, Citation] = {}
    seen: dict[tuple[str, str], int] = {}
    names: dict[str, str] = {}
    need_count(grid.rows, 1, "rows", faults)
    cells = {name: column.to_pylist() for name, column in grid.columns.items()}
    for index in range(grid.rows):
        row = {name: column[index] for name, column in cells.items()}
        number = grid.row_of(index)
        if not row["level"]:
            continue
        day = _day(row["advisory_date"], faults, number)
        if row["level"] not in ("1", "2", "3", "4"):
            faults.add(f'"{row["level"]}" is not a level from 1 to 4', number, "level")
            continue
        if row["source_kind"] not in spec.lookups["source_kind"]:
            faults.add(f'"{row["source_kind"]}" is not in lookups.source_kind', number, "source_kind")
        place = _place(row)
        if names.setdefault(place, row["state"]) != row["state"]:
            faults.add(f'"{row["state"]}" has the code of {names[place]}', number, "state")
        if (earlier := seen.setdefault((place, row["advisory_date"]), number)) != number:
            faults.add(f"repeats row {earlier}", number, "state")
        citation, ground = _cite(
            row, citations, spec.lookups["source_kind"].get(row["source_kind"], "stated")
        )
        notes = [row["source_kind"], row.get("note", "")]
        if len(row["advisory_date"]) < 10:
            notes.append(f"dated {row['advisory_date']} only, so taken as its last day")
        common = {"place": place, "known": day, "ground": ground, "citation": citation, "row": number}
        rows.append(
            common
            | {"start": day, "end": day, "value": float(row["level"]), "note": "; ".join(filter(None, notes))}
        )
        for letter in filter(None, row.get("indicators", "").split(";")):
            if letter not in spec.lookups["indicator"]:
                faults.add(f'"{letter}" is not in lookups.indicator', number, "indicators")
                continue
            reasons.append(
                common
                | {"statement": f"{spec.id}/{row['advisory_date']}/{place}/{letter}", "subject": row["state"],
                   "object": spec.lookups["indicator"][letter], "valid_from": day}
            )  # fmt: skip
    if not rows:
        faults.add("no row has a level", field="level")
    faults.check("Mend the rows named; a state without a level has an empty cell")
    published = min(row["known"] for row in rows)
    fixed = {"measure": "advisory-level", "definition": _DEFINITION, "column": "level"}
    told = {"predicate": "advisory-indicator", "column": "indicators", "language": "en"}
    tables = {
        "observations": make_table("observations", _columns(rows) | fixed, len(rows)),
        "citations": citation_table(citations),
    }
    if reasons:
        tables["statements"] = make_table("statements", _columns(reasons) | told, len(reasons))
    return Reading(tables, published, "stated", layout="table")


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def _day(text: str, faults: Faults, number: int) -> date:
    try:
        return partial_day(text)
    except UsageError as error:
        faults.add(str(error), number, "advisory_date")
        return date.min


def _place(row: dict[str, str]) -> str:
    return f"iso/{row['state_iso']}" if row.get("state_iso") else f"name/mx/{row['state']}"


def _cite(row: dict[str, str], citations: dict[str, Citation], ground: str) -> tuple[str, str]:
    """The id of the page a row quotes, "" for a table that names none, and the ground of its day.

    An advisory is public on its day; a page of others that lists its levels has its own day, which its
    address may bear.
    """
    url, day = row.get("url", ""), row["advisory_date"]
    if not url:
        return "", ground
    host = urlsplit(url).netloc.removeprefix("www.")
    carrier = "" if host.endswith("state.gov") else host
    page = address_day(url) if carrier else day
    if ground == "stated" and page != day:
        ground = "public-act"
    title, spanish = f"Mexico travel advisory of {day}", f"Alerta de viaje sobre México, {day}"
    key = f"us_advisory_compiled/{day}/{url}"
    citations.setdefault(
        key, Citation(_PUBLISHER, title, url, page, language="", carrier=carrier, title_es=spanish)
    )
    return key, ground


def _read_text(document: Document, spec: Spec) -> Reading:
    """The opening of one advisory: the country's level, the states under each list, and its sentences."""
    known, ground = known_day(document, spec)
    advice = read_advice(page_text(document, spec))
    edition = Edition(document, spec, "Mexico", "MX", known, ground, advice)
    faults = Faults(document, spec)
    levels: list[Level] = []
    for line in advice.lines:
        found = re.match(spec.layouts["country"], line.text)
        if found and not levels:
            levels.append(Level("iso/MX", level_of(found["words"], spec), line.text, line.row))
        listed = re.match(spec.layouts["list"], line.lead[0]) if line.lead else None
        if listed:
            name = label(re.sub(r"\s+due to .*", "", line.text))
            note = f"{line.lead[0]} {line.text}"
            levels.append(Level(f"name/mx/{name}", level_of(listed["words"], spec), note, line.row))
    if not levels:
        faults.add("gives no level: it is not the opening of an advisory, or is cut off")
    faults.check("Ask for an intact copy of the text")
    tables = {
        "observations": level_rows(levels, _DEFINITION, known, known, ground),
        "statements": statements(edition),
    }
    return Reading(tables, known, ground, layout="text", title="Mexico travel advisory")
