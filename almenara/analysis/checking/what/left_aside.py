"""What a sentence sets apart from what it tells: "these totals leave out 850 victims of femicide"."""

from __future__ import annotations

import re
from functools import lru_cache

from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript

_NEAR = 60
"""Characters between the verb and what it sets apart, at most."""


@lru_cache(maxsize=3)
def _verbs(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{word_list('left_aside')[language]})(?!\w)[^.;:]*$", re.IGNORECASE)


def set_apart(subject: Subject, manuscript: Manuscript) -> bool:
    """Whether a verb right before a thing counted leaves it out: no sentence behind goes on about it."""
    first = manuscript.sentences[manuscript.sentence_at(subject.start)].start
    before = manuscript.text[max(first, subject.start - _NEAR) : subject.start]
    return _verbs(manuscript.language).search(before) is not None
