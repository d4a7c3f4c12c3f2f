"""Reads counts of illegal taps that were compiled from the press, each with the page it was printed on."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from almenara.model.document import Document
from almenara.model.place import fold
from almenara.reading.checks import codes_of, filled, matches, need_count, no_repeats
from almenara.reading.citing import join_notes
from almenara.reading.counts import read_counts
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.pages import not_after, read_pages
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spans import read_days
from almenara.reading.spec import Spec

_FIELDS = [
    "cve_ent",
    "entity",
    "period_start",
    "period_end",
    "illegal_taps",
    "publisher_of_count",
    "url",
    "note",
]


def read(document: Document, spec: Spec) -> Reading:
    """One observation a row: taps found at a place in a span of days, known since its page was published."""
    grid = read_csv(document, "utf-8")
    need_columns(document, grid, _FIELDS, spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    numbers = rows.to_pylist()
    text = {name: grid.column(name).to_pylist() for name in _FIELDS}
    matches(grid.column("cve_ent"), r"^\d{2}$", "a state code of two digits", faults, "cve_ent", rows)
    filled(grid.column("illegal_taps"), faults, "illegal_taps", rows)
    need_count(grid.rows, 1, "rows", faults)
    values = read_counts(grid.column("illegal_taps"), faults, "illegal_taps", rows)
    start = read_days(text["period_start"], faults, "period_start", numbers)
    end = read_days(text["period_end"], faults, "period_end", numbers)
    pages = read_pages(text["url"], spec, faults, numbers)
    for row, who, first, last, code, name in zip(
        numbers, text["publisher_of_count"], start, end, text["cve_ent"], text["entity"], strict=True
    ):
        if who not in spec.lookups["counted_by"]:
            faults.add(f'"{who}" is not in lookups.counted_by', row, "publisher_of_count")
        if first > last:
            faults.add(f"{last} lies before the first day, {first}", row, "period_end")
        if (code == "00") != (fold(name) == "nacional"):
            faults.add(f'"{name}" does not go with the code {code}', row, "entity")
    not_after(end, pages, faults, numbers, "period_end")
    keys = [codes_of(grid.column(name))[0] for name in ("cve_ent", "period_start", "period_end", "url")]
    no_repeats(keys, faults, "cve_ent", rows)
    faults.check()
    published = document.published or pages.published
    observations = make_table(
        "observations",
        {
            "measure": "fuel-theft",
            "definition": "pemex-taps",
            "place": [f"inegi/{code}" for code in text["cve_ent"]],
            "start": start,
            "end": end,
            "value": values,
            "known": pa.array([max(day, document.published or date.min) for day in pages.known]),
            "ground": pages.ground,
            "citation": pages.citation,
            "row": rows,
            "column": "illegal_taps",
            "note": [
                join_notes(note, spec.lookups["counted_by"][who], day)
                for note, who, day in zip(text["note"], text["publisher_of_count"], pages.note, strict=True)
            ],
        },
    )
    tables = {"observations": observations, "citations": citation_table(pages.citations)}
    return Reading(tables, published, "stated" if document.published else "archived")
