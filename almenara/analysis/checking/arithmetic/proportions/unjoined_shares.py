"""Shares that fit a part and a whole which no words join to them."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.around import around, exact
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, number, stated
from almenara.model.claim import Arithmetic, Claim

_LOOSE = 0.08
"""Share of itself by which a fraction in words may miss its counts."""


def restated(reading: Reading, index: int) -> Arithmetic | None:
    """ "31 % of the total, that is, almost one in three": one share told in two ways."""
    claim = reading.claims[index]
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if not place or claim.kind != "ratio" or reading.claims[group[place - 1]].kind != "percent":
        return None
    other = reading.claims[group[place - 1]]
    between = reading.before(index)
    low, high = _band(claim)
    if len(between) > 40 or not low <= other.value / 100 <= high or not _says_again(reading, between):
        return None
    shown = f"{number(other.value)} % is {other.value / 100:.2f}"
    return Arithmetic("share", claim.value, other.value / 100, True, "", shown, (group[place - 1],))


def _says_again(reading: Reading, between: str) -> bool:
    return bool(reading.words["that_is"].search(between) or reading.slips["so"].search(between))


def _band(claim: Claim) -> tuple[float, float]:
    """What a share in words or in per cent may stand for, from 0 to 1."""
    if claim.kind == "percent":
        low, high = stated(claim)
        value = claim.value
        low, high = max(low, 0.75 * value), min(high, 1.15 * value)
        return low / 100, high / 100
    value = claim.value
    if claim.hedge in ("almost", "less-than", "at-most"):
        return value * (0.88 if claim.hedge == "almost" else 0.75), value * 1.01
    if claim.hedge in ("more-than", "at-least"):
        return value * 0.99, value * 1.2
    return value * (1 - _LOOSE), value * (1 + _LOOSE)


def share(reading: Reading, index: int) -> Arithmetic | None:
    """A share against a part in its own sentence or right before, and a whole of the same thing."""
    claim = reading.claims[index]
    pool = around(reading, index)
    low, high = _band(claim)
    of_old = claim.kind == "ratio" and reading.slips["old"].search(reading.after(index)[:40]) is not None
    for parts in _parts(reading, index, pool):
        if len({reading.claims[i].measure for i in parts}) > 1:
            continue  # "six of the 32 states" are no part of the killings there
        top = sum(reading.claims[i].value for i in parts)
        for whole in pool:
            if (
                whole in parts
                or reading.claims[whole].value <= top
                or not _whole_of(reading, parts, whole, of_old and len(parts) == 1)
            ):
                continue
            if low <= top / reading.claims[whole].value <= high:
                done = shared(reading, index, parts, whole)
                if done is not None:
                    return Arithmetic("share", done.stated, done.computed, True, "", done.shown, done.claims)
    return None


def _parts(reading: Reading, index: int, pool: list[int]) -> Iterator[list[int]]:
    """What a share may be of the whole: counts of its own sentence, of the one before, the list before it."""
    claim, own = reading.claims[index], reading.sentence[index]
    near = [i for i in pool if own - 1 <= reading.sentence[i] <= own]
    for i in near:
        other = reading.claims[i]
        if not (claim.place_sure and other.place_sure and claim.place != other.place):
            yield [i]
    for n in (own, own - 1):
        told = sorted((i for i in pool if reading.sentence[i] == n), key=lambda i: reading.claims[i].start)
        for size in range(len(told), 1, -1):
            for start in range(len(told) - size + 1):
                yield told[start : start + size]
    lines = lines_before(reading, index)
    if len(lines) > 1:
        yield lines
    if reading.slips["a_share"].search(reading.said(own)):
        for i in pool:
            if reading.claims[i].place == claim.place is not None and i not in near:
                yield [i]


def lines_before(reading: Reading, index: int) -> list[int]:
    """The first count of each line of the list that ends before a claim, or that its own line closes."""
    blocks, sentences = reading.manuscript.blocks, reading.manuscript.sentences
    out: list[int] = []
    block = sentences[reading.sentence[index]].block
    for n in range(reading.sentence[index] - 1, max(-1, reading.sentence[index] - 14), -1):
        if blocks[sentences[n].block].kind == "cell":
            break
        told = [i for i in reading.inside.get(n, []) if exact(reading, i)]
        if sentences[n].block != block - 1 or not told:
            break
        block = sentences[n].block
        out.insert(0, told[0])
    return out


def _whole_of(reading: Reading, parts: list[int], whole: int, of_old: bool) -> bool:
    """Whether a count may be the whole of others: of one measure or noun and of one time, unless of an old one."""
    two = reading.claims[whole]
    for i in parts:
        one = reading.claims[i]
        if one.kind != two.kind or (one.measure and two.measure and one.measure != two.measure):
            return False
        if one.period and two.period and one.period != two.period and not of_old:
            return False
        narrower = (
            one.place is not None and two.place is not None and one.place.kind == "country" != two.place.kind
        )
        if narrower:
            return False
    return True
