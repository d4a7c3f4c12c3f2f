"""Derived cells of tables: changes, shares and daily averages against the counts of their row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.means.averages import averaged
from almenara.analysis.checking.arithmetic.moves.changes import CLASSIC, held
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.model.claim import Arithmetic
from almenara.model.manuscript import Block
from almenara.text.table_pairs import alike, change_pair, counts_beside, totals_of
from almenara.text.table_roles import cell_role, is_total

_Tried = dict[tuple[int, ...], list[tuple[int, Arithmetic, bool]]]
"""Sums by the line of alike cells that they are of: the claim, its sum, whether its counts are plainly meant."""


def cells(reading: Reading) -> Iterator[Reckoning]:
    """Each derived cell that holds; one that does not, where others of its line do or the error is a classic one."""
    if not reading.manuscript.grid.spans:
        return
    at: dict[int, list[int]] = defaultdict(list)
    for index, claim in enumerate(reading.claims):
        block = reading.manuscript.block_of(claim.start)
        if block.kind == "cell" and not block.header:
            at[block.start].append(index)
    only = {start: found[0] for start, found in at.items() if len(found) == 1}
    tried: _Tried = defaultdict(list)
    for index in only.values():
        cell = reading.manuscript.block_of(reading.claims[index].start)
        done = _reckoned(reading, index, cell, only)
        if done is not None:
            line = tuple(b.start for b in alike(reading.manuscript, cell))
            tried[line].append((index, *done))
    for line_sums in tried.values():
        yield from _judged(line_sums)


def _judged(line: list[tuple[int, Arithmetic, bool]]) -> Iterator[Reckoning]:
    right = sum(done.holds for _, done, _ in line)
    wrong = len(line) - right
    for index, done, plain in line:
        if done.holds or (plain and (done.error in CLASSIC or (right and wrong <= right))):
            yield Reckoning(index, done)


def _reckoned(
    reading: Reading, index: int, cell: Block, only: dict[int, int]
) -> tuple[Arithmetic, bool] | None:
    claim, cue = reading.claims[index], reading.cues.get(index)
    if claim.projection or claim.hedge:
        return None
    if cue is not None and cue.kind in ("change", "difference"):
        return _changed(reading, index, cell, only)
    if cue is not None and cue.kind == "share":
        return _share(reading, index, cell, only)
    if claim.kind == "average":
        return _average(reading, index, cell, only)
    return None


def _changed(
    reading: Reading, index: int, cell: Block, only: dict[int, int]
) -> tuple[Arithmetic, bool] | None:
    pair = change_pair(reading.manuscript, cell)
    if pair is None:
        return None
    later, base = only.get(pair[0].start), only.get(pair[1].start)
    if later is None or base is None:
        return None
    one, two = reading.claims[later], reading.claims[base]
    done = held(reading, index, later, base)
    if done is None:
        return None
    same = one.period is None or two.period is None or _as_long(one.period.days, two.period.days)
    return done, pair[2] and same and not (one.hedge or two.hedge or one.period_open)


def _as_long(one: int, two: int) -> bool:
    return abs(one - two) <= 3


def _share(reading: Reading, index: int, cell: Block, only: dict[int, int]) -> tuple[Arithmetic, bool] | None:
    """A share against its count and a total of the count's column or row; one that holds before one that does not."""
    tried: list[Arithmetic] = []
    for count in counts_beside(reading.manuscript, cell)[:2]:
        part = only.get(count.start)
        if part is None or not counted(reading, part):
            continue
        for whole in _wholes(reading, count, only):
            if whole != part and reading.claims[whole].value >= reading.claims[part].value:
                done = shared(reading, index, [part], whole)
                if done is not None:
                    tried.append(done)
    if not tried:
        return None
    kept = next((done for done in tried if done.holds), None)
    return (kept, True) if kept else (tried[0], True)


def _wholes(reading: Reading, count: Block, only: dict[int, int]) -> list[int]:
    """Totals of a count: of its column, by their words or because they are the country's; of its row."""
    manuscript = reading.manuscript
    found = [only[b.start] for b in totals_of(manuscript, count) if b.start in only]
    for block in manuscript.grid.column(count):
        number = only.get(block.start)
        if number is not None and number not in found:
            place = reading.claims[number].place
            if place is not None and place.kind == "country" and reading.claims[number].place_sure:
                found.append(number)
    found += [i for i in _sum_of_column(reading, count, only) if i not in found]
    for block in manuscript.grid.row(count):
        heads = manuscript.grid.heads(block)[-1:]
        if block.start in only and any(is_total(manuscript, head) for head in heads):
            found.append(only[block.start])
    return [i for i in dict.fromkeys(found) if counted(reading, i)]


def _sum_of_column(reading: Reading, count: Block, only: dict[int, int]) -> list[int]:
    """The last count of a count's column, where it is the sum of all above it, whatever its line is called."""
    column = [only[b.start] for b in reading.manuscript.grid.column(count) if b.start in only]
    if len(column) < 4 or not all(counted(reading, i) for i in column):
        return []
    *parts, last = column
    return [last] if reading.claims[last].value == sum(reading.claims[i].value for i in parts) else []


def _average(
    reading: Reading, index: int, cell: Block, only: dict[int, int]
) -> tuple[Arithmetic, bool] | None:
    for count in counts_beside(reading.manuscript, cell)[:1]:
        member = only.get(count.start)
        if member is None or not counted(reading, member) or cell_role(reading.manuscript, count):
            continue
        period = reading.span_of(member)
        if period is None or period.days < 2:
            continue
        return averaged(reading, index, [member], period), reading.claims[member].period_sure
    return None
