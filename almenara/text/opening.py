"""Opening what is to be checked: a file of any format that is read, or text as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from almenara.errors import BadInput, UsageError
from almenara.model.manuscript import Block, Manuscript, Mark, Note, Sentence
from almenara.text import mail_text, plain_text
from almenara.text.datelines import Dateline, find_dateline
from almenara.text.days import iso_day
from almenara.text.decoding import characters, is_markup, kind_of, refused
from almenara.text.language import detect, known_language
from almenara.text.note_marks import taken_off
from almenara.text.pieces import Opened, Piece, apart, cleaned, mended
from almenara.text.sentences import split

MAX_BYTES = 50_000_000
"""Largest file that is opened."""
MAX_CHARACTERS = 5_000_000
"""Longest text that is read; a book has one million."""
_MARKED = re.compile(r"^#{1,6} \S.*$|^\|?(?:\s*:?-{3,}:?\s*\|)+|^\[\^\w+\]: ", re.MULTILINE)
"""What tells Markdown where no name does: a heading, the rule of a table, a note."""
_LONG_CELL = 150
"""Characters beyond which a cell, heading or caption is read as prose, sentence by sentence."""


def from_text(
    text: str, language: str = "auto", published: date | None = None, name: str = "-"
) -> Manuscript:
    """A plain text as a manuscript. Raises BadInput on one that is empty or too long, UsageError on a language."""
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    return assemble(name, "text", Opened(plain_text.pieces(text)), language, published)


def open_manuscript(
    source: Path | bytes, name: str = "", language: str = "auto", published: date | None = None
) -> Manuscript:
    """A file as a manuscript, its format known by its content.

    Nothing in it is run, and nothing that it points to is fetched. Raises UsageError where there is no
    such file, and BadInput on a file that is too large, broken, locked or of no format that is read.
    """
    content = source if isinstance(source, bytes) else bytes_of(source)
    name = name or ("-" if isinstance(source, bytes) else source.name)
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    known_language(language)
    form, opened = _read(content, name)
    return assemble(name, form, opened, language, published)


def _read(content: bytes, name: str) -> tuple[str, Opened]:
    """The format of a file and what it holds."""
    kind = kind_of(content, name)
    if kind == "pdf":
        from almenara.text import pdf_text

        return "pdf", pdf_text.read(content, name)
    if kind == "word":
        from almenara.text import word_text

        return "word", word_text.read(content, name)
    if mail_text.is_mail(content, name):
        return "email", mail_text.read(content, name)
    text, warning = characters(content, name)
    if is_markup(text):
        from almenara.text import web_page

        form, opened = "html", web_page.read(text, name)
    elif name.lower().endswith((".md", ".markdown")) or (name == "-" and _MARKED.search(text)):
        from almenara.text import markdown_text

        form, opened = "markdown", Opened(markdown_text.pieces(text))
    else:
        if len(text) > MAX_CHARACTERS:
            raise _too_long(name)
        form, opened = "text", Opened(plain_text.pieces(text))
    return form, replace(opened, warnings=[*opened.warnings, warning]) if warning else opened


def assemble(
    name: str, form: str, opened: Opened, language: str = "auto", published: date | None = None
) -> Manuscript:
    """A manuscript of the pieces that a format gave. Raises BadInput where they hold no text or too much."""
    wanted = known_language(language)
    read = [taken_off(piece) for piece in mended(apart(cleaned(opened.pieces)))]
    kept = [piece for piece, _, _ in read]
    if not kept:
        raise refused(name, "holds no text", "See whether it is the file you mean; pictures are not read")
    text, blocks = _laid_out(kept)
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    marks = [
        Mark(b.start + m.position, m.label) for b, (_, _, of) in zip(blocks, read, strict=True) for m in of
    ]
    notes = [Note(label, b.start, b.end) for b, (_, label, _) in zip(blocks, read, strict=True) if label]
    warnings = list(opened.warnings)
    if wanted == "auto":
        wanted, doubt = detect("\n".join(p.text for p in kept if p.kind != "furniture") or text)
        warnings += [doubt] if doubt else []
    dateline = Dateline(published, "option") if published else _dated(opened, kept, wanted)
    if dateline and dateline.warning:
        warnings.append(dateline.warning)
    return Manuscript(
        name,
        form,
        text,
        tuple(blocks),
        tuple(_sentences(text, blocks, wanted)),
        wanted,
        dateline.day if dateline else None,
        dateline.words if dateline else "",
        tuple(dict.fromkeys(warnings)),
        tuple(marks),
        tuple(notes),
    )


def _dated(opened: Opened, pieces: Sequence[Piece], language: str) -> Dateline | None:
    """The day that the file's marks state, or its text, or as a last resort the day on which it was saved."""
    for how, written in opened.dated:
        if day := iso_day(written):
            return Dateline(day, f"{how}: {written}")
    if found := find_dateline(pieces, language):
        return found
    for how, written in opened.saved:
        if day := iso_day(written):
            told = f"no dateline: the day is that of {how}, {day}; give --published if it is not"
            return Dateline(day, f"{how}: {written}", told)
    return None


def _laid_out(pieces: Sequence[Piece]) -> tuple[str, list[Block]]:
    """The text of all pieces and where each stands: cells and items a line each, all else with a line between."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for number, piece in enumerate(pieces):
        if number:
            close = piece.kind in ("cell", "item") and pieces[number - 1].kind == piece.kind
            parts.append("\n" if close else "\n\n")
            at += len(parts[-1])
        parts.append(piece.text)
        blocks.append(
            Block(
                piece.kind, at, at + len(piece.text), piece.page, piece.table, piece.row, piece.column,
                piece.header, piece.element,
            )
        )  # fmt: skip
        at += len(piece.text)
    return "".join(parts), blocks


def _sentences(text: str, blocks: Sequence[Block], language: str) -> list[Sentence]:
    out: list[Sentence] = []
    for number, block in enumerate(blocks):
        whole = block.kind in ("heading", "cell", "caption") and block.end - block.start <= _LONG_CELL
        said = text[block.start : block.end]
        spans = [(0, len(said))] if whole else split(said, language)
        out += [Sentence(block.start + start, block.start + end, number) for start, end in spans]
    return out


def bytes_of(path: Path) -> bytes:
    """A file's bytes, read once. Raises UsageError where there is no such file, BadInput where it is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError, OSError) as error:
        reason = error.strerror or str(error)
        raise UsageError(f'"{path}" cannot be opened: {reason}. Name a file that is there') from error


def _too_large(name: str) -> BadInput:
    return refused(name, f"is larger than {MAX_BYTES:,} bytes", "Check the part of it that you need")


def _too_long(name: str) -> BadInput:
    return refused(
        name, f"holds more than {MAX_CHARACTERS:,} characters of text", "Check the part of it that you need"
    )
