"""The place that a line takes from what leads to it: its list's beginning or heading, or the turn that it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.talk import answered
from almenara.model.manuscript import Block, Manuscript
from almenara.model.place import Place
from almenara.text.beginning import beginning_in
from almenara.text.table_roles import CAPTION, captions

_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")
_SENTENCE = re.compile(r"(?:[^\W\d]+\W+){8}(?:.*[^:\s])?\s*$", re.S)
"""An item that says something of its own, and leads no others: more than a few words, and no colon behind them."""
_LABEL = re.compile(r"\W*(?:[^\W\d]+\W+){0,3}[^\W\d]+\W*$")
"""A line of a few words, without a number."""
_BELOW = 3
"""Paragraphs behind a table or list in which a sentence may be of its place; lines above a list that lead to it."""
_LONG_LIST = 40
"""Blocks back from an item to which its list's lead is looked for."""


def led_to(mentions: Sequence[PlaceMention], manuscript: Manuscript, number: int) -> Place | None:
    """The place of what leads to the paragraph with a number, where that is one; None where it has none."""
    asked = answered(manuscript, number)
    if asked is not None:
        place = _one(_named_in(mentions, asked))
        said = manuscript.text[asked.start : asked.end].rstrip()
        if place is not None or said.endswith("?") or not _LABEL.match(said):
            return place
    return _of_list(mentions, manuscript, number) if manuscript.blocks[number].kind == "item" else None


def _of_list(mentions: Sequence[PlaceMention], manuscript: Manuscript, number: int) -> Place | None:
    """The one place below its country that the items above without a number, the list's lead or its heading name.

    Of a line that is nothing but a label, "Facts: the country", the country itself.
    """
    for back in range(number - 1, max(-1, number - 1 - _LONG_LIST), -1):
        block = manuscript.blocks[back]
        said = manuscript.text[block.start : block.end]
        found = _named_in(mentions, block)
        named = {m.place for m in found if m.place is not None and not _whole(m)}
        if block.kind == "item" and (_FIGURE.search(said) or _SENTENCE.search(said)):
            continue
        if block.kind == "cell":
            return None
        if named:
            return named.pop() if len(named) == 1 else None
        if found and _whole(found[0]) and block.kind == "item" and _LABEL.match(said):
            return found[0].place
        if block.kind == "heading":
            return None
    return None


def of_listing_above(mentions: Sequence[PlaceMention], manuscript: Manuscript, number: int) -> Place | None:
    """The one state or town that the lines above the table or list right before a paragraph name.

    None where the rows or lines themselves name places that do not lie in it, or a title stands between.
    """
    if manuscript.blocks[number].kind != "paragraph":
        return None
    for above in range(number - 1, max(-1, number - 1 - _BELOW), -1):
        block = manuscript.blocks[above]
        if block.kind == "heading":
            return None
        if block.kind in ("cell", "item"):
            first = above
            while first > 0 and manuscript.blocks[first - 1].kind == block.kind:
                first -= 1
            rows = manuscript.blocks[first : above + 1]
            led = _one([m for line in _lines_above(manuscript, first) for m in _named_in(mentions, line)])
            told = [m for row in rows for m in _named_in(mentions, row) if not _whole(m)]
            within = led is not None and all(m.place == led or _lies_in(m, led) for m in told)
            return led if within else None
    return None


def _lies_in(mention: PlaceMention, place: Place) -> bool:
    return mention.place is not None and mention.place.parent == place.code


def _lines_above(manuscript: Manuscript, first: int) -> list[Block]:
    """The title, caption or line that leads to a table or list, the nearest first, up to its section's title."""
    if manuscript.blocks[first].table:
        return captions(manuscript, manuscript.blocks[first].table)
    out: list[Block] = []
    for number in range(first - 1, max(-1, first - 1 - _BELOW), -1):
        block = manuscript.blocks[number]
        if block.kind not in ("heading", "caption", "paragraph") or block.end - block.start > CAPTION:
            break
        out.append(block)
        if block.kind == "heading" and len(out) > 1:
            break
    return out


def _one(found: Sequence[PlaceMention]) -> Place | None:
    """The one state or town of some mentions; a town told with its state is one."""
    named = {m.place for m in found if m.place is not None and not _whole(m) and not m.compared}
    named = {p for p in named if not any(other.parent == p.code for other in named)}
    return named.pop() if len(named) == 1 else None


def _named_in(mentions: Sequence[PlaceMention], block: Block) -> list[PlaceMention]:
    return [m for m in beginning_in(mentions, block.start, block.end) if not m.again]


def _whole(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind == "country"
