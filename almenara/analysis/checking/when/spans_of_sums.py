"""The time of a count that adds up others: the span of all of them, not that of the last one told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from almenara.model.claim import Claim
from almenara.model.period import Period

_DAY = timedelta(days=1)


def with_spans_of_sums(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; the total of a sum that holds over counts of one measure and place and of times that follow each
    other is of all these times: "2,433 in January and 2,304 in February, 4,737 together"."""
    return [_over_its_parts(claim, number, claims) for number, claim in enumerate(claims)]


def _over_its_parts(claim: Claim, number: int, claims: Sequence[Claim]) -> Claim:
    done = next((a for a in claim.arithmetic if a.kind == "sum" and a.holds), None)
    if done is None or not claim.measure or claim.kind != "count" or claim.value != done.stated:
        return claim
    parts = [claims[i] for i in done.claims if i != number]
    if len(parts) < 2 or any((p.measure, p.place) != (claim.measure, claim.place) for p in parts):
        return claim
    span = _joined([p.period for p in parts])
    if span is None or claim.period == span or claim.period not in [p.period for p in parts]:
        return claim
    return replace(claim, period=span, period_sure=all(p.period_sure for p in parts), period_open=False)


def _joined(periods: Sequence[Period | None]) -> Period | None:
    """The span of times of which each begins where the one before ends; None where they do not."""
    told = [p for p in periods if p is not None]
    if len(told) < len(periods):
        return None
    told.sort(key=lambda p: p.start)
    if any(later.start != earlier.end + _DAY for earlier, later in pairwise(told)):
        return None
    return Period(told[0].start, told[-1].end)
