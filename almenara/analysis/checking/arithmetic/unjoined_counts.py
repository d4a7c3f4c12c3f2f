"""Sums, rests and differences that come out to the unit, of counts that no words join to them."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from almenara.analysis.checking.arithmetic.around import BACK, CLOSE, alike, around, close_by, exact, goes
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, narrow, number
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.model.claim import Arithmetic

EXACT = 100
"""From which on a sum or a difference that comes out to the unit is no chance where one of its counts stands close."""
MANY = 1000
"""From which on that is so without words that sum."""


def summed(reading: Reading, index: int) -> Reckoning | None:
    """The counts that a count is called the sum of; None where there are none."""
    claim = reading.claims[index]
    if claim.hedge or claim.value < 20 or not counted(reading, index):
        return None
    rest = _is_the_rest(reading, index)
    if rest is not None or not _sums_by_words(reading, index):
        return rest
    return _runs(reading, index, True) or _pair(reading, index, _before(reading, index)[-16:], True)


def adds_up(reading: Reading, index: int) -> Reckoning | None:
    """The counts that a count comes out to be the sum of to the unit, without words that say so; None without any."""
    claim = reading.claims[index]
    if claim.hedge or claim.value < MANY or not counted(reading, index):
        return None
    near = [i for i in (*_before(reading, index), *_after(reading, index))
            if abs(reading.sentence[i] - reading.sentence[index]) <= CLOSE]  # fmt: skip
    return _runs(reading, index, False) or _pair(reading, index, near, False)


def _runs(reading: Reading, index: int, told: bool) -> Reckoning | None:
    """Counts one after another, before or after a count, that sum to it."""
    for run in (_before(reading, index), _after(reading, index)):
        for size in range(min(len(run), 12), 1, -1):
            for start in range(len(run) - size + 1):
                parts = run[start : start + size]
                if _adds_up(reading, index, parts, told):
                    return Reckoning(index, total_of(reading, index, parts)[1], tuple(parts))
    return None


def _pair(reading: Reading, index: int, near: list[int], told: bool) -> Reckoning | None:
    """Two counts, wherever they stand among those given, that sum to a count."""
    for two in combinations(near, 2):
        if _adds_up(reading, index, list(two), told):
            return Reckoning(index, total_of(reading, index, list(two))[1], two)
    return None


def _sums_by_words(reading: Reading, index: int) -> bool:
    said = reading.said(reading.sentence[index])
    return bool(reading.words["summing"].search(said) or reading.slips["added"].search(said))


def _before(reading: Reading, index: int) -> list[int]:
    """Counts of the sentences before a claim and of its own before it, as they are told."""
    own = reading.sentence[index]
    found = [i for n in range(own - BACK, own + 1) for i in reading.inside.get(n, [])]
    return [i for i in found if i != index and reading.claims[i].end <= reading.claims[index].start
            and exact(reading, i) and not reading.claims[i].hedge and not reading.cell(i)]  # fmt: skip


def _after(reading: Reading, index: int) -> list[int]:
    own = reading.sentence[index]
    found = [i for n in range(own, own + BACK) for i in reading.inside.get(n, [])]
    return [i for i in found if reading.claims[i].start >= reading.claims[index].end
            and exact(reading, i) and not reading.claims[i].hedge and not reading.cell(i)]  # fmt: skip


def _adds_up(reading: Reading, index: int, parts: list[int], told: bool) -> bool:
    claim = reading.claims[index]
    values = [reading.claims[i].value for i in parts]
    if sum(values) != claim.value or min(values) < (1 if len(parts) > 2 else 10):
        return False
    if any(_wider(reading, i, index) for i in parts):
        return False
    spaced = abs(reading.sentence[parts[-1]] - reading.sentence[index]) <= CLOSE
    alike = all(_of_one_noun(reading, a, b) for a, b in pairwise(parts))
    return spaced and (
        alike or (told and (claim.value >= MANY or (len(parts) == 2 and claim.value >= EXACT)))
    )


def _wider(reading: Reading, part: int, whole: int) -> bool:
    """Whether a count is of more time than the sum that it would be a part of."""
    one, two = reading.claims[part], reading.claims[whole]
    if one.period is None or two.period is None or not (one.period_sure and two.period_sure):
        return False
    return one.period != two.period and one.period.contains(two.period)


def _of_one_noun(reading: Reading, one: int, two: int) -> bool:
    a, b = reading.claims[one], reading.claims[two]
    return reading.same(one, two) or not (a.counted and b.counted)


def _is_the_rest(reading: Reading, index: int) -> Reckoning | None:
    """ "Of those 2,750, 2,686 are held to be homicides and the other 64 femicides": the whole before its parts."""
    before = reading.before(index).rstrip()
    if not any(hit.end() == len(before) for hit in reading.slips["other"].finditer(before)):
        return None
    told = _before(reading, index)
    for size in range(1, min(4, len(told)) + 1):
        for at in range(len(told) - size):
            whole, parts = told[at], [*told[len(told) - size :], index]
            if (
                whole not in parts
                and sum(reading.claims[i].value for i in parts) == reading.claims[whole].value
            ):
                holds, done = total_of(reading, whole, parts)
                if holds:
                    return Reckoning(index, done)
    return None


def difference(reading: Reading, index: int) -> Reckoning | None:
    """A count that words call a difference, or more, or added, against two counts of one thing."""
    claim, cue = reading.claims[index], reading.cues.get(index)
    if claim.hedge not in ("", "about", "almost", "more-than") or (not narrow(claim) and not claim.hedge):
        return None
    if (cue is None or cue.kind != "difference") and (claim.value < 20 or not _called_a_gap(reading, index)):
        return None
    pool = [i for i in around(reading, index) if reading.claims[i].value > claim.value]
    close = claim.value < EXACT
    for one, two in combinations(pool, 2):
        a, b = reading.claims[one], reading.claims[two]
        if (
            a.kind != claim.kind
            or b.kind != claim.kind
            or not close_by(reading, index, one, two, within=CLOSE if claim.value < MANY else 3 * CLOSE)
        ):
            continue
        if close and not (close_by(reading, index, one) and close_by(reading, index, two)):
            continue
        apart = abs(a.value - b.value)
        fits = apart == claim.value if not claim.hedge else claim.allows(apart) and apart <= 1.1 * claim.value
        if not fits or not (alike(reading, one, two) or not close):
            continue
        if cue is not None and cue.direction and not goes(reading, one, two, cue.direction):
            continue
        high, low = max(a.value, b.value), min(a.value, b.value)
        shown = f"{number(high)} - {number(low)} = {number(apart)}"
        return Reckoning(index, Arithmetic("difference", claim.value, apart, True, "", shown, (one, two)))
    return None


def _called_a_gap(reading: Reading, index: int) -> bool:
    before = re.split(r"[;:]|\.\s", reading.before(index))[-1][-60:]
    return bool(
        reading.slips["gap"].search(before)
        or reading.slips["gap_after"].match(reading.after(index).lstrip(" ,("))
    )
