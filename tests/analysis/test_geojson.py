"""Shapes as GeoJSON: rings wound as RFC 7946 asks, numbers rounded to a metre."""

from __future__ import annotations

from shapely import Point
from shapely.geometry import MultiPolygon, Polygon, shape

from almenara.analysis.geojson import geometry

CLOCKWISE = Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])


def test_outer_rings_run_counterclockwise() -> None:
    assert not CLOCKWISE.exterior.is_ccw
    assert shape(geometry(CLOCKWISE)).exterior.is_ccw
    apart = Polygon([(5, 5), (5, 6.123456789), (6, 6)])
    made = shape(geometry(MultiPolygon([CLOCKWISE, apart])))
    assert all(part.exterior.is_ccw for part in made.geoms)
    assert made.bounds[3] == 6.12346


def test_a_point_is_longitude_then_latitude() -> None:
    assert geometry(Point(-99.123456, 19.5)) == {"type": "Point", "coordinates": [-99.12346, 19.5]}
