"""A report as PDF: tagged, marked on every page; all text reaches the typesetter as data, never as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any, Literal

import typst

from almenara.model.terms import TLP_COLOURS
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
    Section,
    Table,
    Tiles,
)
from almenara.product.render import words
from almenara.product.render.drawing import PAGE_SCALE, draw
from almenara.product.render.provenance import Source, source
from almenara.product.render.safety import breakable, web_address

PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Paper sizes by name, with the typesetter's own names."""
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""PDF/A-2a (archiving) and PDF/UA-1 (accessibility)."""


POINTS = 4.9
"""Points to a character in a table."""
LONG = 14
"""A table of more rows may break over pages."""
CHARACTERS = 800
"""A table of more text may, too, though its rows are few."""
BRIEF_PAGES = 2
BRIEF = (
    (0.97, False),
    (0.93, False),
    (0.89, False),
    (0.86, False),
    (0.89, True),
    (0.85, True),
    (0.81, True),
    (0.77, True),
)
"""How a brief is set, tried in turn: the type's size against a report's, and whether its endnotes are short."""


def to_pdf(report: Report, paper: str = "a4") -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. The same report gives the same bytes.

    A brief is set as large as its two pages allow; only where the smallest type does not hold them are there more.
    """
    template = (resources.files("almenara.product.render") / "templates" / "report.typ").read_bytes()
    moment = datetime.combine(report.as_of, time(), UTC)
    data = _data(report, PAPERS[paper])
    inputs = _inputs(data)
    if report.layout == "brief":
        for scale, short in BRIEF:
            inputs = _inputs(data | {"scale": scale, "notes": [_brief_note(n, short) for n in data["notes"]]})
            pages = json.loads(typst.query(template, "<pages>", field="value", one=True, ignore_system_fonts=True,
                                           sys_inputs=inputs))  # fmt: skip
            if pages <= BRIEF_PAGES:
                break
    made = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
        timestamp=moment,
        sys_inputs=inputs,
    )
    assert isinstance(made, bytes)
    return made


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}


def _brief_note(note: dict[str, Any], short: bool) -> dict[str, Any]:
    """An endnote of a brief: the file's description is left to the other formats; if short, places and address too."""
    return note | {"descriptor": ""} | ({"locators": "", "address": "", "link": ""} if short else {})


def _data(report: Report, paper: str) -> dict[str, Any]:
    word = {key: words.word(report, key) for key in words.WORDS}
    notes = [source(report, n) for n in report.endnotes]
    files = _files(notes)
    return {
        "paper": paper,
        "layout": report.layout,
        "scale": 1.0,
        "lang": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "where": [report.region, report.country],
        "as_of": words.as_of_line(report),
        "tags": list(report.tags),
        "banner": report.banner,
        "colour": TLP_COLOURS[report.banner],
        "handling": report.handling,
        "sections": [_section(report, s) for s in report.sections],
        "files": [_file(n) for n in files.values()],
        "notes": [_note(n, files) for n in notes],
        "attributions": list(report.attributions),
        "contact": list(report.contact),
        "id": report.id,
        "digest": breakable(report.digest),
        "word": word,
        "tints": list(TINTS),
        "numbers": sorted({n.number for n in report.endnotes}),
    }


def _section(report: Report, section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "mark": words.portion_mark(section.portion),
        "kind": section.kind,
        "blocks": [_block(report, b) for b in section.blocks],
    }


