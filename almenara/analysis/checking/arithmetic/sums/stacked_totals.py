"""Tables with several totals, one below the other: subtotals of the rows above, and the total of these and the rest.

"A, B, Subtotal, Rest of the country, National": the subtotal is of A and B, the national total of it and of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.model.manuscript import Block
from almenara.text.table_roles import is_rest

Stack = tuple[int, int, list[int], list[int]]
"""The row of a total, its count of one column, the counts that it is of, and these with what each subtotal is of in its
place."""


def stacks(
    reading: Reading, rows: Mapping[int, Mapping[int, Block]], totals: set[int], at: Mapping[int, int]
) -> list[Stack]:
    """The totals of a table that has a subtotal or several totals below the rows that they are of; [] for others.

    at  the claims by where they start
    """
    labels = {n: row[min(row)] for n, row in rows.items() if row and not row[min(row)].header}
    subtotals = {n for n in totals if n in labels and _is_subtotal(reading, labels[n])}
    if not subtotals and len(totals) < 2:
        return []
    out: list[Stack] = []
    for column in sorted({c for n in labels for c in rows[n]} - {0}):
        out += _column(reading, rows, labels, totals, subtotals, column, at)
    return out


def _is_subtotal(reading: Reading, label: Block) -> bool:
    words = reading.manuscript.text[label.start : label.end].strip(" :*")
    return reading.words["subtotal"].match(words) is not None


def _of_the_country(reading: Reading, index: int) -> bool:
    """Whether a total is the whole country's, of which the rows above need not be all."""
    claim = reading.claims[index]
    return claim.place is not None and claim.place.kind == "country" and claim.place_sure


def _column(
    reading: Reading,
    rows: Mapping[int, Mapping[int, Block]],
    labels: Mapping[int, Block],
    totals: set[int],
    subtotals: set[int],
    column: int,
    at: Mapping[int, int],
) -> list[Stack]:
    """The totals of a column; none where one of its cells holds no plain count."""
    out: list[Stack] = []
    groups: list[int] = []
    run: list[int] = []
    members: list[int] = []
    rest = False
    last = max(totals)
    for n in sorted(labels):
        block = rows[n].get(column)
        inside = [i for start, i in at.items() if block and block.start <= start < block.end]
        if len(inside) != 1 or not counted(reading, inside[0]):
            return []
        rest = rest or is_rest(reading.manuscript, labels[n])
        if n not in totals:
            run.append(inside[0])
            continue
        parts = [*groups, *run] if n == last and n not in subtotals else run
        if len(parts) > 1 and (n in subtotals or rest or not _of_the_country(reading, inside[0])):
            out.append((n, inside[0], parts, [*members, *run] if n == last else run))
        groups, members, run = [*groups, inside[0]], [*members, *run], []
    return out
