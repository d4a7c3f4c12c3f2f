"""Which cells of a table a derived cell stands on: the two counts of a change, the whole of a share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from almenara.model.manuscript import Block, Manuscript
from almenara.text.columns import is_value
from almenara.text.table_roles import cell_role, is_no_count, is_total, label_of, role_of, said

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


def change_pair(manuscript: Manuscript, cell: Block) -> tuple[Block, Block, bool] | None:
    """The later and the earlier count of a change, and whether the table plainly means them; else None.

    Of a column of changes they are the two columns of counts before it, in the order of their years; where
    there is only one, its rows go by years and the earlier count stands in the row above or below.
    """
    if cell_role(manuscript, cell) != "change":
        return None
    grid = manuscript.grid
    if not any(role_of(manuscript, head) == "change" for head in grid.heads(cell)):
        return _in_column(manuscript, cell)
    heads = " ".join(said(manuscript, h) for h in grid.heads(cell))
    counts = _counts_before(manuscript, cell)
    named = _years(heads)
    if len(counts) >= 2:
        dated = [(y, c) for c in counts if (y := _year_of(manuscript, c))]
        if len({y for y, _ in dated}) < len(counts):
            return None
        if named and not set(named) <= {y for y, _ in dated}:
            return None
        chosen = [(y, c) for y, c in dated if y in named] if len(named) == 2 else dated
        chosen = sorted(chosen if len(named) == 2 else chosen[-2:] if len(chosen) > 2 else chosen)
        if len(chosen) != 2:
            return None
        (_, base), (_, later) = chosen
        return later, base, len(counts) == 2 or len(named) == 2
    return _by_rows(manuscript, cell, counts[0]) if len(counts) == 1 else None


def _counts_before(manuscript: Manuscript, cell: Block) -> list[Block]:
    """The counts of a row before a derived cell, back to the derived cell before it; else those behind it."""
    row = [c for c in manuscript.grid.row(cell) if c.column > 0]
    before: list[Block] = []
    for other in reversed([c for c in row if c.column < cell.column]):
        if cell_role(manuscript, other) not in ("", "total") or not is_value(said(manuscript, other)):
            if before:
                break
            continue
        if any(is_no_count(manuscript, head) for head in manuscript.grid.heads(other)):
            continue
        if not any(is_total(manuscript, head) for head in manuscript.grid.heads(other)[-1:]):
            before.append(other)
    return before[::-1]


def _years(text: str) -> list[int]:
    """The years that words name, "2022-23" as both."""
    found = [int(m[0]) for m in _YEAR.finditer(text)]
    short = re.search(r"((?:19|20)\d)(\d)\s*[-–/]\s*(?:\1)?(\d\d?)(?!\d)", text)
    if short and len(short[3]) == 2 and len(found) == 1:
        found.append(int(short[1][:2] + short[3]))
    return sorted(set(found))


def _year_of(manuscript: Manuscript, cell: Block) -> int:
    """The one year that the heads of a cell's column name; 0 where they name none or several."""
    named = {y for head in manuscript.grid.heads(cell) for y in _years(said(manuscript, head))}
    return named.pop() if len(named) == 1 else 0


def _by_rows(manuscript: Manuscript, cell: Block, count: Block) -> tuple[Block, Block, bool] | None:
    """The count of a cell's row against that of the year before, in a table whose rows are years."""
    rows = manuscript.grid.rows(cell.table)
    label = label_of(manuscript, cell)
    own = _years(said(manuscript, label)) if label is not None else []
    if label is None or len(own) != 1:
        return None
    for number in (cell.row - 1, cell.row + 1):
        other = rows.get(number, {}).get(count.column)
        first = label_of(manuscript, other) if other is not None else None
        if other is not None and first is not None and _years(said(manuscript, first)) == [own[0] - 1]:
            same = re.sub(r"\d", "", said(manuscript, first)) == re.sub(r"\d", "", said(manuscript, label))
            return (count, other, True) if same else None
    return None


def _in_column(manuscript: Manuscript, cell: Block) -> tuple[Block, Block, bool] | None:
    """The two counts above a cell of a row of changes."""
    above = [
        c
        for c in manuscript.grid.column(cell)
        if c.row < cell.row
        and not c.header
        and is_value(said(manuscript, c))
        and cell_role(manuscript, c) == ""
    ]
    if len(above) == 1:
        return _by_columns(manuscript, cell, above[0])
    dated = []
    for other in above:
        label = label_of(manuscript, other)
        named = _years(said(manuscript, label)) if label is not None else []
        if len(named) != 1:
            return None
        dated.append((named[0], other))
    if len(dated) != 2 or dated[0][0] == dated[1][0]:
        return None
    (_, base), (_, later) = sorted(dated, key=lambda d: d[0])
    return later, base, True


def _by_columns(manuscript: Manuscript, cell: Block, count: Block) -> tuple[Block, Block, bool] | None:
    """The count above a cell of a row of changes against that of the year before, in the column beside."""
    own = _year_of(manuscript, count)
    row = manuscript.grid.rows(count.table)[count.row]
    for number in (count.column - 1, count.column + 1):
        other = row.get(number)
        if other is None or not own or not is_value(said(manuscript, other)):
            continue
        if _year_of(manuscript, other) == own - 1:
            return count, other, True
    return None


def counts_beside(manuscript: Manuscript, cell: Block) -> list[Block]:
    """The counts that a share or an average may be of, the nearest first."""
    return _counts_before(manuscript, cell)[::-1]


def totals_of(manuscript: Manuscript, count: Block) -> list[Block]:
    """The cells of totals in a count's column."""
    found = []
    for other in manuscript.grid.column(count):
        label = label_of(manuscript, other)
        if label is not None and not other.header and label is not other and is_total(manuscript, label):
            found.append(other)
    return found


def alike(manuscript: Manuscript, cell: Block) -> Sequence[Block]:
    """The cells of a derived cell's line that are derived in the same way, its own among them."""
    grid = manuscript.grid
    role = cell_role(manuscript, cell)
    by_head = any(role_of(manuscript, head) == role for head in grid.heads(cell))
    line = grid.column(cell) if by_head else grid.row(cell)
    return [c for c in line if not c.header and cell_role(manuscript, c) == role]
