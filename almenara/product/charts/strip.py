"""A route as a strip: kilometre by kilometre what each threat comes to, one lane a threat, the states below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    figures = [f for _, parts in routes for part in parts for f in part.figures.values()]
    need([f for f in figures if f.is_known], "a strip chart")
    tops = _tops(routes, lanes)
    longest = max(part.end for _, parts in routes for part in parts)
    marks = _Marks()
    y = 0.0
    for name, parts in routes:
        marks.words.append({"km": 0, "y": y + 11, "text": name, "weight": "bold"})
        y += HEAD
        for lane in lanes:
            _add_lane(marks, lane, parts, y, tops[lane.key], language)
            y += GAP + LANE
        y += 4
        _add_states(marks, parts, y, (style.WIDTH - 16) / longest)
        y += BAND + 12
    _add_axis(marks, longest, y, language)
    bottom = AXIS + 6 + 16 * len(wrapped(note))
    alt = f"{style.word('strip', language)}: {title}. " + " ".join(
        _spoken(name, parts, lanes, language) for name, parts in routes
    )
    printed = tuple(f for f in figures if f.is_printable) + tuple(lane.mean for lane in lanes)
    layers = [*_layers(marks, longest, y), *_note(note, y)]
    return Chart(title, spec(Frame(y, 8, 14, 4, bottom), layers), alt, printed)


@dataclass
class _Marks:
    """What is drawn, by its kind: kilometres across, pixels down from the top."""

    bars: list[dict[str, Any]] = field(default_factory=list)
    bands: list[dict[str, Any]] = field(default_factory=list)
    blanks: list[dict[str, Any]] = field(default_factory=list)
    means: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)


def _tops(routes: Sequence[tuple[str, Sequence[Stretch]]], lanes: Sequence[Lane]) -> dict[str, float]:
    """The value that a lane's height stands for. Raises MixedDefinitions."""
    tops: dict[str, float] = {}
    for lane in lanes:
        own = [p.figures[lane.key] for _, parts in routes for p in parts if lane.key in p.figures]
        one_definition([*own, lane.mean])
        tops[lane.key] = max([f.value or 0.0 for f in (*own, lane.mean)], default=0.0) or 1.0
    return tops


def _add_lane(
    marks: _Marks, lane: Lane, parts: Sequence[Stretch], y: float, top: float, language: str
) -> None:
    """A threat's bars along a route, with its words above and the network's mean across."""
    base = y + GAP + LANE
    mean = formats.figure_text(lane.mean, language, "?")
    marks.words.append(
        {
            "km": 0, "y": y + GAP / 2 + 3, "weight": "normal",
            "text": f"{lane.name} · {style.word('mean', language)} {mean} · {style.word('top', language)} "
            f"{formats.number(top, language, lane.mean.decimals if top < 10 else 0)}",
        }
    )  # fmt: skip
    for part in parts:
        figure = part.figures.get(lane.key)
        if figure is None or figure.value is None:
            marks.blanks.append({"a": part.start, "b": part.end, "y": y + GAP, "y2": base})
            continue
        marks.bars.append(
            {
                "a": part.start, "b": part.end, "y": base - LANE * figure.value / top, "y2": base,
                "fill": style.ACCENT if figure.value > (lane.mean.value or 0) else "#c3c9d1",
            }
        )  # fmt: skip
    level = base - LANE * min(1.0, (lane.mean.value or 0) / top)
    marks.means.append({"a": 0, "b": parts[-1].end, "y": level})


def _add_states(marks: _Marks, parts: Sequence[Stretch], y: float, per_km: float) -> None:
    """The band of states below a route; a name where it has room, at so many pixels a kilometre."""
    for number, (state, start, end) in enumerate(_states(parts)):
        marks.bands.append(
            {"a": start, "b": end, "y": y, "y2": y + BAND, "fill": ("#e9ecf0", "#d6dbe1")[number % 2]}
        )
        if state and (end - start) * per_km > 6.6 * len(state):
            middle = {"km": (start + end) / 2, "y": y + BAND / 2, "text": state}
            marks.words.append(middle | {"weight": "normal", "middle": 1})


def _add_axis(marks: _Marks, longest: float, y: float, language: str) -> None:
    steps = [t for t in ticks(0, longest, 8) if t <= longest]
    for step in steps:
        text = formats.number(step, language, 0) + (" km" if step == steps[-1] else "")
        marks.words.append({"km": step, "y": y + 12, "text": text, "weight": "normal", "middle": 1})
        half = longest / 1200
        marks.bands.append({"a": step - half, "b": step + half, "y": y - 6, "y2": y, "fill": style.SOFT})


def _layers(marks: _Marks, longest: float, height: float) -> list[Spec]:
    x, down = quantity("a", (0, longest), None), _pixels("y", height)
    flat = quantity("km", (0, longest), None)
    colour = {"field": "fill", "type": "nominal", "scale": None}
    blank, rects = {"type": "rect", "fill": style.HATCH_GREY}, marks.bars + marks.bands
    mean = {"type": "rule", "color": style.INK, "strokeDash": [4, 3], "strokeWidth": 1}
    layers = [
        layer(rects, {"type": "rect"}, x=x, x2={"field": "b"}, y=down, y2={"field": "y2"}, color=colour),
        layer(marks.blanks, blank, x=x, x2={"field": "b"}, y=down, y2={"field": "y2"}),
        layer(marks.means, mean, x=x, x2={"field": "b"}, y=down),
    ]
    for middle in (False, True):
        for weight in ("bold", "normal"):
            some = [w for w in marks.words if w["weight"] == weight and bool(w.get("middle")) is middle]
            mark = {
                "type": "text", "align": "center" if middle else "left", "baseline": "middle", "fontWeight": weight,
            }  # fmt: skip
            layers.append(layer(some, mark, x=flat, y=down, text={"field": "text"}))
    return layers


def _note(note: str, height: float) -> list[Spec]:
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": style.SOFT}
    return [
        layer([{}], mark, x={"value": 0}, y={"value": height + AXIS + 10 + 16 * row}, text={"value": text})
        for row, text in enumerate(wrapped(note))
    ]


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
