"""What a form of period means, and what the rest of the text tells towards it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from almenara.model.period import Period, last_day
from almenara.text.period_words import PeriodWords

MONTHS_OF = {"month": 1, "bimester": 2, "quarter": 3, "four_months": 4, "half": 6, "year": 12}
"""Months of each unit that has whole ones."""


@dataclass(frozen=True)
class Resolved:
    """What a form means: the period, None where it cannot be told, and how it was reached."""

    period: Period | None
    relative: bool = False
    shift_years: int = 0  # never below 0: a step on is none back
    months_only: bool = False
    open_end: bool = False
    sure: bool = True


NOTHING = Resolved(None, relative=True, sure=False)


@dataclass(frozen=True)
class Around:
    """What else the text says of when.

    published  the day it was written, None where nothing tells
    antecedents periods of the text that a relative form may go back to, the likeliest first
    sentence_year, paragraph_year  a year that governs, 0 where none does
    ranked     whether the sentence ranks something
    """

    published: date | None
    antecedents: Sequence[Period]
    sentence_year: int = 0
    paragraph_year: int = 0
    ranked: bool = False


def shifted(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month some months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def months(year: int, month: int, count: int) -> Period:
    """So many whole months from one on."""
    end_year, end_month = shifted(year, month, count - 1)
    return Period(date(year, month, 1), last_day(end_year, end_month))


def half_of(year: int, month: int, turn: int) -> Period:
    """The days 1 to 15 of a month, or those from the 16th on."""
    if turn == 1:
        return Period(date(year, month, 1), date(year, month, 15))
    return Period(date(year, month, 16), last_day(year, month))


def year_of(words_of_it: str | None, words: PeriodWords, around: Around) -> tuple[int, bool]:
    """The year that some words name and whether that was sure; 0 where it cannot be told."""
    if not words_of_it:
        return 0, True
    if words_of_it[:2].isdigit():
        return int(words_of_it), True
    phrase = words.year_phrase(words_of_it)
    now = around.published.year if around.published else 0
    before = around.antecedents[0].end.year if around.antecedents else 0
    if phrase == "year_this":
        return now, True
    if phrase == "year_last":
        return (now - 1 if now else 0), True
    if phrase == "year_before_last":
        return (now - 2 if now else 0), True
    if phrase == "year_next":
        return (now + 1 if now else 0), True
    if phrase == "year_previous":
        anchor = before or now
        return (anchor - 1 if anchor else 0), bool(before)
    if phrase == "year_following":
        return (before + 1 if before else 0), True
    if phrase == "year_that":
        return before, True
    return 0, True  # "the year": whichever governs


def which_year(month: int, day: int, around: Around, future: bool = False) -> tuple[int, bool]:
    """The year of a month (from `day` on) named without one: the sentence's, the paragraph's, or the latest begun."""
    latest = 0
    published = around.published
    if published:
        now = published
        try:
            start = date(now.year, month, day)
        except ValueError:
            start = date(now.year, month, 1)
        latest = (
            (now.year if start >= now else now.year + 1)
            if future
            else now.year
            if start <= now
            else now.year - 1
        )
    told = around.sentence_year or around.paragraph_year
    nearest = around.antecedents[0] if around.antecedents else None
    whole = nearest is not None and nearest.month_count == 12  # "in 2024 … on 2 June": of that very year
    ahead = latest and told == latest + 1 and not future and not whole
    if ahead and published is not None and date(told, month, 1) > published:
        return latest, False  # told in February, "2,874 in January, against 2,891 in December"
    if latest == told + 1 and not future and _goes_on(month, told, around):
        return latest, False
    if around.sentence_year:
        return around.sentence_year, True
    if around.paragraph_year and not future and _just_over(month, latest, around):
        return latest, False
    if around.paragraph_year and not future:
        return around.paragraph_year, around.paragraph_year == latest
    return latest, latest > 0


_ON = 3
"""Months from one that is told to the next, at most, where the turn of a year lies between."""


def _goes_on(month: int, told: int, around: Around) -> bool:
    """Whether a month without its year is told right behind one late in a year: "2,400 in December, 2,433 in January";
    not where that year itself is what is told of."""
    last = around.antecedents[0] if around.antecedents else None
    if last is None or last.month_count > 1 or last.end.year != told or last.end.month <= month:
        return False
    of_the_year = any(a.month_count == 12 and a.end.year == told for a in around.antecedents)
    return (month - last.end.month) % 12 <= _ON and not of_the_year


_JUST = 62
"""Days since a month began within which it is the last one of which a text can tell."""


def _just_over(month: int, latest: int, around: Around) -> bool:
    """Whether a month told behind last year, or behind a later month of it, is the one that was over last.

    "Last year there were 996. In January 153 were registered", written in February. Where a sentence ranks, it
    may rank the months of that year.
    """
    now, told = around.published, around.antecedents[0] if around.antecedents else None
    if now is None or told is None or around.ranked or around.paragraph_year != latest - 1:
        return False
    whole = told.whole_months and told.month_count == 12
    later = told.whole_months and told.month_count == 1 and told.start.month > month
    return (whole or later) and 0 <= (now - date(latest, month, 1)).days <= _JUST


_SHORTLY = 120
"""Days before a text was written within which months may have ended that it need not date."""


def of_this_year(first: int, last: int, around: Around) -> bool:
    """Whether months from January on, told behind the whole of last year, are those of the year that runs.

    "Last year there were 29,705. January and February brought 4,737": written in March, of this year. Not one month
    alone, which may be told of either.
    """
    now, told = around.published, around.antecedents[0] if around.antecedents else None
    if now is None or told is None or around.sentence_year or first != 1 or last < 2:
        return False
    over = now - last_day(now.year, last)
    behind = told.whole_months and told.month_count == 12 and around.paragraph_year == now.year - 1
    return behind and timedelta(0) < over <= timedelta(_SHORTLY)
