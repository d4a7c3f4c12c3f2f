"""Changes in per cent of a share that are its points: "down to 39 per cent, from 46. It fell by seven per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import BACK, points_away
from almenara.analysis.checking.arithmetic.operands import operand, ordered
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, stated, stems
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

_TAIL = re.compile(r"[;:,]|\b(?:that|que)\b", re.IGNORECASE)
"""Behind it begins the clause of a change: "please write that it fell by"."""


def told_points(reading: Reading) -> Iterator[Reckoning]:
    """Each change of which no other sum was found."""
    for index, claim in enumerate(reading.claims):
        cue = reading.cues.get(index)
        if claim.kind != "percent" or claim.projection or claim.denied or reading.cell(index):
            continue
        led = follows(reading.told["better"], reading.before(index))
        if reading.found.get(index) or not (led or (cue is not None and cue.kind == "change")):
            continue
        if points_away(reading, index) or not (led or _of_the_share(reading, index)):
            continue
        if (two := _two_shares(reading, index)) is not None:
            done = _reckoned(reading, index, *two, cue.direction if cue is not None else "")
            if done is not None:
                yield Reckoning(index, done)


def _two_shares(reading: Reading, index: int) -> tuple[int, int] | None:
    """The only two shares of the last sentences before a change that have any: of one sentence, or of two."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    told: list[int] = []
    for n in range(own, max(-1, own - BACK - 1), -1):
        if sentences[n].block != sentences[own].block:
            break
        told = [i for i in reading.inside.get(n, []) if reading.claims[i].kind == "percent"
                and i != index and reading.claims[i].end <= reading.claims[index].start] + told  # fmt: skip
        if len(told) > 1:
            break
    if len(told) != 2 or not all(operand(reading, i, {"percent"}) for i in told):
        return None
    return None if reading.conflict(*told) else (told[0], told[1])


def _of_the_share(reading: Reading, index: int) -> bool:
    """Whether the words of a change name nothing but the share, or nothing at all."""
    after = re.split(r"[,;:.]", reading.after(index))[0].lstrip()
    if reading.slips["of_something"].match(after) and not _of_time(reading, after):
        return False
    lead = _TAIL.split(reading.before(index))[-1]
    if any(words.search(lead) for words in (reading.told["a_weight"], reading.slips["a_share"])):
        return True
    for name in ("rise", "fall"):
        lead = reading.words[name].sub(" ", lead)
    lead = reading.without(lead, "so", "idle")
    return not stems(" ".join(re.findall(r"[^\W\d_]+", lead)))


def _of_time(reading: Reading, after: str) -> bool:
    return any(reading.slips[name].match(after) for name in ("in_time", "in_a_year")) or (
        reading.words["base"].match(after) is not None
    )


def _reckoned(reading: Reading, index: int, one: int, two: int, direction: str) -> Arithmetic | None:
    """An error where the points are as many as the per cent are told to be, and the change is not."""
    claim, pair = reading.claims[index], ordered(reading, one, two)
    new, old = reading.claims[pair.later].value, reading.claims[pair.base].value
    if old <= 0 or new == old or not pair.ordered:
        return None
    if direction in ("rise", "fall") and (new > old) is not (direction == "rise"):
        return None
    said, apart = stated(claim), abs(new - old)
    change = 100 * (new - old) / old
    close = meet((said[0] - 0.05, said[1] + 0.05), (round(apart, 4),) * 2)
    if not close or meet((said[0] * 0.9, said[1] * 1.1), (abs(change),) * 2):
        return None
    shown = f"{number(old)} % to {number(new)} % is {number(round(apart, 4))} points; {change:+.1f} %"
    error = "percent-for-percentage-points"
    return Arithmetic("change", claim.value, change, False, error, shown, (pair.later, pair.base))
