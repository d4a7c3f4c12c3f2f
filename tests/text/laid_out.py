"""A manuscript as the tests compare it."""

from __future__ import annotations

from almenara.model.manuscript import Manuscript


def laid_out(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(b.kind, manuscript.text[b.start : b.end]) for b in manuscript.blocks]


def table(manuscript: Manuscript, number: int = 1) -> tuple[dict[tuple[int, int], str], set[int]]:
    """The cells of a table by row and column, and the rows that are its head."""
    cells = [b for b in manuscript.blocks if b.table == number]
    told = {(b.row, b.column): manuscript.text[b.start : b.end] for b in cells}
    return told, {b.row for b in cells if b.header}
