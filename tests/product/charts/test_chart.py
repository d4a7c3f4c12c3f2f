"""What all charts share."""

from __future__ import annotations

from dataclasses import replace

import altair
import pytest

from almenara.errors import MixedDefinitions, UsageError
from almenara.model.place import Place
from almenara.product.charts import Chart, change, level_history, ranking, tile_map, trend
from almenara.product.charts.chart import listing, need, one_definition, ticks
from almenara.product.charts.style import SIZE, WIDTH
from almenara.product.document import Picture
from almenara.product.render.drawing import PAGE_SCALE
from tests.product.made_report import AS_OF, changed, figure, made_report

HERE = Place("XX", "country", "Examplia")


def two_definitions() -> list:
    one = figure(10, "victims", HERE, "2017")
    return [one, replace(figure(12, "victims", HERE, "2018"), definition="another rule")]


def test_figures_of_two_definitions_may_not_share_an_axis() -> None:
    with pytest.raises(MixedDefinitions) as error:
        one_definition(two_definitions())
    assert str(error.value) == (
        "one axis may not mix homicide (another rule) and homicide (homicide-made); "
        "name the bridge that allows it"
    )


@pytest.mark.parametrize(
    "draw",
    [
        lambda f: trend([("", f)], "t", "en"),
        lambda f: ranking([("a", f[0]), ("b", f[1])], "t", "en"),
        lambda f: change([("a", changed(f[0], f[1]))], "t", "en"),
        lambda f: tile_map({"a": (0, 0), "b": (1, 0)}, {"a": f[0], "b": f[1]}, "t", "en"),
        lambda f: level_history([("a", f)], "t", "en", AS_OF),
    ],
)
def test_every_chart_refuses_mixed_definitions(draw) -> None:
    with pytest.raises(MixedDefinitions):
        draw(two_definitions())


def test_a_bridge_lets_definitions_meet_and_is_named() -> None:
    drawn = trend([("", two_definitions())], "t", "en", bridge="the registry's manual, table 3")
    assert "compared by: the registry's manual, table 3." in drawn.alt


def test_a_bridge_does_not_excuse_two_units() -> None:
    figures = [figure(10, "victims", HERE, "2017"), figure(12, "case files", HERE, "2018")]
    with pytest.raises(MixedDefinitions, match="one axis may not carry case files and victims"):
        one_definition(figures, bridge="any")


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(UsageError, match="a ranking needs at least one figure"):
        need([], "a ranking")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 9, [0, 2, 4, 6, 8, 10]),
        (0, 2410, [0, 500, 1000, 1500, 2000, 2500]),
        (-40, 100, [-50, -25, 0, 25, 50, 75, 100]),
        (0, 0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_ticks_are_round_and_cover_the_values(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_every_made_chart_is_valid_vega_lite_as_wide_as_the_page_and_legible() -> None:
    for chart in (b for s in made_report().sections for b in s.blocks if isinstance(b, Picture)):
        altair.Chart.from_dict(chart.chart, validate=True)
        sides = chart.chart["padding"]
        assert chart.chart["width"] + sides["left"] + sides["right"] == pytest.approx(WIDTH)
    assert SIZE * PAGE_SCALE >= 8.5


def test_a_chart_that_stands_alone_carries_its_title() -> None:
    drawn = ranking([("a", figure(3, "victims", HERE, "2017"))], "Homicide in 2017", "en")
    assert isinstance(drawn, Chart)
    assert drawn.titled["title"]["text"] == "Homicide in 2017" and "title" not in drawn.spec


def test_lists_are_said_as_sentences() -> None:
    assert listing(["a", "b", "c"], "es") == "a, b y c"
    assert listing([], "en") == ""
