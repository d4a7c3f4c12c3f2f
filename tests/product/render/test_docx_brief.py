"""A brief in Word: closer than a report, endnotes in columns, its marking as large as ever."""

import io
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn

from almenara.product.render import render
from tests.product.made_report import made_report


def opened(layout: str):
    return Document(io.BytesIO(render(replace(made_report(), layout=layout), "docx")))


def sizes(document) -> list[int]:
    return [int(size.get(qn("w:val"))) for size in document.element.body.iter(qn("w:sz"))]


def test_it_is_set_smaller_on_wider_pages_and_marked_as_large() -> None:
    report, brief = opened("report"), opened("brief")
    assert len(sizes(brief)) == len(sizes(report)) and sum(sizes(brief)) < 0.9 * sum(sizes(report))
    assert min(sizes(brief)) >= 12
    assert brief.sections[0].left_margin < report.sections[0].left_margin
    for part in (brief.sections[0].header, brief.sections[0].footer):
        assert [r.font.size.pt for p in part.paragraphs for r in p.runs if "TLP:GREEN" in r.text] == [12]


def test_the_endnotes_stand_in_columns_below_their_heading() -> None:
    body, notes = opened("brief").sections
    assert body._sectPr.find(qn("w:cols")).get(qn("w:num")) is None
    assert notes._sectPr.find(qn("w:cols")).get(qn("w:num")) == "3"
    assert notes.start_type == 0 and notes.page_width == body.page_width
    assert len(opened("report").sections) == 1
