"""KML files (OGC KML 2.3): sites as placemarks that globe and map programs show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from almenara.workspace.private_file import write_private

NAMESPACE = "http://www.opengis.net/kml/2.2"
"""Of KML 2.2 and 2.3 alike."""
COLOURS = {1: "ff50aa5a", 2: "ff32c8f0", 3: "ff2878e6", 4: "ff2828c8"}
"""Of a level's pin: alpha, blue, green, red."""


def write(
    path: Path, name: str, places: Iterable[tuple[str, Sequence[float] | None, dict[str, Any]]]
) -> None:
    """Write a document of placemarks that its owner alone can read; one without coordinates stands without a point.

    places  name, latitude and longitude, and properties of each; `level` gives the pin its colour
    Raises  UsageError where the file cannot be written
    """
    root = ElementTree.Element("kml", {"xmlns": NAMESPACE})
    document = ElementTree.SubElement(root, "Document")
    ElementTree.SubElement(document, "name").text = name
    for level, colour in COLOURS.items():
        style = ElementTree.SubElement(document, "Style", {"id": f"level-{level}"})
        icon = ElementTree.SubElement(style, "IconStyle")
        ElementTree.SubElement(icon, "color").text = colour
    for label, at, properties in places:
        mark = ElementTree.SubElement(document, "Placemark")
        ElementTree.SubElement(mark, "name").text = _shown(label)
        if properties.get("level") in COLOURS:
            ElementTree.SubElement(mark, "styleUrl").text = f"#level-{int(properties['level'])}"
        data = ElementTree.SubElement(mark, "ExtendedData")
        for key, value in properties.items():
            held = ElementTree.SubElement(data, "Data", {"name": key})
            ElementTree.SubElement(held, "value").text = "" if value is None else _shown(str(value))
        if at is not None:
            point = ElementTree.SubElement(mark, "Point")
            ElementTree.SubElement(point, "coordinates").text = f"{float(at[1])!r},{float(at[0])!r}"
    ElementTree.indent(root)
    write_private(path, ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _shown(text: str) -> str:
    """Text without characters that XML cannot hold."""
    return "".join(c if c.isprintable() else " " for c in text)
