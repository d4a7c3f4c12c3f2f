"""What a cell of a table counts: what its column, its row or the table's caption says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from almenara.analysis.checking.kindred import together
from almenara.analysis.checking.what.narrowing import Narrowed, narrowed
from almenara.analysis.checking.what.subjects import Subject
from almenara.model.manuscript import Block, Manuscript
from almenara.text.table_roles import captions, is_plain, is_total, label_of, role_of, said

_AT_ONCE = 3
"""Characters before the first word of a line, at most."""


class _Spanned(Protocol):
    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """The character after the last."""


@dataclass(frozen=True)
class Tabled:
    """What a cell counts; subject None where it plainly counts several things together."""

    subject: Subject | None
    sure: bool


def subject_of_cell(heads: Sequence[Subject], manuscript: Manuscript, cell: Block) -> Tabled | None:
    """What a cell counts; None where its table does not say.

    heads  the subjects of the text that can be counted, in order
    """
    if cell.header:
        return None
    grid = manuscript.grid
    starts = [s.start for s in heads]
    around = [*reversed(grid.heads(cell)), *reversed(grid.labels(cell))]
    found = [(block, s) for block in around for s in _inside(heads, starts, block)]
    unit = next((s for _, s in found if s.generic and s.unit), None)
    for _, subject in found:
        if subject.measure and not subject.generic:
            return Tabled(_with(subject, unit, heads, starts, manuscript, cell), subject.sure)
    for summed in _added_up(heads, starts, manuscript, cell):
        whole = together(frozenset(s.measure for s in summed))
        return Tabled(replace(summed[0], measure=whole, definitions=()) if whole else None, False)
    for block in captions(manuscript, cell.table):
        titled = [s for s in _inside(heads, starts, block) if s.measure and not s.generic]
        if titled:
            sure = titled[0].sure and len({s.measure for s in titled}) == 1
            return Tabled(_with(titled[0], unit, heads, starts, manuscript, cell), sure)
    if (below := _named_below(heads, starts, manuscript, cell.table)) is not None:
        return Tabled(_with(below, unit, heads, starts, manuscript, cell), False)
    return None


def _named_below(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, table: int
) -> Subject | None:
    """What the line right below a table begins with, where no number stands in its first sentence."""
    span = manuscript.grid.spans.get(table)
    if span is None or span[1] + 1 >= len(manuscript.blocks):
        return None
    block = manuscript.blocks[span[1] + 1]
    if block.kind != "paragraph":
        return None
    sentence = manuscript.sentences[manuscript.sentence_at(block.start)]
    if any(c.isdigit() for c in manuscript.text[sentence.start : sentence.end]):
        return None
    found = [s for s in _inside(heads, starts, block) if s.measure and not s.generic]
    return found[0] if found and found[0].start - block.start <= _AT_ONCE else None


def _inside(heads: Sequence[Subject], starts: list[int], block: Block) -> Sequence[Subject]:
    return heads[bisect_left(starts, block.start) : bisect_left(starts, block.end)]


def _with(
    subject: Subject,
    unit: Subject | None,
    heads: Sequence[Subject],
    starts: list[int],
    manuscript: Manuscript,
    cell: Block,
) -> Subject:
    """A subject with the unit that another head names; killed in a table of journalists are journalists."""
    if subject.event == "killed" and subject.who in ("", "persons"):
        for block in captions(manuscript, cell.table):
            for other in _inside(heads, starts, block):
                if other.event == "killed" and other.who not in ("", "persons") and other.measure:
                    return other
    if unit is not None and not subject.unit and unit.unit != "persons":
        return replace(subject, unit=unit.unit)
    return subject


def _added_up(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, cell: Block
) -> list[list[Subject]]:
    """Of a cell that is a total over columns or rows that count different things, what these count."""
    grid = manuscript.grid
    rows = grid.rows(cell.table)
    lines: list[list[Block]] = []
    if any(is_total(manuscript, head) for head in grid.heads(cell)[-1:]):
        lines.append([h for c in grid.row(cell) if c.column != cell.column for h in grid.heads(c)])
    label = label_of(manuscript, cell)
    if label is not None and label is not cell and is_total(manuscript, label):
        lines.append([row[0] for n, row in rows.items() if n != cell.row and 0 in row])
    found = [[s for block in line for s in _inside(heads, starts, block) if s.measure] for line in lines]
    return [line for line in found if len({s.measure for s in line}) > 1]


def of_something_else(
    manuscript: Manuscript,
    position: int,
    subjects: Sequence[Subject],
    *known: Sequence[_Spanned],
) -> bool:
    """Whether a cell's row or column is headed by words that are no place, time or subject: "North", "solved".

    known  what else of the text is understood: its periods, its places
    """
    cell = manuscript.block_of(position)
    if not cell.table or cell.column <= 0:
        return False
    grid = manuscript.grid
    label = label_of(manuscript, cell)
    labels = [label] if label is not None and label is not cell else []
    spans = [[(s.start, s.end) for s in subjects if s.head and (s.measure or s.turned)]]
    spans += [[(s.start, s.end) for s in found] for found in known]

    def told(block: Block) -> bool:
        return any(start < block.end and block.start < end for group in spans for start, end in group)

    def strange(block: Block, head: bool) -> bool:
        words = said(manuscript, block)
        if not any(c.isalpha() for c in words) or told(block):
            return False
        if not head and is_total(manuscript, block):
            return False
        return not (is_plain(manuscript, block) or (head and role_of(manuscript, block)))

    return any(strange(b, False) for b in labels) or any(strange(b, True) for b in grid.heads(cell))


def narrowed_in_table(
    manuscript: Manuscript, position: int, subject: Subject, apart: bool
) -> tuple[Narrowed, str]:
    """Whether the words of a cell's heads, its labels or the caption that name its subject narrow it to a part.

    apart  the number has a place of its own: "homicides in the states of the north" does not narrow one of them
    """
    cell = manuscript.block_of(position)
    if not cell.table or cell.start <= subject.start < cell.end:
        return "", ""
    return narrowed(manuscript, subject.start, subject.end, apart=apart)
