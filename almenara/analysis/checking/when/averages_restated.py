"""Periods of averages that say a count again behind what it is compared with: "33,341, 15 % more than the 28,866 of
2017: 2,778 a month" is of the year of the 33,341."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.when.moving import compared
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.period_mention import PeriodMention

_PIECE = re.compile(r"[,:–—](?!\d)|\b(?:or|o|ou)\b", re.IGNORECASE)
"""What an average that says a count again stands behind."""
_SHORT = 16
"""Characters between that and the average, at most."""
_STOP = re.compile(r"[;\n]|\.(?!\d)")


def with_averages_restated(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims, averages right behind the base of a comparison having the period of what is compared with it."""
    out = list(claims)
    for number, average in enumerate(out):
        if average.kind != "average" or average.period is None:
            continue
        base = number
        while base and out[base].kind == "average":
            if not _says_again(out[base - 1], out[base], mentions, manuscript):
                break
            base -= 1
        if not base or out[base].kind != "count":
            continue
        later = _compared_with(out, base, manuscript)
        if later is None or later.period is None:
            continue
        if later.period != average.period == out[base].period:
            out[number] = replace(average, period=later.period, period_sure=later.period_sure)
    return out


def _says_again(one: Claim, other: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> bool:
    """Whether nothing but a comma or a colon and words that name nothing stand in front of an average."""
    between = manuscript.text[one.end : other.start]
    pieces = list(_PIECE.finditer(between))
    if not pieces or _STOP.search(between) or "(" in between[pieces[-1].end() :]:
        return False  # "against 10,293 (28 a day) in 2017": of the number that the bracket stands behind
    start = one.end + pieces[-1].end()
    at = bisect_left(mentions, start, key=lambda m: m.start)
    told = at < len(mentions) and mentions[at].start < other.start
    return other.start - start <= _SHORT and not told


def _compared_with(claims: Sequence[Claim], base: int, manuscript: Manuscript) -> Claim | None:
    """The count of its sentence that a count is compared with, right before it or behind a change."""
    later = base - 1
    change = claims[later]
    if change.kind in ("percent", "times", "ratio"):
        told = change.comparison is not None and change.comparison.base_claim == base
        later -= 1
    else:
        told = compared(manuscript.text[change.end : claims[base].start], manuscript.language)
    if not told or later < 0 or claims[later].kind != "count":
        return None
    one_sentence = manuscript.sentence_at(claims[later].start) == manuscript.sentence_at(claims[base].start)
    return claims[later] if one_sentence else None
