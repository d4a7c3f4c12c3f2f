"""A web page in headings, paragraphs, items and tables. Nothing in it is run, nothing it points to is fetched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from almenara.model.manuscript import BlockKind
from almenara.text import plain_text
from almenara.text.decoding import refused
from almenara.text.pieces import Opened, Piece, counted
from almenara.text.vocabulary import lists
from almenara.text.web_days import stated_days
from almenara.text.web_tables import grid, is_layout

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|$)|"
    r"opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)",
    re.IGNORECASE,
)
_UNITS = re.compile(r"\b[kcdm]?m$")
DEEPEST = 150
"""Elements within elements beyond which only the words of a page are read, not its blocks."""
MOST_STORIES = 40
"""Articles on a page that are looked at to find the one that it is about."""


@lru_cache(maxsize=1)
def _elements() -> dict[str, frozenset[str]]:
    """The lists of words/web_page.yml."""
    return {name: frozenset(words.split()) for name, words in lists("web_page").items()}


@dataclass
class _Reading:
    """The pieces so far, the words of the block that is being read, and what was left out."""

    out: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    tables: int = 0

    def say(self, text: str | None) -> None:
        if text:
            self.words.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def close(self, kind: BlockKind) -> None:
        """End the block that is being read."""
        text = "".join(self.words).strip()
        self.words.clear()
        if not text.strip():
            return
        if "\n" in text and kind == "paragraph":
            self.add_lines(text)
        else:
            self.out.append(Piece(kind, text))

    def add_lines(self, text: str) -> None:
        """Add a block whose lines count, as plain text would be read."""
        new = plain_text.pieces(text)
        for piece in new:
            self.out.append(replace(piece, table=piece.table and piece.table + self.tables))
        self.tables += max((piece.table for piece in new), default=0)


def read(markup: str, name: str = "-") -> Opened:
    """The pieces of a page and the days that its marks state. An element that is not closed ends with its parent.

    Raises BadInput on a page so deeply nested that the parser gave up on the rest of it.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Opened(())
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise refused(name, "holds thousands of elements within one another", "Save it as text")
    reading = _Reading()
    body = root.find("body")
    body = root if body is None else body
    story = _story(body)
    _walk(body, reading, "paragraph", "furniture" if story is not None else "", story, 0)
    reading.close("furniture" if story is not None else "paragraph")
    return Opened(reading.out, stated_days(root), (), _told(reading.left))


def _told(left: Counter[str]) -> list[str]:
    out = []
    if left["script"]:
        out.append(f"not run: {counted(left['script'], 'script')}")
    if frames := left["iframe"] + left["frame"] + left["object"] + left["embed"] + left["applet"]:
        out.append(f"not fetched: {counted(frames, 'embedded part')}")
    if left["hidden"]:
        out.append(f"not read: {counted(left['hidden'], 'hidden part')} of the page")
    return out


def _length(element: Any) -> int:
    """Characters of words, without those of scripts and styles."""
    total = 0
    for child in element.iter():
        if isinstance(child.tag, str) and child.tag not in _elements()["dropped"]:
            total += len((child.text or "").strip())
        total += len((child.tail or "").strip())
    return total


