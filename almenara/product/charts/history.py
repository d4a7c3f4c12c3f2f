"""Levels over time: one strip a place, from each change to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Spec,
    labels,
    layer,
    need,
    one_definition,
    quantity,
    room,
    spec,
)
from almenara.product.charts.classes import classes, legend

ROW = 24


def level_history(
    rows: Sequence[tuple[str, Sequence[Figure]]],
    title: str,
    language: str,
    until: date,
    level_names: Sequence[str] = (),
) -> Chart:
    """Strips coloured by level, the digit printed where each spell begins.

    rows   label and the levels of one place; each is in force from its period's start until the next one's
    until  the day up to which the last level is drawn, the report's own
    Raises MixedDefinitions, UsageError
    """
    figures = [f for _, items in rows for f in items]
    need([f for f in figures if f.is_known], "a history of levels")
    one_definition(figures)
    made = classes(figures, "levels", language, level_names)
    first = min(f.period.start for f in figures)
    domain = (first.toordinal(), max(until, first).toordinal() + 1)
    data: list[dict[str, Any]] = []
    for position, (_, items) in enumerate(rows):
        spells = _spells(items)
        ends = [f.period.start.toordinal() for f in spells[1:]] + [domain[1]]
        for figure, end in zip(spells, ends, strict=True):
            text = "?" if figure.value is None else formats.number(figure.value, language)
            data.append(
                {
                    "x": figure.period.start.toordinal(),
                    "x2": end,
                    "top": position + 0.12,
                    "bottom": position + 0.88,
                    "row": position + 0.5,
                    "fill": made.colour(figure),
                    "ink": made.ink(figure),
                    "text": text,
                }
            )
    names = [{"label": label, "row": k + 0.5} for k, (label, _) in enumerate(rows)]
    count = len(rows)
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, count], "reverse": True, "nice": False},
        "axis": None,
    }
    texts: dict[float, str] = {}
    for year in range(first.year, until.year + 1):
        day = date(year, 1, 1)
        if day >= first:
            texts[day.toordinal()] = str(year)
    if not texts:
        texts[first.toordinal()] = formats.short_day(first, language)
    x = quantity(
        "x", domain, {**labels(texts), "title": None, "grid": False, "labelAlign": "left"}, zero=False
    )
    left = 14 + room(label for label, _ in rows)
    layers: list[Spec] = [
        layer(
            data,
            {"type": "rect", "stroke": style.PAPER, "strokeWidth": 1},
            x=x,
            x2={"field": "x2"},
            y={"field": "top", **y},
            y2={"field": "bottom"},
            color={"field": "fill", "type": "nominal", "scale": None},
        ),
        layer(
            data,
            {"type": "text", "align": "left", "dx": 6, "baseline": "middle", "fontWeight": "bold"},
            x=x,
            y={"field": "row", **y},
            text={"field": "text"},
            color={"field": "ink", "type": "nominal", "scale": None},
        ),
        layer(
            names,
            {"type": "text", "align": "right", "x": -8, "baseline": "middle"},
            y={"field": "row", **y},
            text={"field": "label"},
        ),
    ]
    unknown = any(not f.is_known for f in figures)
    key, bottom = legend(made, style.WIDTH - left - 8, count * ROW + 34, unknown, language, "")
    layers += key
    frame = Frame(count * ROW, left, 8, 2, bottom - count * ROW)
    said = []
    for label, items in rows:
        parts = [
            f"{'?' if f.value is None else formats.number(f.value, language)} "
            f"{style.word('since', language)} {formats.day(f.period.start, language)}"
            for f in _spells(items)
        ]
        said.append(f"{label}: {', '.join(parts)}.")
    alt = f"{style.word('timeline', language)}: {title}. {' '.join(said)}"
    return Chart(title, spec(frame, layers), alt, tuple(figures))


def _spells(items: Sequence[Figure]) -> list[Figure]:
    """Figures at which the level changes, in order of time; a level confirmed begins no new spell."""
    out: list[Figure] = []
    for figure in sorted(items, key=lambda f: f.period.start):
        if not out or figure.value != out[-1].value:
            out.append(figure)
    return out
