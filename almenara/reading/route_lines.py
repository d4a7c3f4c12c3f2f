"""Lines of routes in a file of one's own: GPX tracks and routes, GeoJSON lines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import gpxpy
import gpxpy.gpx
import shapely

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.document import Document
from almenara.reading.shapes import read_features

ENDINGS = (".gpx", ".geojson", ".json")
MOST_BYTES = 30_000_000
_LINES = {"LineString", "MultiLineString"}


@dataclass(frozen=True)
class RouteLine:
    """One line. points (longitude, latitude); number its position in the file, from 1; sha256 of the file."""

    name: str
    points: tuple[tuple[float, float], ...]
    number: int
    file: str
    sha256: str


def read_lines(path: Path) -> list[RouteLine]:
    """Every route of a file, in its order. Raises BadInput, UsageError where it is none or too large."""
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path.name} is no file of routes: one of {', '.join(ENDINGS)} is read")
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(f"{path.name} has more than {MOST_BYTES // 1_000_000} MB: a route is smaller")
    content = path.read_bytes()
    document = Document(content, hashlib.sha256(content).hexdigest(), path.name, path.name)
    found = _gpx(document) if path.suffix.lower() == ".gpx" else _geojson(document)
    if not found:
        raise BadInput("reading", [Fault(document.name, "has no line: a track, a route or a LineString")])
    return [
        RouteLine(name or f"{path.stem} {number}", points, number, path.name, document.sha256)
        for number, (name, points) in enumerate(found, 1)
    ]


def _gpx(document: Document) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    if b"<!DOCTYPE" in document.content or b"<!ENTITY" in document.content:
        raise BadInput("reading", [Fault(document.name, "declares a document type, which no GPX file needs")])
    try:
        parsed = gpxpy.parse(document.content.decode("utf-8-sig"))
    except (UnicodeDecodeError, gpxpy.gpx.GPXException, ValueError) as error:
        raise BadInput("reading", [Fault(document.name, f"is not GPX: {str(error)[:100]}")]) from error
    tracks = [(t.name or "", [p for s in t.segments for p in s.points]) for t in parsed.tracks]
    routes = [(r.name or "", list(r.points)) for r in parsed.routes]
    held = [(name, tuple((p.longitude, p.latitude) for p in points)) for name, points in (*tracks, *routes)]
    return [(name, points) for name, points in held if len(points) > 1]


def _geojson(document: Document) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    features = read_features(document)
    out = []
    for held, shape in zip(features.properties, features.geometries, strict=True):
        if shape is None or shape.geom_type not in _LINES:
            continue
        merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
        named = (
            held.get("name")
            or " – ".join(held[k] for k in ("from", "to") if held.get(k))
            or held.get("id", "")
        )
        parts = shapely.get_parts(merged)
        for number, part in enumerate(parts, 1):
            points = shapely.get_coordinates(part)
            name = f"{named} (part {number})" if named and len(parts) > 1 else named
            out.append((name, tuple((float(x), float(y)) for x, y in points)))
    return out
