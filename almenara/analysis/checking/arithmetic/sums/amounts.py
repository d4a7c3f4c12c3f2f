"""Counts and sums of money as prose tells them one after another: "31 million for cars, 38 for pay and 9 for cameras".

The unit and the scale are told with the first, and go on for the others.
"""

from __future__ import annotations

import re
from dataclasses import replace

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.model.claim import Claim
from almenara.text.comparisons import follows

_SCALED = 1000.0
_DIGITS = re.compile(r"\d[\d.,  ]*")


def scale(claim: Claim) -> float:
    """By how much a number is told shorter than it is: 1,000,000 for "6.2 million"; 1 where it is told in full."""
    if claim.value < _SCALED:
        return 1.0
    for size in (1e9, 1e6, 1e3):
        short = claim.value / size
        told = f"{short:.6g}"
        hit = _DIGITS.search(claim.text)
        if (
            hit
            and claim.value >= size
            and hit[0].strip(" .,").replace(",", ".") == told
            and not hit[0].isalpha()
        ):
            return size
    return 1.0


def amounts(reading: Reading, group: list[int]) -> dict[int, Claim] | None:
    """The claims of a run with the scale and the unit that go on through it; None where one is no plain amount.

    What is told after a sum of money and counts nothing is money, too.
    """
    out: dict[int, Claim] = {}
    size, money = 1.0, False
    for index in group:
        claim = reading.claims[index]
        if claim.kind not in ("count", "money") or claim.projection or claim.denied or claim.hedge:
            return None
        if claim.kind == "count" and not (counted(reading, index) or _another(reading, index)):
            return None
        money = money or claim.kind == "money"
        if (own := scale(claim)) > 1:
            size = own
        elif claim.value < _SCALED and size > 1:
            low, high = (x if x is None else x * size for x in (claim.low, claim.high))
            claim = replace(claim, value=claim.value * size, low=low, high=high)
        out[index] = replace(claim, kind="money") if money else claim
    return out


def _another(reading: Reading, index: int) -> bool:
    """Whether a count is told as that of others of one whole, which is no difference: "another 62 were tests"."""
    return follows(reading.slips["other"], reading.before(index))
