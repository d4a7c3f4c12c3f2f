"""Shapes of places: GeoJSON, TopoJSON and zipped shapefiles as features with mended geometries."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry.base import BaseGeometry

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.faults import Faults
from almenara.reading.opening import open_zip, plain_bytes

_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_POLYGONS = (3, 6)  # shapely's type numbers of Polygon and MultiPolygon


@dataclass(frozen=True)
class Features:
    """Features of one file, in its order: numbers from 1, properties as text, geometries.

    numbers     1-based position in the file, which locators give as the row
    properties  of each feature; absent and null are ""
    geometries  WGS 84 degrees, shape (n,); None where the file has none
    """

    numbers: list[int]
    properties: list[dict[str, str]]
    geometries: list[BaseGeometry | None]

    def __len__(self) -> int:
        return len(self.numbers)


def read_features(document: Document) -> Features:
    """Features of a GeoJSON, a TopoJSON or a zipped shapefile, gzip allowed.

    A shapefile without .prj is taken as WGS 84: the reader's source.yml must say that it is.
    Raises BadInput on a file that is none of these, is damaged, leaves its archive or unpacks beyond
    the limits.
    """
    if document.content[:2] == b"PK":
        return _shapefile(document)
    plain = plain_bytes(document)
    try:
        data = json.loads(plain.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        is_page = plain[:512].lstrip().lower().startswith((b"<!doctype", b"<html"))
        what = "an HTML page" if is_page else "not JSON"
        raise BadInput("reading", [Fault(document.name, f"is {what}: {str(error)[:80]}")]) from error
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "Topology":
        return _by_driver(document, plain, "shapes.topojson")
    if kind != "FeatureCollection" or not isinstance(data.get("features"), list):
        raise BadInput("reading", [Fault(document.name, "is not a collection of features")])
    return _geojson(document, data["features"])


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(value).strip()


def _geojson(document: Document, features: list[Any]) -> Features:
    properties, geometries, faults = [], [], []
    for number, feature in enumerate(features, 1):
        geometry, held = None, None
        if isinstance(feature, dict):
            geometry, held = feature.get("geometry"), feature.get("properties")
        if not isinstance(held, dict):
            faults.append(Fault(document.name, "is not a feature with properties", number))
            continue
        properties.append({str(k): _text(v) for k, v in held.items()})
        try:
            geometries.append(shapely.from_geojson(json.dumps(geometry)) if geometry else None)
        except (shapely.errors.GEOSException, ValueError, RecursionError) as error:
            text = f"is a broken geometry: {str(error)[:80]}"
            faults.append(Fault(document.name, text, number, "geometry"))
    if faults:
        raise BadInput("reading", faults, "Ask the publisher for an intact file")
    return Features(list(range(1, len(features) + 1)), properties, geometries)


def _shapefile(document: Document) -> Features:
    files = {Path(name).name.lower(): data for name, data in open_zip(document).items()}
    layers = [name[:-4] for name in files if name.endswith(".shp")]
    if len(layers) != 1:
        raise BadInput("reading", [Fault(document.name, f"holds {len(layers)} shapefiles (.shp), not one")])
    missing = [part for part in (".shx", ".dbf") if layers[0] + part not in files]
    if missing:
        names = " and ".join(layers[0] + part for part in missing)
        text = f"lacks {names}, without which a shapefile is not read"
        raise BadInput("reading", [Fault(document.name, text)])
    with tempfile.TemporaryDirectory() as folder:
        for part in _PARTS:
            if (data := files.get(layers[0] + part)) is not None:
                (Path(folder) / f"shapes{part}").write_bytes(data)
        return _from_path(document, Path(folder) / "shapes.shp")


def _by_driver(document: Document, plain: bytes, name: str) -> Features:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(plain)
        return _from_path(document, path)


def _from_path(document: Document, path: Path) -> Features:
    try:
        meta, _, geometry, columns = pyogrio.raw.read(str(path))
        shapes = shapely.from_wkb(geometry)
    except (DataSourceError, DataLayerError, shapely.errors.GEOSException, ValueError, RuntimeError) as error:
        reason = str(error).replace(str(path.parent), "").strip("/")[:120]
        raise BadInput("reading", [Fault(document.name, f"its shapes cannot be read: {reason}")]) from error
    if (system := meta.get("crs")) not in (None, "EPSG:4326"):
        raise BadInput("reading", [Fault(document.name, f"is in {system}, not in degrees of WGS 84")])
    names = [str(f) for f in meta["fields"]]
    rows = zip(*columns, strict=True) if columns else iter(())
    properties = [{n: _text(v) for n, v in zip(names, row, strict=True)} for row in rows]
    return Features(list(range(1, len(shapes) + 1)), properties, list(shapes))


def need_properties(document: Document, features: Features, wanted: list[str], source: str) -> None:
    """Raise BadInput naming each wanted property that no feature has."""
    have = {name for properties in features.properties for name in properties}
    if missing := [name for name in wanted if name not in have]:
        text = f"the features lack this property; they have: {', '.join(sorted(have)[:25]) or 'none'}"
        raise BadInput(
            source,
            [Fault(document.name, text, field=name) for name in missing],
            "Describe the layout in source.yml under layouts",
        )


def mended(geometry: BaseGeometry | None, tolerance: float, faults: Faults, number: int) -> bytes | None:
    """A place's shape as WKB: repaired if it crosses itself, its polygons only, simplified.

    tolerance  degrees by which the outline may move; 0 keeps it
    number     the feature's position, for the faults
    Returns None, and a fault, for a shape that is absent, has no area or is not in degrees.
    """
    if geometry is None or geometry.is_empty:
        faults.add("has no geometry", number, "geometry")
        return None
    if shapely.get_type_id(geometry) not in _POLYGONS:
        faults.add(f"is a {geometry.geom_type}, not a polygon", number, "geometry")
        return None
    points = shapely.get_coordinates(geometry)
    if not np.isfinite(points).all() or (np.abs(points) > (180.0, 90.0)).any():
        faults.add("has coordinates that are not degrees of longitude and latitude", number, "geometry")
        return None
    flat = _polygons(shapely.make_valid(shapely.force_2d(geometry)))
    if tolerance and not flat.is_empty:
        flat = _polygons(shapely.make_valid(flat.simplify(tolerance, preserve_topology=True)))
    if flat.is_empty:
        faults.add("is a polygon without area", number, "geometry")
        return None
    wkb: bytes = shapely.to_wkb(flat)
    return wkb


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    """What is left of a repaired geometry when its stray lines and points are dropped."""
    if shapely.get_type_id(geometry) in _POLYGONS:
        return geometry
    parts = [p for p in shapely.get_parts(geometry) if shapely.get_type_id(p) in _POLYGONS]
    return shapely.union_all(parts) if parts else shapely.Polygon()
