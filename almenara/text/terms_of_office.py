"""Months of a term of office: "the first eight months of the new government" are of no year by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.text.period_mention import PeriodMention

_TERM = re.compile(
    r"\s+(?:of|in|de|del|do|da)\s+(?:(?:the|his|her|their|el|la|su|o|a|seu|sua|este|esta|actual|atual|new|nuevo|novo|"
    r"nueva|nova|present|current)\s+)*(?:government|administration|presidency|term|gobierno|administración|sexenio|"
    r"mandato|gestión|governo|gestão|administração)\b",
    re.IGNORECASE,
)
"""Behind months that are counted from a government's first day."""
REACH = 60
"""Characters behind the words for the government in which its months are told by their dates."""


def without_months_of_terms(mentions: Sequence[PeriodMention], manuscript: Manuscript) -> list[PeriodMention]:
    """The mentions but those of months of a government that are told by their dates right behind."""
    kept: list[PeriodMention] = []
    for mention, after in pairwise([*mentions, None]):
        assert mention is not None
        term = _TERM.match(manuscript.text, mention.end)
        dated = (
            after is not None
            and after.period is not None
            and term is not None
            and after.start - term.end() <= REACH
        )
        if not dated or (after is not None and after.start < mention.end):
            kept.append(mention)
    return kept
