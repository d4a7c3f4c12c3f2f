"""The time of a count that another came from, of which no more is told: "in the north alone it doubled from 1,721"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.when.moving import base_of
from almenara.analysis.checking.word_lists import word_list
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention

_FAR = 60
"""Characters before a count within which the verb that moves from it stands."""


@lru_cache
def _comes_from(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{word_list('then_and_now')[language]['came_from']})\s$", re.IGNORECASE)


@lru_cache
def _to(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"[^.;]*?\b(?:{word_list('then_and_now')[language]['came_to']})\s+(?:mil\s)?\d", re.IGNORECASE
    )


def with_came_from(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; a count that its sentence's subject moved from, with no time and no other count told there, is of
    the earlier of the two times that the text compares. It is never sure."""
    out = list(claims)
    for number, claim in enumerate(out):
        if claim.kind != "count" or claim.period is None or claim.period_sure:
            continue
        sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
        front = manuscript.text[max(sentence.start, claim.start - _FAR) : claim.start]
        if _comes_from(manuscript.language).search(front) is None:
            continue
        if _to(manuscript.language).match(manuscript.text, claim.end, sentence.end):
            continue
        told = [m for m in beginning_in(mentions, sentence.start, sentence.end) if not m.reporting]
        others = any(
            c.kind == "count" and c is not claim and sentence.start <= c.start < sentence.end for c in out
        )
        base = None if told or others else base_of(claim, mentions, manuscript)
        if base is not None:
            out[number] = replace(claim, period=base, period_open=False, since=None)
    return out
