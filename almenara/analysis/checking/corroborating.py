"""Counts that a sentence lists side by side: where the others hold, what each is of is beyond doubt.

"One state had 841, another 912 and a third 1,643" says neither what nor when; 841 and 912 being the very counts of
a measure and a year, 1,643 is told of these, too, and can be called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from almenara.analysis.checking.arithmetic.reading import stems
from almenara.analysis.checking.desk import Desk, Ruling
from almenara.model.claim import Claim
from almenara.text.comparison_words import comparison_words

LEAST = 2
"""Other counts that must hold."""
TELLING = 30
"""Below this a count may hold by chance."""
_FAR = 72
"""Characters between two counts of a list, at most."""
_BREAK = re.compile(r"[()]|\n\s*\n|\.\s.*\.\s", re.DOTALL)


def corroborated(
    desk: Desk, claims: Sequence[Claim], rulings: Sequence[Ruling], rule: Callable[[Desk, Claim], Ruling]
) -> list[Ruling]:
    """The rulings; a count left open because the words beside it do not say what it is of is judged by its list.

    rule  judges one claim
    """
    out = list(rulings)
    for number, (claim, ruling) in enumerate(zip(claims, rulings, strict=True)):
        if ruling.verdict != "not-checkable" or not _open(claim):
            continue
        beside = [i for i in _listed(desk, claims, number) if _holds(claims[i], rulings[i])]
        definitions = {rulings[i].definition for i in beside}
        if len(beside) < LEAST or len(definitions) != 1 or _earlier(desk, claims, number, beside):
            continue
        plain = replace(claim, measure_sure=True, period_sure=True)
        again = rule(desk, plain)
        if again.verdict == "contradicted" and again.definition in definitions:
            told = " and ".join(claims[i].text for i in beside[:2])
            reason = f"{again.reason} {told}, told beside it, are of the same count and agree."
            out[number] = replace(again, reason=reason)
    return out


def _open(claim: Claim) -> bool:
    """Whether a claim is an exact count at a place and of a period, of which the words leave something unsaid."""
    if claim.kind != "count" or not claim.measure or claim.hedge or claim.low != claim.high:
        return False
    if (
        claim.projection
        or claim.denied
        or claim.comparison is not None
        or claim.period is None
        or claim.period_open
    ):
        return False
    if claim.place is None or not (claim.place_sure or claim.place.kind == "country"):
        return False
    return not (claim.measure_sure and claim.period_sure)


def _earlier(desk: Desk, claims: Sequence[Claim], number: int, beside: Sequence[int]) -> bool:
    """Whether a count stands in a sentence of its own that tells of an earlier time: its list's time is not its own."""
    manuscript, claim = desk.manuscript, claims[number]
    own = manuscript.sentence_at(claim.start)
    if claim.period_sure or any(manuscript.sentence_at(claims[i].start) == own for i in beside):
        return False
    said = manuscript.said(manuscript.sentences[own])
    return comparison_words(manuscript.language)["earlier"].search(said) is not None


def _listed(desk: Desk, claims: Sequence[Claim], number: int) -> list[int]:
    """The counts that stand in one list with a claim: same measure and words, each of another place or period."""
    out: list[int] = []
    for step in (-1, 1):
        at = number
        while 0 <= at + step < len(claims) and _next_to(desk, claims[at], claims[at + step]):
            at += step
            out.append(at)
    claim = claims[number]
    return [i for i in sorted(out) if _alike(claim, claims[i])]


def _next_to(desk: Desk, one: Claim, other: Claim) -> bool:
    first, second = sorted((one, other), key=lambda c: c.start)
    between = desk.manuscript.text[first.end : second.start]
    return first.kind == second.kind == "count" and len(between) <= _FAR and not _BREAK.search(between)


def _alike(one: Claim, other: Claim) -> bool:
    if (one.measure, one.definition) != (other.measure, other.definition):
        return False
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if one.attribution != other.attribution or other.hedge or other.comparison is not None:
        return False
    nouns = set(stems(one.counted)), set(stems(other.counted))
    if not (nouns[0] <= nouns[1] or nouns[1] <= nouns[0]):
        return False
    if one.period == other.period:
        return (
            other.place_sure
            and other.place != one.place
            and one.place is not None
            and (other.place is not None and other.place.kind == one.place.kind)
        )
    lengths = (one.period.days, other.period.days) if one.period and other.period else (0, 99)
    return one.place == other.place and abs(lengths[0] - lengths[1]) <= 3


def _holds(claim: Claim, ruling: Ruling) -> bool:
    return ruling.verdict == "supported" and claim.low == claim.high and claim.value >= TELLING
