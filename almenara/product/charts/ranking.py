"""Places in order of a figure: one bar each, the value at its end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Spec,
    layer,
    listing,
    need,
    number_axis,
    one_definition,
    quantity,
    room,
    spec,
    ticks,
    value_text,
)

ROW = 21
"""Height of a row in pixels."""


def ranking(
    rows: Sequence[tuple[str, Figure]],
    title: str,
    language: str,
    top: int | None = None,
    emphasised: Collection[str] = (),
    emphasis: str = "",
    unit: str = "",
) -> Chart:
    """Bars from the highest to the lowest; unknown figures come last, named as unknown.

    rows        label and figure; all of one definition and unit
    top         how many of the highest to draw; all if None
    emphasised  place codes whose bars take the accent (the rest are grey); all do if empty
    emphasis    what the accent stands for, printed below
    unit        words of the axis; the figures' own unit if empty
    Raises MixedDefinitions, UsageError
    """
    need([f for _, f in rows if f.is_known], "a ranking")
    one_definition(f for _, f in rows)
    known = sorted((r for r in rows if r[1].value is not None), key=lambda r: (-(r[1].value or 0.0), r[0]))
    unknown = sorted((r for r in rows if r[1].value is None), key=lambda r: r[0])
    shown = known[:top] if top else known + unknown
    steps = ticks(0, max(f.value or 0.0 for _, f in shown))
    data: list[dict[str, Any]] = []
    for position, (label, figure) in enumerate(shown):
        accent = not emphasised or figure.place.code in emphasised
        data.append(
            {
                "row": position + 0.5,
                "top": position + 0.14,
                "bottom": position + 0.86,
                "label": label,
                "zero": 0,
                "value": figure.value or 0,
                "text": value_text(figure, language),
                "colour": style.ACCENT if accent else "#aab1ba",
            }
        )
    count = len(shown)
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, count], "reverse": True, "nice": False},
        "axis": None,
    }
    axis = number_axis(steps, language, unit or known[0][1].unit, orient="top", domain=False, ticks=False)
    axis.update(titleAnchor="start", titlePadding=6)
    x = quantity("value", (0, steps[-1]), axis)
    bar: Spec = {"type": "rect"}
    layers = [
        layer(data, bar, x=x, x2={"datum": 0}, y={"field": "top", **y}, y2={"field": "bottom"},
              color={"field": "colour", "type": "nominal", "scale": None}),
        layer(data, {"type": "text", "align": "right", "baseline": "middle", "x": -8},
              y={"field": "row", **y}, text={"field": "label"}),
        layer(data, {"type": "text", "align": "left", "baseline": "middle", "dx": 5},
              x=x, y={"field": "row", **y}, text={"field": "text"}),
    ]  # fmt: skip
    if emphasis and any(row["colour"] == style.ACCENT for row in data):
        at = count * ROW + 12
        swatch: Spec = {"type": "rect", "fill": style.ACCENT}
        layers.append(
            layer([{}], swatch, x={"value": 0}, x2={"value": 16}, y={"value": at}, y2={"value": at + 13})
        )
        note: Spec = {"type": "text", "align": "left", "baseline": "middle"}
        layers.append(layer([{}], note, x={"value": 22}, y={"value": at + 7}, text={"value": emphasis}))
    left, right = 14 + room(label for label, _ in shown), 8 + room((str(row["text"]) for row in data), 6.6)
    frame = Frame(count * ROW, left, max(right, 24), 44, 34 if len(layers) > 3 else 6)
    return Chart(title, spec(frame, layers),
                 _alt(shown, title, language), tuple(f for _, f in shown))  # fmt: skip


def _alt(shown: Sequence[tuple[str, Figure]], title: str, language: str) -> str:
    known = [f"{label} {value_text(f, language)}" for label, f in shown if f.is_known]
    unknown = [label for label, f in shown if not f.is_known]
    head = known if len(known) <= 12 else [*known[:8], "…", *known[-3:]]
    text = f"{style.word('bars', language)}: {title}. {'; '.join(head)}."
    if unknown:
        text += f" {style.word('unknown', language).capitalize()}: {listing(unknown, language)}."
    return text
