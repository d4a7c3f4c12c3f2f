"""Shares in words told with their count: "Of the 811, a quarter, 181, were …", "half of the 9,179, 4,214, were …"."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.reading import Reading, cut_off, meet
from almenara.model.claim import Arithmetic, Claim

OFF = 0.2
"""Share of itself that a fraction in words is off by, at least, before it is called wrong: 45 % is told as half."""
_COMMA = re.compile(r",\s+|\s+\(")
_NOUN = re.compile(r"[^,;:.()\d]{1,60},\s+|(?:[^,;:.()\d]|(?:19|20)\d\d){1,60},\s+")
_ENDS = re.compile(r"\s*[,;.)]")


def apposed(reading: Reading, index: int, here: list[int]) -> tuple[int, int] | None:
    """The part and the whole of a fraction in words, where both plainly stand beside it; None where they do not.

    here  the plain counts of its sentence, in order
    """
    claim = reading.claims[index]
    if claim.kind != "ratio" or claim.hedge not in ("", "more-than"):
        return None
    text, group = reading.manuscript.text, reading.inside[reading.sentence[index]]
    place = group.index(index)
    after = group[place + 1 : place + 3]
    before = [i for i in group[:place] if i in here]

    def plainly(part: int, whole: int) -> bool:
        one, two = reading.claims[part], reading.claims[whole]
        return (
            part in here and whole in here and one.kind == two.kind and one.value < two.value
            and not (one.hedge or two.hedge) and _ENDS.match(text, one.end) is not None
        )  # fmt: skip

    if after and before and _COMMA.fullmatch(text[claim.end : reading.claims[after[0]].start]):
        opened = reading.words["opening"].match(reading.said(reading.sentence[index]).lstrip(" “\"'¿¡-–•*"))
        if opened and before == [before[0]] and plainly(after[0], before[0]):
            return after[0], before[0]
    if len(after) == 2:
        between = text[claim.end : reading.claims[after[0]].start]
        told = text[reading.claims[after[0]].end : reading.claims[after[1]].start]
        of = reading.words["of"].match(between.lstrip())
        if of and len(between) < 24 and _NOUN.fullmatch(told) and plainly(after[1], after[0]):
            return after[1], after[0]
    return None


def is_off(claim: Claim, done: Arithmetic) -> bool:
    """Whether a fraction lies so far from what its counts give that nobody rounds so; of a majority, below half."""
    if done.computed is None or claim.value <= 0:
        return False
    if claim.hedge == "more-than":
        return done.computed < claim.value * (1 - OFF / 4)
    return abs(done.computed / claim.value - 1) > OFF


_LEAST_OFF = 0.06
"""Share of itself that a percentage must miss counts of another sentence by before it is called wrong."""


def is_wrong(claim: Claim, done: Arithmetic) -> bool:
    """Whether a share, a fraction or a percentage, lies too far from what counts of another sentence give."""
    if claim.kind == "ratio":
        return is_off(claim, done)
    computed = done.computed or 0.0
    return not meet(cut_off(claim), (computed, computed)) and abs(computed / claim.value - 1) > _LEAST_OFF
