"""Counts that stand around a figure: which are near, told to the unit, and of one thing."""

from __future__ import annotations

from almenara.analysis.checking.arithmetic.operands import ordered
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, span

BACK, AHEAD = 9, 3
"""Sentences before and after a figure in which its counts may stand."""
CLOSE = 2
"""Sentences before a figure in which one of its counts must stand."""
_FEW = 14
"""Counts around a figure that are tried, the nearest."""


def around(reading: Reading, index: int, back: int = BACK, ahead: int = AHEAD) -> list[int]:
    """Plain counts of the sentences around a claim, its own first and then the nearest; table cells are not."""
    own = reading.sentence[index]
    near = sorted(range(own - back, own + ahead + 1), key=lambda n: (abs(n - own), n > own))
    out = [i for n in near for i in reading.inside.get(n, []) if i != index and exact(reading, i)]
    return out[:_FEW]


def exact(reading: Reading, index: int) -> bool:
    """Whether a claim is a count told so exactly that what fits it is no chance, and no difference of two."""
    claim = reading.claims[index]
    low, high = span(claim)
    plain = counted(reading, index) and claim.value > 0 and high - low <= 0.1 * claim.value
    return plain and not any(done.kind == "difference" for done in reading.found.get(index, ()))


def alike(reading: Reading, one: int, two: int) -> bool:
    """Whether two counts are of one thing in one place, by their links or by their nouns, or the later has neither."""
    a, b = reading.claims[one], reading.claims[two]
    if a.kind != b.kind or reading.conflict(one, two) or (a.place != b.place and a.place and b.place):
        return False
    return reading.same(one, two) or (not a.measure and not b.measure and not (a.counted and b.counted))


def close_by(reading: Reading, index: int, *counts: int, within: int = CLOSE) -> bool:
    """Whether one of the counts stands close to a figure."""
    own = reading.sentence[index]
    return any(0 <= own - reading.sentence[i] <= within for i in counts)


def goes(reading: Reading, one: int, two: int, direction: str) -> bool:
    """Whether nothing says that two counts moved the other way than a direction."""
    pair = ordered(reading, one, two)
    if not pair.ordered or direction not in ("rise", "fall"):
        return True
    later, base = reading.claims[pair.later].value, reading.claims[pair.base].value
    return (later > base) is (direction == "rise")