def _story(body: Any) -> Any | None:
    """The one element that holds what the page is about: all else frames it. None where the page has no such mark."""
    whole = _length(body)
    for path in (".//main", ".//article", './/*[@role="main"]', './/*[@itemprop="articleBody"]'):
        found = sorted(
            ((_length(e), -n, e) for n, e in enumerate(body.findall(path)[:MOST_STORIES])),
            key=lambda f: f[:2],
        )
        if found and found[-1][0] >= max(200, whole // 2):
            return found[-1][2]
    return None


def _frames(element: Any, story: Any | None) -> bool:
    """Whether an element frames the page: a menu, a list of other articles, a notice about cookies."""
    tag = element.tag
    if tag in ("body", "html", "main", "article") or element is story:
        return False
    named = tag in _elements()["frames"] or (element.get("role") or "").lower() in _elements()["roles"]
    if not named and tag in ("div", "section", "ul", "ol", "header", "form", "table", "p", "span"):
        tokens = re.split(r"[\s_-]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        named = not _elements()["frame_words"].isdisjoint(tokens)
    if not named:
        return False
    return not any(True for _ in element.iter("h1", "main", "article"))


def _deep(element: Any) -> Iterator[str]:
    """The words of an element and of all in it, without their order in blocks."""
    for child in element.iter():
        if isinstance(child.tag, str) and child.tag not in _elements()["dropped"]:
            yield child.text or ""
        if child is not element:
            yield child.tail or ""


def _hides(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
        or (element.get("aria-hidden") or "").lower() == "true"
    )


def _walk(
    element: Any, reading: _Reading, kind: BlockKind, frame: str, story: Any | None, depth: int
) -> None:
    """Read an element's own words and its children's; `frame` is "furniture" around the story."""
    now: BlockKind = "furniture" if frame else kind
    reading.say(element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _elements()["dropped"]:
            reading.left[tag] += 1
        elif _hides(child):
            reading.left["hidden"] += 1
        elif depth >= DEEPEST:
            reading.say(" ".join(_deep(child)))
        else:
            _element(child, tag, reading, now, frame, story, depth)
        reading.say(child.tail)


def _element(
    child: Any, tag: str, reading: _Reading, now: BlockKind, frame: str, story: Any | None, depth: int
) -> None:
    if child is story:
        reading.close(now)
        _walk(child, reading, "paragraph", "", None, depth + 1)
        reading.close("paragraph")
        return
    if tag == "br":
        reading.words.append("\n")
    elif tag == "sup":
        _raised(child, reading, now, frame, story, depth)
    elif tag in _elements()["headings"]:
        reading.close(now)
        inner = "" if tag == "h1" else frame
        _walk(child, reading, "heading", inner, story, depth + 1)
        reading.close("furniture" if inner else "heading")
    elif tag == "table" and not is_layout(child):
        reading.close(now)
        if not frame:
            _table(child, reading, depth)
    elif tag == "pre":
        reading.close(now)
        reading.add_lines("".join(child.itertext()))
    elif tag in ("li", "dd", "figcaption", "caption", "td", "th") or tag in _elements()["blocks"]:
        if tag != "dd" or not reading.words:
            reading.close(now)
        elif reading.words:
            reading.words.append(": ")
        framed = frame or ("furniture" if _frames(child, story) else "")
        own: BlockKind = "paragraph" if now == "furniture" else now
        if tag in ("li", "dd"):
            own = "item"
        elif tag in ("figcaption", "caption"):
            own = "caption"
        elif tag in ("ul", "ol", "dl", "table", "p", "td", "th") and own != "item":
            own = "paragraph"
        _walk(child, reading, own, framed, story, depth + 1)
        reading.close("furniture" if framed else own)
    elif tag == "dt":
        reading.close(now)
        _walk(child, reading, now, frame, story, depth + 1)
    else:
        if tag not in _elements()["styled"] and reading.words and _abuts(reading.words[-1], child):
            reading.words.append(" ")
        framed = frame or ("furniture" if tag == "span" and _frames(child, story) else "")
        _walk(child, reading, now, framed, story, depth + 1)


def _abuts(before: str, child: Any) -> bool:
    """Whether a number would run into the word of another element: <span>30</span><span>dead</span>."""
    begins = (child.text or "")[:1]
    return before[-1:].isalnum() and begins.isalnum() and before[-1:].isdigit() != begins.isdigit()


def _raised(child: Any, reading: _Reading, now: BlockKind, frame: str, story: Any | None, depth: int) -> None:
    """A raised number is a note's mark, written [4]: beside a figure it would be read as one of its digits."""
    words = "".join(child.itertext()).strip().strip("[]()")
    if not re.fullmatch(r"\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[a-z*†‡]", words) or not (
        words[0].isdigit() or child.find(".//a") is not None
    ):
        _walk(child, reading, now, frame, story, depth + 1)
    elif _UNITS.search("".join(reading.words[-2:])) and words in "23":
        reading.words.append("²" if words == "2" else "³")
    else:
        reading.words.append(f"[{words}]")


def _table(table: Any, reading: _Reading, depth: int) -> None:
    """The caption and the cells of a table, each cell with its place in the grid."""
    for caption in table.findall("caption"):
        _walk(caption, reading, "caption", "", None, depth + 1)
        reading.close("caption")
    reading.tables += 1
    for cell in grid(table):
        if _hides(cell.element):
            reading.left["hidden"] += 1
            continue
        inner = _Reading(left=reading.left)
        _walk(cell.element, inner, "paragraph", "", None, depth + 1)
        inner.close("paragraph")
        text = " ".join(piece.text for piece in inner.out)
        if text.strip():
            reading.out.append(
                Piece("cell", text, 0, reading.tables, cell.row, cell.column, header=cell.header)
            )
