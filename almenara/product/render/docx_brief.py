"""A brief as a Word document: a report's, set smaller and closer, with its endnotes in three columns."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from almenara.product.render.docx_parts import element

SCALE, CLOSER = 0.84, 0.45
"""Of sizes of type, and of the room before and after paragraphs."""
LEAST = 12
"""Half points of the smallest type."""
LINE = 240
"""What a single line is in Word's units."""
COLUMNS = 3


def tighten(document: Any) -> None:
    """Set all of a finished document smaller, and what follows its last heading in columns."""
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.header_distance = section.footer_distance = Mm(8)
    for root in (document.styles.element, document.element.body):
        for size in root.iter(qn("w:sz")):
            size.set(qn("w:val"), str(max(LEAST, round(int(size.get(qn("w:val"))) * SCALE))))
        for room in root.iter(qn("w:spacing")):
            for side in ("w:before", "w:after"):
                if room.get(qn(side)):
                    room.set(qn(side), str(round(int(room.get(qn(side))) * CLOSER)))
            if int(room.get(qn("w:line")) or 0) > LINE:
                room.set(qn("w:line"), str(LINE))
    _columns(document)


def _columns(document: Any) -> None:
    """The endnotes, which begin at the last heading, in a section of their own with columns; the heading above it."""
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    whole = document.element.body.sectPr
    before = deepcopy(whole)
    headings[-1]._p.get_or_add_pPr().append(before)
    for found in whole.findall(qn("w:type")) + whole.findall(qn("w:cols")):
        whole.remove(found)
    whole.insert_element_before(element("w:type", val="continuous"), "w:pgSz")
    columns = element("w:cols", num=str(COLUMNS), space="250")
    whole.insert_element_before(columns, "w:titlePg", "w:docGrid")
