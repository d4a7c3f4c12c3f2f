"""The words after a number that say what it counts."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from almenara.text.vocabulary import words

MOST_WORDS = 7
_WORD = re.compile(r"(?:\s+|-)?([^\W\d_][\w'’-]*(?:\.(?=[A-Za-z]\.))*)", re.UNICODE)
_IS = {
    "en": re.compile(r"\s+(?:were|was|are|is)(?=\s+(?!in\b|at\b|on\b)\w)", re.IGNORECASE),
    "es": re.compile(r"\s+(?:fueron|eran|son|fue)(?=\s+\w)", re.IGNORECASE),
    "pt": re.compile(r"\s+(?:foram|eram|são|foi)(?=\s+\w)", re.IGNORECASE),
}
"""Between a number and what it counts: "81 were kidnappings"."""
_BREAK = re.compile(r"\s*[,.;:()\[\]\"“”«»!?–—\n/]")


class Counted(NamedTuple):
    """Words for what is counted, with their span; empty where there are none."""

    words: str
    start: int
    end: int


@cache
def _lists(language: str) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(str(w).lower() for w in listed) for name, listed in words("counted", language).items()
    }


def counted_after(text: str, end: int, ceiling: int, language: str, single: bool = False) -> Counted:
    """What is counted by a number that ends at `end`, within the sentence that ends at `ceiling`.

    text    with other numbers blanked
    single  whether the number is one, so that the noun is singular
    """
    lists = _lists(language)
    position = end
    if said := _IS[language].match(text, end, ceiling):
        position = said.end()
    linked = re.compile(r"\s+(?:of|de)\s+(?:the\s+|los\s+|las\s+|os\s+|as\s+)?").match(text, end)
    taken: list[tuple[str, int, int]] = []
    if linked and not _BREAK.match(text, end):
        position = linked.end() - 1
    while len(taken) < MOST_WORDS and not _BREAK.match(text, position, ceiling):
        found = _WORD.match(text, position, ceiling)
        if not found:
            break
        word = found[1].lower()
        stops = word in lists["stops"] and not (not taken and word in lists.get("describing", ()))
        if stops or _turns(taken, word, text, found.end(), lists, language):
            break
        taken.append((word, found.start(1), found.end(1)))
        position = found.end()
    while taken and taken[-1][0] in lists["of_words"]:
        taken.pop()
    if not taken or not (single or _counts(taken, lists)):
        return Counted("", end, end)
    start, stop = taken[0][1], taken[-1][2]
    return Counted(text[start:stop], start, stop)


def _turns(
    taken: list[tuple[str, int, int]],
    word: str,
    text: str,
    after: int,
    lists: dict[str, frozenset[str]],
    language: str,
) -> bool:
    """Whether a linking word leads away from what is counted: "of 2018", "de enero", "por la policía"."""
    if word not in lists["of_words"]:
        return False
    if not taken:
        return True
    following = _WORD.match(text, after)
    if not following or following[1].lower() in lists.get("of_follows", ()):
        return True
    if following[1][0].isupper() and language != "en":
        return True
    if language == "en":
        return (
            following[1].lower() in ("the", "all", "this", "that", "these", "those", "its", "january")
            or following[1][0].isupper()
        )
    return word == "por" and taken[0][0] not in lists["by_words"]


def _counts(taken: list[tuple[str, int, int]], lists: dict[str, frozenset[str]]) -> bool:
    """Whether the words hold a plural before any link: what several things are called."""
    for word, _, _ in taken:
        if word in lists["of_words"]:
            return False
        if word in lists["plural"] or (len(word) > 3 and word.endswith("s") and not word.endswith("ss")):
            return True
    return False
