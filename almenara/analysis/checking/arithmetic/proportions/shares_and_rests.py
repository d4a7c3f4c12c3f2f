"""Shares of a counted whole against the count of what they leave: "two thirds of the 90 failed; the remaining 30 …".

What is left is called so, or is of the other sex: "nine in ten of the 400 were men; 40 were women".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.parted import (
    between,
    called_rest,
    exact,
    is_share,
    misses,
    of_these,
    opened_by,
    whole_behind,
)
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, cut_off, meet, number
from almenara.model.claim import Arithmetic

_MANY = 5
"""Shares told of one whole before its rest, at most."""


def shares_and_rests(reading: Reading) -> Iterator[Reckoning]:
    """Counts of what shares leave of a whole told with them."""
    for index in range(len(reading.claims)):
        if not exact(reading, index) or reading.found.get(index):
            continue
        told = _told_before(reading, index)
        if told is not None:
            done = _left(reading, index, *told)
            if done is not None:
                yield Reckoning(index, done)


def _told_before(reading: Reading, rest: int) -> tuple[int, list[int]] | None:
    """The whole and the shares of it that stand before a rest, in its sentence or the one before."""
    own, sentences = reading.sentence[rest], reading.manuscript.sentences
    group = reading.inside[own]
    before = group[: group.index(rest)]
    if not before and own and sentences[own - 1].block == sentences[own].block:
        before = reading.inside.get(own - 1, [])
    if not 2 <= len(before) <= _MANY + 1:
        return None
    whole = opened_by(reading, reading.sentence[before[0]])
    if whole is None and is_share(reading, before[0]) and whole_behind(reading, before[0]) == before[1]:
        whole = before[1]
    parts = [i for i in before if i != whole]
    if whole is None or not all(is_share(reading, i) for i in parts):
        return None
    if reading.claims[rest].value >= reading.claims[whole].value or not _is_rest(
        reading, rest, whole, before[-1]
    ):
        return None
    return whole, parts


def _is_rest(reading: Reading, rest: int, whole: int, last: int) -> bool:
    said = between(reading, last, rest)
    if called_rest(reading, rest):
        said = reading.parted["rest_led"].sub(" ", said)
        return of_these(reading, rest, whole) and not reading.parted["more_of"].search(said)
    return _of_other_sex(reading, rest, said)


def _of_other_sex(reading: Reading, rest: int, said: str) -> bool:
    """Whether a count is of women and nothing else, and what stands before it of men, or the other way."""
    after = reading.after(rest).lstrip()
    was = reading.parted["was"].match(after)
    after = after[was.end() :].lstrip() if was else after
    if any(reading.words[name].search(said) for name in ("between_groups", "arms", "with")):
        return False
    for one, other in (("women", "men"), ("men", "women")):
        hit = reading.words[one].match(after)
        if hit and re.match(r"\s*(?:[,;.)]|$)", after[hit.end() :]):
            named = reading.words[other].search(said) is not None and not reading.words[one].search(said)
            return named and reading.parted["more_of"].search(said) is None
    return False


def _left(reading: Reading, rest: int, whole: int, parts: list[int]) -> Arithmetic | None:
    total, value = reading.claims[whole].value, reading.claims[rest].value
    claims = [reading.claims[i] for i in parts]
    if reading.conflict(whole, rest) and reading.claims[rest].measure:
        return None
    if len(claims) == 1:
        wrong = misses(claims[0], total - value, total)
        share = claims[0].value * (100.0 if claims[0].kind == "ratio" else 1.0)
    else:
        if any(claim.kind != "percent" or claim.hedge for claim in claims):
            return None
        low, high = (sum(cut_off(claim)[end] for claim in claims) for end in (0, 1))
        share, told = sum(claim.value for claim in claims), 100 * (total - value) / total
        wrong = not meet((low, high), (told, told))
    left = total * (1 - share / 100)
    shown = f"{number(round(100 - share, 1))} % of {number(total)} is {number(round(left))}"
    shown += f", not {number(value)}" if wrong else ""
    error = "parts-do-not-add-up" if wrong else ""
    return Arithmetic("difference", value, left, not wrong, error, shown, (whole, *parts))
