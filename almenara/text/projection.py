"""Whether a number is expected, aimed at or supposed, rather than counted."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from almenara.model.manuscript import Manuscript
from almenara.reading.spec import load_yaml

_CLAUSE = re.compile(r"[;:]|,(?!\d)|\s(?:and|but|while|y|pero|mientras|e|mas|enquanto)\s", re.IGNORECASE)

_INTERVAL = re.compile(r"\d\s?%\s*$|\d\s?%\s(?:between|entre)\s[\d\s.,]*(?:and|y|e)?\s*$", re.IGNORECASE)
"""What stands before the edges of an interval: "with 90 % between 10 and 20"."""
_SUPPOSED = {
    "en": re.compile(r"\s*if\b", re.IGNORECASE),
    "es": re.compile(r"\s*(?:si|de (?:continuar|mantenerse|seguir))\b", re.IGNORECASE),
    "pt": re.compile(r"\s*(?:se (?!registr|cont|som)|caso\b)", re.IGNORECASE),
}
"""Words that open a sentence with a supposition; the Spanish "se" of "se registraron" is none."""


@lru_cache(maxsize=3)
def _words(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(_listed()[language])})\b", re.IGNORECASE)


@lru_cache(maxsize=3)
def _near(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(_listed()['near'][language])})(?:\W+\w+){{0,5}}\W*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _listed() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml(Path(__file__).parent / "words" / "projection.yml")
    return found


def _any_of(phrases: list[str]) -> str:
    parts = (re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in phrases)
    return "|".join(sorted(parts, key=len, reverse=True))


def is_projection(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether the clause of a number, or one that opens its sentence with a supposition, says that it is not a count.

    start, end  characters of the number
    """
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    before = manuscript.text[sentence.start : start]
    after = manuscript.text[end : sentence.end]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    rest = _CLAUSE.split(after, maxsplit=1)[0]
    words = _words(manuscript.language)
    if _INTERVAL.search(clause):
        return True
    if words.search(f"{clause} {rest}") or _near(manuscript.language).search(clause):
        return True
    opening = _CLAUSE.split(before, maxsplit=1)[0] if cuts else ""
    return bool(_SUPPOSED[manuscript.language].match(opening))
