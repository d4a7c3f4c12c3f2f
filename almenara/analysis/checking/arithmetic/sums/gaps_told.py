"""Differences told right behind the two counts that they are of: "1,240 in March and 965 in April, 325 fewer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, span, stated
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

OFF = 0.35
"""Share of the difference by which the one told may miss it and still be meant to be it."""
_LONG = 90
"""Characters between the two counts of a "from … to …", at most."""
_LIKE = 4
"""Days by which two spans of one length may differ: months, a leap year."""
_BEHIND = re.compile(
    r"[^.;:()\d]{0,45}(?:19|20)?(?:\d\d)?[^.;:()\d]{0,10}(?:,|\(|[–—])\s*(?:[^\W\d]+\s){0,3}$"
)
_ENDS = re.compile(r"\s*(?:[^\W\d]+\s*){0,2}(?:[.,;:)–—]|$)")


_WHEN = re.compile(
    r"\b(?:and|y|e)\s+(?:(?:in|en|em|n[ao])\s+[^\W_]+\s+(?:(?:of|de)\s+(?:19|20)\d\d\s+|(?:19|20)\d\d\s+)?)?$",
    re.IGNORECASE,
)
"""Between two counts, that nothing but a time tells the second apart: "and", "and in June"."""


def gaps_told(reading: Reading) -> Iterator[Reckoning]:
    """Each difference of which no sum was found, against the two counts in front of it."""
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        plain = claim.kind in ("count", "money") and not (claim.hedge or claim.projection or claim.denied)
        if (
            cue.kind != "difference"
            or cue.direction not in ("rise", "fall")
            or not plain
            or reading.cell(index)
        ):
            continue
        if cue.base_text or reading.found.get(index):
            continue
        found = _of_two(reading, index, cue.direction)
        if found is not None:
            yield Reckoning(index, found)


def _of_two(reading: Reading, index: int, direction: str) -> Arithmetic | None:
    group = [i for i in reading.inside[reading.sentence[index]] if reading.claims[i].kind != "duration"]
    before = group[: group.index(index)]
    if len(before) < 2 or not _BEHIND.fullmatch(reading.before(index)) or not _alone(reading, index):
        return None
    one, two = before[-2:]
    a, b, claim = (reading.claims[i] for i in (one, two, index))
    if (
        {a.kind, b.kind} != {claim.kind}
        or not all(counted(reading, i) for i in (one, two))
        or a.hedge
        or b.hedge
    ):
        return None
    between = reading.manuscript.text[a.end : b.start]
    if (
        re.search(r"[;:.]", between)
        or reading.conflict(one, two)
        or not _of_one_thing(reading, one, two, between)
    ):
        return None
    if (b.value > a.value) is not (direction == "rise"):
        return None
    gap = abs(b.value - a.value)
    low, high = sorted((span(a), span(b)))
    holds = meet(stated(claim), (low[0] - high[1], high[1] - low[0])) and meet(stated(claim), (gap, gap))
    if not holds and not 0 < abs(gap - claim.value) <= OFF * gap:
        return None
    shown = f"{number(b.value)} - {number(a.value)} = {b.value - a.value:+,.6g}"
    error = "" if holds else "does-not-follow"
    return Arithmetic("difference", claim.value, b.value - a.value, holds, error, shown, (two, one))


def _alone(reading: Reading, index: int) -> bool:
    """Whether nothing behind a difference says what it is compared with: "325 fewer than a year before"."""
    after = reading.after(index)
    clause = re.split(r"[,;:.]\s", after)[0]
    other = any(reading.words[name].search(clause) for name in ("base", "earlier"))
    return not other and not reading.slips["away"].search(clause) and _ENDS.match(after) is not None


def _of_one_thing(reading: Reading, one: int, two: int, between: str) -> bool:
    """Whether two counts are of one noun at two times, or one went from the first to the second."""
    a, b = reading.claims[one], reading.claims[two]
    if a.measure != b.measure or (a.counted and b.counted and not reading.same(one, two)):
        return False
    if a.place != b.place and a.place and b.place:
        return False
    moved = follows(reading.words["to"], between) and follows(reading.words["from"], reading.before(one))
    if moved and len(between) <= _LONG:
        return True
    if not _WHEN.search(between):
        return False  # "412 in May and the south 365 in June"
    if a.period is None or b.period is None or not (a.period_sure and b.period_sure):
        return False
    return a.period.end < b.period.start and abs(a.period.days - b.period.days) < _LIKE
