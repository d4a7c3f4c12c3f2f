"""A quantity over time: one line a series, broken where the counting rule breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Mark,
    Spec,
    labels,
    layer,
    middle,
    need,
    number_axis,
    one_definition,
    quantity,
    room,
    spec,
    ticks,
    value_text,
)

Series = tuple[str, Sequence[Figure]]
_GAP = 16.0


def trend(
    series: Sequence[Series],
    title: str,
    language: str,
    breaks: Sequence[Mark] = (),
    record: Figure | None = None,
    bridge: str = "",
    unit: str = "",
    record_words: str = "",
    height: int = 215,
) -> Chart:
    """Lines over time, each labelled at its end; an unknown figure leaves a gap.

    series  label and figures of each line, in order of time; at most six
    breaks  days from which the counting rule differs: a rule with its label, and no line across it; those
            outside the time drawn are left out
    record  a figure drawn as a level line, on the same axis
    record_words  what the line is called; "record" if empty
    bridge  the published rule that lets figures of two definitions share the axis
    unit    words of the axis; the figures' own unit if empty
    Raises MixedDefinitions, UsageError
    """
    figures = [f for _, items in series for f in items] + ([record] if record else [])
    need([f for f in figures if f.is_known], "a trend")
    one_definition(figures, bridge)
    known = [f for f in figures if f.value is not None]
    steps = ticks(0, max(f.value or 0.0 for f in known) * 1.04)
    first = min(f.period.start for _, items in series for f in items)
    last = max(f.period.end for _, items in series for f in items)
    x_domain = (first.toordinal(), last.toordinal() + 1)
    y_domain = (steps[0], steps[-1])
    x = quantity("x", x_domain, time_axis(first, last, language), zero=False)
    y = quantity(
        "y", y_domain, number_axis(steps, language, unit or known[0].unit, domain=False, ticks=False)
    )
    left = 16 + room((formats.number(steps[-1], language, 0 if steps[-1] >= 10 else 1),), 6.4)
    y["axis"].update(titleAngle=0, titleAnchor="start", titleAlign="left", titleY=-12, titleX=-left + 4)
    layers: list[Spec] = []
    breaks = [mark for mark in breaks if x_domain[0] < mark.day.toordinal() < x_domain[1]]
    for mark in breaks:
        layers += _break(mark, x, y_domain, x_domain)
    if record is not None and record.value is not None:
        layers += _record(record, record_words or style.word("record", language), x, y, x_domain, language)
    ends: list[tuple[float, str, str]] = []
    days = sorted(m.day for m in breaks)
    for (label, items), (colour, dash, weight) in zip(series, style.LINES, strict=False):
        rows, points = _rows(items, days)
        line: Spec = {
            "type": "line",
            "stroke": colour,
            "strokeWeight": weight,
            "strokeWidth": weight,
            "strokeDash": dash,
            "strokeJoin": "round",
        }
        line.pop("strokeWeight")
        layers.append(layer(rows, line, x=x, y=y, detail={"field": "part", "type": "nominal"}))
        if points:
            layers.append(
                layer(points, {"type": "point", "filled": True, "size": 34, "color": colour}, x=x, y=y)
            )
        tail = next((f for f in reversed(items) if f.value is not None), None)
        if tail is not None and tail.value is not None:
            ends.append((tail.value, f"{label} {value_text(tail, language)}".strip(), colour))
    if len(series) == 1 and record is None:  # the record's line has the highest value at its end already
        layers += _peak(series[0][1], x, y, language, x_domain)
    layers += _end_labels(ends, y_domain, height)
    frame = Frame(height, left, 14 + room((text for _, text, _ in ends), 6.6), 24, 24)
    drawn = tuple(figures)
    name = record_words or style.word("record", language)
    alt = _alt(series, title, language, breaks, record, name, bridge)
    return Chart(title, spec(frame, layers), alt, drawn)


def _rows(items: Sequence[Figure], days: list[date]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Points of the line, and those to mark: all of a short series, or those with a gap on both sides."""
    rows: list[dict[str, Any]] = []
    part = 0
    before: Figure | None = None
    for item in items:
        crossed = before is not None and any(before.period.start < d <= item.period.start for d in days)
        if crossed or item.value is None:
            part += 1
        if item.value is not None:
            rows.append({"x": middle(item), "y": item.value, "part": str(part)})
        before = item
    sizes = Counter(row["part"] for row in rows)
    alone = [row for row in rows if sizes[row["part"]] == 1]
    return rows, rows if len(items) <= 16 else alone


