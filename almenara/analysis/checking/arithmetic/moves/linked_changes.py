"""Changes against the counts of their two periods told anywhere in a text: a headline's "down 13 % in the first two
months" with the two counts in the body.

All that the text counts of that measure, place and periods is tried; where no two counts give the change, it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.linked import counts_of
from almenara.analysis.checking.arithmetic.moves.changes import held
from almenara.analysis.checking.arithmetic.nearby import points_away
from almenara.analysis.checking.arithmetic.operands import YEAR
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, span
from almenara.model.claim import Claim

_FAR = 4.0
"""Times that counts of one thing in two periods differ by, at most."""
_NEAR = 1.0
"""Points by which a change may miss two counts and still be that of counts revised since."""
_TOGETHER = 1
"""Sentences between two counts that are told to be compared."""


def linked_changes(reading: Reading) -> Iterator[Reckoning]:
    """Each change of which no sum was found, against all counts of its two periods."""
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        if (
            cue.kind != "change"
            or claim.kind != "percent"
            or reading.found.get(index)
            or not _plain(reading, index)
        ):
            continue
        assert claim.period is not None and claim.comparison is not None
        base = claim.comparison.base_period
        if base is None:
            continue
        pairs = [
            (later, old)
            for later in counts_of(reading, claim.measure, claim.place, claim.period)
            for old in counts_of(reading, claim.measure, claim.place, base)
            if _alike(reading.claims[later], reading.claims[old])
        ]
        done = [(pair, one) for pair in pairs if (one := held(reading, index, *pair)) is not None]
        kept = next((one for _, one in done if one.holds), None)
        meant = [one for pair, one in done if _together(reading, *pair) and _told(reading, index, *pair)]
        almost = any(_almost(claim, one.computed or 0.0) for _, one in done)
        if kept is not None:
            yield Reckoning(index, kept)
        elif meant and not (almost or _otherwise(reading, index) or _beside(reading, index, pairs)):
            yield Reckoning(index, meant[0])


def _plain(reading: Reading, index: int) -> bool:
    """Whether a change says itself what it is of and when, and is told flatly outside tables."""
    claim = reading.claims[index]
    linked = claim.measure and claim.measure_sure and claim.period and claim.period_sure
    flat = not (claim.projection or claim.denied or claim.period_open or reading.cell(index))
    whose = claim.place is not None and (claim.place_sure or claim.place.kind == "country")
    told = claim.comparison is not None and claim.comparison.direction in ("rise", "fall")
    return bool(linked and flat and whose and told) and not points_away(reading, index)


def _alike(later: Claim, base: Claim) -> bool:
    """Whether two counts may be of one thing: no two rules of counting, and of one size."""
    if later.definition and base.definition and later.definition != base.definition:
        return False
    return base.value > 0 and 1 / _FAR <= later.value / base.value <= _FAR


def _together(reading: Reading, later: int, base: int) -> bool:
    return abs(reading.sentence[later] - reading.sentence[base]) <= _TOGETHER


def _told(reading: Reading, index: int, later: int, base: int) -> bool:
    """Whether two counts say what they are of, and nobody else than who tells the change."""
    claims = [reading.claims[i] for i in (later, base)]
    if not all(c.period_sure for c in claims) or not any(c.measure_sure for c in claims):
        return False
    claim = reading.claims[index]
    names = {x.name for c in claims for x in c.attribution}
    said = bool(claim.attribution) and not names & {x.name for x in claim.attribution}
    return not (said or claim.hedge or any(reading.apart(index, i) for i in (later, base)))


def _beside(reading: Reading, index: int, pairs: list[tuple[int, int]]) -> bool:
    """Whether a count of the change's own paragraph, however it is linked, gives it with one of its two counts."""
    sentences = reading.manuscript.sentences
    own = sentences[reading.sentence[index]].block
    near = [
        i
        for i, claim in enumerate(reading.claims)
        if claim.kind == "count" and i != index and sentences[reading.sentence[i]].block == own
    ]
    tried = {(later, i) for later, _ in pairs for i in near} | {(i, base) for _, base in pairs for i in near}
    done = [held(reading, index, *pair) for pair in tried if pair[0] != pair[1]]
    return any(one is not None and one.holds for one in done)


def _otherwise(reading: Reading, index: int) -> bool:
    """Whether a change is aimed at, doubted, or of another base than its words were read to give."""
    number, claim = reading.sentence[index], reading.claims[index]
    said = reading.said(number)
    if any(reading.sums[name].search(said) for name in ("apart", "beyond")) or reading.slips["doubt"].search(
        said
    ):
        return True
    assert claim.period is not None and claim.comparison is not None
    if claim.comparison.base_text:
        return False
    after = re.split(r"[,;:.]\s", reading.after(index))[0]
    based = any(reading.words[name].search(after) for name in ("base", "from", "highest", "lowest"))
    return based or bool(
        {int(y) for y in YEAR.findall(after)} - {claim.period.start.year, claim.period.end.year}
    )


def _almost(claim: Claim, computed: float) -> bool:
    """Whether a change is that of two counts but for their revisions."""
    low, high = span(claim)
    return meet((low - _NEAR, high + _NEAR), (abs(computed), abs(computed)))
