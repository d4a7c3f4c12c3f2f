"""Word lists of the judging: measures taken for one another, words that name an edition or an authority."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript


def words(section: str) -> Any:
    """A section of the judging's words."""
    return word_list("judging_words")[section]


@lru_cache
def same(measure: str) -> tuple[str, ...]:
    """Other measures whose count may be told in this one's words."""
    return _with(measure, "same")


@lru_cache
def near(measure: str) -> tuple[str, ...]:
    """Other measures that a writer may have meant, or whose cases are partly the same."""
    return _with(measure, "near")


def _with(measure: str, kind: str) -> tuple[str, ...]:
    found = [m for group in word_list("kindred")[kind] if measure in group for m in group if m != measure]
    return tuple(dict.fromkeys(found))


def together(measures: frozenset[str]) -> str:
    """The measure that some make together, "" where they make none."""
    return _of_all(measures, "both")


def wider(measures: frozenset[str]) -> str:
    """Of some measures the one that holds the others, "" where none does."""
    return _of_all(measures, "wider")


@lru_cache
def _of_all(measures: frozenset[str], kind: str) -> str:
    return next((g["is"] for g in word_list("kindred")[kind] if frozenset(g["of"]) == measures), "")


def made_with(measure: str) -> str:
    """The measure that one makes with another, "" where there is none."""
    return next((g["is"] for g in word_list("kindred")["both"] if measure in g["of"]), "")


def parts_of(measure: str, text: str) -> tuple[str, ...]:
    """The two measures that one is made of, in the order in which its words name them."""
    parts = next(g["of"] for g in word_list("kindred")["both"] if g["is"] == measure)
    return tuple(parts if text.lower().find("fem") > 2 else parts[::-1])


def made_of_two(measure: str) -> bool:
    """Whether a measure is what two others make together."""
    return any(group["is"] == measure for group in word_list("kindred")["both"])


@lru_cache
def _edition(language: str, section: str = "editions") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words(section)[language])})\b", re.IGNORECASE)


@lru_cache
def _authority() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('authorities'))})\b", re.IGNORECASE)


def names_an_authority(name: str) -> bool:
    """Whether a source's name is that of no publisher, but of officials: "the government", "autoridades"."""
    return _authority().search(name) is not None


@lru_cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('more'))})\b", re.IGNORECASE)


def says_more(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether a multiple is told as "times more": its own words, or those just behind it."""
    return _more().search(manuscript.text[start : end + 16]) is not None


@lru_cache
def _moved() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    before, after, bare = (words("moved")[name] for name in ("before", "after", "bare"))
    return (
        re.compile(rf"\b(?:{before})\s*$", re.IGNORECASE),
        re.compile(rf"[^.;]*?\b(?:{after})\s+(?:mil\s)?\d"),
        re.compile(rf"(?:{bare})\d", re.IGNORECASE),
    )


def is_moved_from(before: str, after: str) -> bool:
    """Whether the words around a number say that a count went from it to another: "from 79 to 75", "14 → 21"."""
    front, back, bare = _moved()
    told = front.search(before) is not None and back.match(after) is not None
    return told or bare.match(after) is not None


_EDITION_BEHIND = 60
"""Characters from the beginning of a figure on in which its own edition may be named."""


def names_its_edition(manuscript: Manuscript, position: int) -> bool:
    """Whether the sentence at a character says which edition its figure is from: "preliminary", "as of 30 April"."""
    if not manuscript.sentences:
        return False
    sentence = manuscript.sentences[manuscript.sentence_at(position)]
    text, language = manuscript.text, manuscript.language
    if _edition(language).search(manuscript.said(sentence)) is None:
        return False
    if _edition(language).search(text, position, min(sentence.end, position + _EDITION_BEHIND)):
        return True
    older, latest = (
        max((m.end() for m in told.finditer(text, sentence.start, position)), default=-1)
        for told in (_edition(language), _edition(language, "latest_editions"))
    )
    return older >= latest
