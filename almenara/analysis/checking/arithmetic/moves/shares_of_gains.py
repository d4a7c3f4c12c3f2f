"""A gain told as a share of what it led to: "81 in 2013, 100 in 2014. The rise, of 19, is 19 per cent" is 23.5."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, stated
from almenara.model.claim import Arithmetic

_GROWN = 1.02
"""Ratio of the two counts from which on a share of the one is none of the other."""


def shares_of_gains(reading: Reading) -> Iterator[Reckoning]:
    """Each percentage that was taken as the share of a gain in the later of the two counts which it lies between.

    The gain must be told as one, and be the difference of the two; the percentage must be told of a rise or a fall.
    """
    for index, claim in enumerate(reading.claims):
        if claim.kind != "percent" or claim.projection or claim.denied or reading.cell(index):
            continue
        done = next((d for d in reading.found.get(index, ()) if d.holds and d.kind == "share"), None)
        if done is None or len(done.claims) != 2 or not _of_a_move(reading, index):
            continue
        gain, later = done.claims
        base = _base(reading, gain, later)
        if base is None:
            continue
        old, step = reading.claims[base].value, reading.claims[gain].value
        true = 100 * step / old
        if old <= 0 or meet(stated(claim), (true, true)):
            continue
        rose = reading.claims[later].value > old
        if max(old, reading.claims[later].value) < _GROWN * min(old, reading.claims[later].value):
            continue
        shown = f"{number(step)} / {number(old)} = {true if rose else -true:+.1f} %; {done.shown} is of the later value"
        reading.found[index] = [one for one in reading.found[index] if one is not done]
        error = "change-on-later-value"
        yield Reckoning(index, Arithmetic("change", claim.value, true, False, error, shown, (later, base)))


def _of_a_move(reading: Reading, index: int) -> bool:
    """Whether the words of a percentage's sentence up to it tell of a rise or a fall, and not of a part."""
    start = reading.manuscript.sentences[reading.sentence[index]].start
    lead = reading.manuscript.text[start : reading.claims[index].start]
    after = reading.after(index)[:8].lstrip().lower()
    moved = reading.words["rise"].search(lead) or reading.words["fall"].search(lead)
    return moved is not None and not after.startswith(("of ", "de ", "del ", "do ", "da "))


def _base(reading: Reading, gain: int, later: int) -> int | None:
    """The count that a gain led away from: the other one of the difference it is."""
    for done in reading.found.get(gain, ()):
        if done.holds and done.kind == "difference" and later in done.claims and len(done.claims) == 2:
            (other,) = set(done.claims) - {later}
            one, two = reading.claims[other].period, reading.claims[later].period
            return other if one is None or two is None or one.end <= two.end else None
    return _told_before(reading, gain, later)


def _told_before(reading: Reading, gain: int, later: int) -> int | None:
    """The count of the sentence of the later one that differs from it by just the gain, and is of an earlier time."""
    told = reading.inside[reading.sentence[later]]
    for other in told:
        one, two = reading.claims[other], reading.claims[later]
        apart = abs(one.value - two.value) == reading.claims[gain].value
        earlier = one.period is not None and two.period is not None and one.period.end < two.period.start
        if other != later and one.kind == two.kind and apart and earlier:
            return other
    return None
