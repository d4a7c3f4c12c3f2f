"""Assets in GPX and KML: way points, routes and tracks; placemarks with points and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from xml.etree.ElementTree import Element

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.assets.drafts import Draft, Point, Reading
from almenara.reading.assets.hostile_xml import below, line_of, parse, tag, text_of
from almenara.reading.assets.values import degrees
from almenara.reading.assets.words import columns_of
from almenara.reading.opening import open_zip

_TAGS = re.compile(r"<[^<>]{0,2000}>")


def read_gpx(document: Document, named: Mapping[str, Sequence[str]] | None = None) -> Reading:
    """Way points are sites; each route and track is a line, its pieces joined. Heights and times are not read."""
    root = parse(document, document.content)
    faults: list[Fault] = []
    found: list[tuple[Element, dict[str, str], tuple[Point, ...], bool]] = []
    for element in root:
        kind = tag(element)
        if kind not in ("wpt", "rte", "trk"):
            continue
        stops = [element] if kind == "wpt" else list(below(element, "rtept", "trkpt"))
        texts = {name: text_of(element, name) for name in ("name", "desc", "cmt", "type")}
        points = [_gpx_point(document, stop, faults) for stop in stops]
        if None not in points:
            whole = tuple(p for p in points if p is not None)
            found.append((element, _filled(texts), whole, kind != "wpt"))
    if not found and not faults:
        raise _refused(document, "holds no way points, routes or tracks")
    return _drafts(document, found, faults, named, [])


def _gpx_point(document: Document, element: Element, faults: list[Fault]) -> Point | None:
    try:
        return degrees(element.get("lon", ""), "lon"), degrees(element.get("lat", ""), "lat")
    except ValueError as error:
        faults.append(Fault(document.name, str(error), line_of(element), tag(element)))
        return None


def read_kml(document: Document, named: Mapping[str, Sequence[str]] | None = None) -> Reading:
    """Placemarks of a KML or KMZ; data that extends one are its fields. Links to other files are not followed."""
    root = parse(document, _kml_of(document))
    faults: list[Fault] = []
    found: list[tuple[Element, dict[str, str], tuple[Point, ...], bool]] = []
    for mark in below(root, "Placemark"):
        texts = {"name": text_of(mark, "name"), "description": _prose(text_of(mark, "description"))}
        for data in below(mark, "Data"):
            texts[data.get("name", "")] = text_of(data, "value")
        for data in below(mark, "SimpleData"):
            texts[data.get("name", "")] = (data.text or "").strip()
        try:
            points, line = ((), False) if _only_named(mark, texts, named) else _kml_shape(mark)
        except ValueError as error:
            faults.append(Fault(document.name, str(error), line_of(mark), "Placemark"))
            continue
        found.append((mark, _filled(texts), points, line))
    links = len(list(below(root, "NetworkLink")))
    if not found and not faults:
        more = (
            f"; its {links} links to other files are not followed: save their content itself" if links else ""
        )
        raise _refused(document, f"holds no placemarks{more}")
    remarks = [f"{links} links to other files were not followed"] if links else []
    return _drafts(document, found, faults, named, remarks)


def kml_lines(document: Document) -> tuple[list[tuple[int | None, str, tuple[Point, ...]]], list[Fault]]:
    """Every line and track of a KML or KMZ: line of the file, placemark's name, points; and what is wrong.

    A placemark with several has each of them. Points and areas are left out.
    """
    faults: list[Fault] = []
    out: list[tuple[int | None, str, tuple[Point, ...]]] = []
    for mark in below(parse(document, _kml_of(document)), "Placemark"):
        for shape in below(mark, "LineString", "Track"):
            try:
                out.append((line_of(shape), text_of(mark, "name"), _kml_points(shape)))
            except ValueError as error:
                faults.append(Fault(document.name, str(error), line_of(shape), tag(shape)))
    return out, faults


def _only_named(mark: Element, texts: Mapping[str, str], named: Mapping[str, Sequence[str]] | None) -> bool:
    """Whether a placemark has no geometry, and names the place instead."""
    if any(True for _ in below(mark, "Point", "LineString", "Polygon", "Track")):
        return False
    stated = _filled(texts)
    every = {field: columns for field, columns in (named or {}).items() if set(columns) <= set(stated)}
    return "place" in columns_of(list(stated), every, placed=True)[0]


def _kml_of(document: Document) -> bytes:
    if document.content[:2] != b"PK":
        return document.content
    held = open_zip(document)
    names = sorted(
        (n for n in held if n.lower().endswith(".kml")), key=lambda n: (n.count("/"), n != "doc.kml", n)
    )
    if not names:
        raise _refused(document, "is an archive without a .kml")
    return held[names[0]]


def _kml_shape(mark: Element) -> tuple[tuple[Point, ...], bool]:
    shapes = list(below(mark, "Point", "LineString", "LinearRing", "Polygon", "Track"))
    shapes = [s for s in shapes if tag(s) != "LinearRing"]
    if not shapes:
        raise ValueError("has no point and no line")
    if any(tag(s) == "Polygon" for s in shapes):
        raise ValueError("is an area, and a site is one point of it: mark that point instead")
    if len(shapes) > 1:
        raise ValueError(f"has {len(shapes)} shapes; give each an own placemark")
    return _kml_points(shapes[0]), tag(shapes[0]) != "Point"


def _kml_points(shape: Element) -> tuple[Point, ...]:
    if tag(shape) == "Track":
        cells = [(e.text or "").split() for e in below(shape, "coord")]
    else:
        cells = [c.split(",") for c in text_of(shape, "coordinates").split()]
    if any(len(c) < 2 for c in cells):
        raise ValueError("has coordinates that are not longitude,latitude")
    points = tuple((degrees(c[0], "lon"), degrees(c[1], "lat")) for c in cells)
    if not points:
        raise ValueError("has no coordinates")
    return points


def _drafts(
    document: Document,
    found: Sequence[tuple[Element, dict[str, str], tuple[Point, ...], bool]],
    faults: Sequence[Fault],
    named: Mapping[str, Sequence[str]] | None,
    remarks: Sequence[str],
) -> Reading:
    headers = list(dict.fromkeys(name for _, texts, _, _ in found for name in texts))
    columns, unused = columns_of(headers, named, placed=True)
    called = {field: " + ".join(names) for field, names in columns.items()}
    drafts = [
        Draft(line_of(element), dict(_fields(texts, columns)), called, points, line)
        for element, texts, points, line in found
    ]
    return Reading(drafts, faults, unused, remarks)


def _fields(texts: Mapping[str, str], columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for field, names in columns.items():
        if joined := ", ".join(texts[name] for name in names if texts.get(name)):
            yield field, joined


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name and text}


def _prose(text: str) -> str:
    return " ".join(unescape(_TAGS.sub(" ", text)).split())


def _refused(document: Document, message: str) -> BadInput:
    return BadInput("assets", [Fault(document.name, message)])
