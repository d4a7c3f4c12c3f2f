"""Days as documents write them: 2 November 2018, 2 de noviembre de 2018, 11/2/2018, 2018-11-02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from almenara.text.letters import plain
from almenara.text.vocabulary import lists

FIRST_YEAR, LAST_YEAR = 1950, 2099
"""Years in which something that is checked may have been written."""
_DAY = r"(\d{1,2})(?:st|nd|rd|th|º|°|ª|er|o)?"
_OF = r"(?:of |de |do |del )?"
_MONTH = r"([^\W\d_]{3,10})\.?"
_PATTERNS = (
    re.compile(rf"(?<![\w.,/-]){_DAY}[\s\-/.]*{_OF}\s*{_MONTH},?[\s\-/]*{_OF}(\d{{4}})\b"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_OF}(\d{{4}})\b"),
    re.compile(r"(?<![\w/.-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?=T|\b)(?![/-]?\d)"),
    re.compile(r"(?<![\w/.-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)\b(?![/-]?\d)"),
)


@dataclass(frozen=True)
class DayFound:
    """A day in a text: characters `start` to `end`; `other` is the second reading of one such as 11/2/2018."""

    start: int
    end: int
    day: date
    other: date | None = None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    out: dict[str, int] = {}
    for number, names in enumerate(lists("datelines")["months"], 1):
        for name in names:
            out |= {name[:length]: number for length in (3, 4, len(name))}
    return out


def days_in(text: str) -> Iterator[DayFound]:
    """Whole days in a text, in order of the ways to write one; month and day in figures as month first."""
    for number, pattern in enumerate(_PATTERNS):
        for found in pattern.finditer(text):
            day, other = _read(number, found)
            if day:
                yield DayFound(found.start(), found.end(), day, other)


def _read(pattern: int, found: re.Match[str]) -> tuple[date | None, date | None]:
    if pattern == 0:
        return _day(int(found[3]), _months().get(plain(found[2]), 0), int(found[1])), None
    if pattern == 1:
        return _day(int(found[3]), _months().get(plain(found[1]), 0), int(found[2])), None
    if pattern == 2:
        return _day(int(found[1]), int(found[3]), int(found[4])), None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    american, european = _day(year, first, second), _day(year, second, first)
    if american and european and american != european:
        return (european, None) if found[2] == "." else (american, european)
    return american or european, None


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_day(text: str) -> date | None:
    """The day of a machine's date: 2018-11-02T10:00:00-06:00, D:20181102…, or one written out."""
    found = re.match(r"\s*(?:D:)?((?:19|20)\d\d)-?(\d\d)-?(\d\d)", text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    first = next(days_in(text), None)
    return first.day if first and first.other is None else None
