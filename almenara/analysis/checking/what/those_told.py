"""Numbers of those just told: "138 of these" after 774 attacks; "371 ended in death" after attacks on officials."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.composing import MADE
from almenara.analysis.checking.what.subjects import Subject
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_BEHIND = 3
"""Characters between a number and the words that point back, at most."""
_OWN = 32
"""Characters behind a number within which it is told that they died."""
_ATTACKED = "-attacked"
_NOT = ("", "population", "advisory-level")
"""Measures of which nobody tells a part by "of them"."""
_CUTS = ",;:.()"


def of_those_told(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    earlier: Sequence[Linked],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> Linked:
    """The link of a number whose own words point back at the one before it, or say that those attacked died."""
    if not number or quantities[number].kind != "count" or quantities[number - 1].kind != "count":
        return linked
    last, quantity = quantities[number - 1], quantities[number]
    told = earlier[number - 1].subject
    if told is None or not told.ours or told.measure in _NOT or quantity.value > last.value:
        return linked
    here, there = manuscript.sentence_at(quantity.start), manuscript.sentence_at(last.start)
    if here - there > 1 or manuscript.sentences[here].block != manuscript.sentences[there].block:
        return linked
    behind = bisect_left(subjects, quantity.end, key=lambda s: s.start)
    near = [s for s in subjects[behind : behind + 4] if s.start - quantity.end <= _OWN]
    near = [s for s in near if not set(manuscript.text[quantity.end : s.start]) & set(_CUTS)]
    if here == there and told.measure.endswith(_ATTACKED):
        killed = MADE.get((told.measure.removesuffix(_ATTACKED), "killed"))
        if killed is not None and any(_dead(s) for s in near):
            return Linked(replace(told, measure=killed[0], unit=killed[1], generic=False), False, "part")
    back = any(s.partitive and s.start - quantity.end <= _BEHIND for s in near)
    grouped = any(s.who or s.event or (s.measure and s.measure != told.measure) for s in near)
    own = linked.how == "noun" and linked.subject is not None and not linked.subject.generic
    if back and not grouped and not own and linked.how != "other":
        return Linked(told, False, "part")
    return linked


def _dead(subject: Subject) -> bool:
    """Whether words say that somebody died, and not who."""
    if not subject.head or subject.who not in ("", "persons"):
        return False
    return subject.unit == "deaths" or subject.event in ("died", "killed")
