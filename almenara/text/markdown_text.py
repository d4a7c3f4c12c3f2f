"""Markdown in headings, paragraphs, items and tables. HTML within it is read as text, links keep their words.

Marks of notes stay between brackets of their own: `note_marks.taken_off` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from almenara.model.manuscript import BlockKind
from almenara.text.lines_in_step import lines_in_step
from almenara.text.note_marks import note_label, tokens_for
from almenara.text.pieces import Piece

if TYPE_CHECKING:
    from markdown_it.token import Token

_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "list_item_open": "item",
    "th_open": "cell",
    "td_open": "cell",
}


def pieces(text: str) -> list[Piece]:
    """The pieces of a Markdown text, notes as furniture; code blocks and HTML comments are left out."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # no address is kept, so none does harm
    tokens = reader.parse(tokens_for(text))
    out: list[Piece] = []
    kinds: list[BlockKind] = ["paragraph"]
    table, row, column = 0, -1, -1
    for token in tokens:
        if token.type == "table_open":
            table, row = table + 1, -1
        elif token.type == "tr_open":
            row, column = row + 1, -1
        if token.type in _KINDS:
            kinds.append(_KINDS[token.type])
            column += token.type in ("th_open", "td_open")
            header = token.type == "th_open"
        elif token.type.replace("_close", "_open") in _KINDS:
            kinds.pop()
        elif token.type == "inline":
            for line in _lines(token.children or []):
                if kinds[-1] == "cell":
                    out.append(Piece("cell", line, 0, table, row, column, header))
                else:
                    out += _parted("furniture" if note_label(line) else kinds[-1], line)
    return out


def _parted(kind: BlockKind, text: str) -> list[Piece]:
    """A paragraph as it is, or its lines where they are made alike: a list that was written without marks."""
    lines = text.split("\n")
    listed = lines_in_step(lines) if kind == "paragraph" else frozenset()
    if not listed:
        return [Piece(kind, text)]
    out: list[Piece] = []
    for number, line in enumerate(lines):
        if number in listed or not out or number - 1 in listed:
            out.append(Piece("item" if number in listed else kind, line))
        else:
            out[-1] = Piece(kind, f"{out[-1].text}\n{line}")
    return out


def _lines(tokens: Sequence[Token]) -> list[str]:
    """The words of a paragraph; a hard line break parts it in two."""
    lines = [""]
    for token in tokens:
        if token.type in ("text", "code_inline"):
            lines[-1] += token.content
        elif token.type == "softbreak":
            lines[-1] += "\n"
        elif token.type == "hardbreak":
            lines.append("")
        elif token.type == "image":
            lines[-1] += token.content
    return lines