def time_axis(first: date, last: date, language: str) -> Spec:
    """An axis of day numbers from one day to another: months of up to a year and a half, years of more."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    texts: dict[float, str] = {}
    if months <= 18:
        every = 1 if months <= 9 else 2
        for k in range(0, months, every):
            day = date(first.year + (first.month - 1 + k) // 12, (first.month - 1 + k) % 12 + 1, 1)
            pattern = "MMM y" if k == 0 or day.month <= every else "MMM"
            texts[day.toordinal()] = format_date(day, pattern, locale=formats.LOCALES[language])
    else:
        years = range(first.year, last.year + 1)
        step = 1 if len(years) <= 14 else 5
        for year in years:
            if year % step == 0 and date(year, 1, 1) >= first.replace(day=1):
                texts[date(year, 1, 1).toordinal()] = str(year)
    return {
        **labels(texts),
        "title": None,
        "grid": False,
        "labelAlign": "left",
        "labelOffset": 0,
        "tickSize": 6,
    }


def _break(mark: Mark, x: Spec, y_domain: tuple[float, float], x_domain: tuple[int, int]) -> list[Spec]:
    at = mark.day.toordinal()
    right = (at - x_domain[0]) / (x_domain[1] - x_domain[0]) > 0.6
    row = [{"x": at, "label": mark.label}]
    rule: Spec = {"type": "rule", "stroke": style.SOFT, "strokeDash": [3, 3], "strokeWidth": 1.2}
    text: Spec = {
        "type": "text",
        "align": "right" if right else "left",
        "dx": -6 if right else 6,
        "y": 2,
        "baseline": "top",
        "fontStyle": "italic",
        "color": style.SOFT,
        "limit": 240,
    }
    return [layer(row, rule, x=x), layer(row, text, x=x, text={"field": "label"})]


def _record(
    record: Figure, name: str, x: Spec, y: Spec, x_domain: tuple[int, int], language: str
) -> list[Spec]:
    when = formats.period(record.period, language)
    words = f"{name} {value_text(record, language)} ({when})"
    row = [{"x": x_domain[0], "y": record.value, "label": words}]
    return [
        layer(row, {"type": "rule", "stroke": style.ACCENT, "strokeDash": [6, 3], "strokeWidth": 1.2}, y=y),
        layer(
            row,
            {"type": "text", "align": "left", "dx": 4, "dy": -7, "color": style.ACCENT},
            x=x,
            y=y,
            text={"field": "label"},
        ),
    ]


def _peak(items: Sequence[Figure], x: Spec, y: Spec, language: str, x_domain: tuple[int, int]) -> list[Spec]:
    """The highest point, marked with its value and period, unless it is the last one."""
    known = [f for f in items if f.value is not None]
    top = max(known, key=lambda f: f.value or 0.0)
    if top is known[-1]:
        return []
    share = (middle(top) - x_domain[0]) / (x_domain[1] - x_domain[0])
    align = "left" if share < 0.2 else "right" if share > 0.85 else "center"
    text = f"{value_text(top, language)} · {formats.period(top.period, language)}"
    row = [{"x": middle(top), "y": top.value, "label": text}]
    return [
        layer(
            row, {"type": "point", "filled": True, "size": 44, "color": style.ACCENT, "opacity": 1}, x=x, y=y
        ),
        layer(
            row,
            {"type": "text", "dy": -10, "align": align, "color": style.ACCENT},
            x=x,
            y=y,
            text={"field": "label"},
        ),
    ]


def _end_labels(ends: list[tuple[float, str, str]], y_domain: tuple[float, float], height: int) -> list[Spec]:
    """Labels at the lines' ends, pushed apart until none covers another."""
    span = y_domain[1] - y_domain[0]
    placed = sorted((height - (v - y_domain[0]) / span * height, t, c) for v, t, c in ends)
    out: list[Spec] = []
    floor = -1e9
    for at, text, colour in placed:
        floor = max(at, floor + _GAP)
        mark: Spec = {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "color": colour,
            "fontWeight": "bold",
            "x": "width",
            "dx": 7,
            "y": floor,
        }
        out.append(layer([{"label": text}], mark, text={"field": "label"}))
    return out


def _alt(
    series: Sequence[Series],
    title: str,
    language: str,
    breaks: Sequence[Mark],
    record: Figure | None,
    record_words: str,
    bridge: str,
) -> str:
    sentences = [f"{style.word('line', language)}: {title}."]
    for label, items in series:
        known = [f for f in items if f.value is not None]
        if not known:
            continue
        points = [
            ("", known[0]),
            (style.word("highest", language), max(known, key=lambda f: f.value or 0.0)),
            (style.word("lowest", language), min(known, key=lambda f: f.value or 0.0)),
            (style.word("latest", language), known[-1]),
        ]
        said = "; ".join(
            f"{name} {value_text(f, language)} ({formats.period(f.period, language)})".strip()
            for name, f in points
        )
        sentences.append(f"{label}: {said}." if label else f"{said}.")
    if record is not None:
        at = formats.period(record.period, language)
        sentences.append(
            f"{record_words[:1].upper()}{record_words[1:]}: {value_text(record, language)} ({at})."
        )
    for mark in breaks:
        when = formats.day(mark.day, language)
        sentences.append(f"{style.word('break', language)}, {when}: {mark.label}.")
    if bridge:
        sentences.append(f"{style.word('bridge', language)}: {bridge}.")
    return " ".join(sentences)
