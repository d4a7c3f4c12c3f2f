"""What a scenario could change, drawn: members and weekly deaths, each as two bands over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Spec,
    layer,
    middle,
    need,
    number_axis,
    one_definition,
    quantity,
    room,
    spec,
    ticks,
)
from almenara.product.charts.trend import time_axis

_PANEL, _BETWEEN, _TITLE = 150.0, 52.0, -14.0
_PRESENT, _CHANGED = ("#5a6169", "#a2a9b3", [6, 3]), (style.ACCENT, "#d97b4f", [1, 0])
"""Line, band and dash of the present course and of the scenario."""


def fan(found: Finding, title: str, language: str) -> Chart:
    """A scenario's rows: medians as lines, half of the draws and 90 % of them as bands, counts as points.

    found  an answer to the question scenario
    Raises UsageError where it has no rows, MixedDefinitions where they are of several measures.
    """
    rows = [row for row in found.rows if row.facts.get("part") in ("past", "ahead")]
    need(rows, "a scenario")
    counted = [row.figures["counted"] for row in found.rows if "counted" in row.figures]
    changed = bool(found.facts["scenario"]["changes"])
    first = min(min(_day(row) for row in rows), *(f.period.start for f in counted), date.max)
    last = max(_day(row) for row in rows)
    x = quantity("x", (first.toordinal(), last.toordinal() + 1), time_axis(first, last, language), zero=False)
    name = _name(found.facts["scenario"]["name"], language)
    ends: list[str] = []
    panels, drawn = [], []
    for number, (quantity_name, word) in enumerate((("members", "members"), ("deaths", "deaths"))):
        points = counted if quantity_name == "deaths" else []
        figures = [*_drawn(rows, quantity_name, changed), *points]
        one_definition(figures)
        top = number * (_PANEL + _BETWEEN)
        panel, texts = _panel(
            rows, quantity_name, points, x, top, language, style.word(word, language), changed
        )
        panels.append({"layer": panel})
        ends += texts
        drawn += figures
    start = date.fromisoformat(found.facts["scenario"]["start"])
    height = 2 * _PANEL + _BETWEEN
    layers = [*_start(start, x, language), *panels, *_legend(name, changed, height, language)]
    widest = max(f.high or 0.0 for row in rows for key, f in row.figures.items() if key.startswith("members"))
    left = 18 + room((formats.number(ticks(0, widest)[-1], language, 0),), 6.4)
    frame = Frame(height, left, 14 + room(ends, 6.6), 30, 24 + 54)
    made = {**spec(frame, layers), "resolve": {"scale": {"y": "independent"}}}
    return Chart(title, made, _alt(rows, title, name, start, changed, language), tuple(drawn))


def _name(names: dict[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()))


def _day(row: Row) -> date:
    return date.fromisoformat(row.key)


def _drawn(rows: Sequence[Row], name: str, changed: bool) -> list[Figure]:
    keys = [f"{name}_present", f"{name}_present_half", *([name, f"{name}_half"] if changed else [])]
    return [row.figures[key] for row in rows for key in keys if key in row.figures]


def _panel(
    rows: Sequence[Row], name: str, counted: Sequence[Figure], x: Spec, top: float, language: str, title: str,
    changed: bool,
) -> tuple[list[Spec], list[str]]:  # fmt: skip
    """Layers of one quantity between `top` and the panel's foot, and the texts at the lines' ends."""
    figures = [*_drawn(rows, name, changed), *counted]
    steps = ticks(0, max(f.high if f.high is not None else f.value or 0.0 for f in figures) * 1.02, 4)
    axis = {
        **number_axis(steps, language, "", domain=False, ticks=False), "title": None, "orient": "left", "grid": True,
    }  # fmt: skip
    y = quantity("y", (steps[0], steps[-1]), axis)
    y["scale"]["range"] = [top + _PANEL, top]
    layers: list[Spec] = [
        layer([{"t": title}], {"type": "text", "align": "left", "x": 0, "y": top + _TITLE, "fontWeight": "bold"},
              text={"field": "t"})
    ]  # fmt: skip
    courses = [(f"{name}_present", _PRESENT), *([(name, _CHANGED)] if changed else [])]
    ends: list[tuple[float, str, str]] = []
    for key, (line, band, dash) in courses:
        for suffix, opacity in (("", 0.22), ("_half", 0.38)):
            values = [
                {"x": _day(row).toordinal(), "y": f.low, "y2": f.high}
                for row in rows
                if (f := row.figures.get(f"{key}{suffix}")) is not None
            ]
            mark: Spec = {"type": "area", "color": band, "opacity": opacity, "line": False}
            layers.append(layer(values, mark, x=x, y=y, y2={"field": "y2"}))
        held = [(row, f) for row in rows if (f := row.figures.get(key)) is not None]
        values = [{"x": _day(row).toordinal(), "y": f.value} for row, f in held]
        layers.append(
            layer(values, {"type": "line", "stroke": line, "strokeWidth": 2.2, "strokeDash": dash}, x=x, y=y)
        )
        last = held[-1][1]
        ends.append((last.value or 0.0, formats.number(last.value or 0.0, language, 0), line))
    if counted:
        values = [{"x": middle(f), "y": f.value} for f in counted]
        layers.append(
            layer(
                values,
                {"type": "point", "filled": True, "size": 34, "color": style.INK, "opacity": 1},
                x=x,
                y=y,
            )
        )
    return [*layers, *_ends(ends, steps, top)], [text for _, text, _ in ends]


def _ends(ends: Sequence[tuple[float, str, str]], steps: Sequence[float], top: float) -> list[Spec]:
    """Values at the lines' ends, pushed apart until none covers another."""
    out, floor = [], -1e9
    for value, text, colour in sorted(ends, reverse=True):
        at = top + _PANEL * (1 - (value - steps[0]) / (steps[-1] - steps[0]))
        floor = max(at, floor + 16)
        mark: Spec = {
            "type": "text", "align": "left", "baseline": "middle", "color": colour, "fontWeight": "bold",
            "x": "width", "dx": 7, "y": floor,
        }  # fmt: skip
        out.append(layer([{"t": text}], mark, text={"field": "t"}))
    return out


