"""A map without boundaries: one equal tile for each place, so that small places count as much as large."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from almenara.model.figure import Figure
from almenara.product.charts import style
from almenara.product.charts.chart import Chart, Frame, Spec, layer, need, one_definition, spec, value_text
from almenara.product.charts.classes import MARK, Kind, classes, legend, outlined, spoken


def tile_map(
    tiles: Mapping[str, tuple[int, int]],
    figures: Mapping[str, Figure],
    title: str,
    language: str,
    kind: Kind = "scale",
    short: Mapping[str, str] | None = None,
    level_names: Sequence[str] = (),
    unit: str = "",
    names: Mapping[str, str] | None = None,
    marked: Collection[str] = (),
    mark: str = "",
) -> Chart:
    """Tiles with the place's short name and its value; the darker, the higher.

    tiles        column and row of each place, from the top left
    figures      by place code; a place without one is drawn as unknown
    kind         levels (1 to 4) or scale (up to five classes)
    short        short names by place code; the code's last part where there is none
    level_names  words of levels 1 to 4 for the legend
    names        names by place code for the text alternative; the places' own where there is none
    unit         words above the legend; the figures' own unit on a scale, if empty
    marked       codes of places to outline; `mark` says in the legend what they are
    Raises MixedDefinitions, UsageError
    """
    held = {code: figures[code] for code in tiles if code in figures}
    need([f for f in held.values() if f.is_known], "a map")
    one_definition(held.values())
    made = classes(list(held.values()), kind, language, level_names)
    columns = 1 + max(c for c, _ in tiles.values())
    lines = 1 + max(r for _, r in tiles.values())
    side = min(54.0, (style.WIDTH - 8) / columns)
    data: list[dict[str, Any]] = []
    for code, (column, line) in sorted(tiles.items()):
        figure = held.get(code)
        left, top = column * side, line * side
        data.append(
            {
                "x": left + 1,
                "x2": left + side - 2,
                "y": top + 1,
                "y2": top + side - 2,
                "middle": left + side / 2 - 0.5,
                "name_y": top + side * 0.32,
                "value_y": top + side * 0.68,
                "fill": made.colour(figure) if figure else style.HATCH_GREY,
                "ink": made.ink(figure) if figure else style.INK,
                "code": code,
                "name": (short or {}).get(code) or code.rpartition("-")[2],
                "value": value_text(figure, language) if figure and figure.is_known else "?",
            }
        )
    pixels: Spec = {"scale": None, "axis": None, "type": "quantitative"}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    unknown = any(row["value"] == "?" for row in data)
    caption = unit or (next(f.unit for f in held.values() if f.is_known) if kind == "scale" else "")
    value_size = 17 if kind == "levels" else 13.5
    key, bottom = legend(
        made, style.WIDTH - 4, lines * side + (30 if caption else 18), unknown, language, caption,
        mark if marked else "",
    )  # fmt: skip
    layers = [
        layer(
            data,
            {"type": "rect", "stroke": "#8a919a", "strokeWidth": 0.6},
            x={"field": "x", **pixels},
            x2={"field": "x2"},
            y={"field": "y", **pixels},
            y2={"field": "y2"},
            color={"field": "fill", "type": "nominal", "scale": None},
        ),
        layer(
            [row for row in data if row["code"] in marked],
            {"type": "rect", "fill": None, **MARK},
            x={"field": "x", **pixels},
            x2={"field": "x2"},
            y={"field": "y", **pixels},
            y2={"field": "y2"},
        ),
        layer(
            data,
            {"type": "text", "baseline": "middle"},
            x={"field": "middle", **pixels},
            y={"field": "name_y", **pixels},
            text={"field": "name"},
            color=ink,
        ),
        layer(
            data,
            {"type": "text", "baseline": "middle", "fontWeight": "bold", "fontSize": value_size},
            x={"field": "middle", **pixels},
            y={"field": "value_y", **pixels},
            text={"field": "value"},
            color=ink,
        ),
        *key,
    ]
    pairs = [((names or {}).get(code, figure.place.name), figure) for code, figure in held.items()]
    alt = f"{style.word('tiles', language)}: {title}. {spoken(pairs, made, language)}"
    missing = sorted((short or {}).get(code, code) for code in tiles if code not in held)
    if missing:
        alt += f" {style.word('unknown', language).capitalize()}: {', '.join(missing)}."
    alt += outlined(pairs, marked, mark)
    return Chart(title, spec(Frame(bottom), layers), alt, tuple(held.values()))
