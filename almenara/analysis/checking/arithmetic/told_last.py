"""The counts told last before a figure, of whatever is counted: those that it can be worked out from."""

from __future__ import annotations

from almenara.analysis.checking.arithmetic.around import exact
from almenara.analysis.checking.arithmetic.operands import Pair, ordered
from almenara.analysis.checking.arithmetic.reading import Reading

BACK = 3
"""Sentences before a figure, of its paragraph, in which its counts stand."""
LEAST = 10
"""A count below it is how many people or places there were, and changes and multiples of it fit by chance."""
SUM = 1e5
"""A number from which on a count may be money without its currency: "84 million pesos, 112 million"."""


def told_last(reading: Reading, index: int, back: int = BACK) -> list[int]:
    """Counts of a claim's sentence before it and of the sentences before in its paragraph, in the order told."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    near = [n for n in range(max(0, own - back), own + 1) if sentences[n].block == sentences[own].block]
    told = [
        i
        for n in near
        for i in reading.inside.get(n, [])
        if reading.claims[i].end <= reading.claims[index].start
    ]
    return [i for i in told if exact(reading, i) and reading.claims[i].value >= LEAST]


def alike(reading: Reading, one: int, two: int, places: bool = False) -> bool:
    """Whether two counts may be of one thing at one place: nothing says that they are not; `places`: at any
    places, each of which may tell its own."""
    a, b = reading.claims[one], reading.claims[two]
    kinds = a.kind == b.kind or ({a.kind, b.kind} == {"count", "money"} and min(a.value, b.value) >= SUM)
    measured = not (a.measure and b.measure) or a.measure == b.measure
    if not kinds or not measured:
        return False
    if not places and (reading.conflict(one, two) or reading.apart(one, two)):
        return False
    if a.place_sure and b.place_sure and a.place != b.place and not places:
        return False
    return not (a.counted and b.counted) or reading.same(one, two)


def earlier_and_later(reading: Reading, one: int, two: int, direction: str) -> Pair | None:
    """Two counts in the order that their times or words give, or else a change's direction; None where nothing does."""
    pair = ordered(reading, one, two)
    if pair.ordered:
        return pair
    a, b = (reading.claims[i] for i in (one, two))
    if a.value == b.value or direction not in ("rise", "fall") or (a.period_sure and b.period_sure):
        return None  # two of one time have no order
    rising = (one, two) if a.value < b.value else (two, one)
    base, later = rising if direction == "rise" else rising[::-1]
    return Pair(later, base, True, True)
