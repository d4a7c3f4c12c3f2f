"""Shapes as GeoJSON geometries."""

from __future__ import annotations

import json
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

GRID = 1e-5
"""Degrees to which coordinates are rounded: about a metre."""


def geometry(shape: BaseGeometry) -> dict[str, Any]:
    """A shape in longitude and latitude (WGS 84), outer rings counterclockwise as RFC 7946 asks."""
    made = shapely.set_precision(shape, GRID)
    if isinstance(made, Polygon):
        made = orient(made)
    elif isinstance(made, MultiPolygon):
        made = MultiPolygon([orient(part) for part in made.geoms])
    record: dict[str, Any] = json.loads(shapely.to_geojson(made))
    return record
