"""A quantity over time."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from almenara.model.place import Place
from almenara.product.charts import Mark, trend
from almenara.product.charts.trend import _end_labels
from tests.product.made_report import figure

HERE = Place("XX", "country", "Examplia")


def months(values: list[float | None], year: int = 2014) -> list:
    return [
        figure(
            v,
            "victims",
            HERE,
            f"{year + k // 12}-{k % 12 + 1:02d}",
            status="unknown" if v is None else "known",
        )
        for k, v in enumerate(values)
    ]


def lines(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]


def test_an_unknown_month_leaves_a_gap_and_is_not_zero() -> None:
    (line,) = lines(trend([("", months([5, None, 7]))], "t", "en").spec)
    assert [(row["y"], row["part"]) for row in line["data"]["values"]] == [(5, "0"), (7, "1")]


def test_no_line_crosses_a_break_and_the_break_is_labelled() -> None:
    chart = trend([("", months([5, 6, 7, 8]))], "t", "en", [Mark(date(2014, 3, 1), "new method")])
    (line,) = lines(chart.spec)
    assert [row["part"] for row in line["data"]["values"]] == ["0", "0", "1", "1"]
    texts = [row.get("label") for layer in chart.spec["layer"] for row in layer["data"]["values"]]
    assert "new method" in texts
    assert "counting rule changes, 1 March 2014: new method." in chart.alt


def test_lines_differ_in_dash_and_not_in_colour_alone() -> None:
    chart = trend([("A", months([1, 2])), ("B", months([2, 3])), ("C", months([3, 4]))], "t", "en")
    looks = {
        (tuple(layer["mark"]["strokeDash"]), layer["mark"]["strokeWidth"]) for layer in lines(chart.spec)
    }
    assert len(looks) == 3


def test_labels_at_the_ends_do_not_cover_one_another() -> None:
    layers = _end_labels([(100, "A", "#000"), (101, "B", "#000"), (100.5, "C", "#000")], (0, 200), 200)
    heights = sorted(layer["mark"]["y"] for layer in layers)
    assert all(b - a >= 16 for a, b in itertools.pairwise(heights))


def test_the_alternative_tells_first_highest_lowest_and_latest_in_the_language() -> None:
    chart = trend([("Víctimas", months([1200, 3400, 900, 1500], 2018))], "Víctimas por mes", "es")
    assert chart.alt == (
        "Gráfica de líneas: Víctimas por mes. Víctimas: 1,200 (enero de 2018); "
        "máximo 3,400 (febrero de 2018); "
        "mínimo 900 (marzo de 2018); último dato 1,500 (abril de 2018)."
    )


def test_the_record_is_drawn_and_said() -> None:
    chart = trend([("", months([5, 6]))], "t", "en", record=figure(9, "victims", HERE, "2011-07"))
    assert "Record: 9 (July 2011)." in chart.alt
    assert chart.figures[-1].value == 9


def test_a_break_outside_the_time_drawn_is_neither_drawn_nor_said() -> None:
    chart = trend(
        [("", months([5, 6, 7, 8]))], "t", "en", [Mark(date(2014, 1, 1), "a"), Mark(date(2026, 1, 1), "b")]
    )
    assert "counting rule changes" not in chart.alt
    (line,) = lines(chart.spec)
    assert {row["part"] for row in line["data"]["values"]} == {"0"}


def test_a_month_between_two_gaps_is_a_point() -> None:
    values: list[float | None] = [1] * 20
    values[4] = values[6] = None
    points = [
        row["y"]
        for layer in trend([("", months(values))], "t", "en").spec["layer"]
        if layer["mark"]["type"] == "point" and layer["mark"]["size"] == 34
        for row in layer["data"]["values"]
    ]
    assert points == [1]


def test_the_records_value_is_written_once() -> None:
    items = months([5, 9, 6])
    chart = trend([("", items)], "t", "en", record=items[1], record_words="highest of the years in evidence")
    texts = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"]
    labels = [row.get("label", "") for layer in texts for row in layer["data"]["values"]]
    assert [label for label in labels if "9" in label] == [
        "highest of the years in evidence 9 (February 2014)"
    ]
    assert "Highest of the years in evidence: 9 (February 2014)." in chart.alt
