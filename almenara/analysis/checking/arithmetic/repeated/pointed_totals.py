"""Numbers that point at a count told before and have another value: "152 politicians … few of the 174 had".

A definite number without words that say which are meant stands for one that the text has told. Where nothing told
before comes out to it, and one count that it can stand for is a slip of the pen away, it is that count told wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.analysis.checking.arithmetic.repeated.pointing import (
    elsewhere,
    narrowed,
    noun_of,
    points,
    reached,
)
from almenara.model.claim import Arithmetic

_LEAST = 15
"""A count below it is not told again by its number."""
_DIGITS = 100
"""From which on digits that changed places, or one other digit, are no chance."""
_NEAR, _SLIPPED, _SWAPPED = 1.25, 1.6, 2
"""Times that the greater of two counts may be the smaller; the same where one digit is another, and where digits have
changed places."""
_BACK, _FAR_BACK = 5, 12
"""Sentences back in which the count is told; the same for one whose digits show it."""


def pointed_totals(reading: Reading) -> Iterator[Reckoning]:
    """Each number that points at a count of another value."""
    order = sorted(range(len(reading.claims)), key=lambda i: reading.claims[i].start)
    plain = [i for i in order if _plain(reading, i)]
    for place, later in enumerate(plain):
        if reading.found.get(later) or not points(reading, later, "the"):
            continue
        if reached(reading, later):
            continue
        first = _meant(reading, plain[:place], later)
        if first is not None:
            one, two = reading.claims[first].value, reading.claims[later].value
            shown = f"{number(one)} in one sentence, {number(two)} in another"
            yield Reckoning(
                later, Arithmetic("total-repeated", two, one, False, "total-differs", shown, (first, later))
            )


def _plain(reading: Reading, index: int) -> bool:
    claim, cue = reading.claims[index], reading.cues.get(index)
    level = cue is None or not cue.kind
    whole = claim.kind == "count" and float(claim.value).is_integer() and claim.value >= _LEAST
    return (
        whole and level and not (claim.denied or claim.hedge or claim.projection) and not reading.cell(index)
    )


def _meant(reading: Reading, before: list[int], later: int) -> int | None:
    """The one count told before that a number points at with another value; None where there is none, or several."""
    claim = reading.claims[later]
    noun, rest = noun_of(reading, later)
    if noun and reading.pointed["standing"].fullmatch(noun):
        return None
    kin = [
        i for i in before
        if 0 < reading.sentence[later] - reading.sentence[i] <= _FAR_BACK and _kin(reading, i, noun)
        and not _apart(reading, i, later)
    ]  # fmt: skip
    slips = [i for i in kin if _digits_slipped(reading.claims[i].value, claim.value)]
    near = [i for i in kin if _close(reading.claims[i].value, claim.value, _NEAR)]
    many = claim.value >= _DIGITS
    held = slips if many and slips else [*near, *(i for i in slips if _one_noun(reading, i, noun))]
    if len({reading.claims[i].value for i in held}) != 1:
        return None
    first = held[-1]
    if narrowed(reading, first, later, noun, rest) or elsewhere(reading, later):
        return None
    if slips and many and (noun or points(reading, later, "part_of") or points(reading, later, "those")):
        return first
    return first if _only_one(reading, before, first, later, noun) else None


def _digits_slipped(one: float, two: float) -> bool:
    """Whether two numbers differ in one digit, or have them in another order."""
    a, b = f"{one:.0f}", f"{two:.0f}"
    if one == two or len(a) != len(b) or _rounds(one, two):
        return False
    if sorted(a) == sorted(b):
        return _close(one, two, _SWAPPED)
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1 and _close(one, two, _SLIPPED)


def _rounds(one: float, two: float) -> bool:
    """Whether a number is another told in round figures."""
    return any(round(one, -places) == two for places in range(1, len(f"{one:.0f}")))


def _close(one: float, two: float, most: float) -> bool:
    return one != two and max(one, two) <= most * min(one, two) and not _rounds(one, two)


def _kin(reading: Reading, first: int, noun: str) -> bool:
    """Whether a count may be what a number of this noun stands for: one of its own noun, or of any where the noun
    stands for whatever was counted, but not people for the cases they are in."""
    counted, words = reading.claims[first].counted, reading.pointed
    if not noun or _one_noun(reading, first, noun):
        return True
    if not words["at_large"].fullmatch(noun):
        return False
    return not any(
        words[one].fullmatch(noun) and words[other].match(counted)
        for one, other in (("files", "people"), ("people", "files"))
    )


def _one_noun(reading: Reading, first: int, noun: str) -> bool:
    """Whether a count is of a noun, or both are words for people who suffered it."""
    counted, people = reading.claims[first].counted, reading.pointed["people"]
    if people.fullmatch(noun) and people.match(counted):
        return True
    return bool(set(stems(noun)) & set(stems(counted)))


def _apart(reading: Reading, first: int, later: int) -> bool:
    one, two = reading.claims[first], reading.claims[later]
    if reading.conflict(first, later):
        return True
    return bool(
        one.period and two.period and one.period_sure and two.period_sure and one.period != two.period
    )


def _only_one(reading: Reading, before: list[int], first: int, later: int, noun: str) -> bool:
    """Whether a count is the only one that a number can stand for, and told just before it."""
    one, two = reading.claims[first], reading.claims[later]
    if reading.sentence[later] - reading.sentence[first] > _BACK:
        return False
    pointed = points(reading, later, "part_of") or points(reading, later, "those")
    opens = not reading.before(later).strip().count(" ")
    if not (pointed or (noun and opens)):
        return False
    if not noun and (min(one.value, two.value) < _DIGITS or not noun_of(reading, later)[1]):
        return False  # "each of those 1,461" is of days or anything
    seen = {a.name for i in before for a in reading.claims[i].attribution if not a.unnamed}
    if any(not a.unnamed and a.name not in seen for a in two.attribution):
        return False
    alike = {
        reading.claims[i].value for i in before
        if set(stems(reading.claims[i].counted)) & set(stems(noun or one.counted))
        and _close(reading.claims[i].value, two.value, _SWAPPED) and reading.sentence[i] != reading.sentence[later]
    }  # fmt: skip
    return alike <= {one.value}
