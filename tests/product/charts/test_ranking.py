"""Places in order."""

from __future__ import annotations

from almenara.model.place import Place
from almenara.product.charts import ranking
from tests.product.made_report import figure


def at(code: str, value: float | None):
    return figure(
        value, "victims", Place(code, "state", code), "2017", status="unknown" if value is None else "known"
    )


def rows(chart) -> list[dict]:
    return chart.spec["layer"][0]["data"]["values"]


def test_highest_first_and_unknown_last_and_not_zero() -> None:
    chart = ranking([("A", at("A", 3)), ("B", at("B", None)), ("C", at("C", 1200))], "t", "en")
    assert [(r["label"], r["text"]) for r in rows(chart)] == [("C", "1,200"), ("A", "3"), ("B", "unknown")]
    assert chart.alt == "Bar chart: t. C 1,200; A 3. Unknown: B."


def test_equal_values_stand_in_order_of_name() -> None:
    chart = ranking([("B", at("B", 3)), ("A", at("A", 3))], "t", "en")
    assert [r["label"] for r in rows(chart)] == ["A", "B"]


def test_top_leaves_the_rest_out_of_chart_and_figures() -> None:
    chart = ranking([("A", at("A", 3)), ("B", at("B", 5)), ("C", at("C", None))], "t", "en", top=1)
    assert [f.place.code for f in chart.figures] == ["B"]


def test_the_accent_is_explained() -> None:
    chart = ranking(
        [("A", at("A", 3)), ("B", at("B", 5))], "t", "en", emphasised={"A"}, emphasis="at level 4"
    )
    assert any(layer["encoding"].get("text") == {"value": "at level 4"} for layer in chart.spec["layer"])
    assert len({r["colour"] for r in rows(chart)}) == 2
