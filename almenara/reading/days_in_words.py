"""Days as English prose gives them: "May 22 or 23, 2015", "summer 1993", "date unknown in 2002"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from almenara.model.period import last_day
from almenara.reading.dates import month_number

_MONTH = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
_TOKEN = re.compile(rf"\b{_MONTH}\b|\b(\d{{4}})\b|\b(\d{{1,2}})\b", re.IGNORECASE)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_WORDS = re.compile(r"[A-Za-z]+")
_EXPECTED = {"or", "and", "to", "through", "between", "mid", "early", "late", "in", "on", "of", "the"}


class Span(NamedTuple):
    """First and last possible day; precision is day, span, month or year."""

    start: date
    end: date
    precision: str


def days_in_words(text: str) -> Span | None:
    """The days that a text allows, None where it says that the day is unknown and gives no year.

    A text that only sets a bound ("Before April 16, 2017", "death disclosed February 2007") is such an
    unknown day. Raises ValueError on words that are not understood.
    """
    folded = " ".join(text.split())
    if re.search(r"\b(before|after|disclosed)\b", folded, re.IGNORECASE):
        return None
    if re.search(r"\bunknown\b", folded, re.IGNORECASE):
        year = re.search(r"\b(\d{4})\b", folded)
        return _whole_year(int(year[1])) if year else None
    season = re.fullmatch(r"(\w+),? (\d{4})", folded)
    if season and season[1].lower() in _SEASONS:
        first, last = _SEASONS[season[1].lower()]
        return Span(date(int(season[2]), first, 1), last_day(int(season[2]), last), "span")
    points = _points(folded)
    return Span(min(p[0] for p in points), max(p[1] for p in points), _precision(points))


def _whole_year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), "year")


def _points(text: str) -> list[tuple[date, date]]:
    """Every day or month named; a year holds for what stands before it, a month for the days after it."""
    for word in _WORDS.findall(text):
        if word.lower() not in _EXPECTED and not re.fullmatch(_MONTH, word, re.IGNORECASE):
            raise ValueError(f'"{text}" is not a day: "{word}" is not understood')
    month = 0
    waiting: list[tuple[int, int]] = []  # month and day, 0 for the whole month
    out: list[tuple[date, date]] = []
    for name, year, day in _TOKEN.findall(text):
        if name:
            month = month_number(name, "en")
            waiting.append((month, 0))
        elif day:
            if not month:
                raise ValueError(f'"{text}" is not a day: no month stands before {day}')
            if waiting and waiting[-1] == (month, 0):
                waiting.pop()
            waiting.append((month, int(day)))
        else:
            out += [_point(int(year), m, d) for m, d in waiting]
            if not waiting:
                out.append(_whole_year(int(year))[:2])
            waiting = []
    if waiting or not out:
        raise ValueError(f'"{text}" is not a day: it has no year')
    return out


def _point(year: int, month: int, day: int) -> tuple[date, date]:
    return (date(year, month, day),) * 2 if day else (date(year, month, 1), last_day(year, month))


def _precision(points: list[tuple[date, date]]) -> str:
    if len(set(points)) > 1:
        return "span"
    first, last = points[0]
    if first == last:
        return "day"
    return "month" if first.month == last.month else "year"
