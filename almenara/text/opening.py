"""Opening what is to be checked: a file of any format that is read, or text as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.text.language import detect, known_language
from almenara.text.pieces import Piece, apart, cleaned, mended
from almenara.text.sentences import split

MAX_BYTES = 50_000_000
"""Largest file that is opened."""
MAX_CHARACTERS = 5_000_000
"""Longest text that is read; a book has one million."""
_LONG_CELL = 150
"""Characters beyond which a cell, heading or caption is read as prose, sentence by sentence."""


def from_text(
    text: str, language: str = "auto", published: date | None = None, name: str = "-"
) -> Manuscript:
    """A plain text as a manuscript. Raises BadInput on one that is empty or too long, UsageError on a language."""
    from almenara.text.plain import pieces

    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    return assemble(name, "text", pieces(text), language, published)


def open_manuscript(
    source: Path | bytes, name: str = "", language: str = "auto", published: date | None = None
) -> Manuscript:
    """A file as a manuscript, its format known by its content.

    Nothing in it is run, and nothing that it points to is fetched. Raises UsageError where there is no
    such file, and BadInput on a file that is too large, broken, locked or of no format that is read.
    """
    content = source if isinstance(source, bytes) else _bytes_of(source)
    name = name or ("-" if isinstance(source, bytes) else source.name)
    from almenara.text.plain import pieces

    text = content.decode("utf-8")
    if name.lower().endswith((".md", ".markdown")):
        from almenara.text.markdown_text import pieces as marked

        return assemble(name, "markdown", marked(text), language, published)
    return assemble(name, "text", pieces(text), language, published)


def assemble(
    name: str,
    form: str,
    pieces: Sequence[Piece],
    language: str = "auto",
    published: date | None = None,
    warnings: Sequence[str] = (),
) -> Manuscript:
    """A manuscript of the pieces that a format gave. Raises BadInput where they hold no text or too much."""
    wanted = known_language(language)
    kept = mended(apart(cleaned(pieces)))
    if not kept:
        raise BadInput("check", [Fault(name, "holds no text")], "See whether it is the file you mean")
    text, blocks = _laid_out(kept)
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    said = list(warnings)
    if wanted == "auto":
        wanted, doubt = detect("\n".join(p.text for p in kept if p.kind != "furniture") or text)
        said += [doubt] if doubt else []
    sentences = _sentences(text, blocks, wanted)
    return Manuscript(
        name, form, text, tuple(blocks), tuple(sentences), wanted, published,
        "option" if published else "", tuple(said),
    )  # fmt: skip


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


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(
                "check",
                [Fault(path.name, f"is larger than {MAX_BYTES:,} bytes")],
                "Check the part of it that you need",
            )
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError, OSError) as error:
        reason = error.strerror or str(error)
        raise UsageError(f'"{path}" cannot be opened: {reason}. Name a file that is there') from error


def _too_long(name: str) -> BadInput:
    return BadInput(
        "check",
        [Fault(name, f"holds more than {MAX_CHARACTERS:,} characters of text")],
        "Check the part of it that you need",
    )