def _start(day: date, x: Spec, language: str) -> list[Spec]:
    """A rule on the day on which the courses part, with its words to the left of it."""
    domain = x["scale"]["domain"]
    row: list[dict[str, Any]] = [{"x": day.toordinal(), "t": style.word("start", language)}]
    early = (day.toordinal() - domain[0]) / (domain[1] - domain[0]) < 0.35
    text: Spec = {
        "type": "text", "align": "left" if early else "right", "dx": 6 if early else -6, "y": 2, "baseline": "top",
        "fontStyle": "italic", "color": style.SOFT,
    }  # fmt: skip
    return [
        layer(row, {"type": "rule", "stroke": style.SOFT, "strokeDash": [3, 3], "strokeWidth": 1.2}, x=x),
        layer(row, text, x=x, text={"field": "t"}),
    ]


def _legend(name: str, changed: bool, height: float, language: str) -> list[Spec]:
    """Two lines below the plane: which line is which, and what bands and points are."""
    out: list[Spec] = []
    at = 0.0
    entries = [(style.word("present", language), _PRESENT[0]), *([(name, _CHANGED[0])] if changed else [])]
    y = {"value": height + 42}
    for text, colour in entries:
        rule: Spec = {"type": "rule", "stroke": colour, "strokeWidth": 2.4}
        out.append(layer([{}], rule, x={"value": at}, x2={"value": at + 22}, y=y))
        words: Spec = {
            "type": "text", "align": "left", "baseline": "middle", "color": colour, "fontWeight": "bold",
        }  # fmt: skip
        out.append(layer([{"t": text}], words, x={"value": at + 28}, y=y, text={"field": "t"}))
        at += 28 + room([text]) + 18
    said = f"{style.word('bands', language)}. ● {style.word('counted', language)}"
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "color": style.SOFT,
        "x": 0,
        "y": height + 64,
    }
    return [*out, layer([{"t": said}], mark, text={"field": "t"})]


def _alt(rows: Sequence[Row], title: str, name: str, start: date, changed: bool, language: str) -> str:
    last = rows[-1]
    when = formats.period(last.figures["members_present"].period, language)
    said = [
        f"{style.word('fan', language)}: {title}.",
        f"{style.word('start', language)}: {formats.day(start, language)}.",
    ]
    for key, word in (("members", "members"), ("deaths", "deaths")):
        courses = [(style.word("present", language), f"{key}_present"), *([(name, key)] if changed else [])]
        values = "; ".join(
            f"{course} {_bounds(last.figures[figure], language)}" for course, figure in courses
        )
        said.append(f"{style.word(word, language)}, {when}: {values}.")
    return " ".join(said)


def _bounds(figure: Figure, language: str) -> str:
    value, low, high = (
        formats.number(v or 0.0, language, 0) for v in (figure.value, figure.low, figure.high)
    )
    return f"{value} ({low}–{high})"
