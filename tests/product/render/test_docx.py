"""The Word document."""

from __future__ import annotations

import io
import zipfile

from docx import Document

from almenara.product.render import render
from tests.product.made_report import HANDLING, made_report


def test_headings_tables_and_notes_are_real_ones() -> None:
    document = Document(io.BytesIO(render(made_report(), "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "(CLEAR) Key judgements" and headings[-1] == "Endnotes"
    tiles, states, counts = document.tables
    assert "victims of homicide" in tiles.rows[0].cells[0].text
    assert len(states.rows) == 33 and states.rows[0].cells[0].text == "State"
    for table in (states, counts):
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    body = document.element.body
    anchors = set(body.xpath("//w:hyperlink/@w:anchor"))
    assert anchors and anchors <= set(body.xpath("//w:bookmarkStart/@w:name"))


def test_header_and_footer_carry_the_marking_and_the_handling_notice() -> None:
    section = Document(io.BytesIO(render(made_report(), "docx"))).sections[0]
    for part in (section.header, section.footer):
        runs = [r for p in part.paragraphs for r in p.runs if "TLP:GREEN" in r.text]
        assert len(runs) == 1 and runs[0].font.size.pt >= 12
        assert str(runs[0].font.color.rgb) == "33FF00"
    assert any(HANDLING["en"] in p.text for p in section.footer.paragraphs)


def test_the_only_moment_in_it_is_the_edition_s_own() -> None:
    data = render(made_report(), "docx")
    core = Document(io.BytesIO(data)).core_properties
    assert core.created.date().isoformat() == core.modified.date().isoformat() == "2018-11-02"
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_letter_paper() -> None:
    section = Document(io.BytesIO(render(made_report(), "docx", "letter"))).sections[0]
    assert (round(section.page_width.inches, 2), round(section.page_height.inches, 2)) == (8.5, 11.0)
