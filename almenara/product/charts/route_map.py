"""Routes on a map: their segments coloured by how they stand beside the network's mean, with towns and states."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import Chart, Frame, Spec, layer, need, spec, value_text
from almenara.product.charts.strip import wrapped

BOUNDS = (0.5, 1.0, 2.0, 5.0)
"""Between the classes, in times the network's mean."""
TALLEST = 560
_LETTER = 6.4


def route_map(
    parts: Sequence[tuple[str, Sequence[Sequence[float]], Figure]],
    outlines: Mapping[str, Mapping[str, Any]],
    towns: Sequence[Mapping[str, Any]],
    title: str,
    language: str,
    attribution: str,
) -> Chart:
    """Segments in an equirectangular projection true at their middle latitude.

    parts        label, corners (longitude, latitude) and ratio of each segment, of all routes
    outlines     GeoJSON geometries of the states around, already cut to what is shown
    towns        name, lon, lat; the first are labelled first
    attribution  printed on the map: the lines' licence asks for it
    Raises       UsageError
    """
    need(parts, "a map of routes")
    points = [p for _, line, _ in parts for p in line]
    points += [p for shape in outlines.values() for ring in _rings(shape) for p in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-3), max(north - south, 1e-3)
    scale = min((style.WIDTH - 4) / wide, TALLEST / high)
    left = ((style.WIDTH - 4) - wide * scale) / 2
    height = high * scale

    def at(point: Sequence[float]) -> tuple[float, float]:
        return round(left + (point[0] - west) * squeeze * scale, 1), round((north - point[1]) * scale, 1)

    borders = [
        {"x": x, "y": y, "line": f"{code}-{k}", "n": n}
        for code, shape in sorted(outlines.items())
        for k, ring in enumerate(_rings(shape))
        for n, (x, y) in enumerate(map(at, ring))
    ]
    lines = []
    for k, (_, line, ratio) in enumerate(parts):
        fill = style.STEPS[_class(ratio)] if ratio.is_known else "#8a919a"
        lines += [
            {"x": x, "y": y, "line": str(k), "n": n, "fill": fill} for n, (x, y) in enumerate(map(at, line))
        ]
    dots, labels = _labels([(str(t["name"]), *at((t["lon"], t["lat"]))) for t in towns], height)
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [0, style.WIDTH - 4], "nice": False},
        "axis": None,
    }
    y: Spec = {"field": "y", "type": "quantitative", "axis": None,
               "scale": {"domain": [0, height], "reverse": True, "nice": False}}  # fmt: skip
    order, detail = {"field": "n", "type": "quantitative"}, {"field": "line", "type": "nominal"}
    colour = {"field": "fill", "type": "nominal", "scale": None}
    text: Spec = {"type": "text", "align": "left", "baseline": "middle"}
    halo: Spec = {**text, "stroke": style.PAPER, "strokeWidth": 3.5}
    layers: list[Spec] = [
        layer(borders, {"type": "line", "stroke": "#b4bac3", "strokeWidth": 0.8}, x=x, y=y, order=order, detail=detail),
        layer(lines, {"type": "line", "strokeWidth": 5.5, "stroke": "#5a6169", "strokeCap": "round"}, x=x, y=y,
              order=order, detail=detail),
        layer(lines, {"type": "line", "strokeWidth": 4, "strokeCap": "round"}, x=x, y=y, order=order, detail=detail,
              color=colour),
        layer(dots, {"type": "circle", "size": 34, "fill": style.PAPER, "stroke": style.INK, "strokeWidth": 1.3,
                     "opacity": 1}, x=x, y=y),
        layer(labels, halo, x=x, y=y, text={"field": "text"}),
        layer(labels, text, x=x, y=y, text={"field": "text"}),
    ]  # fmt: skip
    key, bottom = _legend(parts, height, language, attribution)
    alt = f"{style.word('map', language)}: {title}. " + "; ".join(
        f"{label} {value_text(ratio, language)}" for label, _, ratio in parts[:12]
    )
    shown = tuple(ratio for _, _, ratio in parts)
    return Chart(title, spec(Frame(height, 2, 2, 2, bottom), [*layers, *key]), f"{alt}. {attribution}", shown)


def _rings(shape: Mapping[str, Any]) -> list[Sequence[Sequence[float]]]:
    if shape["type"] == "Polygon":
        return list(shape["coordinates"])
    if shape["type"] == "MultiPolygon":
        return [ring for part in shape["coordinates"] for ring in part]
    return [ring for part in shape.get("geometries", ()) for ring in _rings(part)]


def _class(ratio: Figure) -> int:
    return sum((ratio.value or 0) >= bound for bound in BOUNDS)


def _labels(
    towns: Sequence[tuple[str, float, float]], height: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Dots of towns, and those of their names that have room; at the right edge they stand to the left."""
    taken: list[tuple[float, float, float, float]] = []
    dots, labels = [], []
    for name, x, y in towns:
        wide = _LETTER * len(name)
        start = x + 8 if x + 8 + wide < style.WIDTH - 6 else x - 8 - wide
        box = (start - 2, y - 9, start + wide, y + 9)
        if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
            continue
        if start < 0 or not 6 <= y <= height - 6:
            y = min(max(y, 6), height - 6)
        taken.append(box)
        dots.append({"x": x, "y": y})
        labels.append({"x": start, "y": y, "text": name})
    return dots, labels


def _legend(
    parts: Sequence[tuple[str, Any, Figure]], height: float, language: str, attribution: str
) -> tuple[list[Spec], float]:
    y, x, out = height + 22, 2.0, []
    edges = [
        f"< {BOUNDS[0]:g}",
        *(f"{a:g}–{b:g}" for a, b in pairwise(BOUNDS)),
        f"≥ {BOUNDS[-1]:g}",
    ]
    entries = list(zip(style.STEPS, edges, strict=True))
    if any(not ratio.is_known for _, _, ratio in parts):
        entries.append(("#8a919a", style.word("unknown", language)))
    out.append(_text(style.word("times_mean", language), 2, y))
    y += 20
    for fill, words in entries:
        mark: Spec = {"type": "rect", "fill": fill, "stroke": "#5a6169", "strokeWidth": 0.6}
        out.append(
            layer([{}], mark, x={"value": x}, x2={"value": x + 22}, y={"value": y - 7}, y2={"value": y + 7})
        )
        out.append(_text(words, x + 28, y))
        x += 44 + 7.4 * len(words)
    for line in wrapped(attribution):
        y += 20
        out.append(_text(line, 2, y, style.SOFT))
    return out, y - height + 12


def _text(words: str, x: float, y: float, colour: str = style.INK) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": colour}
    return layer([{}], mark, x={"value": x}, y={"value": y}, text={"value": words})
