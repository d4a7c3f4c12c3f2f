"""Titles within a text: headings, and the few words that begin an item or a paragraph: "Budget. It rose …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.model.manuscript import Manuscript

NUMBERED = re.compile(
    r"(?:^[ \t]*(?:(?:\d{1,2}|[IVX]{1,4}|[a-h])[.)]|[•*–-])[ \t]+"
    r"|\b(?:Item|Punto|Ponto|Point|Section|Inciso)\s+\d{1,2}[.:]\s+)"
    r"(?P<title>[^\W\d][^.:;!?\d\n]{2,48})[.:](?=\s)",
    re.MULTILINE,
)
"""A number, and behind it a title of a few words: "7. Budget. ", "Item 6. Premises. "."""
RUN_IN = re.compile(r"[^\W\d][^.:;!?\d\n]{2,48}\.(?=\s+\S)")
"""A title that begins an item: "Budget. It rose …"."""
_LED_BY = re.compile(r"(?:\d{1,2}[.)]\s+)?(?P<title>[^\W\d][^.:;!?\d\n]{2,48}?)\s*[.:—–](?=\s+\S)")
"""The same at the beginning of any paragraph, and "Budget: it rose …", "Budget — it rose …"."""
_WORD = re.compile(r"[^\W\d_]+")
TITLE_WORDS = 5
_HEADING_WORDS = 10


def titles_of(manuscript: Manuscript) -> Iterator[tuple[int, int]]:
    """Every title of a text, in order: the characters of its words."""
    text = manuscript.text
    for block in manuscript.blocks:
        if block.kind == "heading":
            if len(_WORD.findall(text[block.start : block.end])) <= _HEADING_WORDS:
                yield block.start, block.end
        elif block.kind in ("paragraph", "item"):
            yield from _within(text, block.start, block.end)


def _within(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Those that begin a paragraph or stand behind a number in it; all of a short paragraph that has no number."""
    spans = {m.span("title") for m in NUMBERED.finditer(text, first, last)}
    if led := _LED_BY.match(text, first, last):
        spans.add(led.span("title"))
    elif not any(map(str.isdigit, text[first:last])) and last - first <= 60:
        spans.add((first, last))
    for begun, ended in sorted(spans):
        if len(_WORD.findall(text[begun:ended])) <= TITLE_WORDS:
            yield begun, ended
