"""What a clause tells of a place beside what its sentence counts: "the state, where many died, leads with 2,121"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.what.subjects import Subject
from almenara.model.manuscript import Manuscript
from almenara.text.period_mention import PeriodMention

_WHERE = {
    "en": re.compile(r",\s(?:in\s)?(?:where|which)\s[^,;.:\d]{1,120},", re.I),
    "es": re.compile(r",\s(?:en\s)?(?:donde|el que|la que)\s[^,;.:\d]{1,120},", re.I),
    "pt": re.compile(r",\s(?:onde|em que|no qual|na qual)\s[^,;.:\d]{1,120},", re.I),
}
"""Between commas, without a number: one that has a number tells a count of its own."""
_HAPPENED = ("died", "killed")


def without_clauses_aside(
    subjects: Sequence[Subject], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> tuple[list[Subject], list[PeriodMention]]:
    """The subjects without those who died in such a clause; the mentions, its day as one of news."""
    spans = [m.span() for m in _WHERE[manuscript.language].finditer(manuscript.text)]

    def inside(at: int) -> bool:
        return any(a < at < b for a, b in spans)

    kept = [s for s in subjects if not (s.event in _HAPPENED and inside(s.start))]
    if len(kept) == len(subjects):
        return list(subjects), list(mentions)
    told = [
        replace(m, reporting=True) if m.period is not None and m.period.days == 1 and inside(m.start) else m
        for m in mentions
    ]
    return kept, told
