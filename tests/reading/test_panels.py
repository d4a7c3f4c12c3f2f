"""Weeks in long tables: as days, ISO weeks and numbers of the file's own."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.errors import BadInput
from almenara.reading.panels import read_panel, week_number, week_text


def test_weeks_are_told_by_day_by_iso_week_or_by_number() -> None:
    assert week_number("2018-01-01") == week_number("2018-01-07") == week_number("2018-W01")
    assert week_number("2018-01-08") == week_number("2018W02") == week_number("2018-01-01") + 1
    assert week_text(week_number("2018-01-07")) == "2018-01-01"
    assert (week_number("17"), week_text(17)) == (17, "17")
    assert [week_number(text) for text in ("", "2018", "2018-13-01", "2018-W60", "x")] == [
        None,
        2018,
        None,
        None,
        None,
    ]


def test_a_file_of_weeks_is_whole_or_refused(tmp_path) -> None:
    path = tmp_path / "weeks.csv"
    path.write_text("week,cases\n2018-12-31,3\n2018-12-24,1\n2019-01-07,0\n")
    panel = read_panel(path, "", "week", "cases", every="week")
    assert panel.units == ["cases"]
    assert np.array_equal(panel.counts, [[1, 3, 0]])
    path.write_text("week,cases\n2018-12-24,1\n2019-01-07,0\n")
    with pytest.raises(BadInput, match="no row for cases in 2018-12-31"):
        read_panel(path, "", "week", "cases", every="week", command="anomalies")
