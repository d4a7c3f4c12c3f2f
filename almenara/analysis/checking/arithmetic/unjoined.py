"""Figures that no words join to the counts which they follow from: only what fits is told, and nothing is accused.

The other sums ask that the words say which counts are meant. Where they do not, a figure may still be the sum, the
difference, the change, the share or the average of counts told just before. It is shown as a sum that holds where
the counts are of one thing and place and the fit is too close to be chance; where nothing fits, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.around import CLOSE, exact
from almenara.analysis.checking.arithmetic.means.averages import averaged
from almenara.analysis.checking.arithmetic.moves.unjoined_changes import changed, points, revision
from almenara.analysis.checking.arithmetic.proportions.unjoined_shares import restated, share
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.unjoined_counts import adds_up, difference, summed
from almenara.model.claim import Arithmetic, Claim
from almenara.model.period import Period


def unjoined(reading: Reading) -> Iterator[Reckoning]:
    """Sums that hold, for figures of which no other sum was found."""
    counts = [i for i, claim in enumerate(reading.claims) if claim.kind == "count"]
    for kind in (summed, difference, adds_up):
        for index in counts:
            if _open(reading, index) and (done := kind(reading, index)) is not None:
                reading.totals.setdefault(index, done.parts)
                reading.found[index].append(done.sum)
                yield done
    for index, claim in enumerate(reading.claims):
        if claim.kind != "count" and _open(reading, index):
            found = _fit(reading, index, claim)
            if found is not None:
                yield Reckoning(index, found)


def _open(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    failed = any(index in done.claims and not done.holds for sums in reading.found.values() for done in sums)
    return not (failed or reading.found.get(index) or claim.projection or claim.denied or reading.cell(index))


def _fit(reading: Reading, index: int, claim: Claim) -> Arithmetic | None:
    cue = reading.cues.get(index)
    kind = cue.kind if cue is not None else ""
    if claim.kind == "average":
        return _average(reading, index)
    if claim.kind == "times" or (claim.kind == "percent" and kind == "change"):
        return changed(reading, index)
    if claim.kind == "percentage-points":
        return points(reading, index)
    if claim.kind in ("percent", "ratio"):
        return restated(reading, index) or share(reading, index) or revision(reading, index)
    return None


def _average(reading: Reading, index: int) -> Arithmetic | None:
    """An average against one count, or the counts of one sentence together, over the days of their span."""
    own = reading.sentence[index]
    for n in range(own, own - CLOSE - 1, -1):
        told = [i for i in reading.inside.get(n, []) if i != index and exact(reading, i)]
        for members in [[i] for i in told] + ([told] if 1 < len(told) < 5 else []):
            period = _joint(reading, members)
            if period is None or period.days < 2:
                continue
            done = averaged(reading, index, members, period)
            if done.holds and done.computed and abs(done.computed / done.stated - 1) <= 0.1:
                return done
        if told and n == own:
            return None  # "583 killed, seven a day": of no count told elsewhere
    return None


def _joint(reading: Reading, members: list[int]) -> Period | None:
    """The one span of some counts, or the spans of a total's parts joined."""
    spans = {reading.span_of(i) for i in members}
    if len(spans) == 1:
        return next(iter(spans))
    return None
