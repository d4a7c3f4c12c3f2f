"""The time of parts told behind a colon: that of the count in front of it, not of what its sentence opens with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.period_mention import PeriodMention

_COLON = re.compile(r"[^.;:()\d]{0,50}:\s[^\d]{0,20}")
"""Between a count and the first of its parts."""


def with_spans_of_parts(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; counts behind a colon are of the time of the count in front of it where no other is told there:
    "with the data of December the count of 2018 comes to 34,202: 33,341 of the one crime and 861 of the other"."""
    out = list(claims)
    whole: Claim | None = None
    for number in range(1, len(out)):
        before, claim = out[number - 1], out[number]
        sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
        if whole is not None and whole.start < sentence.start:
            whole = None
        opened = before.start >= sentence.start and _COLON.fullmatch(manuscript.text, before.end, claim.start)
        if whole is None and opened:
            whole = before
        if whole is None or claim.kind != "count" or whole.kind != "count" or not whole.period_sure:
            continue
        at = bisect_left(mentions, whole.end, key=lambda m: m.start)
        told = at < len(mentions) and mentions[at].start < sentence.end
        if not told and whole.period is not None and whole.period != claim.period:
            out[number] = replace(claim, period=whole.period, period_sure=True)
    return out
