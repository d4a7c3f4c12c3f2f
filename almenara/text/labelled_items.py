"""Lines of a list that begin with what they count, "Robbery: 412": all of the time that stands above the list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from almenara.model.manuscript import Manuscript

_LABEL = re.compile(r"(?:[-*•–]\s+)?[^\W\d][^.:;!?\d\n]{1,48}:\s+[^\W\d\s]{0,12}\s?\d")
"""At the beginning of an item: a few words, a colon, a number."""


def labelled_list(manuscript: Manuscript, block: int, told: Iterable[int]) -> int:
    """The first item of the list of labelled numbers that a block goes on, -1 where there is none.

    told  where periods begin in which something is counted; one in the first sentence of the first item makes the
          list no such one: its items may be of what the one before them tells
    """
    first = block
    while first > 0 and _is_labelled(manuscript, first):
        first -= 1
    first += 0 if _is_labelled(manuscript, first) else 1
    if first >= block:
        return -1
    begun = manuscript.sentences[manuscript.sentence_at(manuscript.blocks[first].start)]
    own = any(begun.start <= start < begun.end for start in told)
    return -1 if own else first


def _is_labelled(manuscript: Manuscript, block: int) -> bool:
    one = manuscript.blocks[block]
    return one.kind == "item" and _LABEL.match(manuscript.text, one.start, one.end) is not None
