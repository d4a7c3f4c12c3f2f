"""The small map of a site: rates as classes, the site's own place outlined, names that do not meet."""

import itertools

import pytest
from shapely.geometry import box

from almenara.errors import MixedDefinitions
from almenara.model.place import Place
from almenara.product.charts import style
from almenara.product.charts.classes import MARK
from almenara.product.charts.site_around import WIDE, site_around
from tests.product.made_figures import figure

SHAPES = {
    f"X-{n}{m}": box(20 + n / 4, 10 + m / 4, 20.25 + n / 4, 10.25 + m / 4) for n in range(4) for m in range(3)
}
WINDOW = (20.0, 10.0, 21.0, 10.75)
NAMES = {code: f"Municipality {code}" for code in SHAPES}


def rate(code: str, value: float, **more: object):
    return figure(value, unit="per 100,000", place=Place(code, "municipality", code), **more)


def drawn(rates, events=()):
    return site_around(
        SHAPES, WINDOW, rates, NAMES, (10.4, 20.6), 10, "X-21", events, "Around the plant", "en", "Rate"
    )  # fmt: skip


def test_the_own_place_is_outlined_and_one_without_a_rate_hatched() -> None:
    chart = drawn({code: rate(code, 10.0 * n) for n, code in enumerate(list(SHAPES)[:8])}, [(10.5, 20.5)])
    fills = {f["code"]: f["fill"] for f in chart.spec["layer"][0]["data"]["values"]}
    assert fills["X-32"] == style.HATCH_GREY and fills["X-00"] == style.STEPS[0]
    (outline,) = [one for one in chart.spec["layer"] if one["mark"].get("strokeWidth") == MARK["strokeWidth"]]
    assert [f["code"] for f in outline["data"]["values"]] == ["X-21"]
    assert chart.spec["width"] == WIDE and "Map: Around the plant" in chart.alt
    assert len(chart.figures) == 8


def test_names_do_not_meet_and_stay_inside() -> None:
    labels = drawn({}).spec["layer"][3]["data"]["values"]
    assert any(label["text"] == NAMES["X-21"] for label in labels)
    half = 6.3 * len(NAMES["X-21"]) / 2
    assert all(half <= one["x"] <= WIDE - half for one in labels)
    for one, other in itertools.combinations(labels, 2):
        assert abs(one["x"] - other["x"]) >= 2 * half or abs(one["y"] - other["y"]) >= 16


def test_rates_of_two_definitions_are_not_drawn_together() -> None:
    with pytest.raises(MixedDefinitions):
        drawn({"X-00": rate("X-00", 1.0), "X-01": rate("X-01", 2.0, definition="other")})
