"""Moves told with their direction in a sentence that counts other things, too: "rose to 412 from 377 in 2022 and 340".

The word of direction stands right in front of the move, and the move's two counts side by side, so that whatever else
the sentence tells is not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from almenara.analysis.checking.arithmetic.operands import YEAR, moves, operand, wrong_way
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, Reckoning, number, span
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import NAMES, follows

_LEVELS = set(COUNTED) | {"percent"}
_LEAST = 10
"""Counts below it may be how many of something else there were."""


def moved_ways(reading: Reading) -> Iterator[Reckoning]:
    """The direction of each move whose counts no other sum of directions held against each other."""
    for group in reading.inside.values():
        told = [i for i in group if operand(reading, i, _LEVELS)]
        if len(told) < 2 or reading.cell(told[0]):
            continue
        shared = {i for done in reading.found.values() for one in done if one.kind == "direction"
                  for i in one.claims}  # fmt: skip
        for one, two in pairwise(group):
            if one in told and two in told and not shared & {one, two}:
                yield from _judged(reading, one, two)


def _judged(reading: Reading, one: int, two: int) -> Iterator[Reckoning]:
    pair = _from_to(reading, one, two) or _to_from(reading, one, two)
    if pair is None:
        return
    later, base, direction = pair
    new, old = reading.claims[later], reading.claims[base]
    if new.kind != old.kind or reading.conflict(one, two) or min(new.value, old.value) < _LEAST:
        return
    (low, high), (least, most) = span(new), span(old)
    holds = high >= least if direction == "rise" else low <= most
    shown = f"{number(old.value)} to {number(new.value)} is {100 * (new.value / old.value - 1):+.1f} %"
    error = "" if holds else wrong_way(direction)
    yield Reckoning(later, Arithmetic("direction", new.value, old.value, holds, error, shown, (later, base)))


def _from_to(reading: Reading, one: int, two: int) -> tuple[int, int, str] | None:
    """ "fell from 94 to 131 within a year": a move of two times, with nothing but how it was between."""
    if (two, one) not in set(moves(reading, [one, two])):
        return None
    before = reading.before(one).rstrip()
    hit = max((hit for hit in reading.words["from"].finditer(before) if hit.end() == len(before)),
              key=lambda hit: hit.start(), default=None)  # fmt: skip
    if hit is None:
        return None
    direction = _direction(reading, before[: hit.start()])
    around = reading.before(two) + reading.after(two)
    spans = [reading.claims[i].period for i in (one, two)]
    timed = spans[0] is not None and spans[1] is not None and spans[0].end < spans[1].start
    timed = timed or any(reading.slips[name].search(around) for name in ("in_time", "in_a_year"))
    return (two, one, direction) if direction and timed else None


def _to_from(reading: Reading, one: int, two: int) -> tuple[int, int, str] | None:
    """ "rose to 412 in 2023, from 377 in 2022": the second has a time of its own right behind it."""
    before, between = reading.before(one).rstrip(), reading.before(two).rstrip()
    hit = max((hit for hit in reading.words["to_level"].finditer(before) if hit.end() == len(before)),
              key=lambda hit: hit.start(), default=None)  # fmt: skip
    if hit is None or not follows(reading.told["came_from"], between):
        return None
    if len(between) > _BETWEEN or re.search(r"[.;:()]", between):
        return None
    if reading.told["dated"].match(reading.after(two).lstrip()) is None:
        return None  # "fell to 320 after 140 were released"
    spans = [reading.claims[i].period for i in (one, two)]
    if spans[0] is not None and spans[1] is not None and spans[0].start < spans[1].start:
        return None
    direction = _direction(reading, before[: hit.start()])
    return (one, two, direction) if direction else None


_BETWEEN = 60
"""Characters between the level that something moved to and the one that it came from."""


def _direction(reading: Reading, before: str) -> str:
    """The direction of the words that end there, "" of others: not of "the growth eased"."""
    said = NAMES.sub(lambda hit: "_" * len(hit[0]), before).rstrip(" ,(")
    while how := next((hit for hit in reading.told["again"].finditer(said) if hit.end() == len(said)), None):
        said = said[: how.start()].rstrip()
    if YEAR.search(said[-6:]):
        said = re.sub(r"\s+\S+\s+\d{4}$", "", said)
    return next((name for name in ("rise", "fall") if follows(reading.words[name], said)), "")
