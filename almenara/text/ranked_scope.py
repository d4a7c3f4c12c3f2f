"""Times within which something is ranked: of "July was the worst month of 2018, with 2,617" the number is of July."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.period_words import period_words

_STOP = re.compile(r"[.,;:()]|\d")
_FAR = 60
"""Characters before a time within which its ranking is told."""
_SCOPE = 80
"""Days of a time within which others are ranked, at least: a quarter."""


def without_scopes(mentions: list[PeriodMention], manuscript: Manuscript, start: int) -> list[PeriodMention]:
    """The mentions of a sentence but for those within which one of its times is ranked; one of which only an unnamed
    part is ranked, "the worst month of 2018 had 2,617", is no known time.

    start  the sentence's first character
    """
    out = []
    for number, mention in enumerate(mentions):
        ranked = _ranked(mention, mentions[:number], manuscript, start)
        if ranked == "named":
            continue
        out.append(replace(mention, period=None, sure=False) if ranked else mention)
    return out


def _ranked(scope: PeriodMention, before: Sequence[PeriodMention], manuscript: Manuscript, start: int) -> str:
    """ "named" where a part of the time told right before is ranked in it, "unnamed" where none is told; else ""."""
    if scope.relation != "in" or scope.period is None or scope.period.days < _SCOPE:
        return ""
    told = before[-1] if before else None
    begun = max(start, scope.start - _FAR, told.end if told else start)
    said = plain(manuscript.text[begun : scope.start])
    cuts = [m.end() for m in _STOP.finditer(said)]
    said = said[cuts[-1] if cuts else 0 :]
    words = period_words(manuscript.language)
    if words.cues["superlative"].search(said) is None:
        return ""
    if told is not None and told.period is not None and told.relation == "in":
        smaller = told.period != scope.period and scope.period.contains(told.period)
        return "named" if smaller else ""
    shorter = words.cues["ranked_part"].search(said)
    named = any(m.period and m.period != scope.period and scope.period.contains(m.period) for m in before)
    return "unnamed" if told is None and shorter and not named else ""