def _block(report: Report, block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {
                "kind": "paragraph",
                "mark": words.portion_mark(block.portion),
                "text": _inlines(block.inlines),
            }
        case Bullets():
            items = [
                {"mark": words.portion_mark(p.portion), "text": _inlines(p.inlines)} for p in block.items
            ]
            return {"kind": "bullets", "items": items}
        case Judgement():
            estimate = _inlines((block.probability,)) if block.probability else []
            step = words.step(report, block)
            return {
                "kind": "judgement",
                "mark": words.portion_mark(block.portion),
                "text": _inlines(block.sentence),
                "term": block.term,
                "band": block.band,
                "estimate": estimate,
                "step": -1 if step is None else step,
                "confidence": words.confidence(report, block.confidence),
                "basis": _inlines(block.basis),
            }
        case Table():
            return _table(block)
        case Tiles():
            tiles = [
                {"text": _inlines((t.number,)), "label": t.label, "detail": _inlines(t.detail)}
                for t in block.tiles
            ]
            return {"kind": "tiles", "mark": words.portion_mark(block.portion), "tiles": tiles}
        case Picture():
            drawing = draw(block)
            return {
                "kind": "picture",
                "mark": words.portion_mark(block.portion),
                "title": block.title,
                "svg": drawing.svg,
                "alt": block.alt,
                "width": round(drawing.width * PAGE_SCALE, 2),
                "wide": block.wide,
                "caption": _inlines(block.caption),
                "notes": _notes(n for i in block.numbers for n in i.notes),
            }


def _table(table: Table) -> dict[str, Any]:
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)
    shared = [set(words.column_notes(column)) for column in columns]
    rows = [[_inlines(cell, drop) for cell, drop in zip(row, shared, strict=True)] for row in table.rows]
    heads = [
        {
            "text": c.heading,
            "align": c.align,
            "notes": _notes(notes),
            "points": round(width.characters * POINTS + (18 if len(table.columns) <= 6 else 11), 1),
            "share": round(width.share, 2),
        }
        for c, notes, width in zip(table.columns, shared, words.column_widths(table), strict=True)
    ]
    return {
        "kind": "table",
        "mark": words.portion_mark(table.portion),
        "title": table.title,
        "columns": heads,
        "rows": rows,
        "tone": [int(t) if t in ("1", "2", "3", "4") else 0 for t in table.tone],
        "caption": _inlines(table.caption),
        "long": len(rows) > LONG or words.characters(table) > CHARACTERS,
    }


def _notes(notes: Any) -> list[list[str]]:
    return [list(run) for run in words.note_runs(notes)]


def _inlines(items: tuple[Inline, ...], drop: set[int] = frozenset()) -> list[dict[str, Any]]:  # type: ignore[assignment]
    out: list[dict[str, Any]] = []
    for item in words.flow(items):
        match item:
            case Number():
                out.append(
                    {
                        "k": "number",
                        "t": item.text,
                        "s": words.number_style(item),
                        "n": _notes(set(item.notes) - drop),
                    }
                )
            case Link():
                url = web_address(item.url)
                out.append({"k": "link", "t": item.text, "u": url, "a": "" if url else breakable(item.url)})
            case Reference():
                out.append({"k": "notes", "n": _notes(item.notes)})
            case _:
                out.append({"k": "text", "t": item.text, "s": item.style})
    return out


def _files(notes: list[Source]) -> dict[tuple[str, ...], Source]:
    """Files that several notes cite, by hash and descriptor: what these say of it stands once, before the notes."""
    held: dict[tuple[str, ...], list[Source]] = {}
    for note in notes:
        if note.locators and note.file:
            held.setdefault(_file_key(note), []).append(note)
    return {key: same[0] for key, same in held.items() if len(same) > 1}


def _file_key(note: Source) -> tuple[str, ...]:
    return (note.file, note.digest, note.descriptor)


def _file(note: Source) -> dict[str, str]:
    return {"file": note.file, "descriptor": note.descriptor, "short": note.short}


def _note(made: Source, files: dict[tuple[str, ...], Source]) -> dict[str, Any]:
    """A note in parts; descriptor and hash are left to the list of files where its file stands there."""
    shared = _file_key(made) in files
    return {
        "number": made.number,
        "lead": made.lead,
        "title": made.title,
        "detail": made.detail,
        "locators": breakable(made.locators),
        "address": breakable(made.address),
        "link": made.link,
        "short": "" if shared else made.short,
        "descriptor": "" if shared else made.descriptor,
        "mark": words.portion_mark(made.portion),
    }
