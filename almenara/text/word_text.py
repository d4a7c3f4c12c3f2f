"""A Word file in paragraphs, tables and notes. Macros are not run, nothing outside the file is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from almenara.model.manuscript import BlockKind
from almenara.text.columns import card_lines, head_rows, places_only
from almenara.text.decoding import refused
from almenara.text.packed import word_parts
from almenara.text.pieces import Opened, Piece, counted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    {f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")} | {f"{_MC}Fallback"}
)
"""What is struck out, how it looks, what a field would do, and second copies for older programs."""
_UP, _DOWN = "\ue000", "\ue001"
"""Around raised digits while a paragraph is read: a mark such as ⁸˒⁹ may be set in several runs."""
_RAISED = re.compile(f"{_UP}([^{_DOWN}]*){_DOWN}")
_CITED = re.compile(r"\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*")
_NOTES = {f"{_W}footnoteReference", f"{_W}endnoteReference"}
DEEPEST = 100
"""Elements within elements beyond which a file is not read further down."""


@dataclass
class _Reading:
    """Styles by id, in lower case; paragraphs of boxes met on the way; what was hidden."""

    styles: dict[str, str]
    boxes: list[str] = field(default_factory=list)
    hidden: int = 0


def read(content: bytes, name: str) -> Opened:
    """The pieces of a .docx file, with the number of each body paragraph as python-docx counts them.

    Raises BadInput on files that are damaged, locked or beyond the limits.
    """
    parts, warnings = word_parts(content, name)
    body = _root(parts["word/document.xml"], name).find(f"{_W}body")
    if body is None:
        raise refused(name, "has no body", "Save it again as .docx")
    reading = _Reading(_styles(parts.get("word/styles.xml"), name))
    pieces: list[Piece] = []
    number, tables = 0, 0
    for child, own in _children(body, 0):
        if child.tag == f"{_W}p":
            pieces += _paragraph(child, reading, number if own else -1)
            number += own
        elif child.tag == f"{_W}tbl":
            new = list(_table(child, reading, tables + 1))
            tables += any(piece.table for piece in new)
            pieces += new
    for part in sorted(parts):
        if re.fullmatch(r"word/(?:footnotes|endnotes)\.xml", part):
            pieces += _notes(_root(parts[part], name), reading)
        elif re.fullmatch(r"word/(?:header|footer)\d*\.xml", part):
            told = (_words(p, reading, 0) for p in _root(parts[part], name).iter(f"{_W}p"))
            pieces += [Piece("furniture", text) for text in told if text.strip()]
    if reading.hidden:
        warnings.append(f"not read: {counted(reading.hidden, 'hidden stretch', 'hidden stretches')} of text")
    return Opened(pieces, (), _saved(parts.get("docProps/core.xml"), name), warnings)


def _root(xml: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise refused(name, f"is a damaged Word file: {error.msg}", "Save it again as .docx") from error


def _styles(xml: bytes | None, name: str) -> dict[str, str]:
    if xml is None:
        return {}
    out = {}
    for style in _root(xml, name).iter(f"{_W}style"):
        named = style.find(f"{_W}name")
        if named is not None:
            out[style.get(f"{_W}styleId") or ""] = (named.get(f"{_W}val") or "").lower()
    return out


def _children(parent: Any, depth: int) -> Iterator[tuple[Any, bool]]:
    """Paragraphs and tables in order, with whether they are the body's own; content controls are opened."""
    for child in parent:
        if child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            if depth < DEEPEST:
                yield from ((inner, False) for inner, _ in _children(child, depth + 1))
        else:
            yield child, True


def _paragraph(paragraph: Any, reading: _Reading, element: int) -> Iterator[Piece]:
    text = _words(paragraph, reading, 0)
    kind = _kind(paragraph, reading.styles)
    lines = [line for line in text.split("\n") if line.strip()]
    for line in lines:
        yield Piece(kind, line, element=element)
    boxes, reading.boxes = reading.boxes, []
    for box in boxes:
        yield Piece("paragraph", box)


def _kind(paragraph: Any, styles: dict[str, str]) -> BlockKind:
    look = paragraph.find(f"{_W}pPr")
    if look is None:
        return "paragraph"
    style = look.find(f"{_W}pStyle")
    named = styles.get(style.get(f"{_W}val") or "", "") if style is not None else ""
    if named.startswith(("heading", "title", "subtitle")) or look.find(f"{_W}outlineLvl") is not None:
        return "heading"
    if named.startswith("toc"):
        return "furniture"
    if named.startswith("caption"):
        return "caption"
    if named.startswith("list") or look.find(f"{_W}numPr") is not None:
        return "item"
    return "paragraph"


