"""Gaps in points told behind two shares: "38 percent in the north, 52 in the south. The gap of 14 points"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.operands import operand
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.model.claim import Arithmetic

_ROUNDED = 1.0
"""Points by which the rounding of two shares may leave a gap open."""


def closing_gaps(reading: Reading) -> Iterator[Reckoning]:
    """Gaps of which no other sum was found, behind a sentence that tells just two shares."""
    for index, claim in enumerate(reading.claims):
        points = claim.kind == "percentage-points" or (
            claim.kind == "count" and reading.slips["points"].match(claim.counted) is not None
        )
        if not points or reading.found.get(index) or claim.projection or claim.denied or claim.hedge:
            continue
        number_, sentences = reading.sentence[index], reading.manuscript.sentences
        if not number_ or sentences[number_ - 1].block != sentences[number_].block:
            continue
        lead = reading.before(index)
        between = reading.slips["of_two"].search(re.split(r"[,.;:]", reading.after(index))[0])
        if between or reading.inside[number_][0] != index or not reading.slips["a_gap"].search(lead):
            continue
        shares = [i for i in reading.inside.get(number_ - 1, []) if reading.claims[i].kind == "percent"]
        if len(shares) != 2 or not all(operand(reading, i, {"percent"}) for i in shares):
            continue
        if idle(reading, reading.slips["a_gap"].sub(" ", lead)):
            yield Reckoning(index, _reckoned(reading, index, *shares))


def _reckoned(reading: Reading, index: int, one: int, two: int) -> Arithmetic:
    claim = reading.claims[index]
    high, low = sorted((reading.claims[one].value, reading.claims[two].value), reverse=True)
    apart = round(high - low, 6)
    whole = high.is_integer() and low.is_integer() and claim.value.is_integer()
    holds = abs(apart - claim.value) <= (_ROUNDED if whole else _ROUNDED / 10)
    shown = f"{number(high)} - {number(low)} = {number(apart)} points"
    error = "" if holds else "does-not-follow"
    return Arithmetic("difference", claim.value, apart, holds, error, shown, (one, two))
