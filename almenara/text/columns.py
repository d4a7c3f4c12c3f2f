"""Columns of tables: which rows of one that does not say so are its head, and where the cells of lines stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\s*\**(?:\[\w+\])?")
_VALUE = re.compile(r"[-+−–~<>±≈$€R ]*\d[\d.,\s\u00a0\u202f]*\s?%?\s*(?:\([^)]*\))?\s*[*†]?(?:\[\w+\])?")
_LETTERS = re.compile(r"[^\W\d_]{2}|%|#|Δ|№")
_NOTHING = re.compile(r"[-–—.…*]*|[nN]\.?\s?/?\s?[aAdD]\.?|s/?d")
MOST_HEADS = 3
"""Rows that a head may have."""
LONG = 400
"""Characters of a cell that make a narrow table a layout."""
LINES = 4
"""Most lines of a card: a figure, what it counts, when, and a change."""
_FIGURE = re.compile(
    r"(?:\([A-Z+:]+\)\s+)?(?:[^\W\d_]+\s+){0,2}[-+−~<>≈$€R ]*\d[\d.,\s\u00a0\u202f]*%?\s*(?:\[[\d, –-]+\])*"
)
_ENDS = re.compile(r"[.!?:]$")
CARD = 5
"""Words that every cell of a table of cards has at least: cells of figures and of their heads are shorter."""


def head_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows name the columns: they hold words or years, and below them stand numbers."""
    if len(rows) < 2 or not any(is_value(cell) for row in rows[1:] for cell in row[1:]):
        return 0
    head = 0
    while head < min(MOST_HEADS, len(rows) - 1) and _names(rows[head]):
        head += 1
    if not head or any(_has_value(row) for row in rows[head : head + 2]):
        return head
    return 1 if head == 1 else 0


def is_value(cell: str) -> bool:
    """Whether a cell holds a number and nothing else, and the number is no year."""
    said = cell.strip()
    return bool(_VALUE.fullmatch(said)) and not _YEAR.fullmatch(said)


def says_nothing(cell: str) -> bool:
    """Whether a cell holds a dash or another mark for what is not known."""
    return bool(_NOTHING.fullmatch(cell.strip()))


def _has_value(row: Sequence[str]) -> bool:
    return any(is_value(cell) for cell in row[1:])


def _names(row: Sequence[str]) -> bool:
    named = [cell.strip() for cell in row[1:] if cell.strip()]
    if not any(cell.strip() for cell in row):
        return False
    if not named:
        return False
    return all(
        _YEAR.fullmatch(cell) or (_LETTERS.search(cell) and not is_value(cell)) for cell in named
    ) and not all(says_nothing(cell) for cell in named)


def placed(rows: Sequence[Sequence[tuple[float, float, str]]]) -> list[dict[int, str]]:
    """The cells of rows by column, from where each begins and ends: columns are told by how far cells overlap."""
    columns: list[list[float]] = []
    for left, right, _ in sorted((c for row in rows for c in row), key=lambda c: (c[1] - c[0], c[0])):
        over = [c for c in columns if left < c[1] and right > c[0]]
        if not over:
            columns.append([left, right])
        elif len(over) == 1:
            over[0][0], over[0][1] = min(over[0][0], left), max(over[0][1], right)
    columns.sort()
    out = []
    for row in rows:
        cells: dict[int, str] = {}
        for left, right, text in row:
            column = next((n for n, c in enumerate(columns) if left < c[1] and right > c[0]), 0)
            cells[column] = f"{cells[column]} {text}" if column in cells else text
        out.append(cells)
    return out


def as_rows(cells: Sequence[dict[int, str]]) -> list[list[str]]:
    """Rows of cells by column as rows of equal length, "" where a cell lacks."""
    width = max((column for row in cells for column in row), default=-1) + 1
    return [[row.get(column, "") for column in range(width)] for row in cells]


def places_only(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only places things on the page: one column, prose in two, or cards that each say a whole."""
    widths = [len(row) for row in rows]
    if not widths or max(widths) <= 1:
        return True
    said = [cell for row in rows for cell in row if cell.strip()]
    if said and all(len(cell.split()) >= CARD for cell in said):
        return True
    return max(widths) == 2 and any(len(cell) > LONG for row in rows for cell in row)


def card_lines(cell: str) -> list[str]:
    """The paragraphs of a cell that only places them; a figure goes on in the label and the period below it."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if not 2 <= len(lines) <= LINES or not _FIGURE.fullmatch(lines[0]) or any(_ENDS.search(x) for x in lines):
        return lines
    return [" ".join(lines)]
