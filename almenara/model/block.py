"""The blocks that a text is made of: headings, paragraphs, items, cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "cell", "caption", "furniture"]
"""furniture: what repeats on pages or frames them (running heads, notices, menus): read, but it claims nothing."""


@dataclass(frozen=True)
class Block:
    """A stretch of the text that stands by itself; `start` and `end` count characters of Manuscript.text.

    page    from 1; 0 where the format has none
    table   number of the table of a cell, from 1; 0 elsewhere. row, column  of the cell, from 0
    header  whether a cell is of the table's head
    element of a Word file: number of the paragraph, as python-docx counts body paragraphs; -1 elsewhere
    """

    kind: BlockKind
    start: int
    end: int
    page: int = 0
    table: int = 0
    row: int = -1
    column: int = -1
    header: bool = False
    element: int = -1
