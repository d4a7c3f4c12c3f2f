"""Whether the first row of a table that does not say so is its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\s*\**(?:\[\w+\])?")
LONG = 400
"""Characters of a cell that make a narrow table a layout."""


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of several rows names the columns: words or years, over cells with numbers."""
    if len(rows) < 2 or not any(_has_digit(cell) for row in rows[1:] for cell in row[1:]):
        return False
    named = [cell for cell in rows[0][1:] if cell.strip()]
    return all(not _has_digit(cell) for cell in named) or all(_YEAR.fullmatch(cell.strip()) for cell in named)


def places_only(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only places things on the page: one column, or prose in two."""
    widths = [len(row) for row in rows]
    if not widths or max(widths) <= 1:
        return True
    return max(widths) == 2 and any(len(cell) > LONG for row in rows for cell in row)


def _has_digit(cell: str) -> bool:
    return any(c.isdigit() for c in cell)
