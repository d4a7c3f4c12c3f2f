"""The tree of splits: every group drawn once within the frame, joined to its parent, and told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from almenara.errors import UsageError
from almenara.product.charts.event_course import event_course
from almenara.product.charts.lineage import Bar, lineage
from tests.product.made_figures import figure

FIRST, LAST = date(2006, 1, 1), date(2018, 11, 2)
WORDS = {"dated": "dated", "undated": "not dated", "disputed": "disputed"}
BARS = [
    Bar("Elders", 0, date(1990, 1, 1), None, None, False, False),
    Bar("Children", 1, date(2010, 5, 1), date(2015, 1, 1), 0, True, False),
    Bar("Late", 2, date(2030, 1, 1), None, 1, False, True),
]


def test_bars_stay_within_the_time_drawn() -> None:
    made = lineage(BARS, "Splits", "en", FIRST, LAST, WORDS)
    rows = made.spec["layer"][1]["data"]["values"]
    assert [row["label"] for row in rows] == ["Elders", "Children", "Late"]
    for row in rows:
        assert FIRST.toordinal() <= row["x"] < row["x2"]
    assert rows[1]["x2"] == date(2015, 1, 2).toordinal()
    assert made.alt.startswith("Tree of splits: Splits. Elders: Children (2010)")


def test_a_group_is_joined_to_the_one_it_split_from() -> None:
    joined = lineage(BARS, "Splits", "en", FIRST, LAST, WORDS).spec["layer"][0]["data"]["values"]
    assert [(row["label"], row["from"]) for row in joined] == [("Children", 0.5), ("Late", 1.5)]


def test_a_split_that_no_source_dates_has_an_open_mark() -> None:
    layers = lineage(BARS, "Splits", "en", FIRST, LAST, WORDS).spec["layer"]
    assert [row["label"] for row in layers[2]["data"]["values"]] == ["Late"]


def test_the_course_of_an_event_is_drawn_on_both_sides_of_it_and_cut_where_it_would_flatten_the_rest() -> (
    None
):
    months = [(n, replace(figure(value), unit="%", low=value - 5, high=high)) for n, value, high in (
        (-1, 2.0, 8.0), (0, 20.0, 900.0), (1, -10.0, 4.0),
    )]  # fmt: skip
    made = event_course(months, "Course", "en", "%", "months", "the fall")
    rows = made.spec["layer"][0]["data"]["values"]
    assert [row["x"] for row in rows] == [-1, 0, 1]
    assert rows[1]["high"] == 200 and rows[0]["high"] == 8
    assert rows[0]["colour"] != rows[1]["colour"]
    assert made.figures == tuple(f for _, f in months)


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(UsageError):
        lineage([], "Splits", "en", FIRST, LAST, WORDS)
    with pytest.raises(UsageError):
        event_course([], "Course", "en", "%", "months", "fall")
