"""What a map of sites needs beside them: the states around, and the recorded events near whose point is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.context import Context
from almenara.analysis.exposure.nearby import placed
from almenara.analysis.exposure.sites import outlines_of, sites_of, source_of_outlines
from almenara.evidence.records import DocumentRecord
from almenara.model.finding import Row
from almenara.reading.threats import threats

LEAST = 0.9
"""Degrees that a map shows at least on each side of its sites' middle."""
ROOM = 0.12
"""Of the sites' extent, what is shown around them."""
FINE = 900
"""Steps of the window below which a bend of a border is not drawn."""


@dataclass(frozen=True)
class Land:
    """Around some sites.

    window     west, south, east, north
    states     shapes by code, cut to the window, WGS 84 degrees
    documents  what the shapes are from
    """

    window: tuple[float, float, float, float]
    states: dict[str, BaseGeometry]
    documents: tuple[DocumentRecord, ...]


def spots(context: Context, rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each site by its key: its own point, or one inside its place's boundary.

    rows  of sites, of the question `assess`; those without either, or in no place that is known, are left out
    """
    out = {}
    for row in rows:
        place = context.gazetteer.get(row.place) if row.place else None
        if place is not None and row.facts["point"] is not None:
            out[row.key] = (float(row.facts["point"][0]), float(row.facts["point"][1]))
        elif place is not None and (pack := context.pack_of(place)):
            level = "state" if place.kind == "state" else "municipality"
            if (shape := outlines_of(context, pack, level).get(place.code)) is not None:
                inside = shape.representative_point()
                out[row.key] = (inside.y, inside.x)
    return out


def land(context: Context, where: Sequence[tuple[float, float]]) -> Land | None:
    """The states around points (latitude and longitude); None where no boundaries of states are held there."""
    south, west = (min(p[n] for p in where) for n in (0, 1))
    north, east = (max(p[n] for p in where) for n in (0, 1))
    wide = max((east - west) * (0.5 + ROOM), (north - south) * (0.5 + ROOM), LEAST)
    high = max((north - south) * (0.5 + ROOM), 0.55 * wide)
    x, y = (west + east) / 2, (south + north) / 2
    window = (x - wide, y - high, x + wide, y + high)
    box = shapely.box(*window)
    states: dict[str, BaseGeometry] = {}
    documents = []
    for pack in context.packs.values():
        found = {}
        for code, shape in sorted(outlines_of(context, pack, "state").items()):
            cut = shapely.intersection(shapely.make_valid(shape.simplify(2 * wide / FINE)), box)
            if not cut.is_empty:
                found[code] = cut
        if found and (document := source_of_outlines(context, pack, "state")):
            documents.append(document)
            states |= found
    return Land(window, states, tuple(documents)) if states else None


def events_near(context: Context, rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Latitude and longitude of each event that may lie near one of the sites and is known to a point, once.

    For each threat those of the source with the most events of it, over the years that its figure counts.
    """
    given = [
        {"name": r.key, "points": [[r.facts["point"][1], r.facts["point"][0]]], "place": r.place,
         "radius_km": r.facts["radius_km"]}
        for r in rows if r.facts["point"] is not None and r.place
    ]  # fmt: skip
    sites = sites_of(context, given)
    out: dict[str, tuple[float, float]] = {}
    for pack in context.packs.values():
        mine = [(n, s) for n, s in enumerate(sites) if s.place and context.pack_of(s.place) is pack]
        for threat in threats().values() if mine else ():
            for one in placed(context, pack, threat, mine)[:1]:
                for which, _ in one.by_site.values():
                    for row in (one.rows[i] for i in which.tolist()):
                        if row["place_precision"] == "point" and row["lat"] is not None:
                            out[row["event"]] = (float(row["lat"]), float(row["lon"]))
    return [out[name] for name in sorted(out)]
