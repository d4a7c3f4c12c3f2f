"""Counts since a year: "since 2000 they have documented 153", which a body closes on a day that texts seldom tell."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from almenara.analysis.checking.bodies import named_for
from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.plainness import asks
from almenara.analysis.checking.held.telling import off_by, told
from almenara.analysis.checking.held.vintages import Vintage
from almenara.analysis.checking.kindred import words
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period

OLD = timedelta(days=400)
"""A count closed so long before the text may still be the one that it tells."""
FRESH = timedelta(days=200)
"""A count closed this shortly before it leaves little room for another number."""
SLACK = 0.05
"""The share beside such a count, and beside what it may have grown by since, within which nothing is contradicted."""
ALIKE = 2.0
"""A number further off than this factor is likely to be of something else."""


@lru_cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('since_year'))})\s+((?:19|20)\d\d)\b", re.IGNORECASE)


def span_since(claim: Claim, manuscript: Manuscript, written: date) -> Period | None:
    """From the year since which a claim's sentence says that something was counted, to the text's day."""
    if claim.kind != "count" or not claim.measure or claim.place is None:
        return None
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    hits = list(_since().finditer(manuscript.text, sentence.start, sentence.end))
    if len(hits) != 1 or date(int(hits[0][1]), 1, 1) >= written:
        return None
    return Period(date(int(hits[0][1]), 1, 1), written)


def judge_since(desk: Desk, claim: Claim) -> Ruling | None:
    """A count since a year; None where the sentence tells none, or nothing held tells of it."""
    span = span_since(claim, desk.manuscript, desk.written)
    if span is None or claim.place is None:
        return None
    begun = [v for v in desk.held.begun(claim.measure, claim.place, span) if not desk.quotes_us(v)]
    recent = [v for v in begun if desk.written - v.period.end < OLD]
    if agree := [v for v in recent if claim.allows(v.value)]:
        best = min(agree, key=lambda v: (v.known > desk.knew, abs(v.value - claim.value), v.known))
        reason = f"{told(desk.now, best)}, counted to {best.period.end}."
        return Ruling("supported", reason, (("supports", best),), best.definition)
    fresh = [v for v in recent if desk.written - v.period.end < FRESH and v.known <= desk.knew]
    if not fresh or not _is_plain(desk, claim, fresh) or not all(_is_off(desk, claim, v) for v in begun):
        return None
    first = max(fresh, key=lambda v: v.period.end)
    reason = f"{off_by(claim, first.value)} than {told(desk.now, first)}, counted to {first.period.end}."
    return Ruling("contradicted", reason, (("contradicts", first),), first.definition)


def _is_plain(desk: Desk, claim: Claim, counts: list[Vintage]) -> bool:
    """Whether the very body that counts them is named, and nothing is left open of what and where."""
    named = all(named_for(claim, v.definition, desk.now) for v in counts)
    where = claim.place_sure or (claim.place is not None and claim.place.kind == "country")
    said = claim.measure_sure and where and not claim.hedge and claim.comparison is None
    return named and said and not (claim.projection or claim.denied or asks(desk, claim))


def _is_off(desk: Desk, claim: Claim, count: Vintage) -> bool:
    """Whether a number lies below a count, or above what it may have come to since, and is no other thing's."""
    grown = count.value * (1 + 3 * (desk.written - count.period.end).days / count.period.days)
    beside = claim.value < count.value * (1 - SLACK) or claim.value > grown * (1 + SLACK)
    return beside and 1 / ALIKE < claim.value / count.value < ALIKE
