"""Numbers that tell parts of a text apart: those of its speakers, "VOICE 2:", and of its headings, "3 Findings"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from almenara.model.manuscript import Manuscript
from almenara.text.vocabulary import any_of, words

_SPEAKER = re.compile(
    r"\s*(?P<label>[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ][^\W\d_]*\.?(?:\s[^\W\d_]+\.?)?\s?(?P<number>\d{1,2}))\s?[:.–—]\s+\S"
)
"""A word, a number and a colon that begin a paragraph."""
_HEADING = re.compile(r"\s*(?P<number>\d{1,2})\s+[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ][^\W\d_]")
"""A number and a capital that begin a heading."""
_SAID = 3
"""Paragraphs that numbered speakers must begin, at least."""


def numbering(manuscript: Manuscript) -> Iterator[tuple[int, int, str]]:
    """Stretches with such numbers: (start, end, reason)."""
    yield from _speakers(manuscript)
    yield from _headings(manuscript)


def _speakers(manuscript: Manuscript) -> Iterator[tuple[int, int, str]]:
    """Speakers speak again: of the labels some stand before several paragraphs, as no item's of a list does."""
    levels = re.compile(any_of(words("quantities", manuscript.language)["level_words"]), re.IGNORECASE)
    found = [
        hit
        for block in manuscript.blocks
        if block.kind in ("paragraph", "item", "heading")
        and (hit := _SPEAKER.match(manuscript.text, block.start, block.end))
        and not levels.match(hit["label"])
    ]
    times = Counter(hit["label"] for hit in found)
    if len(found) >= _SAID and max(times.values()) > 1:
        for hit in found:
            yield *hit.span("number"), "a speaker's number"


def _headings(manuscript: Manuscript) -> Iterator[tuple[int, int, str]]:
    """Headings are numbered where two that follow each other have numbers that do."""
    found = [
        hit
        for block in manuscript.blocks
        if block.kind == "heading" and (hit := _HEADING.match(manuscript.text, block.start, block.end))
    ]
    for at, hit in enumerate(found):
        beside = [*found[max(0, at - 1) : at], *found[at + 1 : at + 2]]
        if any(abs(int(other["number"]) - int(hit["number"])) == 1 for other in beside):
            yield *hit.span("number"), "a section or figure"
