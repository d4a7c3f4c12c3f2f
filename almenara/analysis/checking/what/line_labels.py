"""Whether the words before a colon are a label of what its line counts: a place, a time, a word of counting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.known_spans import Spans
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.whose import clause_start
from almenara.analysis.checking.word_lists import plain_words
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\([^()]*\)")
_NAME = 4
"""Words of a name that a line of a list begins with, less than."""


def labelled(quantity: Quantity, subjects: Sequence[Subject], manuscript: Manuscript, known: Spans) -> bool:
    """Whether the words before a colon have a place, a time or words of counting in them and no more than one other."""
    text = manuscript.text
    first = clause_start(quantity, manuscript)
    lowest, highest = (bisect_left(subjects, x, key=lambda s: s.start) for x in (first, quantity.start))
    ours = [s for s in subjects[lowest:highest] if not s.head or s.anaphora or s.ours]
    words = [
        m
        for m in _WORD.finditer(text, first, quantity.start)
        if not any(a.start() < m.start() < a.end() for a in _BRACKETED.finditer(text, first, quantity.start))
    ]
    plain = plain_words(manuscript.language)
    strange = [
        m
        for m in words
        if folded(m[0]) not in plain
        and not known.covers(m.start())
        and not any(s.start <= m.start() < s.end for s in ours)
        and len(m[0]) > 1
    ]
    if strange and len(words) < _NAME and all(m[0][0].isupper() for m in strange):
        return _beside_places(quantity, manuscript, known)
    return not strange or (len(words) > 6 and 3 * len(strange) < len(words))


def _beside_places(quantity: Quantity, manuscript: Manuscript, known: Spans) -> bool:
    """Whether a line is one of a list of which another begins with a place: a name that begins it is of one, too."""
    number = manuscript.sentences[manuscript.sentence_at(quantity.start)].block
    blocks = manuscript.blocks
    beside = [n for n in (number - 2, number - 1, number + 1, number + 2) if 0 <= n < len(blocks)]
    items = [blocks[n] for n in beside if blocks[n].kind == "item"]
    own = blocks[number].kind == "item"
    return own and any(known.covers(b.start) and manuscript.text[b.start].isupper() for b in items)
