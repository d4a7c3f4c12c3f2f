"""Reads roadblocks as compiled from the press: named ones as events, counts and mentions as statements."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from almenara.model.document import Document
from almenara.reading.checks import need_count
from almenara.reading.citing import join_notes
from almenara.reading.counts import read_counts
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.pages import not_after, read_pages
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spans import read_days
from almenara.reading.spec import Spec

_FIELDS = ["date", "date_basis", "state", "place", "road", "count", "unit", "url", "note"]


def read(document: Document, spec: Spec) -> Reading:
    """Events of kind roadblock or vehicle-burning in a municipality or state; statements for the rest."""
    grid = read_csv(document, "utf-8")
    need_columns(document, grid, _FIELDS, spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers().to_pylist()
    text = {name: grid.column(name).to_pylist() for name in _FIELDS}
    days = read_days(text["date"], faults, "date", rows)
    counts = read_counts(grid.column("count"), faults, "count", grid.row_numbers())
    pages = read_pages(text["url"], spec, faults, rows)
    need_count(grid.rows, 1, "rows", faults)
    not_after(days, pages, faults, rows, "date")
    for field, table in (("unit", "unit"), ("date_basis", "basis")):
        for row, cell in zip(rows, text[field], strict=True):
            if cell not in spec.lookups[table]:
                faults.add(f'"{cell}" is not in lookups.{table}', row, field)
    seen: dict[tuple[str, ...], int] = {}
    for i, row in enumerate(rows):
        key = tuple(text[name][i] for name in ("date", "state", "place", "road", "unit", "url"))
        if seen.setdefault(key, row) != row:
            faults.add(f"repeats row {seen[key]}", row, "road")
    faults.check()
    least = document.published or date.min
    events: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    for i, row in enumerate(rows):
        unit, basis = (spec.lookups[t][text[f][i]] for t, f in (("unit", "unit"), ("basis", "date_basis")))
        number = "" if np.isnan(counts[i]) else f"{counts[i]:.0f}"
        amount = f"{number} {text['unit'][i]}".strip()
        place, precision = _place(text["state"][i], text["place"][i], spec)
        shared = {
            "place": place,
            "known": max(pages.known[i], least),
            "ground": pages.ground[i],
            "citation": pages.citation[i],
            "row": row,
            "column": "count" if number else "unit",
            "note": join_notes(text["note"][i], basis.get("note", ""), pages.note[i]),
        }
        if "kind" in unit and text["place"][i] and not basis.get("undated"):
            what = join_notes(text["place"][i], text["road"][i], amount)
            events.append(
                shared
                | {
                    "event": f"{unit['kind']}-{days[i]}-{row}",
                    "kind": unit["kind"],
                    "start": days[i],
                    "end": days[i],
                    "place_precision": precision,
                    "summary": what,
                }
            )
        else:
            day = None if basis.get("undated") else days[i]
            where = ", ".join(part for part in (text["place"][i], text["state"][i]) if part)
            said.append(
                shared
                | {
                    "statement": f"roadblocks-{row}",
                    "subject": where,
                    "predicate": unit["predicate"],
                    "object": number or text["unit"][i],
                    "valid_from": day,
                    "valid_to": day,
                }
            )
    tables = {
        "events": make_table("events", _columns(events), len(events)),
        "statements": make_table("statements", _columns(said), len(said)),
        "citations": citation_table(pages.citations),
    }
    published = document.published or pages.published
    return Reading(tables, published, "stated" if document.published else "archived")


def _place(state: str, town: str, spec: Spec) -> tuple[str, str]:
    """The reader's code and how precise it is; several municipalities in one cell stand for their state."""
    whole = spec.lookups["place"].get(state, f"name/mx/{state}")
    if town and not any(mark in town for mark in (",", "/", " and ")):
        return f"name/mx/{town}, {state}", "municipality"
    return whole, "country" if whole == "inegi/00" else "state"


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
