"""Multiples told right behind their count: "In 2018 it found 2,121, almost twice as many", "720 in March, the triple".

Their other count is the only one of the same thing that stands before it, in the sentence or in the one or two before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.moves.changes import FARTHEST
from almenara.analysis.checking.arithmetic.moves.closing_times import times_told
from almenara.analysis.checking.arithmetic.moves.multiples import open_multiples
from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.told_last import alike, told_last

_BACK = 2
"""Sentences before a multiple in which its other count may stand."""
_ENDS = re.compile(r"\s*(?:[.,;)]|[–—]|$)")


def apposed_times(reading: Reading) -> Iterator[Reckoning]:
    """Multiples of which no other sum was found, that say again what the count before them is to another."""
    for index in open_multiples(reading):
        if (later := _apposed(reading, index)) is None or not _ended(reading, index):
            continue
        if (base := _base(reading, index, later)) is not None:
            more, less = sorted((later, base), key=lambda i: -reading.claims[i].value)
            if reading.claims[more].value > reading.claims[less].value:
                yield Reckoning(index, times_told(reading, index, more, less))


def _apposed(reading: Reading, index: int) -> int | None:
    """The count that a multiple stands behind with nothing but a comma, a bracket or idle words between them."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if (
        not place
        or not counted(reading, group[place - 1])
        or group[place - 1] not in told_last(reading, index, 0)
    ):
        return None
    pieces = re.split(r"[,(–—]", reading.before(index))
    if len(pieces) < 2 or re.search(r"[;:]|\.\s", reading.before(index)):
        return None
    return group[place - 1] if all(idle(reading, piece) for piece in pieces[1:]) else None


def _ended(reading: Reading, index: int) -> bool:
    """Whether nothing tells with what a multiple is compared: "three times as many.", "el triple,"."""
    after = reading.after(index)
    hit = reading.slips["as_many"].match(after.lstrip())
    return _ENDS.match(after.lstrip()[hit.end() :] if hit else after) is not None


def _base(reading: Reading, index: int, later: int) -> int | None:
    """The only other count that a multiple can be of, of the same noun where one is, else the only one close by."""
    told = [
        i for i in told_last(reading, index, _BACK) if i != later and alike(reading, i, later, places=True)
    ]
    told = [i for i in told if _ratio(reading, i, later) <= FARTHEST]
    if not told or _compared_since(reading, index, told[0]):
        return None
    named = [i for i in told if reading.claims[i].counted and reading.same(i, later)]
    nearest = [i for i in told if reading.sentence[i] == reading.sentence[told[-1]]]
    return next((kept[0] for kept in (named, told, nearest) if len(kept) == 1), None)


def _ratio(reading: Reading, one: int, two: int) -> float:
    a, b = reading.claims[one].value, reading.claims[two].value
    return max(a / b, b / a)


def _compared_since(reading: Reading, index: int, first: int) -> bool:
    """Whether another change or multiple is told between a count and a multiple: the count may be that one's."""
    start, end = reading.claims[first].start, reading.claims[index].start
    return any(start < reading.claims[i].start < end and reading.is_change(i) for i in reading.cues)
