"""Turns of a talk: which paragraphs begin with who speaks, "Q:", "Ana:", and which turn one answers."""

from __future__ import annotations

import re

from almenara.model.manuscript import Block, Manuscript

_SPEAKER = re.compile(
    r"\s*[«\"“*_]{0,3}(?P<who>(?-i:[PRQA])(?=\s?[.:])|[^\W\d_][\w.]*(?:\s[\w.]+){0,2}?(?=[*_]{0,2}\s?:))[*_]{0,2}\s?[.:]"
    r"[*_]{0,2}\s+\S"
)
"""What a turn begins with: a letter and a stop, or a name of up to three words and a colon."""
_LETTERS = frozenset("PRQA")
_COUNTED = re.compile(r"\S*\d|\S+\s*$")
"""Behind a name and a colon, a number or one word: a line of a list, which nobody says."""
_AGAIN = 2
"""Turns that each of two speakers has, at least, where they are called by more than a letter."""
_FAR = 40
"""Paragraphs around a turn within which its speakers speak again."""


def speaker(manuscript: Manuscript, number: int) -> str:
    """Who speaks in the paragraph with a number, "" where it begins with nobody."""
    block = manuscript.blocks[number]
    if block.kind not in ("paragraph", "item"):
        return ""
    hit = _SPEAKER.match(manuscript.text, block.start, block.end)
    if hit is None or (
        hit["who"] not in _LETTERS and _COUNTED.match(manuscript.text, hit.end() - 1, block.end)
    ):
        return ""
    return hit["who"].strip()


def answered(manuscript: Manuscript, number: int) -> Block | None:
    """The turn of somebody else that stands right before one; None where the paragraph is no turn of a talk."""
    who = speaker(manuscript, number)
    other = speaker(manuscript, number - 1) if number and who else ""
    if not other or other == who:
        return None
    if not {who, other} <= _LETTERS:
        near = range(max(0, number - _FAR), min(len(manuscript.blocks), number + _FAR))
        said = [speaker(manuscript, n) for n in near]
        if said.count(who) < _AGAIN or said.count(other) < _AGAIN:
            return None
    return manuscript.blocks[number - 1]
