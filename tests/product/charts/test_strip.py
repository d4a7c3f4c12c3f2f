"""A route as a strip: one scale for a threat on all routes, and what is not known is hatched, not zero."""

from __future__ import annotations

from typing import Any

import pytest

from almenara.errors import MixedDefinitions, UsageError
from almenara.model.figure import Figure
from almenara.model.place import Place
from almenara.product.charts import style
from almenara.product.charts.strip import LANE, Lane, Stretch, strip
from tests.product.made_report import figure

HERE = Place("XX", "country", "Examplia")


def count(value: float | None, definition: str = "events") -> Figure:
    return figure(value, definition, HERE, "2018", status="unknown" if value is None else "known")


THEFT = Lane("theft", "Theft", count(3))
NORTH = [
    Stretch(0, 30, "North", {"theft": count(1)}), Stretch(30, 80, "North", {"theft": count(None)}),
    Stretch(80, 200, "South", {"theft": count(9)}),
]  # fmt: skip
COAST = [Stretch(0, 100, "South", {"theft": count(0)})]


def marks(spec: dict[str, Any], kind: str) -> list[list[dict[str, Any]]]:
    return [one["data"]["values"] for one in spec["layer"] if one["mark"]["type"] == kind]


def test_bars_of_all_routes_share_one_scale() -> None:
    chart = strip([("One", NORTH), ("Two", COAST)], [THEFT], "t", "en")
    bars = [b for b in marks(chart.spec, "rect")[0] if b["fill"] in (style.ACCENT, "#c3c9d1")]
    assert [(b["a"], b["b"], round(b["y2"] - b["y"], 6)) for b in bars] == [
        (0, 30, round(LANE / 9, 6)), (80, 200, LANE), (0, 100, 0),
    ]  # fmt: skip
    assert [b["fill"] == style.ACCENT for b in bars] == [False, True, False]  # above the network's mean


def test_what_is_not_known_is_hatched() -> None:
    chart = strip([("One", NORTH)], [THEFT], "t", "en")
    assert [(b["a"], b["b"]) for b in marks(chart.spec, "rect")[1]] == [(30, 80)]
    assert chart.alt == "Strip chart: t. One: Theft: highest 9, km 80–200, South."


def test_neighbouring_stretches_of_a_state_are_one_band() -> None:
    chart = strip([("One", NORTH)], [THEFT], "t", "en")
    bands = [b for b in marks(chart.spec, "rect")[0] if b["fill"] in ("#e9ecf0", "#d6dbe1")]
    assert [(b["a"], b["b"]) for b in bands] == [(0, 80), (80, 200)]


def test_two_definitions_share_no_lane() -> None:
    other = [Stretch(0, 10, "North", {"theft": count(1, "cases")})]
    with pytest.raises(MixedDefinitions):
        strip([("One", other)], [THEFT], "t", "en")


def test_a_route_of_which_nothing_is_known_is_not_drawn() -> None:
    with pytest.raises(UsageError):
        strip([("One", [NORTH[1]])], [THEFT], "t", "en")
