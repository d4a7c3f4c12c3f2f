"""The place that the heading of a section names alone: its numbers are of there where nothing nearer says where."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.what.sections import says_nothing
from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.model.place import Place
from almenara.text.beginning import beginning_in

_RUN_IN = 40
"""Characters that the heading at the beginning of a paragraph may have, at most."""
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


def place_of_run_in(mentions: Sequence[PlaceMention], manuscript: Manuscript, number: int) -> Place | None:
    """The state or town whose name alone is the first sentence of a paragraph, "The place. Kidnappings tripled".

    number  that of a later sentence of the paragraph
    """
    block = manuscript.blocks[manuscript.sentences[number].block]
    opening = next(b for b in manuscript.blocks if b.kind != "heading")
    first = manuscript.sentences[manuscript.sentence_at(block.start)]
    if block is opening and not _others(mentions, manuscript, block):
        return None  # from where a text was filed
    if first.start == manuscript.sentences[number].start or first.end - first.start > _RUN_IN:
        return None
    return _alone(mentions, manuscript, first)


def _alone(mentions: Sequence[PlaceMention], manuscript: Manuscript, sentence: Sentence) -> Place | None:
    """The state or town that a sentence is nothing but the name of."""
    named = [m for m in beginning_in(mentions, sentence.start, sentence.end) if not m.in_name]
    if len(named) != 1 or named[0].place is None or named[0].place.kind == "country":
        return None
    rest = manuscript.text[sentence.start : named[0].start] + manuscript.text[named[0].end : sentence.end]
    return named[0].place if not rest.strip(" .:*_#–—-\n") else None


def _others(mentions: Sequence[PlaceMention], manuscript: Manuscript, opening: Block) -> bool:
    """Whether another paragraph begins with the name of a place, too."""
    firsts = (
        manuscript.sentences[manuscript.sentence_at(b.start)]
        for b in manuscript.blocks
        if b is not opening and b.kind == "paragraph"
    )
    return any(s.end - s.start <= _RUN_IN and _alone(mentions, manuscript, s) is not None for s in firsts)
