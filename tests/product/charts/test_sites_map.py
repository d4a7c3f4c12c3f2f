"""Sites on a map: the worst on top, names that leave each other room, and nothing drawn outside."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.product.charts.sites_map import Spot, Words, sites_map

DAY = date(2020, 1, 1)
WINDOW = (20.0, 8.0, 24.0, 11.0)
STATES = {"XX-1": shapely.box(20, 8, 22, 11), "XX-2": shapely.box(22, 8, 24, 11)}
WORDS = Words(
    "Sites", ("low", "elevated", "high", "very high"), "not known", "event", "TLP:AMBER", ["Borders"]
)


def spot(name: str, latitude: float, longitude: float, level: int | None) -> Spot:
    place = Place("XX-1", "state", "One", "XX")
    status = "known" if level else "unknown"
    figure = Figure(level, "level", "rating", "", place, Period(DAY, DAY), DAY, status)  # type: ignore[arg-type]
    return Spot(name, (latitude, longitude), figure)


def drawn(spots: list[Spot]) -> list[dict]:
    chart = sites_map(spots, WINDOW, STATES, {"XX-1": "One", "XX-2": "Two"}, [(9.0, 21.0)], WORDS, "en")
    assert [f.value for f in chart.figures] == [s.level.value for s in spots]
    assert "TLP:AMBER" in chart.alt
    return chart.spec["layer"]


def test_the_worst_is_on_top_and_named_first_and_what_is_not_known_is_grey() -> None:
    worst_first = [
        spot("Worst", 9.5, 21.0, 4),
        spot("Same spot", 9.5, 21.0, 2),
        spot("Lost", 9.0, 23.0, None),
    ]
    layers = drawn(worst_first)
    assert layers[0]["projection"] == {"type": "identity", "scale": 1, "translate": [0, 0]}, (
        "no fit of its own"
    )
    border = [x for f in layers[0]["data"]["values"] for x, _ in f["geometry"]["coordinates"][0]]
    dots = layers[3]["data"]["values"]
    assert (min(border), max(border)) == pytest.approx((0, 636))
    assert dots[2]["x"] == pytest.approx(636 / 4, abs=0.1), "a quarter of the way from west to east"
    assert [d["fill"] for d in dots] == ["#c9ced6", "#f3c7ab", "#8f2d0c"]
    assert dots[0]["size"] < dots[2]["size"]
    assert next(x["text"] for x in layers[4]["data"]["values"]) == "Worst"
    texts = [
        row["value"]
        for made in layers
        for row in [made.get("encoding", {}).get("text", {})]
        if "value" in row
    ]
    assert "not known" in texts and "TLP:AMBER" in texts and "4 very high" in texts


def test_a_site_without_a_point_has_a_broken_outline() -> None:
    somewhere = replace(spot("Somewhere", 9.5, 21.0, 3), somewhere=True)
    dots = drawn([somewhere, spot("There", 9.0, 23.0, 2)])[3]
    assert [d["rough"] for d in dots["data"]["values"]] == [False, True]
    assert dots["encoding"]["strokeDash"]["condition"] == {"test": "datum.rough", "value": [2, 2]}


places = st.tuples(st.text("abcdefgh", min_size=1, max_size=20), st.floats(8.1, 10.9), st.floats(20.1, 23.9))


@settings(max_examples=25, deadline=None)
@given(st.lists(places, min_size=1, max_size=20))
def test_no_name_lies_on_another_or_beyond_the_edge(found: list[tuple[str, float, float]]) -> None:
    layers = drawn([spot(name, lat, lon, 3) for name, lat, lon in found])
    boxes = []
    for row in layers[4]["data"]["values"]:
        boxes.append((row["x"], row["x"] + 6.6 * len(row["text"]), row["y"]))
    assert all(left >= 0 and right <= 636.1 for left, right, _ in boxes)
    for a, b in itertools.combinations(boxes, 2):
        assert abs(a[2] - b[2]) >= 14.8 or a[1] <= b[0] + 0.2 or b[1] <= a[0] + 0.2


def test_without_any_site_there_is_no_map() -> None:
    with pytest.raises(UsageError, match="a map of sites needs"):
        drawn([])
