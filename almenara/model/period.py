"""Periods: what a figure is about. A period is a span of whole days, both ends included."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from almenara.errors import UsageError

_YEAR = re.compile(r"^(\d{4})$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_QUARTER = re.compile(r"^(\d{4})-[Qq]([1-4])$")
_HALF = re.compile(r"^(\d{4})-[Hh]([12])$")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


def last_day(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def is_month(start: date, end: date) -> bool:
    """Whether two days are the first and the last of one calendar month."""
    return (
        start.day == 1
        and (end.year, end.month) == (start.year, start.month)
        and end == last_day(end.year, end.month)
    )


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole days from `start` to `end`, both included.

    Written as the shortest of 2017, 2018-Q1, 2018-05, 2018-05-03, 2018-01..2018-05 or
    2018-01-05..2018-02-06. Raises UsageError where the end lies before the start.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise UsageError(f"the period ends ({self.end}) before it starts ({self.start})")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as a user writes it. Raises UsageError with the accepted forms."""
        text = text.strip()
        if ".." in text:
            first, _, last = text.partition("..")
            return cls(cls.parse(first).start, cls.parse(last).end)
        try:
            if m := _YEAR.match(text):
                return cls.year(int(m[1]))
            if m := _MONTH.match(text):
                return cls.month(int(m[1]), int(m[2]))
            if m := _QUARTER.match(text):
                first_month = 3 * int(m[2]) - 2
                return cls.months(int(m[1]), first_month, first_month + 2)
            if m := _HALF.match(text):
                return cls.months(int(m[1]), 6 * int(m[2]) - 5, 6 * int(m[2]))
            if _DAY.match(text):
                day = date.fromisoformat(text)
                return cls(day, day)
        except ValueError as error:
            raise UsageError(f'"{text}" is not a period: {error}') from error
        raise UsageError(
            f'"{text}" is not a period; write 2017, 2018-05, 2018-Q1, 2018-05-03 or 2018-01..2018-05'
        )

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A calendar month."""
        return cls(date(year, month, 1), last_day(year, month))

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Period:
        """Months `first` to `last` of one year."""
        return cls(date(year, first, 1), last_day(year, last))

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def whole_months(self) -> bool:
        """Whether the span is made of whole calendar months."""
        return self.start.day == 1 and self.end == last_day(self.end.year, self.end.month)

    @property
    def month_count(self) -> int:
        """Number of calendar months touched."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def split_months(self) -> list[Period]:
        """The calendar months of a span of whole months."""
        out, year, month = [], self.start.year, self.start.month
        for _ in range(self.month_count):
            out.append(Period.month(year, month))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return out

    def years_earlier(self, years: int = 1) -> Period:
        """The same months or days `years` earlier; 29 February becomes the 28th."""

        def shift(day: date) -> date:
            month_end = last_day(day.year - years, day.month)
            return date(day.year - years, day.month, min(day.day, month_end.day))

        if self.whole_months:
            return Period(shift(self.start), last_day(self.end.year - years, self.end.month))
        return Period(shift(self.start), shift(self.end))

    def turned(self, turn: int) -> Period | None:
        """Of a year's months, quarters and the like as long as this one, the `turn`th; None where there is none."""
        size = self.month_count
        if not self.whole_months or size not in (1, 2, 3, 4, 6) or turn * size > 12:
            return None
        first = (turn - 1) * size + 1
        return Period(date(self.start.year, first, 1), last_day(self.start.year, first + size - 1))

    def contains(self, other: Period) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        s, e = self.start, self.end
        if s == e:
            return s.isoformat()
        if self.whole_months:
            if self.month_count == 1:
                return f"{s:%Y-%m}"
            if s.year == e.year and self.month_count == 12:
                return f"{s.year:04d}"
            if s.year == e.year and self.month_count == 3 and s.month % 3 == 1:
                return f"{s.year:04d}-Q{(s.month + 2) // 3}"
            return f"{s:%Y-%m}..{e:%Y-%m}"
        return f"{s}..{e}"


def parse_day(text: str | date, *, name: str = "day") -> date:
    """A day as YYYY-MM-DD. Raises UsageError."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f'{name} "{text}" is not a day; write it as 2018-11-02') from error


def partial_day(text: str) -> date:
    """The day by which something dated 2018, 2018-10 or 2018-10-05 was certainly known: the last one.

    Raises UsageError on anything else.
    """
    return Period.parse(text).end
