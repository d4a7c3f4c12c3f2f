"""Where things stand: the states that assets lie in, and how far a municipality reaches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import pi
from typing import Any

import shapely

from almenara.analysis.boundaries import state_shapes
from almenara.analysis.context import Context
from almenara.analysis.methods.nearness import arc_km

COAST_KM = 5.0
"""A point outside every boundary lies in the state so near: shorelines are drawn roughly."""
_DEGREE_KM = 111.2


@dataclass(frozen=True)
class Standing:
    """States of each asset by its name; assets of countries without boundaries in evidence are in `unknown`."""

    states: dict[str, frozenset[str]]
    unknown: tuple[str, ...]

    def within(self, name: str) -> frozenset[str]:
        """States that an asset lies in or passes; none where that is not known."""
        return self.states.get(name, frozenset())


def standing(context: Context, assets: Sequence[dict[str, Any]]) -> Standing:
    """In which states assets lie, by the newest boundaries known on the day.

    assets  plain JSON: name, country, points [[longitude, latitude], …]; place, the code that the owner names
    """
    states: dict[str, frozenset[str]] = {}
    unknown: list[str] = []
    for code in sorted({a.get("country") or "" for a in assets}):
        some = [a for a in assets if (a.get("country") or "") == code]
        pack = context.packs.get(code)
        shapes = state_shapes(context, pack) if pack else {}
        if not shapes:
            for asset in some:
                named = _state(context, asset)
                states |= {asset["name"]: named} if named else {}
            unknown += [a["name"] for a in some if a["name"] not in states]
            continue
        codes, tree = list(shapes), shapely.STRtree(list(shapes.values()))
        for asset in some:
            points = [tuple(p) for p in asset["points"]]
            if not points:
                states[asset["name"]] = _state(context, asset)
                continue
            shape = shapely.Point(points[0]) if len(points) == 1 else shapely.LineString(points)
            hit = tree.query(shape, predicate="intersects")
            if not len(hit):
                hit = tree.query(shape, predicate="dwithin", distance=COAST_KM / _DEGREE_KM)
            states[asset["name"]] = frozenset(codes[i] for i in hit)
    return Standing(states, tuple(unknown))


def _state(context: Context, asset: dict[str, Any]) -> frozenset[str]:
    """The state of the place that an asset's owner names."""
    code = asset.get("place") or None
    while code is not None:
        place = context.gazetteer.get(code)
        if place.kind == "state":
            return frozenset({code})
        code = place.parent
    return frozenset()


@dataclass(frozen=True)
class Extent:
    """A municipality's middle, and the radius in km of the circle around it that holds all of it."""

    lon: float
    lat: float
    reach: float


def extents(context: Context, codes: Collection[str]) -> dict[str, Extent]:
    """Of municipalities whose shapes are known on the day where they are and how far they reach."""
    held_by = ("extents", context.view.as_of, context.view.stored_by)
    known: dict[str, Extent | None] = context.answers.setdefault(held_by, {})
    if missing := set(codes) - known.keys():
        known |= dict.fromkeys(missing) | _read(context, missing)
    return {c: e for c in codes if (e := known[c]) is not None}


def _read(context: Context, codes: Collection[str]) -> dict[str, Extent]:
    rows = context.view.rows_known("places")
    rows = rows.filter(
        rows.geometry.notnull() & rows.place.isin(sorted(codes)) & (rows.kind == "municipality")
    )
    records = context.view.documents
    held: dict[str, tuple[Any, bytes]] = {}
    for row in context.view.fetch(rows.select("document", "place", "geometry")).to_pylist():
        order = (records[row["document"]].published, row["document"])
        if row["place"] not in held or order > held[row["place"]][0]:
            held[row["place"]] = (order, row["geometry"])
    return {code: _extent(shapely.from_wkb(shape)) for code, (_, shape) in held.items()}


def _extent(shape: Any) -> Extent:
    middle = shape.centroid
    corners = shapely.get_coordinates(shapely.convex_hull(shape))
    reach = max((arc_km(middle.x, middle.y, x, y) for x, y in corners), default=0.0)
    return Extent(middle.x, middle.y, min(reach, pi * 6371))
