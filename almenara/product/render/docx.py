"""A report as a Word document: real headings, tables, notes, markings in header and footer of every page."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from almenara.model.terms import TLP_COLOURS
from almenara.product import formats
from almenara.product.charts.style import TINTS
from almenara.product.document import (
    Block,
    Bullets,
    Inline,
    Judgement,
    Link,
    Number,
    Paragraph,
    Picture,
    Reference,
    Report,
    Table,
    Tiles,
)
from almenara.product.render import words
from almenara.product.render.docx_brief import tighten
from almenara.product.render.docx_parts import (
    ACCENT,
    SOFT,
    border,
    element,
    row_property,
    set_styles,
    shade,
    table_frame,
    undated,
)
from almenara.product.render.drawing import PAGE_SCALE, draw, png
from almenara.product.render.provenance import source
from almenara.product.render.safety import web_address

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""
MARGIN = {"report": 24.0, "brief": 17.0}


def to_docx(report: Report, paper: str = "a4") -> bytes:
    """The report as .docx. The same report gives the same bytes: dates in it are the edition's own."""
    made = _Writer(report, paper).write()
    held = io.BytesIO()
    made.save(held)
    return undated(held.getvalue())


class _Writer:
    """Writes one document; lives as long as that."""

    def __init__(self, report: Report, paper: str) -> None:
        self.report = report
        self.document: Any = Document()
        self.width, self.height = PAPERS[paper]
        self.room = self.width - 2 * MARGIN[report.layout]
        self.marks = 0
        self.numbers = {n.number for n in report.endnotes}

    def write(self) -> Any:
        report, document = self.report, self.document
        self._properties()
        set_styles(document, report.language)
        self._page()
        self._masthead()
        for section in report.sections:
            heading = document.add_heading(level=1)
            self._mark(heading, section.portion)
            heading.add_run(section.title)
            for block in section.blocks:
                self._block(block)
        self._endnotes()
        self._colophon()
        if report.layout == "brief":
            tighten(document)
        return document

    def _properties(self) -> None:
        report, core = self.report, self.document.core_properties
        day = datetime.combine(report.as_of, time(), UTC).replace(tzinfo=None)
        core.title, core.subject, core.language = report.title[:255], report.subtitle[:255], report.language
        core.author = core.last_modified_by = ""
        core.comments, core.keywords = report.banner, ", ".join(report.tags)[:255]
        core.created = core.modified = core.last_printed = day
        core.identifier, core.revision = report.id[:255], 1

    def _page(self) -> None:
        report, section = self.report, self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(self.width), Mm(self.height)
        section.left_margin = section.right_margin = Mm(MARGIN[report.layout])
        section.top_margin, section.bottom_margin = Mm(30), Mm(32)
        section.header_distance = section.footer_distance = Mm(12)
        head = section.header.paragraphs[0]
        self._tabs(head)
        day = formats.day(report.as_of, report.language)
        self._small(head, f"{report.title} · {words.word(report, 'as_of').lower()} {day}", 7.5)
        head.add_run("\t")
        self._tlp(head)
        foot = section.footer.paragraphs[0]
        self._tabs(foot)
        self._small(foot, f"{words.word(report, 'page')} ")
        self._field(foot, "PAGE")
        self._small(foot, f" {words.word(report, 'of')} ")
        self._field(foot, "NUMPAGES")
        foot.add_run("\t")
        self._tlp(foot)
        self._small(section.footer.add_paragraph(), report.handling)

    def _tabs(self, paragraph: Any) -> None:
        stops = paragraph.paragraph_format.tab_stops
        for found in paragraph._p.get_or_add_pPr().findall(qn("w:pStyle")):
            paragraph._p.pPr.remove(found)
        stops.add_tab_stop(Mm(self.room), WD_TAB_ALIGNMENT.RIGHT)

    def _small(self, paragraph: Any, text: str, size: float = 8) -> Any:
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(size), SOFT
        return run

    def _tlp(self, paragraph: Any) -> None:
        run = paragraph.add_run(f"\u00a0{self.report.banner}\u00a0")
        run.font.size, run.font.bold = Pt(12), True
        run.font.color.rgb = RGBColor.from_string(TLP_COLOURS[self.report.banner].lstrip("#"))
        shade(run._r.get_or_add_rPr(), "000000")

    def _field(self, paragraph: Any, code: str) -> None:
        for part in (
            element("w:fldChar", fldCharType="begin"), element("w:instrText", text=f" {code} "),
            element("w:fldChar", fldCharType="separate"), element("w:t", text="1"),
            element("w:fldChar", fldCharType="end"),
        ):  # fmt: skip
            self._small(paragraph, "")._r.append(part)

    def _masthead(self) -> None:
        report, document = self.report, self.document
        where = document.add_paragraph()
        run = where.add_run(f"{report.region.upper()}  ›  {report.country.upper()}")
        run.font.size, run.font.bold, run.font.color.rgb = Pt(9), True, ACCENT
        document.add_paragraph(report.title, style="Title")
        if report.subtitle:
            line = document.add_paragraph().add_run(report.subtitle)
            line.font.size, line.font.color.rgb = Pt(13), SOFT
        dated = document.add_paragraph()
        day = dated.add_run(words.as_of_line(report))
        day.font.bold, day.font.size = True, Pt(9.5)
        if report.tags:
            self._small(dated, f"   ·   {', '.join(report.tags)}", 9.5)
        border(dated, "bottom", "9A3412", 16)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._marked(self.document.add_paragraph(), block)
            case Bullets():
                for item in block.items:
                    self._marked(self.document.add_paragraph(style="List Bullet"), item)
            case Judgement():
                self._judgement(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Tiles():
                self._tiles(block)

    def _marked(self, paragraph: Any, block: Paragraph) -> None:
        self._mark(paragraph, block.portion)
        self._inlines(paragraph, block.inlines)

    def _mark(self, paragraph: Any, label: str) -> None:
        run = self._small(paragraph, f"{words.portion_mark(label)} ", 7)
        run.font.bold = True

    def _judgement(self, block: Judgement) -> None:
        report = self.report
        said = self.document.add_paragraph()
        self._mark(said, block.portion)
        self._inlines(said, block.sentence, size=11.5)
        lines = [said]
        if block.term:
            line = self.document.add_paragraph()
            self._small(line, f"{words.word(report, 'likelihood')}\t", 9.5)
            term = line.add_run(block.term)
            term.font.bold, term.font.size = True, Pt(9.5)
            self._small(line, f"  {block.band}", 9.5)
            if block.probability:
                self._small(line, f" · {words.word(report, 'estimate')} ", 9.5)
                self._inlines(line, (block.probability,), size=9.5)
            lines.append(line)
        if block.confidence or block.basis:
            line = self.document.add_paragraph()
            self._small(line, f"{words.word(report, 'confidence')}\t", 9.5)
            level = line.add_run(
                f"{words.confidence(report, block.confidence)}{':' if block.basis else ''}  "
            )
            level.font.bold, level.font.size = True, Pt(9.5)
            self._inlines(line, block.basis, size=9.5)
            lines.append(line)
        for number, line in enumerate(lines):
            layout = line.paragraph_format
            layout.left_indent, layout.keep_together = Mm(28 if number else 4), True
            if number:
                layout.first_line_indent = Mm(-24)
                layout.tab_stops.add_tab_stop(Mm(28))
            layout.keep_with_next = number < len(lines) - 1
            layout.space_after = Pt(3 if number < len(lines) - 1 else 14)
            border(line, "left", "9A3412", 18, indent_to_edge=True)

    def _table(self, block: Table) -> None:
        title = self.document.add_paragraph(style="Caption")
        self._mark(title, block.portion)
        title.add_run(block.title)
        table = self.document.add_table(rows=1, cols=len(block.columns))
        table.autofit = False
        columns = list(zip(*block.rows, strict=True)) if block.rows else [()] * len(block.columns)
        shared = [set(words.column_notes(column)) for column in columns]
        table_frame(table)
        for cell, column, notes in zip(table.rows[0].cells, block.columns, shared, strict=True):
            self._cell(cell, column.align)
            run = cell.paragraphs[0].add_run(column.heading)
            run.font.size, run.font.bold, run.font.color.rgb = Pt(8.5), True, SOFT
            self._notes(cell.paragraphs[0], notes)
        for column, wide in zip(table.columns, self._widths(block), strict=True):
            column.width = wide
        row_property(table.rows[0], "w:tblHeader")
        row_property(table.rows[0], "w:cantSplit")
        for position, row in enumerate(block.rows):
            cells = table.add_row()
            for cell, wide in zip(cells.cells, self._widths(block), strict=True):
                cell.width = wide
            row_property(cells, "w:cantSplit")
            for cell, items, column, notes in zip(cells.cells, row, block.columns, shared, strict=True):
                self._cell(cell, column.align)
                self._inlines(cell.paragraphs[0], items, size=9, drop=notes)
            tone = block.tone[position] if position < len(block.tone) else ""
            if tone:
                edge = element("w:tcBorders")
                edge.append(
                    element(
                        "w:left", val="single", sz="36", space="0", color=TINTS[int(tone) - 1].lstrip("#")
                    )
                )
                cells.cells[0]._tc.get_or_add_tcPr().append(edge)
        after = self.document.add_paragraph()
        after.paragraph_format.space_before = Pt(4)
        self._inlines(after, block.caption, size=8.5)

    def _tiles(self, block: Tiles) -> None:
        across = min(4, len(block.tiles))
        table = self.document.add_table(rows=0, cols=across)
        table.autofit = False
        for position, tile in enumerate(block.tiles):
            if position % across == 0:
                row = table.add_row().cells
            cell = row[position % across]
            cell.width = Mm(self.room / across)
            head, label, detail = cell.paragraphs[0], cell.add_paragraph(), cell.add_paragraph()
            for paragraph in (head, label, detail):
                layout = paragraph.paragraph_format
                layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(1), 1.0
            head.paragraph_format.space_before = Pt(6)
            self._mark(head, block.portion)
            self._inlines(head, (tile.number,), size=17)
            label.add_run(tile.label).font.size = Pt(9)
            label.runs[0].font.bold = True
            self._inlines(detail, tile.detail, size=8.5)

    def _widths(self, block: Table) -> list[Any]:
        """Widths by the longest text of each column: words that fit are not broken."""
        widths = words.column_widths(block)
        fixed = [0.0 if w.share else w.characters * 1.75 + 6 for w in widths]
        rest = max(self.room - sum(fixed), self.room / 3)
        shares = sum(w.share for w in widths)
        return [Mm(f or rest * w.share / shares) for f, w in zip(fixed, widths, strict=True)]

    def _cell(self, cell: Any, align: str) -> None:
        layout = cell.paragraphs[0].paragraph_format
        layout.space_after, layout.space_before, layout.line_spacing = Pt(1.5), Pt(1.5), 1.0
        if align == "right":
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _picture(self, block: Picture) -> None:
        title = self.document.add_paragraph(style="Caption")
        self._mark(title, block.portion)
        title.add_run(block.title)
        drawing = draw(block)
        width = min(Mm(self.room), Pt(drawing.width * PAGE_SCALE))
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(block.caption)
        shape = paragraph.add_run().add_picture(io.BytesIO(png(drawing)), width=width)
        described = shape._inline.docPr
        described.set("descr", block.alt)
        described.set("title", block.title)
        described.set("name", f"picture {block.id}")
        line = self.document.add_paragraph()
        self._inlines(line, block.caption, size=8.5)
        notes = {n for number in block.numbers for n in number.notes}
        if notes:
            self._small(line, f" {words.word(self.report, 'source_line')}", 8.5)
            self._notes(line, notes)

    def _inlines(
        self, paragraph: Any, items: Iterable[Inline], size: float | None = None, drop: Iterable[int] = ()
    ) -> None:
        for item in words.flow(items):
            match item:
                case Number():
                    self._text(paragraph, item.text, words.number_style(item), size)
                    self._notes(paragraph, set(item.notes) - set(drop))
                case Reference():
                    self._notes(paragraph, item.notes)
                case Link():
                    self._link(paragraph, item.text, item.url, size)
                case _:
                    self._text(paragraph, item.text, item.style, size)

    def _text(self, paragraph: Any, text: str, style: str, size: float | None) -> None:
        run = paragraph.add_run(text)
        run.font.bold = style == "strong" or None
        run.font.italic = style in ("emphasis", "unknown") or None
        if size:
            run.font.size = Pt(size)

    def _notes(self, paragraph: Any, notes: Iterable[int]) -> None:
        for position, (text, first) in enumerate(words.note_runs(notes)):
            shown = f",\u2009{text}" if position else text
            run = paragraph.add_run(shown)
            run.font.superscript, run.font.color.rgb = True, ACCENT
            if int(first) in self.numbers:
                link = element("w:hyperlink", anchor=f"n{first}")
                run._r.addprevious(link)
                link.append(run._r)

    def _link(self, paragraph: Any, text: str, address: str, size: float | None) -> None:
        url = web_address(address)
        if not url:
            self._text(paragraph, f"{text} {address}".strip() if text != address else text, "plain", size)
            return
        run = paragraph.add_run(text)
        run.font.underline, run.font.color.rgb = True, ACCENT
        if size:
            run.font.size = Pt(size)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)
        link.append(run._r)

    def _endnotes(self) -> None:
        self.document.add_heading(words.word(self.report, "endnotes"), level=1)
        for note in self.report.endnotes:
            made = source(self.report, note)
            line = self.document.add_paragraph()
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(8), Mm(-8)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(8))
            line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(3), 1.05
            self._bookmark(line, f"n{made.number}", f"{made.number}\t")
            self._mark(line, made.portion)
            self._text(line, made.lead, "strong", 8.5)
            self._text(line, ", ", "plain", 8.5)
            self._text(line, made.title, "emphasis", 8.5)
            self._text(line, f", {made.detail}. {made.locators}. ", "plain", 8.5)
            if made.address:
                self._link(line, made.address, made.address, 8.5)
            self._small(line, f" {made.descriptor} sha256 {made.short}", 8.5)

    def _bookmark(self, paragraph: Any, name: str, text: str) -> None:
        self.marks += 1
        paragraph._p.append(element("w:bookmarkStart", id=str(self.marks), name=name))
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb, run.font.bold = Pt(8.5), ACCENT, True
        paragraph._p.append(element("w:bookmarkEnd", id=str(self.marks)))

    def _colophon(self) -> None:
        report = self.report
        for key, items in (("attributions", report.attributions), ("contact", report.contact)):
            if items:
                self._small(
                    self.document.add_paragraph(), f"{words.word(report, key)}: {'; '.join(items)}", 8.5
                )
        self._small(self.document.add_paragraph(), f"{words.word(report, 'digest')}: {report.digest}", 8)
