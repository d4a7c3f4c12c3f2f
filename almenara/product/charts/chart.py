"""What all charts share: the drawn result, the door that keeps definitions apart, axes in a language."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.errors import MixedDefinitions, UsageError
from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style

Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart made of figures.

    spec     Vega-Lite specification, self-contained; without its title, which the page sets
    alt      text alternative with the main values
    figures  every figure drawn, in the order of drawing
    """

    title: str
    spec: Spec
    alt: str
    figures: tuple[Figure, ...]

    @property
    def titled(self) -> Spec:
        """The specification with its title inside, for a chart that stands alone."""
        return {**self.spec, "title": {"text": self.title, "anchor": "start", "fontSize": 15, "offset": 12}}


@dataclass(frozen=True)
class Mark:
    """A break in the counting rule: from `day` on, figures do not compare with those before."""

    day: date
    label: str


def one_definition(figures: Iterable[Figure], bridge: str = "") -> None:
    """Raise MixedDefinitions if figures of several definitions or units would share an axis.

    bridge  the published rule by which definitions compare; units must agree even so
    """
    known = [f for f in figures if f.is_known]
    units = sorted({f.unit for f in known})
    if len(units) > 1:
        raise MixedDefinitions(f"one axis may not carry {' and '.join(units)}")
    kinds = sorted({f"{f.measure} ({f.definition})" for f in known})
    if len(kinds) > 1 and not bridge:
        raise MixedDefinitions(f"one axis may not mix {' and '.join(kinds)}; name the bridge that allows it")


def need(figures: Sequence[Any], what: str) -> None:
    """Raise UsageError where there is nothing to draw."""
    if not figures:
        raise UsageError(f"{what} needs at least one figure")


@dataclass(frozen=True)
class Frame:
    """The plane of a chart and the room around it, in pixels, for labels.

    Nothing is left to the drawing engine's guess of how wide a text is: that differs between machines.
    """

    height: float
    left: float = 2
    right: float = 2
    top: float = 2
    bottom: float = 2

    @property
    def width(self) -> float:
        """Width of the plane: the whole chart is always as wide as the page."""
        return style.WIDTH - self.left - self.right


def spec(frame: Frame, layers: list[Spec]) -> Spec:
    """A specification of layers on the frame's plane, in the house's style."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": frame.width,
        "height": frame.height,
        "autosize": {"type": "none"},
        "background": "white",
        "padding": {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        "config": style.CONFIG,
        "usermeta": {"patterns": style.PATTERNS},
        "layer": layers,
    }


def room(texts: Iterable[str], size: float = 6.9) -> float:
    """Pixels that the longest of the texts needs in the widest face that a reader may have."""
    return size * max((len(t) for t in texts), default=0)


def layer(values: list[dict[str, Any]], mark: Spec, **encoding: Any) -> Spec:
    """One layer with its own rows."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def quantity(field: str, scale: Sequence[float], axis: Spec | None, *, zero: bool = True) -> Spec:
    """A numeric channel on a fixed domain."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": list(scale), "zero": zero, "nice": False},
        "axis": axis,
    }


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round steps from at or below `low` to at or above `high`."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(k * step, 10) for k in range(first, max(last, first + 1) + 1)]


def labels(texts: Mapping[float, str]) -> Spec:
    """Axis entries for ticks with their own texts."""
    keyed = {
        f"{value:g}" if not float(value).is_integer() else str(int(value)): t for value, t in texts.items()
    }
    return {"values": list(texts), "labelExpr": f"{json.dumps(keyed, ensure_ascii=False)}[datum.value]"}


def number_axis(values: Sequence[float], language: str, title: str, **more: Any) -> Spec:
    """An axis of numbers written as the reader writes them."""
    whole = all(float(v).is_integer() for v in values)
    texts = {v: formats.number(v, language, 0 if whole else 1) for v in values}
    return {**labels(texts), "title": title, **more}


def middle(figure: Figure) -> float:
    """Middle of the figure's period as a day number."""
    return (figure.period.start.toordinal() + figure.period.end.toordinal() + 1) / 2


def value_text(figure: Figure, language: str) -> str:
    """A figure's value as printed in a chart or text alternative."""
    return formats.figure_text(figure, language, style.word("unknown", language))


def listing(items: Sequence[str], language: str) -> str:
    """Items as a sentence lists them."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {style.word('and', language)} {items[-1]}"
