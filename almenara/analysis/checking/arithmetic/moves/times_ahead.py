"""Multiples told before their counts: "The number almost tripled in a year. There were 181 in 2023, after 67 in 2022".

The sentence of the multiple counts nothing, and the one behind it begins with two counts of two times; what it tells
after them is not looked at. The years between the two are those in which the multiple is told to have come about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.moves.changes import FARTHEST
from almenara.analysis.checking.arithmetic.moves.closing_times import times_told
from almenara.analysis.checking.arithmetic.moves.multiples import open_multiples, years_said
from almenara.analysis.checking.arithmetic.operands import operand
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, span, stems

_LEAST = 10
_BETWEEN = 45
"""Characters between the two counts."""
_KIN = 6
"""First letters by which nouns of one stem are known: "members", "membership"."""


def times_ahead(reading: Reading) -> Iterator[Reckoning]:
    """Multiples of which no other sum was found."""
    for index in open_multiples(reading):
        if (cue := reading.cues.get(index)) is None or cue.base_text:
            continue
        if reading.inside[reading.sentence[index]] != [index]:
            continue
        pair = _told_next(reading, index)
        if pair is not None:
            yield Reckoning(index, times_told(reading, index, *pair))


def _told_next(reading: Reading, index: int) -> tuple[int, int] | None:
    """The later and the earlier of the two counts that begin the next sentence."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    if own + 1 >= len(sentences) or sentences[own + 1].block != sentences[own].block:
        return None
    group = reading.inside.get(own + 1, [])
    if len(group) < 2 or len(reading.before(group[1])) > _BETWEEN:
        return None
    two = group[:2]
    for i in two:
        low, high = span(reading.claims[i])
        if not operand(reading, i, {"count"}) or low != high or reading.claims[i].value < _LEAST:
            return None
    if reading.conflict(*two) or not all(_named(reading, index, i) for i in two):
        return None
    one, other = (reading.claims[i].period for i in two)
    if one is None or other is None or (one.days != other.days and one.month_count != other.month_count):
        return None
    if one.start == other.start:
        return None
    later, base = (two[0], two[1]) if other.end < one.start else (two[1], two[0])
    years = _years(reading, index)
    apart = abs(one.start.year - other.start.year)
    new, old = reading.claims[later].value, reading.claims[base].value
    return (later, base) if years == apart and old < new <= FARTHEST * old else None


def _years(reading: Reading, index: int) -> int:
    """In how many years something multiplied; 0 where nothing tells it alone."""
    for side in (reading.after(index), reading.before(index)):
        hit = reading.told["in_a_span"].search(side)
        if hit is not None:
            if reading.told["one_year"].search(hit[0]):
                return 1
            return years_said(reading, hit)
    return 0


def _named(reading: Reading, index: int, count: int) -> bool:
    """Whether the sentence of a multiple names what a count behind it is of, or that names nothing."""
    said = reading.said(reading.sentence[index])
    own = {stem[:_KIN] for stem in stems(" ".join(re.findall(r"[^\W\d_]+", said)))}
    named = {stem[:_KIN] for stem in stems(reading.claims[count].counted)}
    measured = (
        reading.claims[index].measure and reading.claims[index].measure == reading.claims[count].measure
    )
    return bool(measured) or named <= own
