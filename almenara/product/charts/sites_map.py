"""Sites on a map by their level, the worst on top and named first, with borders of states and events near."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import affinity, simplify
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import Chart, Frame, Spec, layer, need, spec, value_text
from almenara.product.charts.strip import wrapped

UNKNOWN = "#c9ced6"
_SIZES = {4: 150, 3: 120, 2: 95, 1: 80}
_LETTER, _LINE = 6.6, 15.0
_WIDE = style.WIDTH - 4
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A site: name, latitude and longitude, level; `somewhere` where no point is known but its place."""

    name: str
    at: tuple[float, float]
    level: Figure
    somewhere: bool = False


@dataclass(frozen=True)
class Words:
    """What a map of sites says in one language: names of levels 1 to 4, of what else is drawn, and lines below."""

    title: str
    levels: Sequence[str]
    unknown: str
    event: str
    marking: str
    below: Sequence[str]


def sites_map(
    spots: Sequence[Spot],
    window: tuple[float, float, float, float],
    states: Mapping[str, BaseGeometry],
    names: Mapping[str, str],
    events: Sequence[tuple[float, float]],
    words: Words,
    language: str,
) -> Chart:
    """An equirectangular projection true at its middle latitude.

    spots   the worst first
    window  west, south, east, north; `states` by code, cut to it (WGS 84 degrees); `names` of them
    events  latitude and longitude
    Raises  UsageError where there is no site
    """
    need(spots, "a map of sites")
    west, south, east, north = window
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = _WIDE / ((east - west) * squeeze)
    high = (north - south) * scale

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        return round((longitude - west) * scale * squeeze, 1), round((north - latitude) * scale, 1)

    flat = [scale * squeeze, 0, 0, -scale, -west * scale * squeeze, north * scale]
    drawn = {code: simplify(affinity.affine_transform(shape, flat), 0.3) for code, shape in states.items()}
    pixels: Spec = {"scale": None, "axis": None, "type": "quantitative"}
    where: Spec = {"x": {"field": "x", **pixels}, "y": {"field": "y", **pixels}}
    land = [{"type": "Feature", "geometry": mapping(s), "properties": {}} for _, s in sorted(drawn.items())]
    dots = []
    for spot in reversed(spots):  # the worst is drawn last, on top
        x, y = at(*spot.at)
        level = int(spot.level.value) if spot.level.value is not None else 0
        fill = style.TINTS[level - 1] if level else UNKNOWN
        dots.append({"x": x, "y": y, "fill": fill, "size": _SIZES.get(level, 70), "rough": spot.somewhere})
    labels, land_names = _labels([(s.name, *at(*s.at)) for s in spots], drawn, names, high)
    text: Spec = {"type": "text", "baseline": "middle", "align": "left"}
    halo: Spec = {**text, "stroke": style.PAPER, "strokeWidth": 3.5, "strokeOpacity": 0.9}
    soft: Spec = {**text, "align": "center", "color": style.SOFT, "fontStyle": "italic", "fontSize": 11}
    said = {"text": {"field": "text"}}
    marks = [{"x": x, "y": y} for x, y in (at(*e) for e in events)]
    layers: list[Spec] = [
        {"data": {"values": land}, "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
         "mark": {"type": "geoshape", "fill": "#f4f5f7", "stroke": "#a9b0ba", "strokeWidth": 0.8}},
        layer(land_names, soft, **where, **said),
        layer(marks, {"type": "point", "shape": "triangle-up", "size": 26, "filled": True, "fill": "#0072B2",
                      "opacity": 0.55}, **where),
        layer(dots, {"type": "circle", "stroke": style.INK, "strokeWidth": 1.1, "opacity": 1}, **where,
              color={"field": "fill", "type": "nominal", "scale": None},
              size={"field": "size", "type": "quantitative", "scale": None},
              strokeDash={"condition": {"test": "datum.rough", "value": [2, 2]}, "value": [1, 0]}),
        layer(labels, halo, **where, **said),
        layer(labels, text, **where, **said),
    ]  # fmt: skip
    key, bottom = _legend(spots, bool(events), high, words)
    told = "; ".join(f"{s.name} {value_text(s.level, language)}" for s in spots[:20])
    alt = f"{style.word('map', language)}: {words.title}. {told}. {' '.join((words.marking, *words.below))}"
    figures = tuple(s.level for s in spots)
    return Chart(words.title, spec(Frame(high, 2, 2, 2, bottom), [*layers, *key]), alt, figures)


def _labels(
    spots: Sequence[tuple[str, float, float]],
    drawn: Mapping[str, BaseGeometry],
    names: Mapping[str, str],
    high: float,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Names of sites that have room, the worst first, then of states; none lies on another or on a site."""
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for _, x, y in spots]
    out, land = [], []
    for name, x, y in spots:
        wide = _LETTER * len(name)
        for left, middle in ((x + 9, y), (x - 9 - wide, y), (x - wide / 2, y - 15), (x - wide / 2, y + 15)):
            box = (left - 1, middle - _LINE / 2, left + wide, middle + _LINE / 2)
            if _fits(box, taken, high):
                taken.append(box)
                out.append({"x": round(left, 1), "y": round(middle, 1), "text": name})
                break
    for code in sorted(drawn, key=lambda c: (-drawn[c].area, c)):
        spot, name = drawn[code].representative_point(), names.get(code, "")
        half = _LETTER * len(name) / 2
        box = (spot.x - half, spot.y - _LINE / 2, spot.x + half, spot.y + _LINE / 2)
        if name and drawn[code].bounds[2] - drawn[code].bounds[0] > 2 * half and _fits(box, taken, high):
            taken.append(box)
            land.append({"x": round(spot.x, 1), "y": round(spot.y, 1), "text": name})
    return out, land


def _fits(box: Box, taken: Sequence[Box], high: float) -> bool:
    inside = box[0] >= 0 and box[2] <= _WIDE and box[1] >= 0 and box[3] <= high
    return inside and not any(
        box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken
    )


def _legend(spots: Sequence[Spot], events: bool, high: float, words: Words) -> tuple[list[Spec], float]:
    entries: list[tuple[Spec, str]] = [
        ({"type": "circle", "fill": fill, "size": _SIZES[n], "stroke": style.INK, "strokeWidth": 1.1}, f"{n} {name}")
        for n, (fill, name) in enumerate(zip(style.TINTS, words.levels, strict=True), 1)
    ]  # fmt: skip
    if any(s.level.value is None for s in spots):
        mark: Spec = {"type": "circle", "fill": UNKNOWN, "size": 70, "stroke": style.INK, "strokeWidth": 1.1}
        entries.append((mark, words.unknown))
    y, x, out = high + 20, 8.0, []
    if events:
        mark = {"type": "point", "shape": "triangle-up", "size": 36, "filled": True, "fill": "#0072B2"}
        entries.append((mark, words.event))
    for mark, name in entries:
        step = 34 + 6.9 * len(name)
        if x + step > _WIDE and x > 8:
            x, y = 8.0, y + 20
        out.append(layer([{}], {**mark, "opacity": 1}, x={"value": x}, y={"value": y}))
        out.append(_text(name, x + 11, y))
        x += step
    y += 26
    out.append(_text(words.marking, 2, y, fontWeight="bold"))
    for line in (line for part in words.below for line in wrapped(part)):
        y += 18
        out.append(_text(line, 2, y, color=style.SOFT))
    return out, y - high + 14


def _text(words: str, x: float, y: float, **mark_: str) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", **mark_}
    return layer([{}], mark, x={"value": x}, y={"value": y}, text={"value": words})
