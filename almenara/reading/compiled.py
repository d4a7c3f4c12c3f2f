"""Statements compiled by hand into a table: one statement a row, with the page it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from almenara.errors import UsageError
from almenara.model.document import Citation, Document
from almenara.model.period import Period
from almenara.reading.checks import need_count
from almenara.reading.citing import check_formulas, read_kept_table
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

Cells = dict[str, str]
Understand = Callable[[int, Cells, Faults, dict[str, Citation]], dict[str, Any]]
"""A row's number, its cells, where faults and citations go; returns the row of the table of statements."""
PRECISION = {10: "day", 7: "month", 4: "year"}
"""Precision of a date by the letters it is written with: 2018-10-05, 2018-10, 2018."""


def read_statements(
    document: Document, spec: Spec, key: str, pattern: re.Pattern[str], written: str, understand: Understand
) -> Reading:
    """A table whose every row is one statement, known since its earliest row.

    key      column of the ids; an id stands once
    pattern  that ids match; `written` says so in words
    Raises BadInput with every fault of every row.
    """
    grid = read_kept_table(document)
    need_columns(document, grid, spec.layouts["columns"], spec.id)
    faults = Faults(document, spec)
    check_formulas(grid, faults)
    need_count(grid.rows, 1, "rows", faults)
    names = spec.layouts["columns"]
    cells = [grid.columns[name].to_pylist() for name in names]
    rows: list[dict[str, Any]] = []
    citations: dict[str, Citation] = {}
    first: dict[str, int] = {}
    for number, values in enumerate(zip(*cells, strict=True), grid.first_row):
        cell = dict(zip(names, values, strict=True))
        if not pattern.match(cell[key]):
            faults.add(f'"{cell[key]}" is not {written}', number, key)
        elif first.setdefault(cell[key], number) != number:
            faults.add(f"is the id of row {first[cell[key]]}, too", number, key)
        rows.append(understand(number, cell, faults, citations))
    faults.check()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    tables = {"statements": make_table("statements", columns), "citations": citation_table(citations)}
    return Reading(tables, min(row["known"] for row in rows), "stated")


def read_period(text: str, number: int, name: str, faults: Faults) -> Period | None:
    """The day, month or year that a cell names; None, and a fault, where it names none."""
    try:
        if len(text) not in PRECISION:
            raise UsageError(f'"{text}" is not a date: write 2018, 2018-10 or 2018-10-05')
        return Period.parse(text)
    except UsageError as error:
        faults.add(str(error), number, name)
        return None
