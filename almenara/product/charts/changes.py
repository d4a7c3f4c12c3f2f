"""Change on the same period of another year: bars of percent, with both counts printed beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Spec,
    layer,
    need,
    number_axis,
    one_definition,
    quantity,
    room,
    spec,
    ticks,
    value_text,
)

ROW = 22
LIMIT = 100.0
"""Bars end here, in percent, with an arrow: a small base must not flatten all others."""

ChangeRow = tuple[str, Figure]
"""A label and a change whose inputs are the later and the earlier count."""


def change(rows: Sequence[ChangeRow], title: str, language: str, bridge: str = "") -> Chart:
    """Bars of percent change in the order given, each with its two counts; small counts are hatched.

    rows    label and change figure (recipe "change", inputs later and earlier)
    bridge  the published rule where later and earlier are of two definitions
    Raises MixedDefinitions if a row's two counts are not of one definition; UsageError for no rows
    """
    need(rows, "a comparison")
    for _, figure in rows:
        one_definition(figure.inputs, bridge)
    known = [f.value for _, f in rows if f.value is not None]
    high = min(LIMIT, max([10.0, *known]))
    low = max(-LIMIT, min([0.0, *known]))
    steps = ticks(low, high, 4)
    data = [_row(position, label, figure, steps, language) for position, (label, figure) in enumerate(rows)]
    count = len(rows)
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, count], "reverse": True, "nice": False},
        "axis": None,
    }
    axis = number_axis(
        steps, language, style.word("change", language), orient="top", domain=False, ticks=False
    )
    axis.update(titleAnchor="start", titlePadding=6)
    x = quantity("value", (steps[0], steps[-1]), axis)
    left = 16 + room(label for label, _ in rows)
    percents = 10 + room((row["percent"] for row in data), 7.0)
    right = percents + 12 + room((row["counts"] for row in data), 6.2)
    frame = Frame(count * ROW, left, right, 44, 6)
    side: Spec = {"type": "text", "baseline": "middle"}
    layers = [
        layer(data, {"type": "rect"}, x=x, x2={"datum": 0}, y={"field": "top", **y}, y2={"field": "bottom"},
              color={"field": "colour", "type": "nominal", "scale": None},
              stroke={"field": "edge", "type": "nominal", "scale": None}),
        layer([{"value": 0}], {"type": "rule", "stroke": style.INK, "strokeWidth": 1},
              x=x),
        layer([r for r in data if r["arrow"]], {**side, "align": "center", "color": style.PAPER, "dx": -8},
              x=x, y={"field": "row", **y}, text={"field": "arrow"}),
        layer(data, {**side, "align": "right", "x": -10}, y={"field": "row", **y}, text={"field": "label"}),
        layer(data, {**side, "align": "right", "x": frame.width + percents, "fontWeight": "bold"},
              y={"field": "row", **y}, text={"field": "percent"}),
        layer(data, {**side, "align": "left", "x": frame.width + percents + 10, "color": style.SOFT},
              y={"field": "row", **y}, text={"field": "counts"}),
    ]  # fmt: skip
    inputs = [i for _, f in rows for i in (f, *f.inputs)]
    return Chart(title, spec(frame, layers), _alt(rows, title, language), tuple(inputs))


def _row(position: int, label: str, figure: Figure, steps: list[float], language: str) -> dict[str, Any]:
    value = figure.value
    drawn = 0.0 if value is None else max(steps[0], min(steps[-1], value))
    small = bool(figure.note) and value is not None
    rise = drawn > 0
    solid, hatch = (style.ACCENT, style.HATCH_ACCENT) if rise else ("#3f4954", style.HATCH_INK)
    return {
        "row": position + 0.5, "top": position + 0.16, "bottom": position + 0.84, "label": label,
        "value": drawn, "colour": hatch if small else solid, "edge": solid,
        "arrow": "▸" if value is not None and value > steps[-1] and not small else "",
        "percent": _percent(figure, language), "counts": _counts(figure, language, small),
    }  # fmt: skip


def _percent(figure: Figure, language: str) -> str:
    if figure.value is None:
        return "–"
    decimals = figure.decimals if abs(figure.value) < 1000 else 0
    return f"{formats.number(figure.value, language, decimals, signed=True)} %"


def _counts(figure: Figure, language: str, small: bool) -> str:
    later, earlier = figure.inputs[0], figure.inputs[1]
    counts = f"{value_text(earlier, language)} → {value_text(later, language)}"
    return f"{counts} · {style.word('small', language)}" if small else counts


def _alt(rows: Sequence[ChangeRow], title: str, language: str) -> str:
    said = []
    for label, figure in rows:
        counts = _counts(figure, language, bool(figure.note))
        said.append(
            f"{label} {_percent(figure, language)} ({counts.replace('→', style.word('to', language))})"
        )
    return f"{style.word('bars', language)}: {title}. {'; '.join(said)}."
