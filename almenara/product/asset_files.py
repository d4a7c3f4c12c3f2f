"""Assets written into files that can be imported again: CSV, GeoJSON, KML, each with its marking in it."""

from __future__ import annotations

import csv
import html
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from almenara.errors import UsageError
from almenara.model.asset import Asset
from almenara.model.terms import strictest
from almenara.product.spreadsheet import uncomputed

FIELDS = (
    "name", "kind", "type", "people", "value", "currency", "hours", "radius_km", "first", "last", "marking", "note",
    "place", "country", "source_file", "source_row", "source_sha256",
)  # fmt: skip
_KML = "http://www.opengis.net/kml/2.2"


def content_of(assets: Sequence[Asset], out: Path) -> tuple[str, str]:
    """What a file of assets holds, in the format of its ending, and the strictest marking in it.

    Raises UsageError on another ending, or where there is nothing to write.
    """
    made = _WRITERS.get(out.suffix.lower())
    if made is None:
        raise UsageError(f'"{out.name}": assets are exported as {", ".join(_WRITERS)}')
    if not assets:
        raise UsageError("there are no assets to export")
    marking = strictest([asset.marking for asset in assets])
    return made(assets, marking), marking


def as_csv(assets: Sequence[Asset], marking: str) -> str:
    """A row for each site, and one for each point of a line in its order (RFC 4180). Every row has its marking.

    A text that a spreadsheet would compute gets an apostrophe; importing takes it away again.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["name", "kind", "type", "lat", "lon", "order", *FIELDS[3:]])
    for asset in assets:
        texts = [uncomputed(text) for text in _texts(asset).values()]
        if not asset.points:
            writer.writerow([*texts[:3], "", "", "", *texts[3:]])
        for number, (lon, lat) in enumerate(asset.points, 1):
            order = "" if asset.kind == "site" else str(number)
            writer.writerow([*texts[:3], repr(lat), repr(lon), order, *texts[3:]])
    return out.getvalue()


def as_geojson(assets: Sequence[Asset], marking: str) -> str:
    """A collection of features (RFC 7946), with the strictest marking as a member and each one's own in it."""
    features = []
    for asset in assets:
        points = [list(point) for point in asset.points]
        geometry: dict[str, object] | None = None
        if points:
            geometry = (
                {"type": "Point", "coordinates": points[0]}
                if asset.kind == "site"
                else {"type": "LineString", "coordinates": points}
            )
        properties: dict[str, object] = {name: text for name, text in _texts(asset).items() if text}
        if asset.people is not None:
            properties["people"] = asset.people
        for name, number in (("value", asset.value), ("radius_km", asset.radius_km)):
            if number is not None:
                properties[name] = number
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    whole = {"type": "FeatureCollection", "name": "assets", "marking": marking, "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_kml(assets: Sequence[Asset], marking: str) -> str:
    """A document of placemarks (KML 2.2), named by the strictest marking; fields are data that extend them."""
    ET.register_namespace("", _KML)
    root = ET.Element(f"{{{_KML}}}kml")
    document = _below(root, "Document")
    _below(document, "name").text = f"{marking} assets"
    _below(document, "description").text = marking
    for asset in assets:
        mark = _below(document, "Placemark")
        texts = _texts(asset)
        _below(mark, "name").text = texts.pop("name")
        if note := texts.pop("note"):
            _below(mark, "description").text = html.escape(note, quote=False)  # programs read it as HTML
        data = _below(mark, "ExtendedData")
        for name, text in texts.items():
            if text:
                held = _below(data, "Data")
                held.set("name", name)
                _below(held, "value").text = text
        if not asset.points:
            continue
        shape = _below(mark, "Point" if asset.kind == "site" else "LineString")
        _below(shape, "coordinates").text = " ".join(f"{lon!r},{lat!r}" for lon, lat in asset.points)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


_WRITERS: dict[str, Callable[[Sequence[Asset], str], str]] = {
    ".csv": as_csv,
    ".geojson": as_geojson,
    ".json": as_geojson,
    ".kml": as_kml,
}


def _below(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_KML}}}{name}")


def _texts(asset: Asset) -> dict[str, str]:
    """Fields as text, in the order of FIELDS; "" for what is not stated."""
    return dict(zip(FIELDS, _each(asset), strict=True))


def _each(asset: Asset) -> Iterator[str]:
    for name in FIELDS[:14]:
        value = getattr(asset, name)
        if value is None:
            yield ""
        elif isinstance(value, float):
            yield str(int(value)) if value.is_integer() else repr(value)
        else:
            yield str(value)
    kept = asset.provenance
    yield from (
        ("", "", "") if kept is None else (kept.file, "" if kept.row is None else str(kept.row), kept.sha256)
    )
