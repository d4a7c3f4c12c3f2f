"""Several counts told behind one step back: "59 in January and 45 in February; a year before, 68 and 52"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.period_mention import PeriodMention

_JOINED = re.compile(r"(?:,|,?\s(?:and|y|e))\s(?:a\s)?", re.IGNORECASE)
"""Between counts told in turn."""
_MANY = 4
"""Counts in turn, at most."""
_BESIDE = 40
"""Characters between the words of the step and the first of them, at most."""


def with_steps_in_turn(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; as many counts behind a step back as there were times right before it are of these, in their turn.

    None is sure.
    """
    out = list(claims)
    first = 0
    while first < len(out):
        run = _run(out, first, manuscript)
        stepped = _stepped(out[first], mentions, manuscript)
        if len(run) > 1 and stepped and len(run) <= first:
            before = [out[n] for n in range(first - len(run), first)]
            turns = _turns(before, out[first], stepped.shift_years)
            for at, turn in enumerate(turns, first):
                out[at] = replace(out[at], period=turn, period_sure=False, period_open=False, since=None)
        first += max(len(run), 1)
    return out


def _run(claims: Sequence[Claim], first: int, manuscript: Manuscript) -> list[Claim]:
    """The counts from one on that nothing but "and" parts, all given one time."""
    run: list[Claim] = []
    for claim in claims[first : first + _MANY]:
        if claim.kind != "count" or claim.period is None:
            break
        if run and (
            claim.period != run[0].period
            or _JOINED.fullmatch(manuscript.text, run[-1].end, claim.start) is None
        ):
            break
        run.append(claim)
    return run


def _stepped(claim: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> PeriodMention | None:
    """The step back by years right in front of a count, which gave it its time."""
    at = bisect_left(mentions, claim.start, key=lambda m: m.start) - 1
    last = mentions[at] if at >= 0 else None
    if last is None or not last.shift_years or last.period != claim.period:
        return None
    between = manuscript.text[last.end : claim.start]
    near = len(between) <= _BESIDE and not re.search(r"[\d.;(]", between)
    return last if near else None


def _turns(before: Sequence[Claim], claim: Claim, years: int) -> list[Period]:
    """The times of the counts before, so many years earlier: all of one length, each its own."""
    times = [c.period for c in before if c.kind == "count" and c.period is not None]
    alike = len(times) == len(before) == len(set(times)) and len({t.month_count for t in times}) == 1
    if not alike or not all(t.whole_months for t in times):
        return []
    back = [t.years_earlier(years) for t in times]
    return back if claim.period in back else []
