"""Lines of routes in a file of one's own, as the readers of assets read it: tables, GeoJSON, GPX, KML, shapefiles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import shapely

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.document import Document
from almenara.model.place import fold
from almenara.reading.assets import features, maps_xml, tables
from almenara.reading.assets.drafts import Draft, Point, Reading
from almenara.reading.assets.opening import FORMATS, format_of
from almenara.reading.assets.understanding import Defaults, understand
from almenara.reading.assets.words import PLACE_FIELDS

ENDINGS = (".gpx", ".kml", ".kmz", ".geojson", ".json", ".csv", ".tsv", ".txt", ".xlsx", ".zip")
"""How such files end; what they are is told by their content."""
MOST_BYTES = 30_000_000
_LINES = {"LineString", "MultiLineString"}
_KEPT = ("name", *PLACE_FIELDS)
_Named = tuple[int | None, str, tuple[Point, ...]]
_MEND = (
    "A route is a track, a route or a line; in a table, rows with lat and lon in their order, as one route or "
    "with a name for each, or a column of lines in well-known text"
)


@dataclass(frozen=True)
class RouteLine:
    """One line. points (longitude, latitude); number its position in the file, from 1; sha256 of the file."""

    name: str
    points: tuple[Point, ...]
    number: int
    file: str
    sha256: str


def read_lines(path: Path) -> list[RouteLine]:
    """Every route of a file, in its order; points and areas beside them are left out.

    Raises BadInput with everything that is wrong, UsageError where the file is too large for one of routes.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(f"{path.name} has more than {MOST_BYTES // 1_000_000} MB: a route is smaller")
    content = path.read_bytes()
    document = Document(content, hashlib.sha256(content).hexdigest(), path.name, path.name)
    try:
        found, faults = _lines(document)
    except BadInput as error:
        mend = f"Files of routes are {FORMATS}" if FORMATS in error.mend else error.mend
        raise BadInput("route", error.faults, mend, "nothing was asked") from error
    faults = [*faults, *_not_degrees(document, found)]
    if not found and not faults:
        faults = [Fault(document.name, "has no line")]
    if faults:
        raise BadInput("route", faults, _MEND, "nothing was asked")
    return [
        RouteLine(name or f"{_stem(document)} {number}", points, number, path.name, document.sha256)
        for number, (_, name, points) in enumerate(found, 1)
    ]


def _lines(document: Document) -> tuple[list[_Named], list[Fault]]:
    match format_of(document):
        case "geojson":
            held, faults, _ = features.geojson_features(document)
            return _shapes(held), faults
        case "shapefile":
            return _shapes(features.shapefile_features(document)), []
        case "kml":
            return maps_xml.kml_lines(document)
        case "gpx":
            return _understood(document, maps_xml.read_gpx(document))
        case "workbook":
            return _understood(document, _in_order(tables.read_workbook(document, nameless=True)))
        case "table":
            return _understood(document, _in_order(tables.read_table(document, nameless=True)))


def _shapes(held: Sequence[features.Held]) -> list[_Named]:
    out: list[_Named] = []
    for row, properties, shape in held:
        if shape is None or shape.geom_type not in _LINES:
            continue
        merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
        named = (
            properties.get("name")
            or " – ".join(properties[k] for k in ("from", "to") if properties.get(k))
            or properties.get("id", "")
        )
        parts = shapely.get_parts(merged)
        for number, part in enumerate(parts, 1):
            points = shapely.get_coordinates(part)
            name = f"{named} (part {number})" if named and len(parts) > 1 else named
            out.append((row, name, tuple((float(x), float(y)) for x, y in points)))
    return out


def _not_degrees(document: Document, found: Sequence[_Named]) -> list[Fault]:
    return [
        Fault(document.name, f"{axis} {value:g} is not between -{most} and {most} degrees", row)
        for row, _, points in found
        for point in points
        for axis, value, most in (("longitude", point[0], 180), ("latitude", point[1], 90))
        if not abs(value) <= most
    ]


def _in_order(reading: Reading) -> Reading:
    """A table's rows as stops of a route: those of one name, or without any, in the order of the file."""
    if any("order" in draft.texts or "geometry" in draft.texts for draft in reading.drafts):
        return reading
    ordered = [
        replace(draft, texts=draft.texts | {"order": str(number)})
        for number, draft in enumerate(reading.drafts, 1)
    ]
    return replace(reading, drafts=ordered)


def _understood(document: Document, reading: Reading) -> tuple[list[_Named], list[Fault]]:
    """Lines of what a file states; a stop, way point or site alone is none."""
    stops = Counter(_key(draft) for draft in reading.drafts)
    lines = [d for d in reading.drafts if d.line or "geometry" in d.texts or stops[_key(d)] > 1]
    placed = [_bare(document, draft, number) for number, draft in enumerate(lines, 1)]
    assets, faults = understand(
        document.name, document.sha256, replace(reading, drafts=placed), Defaults(), datetime.now(UTC)
    )
    return [
        (a.provenance.row if a.provenance else None, a.name, a.points) for a in assets if len(a.points) > 1
    ], faults


def _bare(document: Document, draft: Draft, number: int) -> Draft:
    """A draft with its name and place alone: what else a file says of a route is not asked about."""
    name = _stem(document) if "order" in draft.texts else f"{_stem(document)} {number}"
    return replace(draft, texts={"name": name} | {k: draft.texts[k] for k in _KEPT if k in draft.texts})


def _key(draft: Draft) -> str:
    return fold(draft.texts.get("name", ""))


def _stem(document: Document) -> str:
    return Path(document.name).stem
