"""Spans of whole days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from almenara.model.period import Period, is_month


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(0, 70), st.booleans())
def test_a_month_runs_from_its_first_to_its_last_day(start: date, days: int, first: bool) -> None:
    start = start.replace(day=1) if first else start
    end = start + timedelta(days=days)
    assert is_month(start, end) == (Period(start, end) == Period.month(start.year, start.month))


@given(st.integers(1990, 2030), st.integers(1, 12))
def test_every_calendar_month_is_one(year: int, month: int) -> None:
    whole = Period.month(year, month)
    assert is_month(whole.start, whole.end)
    assert not is_month(whole.start, whole.end + timedelta(days=1))
