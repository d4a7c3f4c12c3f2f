"""What follows an event: the change in each month around it, with its interval, against no change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from almenara.model.figure import Figure
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

HEIGHT = 200
TOP = 200.0
"""Percent beyond which an interval is cut, so that one wide month does not flatten the rest."""


def event_course(
    months: Sequence[tuple[int, Figure]], title: str, language: str, unit: str, axis: str, event: str
) -> Chart:
    """Points with bars for the interval, month by month; a rule stands between the months before and the event's.

    months  month relative to the event's, 0, and the change in percent against what was expected
    unit, axis, event  words of the vertical axis, the horizontal one, and the rule
    Raises MixedDefinitions, UsageError
    """
    figures = [f for _, f in months]
    need([f for f in figures if f.is_known], "the course of an event")
    one_definition(figures)
    data: list[dict[str, Any]] = []
    for month, figure in months:
        if figure.value is not None:
            low = figure.value if figure.low is None else figure.low
            high = figure.value if figure.high is None else figure.high
            data.append(
                {
                    "x": month, "y": min(figure.value, TOP), "low": max(low, -100), "high": min(high, TOP),
                    "colour": style.ACCENT if month >= 0 else "#7d8590",
                }
            )  # fmt: skip
    steps = ticks(min(r["low"] for r in data), max(r["high"] for r in data))
    first, last = min(m for m, _ in months), max(m for m, _ in months)
    left = 16 + room((f"{steps[0]:g}", f"{steps[-1]:g}"), 6.9)
    upright = number_axis(steps, language, unit, domain=False, ticks=False)
    upright.update(titleAngle=0, titleAnchor="start", titleAlign="left", titleY=-12, titleX=-left + 4)
    y = quantity("y", (steps[0], steps[-1]), upright, zero=False)
    level = {key: y[key] for key in ("scale", "type", "axis")}
    every = [m for m in range(first, last + 1) if m % 6 == 0]
    x = quantity("x", (first - 0.7, last + 0.7), number_axis(every, language, axis, grid=False), zero=False)
    across = {key: x[key] for key in ("scale", "type", "axis")}
    at_event = {"datum": -0.5, **across}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    grey: Spec = {"type": "rule", "color": "#57606a", "strokeWidth": 1}
    layers = [
        layer(data, {"type": "rule", "strokeWidth": 3, "opacity": 0.45}, x=x, y2={"field": "high"}, color=colour,
              y={"field": "low", **level}),
        layer([{}], grey, y={"datum": 0, **level}),
        layer([{}], {**grey, "strokeDash": [4, 3]}, x=at_event),
        layer(data, {"type": "point", "filled": True, "size": 42, "opacity": 1}, x={"field": "x", **across},
              y={"field": "y", **level}, color=colour),
        layer([{}], {"type": "text", "align": "left", "baseline": "top", "dx": 5},
              x=at_event, y={"value": 2}, text={"value": event}),
    ]  # fmt: skip
    return Chart(
        title, spec(Frame(HEIGHT, left, 14, 24, 42), layers), _alt(months, title, language), tuple(figures)
    )


def _alt(months: Sequence[tuple[int, Figure]], title: str, language: str) -> str:
    told = [f"{month:+d}: {value_text(f, language)}" for month, f in months if month % 6 == 0]
    return f"{style.word('line', language)}: {title}. {'; '.join(told)}."
