"""Tables of plain text: lines whose cells are parted by a mark, a tab or a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from almenara.text.columns import as_rows, head_rows, is_value, placed, says_nothing
from almenara.text.pieces import Piece

_MARKED = re.compile(r"\S\s*\|\s*\S")
_WIDE = re.compile(r"\s{3,}")
_NARROW = re.compile(r"(?<![.!?:;,\s])\s{2,}|(?<!\s)\s{2,}(?=[-+−]?\d)")
"""A gap of two spaces; behind the end of a sentence it may be the writer's habit."""
SHORT_CELL = 45
"""Most characters of a cell, beyond the first, where gaps are narrow."""
SECTION = 40
"""Most characters of a line of a table that has its first cell only."""
LABELLED = 3
"""Least lines of a label and a number that are a table."""
WORDS = 5
"""Most words of such a label."""
_LABELLED = re.compile(r"([^\W\d_][^\d|\t:;,!?()]{1,38}?) {1,2}([-+−]?\d[\d.,]*\d|\d)(?<![.,])")
_ENDED = re.compile(r"[.!?:;,…]$")


def _split(line: str, gap: re.Pattern[str] = _WIDE) -> list[tuple[float, float, str]]:
    """The cells of a line, each with where it begins and ends: characters, or its number where marks part them."""
    stripped = line.strip(" ")
    if stripped.count("|") >= 2 or _MARKED.search(stripped):
        cells = stripped.removeprefix("|").removesuffix("|").split("|")
    elif "\t" in stripped:
        cells = stripped.split("\t")
    else:
        out, at = [], 0
        for hit in [*gap.finditer(line), None]:
            end = hit.start() if hit else len(line)
            words = line[at:end].strip()
            if words:
                start = line.index(words, at)
                out.append((float(start), float(start + len(words)), words))
            at = hit.end() if hit else end
        return out
    return [(float(n), n + 0.5, cell.strip()) for n, cell in enumerate(cells)]


def _marked(line: str) -> bool:
    return "\t" in line.strip(" ") or line.count("|") >= 2 or _MARKED.search(line) is not None


def rows_of(lines: Sequence[str], bullet: re.Pattern[str]) -> list[list[tuple[float, float, str]]]:
    """The rows of the table that the first lines are, [] where they are none; two rows at least.

    bullet  what begins an item: a line with one is a row only if it has three cells
    """
    if labelled := _labelled(lines):
        return labelled
    wide = _rows(lines, bullet, _WIDE)
    if lines and _marked(lines[0]):
        return wide
    narrow = _rows(lines, bullet, _NARROW)
    if _cells(narrow) > _cells(wide) and _of_numbers(narrow):
        return narrow
    return wide


def _labelled(lines: Sequence[str]) -> list[list[tuple[float, float, str]]]:
    """Rows of lines that hold a short label and a number and nothing else: "North 651"; LABELLED at least."""
    rows: list[list[tuple[float, float, str]]] = []
    for line in lines:
        found = _LABELLED.fullmatch(line.strip())
        if found is None or len(found[1].split()) > WORDS:
            break
        rows.append([(float(n), n + 0.5, cell) for n, cell in enumerate(found.groups())])
    return rows if len(rows) >= LABELLED else []


def _cells(rows: Sequence[Sequence[tuple[float, float, str]]]) -> int:
    return sum(len(row) for row in rows)


def _rows(
    lines: Sequence[str], bullet: re.Pattern[str], gap: re.Pattern[str]
) -> list[list[tuple[float, float, str]]]:
    rows: list[list[tuple[float, float, str]]] = []
    marked = bool(lines) and _marked(lines[0])
    for number, line in enumerate(lines):
        cells = _split(line, gap)
        told = sum(bool(text) for _, _, text in cells)
        if marked != _marked(line):
            break
        if told == 1 and len(rows) > 1 and not marked and _section(line, lines[number + 1 : number + 3], gap):
            rows.append(cells)
            continue
        if len(cells) < 2 or (bullet.match(line) and told < 3 and not marked):
            break
        rows.append(cells)
    while rows and len(rows[-1]) < 2:
        rows.pop()
    full = [sum(bool(text) for _, _, text in row) for row in rows]
    counts = {n for n in (full[1:] if len(full) > 2 else full) if n > 1}
    even = counts and max(counts) >= 2 and max(counts) - min(counts) <= max(counts) // 2
    return rows if len(rows) >= 2 and even else []


def _section(line: str, after: Sequence[str], gap: re.Pattern[str]) -> bool:
    """Whether a line names the rows that follow it: "North" above those of its states."""
    said = line.strip()
    if len(said) > SECTION or _ENDED.search(said) or any(c.isdigit() for c in said) or len(after) < 2:
        return False
    return all(len(cells := _split(row, gap)) > 1 and is_value(cells[-1][2]) for row in after)


def _of_numbers(rows: Sequence[Sequence[tuple[float, float, str]]]) -> bool:
    """Whether rows with narrow gaps are a table's: their cells are short, and from the second on hold numbers."""
    if any(len(text) > SHORT_CELL for row in rows for _, _, text in row[1:]):
        return False
    rest = [row for row in rows[1:] if len(row) > 1]
    numeric = [all(is_value(t) or says_nothing(t) for _, _, t in row[1:]) for row in rest]
    return sum(numeric) >= max(1, len(rest) - 1)


def cells_of(rows: Sequence[Sequence[tuple[float, float, str]]], page: int, table: int) -> Iterator[Piece]:
    """The cells of a table's rows."""
    cells = placed(rows)
    head = head_rows(as_rows(cells))
    for number, row in enumerate(cells):
        for column, cell in sorted(row.items()):
            if cell:
                yield Piece("cell", cell, page, table, number, column, header=number < head)