def _words(element: Any, reading: _Reading, depth: int) -> str:
    """The words of a paragraph; line breaks as they stand, a note's mark as [4]."""
    text = _raw(element, reading, depth).replace(_DOWN + _UP, "")
    return _RAISED.sub(lambda m: f"[{m[1].strip()}]" if _CITED.fullmatch(m[1]) else m[1], text)


def _raw(element: Any, reading: _Reading, depth: int) -> str:
    """The words of a paragraph or run, raised digits still between _UP and _DOWN."""
    out: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or depth > DEEPEST or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            out.append((child.text or "").replace(_UP, "").replace(_DOWN, ""))
        elif tag == f"{_W}tab":
            out.append(" ")
        elif tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            out.append("-")
        elif tag in _NOTES:
            out.append(f"[{child.get(f'{_W}id') or ''}]")
        elif tag == f"{_W}r":
            out.append(_run(child, reading, depth))
        elif tag == f"{_W}txbxContent":
            for paragraph in child.iter(f"{_W}p"):
                if text := _words(paragraph, reading, depth + 1).strip():
                    reading.boxes.append(text)
        else:
            out.append(_raw(child, reading, depth + 1))
    return "".join(out)


def _run(run: Any, reading: _Reading, depth: int) -> str:
    look = run.find(f"{_W}rPr")
    text = _raw(run, reading, depth + 1)
    if look is None:
        return text
    for mark in ("vanish", "strike", "dstrike"):
        found = look.find(f"{_W}{mark}")
        if found is not None and found.get(f"{_W}val") not in ("0", "false", "none"):
            reading.hidden += mark == "vanish" and bool(text.strip())
            return ""
    raised = look.find(f"{_W}vertAlign")
    if raised is not None and raised.get(f"{_W}val") == "superscript" and re.fullmatch(r"[\d\s,;–-]+", text):
        return f"{_UP}{text}{_DOWN}"
    return text


def _table(table: Any, reading: _Reading, number: int) -> Iterator[Piece]:
    rows: list[list[tuple[int, str]]] = []
    heads: list[bool] = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        look = row.find(f"{_W}trPr")
        heads.append(look is not None and look.find(f"{_W}tblHeader") is not None)
        rows.append(list(_cells(row, reading)))
    told = [[text for _, text in row] for row in rows]
    if places_only(told):
        yield from (Piece("paragraph", line) for row in told for text in row for line in card_lines(text))
        return
    if not any(heads):
        named = head_rows(told)
        heads = [number < named for number in range(len(rows))]
    for at, row in enumerate(rows):
        for column, text in row:
            yield Piece("cell", text, 0, number, at, column, header=heads[at])


def _cells(row: Any, reading: _Reading) -> Iterator[tuple[int, str]]:
    """First column and words of each cell; one that goes on from the row above is left out."""
    column = 0
    for cell, _ in _children(row, 0):
        if cell.tag != f"{_W}tc":
            continue
        look = cell.find(f"{_W}tcPr")
        merged = look.find(f"{_W}vMerge") if look is not None else None
        wide = look.find(f"{_W}gridSpan") if look is not None else None
        if merged is None or merged.get(f"{_W}val") == "restart":
            words = [_words(p, reading, 0).strip() for p in cell.iter(f"{_W}p")]
            yield column, "\n".join(word for word in words if word)
        span = (wide.get(f"{_W}val") or "1") if wide is not None else "1"
        column += max(1, min(int(span), 400)) if span.isdigit() and len(span) < 6 else 1


def _notes(root: Any, reading: _Reading) -> Iterator[Piece]:
    for note in root:
        if note.get(f"{_W}type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        text = " ".join(_words(p, reading, 0) for p in note.iter(f"{_W}p")).strip()
        if text:
            yield Piece("paragraph", text)


def _saved(xml: bytes | None, name: str) -> list[tuple[str, str]]:
    """The days on which the file was saved and made. Those of an untouched template say nothing."""
    if xml is None:
        return []
    found: dict[str, str] = {}
    for element in _root(xml, name):
        if isinstance(element.tag, str):
            found[element.tag.rpartition("}")[2]] = (element.text or "").strip()
    if found.get("creator") == "python-docx" or "generated by" in found.get("description", ""):
        return []
    told = (("the Word file's last saving", "modified"), ("the Word file's making", "created"))
    return [(how, found[key]) for how, key in told if found.get(key)]
