"""Killings without victims, told after those of a group: "153 killings" after killed journalists are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.composing import MADE
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_KINDS = ("count", "percent", "ratio")
_FEW = 1000
"""Above this, killings are a country's and not those of journalists or politicians."""


def of_the_same_people(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    earlier: Sequence[Linked],
    manuscript: Manuscript,
) -> Linked:
    """Killings without victims after killed journalists, "153 killings": theirs, though not surely."""
    subject = linked.subject
    quantity = quantities[number]
    bare = subject is not None and subject.measure == "homicide" and not subject.who and not subject.unit
    if subject is None or not bare or quantity.kind not in _KINDS or quantity.value >= _FEW:
        return linked
    block = manuscript.sentences[manuscript.sentence_at(quantity.start)].block
    item = manuscript.blocks[block].kind == "item"
    if len(subject.text.split()) > 1 or (folded(subject.text).startswith("homic") and not item):
        return linked
    for index in range(number - 1, -1, -1):
        there = manuscript.sentences[manuscript.sentence_at(quantities[index].start)].block
        listed = manuscript.blocks[block].kind == manuscript.blocks[there].kind == "item"
        if _apart(manuscript, there, block) > (4 if listed else 1):
            return linked
        found = earlier[index].subject
        if found is None or not found.measure:
            continue
        killed = MADE.get((found.who, "killed"))
        if killed is None or found.who == "persons" or found.measure != killed[0]:
            return linked
        return replace(
            linked, subject=replace(subject, measure=killed[0], unit=killed[1], who=found.who), sure=False
        )
    return linked


def _apart(manuscript: Manuscript, one: int, other: int) -> int:
    """How many blocks lie from one to another, questions between them not counted."""
    asked = sum(
        manuscript.text[b.start : b.end].rstrip().endswith("?")
        for b in manuscript.blocks[one + 1 : other][:8]
    )
    return other - one - asked
