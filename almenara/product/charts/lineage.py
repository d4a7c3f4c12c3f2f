"""Groups and what they became: a bar each over time, joined to the one it split from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Spec,
    labels,
    layer,
    listing,
    need,
    quantity,
    room,
    spec,
)

ROW = 20
INDENT = 12
"""Pixels by which a label is moved for each split on the way to the group."""


@dataclass(frozen=True)
class Bar:
    """One group.

    since, until  first and last day of the bar; until None runs to the chart's end
    parent        position of the bar it split from; None for none
    dated         whether a source dates the split; else the bar begins where the group was first stated, and is open
    disputed      whether sources contradict each other on the split
    """

    label: str
    depth: int
    since: date
    until: date | None
    parent: int | None
    dated: bool
    disputed: bool


def lineage(
    bars: Sequence[Bar], title: str, language: str, first: date, last: date, words: dict[str, str],
    figures: Sequence[Figure] = (),
) -> Chart:  # fmt: skip
    """A tree of splits from `first` to `last`; what began before is cut at the left edge.

    words    what the marks stand for: dated, undated, disputed
    figures  what the picture counts, for its sources
    Raises UsageError where there is no bar
    """
    need(bars, "a lineage")
    begin, end = first.toordinal(), last.toordinal() + 1
    data: list[dict[str, Any]] = []
    for row, bar in enumerate(bars):
        start = min(max(bar.since.toordinal(), begin), end - 1)
        data.append(
            {
                "x": start, "x2": max(min(bar.until.toordinal() + 1 if bar.until else end, end), start + 30),
                "top": row + 0.28, "bottom": row + 0.72, "row": row + 0.5, "label": bar.label,
                "indent": 8 + INDENT * bar.depth, "from": None if bar.parent is None else bar.parent + 0.5,
                "fill": "#c9ced6" if bar.disputed else style.ACCENT if bar.depth else "#57606a",
                "mark": "open" if not bar.dated and bar.since > first else "full",
            }
        )  # fmt: skip
    count = len(bars)
    y: Spec = {
        "type": "quantitative",
        "scale": {"domain": [0, count], "reverse": True, "nice": False},
        "axis": None,
    }
    years = range(first.year, last.year + 1, 2 if last.year - first.year > 8 else 1)
    texts: dict[float, str] = {date(year, 1, 1).toordinal(): str(year) for year in years}
    x = quantity("x", (begin, end), {**labels(texts), "title": None, "grid": True}, zero=False)
    left = 14 + max(room((bar.label,), 6.4) + INDENT * bar.depth for bar in bars)
    colour = {"field": "fill", "type": "nominal", "scale": None}
    joined = [d for d in data if d["from"] is not None and d["x"] > begin]
    layers = [
        layer(joined, {"type": "rule", "color": "#8a919c", "strokeWidth": 1}, x=x, y={"field": "from", **y},
              y2={"field": "row"}),
        layer(data, {"type": "rect", "stroke": style.PAPER, "strokeWidth": 1}, x=x, x2={"field": "x2"},
              y={"field": "top", **y}, y2={"field": "bottom"}, color=colour),
        layer([d for d in data if d["mark"] == "open"],
              {"type": "point", "filled": True, "fill": style.PAPER, "stroke": style.ACCENT, "size": 46, "opacity": 1},
              x=x, y={"field": "row", **y}),
    ]  # fmt: skip
    for depth in sorted({bar.depth for bar in bars}):
        some = [d for d, bar in zip(data, bars, strict=True) if bar.depth == depth]
        mark: Spec = {"type": "text", "align": "left", "baseline": "middle", "x": -left + 8 + INDENT * depth}
        if not depth:
            mark["fontWeight"] = "bold"
        layers.append(layer(some, mark, y={"field": "row", **y}, text={"field": "label"}))
    layers += _legend(8 - left, count * ROW + 36, words)
    alt = _alt(bars, title, language)
    return Chart(title, spec(Frame(count * ROW, left, 8, 6, 56), layers), alt, tuple(figures))


def _legend(x: float, at: float, words: dict[str, str]) -> list[Spec]:
    """Three marks and their words in a line below."""
    layers: list[Spec] = []
    for key, fill in (("dated", style.ACCENT), ("undated", style.PAPER), ("disputed", "#c9ced6")):
        shape: Spec = {
            "type": "point",
            "filled": True,
            "fill": fill,
            "stroke": style.ACCENT,
            "size": 46,
            "opacity": 1,
        }
        if key != "undated":
            shape = {"type": "square", "filled": True, "fill": fill, "size": 90, "opacity": 1}
        layers.append(layer([{}], shape, x={"value": x + 6}, y={"value": at}))
        text: Spec = {"type": "text", "align": "left", "baseline": "middle"}
        layers.append(layer([{}], text, x={"value": x + 16}, y={"value": at}, text={"value": words[key]}))
        x += 30 + room((words[key],), 6.0)
    return layers


def _alt(bars: Sequence[Bar], title: str, language: str) -> str:
    """Each parent with those that split from it, and the years."""
    told = []
    for row, bar in enumerate(bars):
        below = [f"{b.label} ({b.since.year})" for b in bars if b.parent == row]
        if below:
            told.append(f"{bar.label}: {listing(below, language)}")
    return f"{style.word('tree', language)}: {title}. {'; '.join(told)}."
