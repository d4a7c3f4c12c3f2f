"""Assets in GeoJSON and in zipped shapefiles: points and lines with properties."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.assets.drafts import Draft, Point, Reading
from almenara.reading.assets.words import columns_of
from almenara.reading.shapes import read_features

_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4979", "EPSG:4979", "WGS84")


Held = tuple[int, dict[str, str], BaseGeometry | None]
"""A feature: its number in the file from 1, its properties as text, its geometry in WGS 84 degrees."""


def read_geojson(document: Document, named: Mapping[str, Sequence[str]] | None = None) -> Reading:
    """Assets in GeoJSON, as `geojson_features` reads it. Heights are left out."""
    held, faults, remarks = geojson_features(document)
    return _drafts(document, held, faults, named, remarks)


def geojson_features(document: Document) -> tuple[list[Held], list[Fault], list[str]]:
    """Features, one feature, or a bare geometry (RFC 7946); what is wrong with some; what was done to them.

    A `crs` of the older format is heeded: coordinates are turned into WGS 84 degrees, and that is told.
    Raises BadInput on what is not GeoJSON.
    """
    try:
        data = json.loads(document.content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(document, f"is not JSON: {str(error)[:80]}") from error
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection" and isinstance(data.get("features"), list):
        features = data["features"]
    elif kind == "Feature":
        features = [data]
    elif isinstance(data, dict) and isinstance(data.get("coordinates"), list):
        features = [{"type": "Feature", "properties": {}, "geometry": data}]
    else:
        raise _refused(document, "is JSON, and not GeoJSON: it has no features")
    turn, remarks = _system(document, data)
    held: list[Held] = []
    faults = []
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            faults.append(Fault(document.name, "is not a feature with properties", number))
            continue
        try:
            geometry = feature.get("geometry")
            shape = shapely.from_geojson(json.dumps(geometry)) if geometry else None
        except (shapely.errors.GEOSException, ValueError, RecursionError) as error:
            faults.append(
                Fault(document.name, f"is a broken geometry: {str(error)[:80]}", number, "geometry")
            )
            continue
        properties = {str(k): _told(v) for k, v in (feature.get("properties") or {}).items()}
        held.append((number, properties, shape if shape is None or turn is None else _turned(shape, turn)))
    return held, faults, remarks


def read_shapefile(document: Document, named: Mapping[str, Sequence[str]] | None = None) -> Reading:
    """Assets in a zipped shapefile in WGS 84. Raises BadInput as reading.shapes.read_features."""
    return _drafts(document, shapefile_features(document), [], named, [])


def shapefile_features(document: Document) -> list[Held]:
    """Features of a zipped shapefile in WGS 84. Raises BadInput as reading.shapes.read_features."""
    found = read_features(document)
    return list(zip(found.numbers, found.properties, found.geometries, strict=True))


def points_of(shape: BaseGeometry | None) -> tuple[tuple[Point, ...], bool]:
    """Points of a point or a line, and whether it is a line. Raises ValueError on another shape."""
    if shape is None or shape.is_empty:
        raise ValueError("has no geometry")
    flat = shapely.force_2d(shape)
    if flat.geom_type == "MultiLineString":
        flat = shapely.line_merge(flat)
        if flat.geom_type == "MultiLineString":
            parts = len(shapely.get_parts(flat))
            raise ValueError(
                f"is a line in {parts} pieces that do not meet; give each piece as a route of its own"
            )
    if flat.geom_type in ("MultiPoint", "GeometryCollection") and len(shapely.get_parts(flat)) == 1:
        flat = shapely.get_parts(flat)[0]
    if flat.geom_type in ("Polygon", "MultiPolygon"):
        middle = shapely.point_on_surface(flat)
        told = f"for example {middle.y:.5f}, {middle.x:.5f} (latitude, longitude)"
        raise ValueError(f"is an area, and a site is one point of it: {told}")
    if flat.geom_type not in ("Point", "LineString"):
        raise ValueError(f"is a {flat.geom_type}; give a point, or a line, for each asset")
    found = [(float(x), float(y)) for x, y in shapely.get_coordinates(flat)]
    return tuple(found), flat.geom_type == "LineString"


def _drafts(
    document: Document,
    held: Sequence[Held],
    faults: list[Fault],
    named: Mapping[str, Sequence[str]] | None,
    remarks: Sequence[str],
) -> Reading:
    headers = list(dict.fromkeys(name for _, properties, _ in held for name in properties))
    columns, unused = columns_of(headers, named, placed=True)
    called = {field: " + ".join(names) for field, names in columns.items()}
    drafts = []
    for number, properties, shape in held:
        texts = {
            field: ", ".join(properties[name] for name in names if properties.get(name))
            for field, names in columns.items()
        }
        try:
            points, line = ((), False) if shape is None and texts.get("place") else points_of(shape)
        except ValueError as error:
            faults.append(Fault(document.name, str(error), number, "geometry"))
            continue
        drafts.append(Draft(number, {f: t for f, t in texts.items() if t}, called, points, line))
    return Reading(drafts, sorted(faults, key=lambda f: f.row or 0), unused, remarks)


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _system(document: Document, data: Mapping[str, Any]) -> tuple[pyproj.Transformer | None, list[str]]:
    """How coordinates become WGS 84 degrees, None where they are; and what to tell of it."""
    crs = data.get("crs")
    if crs is None:
        return None, []
    name = crs.get("properties", {}).get("name") if isinstance(crs, dict) else None
    if not isinstance(name, str):
        raise _refused(document, "has a crs without a name", "Write it anew in WGS 84 degrees")
    if name.upper().endswith(_DEGREES):
        return None, []
    try:
        turn = pyproj.Transformer.from_crs(pyproj.CRS.from_user_input(name), "EPSG:4326", always_xy=True)
    except ProjError as error:
        told = f'is in a coordinate system that is not known: "{name}"'
        raise _refused(document, told, "Write it anew in WGS 84 degrees (EPSG:4326)") from error
    return turn, [f"coordinates turned from {name} into WGS 84 degrees"]


def _turned(shape: BaseGeometry, turn: pyproj.Transformer) -> BaseGeometry:
    def move(points: Any) -> Any:
        x, y = turn.transform(points[:, 0], points[:, 1])
        return np.column_stack([x, y])

    return shapely.transform(shapely.force_2d(shape), move)


def _refused(document: Document, message: str, mend: str = "") -> BadInput:
    return BadInput("assets", [Fault(document.name, message)], mend)


def wkt_points(text: str) -> tuple[tuple[Point, ...], bool]:
    """Points of a cell in well-known text, as POINT (-99.13 19.43). Raises ValueError."""
    try:
        shape = shapely.from_wkt(text)
    except shapely.errors.GEOSException as error:
        raise ValueError(f'"{text[:60]}" is not well-known text, as POINT (-99.13 19.43)') from error
    return points_of(shape)
