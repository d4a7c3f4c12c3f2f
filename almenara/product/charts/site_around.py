"""A site on a small map: municipalities around it by their rates, the distance that counts as near, events in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from shapely import affinity, simplify
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import Chart, Frame, Spec, layer, one_definition, spec
from almenara.product.charts.classes import MARK, classes, legend, spoken

WIDE = 290.0
"""Pixels of the map: it stands beside text."""
_LETTER = 6.3
_KM = 111.2


def site_around(
    shapes: Mapping[str, BaseGeometry],
    window: tuple[float, float, float, float],
    figures: Mapping[str, Figure],
    names: Mapping[str, str],
    site: tuple[float, float],
    radius_km: float,
    own: str,
    events: Sequence[tuple[float, float]],
    title: str,
    language: str,
    unit: str,
) -> Chart:
    """Shapes in degrees (WGS 84) in an equirectangular projection true at the site.

    shapes   by place code, cut to `window` (west, south, east, north)
    figures  rates by place code, of one definition; a place without one is drawn as unknown where any has one
    site, events  latitude and longitude; own: code of the place that the site lies in, outlined
    unit     words above the legend
    Raises MixedDefinitions
    """
    one_definition(figures.values())
    west, south, east, north = window
    squeeze = math.cos(math.radians(site[0]))
    scale = WIDE / ((east - west) * squeeze)
    high = (north - south) * scale

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        return (longitude - west) * scale * squeeze, (north - latitude) * scale

    drawn = {
        code: simplify(
            affinity.affine_transform(
                shape, [scale * squeeze, 0, 0, -scale, -west * scale * squeeze, north * scale]
            ), 0.4,
        )
        for code, shape in shapes.items()
    }  # fmt: skip
    made = classes(list(figures.values()), "scale", language) if figures else None
    features = []
    for code, shape in sorted(drawn.items()):
        figure = figures.get(code)
        fill = "#f1f2f4" if made is None else made.colour(figure) if figure else style.HATCH_GREY
        features.append(
            {"type": "Feature", "geometry": mapping(shape), "properties": {}, "fill": fill, "code": code}
        )
    pixels: Spec = {"scale": None, "axis": None, "type": "quantitative"}
    flat: Spec = {"type": "identity", "scale": 1, "translate": [0, 0]}

    def shapes_of(rows: list[dict[str, Any]], mark: Spec, **encoding: Any) -> Spec:
        return {
            "data": {"values": rows},
            "projection": flat,
            "mark": {"type": "geoshape", **mark},
            "encoding": encoding,
        }

    def spots(rows: Sequence[tuple[float, float]], mark: Spec) -> Spec:
        values = [{"x": round(x, 1), "y": round(y, 1)} for x, y in rows]
        return layer(values, mark, x={"field": "x", **pixels}, y={"field": "y", **pixels})

    filled: Spec = {"field": "fill", "type": "nominal", "scale": None}
    labels = _labels(drawn, names, own, high)
    text: Spec = {"type": "text", "baseline": "middle", "align": "center", "fontSize": 11}
    where = {"x": {"field": "x", **pixels}, "y": {"field": "y", **pixels}, "text": {"field": "text"}}
    layers = [
        shapes_of(features, {"strokeWidth": 1.5}, fill=filled, stroke=filled),  # a seam between shapes is no land
        shapes_of(features, {"filled": False, "stroke": "#8a919a", "strokeWidth": 0.4}),
        shapes_of([f for f in features if f["code"] == own], {"filled": False, **MARK}),
        layer(labels, {**text, "stroke": style.PAPER, "strokeWidth": 3, "strokeOpacity": 0.85}, **where),
        layer(labels, text, **where),
        _ring(at(*site), radius_km / _KM * scale, pixels),
        spots([at(*e) for e in events], {"type": "point", "shape": "triangle-up", "size": 60, "filled": True,
                                         "fill": "#0072B2", "stroke": style.PAPER, "opacity": 1}),
        spots([at(*site)], {"type": "point", "shape": "circle", "size": 90, "filled": True, "fill": style.INK,
                            "stroke": style.PAPER, "strokeWidth": 1.8, "opacity": 1}),
    ]  # fmt: skip
    bottom = high + 4
    if made:
        key, bottom = legend(made, WIDE, high + 26, any(c not in figures for c in shapes), language, unit)
        layers += key
    pairs = [(names.get(code, f.place.name), f) for code, f in figures.items()]
    alt = f"{style.word('map', language)}: {title}."
    if made:
        alt += f" {spoken(pairs, made, language)}"
    whole = {**spec(Frame(bottom), layers), "width": WIDE}
    return Chart(title, whole, alt, tuple(figures.values()))


def _ring(middle: tuple[float, float], radius: float, pixels: Spec) -> Spec:
    """What counts as near, as a dashed circle."""
    x, y = middle
    around = [
        {"x": x + radius * math.cos(a), "y": y + radius * math.sin(a), "n": n}
        for n, a in enumerate(math.radians(5 * k) for k in range(73))
    ]
    mark: Spec = {"type": "line", "stroke": style.INK, "strokeWidth": 1.3, "strokeDash": [4, 3], "clip": True}
    order = {"field": "n", "type": "quantitative"}
    return layer(around, mark, x={"field": "x", **pixels}, y={"field": "y", **pixels}, order=order)


def _labels(
    drawn: Mapping[str, BaseGeometry], names: Mapping[str, str], own: str, high: float
) -> list[dict[str, Any]]:
    """Names of the places that have room for them, the site's own first and then the widest."""
    taken: list[tuple[float, float, float, float]] = []
    out = []
    for code in sorted(drawn, key=lambda c: (c != own, -drawn[c].area, c)):
        shape, name = drawn[code], names.get(code, "")
        spot = shape.representative_point()
        half = _LETTER * len(name) / 2
        box = (spot.x - half, spot.y - 8, spot.x + half, spot.y + 8)
        inside = box[0] >= 0 and box[2] <= WIDE and box[1] >= 0 and box[3] <= high
        fits = shape.bounds[2] - shape.bounds[0] > 1.2 * half or code == own
        if name and inside and fits and not any(_meet(box, other) for other in taken):
            taken.append(box)
            out.append({"x": round(spot.x, 1), "y": round(spot.y, 1), "text": name})
    return out


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
