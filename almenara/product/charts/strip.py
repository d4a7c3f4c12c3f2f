"""A route as a strip: kilometre by kilometre what each threat comes to, one lane a threat, the states below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from almenara.model.figure import Figure
from almenara.product import formats
from almenara.product.charts import style
from almenara.product.charts.chart import (
    Chart,
    Frame,
    Spec,
    layer,
    need,
    one_definition,
    quantity,
    spec,
    ticks,
)

LANE, GAP, BAND, HEAD, AXIS = 54, 30, 18, 24, 22
"""Heights in pixels: of a lane, of the words above it, of the band of states, of a route's name, of the axis."""


@dataclass(frozen=True)
class Stretch:
    """One segment: from and to a kilometre, in a state, with a figure for each lane."""

    start: float
    end: float
    state: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Lane:
    """A threat: its name as printed and the network's mean, drawn across."""

    key: str
    name: str
    mean: Figure


def strip(
    routes: Sequence[tuple[str, Sequence[Stretch]]],
    lanes: Sequence[Lane],
    title: str,
    language: str,
    note: str = "",
) -> Chart:
    """Bars of each segment's figure, one scale for a threat on all routes, so that routes compare.

    routes  name and segments in the order of going
    note    printed below: what the scale leaves out
    Raises  MixedDefinitions, UsageError
    """
    drawn = [f for _, parts in routes for part in parts for f in part.figures.values()]
    need([f for f in drawn if f.is_known], "a strip chart")
    tops: dict[str, float] = {}
    for lane in lanes:
        own = [p.figures[lane.key] for _, parts in routes for p in parts if lane.key in p.figures]
        one_definition([*own, lane.mean])
        tops[lane.key] = max([f.value or 0.0 for f in (*own, lane.mean)], default=0.0) or 1.0
    longest = max(part.end for _, parts in routes for part in parts)
    bars: list[dict[str, Any]] = []
    means: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    bands: list[dict[str, Any]] = []
    blanks: list[dict[str, Any]] = []
    y = 0.0
    for name, parts in routes:
        words.append({"km": 0, "y": y + 11, "text": name, "weight": "bold"})
        y += HEAD
        for lane in lanes:
            base = y + GAP + LANE
            top = tops[lane.key]
            mean = formats.figure_text(lane.mean, language, "?")
            words.append(
                {
                    "km": 0, "y": y + GAP / 2 + 3, "weight": "normal",
                    "text": f"{lane.name} · {style.word('mean', language)} {mean} · {style.word('top', language)} "
                    f"{formats.number(top, language, lane.mean.decimals if top < 10 else 0)}",
                }
            )  # fmt: skip
            for part in parts:
                figure = part.figures.get(lane.key)
                if figure is None or figure.value is None:
                    blanks.append({"a": part.start, "b": part.end, "y": y + GAP, "y2": base})
                    continue
                height = LANE * figure.value / top
                bars.append(
                    {
                        "a": part.start, "b": part.end, "y": base - height, "y2": base,
                        "fill": style.ACCENT if figure.value > (lane.mean.value or 0) else "#c3c9d1",
                    }
                )  # fmt: skip
            level = base - LANE * min(1.0, (lane.mean.value or 0) / top)
            means.append({"a": 0, "b": parts[-1].end, "y": level})
            y = base
        y += 4
        for number, (state, start, end) in enumerate(_states(parts)):
            bands.append(
                {"a": start, "b": end, "y": y, "y2": y + BAND, "fill": ("#e9ecf0", "#d6dbe1")[number % 2]}
            )
            pixels = (end - start) / longest * (style.WIDTH - 16)
            if state and pixels > 6.6 * len(state):
                words.append(
                    {
                        "km": (start + end) / 2,
                        "y": y + BAND / 2,
                        "text": state,
                        "weight": "normal",
                        "middle": 1,
                    }
                )
        y += BAND + 12
    height = y
    steps = [t for t in ticks(0, longest, 8) if t <= longest]
    for step in steps:
        text = formats.number(step, language, 0) + (" km" if step == steps[-1] else "")
        words.append({"km": step, "y": height + 12, "text": text, "weight": "normal", "middle": 1})
        bands.append(
            {
                "a": step - longest / 1200,
                "b": step + longest / 1200,
                "y": height - 6,
                "y2": height,
                "fill": style.SOFT,
            }
        )
    x, down = quantity("a", (0, longest), None), _pixels("y", height)
    flat = quantity("km", (0, longest), None)
    colour = {"field": "fill", "type": "nominal", "scale": None}
    layers: list[Spec] = [
        layer(bars + bands, {"type": "rect"}, x=x, x2={"field": "b"}, y=down, y2={"field": "y2"}, color=colour),
        layer(blanks, {"type": "rect", "fill": style.HATCH_GREY}, x=x, x2={"field": "b"}, y=down, y2={"field": "y2"}),
        layer(means, {"type": "rule", "color": style.INK, "strokeDash": [4, 3], "strokeWidth": 1}, x=x,
              x2={"field": "b"}, y=down),
    ]  # fmt: skip
    for middle in (False, True):
        for weight in ("bold", "normal"):
            some = [w for w in words if w["weight"] == weight and bool(w.get("middle")) is middle]
            mark = {
                "type": "text",
                "align": "center" if middle else "left",
                "baseline": "middle",
                "fontWeight": weight,
            }
            layers.append(layer(some, mark, x=flat, y=down, text={"field": "text"}))
    for row, text in enumerate(wrapped(note)):
        layers.append(
            layer([{}], {"type": "text", "align": "left", "baseline": "middle", "color": style.SOFT}, x={"value": 0},
                  y={"value": height + AXIS + 10 + 16 * row}, text={"value": text})
        )  # fmt: skip
    bottom = AXIS + 6 + 16 * len(wrapped(note))
    alt = f"{style.word('strip', language)}: {title}. " + " ".join(
        _spoken(name, parts, lanes, language) for name, parts in routes
    )
    figures = tuple(f for f in drawn if f.is_printable) + tuple(lane.mean for lane in lanes)
    return Chart(title, spec(Frame(height, 8, 14, 4, bottom), layers), alt, figures)


def _pixels(field: str, height: float) -> Spec:
    scale = {"domain": [0, height], "reverse": True, "nice": False, "zero": True}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _states(parts: Sequence[Stretch]) -> list[tuple[str, float, float]]:
    out: list[tuple[str, float, float]] = []
    for part in parts:
        if out and out[-1][0] == part.state:
            out[-1] = (part.state, out[-1][1], part.end)
        else:
            out.append((part.state, part.start, part.end))
    return out


def wrapped(text: str, width: int = 96) -> list[str]:
    """Text in lines of so many characters at most."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _spoken(name: str, parts: Sequence[Stretch], lanes: Sequence[Lane], language: str) -> str:
    told = []
    for lane in lanes:
        known = [p for p in parts if lane.key in p.figures and p.figures[lane.key].value is not None]
        if known:
            most = max(known, key=lambda p: p.figures[lane.key].value or 0)
            value = formats.figure_text(most.figures[lane.key], language, "?")
            told.append(f"{lane.name}: {style.word('highest', language)} {value}, km {most.start:.0f}–{most.end:.0f}"
                        + (f", {most.state}" if most.state else ""))  # fmt: skip
    return f"{name}: {'; '.join(told)}."
