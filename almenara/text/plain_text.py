"""Plain text in paragraphs, list lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.text.lines import pieces_of
from almenara.text.pieces import Piece

_LINE = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_UNDERLINE = re.compile(r"[=~-]{3,}")
_GAP = re.compile(r"\S(?:\s{2,}|\t)\S")
"""Between the cells of a table's head, which may be underlined as a heading is."""


def pieces(text: str) -> list[Piece]:
    """The pieces of a plain text. A form feed begins a page; without one the pages are not numbered."""
    out: list[Piece] = []
    sheets = text.split("\f")
    tables = 0
    for number, sheet in enumerate(sheets, 1 if len(sheets) > 1 else 0):
        for run in _runs(sheet):
            new = list(pieces_of(run, number, tables + 1))
            tables = max([tables, *(piece.table for piece in new)])
            out += new
    return out


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of lines between empty ones; an underlined line is a run of its own."""
    run: list[str] = []
    for line in _LINE.split(text):
        if not line.strip():
            if run:
                yield run
            run = []
        elif len(run) == 1 and _UNDERLINE.fullmatch(line.strip()) and not _GAP.search(run[0].strip()):
            yield run
            run = []
        else:
            run.append(line)
    if run:
        yield run
