"""Sites as a question is given them, and the places that they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.context import Context
from almenara.analysis.neighbours import outlines, outlines_document, points
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.evidence.records import DocumentRecord
from almenara.model.asset import OWN_MARKING
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place

RADIUS = 10.0
"""Kilometres that count as near where a site sets none."""
COAST = 0.05
"""Degrees from a simplified boundary within which a site still lies in the nearest place."""
POINT = 25.0
"""Kilometres from the nearest municipality's point within which it tells the municipality, where no boundary does."""
MAX_RADIUS = 200.0


@dataclass(frozen=True)
class Site:
    """One site.

    given    as the question was given it: what its figures' recipes hold
    point    latitude and longitude; None where only a place is named
    place    the finest place that it is known to lie in; None where none is
    located  how: "stated", "boundary", "nearest point" or ""
    reason   why its place is not known
    """

    name: str
    type: str
    given: dict[str, Any]
    point: tuple[float, float] | None
    radius: float
    marking: str
    place: Place | None
    located: str
    reason: Phrase | str = ""


def sites_of(context: Context, given: Sequence[dict[str, Any]]) -> list[Site]:
    """Sites with their places, in the order given.

    given   each {name, points: [[longitude, latitude]]} or {name, place: code}, or both; and, where known, type,
            radius_km, marking. A trip's points are sites of their own: "name, stop 2"
    Raises  UsageError with every site that is none, and for two of one name
    """
    faults, parts = [], []
    for number, one in enumerate(given, 1):
        name = str(one.get("name") or "").strip()
        spots = one.get("points") or []
        if not name:
            faults.append(f"site {number} has no name")
        elif one.get("kind") == "route":
            faults.append(f'"{name}" is a route: ask `almenara route` about it')
        elif not spots and not one.get("place"):
            faults.append(f'"{name}" has neither a point nor a place')
        elif one.get("place") and context.gazetteer.get(one["place"]).kind == "country":
            faults.append(
                f'"{name}" is in {one["place"]}, a whole country: name a state or municipality of it'
            )
        elif fault := _wrong(spots, one.get("radius_km")):
            faults.append(f'"{name}": {fault}')
        elif len(spots) > 1:
            parts += [
                one | {"name": f"{name}, stop {n}", "points": [spot]} for n, spot in enumerate(spots, 1)
            ]
        else:
            parts.append(one)
    names = [str(one["name"]) for one in parts]
    faults += [f'two sites are called "{name}"' for name in dict.fromkeys(names) if names.count(name) > 1]
    if faults:
        raise UsageError("\n".join(faults))
    return _placed(context, parts)


def _wrong(spots: Sequence[Sequence[float]], radius: float | None) -> str:
    for spot in spots:
        if len(spot) != 2 or not (-180 <= spot[0] <= 180 and -90 <= spot[1] <= 90):
            return f"{list(spot)} is not a longitude and a latitude in degrees"
    if radius is not None and not 0 < radius <= MAX_RADIUS:
        return f"a radius is above 0 and at most {MAX_RADIUS:g} km, not {radius:g}"
    return ""


def _placed(context: Context, parts: Sequence[dict[str, Any]]) -> list[Site]:
    spots = [(p["points"][0][1], p["points"][0][0]) if p.get("points") else None for p in parts]
    stated = [context.gazetteer.get(p["place"]) if p.get("place") else None for p in parts]
    asked = [i for i in range(len(parts)) if spots[i]]
    found = dict(zip(asked, locate(context, [s for i in asked if (s := spots[i])]), strict=True))
    out = []
    for i, one in enumerate(parts):
        place, how, reason = found.get(i, _NOWHERE)
        if (named := stated[i]) is not None and how != "boundary":
            place, how, reason = named, "stated", ""
        out.append(
            Site(
                str(one["name"]), str(one.get("type") or "other"), one, spots[i],
                float(one.get("radius_km") or RADIUS), str(one.get("marking") or OWN_MARKING), place, how, reason,
            )
        )  # fmt: skip
    return out


Located = tuple[Place | None, str, Phrase | str]
"""A place, how it was found, or why not."""


_NOWHERE: Located = (None, "", "")


def locate(context: Context, where: Sequence[tuple[float, float]]) -> list[Located]:
    """The finest place that each point lies in: by the boundary, else by the nearest municipality's point.

    where  latitude and longitude
    """
    found: list[Located] = [(None, "", phrase("site-not-located"))] * len(where)
    if not where:
        return []
    spots = shapely.points([(lon, lat) for lat, lon in where])
    for pack in context.packs.values():
        for level in ("municipality", "state"):
            codes = _codes(pack, level)
            left = [i for i, one in enumerate(found) if one[0] is None]
            shapes = outlines_of(context, pack, level)
            for i, code in _inside(shapes, spots[left]).items():
                found[left[i]] = (context.gazetteer.get(code), "boundary", "")
            if level == "municipality" and not shapes and codes:
                left = [i for i, one in enumerate(found) if one[0] is None]
                near = _nearest(points(context, pack, level, codes), [where[i] for i in left], len(codes))
                for i, code in near.items():
                    found[left[i]] = (context.gazetteer.get(code), "nearest point", "")
    return found


def outlines_of(context: Context, pack: Pack, level: str) -> dict[str, BaseGeometry]:
    """Boundaries of a country's states or municipalities; empty where none are held."""
    codes = _codes(pack, level)
    return outlines(context, pack, level, codes) if codes else {}


def source_of_outlines(context: Context, pack: Pack, level: str) -> DocumentRecord | None:
    """The document that `outlines_of` takes its boundaries from; None where none are held."""
    codes = _codes(pack, level)
    return outlines_document(context, pack, level, codes) if codes else None


def _codes(pack: Pack, level: str) -> list[str]:
    return list(pack.municipalities) if level == "municipality" else [s.code for s in pack.states]


def _inside(shapes: dict[str, BaseGeometry], spots: Any) -> dict[int, str]:
    """By the position of each point the code of the shape that it lies in, or nearly does on a coast."""
    if not shapes or not len(spots):
        return {}
    codes = list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    out: dict[int, str] = {}
    for point, shape in tree.query(spots, predicate="intersects").T.tolist():
        out.setdefault(point, codes[shape])
    left = [i for i in range(len(spots)) if i not in out]
    if left:
        near = tree.query_nearest(spots[left], max_distance=COAST, all_matches=False)
        out |= {left[point]: codes[shape] for point, shape in near.T.tolist()}
    return out


def _nearest(
    held: dict[str, tuple[float, float]], where: Sequence[tuple[float, float]], every: int
) -> dict[int, str]:
    """The nearest municipality's code, where nine tenths of them have a point and one is near enough."""
    from scipy.spatial import KDTree

    from almenara.analysis.methods.scan import on_ground, on_sphere

    codes = sorted(held)
    if not where or len(codes) < 0.9 * every:
        return {}
    chord, which = KDTree(on_sphere([held[c] for c in codes])).query(on_sphere(where))
    far = on_ground(np.asarray(chord))
    return {i: codes[int(w)] for i, (w, km) in enumerate(zip(which, far, strict=True)) if km <= POINT}
