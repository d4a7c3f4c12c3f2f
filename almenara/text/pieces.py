"""Pieces of a text on their way to a manuscript: notices set apart, torn paragraphs made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from almenara.model.manuscript import BlockKind
from almenara.text.cleaning import one_line

REPEATS = 3
"""A paragraph that stands at least so often, word for word, is a notice."""
NOTICE = 40
"""Fewest characters of a repeated notice; shorter lines may repeat in lists."""
TORN = 30
"""Fewest characters of a paragraph that may have been torn: shorter ones are headings."""
_PAGE = re.compile(
    r"(?:page|p[áa]gina|p[áa]g\.?)\s*\d{1,4}(?:\s*(?:of|de|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]|"
    r"\d{1,4}\s*(?:\||/)\s*(?:page|p[áa]gina|\d{1,4})",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\s?[.·…]){4,}\s*\d{1,4}$")
"""A line of a table of contents: a title, dots and its page."""
_SOURCES = re.compile(
    r"(?:\([A-Z+]+\)\s*)?(?:endnotes|references|bibliography|works cited|notas finales|notas de fim|referencias|"
    r"bibliograf[íi]a|refer[êe]ncias)",
    re.IGNORECASE,
)
"""The heading of a list of sources: what stands below it tells where things were read, and claims nothing."""
_ANNEX = re.compile(r"(?:annex|appendix|anexo|ap[ée]ndice|ap[êe]ndice)\b", re.IGNORECASE)
ENDED = re.compile(r"[.!?:;…][\"'”’»)\]\d]*$")
"""How a sentence ends, quotations and note marks behind it included."""
_GOES_ON = re.compile(r"[\"'“‘«(]?[^\W\d_]")


@dataclass(frozen=True)
class Opened:
    """What a format gave.

    dated     days that the file's own marks state, the best first: how it says so, and the day as it writes it
    saved     the same of days that are only those of the file: of its making or saving
    warnings  what was in the file and was not followed
    """

    pieces: Sequence[Piece]
    dated: Sequence[tuple[str, str]] = ()
    saved: Sequence[tuple[str, str]] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True)
class Piece:
    """One paragraph, item or cell as its format gives it; fields as in Block, `text` not yet cleaned."""

    kind: BlockKind
    text: str
    page: int = 0
    table: int = 0
    row: int = -1
    column: int = -1
    header: bool = False
    element: int = -1


def cleaned(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces on one line each, without the empty ones."""
    out = [replace(piece, text=one_line(piece.text)) for piece in pieces]
    return [piece for piece in out if piece.text]


def apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with repeated notices, page numbers and lists of sources marked as furniture."""
    prose = ("paragraph", "heading")
    seen = Counter(p.text for p in pieces if p.kind in prose and len(p.text) >= NOTICE)
    out: list[Piece] = []
    below = False
    for p in pieces:
        if p.kind == "heading":
            below = _below_sources(p, below)
        notice = p.kind in prose and (
            seen[p.text] >= REPEATS or _PAGE.fullmatch(p.text) or _CONTENTS.search(p.text)
        )
        listed = below and (
            p.kind in ("paragraph", "item") or (bool(p.page) and not _SOURCES.fullmatch(p.text))
        )
        out.append(replace(p, kind="furniture") if notice or listed else p)
    return out


def _below_sources(heading: Piece, below: bool) -> bool:
    """Whether what follows a heading is a list of sources.

    On pages, where headings are told by their looks alone and a list's short lines look like some, such a list
    ends with an annex or never.
    """
    if _SOURCES.fullmatch(heading.text.rstrip(" :")):
        return True
    return below and bool(heading.page) and not _ANNEX.match(heading.text)


def mended(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in order, paragraphs torn by a page's end joined, and one copy of each furniture at the end.

    A paragraph is torn where it ends within a sentence, furniture or a new page follows, and what comes then
    begins in lower case.
    """
    body: list[Piece] = []
    furniture: dict[str, Piece] = {}
    parted, page = False, 0
    for piece in pieces:
        if piece.kind == "furniture":
            furniture.setdefault(piece.text, piece)
            parted = True
            continue
        parted, page, between = False, piece.page, parted or piece.page != page
        if between and body and _torn(body[-1], piece):
            kind: BlockKind = "item" if body[-1].kind == "item" else "paragraph"
            body[-1] = replace(body[-1], kind=kind, text=joined(body[-1].text, piece.text))
        else:
            body.append(piece)
    return [*body, *furniture.values()]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 script, 2 scripts."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(first: str, second: str) -> str:
    """Two halves of a torn text; a word that was parted by a hyphen at the line's end is whole again."""
    if re.search(r"[^\W\d_]{2}[-‐]$", first) and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"


def _torn(first: Piece, second: Piece) -> bool:
    if first.kind not in ("paragraph", "item", "heading") or second.kind != "paragraph":
        return False
    if len(first.text) < TORN or first.element != -1 or ENDED.search(first.text):
        return False
    begins = _GOES_ON.match(second.text)
    return begins is not None and begins[0][-1].islower()
