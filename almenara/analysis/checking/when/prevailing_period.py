"""The time that a text is about, for a section that tells none: that of its title, or of the sections before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention

_ALL = {
    "en": re.compile(
        r"\b(?:all|the) (?:the )?(?:[^\W\d]+ )?(?:figures|numbers|data|counts)\b(?=[^.;]{0,60}? (?:are|come|is)\b)",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:(?:todas |todos )?l[ao]s) (?:cifras|datos|números|conteos)\b"
        r"(?=[^.;]{0,60}? (?:son|corresponden|provienen|vienen)\b)",
        re.I,
    ),
    "pt": re.compile(
        r"\b(?:(?:todos |todas )?[oa]s) (?:números|dados|cifras|contagens)\b"
        r"(?=[^.;]{0,60}? (?:são|correspondem|vêm|provêm)\b)",
        re.I,
    ),
}
"""Words for all figures of a text, of which a sentence says whose or of when they are."""
_HEAD = 8
"""Paragraphs and titles, from the first, within which a text says as of when it counts."""
_LINE = 50
"""Characters that a line of this has beside the day, at most."""
_AGREE = 2
"""Sections that must have begun with one time, at least."""


def prevailing_period(mentions: Sequence[PeriodMention], manuscript: Manuscript, start: int) -> Period | None:
    """The time that a number takes where neither its section nor anything nearer tells one; never sure.

    A title that names the month in which the text was written is that of the issue, and no time counted.
    """
    number = manuscript.sentences[manuscript.sentence_at(start)].block
    heads = [n for n in range(number) if manuscript.blocks[n].kind == "heading"]
    if not heads:
        return None
    if (all_of := _of_all_figures(mentions, manuscript, start)) is not None:
        return all_of
    title = _first(mentions, manuscript, heads[0], heads[0] + 1)
    if title is not None:
        return title
    begun = [
        told
        for first, last in pairwise(heads)
        if (told := _first(mentions, manuscript, first, last)) is not None
    ]
    return begun[-1] if begun and begun.count(begun[-1]) >= _AGREE else None


def _of_all_figures(mentions: Sequence[PeriodMention], manuscript: Manuscript, start: int) -> Period | None:
    """The last year that a text says all its figures are of: "All figures are the prosecutors' for 2022 and 2023"."""
    for hit in _ALL[manuscript.language].finditer(manuscript.text, 0, start):
        sentence = manuscript.sentences[manuscript.sentence_at(hit.start())]
        told = [
            m.period
            for m in beginning_in(mentions, hit.end(), sentence.end)
            if m.period is not None
            and not m.reporting
            and m.period.whole_months
            and m.period.month_count % 12 == 0
        ]
        if told:
            return max(told, key=lambda period: period.end)
    return None


def _first(mentions: Sequence[PeriodMention], manuscript: Manuscript, first: int, last: int) -> Period | None:
    """The first time of some blocks that is over and may have been counted: of whole months, and no other's base."""
    blocks = manuscript.blocks
    for mention in beginning_in(mentions, blocks[first].start, blocks[last - 1].end):
        period = mention.period
        if period is None or mention.reporting or mention.relation != "in" or mention.shift_years:
            continue
        if period.whole_months and (manuscript.published is None or period.end < manuscript.published):
            return period
    return None


def cut_of_text(mentions: Sequence[PeriodMention], manuscript: Manuscript, start: int) -> Period | None:
    """The day up to which a text says at its beginning that it counts, in a line of its own: "As of 15 March 2024".

    Of what stands on a day it is the day of every number that no other day is told with.
    """
    for mention in mentions:
        number = manuscript.sentences[manuscript.sentence_at(mention.start)].block
        block = manuscript.blocks[number]
        if number >= _HEAD or block.end > start:
            return None
        alone = block.end - block.start - (mention.end - mention.start) <= _LINE
        if mention.relation == "until" and mention.period is not None and mention.period.days == 1 and alone:
            return mention.period
    return None
