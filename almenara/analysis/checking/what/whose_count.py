"""Whose number one is, where its own words say that and not what it counts: "against the 30,974 of the prosecutors"."""

from __future__ import annotations

import re
from functools import lru_cache

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.word_lists import word_list

_OF = re.compile(
    r"\s(?:of|from|by|de|d[eo]s?|das?)\s(?:the|l[ao]s?|el)?\s?|\s(?:del|d[ao]s?)\s", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=3)
def _bodies(language: str) -> frozenset[str]:
    return frozenset(word_list("counting_bodies")[language].split())


def of_a_body(text: str, end: int, noun_end: int, language: str) -> bool:
    """Whether a number that ends at `end` is told as that of a body alone, up to where its own words end."""
    of = _OF.match(text, end)
    if of is None or noun_end <= of.end():
        return False
    words = _WORD.findall(text[of.end() : noun_end])
    return bool(words) and folded(words[0]) in _bodies(language)
