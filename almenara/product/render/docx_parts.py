"""What a Word document is made of below python-docx: styles, borders, rows, an archive without dates."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

INK, SOFT, ACCENT = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x54, 0x5B, 0x64), RGBColor(0x9A, 0x34, 0x12)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def set_styles(document: Any, language: str) -> None:
    """The faces, sizes and spaces of the styles that a report uses, and the language of its text."""
    styles = document.styles
    for name, face, size, colour, bold, before, after in (
        ("Normal", "Georgia", 10.5, INK, False, 0, 7),
        ("Title", "Georgia", 26, INK, False, 4, 4),
        ("Heading 1", "Georgia", 16, INK, True, 20, 7),
        ("Heading 2", "Georgia", 12, INK, True, 12, 4),
        ("Caption", "Georgia", 10, INK, True, 12, 5),
        ("List Bullet", "Georgia", 10.5, INK, False, 0, 4),
    ):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = face, Pt(size), bold, False
        style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(key), face)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.18 if name in ("Normal", "List Bullet") else 1.05
    styles["Caption"].paragraph_format.keep_with_next = True
    spoken: Any = OxmlElement("w:lang")
    spoken.set(qn("w:val"), {"en": "en-GB", "es": "es-MX"}.get(language, language))
    styles["Normal"].element.get_or_add_rPr().append(spoken)
    title = styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def undated(data: bytes) -> bytes:
    """The same archive with its files in order of name and without the moment of writing."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source_file,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = sorted(source_file.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source_file.read(name))
    return out.getvalue()


def element(tag: str, text: str = "", **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes and text."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def shade(properties: Any, colour: str) -> None:
    """Give a cell or paragraph a background; `colour` is six hexadecimal digits."""
    properties.append(element("w:shd", val="clear", color="auto", fill=colour))


def border(paragraph: Any, side: str, colour: str, eighths: int, indent_to_edge: bool = False) -> None:
    """Draw a line on one side of a paragraph, `eighths` of a point thick."""
    borders = element("w:pBdr")
    borders.append(
        element(
            f"w:{side}", val="single", sz=str(eighths), space="8" if indent_to_edge else "6", color=colour
        )
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def table_frame(table: Any) -> None:
    """Draw rules above, below and between the rows of a table, and none between its columns."""
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    borders.append(element("w:top", val="single", sz="6", space="0", color="1B1F24"))
    borders.append(element("w:bottom", val="single", sz="4", space="0", color="8A919A"))
    borders.append(element("w:insideH", val="single", sz="4", space="0", color="DDE0E4"))
    properties.append(borders)


def row_property(row: Any, name: str) -> None:
    """Set a property of a table row: w:tblHeader repeats it, w:cantSplit keeps it whole."""
    row._tr.get_or_add_trPr().append(element(name))
