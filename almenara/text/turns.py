"""An ordinal that stands for the period just told: "in the first quarter 3,691, in the second 3,839"."""

from __future__ import annotations

import re
from functools import lru_cache

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.period_words import period_words
from almenara.text.vocabulary import any_expression


@lru_cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = period_words(language)
    named = any_expression(w for w, n in words.raw["ordinals"].items() if n > 1)
    turn = rf"(?<!\w)(?:in|en|em|n[oa])\s+{words.raw['article']}(?P<n>{named})"
    before = re.compile(rf"{turn}(?:,|\s+(?:[^\W\d]+))?\s+$")
    after = re.compile(rf"(?:\s+[^\W\d]+){{0,3}}?\s+{turn}\s*(?=[,.;]|(?:and|y|e)\b|$)")
    return before, after


def turn_alone(manuscript: Manuscript, start: int, end: int) -> int:
    """The ordinal beside the number in start..end that has no unit of its own; 0 where there is none."""
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    words = period_words(manuscript.language)
    before, after = _patterns(manuscript.language)
    said = plain(manuscript.text[sentence.start : start])
    found = before.search(said) or after.match(plain(manuscript.text[end : sentence.end]))
    return words.ordinals[found["n"]] if found else 0
