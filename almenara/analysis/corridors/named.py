"""Stretches that sources name as dangerous: statements about a corridor in a state, not counts."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.corridors.held import Held
from almenara.analysis.corridors.ways import Way
from almenara.analysis.methods.line_network import in_space
from almenara.analysis.statements import Statement, statements
from almenara.countries.pack import Pack
from almenara.errors import AmbiguousPlace, UnknownPlace
from almenara.model.place import fold

PREDICATE = "named-dangerous-for-trucks"
PASSES_KM = 25.0
"""How near to a corridor's end a route must pass to run along the corridor."""


def named(context: Context, pack: Pack) -> list[Statement]:
    """Statements of a country's stretches, as known on the day; read once for a context."""
    key = ("named-stretches", pack.code, context.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = [
            s for s in statements(context, (PREDICATE,)) if s.place.partition("-")[0] == pack.code
        ]
    found: list[Statement] = context.answers[key]
    return found


def on_way(context: Context, pack: Pack, held: Held, way: Way) -> dict[str, list[dict[str, Any]]]:
    """By state, the stretches named there of corridors that the route runs along: it passes both their ends.

    Where along the corridor a stretch lies is told in the source's words only: its kilometre marks are of the road.
    """
    out: dict[str, list[dict[str, Any]]] = {}
    passed: dict[str, bool] = {}
    for item in named(context, pack):
        if item.object not in passed:
            ends = [e.strip() for e in re.split(r"\s*[-–]\s*", item.object) if e.strip()]
            passed[item.object] = sum(_passes(context, pack, held, way, e) for e in ends) >= min(2, len(ends))
        if passed[item.object]:
            out.setdefault(item.place, []).append(
                {
                    "stretch": item.subject, "corridor": item.object, "publisher": item.evidence.publisher,
                    "url": item.evidence.url, "published": item.known.isoformat(),
                }
            )  # fmt: skip
    return out


def _passes(context: Context, pack: Pack, held: Held, way: Way, name: str) -> bool:
    if (node := held.towns.get(fold(name))) is not None:
        return _near(way, held.network.nodes[node])
    try:
        place = context.gazetteer.find(name, within=pack.code)
    except (UnknownPlace, AmbiguousPlace):
        return False
    if place.kind == "state":
        return bool((way.state == place.code).any())
    return place.lon is not None and place.lat is not None and _near(way, np.array([place.lon, place.lat]))


def _near(way: Way, point: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    return bool(((in_space(way.middle) - in_space(point)) ** 2).sum(axis=1).min() <= PASSES_KM**2)
