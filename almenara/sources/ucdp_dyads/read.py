"""Reads pairs of actors in the UCDP's event data: who fought whom from which year to which."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from almenara.model.document import Citation, Document
from almenara.reading.checks import need_count
from almenara.reading.citing import check_formulas, citation_id
from almenara.reading.counts import read_counts
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

_WORDS = {"state": "armed conflict with the government", "civilians": "killings of civilians"}
_NUMBERS = ("first_year", "last_year", "events", "best")


def read(document: Document, spec: Spec) -> Reading:
    """rival-of for groups that fought each other, activity for a group's violence against state or civilians.

    A side that names several allies makes a statement for each of them.
    Raises BadInput with every row whose type, years or counts are not understood.
    """
    grid = read_csv(document, "utf-8")
    names: list[str] = spec.layouts["columns"]
    need_columns(document, grid, names, spec.id)
    faults = Faults(document, spec)
    check_formulas(grid, faults)
    need_count(grid.rows, 1, "rows", faults)
    lines = grid.row_numbers()
    counts = {name: read_counts(grid.column(name), faults, name, lines) for name in _NUMBERS}
    text = {name: grid.column(name).to_pylist() for name in names}
    known = document.published or spec.layouts["release"]
    citation = Citation(spec.publisher.name, spec.title["en"], "https://ucdp.uu.se/downloads/", str(known))
    key = citation_id(citation)
    rows: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for i, number in enumerate(lines.to_pylist()):
        kind = spec.lookups["type"].get(text["type_of_violence"][i])
        if kind is None:
            faults.add(f'"{text["type_of_violence"][i]}" is not in lookups.type', number, "type_of_violence")
        if seen.setdefault(text["dyad_new_id"][i], number) != number:
            faults.add(f"is the dyad of row {seen[text['dyad_new_id'][i]]}, too", number, "dyad_new_id")
        years = [counts["first_year"][i], counts["last_year"][i]]
        if np.isnan(years).any() or not 1900 <= years[0] <= years[1] <= known.year:
            faults.add(
                f"{text['first_year'][i]} to {text['last_year'][i]} are not years", number, "last_year"
            )
            continue
        shared = {
            "valid_from": date(int(years[0]), 1, 1),
            "valid_to": date(int(years[1]), 12, 31),
            "row": number,
            "note": f"{text['events'][i]} events, {text['best'][i]} deaths by the best estimate; "
            "years of the first and the last event",
        }
        sides = (_actors(text["side_a"][i], spec), _actors(text["side_b"][i], spec))
        for n, claim in enumerate(_claims(kind or "", *sides)):
            rows.append(shared | claim | {"statement": f"ucdp-dyad-{text['dyad_new_id'][i]}-{n}"})
    faults.check()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    fixed = {
        "known": known,
        "ground": "stated" if document.published else "calendar",
        "citation": key,
        "column": "dyad_name",
        "date_precision": "year",
        "language": "",
    }
    tables = {
        "statements": make_table("statements", columns | fixed, len(rows)),
        "citations": citation_table({key: citation}),
    }
    return Reading(tables, known, str(fixed["ground"]))


def _actors(side: str, spec: Spec) -> list[str]:
    """The groups that a side names; none where it is no armed group."""
    named = [name.strip() for name in side.split(", ")]
    return [" ".join(name.split()) for name in named if name and name not in spec.lookups["outside"]]


def _claims(kind: str, one: list[str], other: list[str]) -> list[dict[str, str]]:
    if kind == "groups":
        return [{"subject": a, "predicate": "rival-of", "object": b} for a in one for b in other]
    return (
        [{"subject": a, "predicate": "activity", "object": _WORDS[kind]} for a in one + other] if kind else []
    )
