"""The table or list that a sentence stands below: its counts by column, its totals, what its rows are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, span
from almenara.model.manuscript import Block
from almenara.model.period import Period
from almenara.model.place import fold
from almenara.text.table_roles import cell_role, is_rest, is_total, label_of, said

_BELOW = 3
"""Paragraphs behind a table or list in which a sentence may speak of it."""
_FEWEST = 2
"""Rows of what is a list, at least."""
_LABEL = re.compile(r"[^:–—\d]*")


@dataclass(frozen=True)
class Column:
    """Counts of one kind, from the top, without what is not listed; totals: of all of them, or of their country."""

    rows: tuple[int, ...]
    totals: tuple[int, ...] = ()


@dataclass(frozen=True)
class Listing:
    """columns: from the left, or of a list by their times; labels: of each count, its row's or line's words."""

    columns: tuple[Column, ...]
    labels: dict[int, str]
    sums: tuple[tuple[int, int], ...] = ()
    """Of each row with a column of totals, a count and the total of its row."""


def listing_above(reading: Reading, index: int) -> Listing | None:
    """The nearest table or list above the paragraph of a claim; None where a title or too much stands between."""
    manuscript = reading.manuscript
    own = manuscript.sentences[reading.sentence[index]].block
    if manuscript.blocks[own].kind != "paragraph":
        return None
    for above in range(own - 1, max(-1, own - 1 - _BELOW), -1):
        block = manuscript.blocks[above]
        if block.kind == "cell":
            return _of_table(reading, block.table)
        if block.kind == "item":
            return _of_list(reading, above)
        if block.kind == "heading":
            return None
    return None


def _of_table(reading: Reading, table: int) -> Listing | None:
    manuscript, at = reading.manuscript, defaultdict[int, list[int]](list)
    for index, claim in enumerate(reading.claims):
        block = manuscript.block_of(claim.start)
        if block.table == table and block.kind == "cell" and not block.header and block.column > 0:
            at[block.start].append(index)
    cells = {start: found[0] for start, found in at.items() if len(found) == 1 and counted(reading, found[0])}
    columns, totals = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    labels: dict[int, str] = {}
    sums: list[tuple[int, int]] = []
    places = {p.code for i in cells.values() if (p := reading.claims[i].place) and p.kind != "country"}
    for start, index in cells.items():
        cell = manuscript.block_of(start)
        label = label_of(manuscript, cell)
        if cell_role(manuscript, cell) not in ("", "total") or label is None:
            continue
        labels[index] = fold(said(manuscript, label)).strip(" *:")
        if is_rest(manuscript, label):
            continue
        whole = is_total(manuscript, label) or (len(places) > 1 and _of_country(reading, index))
        (totals if whole else columns)[cell.column].append(index)
        sums += [(index, other) for other in _totals_beside(reading, cell, cells)]
    made = tuple(Column(tuple(rows), tuple(totals[n])) for n, rows in sorted(columns.items()))
    return Listing(made, labels, tuple(sums)) if made else None


def _of_country(reading: Reading, index: int) -> bool:
    place = reading.claims[index].place
    return place is not None and place.kind == "country" and reading.claims[index].place_sure


def _totals_beside(reading: Reading, cell: Block, cells: dict[int, int]) -> list[int]:
    """The counts of a cell's row that stand in a column of totals, and are no smaller."""
    grid, out = reading.manuscript.grid, []
    for other in grid.row(cell):
        if other is cell or other.start not in cells:
            continue
        if any(is_total(reading.manuscript, head) for head in grid.heads(other)[-1:]):
            out.append(cells[other.start])
    return out


def _of_list(reading: Reading, last: int) -> Listing | None:
    """The counts of the lines of a list that ends with a block, by their times where each line has several."""
    manuscript = reading.manuscript
    first = last
    while first > 0 and manuscript.blocks[first - 1].kind == "item":
        first -= 1
    lines: list[list[int]] = []
    labels: dict[int, str] = {}
    for number in range(first, last + 1):
        block = manuscript.blocks[number]
        label = _LABEL.match(manuscript.text, block.start, block.end)
        here = [
            i for n in _sentences(reading, number) for i in reading.inside.get(n, []) if _exact(reading, i)
        ]
        for index in here:
            labels[index] = fold(label[0] if label else "").strip(" *-")
        if here:
            lines.append(here)
    if len(lines) < _FEWEST:
        return None
    by_time = defaultdict[Period | None, list[int]](list)
    if all(len(line) > 1 for line in lines):
        for line in lines:
            for index in line:
                by_time[reading.claims[index].period].append(index)
        told = [tuple(found) for found in by_time.values() if len(found) == len(lines)]
        return Listing(tuple(Column(found) for found in told), labels) if told else None
    return Listing((Column(tuple(index for line in lines for index in line)),), labels)


def _sentences(reading: Reading, block: int) -> Sequence[int]:
    """Numbers of the sentences of a block."""
    manuscript = reading.manuscript
    begun = manuscript.sentence_at(manuscript.blocks[block].start)
    out = []
    for number in range(begun, len(manuscript.sentences)):
        if manuscript.sentences[number].block != block:
            break
        out.append(number)
    return out


def _exact(reading: Reading, index: int) -> bool:
    low, high = span(reading.claims[index])
    return counted(reading, index) and low == high
