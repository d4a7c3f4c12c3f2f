"""A map with boundaries: each place's shape filled by its figure, levels printed inside."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from shapely import affinity, simplify
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import Chart, Frame, Spec, layer, need, one_definition, spec, value_text
from almenara.product.charts.classes import MARK, Kind, classes, legend, outlined, spoken


def shape_map(
    shapes: Mapping[str, BaseGeometry],
    figures: Mapping[str, Figure],
    title: str,
    language: str,
    kind: Kind = "scale",
    level_names: Sequence[str] = (),
    unit: str = "",
    names: Mapping[str, str] | None = None,
    marked: Collection[str] = (),
    mark: str = "",
) -> Chart:
    """Shapes in degrees (WGS 84) drawn in an equirectangular projection true at their middle latitude.

    shapes   geometry by place code; simplified to half a pixel
    figures  by place code; a place without one is drawn as unknown
    names    names by place code for the text alternative; the places' own where there is none
    marked   codes of places to outline; `mark` says in the legend what they are
    Raises MixedDefinitions, UsageError
    """
    held = {code: figures[code] for code in shapes if code in figures}
    need([f for f in held.values() if f.is_known], "a map")
    one_definition(held.values())
    made = classes(list(held.values()), kind, language, level_names)
    drawn, height = _pixels(shapes)
    features: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for code, shape in sorted(drawn.items()):
        figure = held.get(code)
        fill = made.colour(figure) if figure else style.HATCH_GREY
        features.append(
            {"type": "Feature", "geometry": mapping(shape), "properties": {}, "fill": fill, "code": code}
        )
        point = shape.representative_point()
        known = figure is not None and figure.is_known
        if kind == "levels" or not known or shape.area > 900:
            texts.append(
                {
                    "x": round(point.x, 1), "y": round(point.y, 1),
                    "text": value_text(figure, language) if figure and known else "?",
                    "ink": made.ink(figure) if figure else style.INK,
                }
            )  # fmt: skip
    pixels: Spec = {"scale": None, "axis": None, "type": "quantitative"}
    shape_layer: Spec = {
        "data": {"values": features},
        "projection": {"type": "identity"},
        "mark": {"type": "geoshape", "stroke": style.PAPER, "strokeWidth": 0.9},
        "encoding": {"color": {"field": "fill", "type": "nominal", "scale": None}},
    }
    outline: Spec = {**shape_layer, "mark": {"type": "geoshape", "stroke": "#6b727b", "strokeWidth": 0.4,
                                            "filled": False}, "encoding": {}}  # fmt: skip
    unknown = len(held) < len(shapes) or any(not f.is_known for f in held.values())
    caption = unit or (next(f.unit for f in held.values() if f.is_known) if kind == "scale" else "")
    key, bottom = legend(
        made,
        style.WIDTH - 4,
        height + (26 if caption else 14),
        unknown,
        language,
        caption,
        mark if marked else "",
    )
    layers = [
        {**shape_layer, "projection": {"type": "identity", "scale": 1, "translate": [0, 0]}},
        {**outline, "projection": {"type": "identity", "scale": 1, "translate": [0, 0]}},
        *([{**outline, "data": {"values": [f for f in features if f["code"] in marked]},
            "mark": {"type": "geoshape", "filled": False, **MARK},
            "projection": {"type": "identity", "scale": 1, "translate": [0, 0]}}] if marked else []),
        layer(texts, {"type": "text", "baseline": "middle", "fontWeight": "bold"}, x={"field": "x", **pixels},
              y={"field": "y", **pixels}, text={"field": "text"},
              color={"field": "ink", "type": "nominal", "scale": None}),
        *key,
    ]  # fmt: skip
    pairs = [((names or {}).get(code, figure.place.name), figure) for code, figure in held.items()]
    alt = f"{style.word('map', language)}: {title}. {spoken(pairs, made, language)}"
    alt += outlined(pairs, marked, mark)
    return Chart(title, spec(Frame(bottom), layers), alt, tuple(held.values()))


def _pixels(shapes: Mapping[str, BaseGeometry]) -> tuple[dict[str, BaseGeometry], float]:
    """Shapes in pixels from the top left, and the height they take."""
    bounds = [s.bounds for s in shapes.values() if not s.is_empty]
    if len(bounds) < len(shapes):
        empty = ", ".join(sorted(code for code, s in shapes.items() if s.is_empty))
        raise UsageError(f"a map needs a shape for each place; empty: {empty}")
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (style.WIDTH - 8) / ((east - west) * squeeze)
    out = {}
    for code, shape in shapes.items():
        moved = affinity.affine_transform(
            shape, [scale * squeeze, 0, 0, -scale, -west * scale * squeeze, north * scale]
        )
        out[code] = simplify(moved, 0.5, preserve_topology=True)
    return out, (north - south) * scale
