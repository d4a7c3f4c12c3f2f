"""Several counts of one sentence that seem to be of one thing, place and time: they cannot all be, so none of them is
surely of that time but the one that its words stand beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention

_DIGIT = re.compile(r"\d")


def with_one_value(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; "36,685 in 2018 and then, in turn, 36,661, 36,773 and 35,625" leaves the first surely of 2018."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if claim.kind == "count" and claim.measure and claim.period and not claim.hedge and claim.period_sure:
            sentence = manuscript.sentence_at(claim.start)
            what = claim.measure, claim.definition, claim.unit, claim.attribution
            groups[(sentence, *what, claim.place, claim.period)].append(number)
    out = list(claims)
    for group in groups.values():
        if len({claims[i].value for i in group}) < 2 or manuscript.block_of(claims[group[0]].start).table:
            continue
        own = next((i for i in group if _beside(claims[i], mentions, manuscript)), group[0])
        for number in group:
            if number != own:
                out[number] = replace(out[number], period_sure=False)
    return out


def _beside(claim: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> bool:
    """Whether the words of its time stand beside a count, with no number between."""
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    for mention in beginning_in(mentions, sentence.start, sentence.end):
        if mention.period == claim.period:
            first, second = sorted(((claim.start, claim.end), (mention.start, mention.end)))
            if first[1] <= second[0] and not _DIGIT.search(manuscript.text, first[1], second[0]):
                return True
    return False
