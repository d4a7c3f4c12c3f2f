"""Whether a Word file may be copied: only words, pictures and styles, nothing that runs, loads or is embedded."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

PLAIN = {
    "officeDocument", "styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme",
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "footnotes", "endnotes",
    "header", "footer", "image", "hyperlink", "core-properties", "extended-properties", "custom-properties",
    "thumbnail", "customXml", "customXmlProps", "chart", "chartUserShapes", "chartStyle", "chartColorStyle",
    "themeOverride", "glossaryDocument", "bibliography", "font", "diagramData", "diagramLayout",
    "diagramQuickStyle", "diagramColors", "diagramDrawing",
}  # fmt: skip
"""Last words of the relationship types that a copy may hold; any other is a part that we don't know."""
_FETCHES = re.compile(
    r"\b(?:INCLUDE\w*|DDE\w*|LINK|IMPORT|DATABASE|MACROBUTTON|AUTOTEXT\w*|EMBED|RD|SUBSCRIBER)\b", re.I
)
"""Fields that load a file or start a program when Word brings them up to date."""
_MACROS = re.compile(rb"macroEnabled|vbaProject|activeX|oleObject", re.I)


def may_be_copied(content: bytes) -> bool:
    """Whether a .docx holds nothing but what a copy may carry on."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            names = held.namelist()
            if any(_MACROS.search(name.encode()) for name in names):
                return False
            if _MACROS.search(held.read("[Content_Types].xml")):
                return False
            parts = {n: fromstring(held.read(n)) for n in names if n.endswith((".rels", ".xml"))}
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException):
        return False
    return all(_is_plain(name, root) for name, root in parts.items())


def _is_plain(name: str, root: Any) -> bool:
    if name.endswith(".rels"):
        return all(_may_relate(r) for r in root if isinstance(r.tag, str))
    codes = "".join(str(e.text or "") for e in root.iter() if e.tag.endswith("}instrText"))
    simple = (e for e in root.iter() if e.tag.endswith("}fldSimple"))
    instructions = " ".join(v for e in simple for k, v in e.attrib.items() if k.endswith("}instr"))
    return not _FETCHES.search(codes) and not _FETCHES.search(instructions)


def _may_relate(relation: Any) -> bool:
    kind = str(relation.get("Type", "")).rpartition("/")[2]
    outside = relation.get("TargetMode") == "External"
    return kind in PLAIN and (not outside or kind == "hyperlink")
