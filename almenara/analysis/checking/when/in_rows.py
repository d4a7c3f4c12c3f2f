"""When the counts of rows in step were: of the one time of their row, of that above them, or each of its label's.

"2019: 35,690 (34,720; 970)" is of 2019; in "Q1: Jan 2,571 + Feb 2,445 + Mar 2,786 = 7,802" the total is of all three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from almenara.analysis.checking.rows import Row, marked
from almenara.analysis.checking.rows_in_step import Rows, rows_in_step
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention

_ABOVE = 3
"""Blocks above the rows that may name their time."""
_YEAR = 365
"""Days from which on a time between the counts of a row is no part's own."""
_DAY = timedelta(days=1)
_LABEL = re.compile(r"\s*[:=–—-]?\s*")
"""Between a time and the count that it labels."""


def dated_in_rows(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; a total and its parts in rows that add up are of the time that their row or those above name."""
    out = list(claims)
    for run in rows_in_step(claims, manuscript):
        if manuscript.blocks[run.rows[0].first].table:
            continue  # the heads of columns may be times
        first = manuscript.blocks[run.rows[0].first].start
        told = [_told(mentions, row.start, row.end) for row in run.rows]
        lead = _told(mentions, manuscript.blocks[max(0, run.rows[0].first - _ABOVE)].start, first)
        above = {m.period for m in lead}
        for at, (row, own) in enumerate(zip(run.rows, told, strict=True)):
            # the note may say that it is not all of it
            noted = at not in run.holding and marked(row, manuscript)
            spans = _labelled(run, row, own, claims, manuscript)
            if not spans and len({m.period for m in own}) == 1 and _of_the_row(own[0], row, claims):
                spans = dict.fromkeys((run.whole, *run.parts), own[0].period)
            elif not any(told) and len(above) == 1:
                spans = dict.fromkeys((run.whole, *run.parts), lead[0].period)
            sure = bool(own) and all(m.sure and m.relation == "in" and not m.relative for m in own)
            for turn, time in spans.items():
                claim = out[row.claims[turn]]
                if noted or claim.period != time or sure > claim.period_sure:
                    out[row.claims[turn]] = replace(
                        claim, period=time, period_sure=sure, period_open=noted, since=None
                    )
    return out


def _told(mentions: Sequence[PeriodMention], start: int, end: int) -> list[PeriodMention]:
    """The times that a stretch names; those of who spoke and of editions are none."""
    found = beginning_in(mentions, start, end)
    return [m for m in found if m.period is not None and not m.reporting and not m.edition]


def _of_the_row(mention: PeriodMention, row: Row, claims: Sequence[Claim]) -> bool:
    """Whether a time is that of all counts of a row: at its head or its end, or a whole year."""
    assert mention.period is not None
    outside = mention.end <= claims[row.claims[0]].start or claims[row.claims[-1]].end <= mention.start
    return outside or mention.period.days >= _YEAR


def _labelled(
    run: Rows, row: Row, own: Sequence[PeriodMention], claims: Sequence[Claim], manuscript: Manuscript
) -> dict[int, Period | None]:
    """The times that stand right before each of a row's parts, and their whole; {} where one has none."""
    out: dict[int, Period | None] = {}
    for turn in run.parts:
        start = claims[row.claims[turn]].start
        label = next((m for m in own if _LABEL.fullmatch(manuscript.text, m.end, start)), None)
        if label is None:
            return {}
        out[turn] = label.period
    times = sorted(p for p in out.values() if p is not None)
    if all(later.start - earlier.end == _DAY for earlier, later in pairwise(times)):
        out[run.whole] = Period(times[0].start, times[-1].end)
    return out
