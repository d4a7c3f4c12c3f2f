"""Which stretch of a draft each citation mark bears: its sentence; in a table its row, or all by head or caption."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from almenara.model.manuscript import Block, Manuscript

_SOURCE_LINE = re.compile(
    r"(?:\([A-Z+]+\)\s*)?(?:sources?|fuentes?|fontes?)\b\s*:?\s*(?:end)?(?:notes?|notas?)?\W*$", re.IGNORECASE
)
"""A paragraph that has marks and nothing else: it bears what stands above it, as under a chart."""
REACH = 3
"""Paragraphs that a line of sources reaches upwards at most."""


@dataclass(frozen=True)
class Cited:
    """The marks of a text, by what they bear."""

    manuscript: Manuscript

    @cached_property
    def _positions(self) -> list[int]:
        return [m.position for m in self.manuscript.marks]

    def labels(self, start: int, end: int) -> tuple[str, ...]:
        """Labels of the marks within or right behind a stretch, each once."""
        marks = self.manuscript.marks
        first, last = bisect_right(self._positions, start), bisect_right(self._positions, end)
        return tuple(dict.fromkeys(m.label for m in marks[first:last]))

    def bears(self, start: int, end: int) -> bool:
        """Whether a mark bears the words between two characters."""
        return bool(self.of(start))

    def of(self, position: int) -> tuple[str, ...]:
        """Labels that bear what stands at a character."""
        written = self.manuscript
        sentence = written.sentences[written.sentence_at(position)]
        number = sentence.block
        block = written.blocks[number]
        if block.kind == "cell":
            return self._of_cell(block)
        if found := self.labels(sentence.start, sentence.end):
            return found
        return self._below(number)

    def _of_cell(self, cell: Block) -> tuple[str, ...]:
        row, heads, around = self._tables[cell.table]
        return row.get(cell.row, ()) or heads.get(cell.column, ()) or around

    @cached_property
    def _tables(
        self,
    ) -> dict[int, tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]], tuple[str, ...]]]:
        """Of each table: labels by row, by column of its head, and of the paragraphs right before and behind it."""
        out = {}
        blocks = self.manuscript.blocks
        for table in dict.fromkeys(b.table for b in blocks if b.table):
            cells = [(n, b) for n, b in enumerate(blocks) if b.table == table]
            rows: dict[int, tuple[str, ...]] = {}
            heads: dict[int, tuple[str, ...]] = {}
            for _, block in cells:
                found = self.labels(block.start, block.end)
                if block.header:
                    heads[block.column] = found
                else:
                    rows[block.row] = (*rows.get(block.row, ()), *found)
            beside = [n for n in (cells[0][0] - 1, cells[-1][0] + 1) if 0 <= n < len(blocks)]
            around = [
                label
                for n in beside
                if blocks[n].kind in ("paragraph", "caption", "heading")
                for label in self.labels(blocks[n].start, blocks[n].end)
            ]
            out[table] = (rows, heads, tuple(dict.fromkeys(around)))
        return out

    def _below(self, number: int) -> tuple[str, ...]:
        """Labels of a line of sources below a paragraph that has no marks itself."""
        blocks = self.manuscript.blocks
        for block in blocks[number + 1 : number + 1 + REACH]:
            if block.kind == "heading":
                return ()
            found = self.labels(block.start, block.end)
            if _SOURCE_LINE.fullmatch(self.manuscript.text[block.start : block.end]):
                return found
            if found and block.kind == "item":
                return ()
        return ()

    @cached_property
    def notes(self) -> dict[str, str]:
        """Text of each note, by its label."""
        return {n.label: self.manuscript.text[n.start : n.end] for n in self.manuscript.notes}

    def marked_sentences(self) -> list[tuple[int, tuple[str, ...]]]:
        """Number and labels of each sentence outside tables and notes that has marks of its own."""
        written = self.manuscript
        starts = [s.start for s in written.sentences]
        wanted = sorted({max(0, bisect_left(starts, p) - 1) for p in self._positions})
        return [
            (n, self.labels(written.sentences[n].start, written.sentences[n].end))
            for n in wanted
            if written.blocks[written.sentences[n].block].kind not in ("cell", "furniture", "heading")
        ]


def cited(manuscript: Manuscript) -> Cited:
    """The marks of a text; one without marks has none that bear anything."""
    return Cited(manuscript)
