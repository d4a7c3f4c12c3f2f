"""Columns of shares of one total: together they are a hundred at most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus, span
from almenara.model.claim import Arithmetic

_OF_TOTAL = re.compile(
    r"(?:share|percentage|proportion|%|per ?cent) of (?:the )?(?:national )?total|distribution"
    r"|(?:porcentaje|proporción|participación|%) (?:del|en el|sobre el) total|distribución"
    r"|(?:percentual|proporção|participação|porcentagem|%) (?:do|no|sobre o) total|distribuição",
    re.IGNORECASE,
)
_MOST = 200.0
"""Per cent beyond which a column is not one whole that was divided wrongly, but something else."""


def share_columns(reading: Reading) -> Iterator[Reckoning]:
    """Each column whose head says that it divides a total, where its cells exceed it and none is a part of another."""
    grid = reading.manuscript.grid
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, claim in enumerate(reading.claims):
        if claim.kind != "percent":
            continue
        block = reading.manuscript.block_of(claim.start)
        if block.kind == "cell" and not block.header and block.column > 0:
            heads = " ".join(reading.manuscript.text[h.start : h.end] for h in grid.heads(block))
            if _OF_TOTAL.search(heads):
                columns[block.table, block.column].append(index)
    for column in columns.values():
        yield from _judged(reading, column)


def _judged(reading: Reading, column: list[int]) -> Iterator[Reckoning]:
    parts = [i for i in column if not reading.words["total"].match(reading.label(i))]
    if len(parts) < 3 or len({reading.label(i) for i in parts}) < len(parts):
        return
    values = [reading.claims[i].value for i in parts]
    low = sum(span(reading.claims[i])[0] for i in parts)
    if not 100.0 < low <= _MOST or any(reading.claims[i].hedge for i in parts) or max(values) >= 99.5:
        return
    runs = (sum(values[a:b]) for a, b in combinations(range(len(values) + 1), 2) if b - a > 1)
    if any(99.0 <= run <= 101.0 for run in runs):
        return  # a group and its members
    shown = f"{plus(values)} = {number(round(sum(values), 4))} %"
    yield Reckoning(
        parts[-1], Arithmetic("limit", sum(values), 100.0, False, "share-over-100", shown, tuple(parts))
    )
