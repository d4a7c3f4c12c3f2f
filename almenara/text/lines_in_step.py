"""Lines of plain text that are made alike, each with its own numbers: a list without marks, however long its lines are.

"2021: 34,379 in all, 33,361 of one kind and 1,018 of the other", and the next year's right below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_TOKEN = re.compile(r"[^\W\d_]+|#|[^\w\s]")
_LONGEST = 240
"""Characters of a line of such a list, at most."""
_FEWEST = 2
"""Numbers of each line, at least."""
_ALIKE = 0.7
"""How much of two lines is the same, their numbers apart, where they are made alike."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"\s*[(\[]?(?:19|20)\d\d[)\]]?\s*(?P<sign>[:–—,;|/=-])?")
"""A year that begins a line."""


def lines_in_step(lines: Sequence[str]) -> frozenset[int]:
    """Which lines stand beside one that is made as they are: as many numbers in the same words, or behind a year."""
    shapes = [_shape(line) for line in lines]
    found: set[int] = set()
    for number, (one, two) in enumerate(pairwise(shapes)):
        if _in_step(one, two) or _both_dated(lines[number], lines[number + 1], one, two):
            found |= {number, number + 1}
    return frozenset(found)


def heads_lines(lines: Sequence[str]) -> bool:
    """Whether the first line is the title of those below: a year is its only number, and each of them has several."""
    numbers = _NUMBER.findall(lines[0])
    titled = len(numbers) == 1 and _YEAR.fullmatch(numbers[0]) is not None and lines[0].lstrip()[:1].isalpha()
    return titled and len(lines) > 2 and all(len(_NUMBER.findall(line)) > _FEWEST for line in lines[1:])


def _shape(line: str) -> list[str]:
    """The words and signs of a line, each number as one sign; [] for a line that is too long or goes on another."""
    if len(line) > _LONGEST or line.lstrip()[:1].islower():
        return []
    return _TOKEN.findall(_NUMBER.sub("#", line).lower())


def _in_step(one: Sequence[str], two: Sequence[str]) -> bool:
    if one.count("#") != two.count("#") or one.count("#") < _FEWEST:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _both_dated(first: str, second: str, one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two lines begin with their years, each set off by the same sign."""
    years = _DATED.match(first), _DATED.match(second)
    if years[0] is None or years[1] is None or min(one.count("#"), two.count("#")) <= _FEWEST:
        return False
    return years[0]["sign"] is not None and years[0]["sign"] == years[1]["sign"]
