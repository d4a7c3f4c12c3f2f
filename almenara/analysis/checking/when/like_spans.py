"""Counts of another year told behind those of a part of one: of the same part, though only their year is named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.period_mention import PeriodMention

_SAME = re.compile(
    r"[^.;:]*\b(?:same|like|corresponding|equivalent|mism[oa]s?|igual(?:es)?|mesm[oa]s?|idêntic[oa])\b[^.;:]*"
    r"(?:19|20)\d\d\s*(?:,|\b(?:and|y|e)\b)\s+(?:l[oa]s\s|[oa]s\s|the\s)?",
    re.IGNORECASE,
)
"""Between the two counts: "12,210 in the same months of 2019 and 13,687 in 2018"."""
_SAME_BEFORE = re.compile(
    r"\b(?:same|like|corresponding|mism[oa]s?|igual(?:es)?|mesm[oa]s?)\s(?:[^\W\d]+\s){0,3}(?:of|de|del|do)\s(?:19|20)\d\d"
    r"[^.;:\d]{0,24}$",
    re.IGNORECASE,
)
"""In front of the first of them: "than in the same eleven months of 2019, when 12,210 were found, and 13,687 in"."""
_GOES_ON = re.compile(r"[^.;:\d]{0,40}\b(?:and|y|e)\s+(?:the\s|l[oa]s\s|[oa]s\s)?", re.IGNORECASE)
_LONG = 60
"""Days from which on a span that is not of whole months is one of its own, as that of an election."""
_SENTENCES = 2
"""Sentences back in which such a span may have been told."""
_AND = re.compile(r"(?:\s[^\W\d]+){0,2}\s(?:and|y|e)\s(?:the\s|l[oa]s\s|[oa]s\s)?", re.IGNORECASE)
"""Between two counts, or two times, told in turn."""
_BEHIND = 40
"""Characters behind two counts within which their times begin."""


def with_like_spans(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; a count of a year that goes on from one of the same months of another is of these months, as is the
    second of two before "in the first quarters of 2018 and 2017"; one behind a span between two days may be of a like
    span. None is sure."""
    out = list(claims)
    for number in range(1, len(out)):
        claim, before = out[number], out[number - 1]
        if (turn := _second_of_two(claim, before, mentions, manuscript)) is not None:
            out[number] = replace(claim, period=turn, period_sure=False)
            continue
        if claim.kind != "count" or not claim.measure or not _is_year(claim.period):
            continue
        if before.measure == claim.measure and (like := _of_like_months(claim, before, manuscript)):
            out[number] = replace(claim, period=like, period_sure=False)
        elif any(_of_days(other, claim) for other in _close_before(out, number, manuscript)):
            out[number] = replace(claim, period_sure=False)
    return out


def _is_year(period: Period | None) -> bool:
    return period is not None and period == Period.year(period.start.year)


def _of_like_months(claim: Claim, before: Claim, manuscript: Manuscript) -> Period | None:
    period = before.period
    if period is None or claim.period is None or not period.whole_months or period.month_count >= 12:
        return None
    if period.start.year != period.end.year or period.start.year == claim.period.start.year:
        return None
    text = manuscript.text
    begun = manuscript.sentences[manuscript.sentence_at(claim.start)].start
    told_before = _SAME_BEFORE.search(text[begun : before.start]) and _GOES_ON.fullmatch(
        text, before.end, claim.start
    )
    if not told_before and _SAME.fullmatch(text, before.end, claim.start) is None:
        return None
    return period.years_earlier(period.start.year - claim.period.start.year)


def _close_before(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> Iterator[Claim]:
    """The claims before one, of its sentence and the two before it, the nearest first."""
    own = manuscript.sentence_at(claims[number].start)
    for at in range(number - 1, -1, -1):
        if own - manuscript.sentence_at(claims[at].start) > _SENTENCES:
            return
        yield claims[at]


def _of_days(before: Claim, claim: Claim) -> bool:
    """Whether a count of the same thing is told of a span between two days over the turn of a year."""
    period = before.period
    if before.measure != claim.measure or before.kind != "count" or period is None:
        return False
    return (
        not period.whole_months
        and period.days > _LONG
        and period.start.year < period.end.year
        and not before.period_open
        and before.since is None
    )


def _second_of_two(
    claim: Claim, before: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> Period | None:
    """The like part of the second year for the second of two counts told in turn with their two times behind them."""
    text = manuscript.text
    if claim.kind != "count" or before.kind != "count" or not _AND.fullmatch(text, before.end, claim.start):
        return None
    at = bisect_left(mentions, claim.end, key=lambda m: m.start)
    one, two = mentions[at : at + 2] if len(mentions) > at + 1 else (None, None)
    if one is None or two is None or one.start - claim.end > _BEHIND:
        return None
    if re.search(r"[\d.;:]", text[claim.end : one.start]) or not _AND.fullmatch(text, one.end, two.start):
        return None
    part = one.period
    if part is None or two.period is None or not part.whole_months or part.month_count >= 12:
        return None
    if not _is_year(two.period) or part.start.year != part.end.year:
        return None
    return part.years_earlier(part.start.year - two.period.start.year)
