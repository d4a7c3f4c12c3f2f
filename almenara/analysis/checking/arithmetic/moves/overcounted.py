"""Multiples told as so many times more, where the two counts beside them give so many times as many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.operands import operand
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, Reckoning, narrow, number, stated
from almenara.model.claim import Arithmetic

OFF = 0.03
"""Share by which a multiple may miss its counts and still be plainly what they give."""


def overcounted(reading: Reading) -> Iterator[Reckoning]:
    """Multiples with no sum yet, against the only two levels of their sentence, of whatever places or times.

    "300 attacks in the north and 100 in the south: three times more". In Spanish and Portuguese whole multiples are
    told so, and right; one with decimals was worked out.
    """
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        if cue.kind != "times" or claim.projection or claim.denied or claim.hedge or reading.cell(index):
            continue
        if reading.found.get(index) or claim.value < 2 or cue.direction == "fall":
            continue
        if reading.manuscript.language != "en" and float(claim.value).is_integer():
            continue
        if not reading.words["more"].match(reading.after(index).lstrip()):
            continue
        done = _of_two(reading, index)
        if done is not None:
            yield Reckoning(index, done)


def _of_two(reading: Reading, index: int) -> Arithmetic | None:
    group = reading.inside[reading.sentence[index]]
    levels = [i for i in group if i != index and operand(reading, i, set(COUNTED))]
    if len(levels) != 2 or any(reading.is_change(i) for i in group if i != index):
        return None
    big, small = sorted(levels, key=lambda i: -reading.claims[i].value)
    one, two = reading.claims[big], reading.claims[small]
    if one.kind != two.kind or two.value <= 0 or not (narrow(one) and narrow(two)):
        return None
    if one.counted and two.counted and not reading.same(big, small):
        return None
    between = reading.manuscript.text[reading.claims[levels[1]].end : reading.claims[index].start]
    if max(levels) > index or re.search(r";|\.\s", between):
        return None
    times = one.value / two.value
    low, high = stated(reading.claims[index])
    value = reading.claims[index].value
    if not min(low, (1 - OFF) * value) <= times <= max(high, (1 + OFF) * value):
        return None
    shown = (
        f"{number(one.value)} / {number(two.value)} = {times:.2f} times, that is {times - 1:.1f} times more"
    )
    return Arithmetic("times", value, times - 1, False, "times-more", shown, (big, small))
