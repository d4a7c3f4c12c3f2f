"""The text with its claims as comments: in a copy of the Word file itself, or set anew as a Word document."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run

from almenara.model.claim import Audit
from almenara.model.hidden import visible
from almenara.model.manuscript import Block
from almenara.model.terms import Definition
from almenara.product.auditing.summary import summary
from almenara.product.auditing.telling import Behind, Told, told
from almenara.product.auditing.word_runs import letters, runs_of, stretches
from almenara.product.auditing.word_safety import may_be_copied
from almenara.product.auditing.wording import headed, word
from almenara.product.render.docx_parts import SOFT, border, set_styles, table_frame, undated

AUTHOR = "Almenara"
HIGHLIGHTS = {
    "supported": WD_COLOR_INDEX.BRIGHT_GREEN,
    "supported-other-definition": WD_COLOR_INDEX.TURQUOISE,
    "contradicted": WD_COLOR_INDEX.RED,
    "outdated": WD_COLOR_INDEX.YELLOW,
    "inconsistent": WD_COLOR_INDEX.PINK,
    "unsourced": WD_COLOR_INDEX.PINK,
    "not-checkable": WD_COLOR_INDEX.GRAY_25,
}
"""Word's own highlight colours of a text set anew; a copy keeps its look and has comments only."""
_BARRED = {ord(c): None for c in map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])}
"""Signs that XML may not hold."""


def to_docx(
    audit: Audit, definitions: Mapping[str, Definition], content: bytes = b"", language: str = "en"
) -> bytes:
    """The text with a comment on each claim, as .docx; the same audit gives the same bytes.

    content  the file that was checked. A Word file is copied and keeps its look, unless it holds macros,
             embedded objects, or parts and fields that load something: then, as for every other format,
             the text is set anew from what was read, with the claims highlighted.
    """
    claims = told(audit, definitions, language)
    note = summary(audit, language)
    copied = audit.manuscript.format == "word" and may_be_copied(content)
    if copied:
        document: Any = Document(io.BytesIO(content))
        paragraphs = list(document.element.body.iter(qn("w:p")))
    else:
        document = Document()
        set_styles(document, audit.manuscript.language)
        paragraphs = _set_anew(document, audit, note, language)
    _comment(document, audit, claims, paragraphs, language, highlight=not copied)
    if copied:
        _add(document, _first_words(paragraphs), note)
    document.core_properties.comments = ""
    held = io.BytesIO()
    document.save(held)
    return undated(held.getvalue())


def _comment(
    document: Any,
    audit: Audit,
    claims: Sequence[Told],
    paragraphs: Sequence[Any],
    language: str,
    highlight: bool,
) -> None:
    """A comment on the words of each claim, or on the first words with the claim's own where they are not found."""
    starts = [block.start for block in audit.manuscript.blocks]
    by_block: dict[int, list[Told]] = {}
    for claim in claims:
        by_block.setdefault(max(0, bisect_right(starts, claim.claim.start) - 1), []).append(claim)
    read = []
    for number, block in enumerate(audit.manuscript.blocks):
        if block.kind != "furniture" or number in by_block:
            text = audit.manuscript.text[block.start : block.end]
            here = by_block.get(number, [])
            spans = [(t.claim.start - block.start, t.claim.end - block.start) for t in here]
            read.append((here, text, spans))
    first = _first_words(paragraphs)
    found = stretches(paragraphs, [(text, spans) for _, text, spans in read])
    for (here, _, _), places in zip(read, found, strict=True):
        for claim, runs in zip(here, places, strict=True):
            lines = "\n".join(_comment_lines(claim, language))
            if not runs:
                _add(document, first, f"“{claim.text}”\n{lines}")
                continue
            _add(document, runs, lines)
            if highlight:
                for run in runs:
                    Run(run, document).font.highlight_color = HIGHLIGHTS[claim.claim.verdict]


def _first_words(paragraphs: Sequence[Any]) -> list[Any]:
    return next(([run] for p in paragraphs for run in runs_of([p]) if letters(run).strip()), [])


def _add(document: Any, runs: Sequence[Any], text: str) -> None:
    if not runs:  # a file all of whose words stand in its headers
        return
    marked = [Run(run, document) for run in (runs[0], runs[-1])]
    comment = document.add_comment(marked, _plain(text), author=AUTHOR, initials="A")
    comment._comment_elm.attrib.pop(qn("w:date"), None)  # the same audit gives the same bytes


def _plain(text: str) -> str:
    return visible(text).translate(_BARRED)


def _comment_lines(claim: Told, language: str) -> Iterator[str]:
    """A comment's paragraphs: verdict, reason, sums, then what stands behind it."""
    yield f"{claim.mark} {claim.verdict}" + (f" ({claim.understood})" if claim.understood else "")
    if claim.reason:
        yield claim.reason
    for done in claim.sums:
        yield f"{done.shown} – {done.words}"
    for thing in claim.behind:
        yield from _behind_lines(thing, language)


def _behind_lines(thing: Behind, language: str) -> Iterator[str]:
    told_of = "; ".join(text for _, text in thing.lines)
    yield f"{thing.role_words}: {thing.says}" + (f" ({told_of})" if told_of else "")
    for source in thing.sources:
        yield "; ".join(p for p in (source.lead, source.where, source.address) if p)
    if thing.more:
        yield word("more", language)


def _set_anew(document: Any, audit: Audit, note: str, language: str) -> list[Any]:
    """Name, summary and remarks, then the text; returns the text's paragraphs."""
    written = audit.manuscript
    title = document.add_paragraph(style="Title")
    title.add_run(_plain(headed(written.name, language))).font.size = Pt(18)
    box = document.add_paragraph(_plain(note))
    box.runs[0].font.size = Pt(9.5)
    border(box, "left", "9A3412", 18, indent_to_edge=True)
    for text in (*written.warnings, *audit.remarks):
        document.add_paragraph(_plain(text)).runs[0].font.size = Pt(8.5)
    out: list[Any] = []
    for table, group in groupby(written.blocks, key=lambda block: block.table):
        if table:
            out += _table(document, list(group), written.text)
            continue
        for block in group:
            style = {"heading": "Heading 2", "item": "List Bullet", "caption": "Caption"}.get(block.kind)
            paragraph = document.add_paragraph(_said(written.text, block), style=style)
            if block.kind == "furniture":
                for run in paragraph.runs:
                    run.font.size, run.font.color.rgb = Pt(8), SOFT
            out.append(paragraph._p)
    return out


def _said(text: str, block: Block) -> str:
    return text[block.start : block.end].translate(_BARRED)


def _table(document: Any, cells: list[Block], text: str) -> list[Any]:
    rows = {row: k for k, row in enumerate(sorted({b.row for b in cells}))}
    columns = {column: k for k, column in enumerate(sorted({b.column for b in cells}))}
    table = document.add_table(rows=len(rows), cols=len(columns))
    table_frame(table)
    grid = [row.cells for row in table.rows]
    out = []
    for block in cells:
        paragraph = grid[rows[block.row]][columns[block.column]].paragraphs[0]
        run = paragraph.add_run(_said(text, block))
        run.font.size, run.font.bold = Pt(9), block.header or None
        out.append(paragraph._p)
    document.add_paragraph()
    return out
