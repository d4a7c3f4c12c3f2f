"""Plain text in paragraphs, list lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from almenara.text.lines import heading, pieces_of
from almenara.text.pieces import Piece

_LINE = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_UNDERLINE = re.compile(r"[=~-]{3,}")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s+([^\W\d][^\d]*)$")
_PROSE = re.compile(r"\s\S+\s.*[.!?][\"'”’»)\]]*$", re.S)
"""A sentence or more, ended as such."""
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_QUOTED_BLANK = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+|[ \t]{0,3}>[ \t]?>.*")
"""A line of quoted mail that is empty but for its marks, or is quoted twice: no list is written so."""
_GAP = re.compile(r"\S(?:\s{2,}|\t)\S")
"""Between the cells of a table's head, which may be underlined as a heading is."""


def pieces(text: str) -> list[Piece]:
    """The pieces of a plain text. A form feed begins a page; without one the pages are not numbered."""
    out: list[Piece] = []
    sheets = text.split("\f")
    tables = 0
    titled = False
    for number, sheet in enumerate(sheets, 1 if len(sheets) > 1 else 0):
        for run in _runs(sheet):
            new = list(pieces_of(run, number, tables + 1))
            tables = max([tables, *(piece.table for piece in new)])
            if titled and new[:1] and new[0].kind in ("paragraph", "cell"):
                out[-1] = replace(out[-1], kind="heading")
            titled = len(run) == len(new) == 1 and _is_title(run[0], new[0])
            out += _with_titles(run, new)
    return out


def _is_title(line: str, piece: Piece) -> bool:
    """Whether a line that stands by itself is a numbered title, where prose follows it: "3. Budget"."""
    return piece.kind == "item" and _NUMBERED.match(line) is not None and heading(piece.text)


def _with_titles(run: list[str], new: list[Piece]) -> list[Piece]:
    """The pieces of a run of lines; its numbered titles as headings, each with prose right under it."""
    titles = {m[1] for line in run if (m := _NUMBERED.fullmatch(line.rstrip())) and heading(m[1])}
    out = list(new)
    for number, (one, two) in enumerate(pairwise(new)):
        if one.kind == "item" and two.kind == "paragraph" and one.text in titles and _PROSE.search(two.text):
            out[number] = replace(one, kind="heading")
    return out


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of lines between empty ones; an underlined line is a run of its own."""
    run: list[str] = []
    lines = _LINE.split(text)
    quoted = any(_QUOTED_BLANK.fullmatch(line) for line in lines)
    depth = 0
    for line in lines:
        if quoted:  # mail below mail: the marks are no part of what was written
            mark = _QUOTED.match(line)
            now, line = (mark[0].count(">") if mark else 0), line[mark.end() :] if mark else line
            if now != depth and run:
                yield run
                run = []
            depth = now
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
