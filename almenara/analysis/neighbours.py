"""Which places of a country lie side by side, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.boundaries import CARTOGRAM
from almenara.analysis.context import Context
from almenara.analysis.methods import hotspots
from almenara.analysis.methods.scan import on_sphere
from almenara.countries.pack import Pack
from almenara.evidence.records import DocumentRecord

NEAR = 0.005
"""Degrees, half a kilometre, within which two simplified shapes share a border."""
NEAREST = 6
"""Neighbours of a place where only points are known."""
TABLE = "neighbours.csv"
"""A pack's list of states that touch: `code`, and `neighbours` separated by |."""


@dataclass(frozen=True)
class Beside:
    """Neighbours of some places.

    weights  shape (n, n), 1 for neighbours; none where neither borders nor points are known
    how      "pack", "boundaries", "points" or "": what tells who is beside whom
    alone    places without a border in common with another, whose neighbour is the nearest
    """

    weights: hotspots.Weights | None
    how: str
    alone: tuple[str, ...] = ()


def beside(context: Context, pack: Pack, level: str, codes: Sequence[str]) -> Beside:
    """Who touches whom: by the pack's list (of states), else the boundaries held, else the nearest points.

    A place that touches no other, an island, is joined to the nearest.
    """
    listed = {row["code"]: row["neighbours"].split("|") for row in pack.rows(TABLE)}
    index = {code: i for i, code in enumerate(codes)}
    pairs: list[tuple[int, int]] = []
    how = ""
    if level == "state" and listed:
        how = "pack"
        pairs = [
            (index[a], index[b]) for a, some in listed.items() for b in some if a in index and b in index
        ]
    elif held := outlines(context, pack, level, codes):
        known = [c for c in codes if c in held]
        drawn = np.array([held[c] for c in known], dtype=object)
        found = shapely.STRtree(drawn).query(drawn, predicate="dwithin", distance=NEAR)
        how = "boundaries"
        pairs = [(index[known[a]], index[known[b]]) for a, b in found.T.tolist() if a < b]
    where = _on_ground(context, pack, level, codes)
    if not how:
        if where is None or len(codes) <= NEAREST:
            return Beside(None, "")
        return Beside(hotspots.nearest(where, NEAREST), "points")
    touched = {place for pair in pairs for place in pair}
    alone = [i for i in range(len(codes)) if i not in touched]
    if alone and where is not None and len(codes) > 1:
        nearest = hotspots.nearest(where, 1).indices
        pairs += [(i, int(nearest[i])) for i in alone]
    return Beside(hotspots.pairs(pairs, len(codes)), how, tuple(codes[i] for i in alone))


def outlines(context: Context, pack: Pack, level: str, codes: Sequence[str]) -> dict[str, BaseGeometry]:
    """Shapes (WGS 84) by code, from the known document that has the most of these places, the newest of equals.

    Empty where none has nine tenths of them. A cartogram is no boundary. Read once for a day.
    """
    return _drawn(context, pack, level, codes)[1]


def outlines_document(
    context: Context, pack: Pack, level: str, codes: Sequence[str]
) -> DocumentRecord | None:
    """The document that `outlines` takes its shapes from: its attribution goes under a map. None where it has none."""
    return _drawn(context, pack, level, codes)[0]


Drawn = tuple[DocumentRecord | None, dict[str, BaseGeometry]]
"""Shapes by code, and the document they are from."""


def _drawn(context: Context, pack: Pack, level: str, codes: Sequence[str]) -> Drawn:
    wanted = frozenset(codes)
    key = ("boundaries", pack.code, level, wanted, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = _read(context, pack, level, wanted)
    held: Drawn = context.answers[key]
    return held


def _read(context: Context, pack: Pack, level: str, wanted: frozenset[str]) -> Drawn:
    rows = _known(context, pack, level)
    rows = rows.filter(rows.geometry.notnull() & (rows.note != CARTOGRAM))
    found = context.view.fetch(rows.select("document", "place", "geometry"))
    held: dict[str, dict[str, bytes]] = {}
    for document, place, shape in zip(*(column.to_pylist() for column in found.columns), strict=True):
        if place in wanted:
            held.setdefault(document, {})[place] = shape
    records = context.view.documents
    best = max(held, key=lambda d: (len(held[d]), records[d].published, d), default=None)
    if best is None or len(held[best]) < 0.9 * len(wanted):
        return None, {}
    inside = sorted(held[best])
    shapes = shapely.from_wkb([held[best][code] for code in inside])
    return records[best], dict(zip(inside, shapes, strict=True))


def points(context: Context, pack: Pack, level: str, codes: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of places: the pack's, those the evidence states, or a point inside their shape."""
    found = {c: p for c in codes if (p := _stated(pack.upper.get(c)))}
    if len(found) < len(codes):
        rows = _known(context, pack, level)
        known = context.view.fetch(rows.filter(rows.lat.notnull()).select("place", "lat", "lon", "document"))
        records = context.view.documents
        for row in sorted(known.to_pylist(), key=lambda r: (records[r["document"]].published, r["document"])):
            found[row["place"]] = (row["lat"], row["lon"])
    if len(found) < len(codes):
        for code, shape in outlines(context, pack, level, codes).items():
            inside = shape.representative_point()
            found.setdefault(code, (inside.y, inside.x))
    return found


def _known(context: Context, pack: Pack, level: str) -> Any:
    """Rows about a country's places of a level that were known by the day."""
    rows = context.view.rows_known("places")
    return rows.filter((rows.kind == level) & rows.place.startswith(f"{pack.code}-"))


def _stated(place: object) -> tuple[float, float] | None:
    latitude, longitude = getattr(place, "lat", None), getattr(place, "lon", None)
    return None if latitude is None or longitude is None else (float(latitude), float(longitude))


def _on_ground(
    context: Context, pack: Pack, level: str, codes: Sequence[str]
) -> npt.NDArray[np.float64] | None:
    known = points(context, pack, level, codes)
    if any(code not in known for code in codes):
        return None
    return on_sphere([known[code] for code in codes])
