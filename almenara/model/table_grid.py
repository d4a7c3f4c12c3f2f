"""Where the cells of a text's tables stand to each other: the heads above a cell, the labels before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from almenara.model.block import Block


class TableGrid:
    """The cells of all tables by table, row and column.

    A head that spans columns, and a label that spans rows, stands where it begins; here it is found from
    every cell that it covers.

    spans  of each table the numbers of its first and last block
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._rows: dict[int, dict[int, dict[int, Block]]] = defaultdict(lambda: defaultdict(dict))
        self.spans: dict[int, tuple[int, int]] = {}
        for number, block in enumerate(blocks):
            if block.table:
                self._rows[block.table][block.row][block.column] = block
                self.spans[block.table] = self.spans.get(block.table, (number, number))[0], number
        self._head_rows = {
            table: [
                number for number, row in sorted(rows.items()) if any(cell.header for cell in row.values())
            ]
            for table, rows in self._rows.items()
        }

    def rows(self, table: int) -> dict[int, dict[int, Block]]:
        """The cells of a table by row, then by column."""
        return self._rows.get(table, {})

    def column(self, cell: Block) -> list[Block]:
        """The cells of a cell's column, from the top, its own among them."""
        rows = self.rows(cell.table)
        return [rows[n][cell.column] for n in sorted(rows) if cell.column in rows[n]]

    def row(self, cell: Block) -> list[Block]:
        """The cells of a cell's row, from the left, its own among them."""
        found = self.rows(cell.table).get(cell.row, {})
        return [found[n] for n in sorted(found)]

    def heads(self, cell: Block) -> list[Block]:
        """The cells that head a cell's column, the uppermost first; the first row where no head is marked."""
        rows = self.rows(cell.table)
        numbers = [n for n in self._head_rows.get(cell.table, []) if n < cell.row]
        marked = bool(numbers)
        if not marked and cell.row > 0 and 0 in rows:
            numbers = [0]
        out = []
        for number in numbers:
            row = rows[number]
            if cell.column in row:
                out.append(row[cell.column])
            elif marked and number != numbers[-1]:
                before = [c for c in row if 0 < c < cell.column]
                if before:
                    out.append(row[max(before)])
        return out

    def labels(self, cell: Block) -> list[Block]:
        """The cells before a cell in its row, the nearest last, led by the one from above that covers its row.

        That one is the label of several rows, or a line of the table that holds nothing but its first cell.
        """
        rows = self.rows(cell.table)
        row = rows.get(cell.row, {})
        out = [row[c] for c in sorted(row) if c < cell.column]
        first = min(row, default=0)
        for number in sorted((n for n in rows if n < cell.row), reverse=True):
            above = rows[number]
            if number in self._head_rows.get(cell.table, []) or 0 not in above:
                continue
            if first > 0 and len(above) > 1:
                return [above[0], *out]
            if len(above) == 1 and len(row) > 1:
                return [above[0], *out] if cell.column else out
        return out

    def headed(self, table: int) -> list[int]:
        """Numbers of the rows that are a table's head."""
        return self._head_rows.get(table, [])
