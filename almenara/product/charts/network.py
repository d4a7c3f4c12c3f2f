"""A network that can be read in print: names around a circle, none over another, relations as lines across it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from almenara.product.charts import style
from almenara.product.charts.chart import Chart, Frame, Spec, layer, need, spec

RADIUS, SMALLEST = 148.0, 104.0
"""Of the circle, in pixels: as large as the longest name leaves room for, between these two."""
LETTER = 5.9
"""Pixels that a letter of a name takes."""
LONGEST = 34
"""Letters of a name at most, with which the smallest circle is drawn; a longer one is cut."""
_CENTRE = style.WIDTH / 2 - 2
_STEPS = 12
"""Points of a curved line, less one."""
_PIXELS: Spec = {"scale": None, "axis": None, "type": "quantitative"}


@dataclass(frozen=True)
class Kind:
    """How lines of one kind are drawn: word for the legend, colour, dash and weight."""

    word: str
    colour: str
    dash: tuple[int, int]
    weight: float


def network(
    names: Mapping[str, str], lines: Sequence[tuple[str, str, str]], kinds: Mapping[str, Kind], title: str,
    language: str, remark: str = "",
) -> Chart:  # fmt: skip
    """Names around a circle, in an order that keeps lines short.

    names   label by key
    lines   kind, and the keys of its two ends
    kinds   how each kind is drawn, in the order of the legend; equal for both directions
    remark  a line of text below the legend
    Raises UsageError where there is no line.
    """
    need(lines, "a network")
    order = _ordered(sorted(names), [(a, b) for _, a, b in lines])
    angle = {key: 2 * math.pi * n / len(order) - math.pi / 2 for n, key in enumerate(order)}
    longest = min(max(len(names[key]) for key in order), LONGEST)
    radius = min(RADIUS, max(SMALLEST, _CENTRE - 9 - LETTER * longest))
    reach = {key: radius + 9 + LETTER * min(len(names[key]), LONGEST) for key in order}
    middle = (_CENTRE, 8 + max(radius, *(-reach[k] * math.sin(a) for k, a in angle.items())))
    place = {
        k: (middle[0] + radius * math.cos(a), middle[1] + radius * math.sin(a)) for k, a in angle.items()
    }
    layers: list[Spec] = []
    for number, (name, kind) in enumerate(kinds.items()):
        held = [(str(n), a, b) for n, (k, a, b) in enumerate(lines) if k == name]
        values = [p for n, a, b in held for p in _curve(n, place[a], place[b], middle, 0.3 + 0.14 * number)]
        mark = {
            "type": "line",
            "stroke": kind.colour,
            "strokeDash": list(kind.dash),
            "strokeWidth": kind.weight,
        }
        layers.append(
            layer(values, mark, x={"field": "x", **_PIXELS}, y={"field": "y", **_PIXELS},
                  detail={"field": "line", "type": "nominal"}, order={"field": "step", "type": "quantitative"})
        )  # fmt: skip
    points = [{"x": x, "y": y} for x, y in place.values()]
    dot = {"type": "circle", "size": 34, "color": style.INK, "opacity": 1}
    layers.append(layer(points, dot, x={"field": "x", **_PIXELS}, y={"field": "y", **_PIXELS}))
    layers += _labels(names, angle, radius, middle)
    bottom = middle[1] + 16 + max(radius, *(reach[k] * math.sin(a) for k, a in angle.items()))
    layers += _legend(kinds, bottom)
    if remark:
        layers.append(_text(remark, 0, bottom + 24 + 7, style.SOFT))
    told = [f"{names[a]} – {names[b]} ({kinds[k].word})" for k, a, b in sorted(lines)]
    alt = f"{style.word('network', language)}: {title}. {'; '.join(told)}. {remark}".strip()
    return Chart(title, spec(Frame(bottom + (46 if remark else 24)), layers), alt, ())


def _ordered(keys: list[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Keys around the circle: swapped as long as that shortens the lines; the same input gives the same order."""
    size = len(keys)
    ends: dict[str, list[str]] = {key: [] for key in keys}
    for a, b in pairs:
        ends[a].append(b)
        ends[b].append(a)
    order = sorted(keys, key=lambda k: (-len(ends[k]), k))
    first: list[str] = []
    waiting = order[:]
    while waiting:  # neighbours after each other
        first.append(waiting.pop(0))
        waiting.sort(key=lambda k: (-sum(e in first[-4:] for e in ends[k]), -len(ends[k]), k))
    where = {key: n for n, key in enumerate(first)}

    def length(key: str, at: int) -> int:
        return sum(min(abs(at - where[e]), size - abs(at - where[e])) for e in ends[key])

    for _ in range(8):
        moved = False
        for low in range(size):
            for high in range(low + 1, size):
                one, other = first[low], first[high]
                before = length(one, low) + length(other, high)
                where[one], where[other] = high, low
                if length(one, high) + length(other, low) < before:
                    first[low], first[high], moved = other, one, True
                else:
                    where[one], where[other] = low, high
        if not moved:
            break
    return first


def _curve(
    name: str, start: tuple[float, float], end: tuple[float, float], middle: tuple[float, float], flat: float
) -> list[dict[str, Any]]:
    """A line bent towards the middle, the less, the nearer `flat` is to 1: lines of one pair lie side by side."""
    bend = [(start[i] + end[i]) / 2 * flat + middle[i] * (1 - flat) for i in (0, 1)]
    out = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        x, y = ((1 - t) ** 2 * start[i] + 2 * t * (1 - t) * bend[i] + t**2 * end[i] for i in (0, 1))
        out.append({"line": name, "step": step, "x": round(x, 1), "y": round(y, 1)})
    return out


def _labels(
    names: Mapping[str, str], angle: Mapping[str, float], radius: float, middle: tuple[float, float]
) -> list[Spec]:
    """Names on rays of the circle, those of the left half turned so that none stands on its head."""
    out = []
    for left in (False, True):
        rows = []
        for key, turn in angle.items():
            if (math.cos(turn) < -1e-9) != left:
                continue
            text = names[key] if len(names[key]) <= LONGEST else names[key][: LONGEST - 1].rstrip() + "…"
            rows.append({
                "x": round(middle[0] + (radius + 9) * math.cos(turn), 1),
                "y": round(middle[1] + (radius + 9) * math.sin(turn), 1),
                "angle": round(math.degrees(turn) + (180 if left else 0), 1), "name": text,
            })  # fmt: skip
        mark = {"type": "text", "align": "right" if left else "left", "baseline": "middle"}
        out.append(
            layer(rows, mark, x={"field": "x", **_PIXELS}, y={"field": "y", **_PIXELS}, text={"field": "name"},
                  angle={"field": "angle", "type": "quantitative", "scale": None})
        )  # fmt: skip
    return out


def _legend(kinds: Mapping[str, Kind], at: float) -> list[Spec]:
    out: list[Spec] = []
    left = 0.0
    for kind in kinds.values():
        mark = {
            "type": "rule",
            "stroke": kind.colour,
            "strokeDash": list(kind.dash),
            "strokeWidth": kind.weight,
        }
        out.append(
            layer(
                [{}],
                mark,
                x={"value": left},
                x2={"value": left + 34},
                y={"value": at + 7},
                y2={"value": at + 7},
            )
        )
        out.append(_text(kind.word, left + 42, at + 7, style.INK))
        left += 62 + 6.6 * len(kind.word)
    return out


def _text(text: str, x: float, y: float, colour: str) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": colour}
    return layer([{}], mark, x={"value": x}, y={"value": y}, text={"value": text})
