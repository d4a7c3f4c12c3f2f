"""Years of which a text says right behind them until which month they were counted: "last year through November"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.period_mention import PeriodMention

_JOIN = re.compile(
    r",?\s+(?:(?:up )?(?:to|through|until)|hasta|até)\s+"
    r"(?:(?:the |el |o )?(?:end|close|fin|final|cierre|fim) (?:of|del?|do)\s+)?(?:el mes de\s+|o mês de\s+)?",
    re.IGNORECASE,
)
"""Between a year and the month that closes its count."""


def with_years_cut_short(mentions: Sequence[PeriodMention], manuscript: Manuscript) -> list[PeriodMention]:
    """The mentions; a whole year with "until November" right behind it ends with that month."""
    out = list(mentions)
    for number, (first, until) in enumerate(pairwise(mentions)):
        year, end = first.period, until.period
        if until.relation != "until" or first.relation != "in" or year is None or end is None:
            continue
        if year != Period.year(year.start.year) or end.end.year != year.start.year or end.end >= year.end:
            continue
        closes_month = (end.end + timedelta(days=1)).day == 1
        if closes_month and _JOIN.fullmatch(manuscript.text, first.end, until.start):
            cut = Period(year.start, end.end)
            out[number], out[number + 1] = replace(first, period=cut), replace(until, period=cut)
    return out
