"""Pictures: a chart's specification drawn once, then as SVG for pages and as PNG for Word."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import typst
import vl_convert

from almenara.errors import UsageError
from almenara.product.document import Picture

_SVG = "http://www.w3.org/2000/svg"
_DROP = (
    "role",
    "class",
    "pointer-events",
    "aria-label",
    "aria-hidden",
    "aria-roledescription",
    "aria-describedby",
)
_URL = re.compile(r"url\(#([^)]+)\)")
PAGE_SCALE = 459 / 640
"""Points of the page to a pixel of a chart: its smallest text stays above 8.5 pt."""


@dataclass(frozen=True)
class Drawing:
    """A drawn picture. svg: text of one <svg> element; width, height in pixels."""

    svg: str
    width: float
    height: float


def draw(picture: Picture) -> Drawing:
    """Draw a picture's chart, its title and text alternative inside. Raises UsageError if it can't be."""
    return _draw(json.dumps(picture.chart, sort_keys=True), picture.id, picture.title, picture.alt)


def png(drawing: Drawing, ppi: float = 220) -> bytes:
    """The drawing as PNG in the page's size, with the PDF engine's own fonts: the same bytes everywhere."""
    return _png(drawing.svg, drawing.width, ppi)


@lru_cache(maxsize=256)
def _draw(spec: str, anchor: str, title: str, alt: str) -> Drawing:
    ET.register_namespace("", _SVG)
    parsed: dict[str, Any] = json.loads(spec)
    try:
        raw = vl_convert.vegalite_to_svg(parsed, allowed_base_urls=[])
    except ValueError as error:
        raise UsageError(f'picture "{anchor}" cannot be drawn: {error}') from error
    root = ET.fromstring(raw)
    prefix = re.sub(r"[^A-Za-z0-9]", "-", anchor) or "picture"
    _clean(root, prefix)
    _hatch(root, parsed.get("usermeta", {}).get("patterns", {}), prefix)
    width, height = float(root.attrib.pop("width")), float(root.attrib.pop("height"))
    root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    described = ET.Element(f"{{{_SVG}}}desc", {"id": f"{prefix}-desc"})
    described.text = _legal(alt)
    named = ET.Element(f"{{{_SVG}}}title", {"id": f"{prefix}-title"})
    named.text = _legal(title)
    root.insert(0, named)
    root.insert(1, described)
    return Drawing(ET.tostring(root, encoding="unicode"), width, height)


def _legal(text: str) -> str:
    """Text without the control characters that XML has no way to write."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)


def _clean(root: ET.Element, prefix: str) -> None:
    """Drop what the drawing engine says in English; give ids that do not depend on what was drawn before."""
    ids: dict[str, str] = {}
    for element in root.iter():
        for name in _DROP:
            element.attrib.pop(name, None)
        if held := element.attrib.get("id"):
            ids[held] = element.attrib["id"] = f"{prefix}-{len(ids)}"
    for element in root.iter():
        for name, value in element.attrib.items():
            if "url(#" in value:
                element.set(name, _URL.sub(lambda m: f"url(#{ids.get(m[1], m[1])})", value))


def _hatch(root: ET.Element, patterns: dict[str, dict[str, str]], prefix: str) -> None:
    """Turn the fills that the specification reserves for hatching into patterns."""
    used = {e.attrib.get("fill", "") for e in root.iter()} & set(patterns)
    if not used:
        return
    definitions = ET.SubElement(root, f"{{{_SVG}}}defs")
    names = {}
    for number, fill in enumerate(sorted(used)):
        names[fill] = f"{prefix}-hatch{number}"
        pattern = ET.SubElement(definitions, f"{{{_SVG}}}pattern", {
            "id": names[fill], "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        })  # fmt: skip
        ET.SubElement(
            pattern, f"{{{_SVG}}}rect", {"width": "6", "height": "6", "fill": patterns[fill]["back"]}
        )
        ET.SubElement(
            pattern, f"{{{_SVG}}}rect", {"width": "1.6", "height": "6", "fill": patterns[fill]["line"]}
        )
    for element in root.iter():
        if (colour := element.attrib.get("fill", "")) in names:
            element.set("fill", f"url(#{names[colour]})")


@lru_cache(maxsize=256)
def _png(svg: str, width: float, ppi: float) -> bytes:
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)'
    )
    made = typst.compile(
        source.encode(), format="png", ppi=ppi, ignore_system_fonts=True,
        sys_inputs={"svg": svg, "width": f"{width * PAGE_SCALE:.2f}"},
    )  # fmt: skip
    return made if isinstance(made, bytes) else bytes(made[0])
