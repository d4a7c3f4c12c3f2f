"""The place in a report's dateline: where it was filed, which says nothing of where what it counts happened."""

from __future__ import annotations

import re

from almenara.model.manuscript import Manuscript

_FIRST = 12
"""Blocks from the beginning in which a dateline may stand."""
_HEAD = 40
"""Characters before the place's end, at most: a dateline begins its paragraph."""
_PROSE = 80
"""Fewest characters of a paragraph with a dateline; shorter ones are titles and lines of lists."""
_DASH = re.compile(r"[^;:!?\n]{0,70}?(?:[—–]|\s-{1,2}|[.)]\s?-)\s")
"""What parts a dateline from the report: "CITY, July 24 –", "City, 17 de julio (Agency).-"."""
_DAY_OR_AGENCY = re.compile(r"\d{1,2}|\([^)]{2,40}\)")
_VERB = re.compile(r"\d{3}|%|\.\s+\w{3,}\s+\w{3,}")
"""What no dateline holds: a count, a sentence."""


def in_dateline(start: int, end: int, manuscript: Manuscript) -> bool:
    """Whether a name of a place stands in the dateline of a paragraph near the text's beginning."""
    if not manuscript.sentences:
        return False
    number = manuscript.sentences[manuscript.sentence_at(start)].block
    block = manuscript.blocks[number]
    if number >= _FIRST or block.kind != "paragraph" or block.end - block.start < _PROSE:
        return False
    before = manuscript.text[block.start : start]
    if end - block.start > _HEAD or re.search(r"[.:;–—\d]|\s-\s", before):
        return False
    dash = _DASH.match(manuscript.text, end, min(block.end, end + 90))
    if dash is None or _VERB.search(dash[0].replace(",", " ")):
        return False
    alone = not before.strip(" (") or before.rstrip().endswith(",")
    capitals = manuscript.text[start:end].isupper()
    return alone and (capitals or _DAY_OR_AGENCY.search(dash[0]) is not None)
