"""What is left of a whole told with its parts: "7 of the 10; the other 3", "all but 12 of the 80", "leaving 15".

Unlike the rests of rests.py, which are looked for around a whole, these have their whole and their parts right in front
of them, so that one which misses them by much is an error, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.parted import (
    between,
    called_rest,
    exact,
    led_by_part,
    of_these,
    told_part,
)
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

_NEAR = 0.15
"""Share of a whole by which those who got out and those who did not may miss it, and still be meant as all."""
_MOST = 5
"""Parts told before those who are left, at most."""


def parts_and_rests(reading: Reading) -> Iterator[Reckoning]:
    """Rests right behind a part and its whole, those called all but some, and those left behind."""
    for index in range(len(reading.claims)):
        if not exact(reading, index) or reading.found.get(index):
            continue
        for find in (_other, _but, _left_behind):
            if (found := find(reading, index)) is not None:
                yield found
                break


def _told(reading: Reading, rest: int, whole: int, parts: list[int]) -> Reckoning:
    total, value = reading.claims[whole].value, reading.claims[rest].value
    values = [reading.claims[i].value for i in parts]
    left = total - sum(values)
    taken = plus(values) if len(values) == 1 else f"({plus(values)})"
    holds = left == value
    shown = f"{number(total)} - {taken} = {number(left)}" + ("" if holds else f", not {number(value)}")
    error = "" if holds else "parts-do-not-add-up"
    return Reckoning(rest, Arithmetic("difference", value, left, holds, error, shown, (whole, *parts)))


def _before(reading: Reading, index: int) -> list[int]:
    """The claims before one in its sentence, or, where there are none, those of the sentence before."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    group = reading.inside[own]
    before = group[: group.index(index)]
    if before or not own or sentences[own - 1].block != sentences[own].block:
        return before
    return reading.inside.get(own - 1, [])


def _other(reading: Reading, rest: int) -> Reckoning | None:
    """ "Seven of the ten stations were attacked; the other three were spared"."""
    before = _before(reading, rest)
    if len(before) != 2 or not called_rest(reading, rest):
        return None
    part, whole = before
    if not exact(reading, part) or not led_by_part(reading, part, whole):
        return None
    one, two, left = (reading.claims[i] for i in (part, whole, rest))
    said = reading.parted["rest_led"].sub(" ", between(reading, whole, rest))
    if max(one.value, left.value) >= two.value or reading.parted["more_of"].search(said):
        return None
    if not of_these(reading, rest, whole, part) or (left.measure and reading.conflict(whole, rest)):
        return None
    return _told(reading, rest, whole, [part])


def _but(reading: Reading, rest: int) -> Reckoning | None:
    """ "All but 12 of the 80 hostages were released: 68 were freed": what is left is told last."""
    before = _before(reading, rest)
    if len(before) != 2 or reading.sentence[before[0]] != reading.sentence[rest]:
        return None
    part, whole = before
    if not exact(reading, part) or not follows(reading.parted["all_but"], reading.before(part)):
        return None
    if not led_by_part(reading, part, whole) or reading.claims[rest].value >= reading.claims[whole].value:
        return None
    said, after = between(reading, whole, rest), reading.after(rest).lstrip()
    joint = re.fullmatch(r",?[^,;:.()]{0,90}[,;:(–—]\s*(?P<rest>.*)", said, re.DOTALL)
    if joint is None:
        return None
    again = joint["rest"]
    for words in (reading.parted["said_again"], reading.slips["so"], reading.words["summing"]):
        again = words.sub(" ", again)
    flat = any(reading.parted[name].match(after) for name in ("got_out", "was", "so_many"))
    if re.search(r"[^\W\d_]", again) or not (
        flat or told_part(reading, whole, rest, reading.claims[whole].counted)
    ):
        return None
    return _told(reading, rest, whole, [part])


def _left_behind(reading: Reading, rest: int) -> Reckoning | None:
    """ "45 escaped; 30 were caught again, leaving 15 at large": a state, what ended it, and who still is in it."""
    own = reading.sentence[rest]
    group = reading.inside[own]
    whole, *parts = group[: group.index(rest)] or [rest]
    if not 1 <= len(parts) <= _MOST or not all(exact(reading, i) for i in (whole, *parts)):
        return None
    after = reading.after(rest).lstrip()
    leaving = follows(reading.slips["leaving"], reading.before(rest))
    still = reading.parted["still"].match(after)
    state = after[still.end() :].lstrip() if still else after
    if not (leaving or still) or not reading.parted["left_over"].match(state):
        return None
    if not all(reading.parted["got_out"].match(reading.after(i).lstrip()) for i in parts):
        return None
    values = [reading.claims[i].value for i in (*parts, rest)]
    total = reading.claims[whole].value
    start = reading.manuscript.sentences[own].start
    said = reading.manuscript.text[start : reading.claims[rest].end]
    if max(values) >= total or any(
        pattern.search(said) for pattern in (reading.parted["more_of"], reading.words["partial"])
    ):
        return None
    gap = total - sum(values)
    if gap > 0 and (gap_told(reading, gap, range(own - 1, own + 3), (whole, *parts, rest))
                    or not (leaving or gap <= _NEAR * total)):  # fmt: skip
        return None
    return _told(reading, rest, whole, parts)
