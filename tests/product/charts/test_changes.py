"""Change on the same period."""

from __future__ import annotations

from almenara.model.place import Place
from almenara.product.charts import change, style
from tests.product.made_report import changed, figure

HERE = Place("XX", "country", "Examplia")


def row(later: float, earlier: float):
    return changed(figure(later, "victims", HERE, "2018"), figure(earlier, "victims", HERE, "2017"))


def bars(chart) -> list[dict]:
    return next(layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "rect")["data"]["values"]


def test_both_counts_stand_beside_every_percentage() -> None:
    (bar,) = bars(change([("Taps", row(2274, 1647))], "t", "en"))
    assert (bar["percent"], bar["counts"]) == ("+38.1 %", "1,647 → 2,274")


def test_small_counts_are_hatched_and_named() -> None:
    small, large = bars(change([("A", row(4, 1)), ("B", row(400, 100))], "t", "en"))
    assert small["colour"] == style.HATCH_ACCENT and small["colour"] in style.PATTERNS
    assert small["counts"] == "1 → 4 · small counts"
    assert large["colour"] == style.ACCENT


def test_a_bar_beyond_the_scale_ends_at_its_edge_with_an_arrow_and_its_true_number() -> None:
    (bar,) = bars(change([("A", row(900, 100))], "t", "en"))
    assert bar["value"] == 100 and bar["arrow"] == "▸" and bar["percent"] == "+800.0 %"


def test_an_unknown_change_has_no_bar_and_no_percentage() -> None:
    (bar, _) = bars(change([("A", row(5, 0)), ("B", row(40, 30))], "t", "en"))
    assert bar["value"] == 0 and bar["percent"] == "–"


def test_the_alternative_says_counts_in_words() -> None:
    chart = change([("Tomas", row(2274, 1647))], "Variación", "es")
    assert chart.alt == "Gráfica de barras: Variación. Tomas +38.1 % (1,647 a 2,274)."
