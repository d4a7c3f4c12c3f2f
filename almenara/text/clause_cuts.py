"""Where the clauses of a sentence begin, for the times that stand in them: not at what only goes on about one told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.period_words import period_words
from almenara.text.taken_over import CLAUSE

_WITH_NUMBER = re.compile(r"\s*(?:with|con|com)\s(?:[^\W\d]+\s){0,2}?\d", re.I)
"""Behind a comma, what goes on about the subject of the piece before it: "February the calmest, with 1,004"."""
_COMMA = re.compile(r"\s?,\s?")


def clause_cuts(
    here: Sequence[PeriodMention],
    manuscript: Manuscript,
    start: int,
    end: int,
    position: int,
    breaks: str,
) -> list[int]:
    """Where clauses begin, for a number at a position: at commas and the like; soft: at "and" too; part_of_sentence:
    at ";" and "while" only.

    No clause begins with a number that "with" joins to what its piece tells of, nor with the relative clause of a
    time: "and February the calmest, with 1,004", "May, which had held the record with 2,535". What such a one tells
    is not of a number before it.
    """
    text = manuscript.text[start:end]
    cues = period_words(manuscript.language).cues
    if breaks == "part_of_sentence":
        found = [*re.finditer(r";(?![^()]*\))", text), *cues["whereas"].finditer(plain(text))]
    else:
        commas = [
            m
            for m in CLAUSE.finditer(text)
            if m.end() + start > position or not _goes_on(m, here, manuscript, start)
        ]
        found = commas
        if breaks == "soft":
            found = [*commas, *cues["clause_and"].finditer(plain(text))]
    cuts = {m.end() + start for m in found}
    return sorted(c for c in cuts if not any(m.start < c <= m.end for m in here))


def between_cuts(cuts: list[int], start: int, end: int, position: int) -> tuple[int, int]:
    """The bounds of the clause that a position stands in."""
    i = bisect_right(cuts, position)
    return (cuts[i - 1] if i else start), (cuts[i] if i < len(cuts) else end)


def _goes_on(cut: re.Match[str], here: Sequence[PeriodMention], manuscript: Manuscript, start: int) -> bool:
    """Whether a comma only parts a time, or what is told of it, from more about it."""
    if not cut[0].startswith(","):
        return False
    text, at = manuscript.text, start + cut.end()
    if _WITH_NUMBER.match(text, at):
        return True
    which = period_words(manuscript.language).cues["which"]
    led = which.match(plain(text[at : at + 40]).lstrip())
    return led is not None and any(_COMMA.fullmatch(text, m.end, at) for m in here)
