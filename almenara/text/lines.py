"""Lines of plain text: which ones are one paragraph that was wrapped, which are list lines, which a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from almenara.text.pieces import Piece, joined

WRAPPED = 45
"""Fewest characters of the longest line of a paragraph that was wrapped to a width."""
SHORT = 70
"""Most characters of a list line without a mark."""
BULLET = re.compile(r"\s*(?:[-*•◦▪●‣·–—]|\(?\d{1,2}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])\s+(?=\S)")
"""What begins an item: a mark, a number, a letter. It stays out of the item's text unless it counts."""
_NUMBER_AT_END = re.compile(r"\d[\d.,\s]*\s*(?:%|\([^)]*\))?$")
_NUMBER_FIRST = re.compile(r"[~+]?\d[\d.,]*%?\s+\S")
_OPEN_END = re.compile(
    r"(?:,|[-‐–]|\b(?:the|of|and|in|to|de|la|el|y|en|do|da|e|o|a|by|que|del|los|las|for|with))$", re.I
)
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_RULE = re.compile(r"[\s|+:=_*-]*[-=_|*]{3}[\s|+:=_*-]*")
_GAP = re.compile(r"\s{3,}|\t+")


def pieces_of(lines: Sequence[str], page: int, table: int) -> Iterator[Piece]:
    """The pieces of one run of lines without an empty line between. `table` is the number a table would get."""
    lines = [line.rstrip() for line in lines if line.strip() and not _RULE.fullmatch(line.strip())]
    at = 0
    while at < len(lines):
        length = _table_length(lines[at:])
        if length:
            yield from _cells(lines[at : at + length], page, table)
            table += 1
        else:
            length = 1
            while at + length < len(lines) and not _table_length(lines[at + length :]):
                length += 1
            yield from _prose(lines[at : at + length], page)
        at += length


def _split(line: str) -> list[str]:
    """The cells of a line of a table: parted by |, a tab or three spaces; one cell where it is none."""
    stripped = line.strip()
    if stripped.count("|") >= 2 or re.search(r"\S\s*\|\s*\S", stripped):
        return [cell.strip() for cell in stripped.strip("|").split("|")]
    if "\t" in stripped:
        return [cell.strip() for cell in stripped.split("\t")]
    return [cell.strip() for cell in _GAP.split(stripped)]


def _table_length(lines: Sequence[str]) -> int:
    """How many lines from the first on are rows of one table: two at least, 0 where it begins none."""
    length = 0
    counts: set[int] = set()
    for line in lines:
        cells = _split(line)
        if len(cells) < 2 or (BULLET.match(line) and len(cells) < 3 and "|" not in line and "\t" not in line):
            break
        counts.add(len([cell for cell in cells if cell]))
        length += 1
    return length if length >= 2 and max(counts) >= 2 and max(counts) - min(counts) <= max(counts) // 2 else 0


def _cells(lines: Sequence[str], page: int, table: int) -> Iterator[Piece]:
    rows = [_split(line) for line in lines]
    numeric = [any(c.isdigit() for cell in row[1:] for c in cell) for row in rows]
    header = (not numeric[0] and any(numeric[1:])) or (_years(rows[0][1:]) and any(numeric[1:]))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                yield Piece("cell", cell, page, table, number, column, header=header and number == 0)


def _years(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(
        re.fullmatch(r"(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\*?", cell) for cell in filled
    )


def _prose(lines: Sequence[str], page: int) -> Iterator[Piece]:
    """Items, list lines and paragraphs of lines that hold no table."""
    listed = _listed(lines)
    width = max((len(line) for line in lines), default=0)
    open_kind, open_text, last = "", "", ""
    for number, line in enumerate(lines):
        mark = BULLET.match(line)
        if mark and not (last and _goes_on(last, line, width)):
            kind, text = "item", line[mark.end() :]
        elif open_kind == "item" and not listed and _belongs(last, line, width):
            open_text, last = joined(open_text, line.strip()), line
            continue
        elif listed and not mark:
            kind, text = "item", line
        elif open_kind == "paragraph" and _goes_on(last, line, width):
            open_text, last = joined(open_text, line.strip()), line
            continue
        else:
            kind, text = "paragraph", line
        if open_text:
            yield _piece(open_kind, open_text, page, alone=False)
        open_kind, open_text, last = kind, text.strip(), line
        if number == 0 and len(lines) == 1 and kind == "paragraph":
            yield _piece(kind, open_text, page, alone=True)
            return
    if open_text:
        yield _piece(open_kind, open_text, page, alone=False)


def _piece(kind: str, text: str, page: int, alone: bool) -> Piece:
    if kind == "item":
        return Piece("item", text, page)
    return Piece("heading" if alone and heading(text) else "paragraph", text, page)


def heading(text: str) -> bool:
    """Whether a line that stands by itself reads as a heading: short, and not ended as a sentence is."""
    return len(text) <= 100 and len(text.split()) <= 14 and not _ENDED.search(text) and not text[:1].islower()


def _listed(lines: Sequence[str]) -> bool:
    """Whether lines are a list without marks: short ones, each with a number first or last."""
    if len(lines) < 2 or any(len(line) > SHORT or _OPEN_END.search(line) for line in lines[:-1]):
        return False
    rows = [line.strip() for line in lines]
    ends = sum(bool(_NUMBER_AT_END.search(row)) for row in rows)
    begins = sum(bool(_NUMBER_FIRST.match(row)) for row in rows)
    if any(row[0].islower() for row in rows[1:]):
        return False
    return max(ends, begins) >= max(2, len(rows) - 1)


def _belongs(last: str, line: str, width: int) -> bool:
    """Whether a line goes on with the item above: indented, in lower case, or wrapped."""
    return line.startswith((" ", "\t")) or _goes_on(last, line, width)


def _goes_on(last: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one above: the break between them is the wrapping's, not the writer's."""
    begins = line.lstrip()
    if (begins[:1].islower() and not BULLET.match(line)) or _OPEN_END.search(last):
        return True
    if width < WRAPPED:
        return False
    first = begins.split(maxsplit=1)[0]
    if len(last) + 1 + len(first) > width:
        return True
    return len(last) >= 0.7 * width and not _ENDED.search(last)
