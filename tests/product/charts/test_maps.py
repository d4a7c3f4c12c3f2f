"""Tile maps, shape maps and their classes; histories of levels."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from almenara.errors import UsageError
from almenara.model.place import Place
from almenara.product.charts import level_history, shape_map, style, tile_map
from almenara.product.charts.classes import MARK, classes
from tests.product.made_report import AS_OF, figure


def at(code: str, value: float | None, period: str = "2018"):
    place = Place(code, "state", f"State {code[-1]}")
    return figure(value, "level", place, period, status="unknown" if value is None else "known")


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tints", [style.TINTS, style.STEPS])
def test_the_order_of_tints_survives_a_grey_printer(tints: tuple[str, ...]) -> None:
    greys = [luminance(c) for c in tints]
    assert all(a - b > 15 for a, b in itertools.pairwise(greys))


def test_a_level_is_printed_in_its_tile_and_an_unknown_one_is_hatched() -> None:
    tiles = {"X-A": (0, 0), "X-B": (1, 0), "X-C": (2, 0)}
    chart = tile_map(tiles, {"X-A": at("X-A", 4), "X-B": at("X-B", None)}, "Levels", "en", "levels")
    rows = chart.spec["layer"][0]["data"]["values"]
    assert [(r["name"], r["value"]) for r in rows] == [("A", "4"), ("B", "?"), ("C", "?")]
    assert rows[1]["fill"] == rows[2]["fill"] == style.HATCH_GREY
    assert (
        "Level 4: State A." in chart.alt and "unknown: State B." in chart.alt and "Unknown: X-C." in chart.alt
    )


def test_a_level_off_the_scale_is_an_error() -> None:
    with pytest.raises(UsageError, match="5 is not a level from 1 to 4"):
        tile_map({"X-A": (0, 0)}, {"X-A": at("X-A", 5)}, "t", "en", "levels")


def test_classes_have_round_edges_and_all_values_a_class() -> None:
    figures = [at(f"X-{k}", float(v)) for k, v in enumerate([1, 3, 7, 12, 18, 26, 33, 41, 58, 90])]
    made = classes(figures, "scale", "en")
    assert len(made.names) == len(made.colours) == len(made.edges) + 1
    assert list(made.edges) == sorted(made.edges)
    assert made.colour(figures[-1]) == style.STEPS[-1]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=32))
def test_classes_of_counts_are_named_by_the_counts_in_them(counts: list[int]) -> None:
    figures = [at(f"X-{k}", float(v)) for k, v in enumerate(counts)]
    made = classes(figures, "scale", "en")
    for each in figures:
        name = made.names[made.colours.index(made.colour(each))]
        low, _, high = name.removesuffix(" or more").partition("–")
        value = int(each.value or 0)
        assert int(low) <= value and (" or more" in name or value <= int(high or low))


def test_few_counts_have_a_class_each() -> None:
    figures = [at(f"X-{k}", float(v)) for k, v in enumerate([1] * 9 + [2] * 6 + [3, 3, 7])]
    assert classes(figures, "scale", "en").names == ("1", "2", "3 or more")
    assert classes(figures[:15], "scale", "es").names == ("1", "2")


def test_one_single_value_still_draws() -> None:
    chart = tile_map({"X-A": (0, 0)}, {"X-A": at("X-A", 0.0)}, "t", "en")
    assert chart.spec["layer"][0]["data"]["values"][0]["value"] == "0"


def test_shapes_are_drawn_the_right_way_up_and_in_proportion() -> None:
    shapes = {"X-A": box(-100, 19, -99, 20), "X-B": box(-99, 20, -98, 21)}
    chart = shape_map(shapes, {"X-A": at("X-A", 1), "X-B": at("X-B", 4)}, "t", "en", "levels")
    south, north = (f["geometry"]["coordinates"][0] for f in chart.spec["layer"][0]["data"]["values"])
    assert min(y for _, y in south) >= max(y for _, y in north) - 1e-6
    wide = max(x for x, _ in south) - min(x for x, _ in south)
    high = max(y for _, y in south) - min(y for _, y in south)
    assert wide / high == pytest.approx(0.9397, abs=0.001)  # cosine of 20 degrees


def test_a_map_with_an_empty_shape_names_it() -> None:
    with pytest.raises(UsageError, match="empty: X-B"):
        shape_map({"X-A": box(0, 0, 1, 1), "X-B": Polygon()}, {"X-A": at("X-A", 1)}, "t", "en", "levels")


def test_a_level_confirmed_begins_no_new_spell() -> None:
    levels = [at("X-A", 2, "2017-08-22"), at("X-A", 4, "2018-01-10"), at("X-A", 4, "2018-08-22")]
    chart = level_history([("State A", levels)], "t", "en", AS_OF)
    spells = chart.spec["layer"][0]["data"]["values"]
    assert [(s["text"], s["x"]) for s in spells] == [
        ("2", date(2017, 8, 22).toordinal()),
        ("4", date(2018, 1, 10).toordinal()),
    ]
    assert spells[-1]["x2"] == AS_OF.toordinal() + 1
    assert chart.alt.endswith("State A: 2 since 22 August 2017, 4 since 10 January 2018.")


@pytest.mark.parametrize("kind", ["tiles", "shapes"])
def test_marked_places_are_outlined_and_named_in_words(kind: str) -> None:
    values = {"X-A": at("X-A", 4.0), "X-B": at("X-B", 9.0)}
    if kind == "tiles":
        chart = tile_map({"X-A": (0, 0), "X-B": (1, 0)}, values, "t", "en", marked={"X-B"}, mark="hot")
    else:
        shapes = {"X-A": box(0, 0, 1, 1), "X-B": box(1, 0, 2, 1)}
        chart = shape_map(shapes, values, "t", "en", marked={"X-B"}, mark="hot")
    outlined = [x for x in chart.spec["layer"] if x["mark"].get("strokeWidth") == MARK["strokeWidth"]]
    places, swatch = outlined
    assert [row["code"] for row in places["data"]["values"]] == ["X-B"]
    assert swatch["mark"]["fill"] == style.PAPER
    assert chart.alt.endswith("Hot: State B.")
