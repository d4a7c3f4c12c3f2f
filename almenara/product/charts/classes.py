"""Classes of a map: a level's or a quantity's colour, the ink that reads on it, and the legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import Spec, layer, ticks

Kind = Literal["levels", "scale"]


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
        return Classes(kind, style.TINTS, (), tuple(f"{word} {k} {n}".strip() for k, n in enumerate(names, 1)))
    values = sorted(f.value for f in figures if f.value is not None)
    edges: list[float] = []
    for part in (0.2, 0.4, 0.6, 0.8):
        edge = _round(values[min(len(values) - 1, int(part * len(values)))])
        if edge > (edges[-1] if edges else values[0]) and edge <= values[-1]:
            edges.append(edge)
    colours = style.STEPS[len(style.STEPS) - len(edges) - 1 :]
    whole = all(float(e).is_integer() for e in edges)
    texts = [formats.number(e, language, 0 if whole else 1) for e in edges]
    names = [f"< {texts[0]}"] if texts else [""]
    names += [f"{a}–{b}" for a, b in zip(texts, texts[1:], strict=False)]
    names += [f"≥ {texts[-1]}"] if texts else []
    return Classes(kind, colours, tuple(edges), tuple(names))


def _round(value: float) -> float:
    steps = ticks(0, value, 10)
    return min(steps, key=lambda s: abs(s - value))


def legend(made: Classes, width: float, at: float, unknown: bool, language: str, unit: str) -> list[Spec]:
    """A row of swatches with their names, `at` pixels from the top."""
    names = [*made.names, *([style.word("unknown", language)] if unknown else [])]
    fills = [*made.colours, *([style.HATCH_GREY] if unknown else [])]
    rows: list[dict[str, Any]] = []
    left, top = 0.0, at
    for name, fill in zip(names, fills, strict=True):
        room = 22 + 5.9 * len(name)
        if left and left + room > width:
            left, top = 0.0, top + 20
        rows.append({"x": left, "x2": left + 16, "y": top, "y2": top + 13, "fill": fill, "name": name})
        left += room + 16
    pixels: Spec = {"scale": None, "axis": None, "type": "quantitative"}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    layers = [
        layer(rows, {"type": "rect", "stroke": "#8a919a", "strokeWidth": 0.6}, x={"field": "x", **pixels},
              x2={"field": "x2"}, y={"field": "y", **pixels}, y2={"field": "y2"}, color=fill),
        layer(rows, {"type": "text", "align": "left", "baseline": "middle", "dx": 22, "dy": 7},
              x={"field": "x", **pixels}, y={"field": "y", **pixels}, text={"field": "name"}),
    ]  # fmt: skip
    if unit:
        mark: Spec = {"type": "text", "align": "left", "baseline": "bottom", "color": style.SOFT}
        layers.append(layer([{"t": unit, "x": 0, "y": at - 6}], mark, x={"field": "x", **pixels},
                            y={"field": "y", **pixels}, text={"field": "t"}))  # fmt: skip
    return layers


def spoken(pairs: Sequence[tuple[str, Figure]], made: Classes, language: str) -> str:
    """The map in words: each class with its places, the highest first."""
    groups: dict[str, list[str]] = {}
    for label, figure in pairs:
        key = style.word("unknown", language) if figure.value is None else made.names[made._index(figure.value)]
        text = label
        if made.kind == "scale" and figure.value is not None:
            text += f" {formats.figure_text(figure, language)}"
        groups.setdefault(key, []).append(text)
    order = [*reversed(made.names), style.word("unknown", language)]
    return " ".join(f"{name}: {', '.join(sorted(groups[name]))}." for name in order if name in groups)
