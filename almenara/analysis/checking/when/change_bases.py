"""The period that a change is from where its comparison does not say it: told behind it, or the year before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from almenara.model.claim import Claim, Comparison
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.comparisons import Cue
from almenara.text.period_mention import PeriodMention

MOVES = ("change", "times")
"""Kinds of cues that tell how much something rose or fell."""
_ARTICLE = len("no ")
"""Characters that a time's own article and preposition may take."""
_STOP = re.compile(r"[;:()\n]|\.\s|,\s(?!\d)")
"""Where what stands behind a change is no longer of it."""
_ENDS = re.compile(r"\d{4}\D+\d{4}")
"""A span told by its two ends, which a change is between: "from 2018 to 2023"."""
_OPENS = re.compile(r"\b(?:from|between|de|desde|entre)\s", re.I)
"""Opens two years that follow each other and are the ends of a change: "between 2022 and 2023"."""


def with_change_bases(
    claims: Sequence[Claim],
    cues: Mapping[int, Cue],
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
) -> list[Claim]:
    """The claims; a change that is told without its base gets the one behind it, "a 4 % drop from 2022", else the
    year before where it is of a year or of its first months, as such a change is read: then its `base_text` is "".

    In "fell 4 % last year" the year is the change's own and no base.
    """
    out = list(claims)
    for number, claim in enumerate(claims):
        cue = cues.get(number)
        if cue is None or cue.kind not in MOVES or claim.comparison is None or claim.period is None:
            continue
        told = claim.comparison
        if told.base_period == claim.period and _names_it_at_once(cue, mentions):
            told = Comparison(told.direction)
        if told.base_period is None and told.base_value is None:
            following = claims[number + 1].start if number + 1 < len(claims) else len(manuscript.text)
            out[number] = replace(claim, comparison=_based(claim, told, following, mentions, manuscript))
    return out


def _names_it_at_once(cue: Cue, mentions: Sequence[PeriodMention]) -> bool:
    """Whether the words of a base are those of a time alone, which no other word compares with."""
    at = bisect_left(mentions, cue.base_start, key=lambda m: m.end)
    return cue.base_start >= 0 and at < len(mentions) and mentions[at].start <= cue.base_start + _ARTICLE


def _based(
    claim: Claim,
    told: Comparison,
    following: int,
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
) -> Comparison:
    """The comparison with its base; `following`: where the next claim begins."""
    assert claim.period is not None
    text = manuscript.text
    end = min(manuscript.sentences[manuscript.sentence_at(claim.start)].end, following)
    stop = _STOP.search(text, claim.end, end)
    end = stop.start() if stop else end
    first, last = (bisect_left(mentions, at, key=lambda m: m.start) for at in (claim.end, end))
    for mention in mentions[first:last]:
        if (
            mention.relation == "base"
            and mention.period is not None
            and _earlier(mention.period, claim.period)
        ):
            words = " ".join(text[max(claim.end, mention.cue) : mention.end].split())
            return replace(told, base_text=words, base_period=mention.period)
    if told.base_text or not told.direction or not claim.period_sure or claim.period_open:
        return told
    if not claim.period.whole_months or claim.period.start.month != 1:
        return told
    if 1 < claim.period.month_count <= 12:
        return replace(told, base_period=claim.period.years_earlier())
    spans = (m.text for m in mentions if m.period == claim.period and m.relation == "in")
    ends = next((text for text in spans if _ENDS.search(text)), "")
    if ends and claim.period.month_count % 12 == 0 and (claim.period.month_count > 24 or _OPENS.match(ends)):
        return replace(told, base_text=ends, base_period=Period.year(claim.period.start.year))
    return told


def _earlier(base: Period, period: Period) -> bool:
    return base.end < period.start and base.month_count == period.month_count
