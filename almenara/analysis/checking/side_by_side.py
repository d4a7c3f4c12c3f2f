"""Numbers without words that stand side by side, "724 y 11,039", after as many counts of different things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.choosing import Linked
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_JOIN = re.compile(r"\s*(?:,|,?\s(?:and|y|e))\s+", re.I)


def matched(
    number: int, quantities: Sequence[Quantity], links: Sequence[Linked], manuscript: Manuscript
) -> Linked | None:
    """Of numbers without words that stand side by side, "724 y 11,039", that whose turn it is.

    links  of all quantities before the first of them
    None unless the counts of different things told last, in their sentence or the one before, are as many.
    """
    if not _bare(quantities[number]):
        return None
    first = last = number
    text = manuscript.text
    while first and _side_by_side(quantities[first - 1], quantities[first], text):
        first -= 1
    while last + 1 < len(quantities) and _side_by_side(quantities[last], quantities[last + 1], text):
        last += 1
    size = last - first + 1
    if size < 2 or first < size:
        return None
    told = range(first - size, first)
    sentence = manuscript.sentence_at(quantities[number].start)
    before = manuscript.sentence_at(quantities[first - 1].start)
    if {manuscript.sentence_at(quantities[i].start) for i in told} != {before} or sentence - before > 1:
        return None
    if first > size and manuscript.sentence_at(quantities[first - size - 1].start) == before:
        return None
    measures = [s.measure if (s := links[i].subject) is not None and s.ours else "" for i in told]
    named = all(
        links[i].how in ("noun", "clause") and links[i].sure and quantities[i].kind == "count" for i in told
    )
    if not named or "" in measures or len(set(measures)) < size:
        return None
    return replace(links[first - size + number - first], sure=False, how="before")


def _bare(quantity: Quantity) -> bool:
    return quantity.kind == "count" and quantity.noun_end <= quantity.noun_start and not quantity.unit


def _side_by_side(one: Quantity, other: Quantity, text: str) -> bool:
    return _bare(one) and _bare(other) and bool(_JOIN.fullmatch(text[one.end : other.start]))
