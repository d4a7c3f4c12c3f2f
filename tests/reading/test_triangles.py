"""Tables of reports: what is read as which period and delay, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.errors import BadInput, UsageError
from almenara.reading.triangles import moment, read_triangle

COLUMNS = ("event", "delay", "n")


def table(folder, *rows, head="event,delay,n"):
    path = folder / "reports.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_weeks_with_delays_in_weeks(tmp_path) -> None:
    path = table(tmp_path, "2020-01-06,0,3", "2020-01-06,1,2", "2020-01-20,0,4")
    held = read_triangle(path, *COLUMNS)
    assert (held.unit, held.now, held.labels) == (
        "week", "2020-01-20", ["2020-01-06", "2020-01-13", "2020-01-20"],
    )  # fmt: skip
    np.testing.assert_array_equal(held.reports, [[3, 2], [0, 0], [4, np.nan]])


def test_days_of_event_and_report(tmp_path) -> None:
    path = table(tmp_path, "2020-01-01,2020-01-01,1", "2020-01-01,2020-01-03,2", "2020-01-02,2020-01-03,4")
    held = read_triangle(path, *COLUMNS)
    assert (held.unit, held.now) == ("day", "2020-01-03")
    np.testing.assert_array_equal(held.reports, [[1, 0, 2], [0, 4, np.nan]])


def test_days_put_into_months(tmp_path) -> None:
    path = table(tmp_path, "2019-12-30,2020-01-03,1", "2019-12-31,2020-01-05,2", "2020-01-02,2020-01-02,4")
    held = read_triangle(path, *COLUMNS, unit="month")
    assert held.labels == ["2019-12", "2020-01"]
    np.testing.assert_array_equal(held.reports, [[0, 3], [4, np.nan]])


def test_months_are_told_from_the_events(tmp_path) -> None:
    held = read_triangle(table(tmp_path, "2020-01,0,5", "2020-03,0,1"), *COLUMNS)
    assert (held.unit, held.labels) == ("month", ["2020-01", "2020-02", "2020-03"])


def test_numbers_and_an_earlier_now(tmp_path) -> None:
    path = table(tmp_path, "7,0,5", "7,1,2", "8,0,3", "8,1,9", "9,0,8")
    np.testing.assert_array_equal(read_triangle(path, *COLUMNS, now="8").reports, [[5, 2], [3, np.nan]])


@pytest.mark.parametrize("now", ["2020-01-14", "2"])
def test_an_earlier_now_of_weeks_by_day_and_by_number(tmp_path, now) -> None:
    path = table(tmp_path, "2020-01-06,0,3", "2020-01-06,1,2", "2020-01-13,0,4", "2020-01-13,1,9")
    held = read_triangle(path, *COLUMNS, now=now)
    assert held.now == "2020-01-13"
    np.testing.assert_array_equal(held.reports, [[3, 2], [4, np.nan]])


def test_a_later_now_adds_periods_that_nobody_reported_of(tmp_path) -> None:
    held = read_triangle(table(tmp_path, "1,0,5", "1,1,2", "2,0,3"), *COLUMNS, now="3")
    np.testing.assert_array_equal(held.reports, [[5, 2], [3, 0], [0, np.nan]])


def test_every_bad_row_is_told_with_its_column(tmp_path) -> None:
    path = table(
        tmp_path, "2020-01-06,0,3", "2020-02-30,1,2", "2020-01-13,-1,4", "2020-01-13,0,1.5", "x,y,z",
        "2020-01-06,0,1", ",,", "2020-01-20,0,12345678901",
    )  # fmt: skip
    with pytest.raises(BadInput) as caught:
        read_triangle(path, *COLUMNS)
    said = str(caught.value)
    for wanted in (
        'row 3, "event": "2020-02-30" is not a day',
        'row 4, "delay": "-1" is not a number of periods',
        'row 5, "n": "1.5" is not a count',
        'row 6, "event": "x" is not',
        'row 6, "delay": "y" is not',
        'row 6, "n": "z" is not a count',
        'row 7, "delay": 2020-01-06 with 0 stands in an earlier row too',
        'row 8, "event": is empty',
        'row 9, "n": "12345678901" is not a count',
    ):
        assert wanted in said
    assert "Mend the file" in said


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["2020-01-06,2020-01-05,3"], "2020-01-05 is before the event, 2020-01-06"),
        (["2020-01-06,0,3", "7,0,3"], '"event": 7 is not a day, as the first row\'s is'),
        (["2020-01-06,0,3", "2020-01-13,2020-01-14,3"], '"delay": 2020-01-14 is not a number'),
        (["1,0,3", "2,99999,3"], '"delay": lies more than 20,000 periods from others'),
        (["2020-01-06,0,3", "2020-01-07,0,1", "0001-01-01,0,1"], '"event": lies more than 20,000 days'),
        ([], "holds no rows"),
    ],
)
def test_rows_that_do_not_fit_together(tmp_path, rows, message) -> None:
    with pytest.raises(BadInput) as caught:
        read_triangle(table(tmp_path, *rows), *COLUMNS)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"delay": "lag"}, "--delay: reports.csv has no column lag; it has event, delay, n"),
        ({"unit": "year"}, '--unit: "year" is not a unit'),
        ({"now": "soon"}, '--now: "soon" is not a day'),
        ({"now": "2019-12-30"}, "before the second period"),
        ({"now": "9999-01-01"}, "more than 20,000 periods after"),
    ],
)
def test_options_that_mean_nothing(tmp_path, wanted, message) -> None:
    path = table(tmp_path, "2020-01-06,0,3", "2020-01-13,1,2")
    with pytest.raises(UsageError, match=message):
        read_triangle(path, **{"event": "event", "delay": "delay", "count": "n", **wanted})


def test_days_of_report_of_numbered_events(tmp_path) -> None:
    with pytest.raises(UsageError, match="give both as days"):
        read_triangle(table(tmp_path, "1,2020-01-06,3"), *COLUMNS)


def test_one_period_teaches_nothing(tmp_path) -> None:
    with pytest.raises(UsageError, match="one event period only"):
        read_triangle(table(tmp_path, "1,0,3", "1,1,3"), *COLUMNS)


def test_no_file_and_no_text(tmp_path) -> None:
    with pytest.raises(UsageError, match="can't be read"):
        read_triangle(tmp_path / "none.csv", *COLUMNS)
    (tmp_path / "raw.csv").write_bytes(b"event,delay,n\n\xff\xfe,0,1\n")
    with pytest.raises(UsageError, match="can't be read"):
        read_triangle(tmp_path / "raw.csv", *COLUMNS)


@given(st.text(max_size=12))
def test_any_text_is_a_moment_or_none(text) -> None:
    moment(text)
