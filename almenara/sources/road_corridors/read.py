"""Reads road corridors, and routes that join them: places that are lines, with statements of number and length."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from almenara.model.document import Document
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.opening import plain_bytes
from almenara.reading.property_statements import property_statements
from almenara.reading.rows import Reading, make_table
from almenara.reading.shapes import Features, need_properties, read_features
from almenara.reading.spec import Spec

_MEND = "Ask for an intact file, or change expect in source.yml if the map has really changed"
_EARTH_KM = 6371.0088
_LONGEST = 5000.0


def read(document: Document, spec: Spec) -> Reading:
    """Places of kind road (corridors) or route (corridors joined), each with its line and its statements."""
    features = read_features(document)
    joined = b'"roads_routes_derived"' in plain_bytes(document)[:600]
    layout, kind, letter = ("routes", "route", "J") if joined else ("corridors", "road", "R")
    attributes = spec.lookups["joined" if joined else "attribute"]
    need_properties(
        document, features, ["id", *(["name"] if joined else ["from", "to"]), *attributes], spec.id
    )
    faults = Faults(document, spec)
    length = next(name for name, predicate in attributes.items() if predicate == "road-length-km")
    if not joined and len(features) != spec.expect["corridors"]:
        expected = spec.expect["corridors"]
        faults.add(f"has {len(features)} lines, not {expected}: the map was cut, or it is another edition")
    seen: dict[str, int] = {}
    for number, held, line in zip(features.numbers, features.properties, features.geometries, strict=True):
        for name in ("id", *(("name",) if joined else ("from", "to"))):
            if not held.get(name):
                faults.add("is blank", number, name)
        if seen.setdefault(held.get("id", ""), number) != number:
            faults.add(f"repeats line {seen[held['id']]}", number, "id")
        _check_line(line, held.get(length, ""), length, spec.expect["shorter"], faults, number)
    faults.check(_MEND)
    known, ground = layout_day(document, spec.layouts[layout])
    return Reading(
        _tables(features, spec, attributes, kind, letter, known, ground), known, ground, layout=layout
    )


def _check_line(
    line: BaseGeometry | None, stated: str, column: str, shorter: float, faults: Faults, number: int
) -> None:
    """Faults of a line that is none, that lies outside the globe, or whose length is not as stated."""
    if line is None or line.is_empty or line.geom_type != "LineString":
        what = "no geometry" if line is None or line.is_empty else f"a {line.geom_type}"
        faults.add(f"is {what}, not a line", number, "geometry")
        return
    points = shapely.get_coordinates(line)
    if not np.isfinite(points).all() or (np.abs(points) > (180.0, 90.0)).any():
        faults.add("has coordinates that are not degrees of longitude and latitude", number, "geometry")
        return
    try:
        km = float(stated)
    except ValueError:
        km = math.nan
    if not 0 < km < _LONGEST:
        faults.add(f'"{stated}" is not a length in kilometres', number, column)
        return
    drawn = _km(points)
    if not shorter * km <= drawn <= 1.02 * km + 1:
        faults.add(f"is {drawn:.0f} km as drawn, but {km:g} km long as stated", number, column)


def _km(points: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """Length on the sphere of points (longitude, latitude) joined by straight lines, in kilometres."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return float((2 * _EARTH_KM * np.arcsin(np.sqrt(half))).sum())


def _tables(
    features: Features,
    spec: Spec,
    attributes: Mapping[str, str],
    kind: str,
    letter: str,
    known: date,
    ground: str,
) -> dict[str, Any]:
    codes = [f"{letter}-{number:03d}" for number in features.numbers]
    names = [_name(held) for held in features.properties]
    lines = [shapely.force_2d(line) for line in features.geometries]
    middles = [shapely.line_interpolate_point(line, 0.5, normalized=True) for line in lines]
    places = make_table(
        "places",
        {
            "place": [f"named/{spec.country}/{code}" for code in codes],
            "kind": kind,
            "name": names,
            "parent": f"iso/{spec.country.upper()}",
            "lat": [p.y for p in middles],
            "lon": [p.x for p in middles],
            "geometry": [shapely.to_wkb(line) for line in lines],
            "known": known,
            "ground": ground,
            "row": features.numbers,
            "note": [held["id"] for held in features.properties],
        },
    )
    statements = property_statements(
        features, codes, names, attributes, f"named/{spec.country}", "en", known, ground, _listed
    )
    return {"places": places, "statements": statements}


def _listed(text: str) -> str:
    """A list as the file writes it, ['A', 'B'], without its marks."""
    return text.strip("[]").replace("'", "")


def _name(held: Mapping[str, str]) -> str:
    if held.get("name"):
        return held["name"]
    number = f" ({held['route']})" if held["route"] else ""
    return f"{held['from']} – {held['to']}{number}"
