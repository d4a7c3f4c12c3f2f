"""When the counts of rows in step were: each row is of the one time that it names, or all are of that above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.rows import marked
from almenara.analysis.checking.rows_in_step import rows_in_step
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention

_ABOVE = 3
"""Blocks above the rows that may name their time."""


def dated_in_rows(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; a total and its parts in rows that add up are of the time that their row names, or those above."""
    out = list(claims)
    for run in rows_in_step(claims, manuscript):
        if manuscript.blocks[run.rows[0].first].table:
            continue  # the heads of columns may be times
        start = manuscript.blocks[max(0, run.rows[0].first - _ABOVE)].start
        above = _times(mentions, start, manuscript.blocks[run.rows[0].first].start)
        own = [_times(mentions, row.start, row.end) for row in run.rows]
        for at, (row, times) in enumerate(zip(run.rows, own, strict=True)):
            time, sure = None, False
            if len(times) == 1:
                ((time, sure),) = times.items()
            elif not any(own) and len(above) == 1:
                ((time, _),) = above.items()
            if time is None:
                continue
            noted = at not in run.holding and marked(
                row, manuscript
            )  # the note may say that it is not all of it
            for turn in (run.whole, *run.parts):
                number = row.claims[turn]
                if noted or out[number].period != time or sure > out[number].period_sure:
                    out[number] = replace(
                        out[number], period=time, period_sure=sure, period_open=noted, since=None
                    )
    return out


def _times(mentions: Sequence[PeriodMention], start: int, end: int) -> dict[Period, bool]:
    """The times that a stretch names, with whether nothing was guessed of them; those of who spoke are none."""
    return {
        m.period: m.sure and m.relation == "in" and not m.relative
        for m in beginning_in(mentions, start, end)
        if m.period is not None and not m.reporting and not m.edition
    }
