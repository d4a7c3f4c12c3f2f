"""A title's count against what stands below: the counts of two attacks, or the same one with its digits turned."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import titled, told_below
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

EVENTS = (2, 4)
"""Events that a title tells of, at least and at most."""
_TWO_DIGITS = 12
"""A count below it has no digits to turn around."""
OFF = 0.5
"""Share by which a title may miss what is counted below and still be of that."""


def title_counts(reading: Reading) -> Iterator[Reckoning]:
    """Each count of a title that tells of how many events, where just so many counts below are added up."""
    for sentence, group in reading.inside.items():
        if not group or not titled(reading, group[0]) or reading.cell(group[0]):
            continue
        told = [i for i in group if reading.claims[i].kind == "count" and not reading.claims[i].hedge]
        for whole in told:
            turned = _turned_around(reading, sentence, whole)
            if turned is not None and not reading.found.get(whole):
                yield turned
                continue
            for many in told:
                if whole != many and not reading.found.get(whole):
                    found = _of_events(reading, sentence, whole, many)
                    if found is not None:
                        yield found


def _turned_around(reading: Reading, sentence: int, whole: int) -> Reckoning | None:
    """A title's count whose digits stand the other way round in the only count of its noun below: 32 for 23."""
    claim = reading.claims[whole]
    noun = set(stems(claim.counted))
    if claim.value < _TWO_DIGITS or not noun or not counted(reading, whole):
        return None
    alike = [
        i for i, c in enumerate(reading.claims)
        if i != whole and c.kind == "count" and (noun & set(stems(c.counted)) or not (c.counted or c.measure))
    ]  # fmt: skip
    same = [
        i for i in told_below(reading, whole) if i in alike and noun & set(stems(reading.claims[i].counted))
    ]
    if len(same) != 1 or reading.sentence[same[0]] != sentence + 1 or reading.conflict(whole, same[0]):
        return None
    other = reading.claims[same[0]]
    digits = [sorted(f"{value:.0f}") for value in (claim.value, other.value)]
    if digits[0] != digits[1] or claim.value == other.value or other.hedge or not counted(reading, same[0]):
        return None
    gap = abs(claim.value - other.value)
    near = [abs(c.value - gap) < 1e-6 for i, c in enumerate(reading.claims) if i not in (whole, same[0])]
    if any(near) or any(reading.claims[i].value == claim.value for i in alike):
        return None
    shown = f"{number(claim.value)} in the title, {number(other.value)} below"
    done = Arithmetic(
        "total-repeated", claim.value, other.value, False, "total-differs", shown, (same[0], whole)
    )
    return Reckoning(whole, done)


def _of_events(reading: Reading, sentence: int, whole: int, many: int) -> Reckoning | None:
    claim, events = reading.claims[whole], reading.claims[many]
    if not claim.measure or events.measure == claim.measure or not EVENTS[0] <= events.value <= EVENTS[1]:
        return None
    if not counted(reading, whole) or claim.value <= events.value:
        return None
    below = told_below(reading, whole)
    parts = [
        i for i in below if reading.claims[i].measure == claim.measure and _part(reading, i, claim.value)
    ]
    if len(parts) != events.value or len({reading.sentence[i] for i in parts}) > 1:
        return None
    if not all(_added(reading, i) for i in parts[1:]):
        return None
    holds, done = total_of(reading, whole, parts)
    gap = abs((done.computed or 0.0) - done.stated)
    if not holds and (gap > OFF * done.stated or _more_died(reading, sentence, parts, claim.measure)):
        return None
    return Reckoning(whole, done, tuple(parts))


def _part(reading: Reading, index: int, most: float) -> bool:
    claim = reading.claims[index]
    told = counted(reading, index) or _added(reading, index)
    return claim.kind == "count" and not claim.hedge and told and claim.value <= 2 * most


def _added(reading: Reading, index: int) -> bool:
    """Whether a count is told as added to the one before: "two more", "otros dos"."""
    before, after = reading.before(index), reading.after(index).lstrip()
    return follows(reading.sums["more"], before) or reading.sums["more"].match(after) is not None


def _more_died(reading: Reading, sentence: int, parts: list[int], measure: str) -> bool:
    """Whether the text below tells of more than was added up: by a count of the same, or by who died later."""
    last = reading.sentence[parts[-1]]
    text = " ".join(reading.said(n) for n in range(last + 1, len(reading.manuscript.sentences)))
    others = [
        i for i, claim in enumerate(reading.claims)
        if claim.measure == measure and i not in parts and reading.sentence[i] > sentence
        and claim.value <= 2 * reading.claims[parts[0]].value + 10
    ]  # fmt: skip
    return bool(others) or reading.sums["died"].search(text) is not None
