"""Changes called by a noun that names nothing else, sentences away from their two counts: "the 24 percent drop".

"A year opened with 1,741 and the next with 1,403. She likes to mention the 24 percent drop." Nothing in the change says
of what it is, so it is of what was told: the two counts told last, where there are just two. An error that the figures
give away themselves, a change on the later value, is told where further counts stand around, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from almenara.analysis.checking.arithmetic.moves.changes import held
from almenara.analysis.checking.arithmetic.nearby import points_away
from almenara.analysis.checking.arithmetic.operands import Pair
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.told_last import alike, earlier_and_later, told_last
from almenara.model.claim import Arithmetic

_FACTOR = 2.0
"""A change that is wrong by more than this factor is one of something else."""
_MOST = 6
"""Counts told last, of which pairs are tried."""


def named_changes(reading: Reading) -> Iterator[Reckoning]:
    """Changes in per cent of which no other sum was found."""
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        if claim.kind != "percent" or claim.projection or claim.denied or claim.hedge not in ("", "about"):
            continue
        if reading.found.get(index) or reading.cell(index) or cue.direction not in ("rise", "fall"):
            continue
        if cue.base_text or points_away(reading, index) or not (pointed := _named(reading, index)):
            continue
        told = told_last(reading, index)[-_MOST:]
        if _decided(reading, index) or _changed_since(reading, index, told):
            continue
        if (done := _reckoned(reading, index, told, cue.direction, pointed == "the")) is not None:
            yield Reckoning(index, done)


def _named(reading: Reading, index: int) -> str:
    """ "the" of a change that is pointed at, "a" of one told as new, "" where it has no noun or says of what it is."""
    before, after = reading.before(index), reading.after(index)
    led = reading.slips["change_led"].search(before)
    if led is not None:
        lead, rest = before[: led.start()], after
    else:
        hit = reading.slips["change_noun"].match(after.lstrip())
        if hit is None:
            return ""
        lead, rest = before, after.lstrip()[hit.end() :]
    if reading.slips["of_something"].match(rest.lstrip()) and not reading.slips["in_time"].match(
        rest.lstrip()
    ):
        return ""
    if reading.slips["pointing"].search(lead):
        return "the"
    return "a" if reading.slips["a_new"].search(lead) else ""


def _decided(reading: Reading, index: int) -> bool:
    """Whether a sentence tells of a change that somebody decides or pays: "approved a 20 percent increase"."""
    return reading.slips["decided"].search(reading.said(reading.sentence[index])) is not None


def _changed_since(reading: Reading, index: int, told: list[int]) -> bool:
    """Whether another change stands between the counts and a claim: the counts may be that one's."""
    since = min((reading.claims[i].start for i in told), default=reading.claims[index].start)
    between = [i for i in reading.cues if since < reading.claims[i].start < reading.claims[index].start]
    return any(reading.is_change(i) for i in between)


def _reckoned(
    reading: Reading, index: int, told: list[int], direction: str, pointed: bool
) -> Arithmetic | None:
    """The sum over the counts told last: the first that holds; else a wrong one over the pair meant."""
    alone = len(told) == 2
    pairs = [two for two in combinations(told, 2) if alike(reading, *two)]
    tried: list[tuple[Pair, Arithmetic]] = []
    for one, two in pairs:
        pair = earlier_and_later(reading, one, two, direction)
        done = held(reading, index, pair.later, pair.base) if pair is not None else None
        if pair is None or done is None:
            continue
        if done.holds:
            return done
        tried.append((pair, done))
    beside = set(pairwise(told))
    for pair, done in tried:
        if (pair.later, pair.base) not in beside and (pair.base, pair.later) not in beside:
            continue
        if done.error == "change-on-later-value":
            return done
        if alone and pointed and _as_large(done, direction):
            return done
    return None


def _as_large(done: Arithmetic, direction: str) -> bool:
    """Whether a wrong change is of the direction and of about the size of the right one."""
    computed = done.computed or 0.0
    size = abs(computed)
    along = (computed > 0) is (direction == "rise")
    return along and size > 0 and max(size / done.stated, done.stated / size) <= _FACTOR
