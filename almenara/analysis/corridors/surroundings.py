"""What a map of routes needs beside them: the states around, and the towns that they pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from almenara.analysis.context import Context
from almenara.analysis.corridors.held import Held, shapes_held
from almenara.analysis.corridors.ways import Way, spelt
from almenara.analysis.geojson import geometry
from almenara.analysis.methods.line_network import in_space
from almenara.countries.pack import Pack

_SIMPLE = 0.02
_AROUND = 0.12
"""Of the routes' extent, what is shown around them; and at least this many degrees."""
_PASSED_KM = 4.0


def nearby_outlines(context: Context, pack: Pack, ways: Sequence[Way]) -> dict[str, Any]:
    """GeoJSON geometries, simplified and cut to the surroundings, of the states around; by code."""
    points = np.concatenate([way.line for way in ways])
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    room = max(_AROUND, _AROUND * max(east - west, north - south))
    window = shapely.box(west - room, south - room, east + room, north + room)
    names, tree = shapes_held(context, pack, "state")
    found = {}
    for at in sorted(tree.query(window, predicate="intersects").tolist()):
        shape = shapely.intersection(shapely.make_valid(tree.geometries[at].simplify(_SIMPLE)), window)
        if not shape.is_empty:
            found[str(names[at])] = geometry(shape)
    return found


def towns_on(held: Held, ways: Sequence[Way]) -> list[dict[str, Any]]:
    """Towns where corridors begin or end that a route passes, with longitude and latitude; the routes' ends first."""
    passed = []
    middles = [in_space(np.concatenate([way.line, way.middle])) for way in ways]
    tips = in_space([way.line[i] for way in ways for i in (0, -1)])
    for town, node in sorted(held.towns.items()):
        here = in_space(held.network.nodes[node])
        if any(((m - here) ** 2).sum(axis=1).min() <= _PASSED_KM**2 for m in middles):
            first = ((tips - here) ** 2).sum(axis=1).min() > (3 * _PASSED_KM) ** 2
            lon, lat = (round(float(x), 4) for x in held.network.nodes[node])
            passed.append((bool(first), {"name": spelt(held, town), "lon": lon, "lat": lat}))
    return [told for _, told in sorted(passed, key=lambda item: item[0])]
