"""Reads road segments that a page names as dangerous for trucks: statements, not counts."""

from __future__ import annotations

from datetime import date

from almenara.model.document import Document
from almenara.reading.checks import need_count
from almenara.reading.counts import read_numbers
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.pages import read_pages
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spans import read_days
from almenara.reading.spec import Spec

_FIELDS = ["corridor", "state", "segment", "km_from", "km_to", "published", "url"]


def read(document: Document, spec: Spec) -> Reading:
    """One statement a row: subject the segment, predicate named-dangerous-for-trucks, object its corridor."""
    grid = read_csv(document, "utf-8")
    need_columns(document, grid, _FIELDS, spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers().to_pylist()
    text = {name: grid.column(name).to_pylist() for name in _FIELDS}
    stated = read_days(text["published"], faults, "published", rows)
    pages = read_pages(text["url"], spec, faults, rows)
    need_count(grid.rows, 1, "rows", faults)
    first, last = (read_numbers(grid.column(f), faults, f, grid.row_numbers()) for f in ("km_from", "km_to"))
    seen: dict[tuple[str, ...], int] = {}
    for i, row in enumerate(rows):
        if stated[i] != pages.known[i]:
            faults.add(f"{stated[i]} is not the day in lookups.page, {pages.known[i]}", row, "published")
        if not text["segment"][i]:
            faults.add("is blank", row, "segment")
        if first[i] < 0 or last[i] < first[i]:
            faults.add("the kilometres do not go from the lower to the higher mark", row, "km_from")
        key = tuple(text[name][i] for name in ("corridor", "state", "segment", "km_from"))
        if seen.setdefault(key, row) != row:
            faults.add(f"repeats row {seen[key]}", row, "segment")
    faults.check()
    spans = [" to ".join(k for k in pair if k) for pair in zip(text["km_from"], text["km_to"], strict=True)]
    statements = make_table(
        "statements",
        {
            "statement": [f"segment-{row}" for row in rows],
            "subject": [s + (f", km {k}" if k else "") for s, k in zip(text["segment"], spans, strict=True)],
            "predicate": "named-dangerous-for-trucks",
            "object": text["corridor"],
            "place": [spec.lookups["state"].get(state, f"name/mx/{state}") for state in text["state"]],
            "valid_from": stated,
            "language": spec.language,
            "known": [max(day, document.published or date.min) for day in pages.known],
            "ground": pages.ground,
            "citation": pages.citation,
            "row": rows,
            "column": "segment",
        },
    )
    tables = {"statements": statements, "citations": citation_table(pages.citations)}
    published = document.published or pages.published
    return Reading(tables, published, "stated" if document.published else "archived")
