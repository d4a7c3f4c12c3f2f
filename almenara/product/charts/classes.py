"""Classes of a map: a level's or a quantity's colour, the ink that reads on it, and the legend."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import Spec, layer, room, ticks

Kind = Literal["levels", "scale"]
MARK: Spec = {"stroke": style.INK, "strokeWidth": 2.6}
"""Outline of a place that a map marks."""


@dataclass(frozen=True)
class Classes:
    """How values become colours.

    edges  lower edges of the classes after the first; empty for levels
    names  text of each class in the legend
    """

    kind: Kind
    colours: tuple[str, ...]
    edges: tuple[float, ...]
    names: tuple[str, ...]

    def colour(self, figure: Figure) -> str:
        """Fill for a figure; hatching where it is unknown."""
        if figure.value is None:
            return style.HATCH_GREY
        return self.colours[self._index(figure.value)]

    def ink(self, figure: Figure) -> str:
        """Text colour that reads on the fill."""
        dark = figure.value is not None and self._index(figure.value) >= len(self.colours) - (
            1 if self.kind == "levels" else 2
        )
        return style.PAPER if dark else style.INK

    def _index(self, value: float) -> int:
        if self.kind == "levels":
            if value not in (1, 2, 3, 4):
                raise UsageError(f"{value:g} is not a level from 1 to 4")
            return int(value) - 1
        return sum(value >= edge for edge in self.edges)


def classes(figures: Sequence[Figure], kind: Kind, language: str, level_names: Sequence[str] = ()) -> Classes:
    """Levels 1 to 4, or up to five classes of round edges that hold about as many places each."""
    if kind == "levels":
        names = level_names or ("",) * 4
        word = style.word("level", language)
        return Classes(
            kind, style.TINTS, (), tuple(f"{word} {k} {n}".strip() for k, n in enumerate(names, 1))
        )
    values = sorted(f.value for f in figures if f.value is not None)
    counts = all(v.is_integer() for v in values)
    edges: list[float] = []
    for part in (0.2, 0.4, 0.6, 0.8):
        edge = _round(values[min(len(values) - 1, int(part * len(values)))])
        edge = float(math.ceil(edge)) if counts else edge
        if edge > (edges[-1] if edges else values[0]) and edge <= values[-1]:
            edges.append(edge)
    if counts and len(edges) < 2:  # a few small counts: the next one up is a class of its own
        edges += sorted({v for v in values if v > (edges or values)[-1 if edges else 0]})[:1]
    colours = style.STEPS[len(style.STEPS) - len(edges) - 1 :]
    name = _counts if counts and edges else _ranges
    return Classes(kind, colours, tuple(edges), tuple(name(edges, values, language)))


def _ranges(edges: Sequence[float], values: Sequence[float], language: str) -> list[str]:
    """Names of classes of a quantity: below the first edge, between edges, from the last one on."""
    whole = all(float(e).is_integer() for e in edges)
    texts = [formats.number(e, language, 0 if whole else 1) for e in edges]
    if not texts:
        return [formats.number(values[0], language, 0 if values[0].is_integer() else 1)] if values else [""]
    return [f"< {texts[0]}", *(f"{a}–{b}" for a, b in itertools.pairwise(texts)), f"≥ {texts[-1]}"]


def _counts(edges: Sequence[float], values: Sequence[float], language: str) -> list[str]:
    """Names of classes of counts, by the counts in them: "1", "2–4", "5 or more"."""
    said = [formats.number(v, language, 0) for v in (values[0], *edges)]
    last = [formats.number(e - 1, language, 0) for e in edges]
    names = [one if one == other else f"{one}–{other}" for one, other in zip(said, last, strict=False)]
    most = said[-1] if values[-1] == edges[-1] else style.word("or_more", language).format(said[-1])
    return [*names, most]


def _round(value: float) -> float:
    steps = ticks(0, value, 10)
    return min(steps, key=lambda s: abs(s - value))


def legend(
    made: Classes, width: float, at: float, unknown: bool, language: str, unit: str, marked: str = ""
) -> tuple[list[Spec], float]:
    """Rows of swatches with their names, `at` pixels from the top; and where they end.

    marked  what an outlined place is, if any is: a row of its own
    """
    names = [*made.names, *([style.word("unknown", language)] if unknown else [])]
    fills = [*made.colours, *([style.HATCH_GREY] if unknown else [])]
    rows: list[dict[str, Any]] = []
    rooms = [38 + room([name], 6.6) for name in names]
    columns = len(names) if sum(rooms) - 16 <= width else (len(names) + 1) // 2
    if columns < len(names):
        rooms = [max(rooms)] * columns
    left, top = 0.0, at
    for position, (name, fill) in enumerate(zip(names, fills, strict=True)):
        if position % columns == 0 and position:
            left, top = 0.0, top + 20
        rows.append({"x": left, "x2": left + 16, "y": top, "y2": top + 13, "fill": fill, "name": name})
        left += rooms[position % columns]
    if marked:
        top += 20
        rows.append({"x": 0, "x2": 16, "y": top, "y2": top + 13, "fill": style.PAPER, "name": marked})
    # fixed pixels, no fields: a legend must not share the picture's axes
    layers: list[Spec] = []
    for row in rows:
        swatch: Spec = {"type": "rect", "fill": row["fill"], "stroke": "#8a919a", "strokeWidth": 0.6}
        if marked and row is rows[-1]:
            swatch |= MARK
        text: Spec = {"type": "text", "align": "left", "baseline": "middle", "dx": 22, "dy": 7}
        layers.append(layer([{}], swatch, **{k: {"value": row[k]} for k in ("x", "x2", "y", "y2")}))
        layers.append(
            layer([{}], text, x={"value": row["x"]}, y={"value": row["y"]}, text={"value": row["name"]})
        )
    if unit:
        mark: Spec = {"type": "text", "align": "left", "baseline": "bottom", "color": style.SOFT}
        layers.append(layer([{}], mark, x={"value": 0}, y={"value": at - 6}, text={"value": unit}))
    return layers, top + 20


def spoken(pairs: Sequence[tuple[str, Figure]], made: Classes, language: str) -> str:
    """The map in words: each class with its places, the highest first."""
    groups: dict[str, list[str]] = {}
    for label, figure in pairs:
        key = (
            style.word("unknown", language) if figure.value is None else made.names[made._index(figure.value)]
        )
        text = label
        if made.kind == "scale" and figure.value is not None:
            text += f" {formats.figure_text(figure, language)}"
        groups.setdefault(key, []).append(text)
    order = [*reversed(made.names), style.word("unknown", language)]
    return " ".join(f"{name}: {', '.join(sorted(groups[name]))}." for name in order if name in groups)


def outlined(pairs: Sequence[tuple[str, Figure]], marked: Collection[str], mark: str) -> str:
    """The marked places in words, for the end of a text alternative; nothing where none is marked."""
    names = sorted(label for label, figure in pairs if figure.place.code in marked)
    return f" {mark[:1].upper()}{mark[1:]}: {', '.join(names)}." if names else ""
