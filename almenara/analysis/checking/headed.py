"""The place that the heading of a section names alone: its numbers are of there where nothing nearer says where."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.sections import says_nothing
from almenara.model.manuscript import Manuscript
from almenara.model.place import Place
from almenara.text.beginning import beginning_in

_REACH = 12
"""Paragraphs back in which the heading is looked for."""


def place_of_heading(mentions: Sequence[PlaceMention], manuscript: Manuscript, number: int) -> Place | None:
    """The one state or town that the nearest heading above a block names, with no word of its own beside it.

    number  the block's
    """
    for above in range(number - 1, max(-1, number - 1 - _REACH), -1):
        block = manuscript.blocks[above]
        if block.kind != "heading":
            continue
        named = [m for m in beginning_in(mentions, block.start, block.end) if not m.in_name]
        places = {m.place for m in named}
        place = places.pop() if len(places) == 1 else None
        alone = place is not None and place.kind != "country"
        return place if alone and says_nothing(named, (), manuscript, block.start, block.end) else None
    return None
