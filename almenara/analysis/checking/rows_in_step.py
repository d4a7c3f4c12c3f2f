"""Rows that each tell as many counts in the same order: what adds up in all of them.

"2021: 34,379 (33,361; 1,018)", "2022: 31,954 (30,974; 980)": where in two rows the first count is the sum of the two
others to the unit, that is what it is in every row, whatever words the list has for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from almenara.analysis.checking.rows import Row, rows_of
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_TELLING = 1e4
"""Product of the sums that hold, from which on they do not hold by chance."""


@dataclass(frozen=True)
class Rows:
    """Rows one below the other, and which of their counts is the sum of which others: whole, parts, by turn.

    holding  the rows in which it is, by their turn
    """

    rows: tuple[Row, ...]
    whole: int
    parts: tuple[int, ...]
    holding: tuple[int, ...]


def rows_in_step(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[Rows]:
    """Each run of rows in which one count adds up others, but for one or two of the rows."""
    for run in rows_of(claims, manuscript):
        made = _added_up(run, claims)
        if made is not None:
            yield made


def _added_up(run: Sequence[Row], claims: Sequence[Claim]) -> Rows | None:
    """What adds up in a run; None where nothing does, or as well something else."""
    if len(run) < 2:
        return None
    best: list[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = []
    size = len(run[0].claims)
    for whole in range(size):
        others = [turn for turn in range(size) if turn != whole]
        for many in range(2, size):
            for parts in combinations(others, many):
                holding = tuple(n for n, row in enumerate(run) if _holds(row, whole, parts, claims))
                if _enough(run, whole, holding, claims):
                    best.append((len(holding), many, parts, (whole, *holding)))
    if not best:
        return None
    most = max(best)
    if sum(found[:2] == most[:2] for found in best) > 1:
        return None
    return Rows(tuple(run), most[3][0], most[2], most[3][1:])


def _holds(row: Row, whole: int, parts: Sequence[int], claims: Sequence[Claim]) -> bool:
    told = [claims[row.claims[turn]] for turn in (whole, *parts)]
    if any(claim.hedge or claim.low != claim.high for claim in told):
        return False
    return told[0].value == sum(claim.value for claim in told[1:]) and all(c.value > 0 for c in told[1:])


def _enough(run: Sequence[Row], whole: int, holding: Sequence[int], claims: Sequence[Claim]) -> bool:
    """Whether a sum holds in rows enough, and over counts large enough, that it is what the rows are made for."""
    product = 1.0
    for n in holding:
        product *= claims[run[n].claims[whole]].value
    failing = len(run) - len(holding)
    return bool(holding) and product >= _TELLING and failing <= max(1, (len(run) - 1) // 3)
