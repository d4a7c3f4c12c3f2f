"""Word lists of the languages that prose is read in: YAML files beside the code, one a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LIKE = {"á": "áa", "à": "àa", "â": "âa", "ã": "ãa", "é": "ée", "ê": "êe", "í": "íi", "ó": "óo", "ô": "ôo"}
_LIKE |= {"õ": "õo", "ú": "úu", "ü": "üu", "ç": "çc"}
"""Accented letters, and what a hurried writer puts for them. ñ is another letter, and so not among them."""


@cache
def words(subject: str, language: str) -> dict[str, Any]:
    """The lists of one subject in one language: words/<subject>.yml, its part for the language."""
    path = Path(__file__).parent / "words" / f"{subject}.yml"
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {**whole.get("all", {}), **whole.get(language, {})}


def any_of(phrases: Iterable[str]) -> str:
    """A pattern that matches any of the phrases, the longest first; spaces match any white space, accents may lack."""
    alternatives = sorted({str(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(_pattern(p) for p in alternatives) + ")" if alternatives else "(?!)"


def _pattern(phrase: str) -> str:
    marks = []
    for letter in phrase:
        if letter == " ":
            marks.append(r"\s+")
        elif letter in "'’":
            marks.append("['’]")
        elif letter in _LIKE:
            marks.append(f"[{_LIKE[letter]}]")
        else:
            marks.append(re.escape(letter))
    return "".join(marks)
