"""Tables of web pages: where each cell stands, and which rows are the head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from almenara.text.columns import head_rows, places_only

MOST_COLUMNS = 400
"""Columns beyond which a spanning cell is cut."""
MOST_ROWS = 2_000
"""Rows over which one cell may span."""


@dataclass(frozen=True)
class GridCell:
    """One cell: its element, its row and first column from 0, and whether it is of the head."""

    element: Any
    row: int
    column: int
    header: bool


def _rows(table: Any) -> Iterator[tuple[Any, bool]]:
    """The rows that are the table's own, with whether they stand in its head."""
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in child:
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_layout(table: Any) -> bool:
    """Whether a table only places things on the page: it holds others, or prose, or one column."""
    if (table.get("role") or "").lower() == "presentation" or next(
        table.iterdescendants("table"), None
    ) is not None:
        return True
    return places_only(_told(table))


def _told(table: Any) -> list[list[str]]:
    return [["".join(c.itertext()).strip() for c in _cells(row)] for row, _ in _rows(table)]


def grid(table: Any) -> list[GridCell]:
    """The cells of a table in reading order; those that span count where they begin."""
    out: list[GridCell] = []
    taken: dict[int, int] = {}  # column -> rows below that a cell from above still covers
    rows = list(_rows(table))
    marked = any(head or _all_head(row) for row, head in rows)
    named = 0 if marked else head_rows(_told(table))
    for number, (row, in_head) in enumerate(rows):
        column = 0
        below: dict[int, int] = {c: left - 1 for c, left in taken.items() if left > 1}
        head = in_head or _all_head(row) or number < named
        for cell in _cells(row):
            while column in taken:
                column += 1
            out.append(GridCell(cell, number, column, head))
            deep = _span(cell, "rowspan", MOST_ROWS)
            for covered in range(column, min(column + _span(cell, "colspan", MOST_COLUMNS), MOST_COLUMNS)):
                if deep > 1:
                    below[covered] = deep - 1
                column = covered + 1
        taken = below
    return out


def _span(cell: Any, name: str, most: int) -> int:
    written = (cell.get(name) or "1").strip()
    return max(1, min(int(written), most)) if written.isdigit() and len(written) < 6 else 1


def _all_head(row: Any) -> bool:
    cells = _cells(row)
    return bool(cells) and all(cell.tag == "th" for cell in cells)
