"""What the cells of a table compare, by the heads of their columns and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from almenara.model.manuscript import Block, Manuscript
from almenara.text.table_pairs import alike
from almenara.text.table_roles import cell_role, said

Direction = Literal["rise", "fall", "same", ""]
CueKind = Literal["change", "times", "difference", "share", "rank", ""]
_FALL = re.compile(r"\s*(?:[-−–‒▼↓]|\()")
_RISE = re.compile(r"\s*[+▲↑]")


@dataclass(frozen=True)
class Tabled:
    """Which way a cell goes and in what way it compares; fields as of a Cue."""

    direction: Direction
    kind: CueKind


class TableCues:
    """The comparisons in a text's tables."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript

    def of(self, start: int, end: int, kind: str) -> Tabled | None:
        """What the quantity in start..end compares; None where it stands in no table, or compares nothing.

        kind  its QuantityKind
        """
        if not self._manuscript.grid.spans:
            return None
        cell = self._manuscript.block_of(start)
        if cell.kind != "cell" or cell.header:
            return None
        role = cell_role(self._manuscript, cell)
        if role == "share" and kind == "percent":
            return Tabled("", "share")
        if role != "change" or kind not in ("percent", "percentage-points", "count"):
            return None
        return Tabled(self._direction(cell), "change" if kind == "percent" else "difference")

    def _direction(self, cell: Block) -> Direction:
        """A cell without a sign rises only where others of its line fall by theirs: else it may do either."""
        text = said(self._manuscript, cell)
        if _FALL.match(text):
            return "fall"
        if _RISE.match(text):
            return "rise"
        signed = any(_FALL.match(said(self._manuscript, c)) for c in alike(self._manuscript, cell))
        return "rise" if signed else ""
