"""Counts that a sentence lists side by side: where the others hold, what each is of is beyond doubt.

"One state had 841, another 912 and a third 1,643" says neither what nor when; 841 and 912 being the very counts of
a measure and a year, 1,643 is told of these, too, and can be called wrong. So can a count that only goes on about the
one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from almenara.analysis.checking.arithmetic.reading import stems
from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.elided import by_the_one_before, may_be_by_another
from almenara.analysis.checking.held.mates import by_its_mates
from almenara.analysis.checking.held.other_times import of_a_part_of_its_year, of_another_time
from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.word_lists import plain_words
from almenara.model.claim import Claim
from almenara.text.comparison_words import comparison_words

LEAST = 2
"""Other counts that must hold."""
TELLING = 30
"""Below this a count may hold by chance."""
EXACT = 1000
"""Values from which on agreeing with any rule of counting is no coincidence."""
_FAR = 110
"""Characters between two counts of a list, at most."""
_PAUSE = re.compile(r"[;:()\n]|[.,]\s")
_WORD = re.compile(r"[^\W\d_]+")
_OTHERWISE = re.compile(
    r"[\s,;:(–—]*(?:count\w*|includ\w+|add\w+|if|contando|sumando|somando|agregando|inclu\w+|si|caso|se\s)\b",
    re.I,
)
"""Behind a count, what makes it one that was taken otherwise: "2,100, counting those that nobody reported"."""
_BREAK = re.compile(r"[()]|\n\s*\n|\.\s.*\.\s", re.DOTALL)


def corroborated(
    desk: Desk, claims: Sequence[Claim], rulings: Sequence[Ruling], rule: Callable[[Desk, Claim], Ruling]
) -> list[Ruling]:
    """The rulings; a count left open because the words beside it do not say what it is of is judged by its list.

    rule  judges one claim
    """
    out = list(rulings)
    for number, (claim, ruling) in enumerate(zip(claims, rulings, strict=True)):
        if ruling.verdict != "not-checkable":
            continue
        if not _may_be_judged(claim):
            continue
        if (again := by_its_mates(desk, claim, _mates(desk, claims, rulings, number), rule)) is not None:
            out[number] = again
            continue
        if (again := by_the_one_before(desk, claims, out, number, rule)) is not None:
            out[number] = again
            continue
        listed = _listed(desk, claims, number)
        beside = [i for i in listed if _holds(claims[i], rulings[i])]
        others = [i for i in listed if _holds_otherwise(claims[i], rulings[i])]
        theirs = {rulings[i].definition for i in others}
        by_another = len(others) >= LEAST and len(theirs) == 1 and not claim.definition
        if _says_all(claim) and not by_another:
            continue
        if by_another and not beside and (not claim.definitions or theirs <= {*claim.definitions}):
            beside = others
        if not (claim.place_sure or claim.place is None or claim.place.kind == "country"):
            beside = []
        definitions = {rulings[i].definition for i in beside}
        plain = replace(claim, measure_sure=True, period_sure=True)
        if by_another and beside == others:
            (rule_of_theirs,) = theirs
            plain = replace(plain, definition=rule_of_theirs, definitions=(rule_of_theirs,))
        if len(beside) < LEAST or len(definitions) != 1 or _earlier(desk, claims, number, beside):
            before = _gone_on_from(desk, claims, number)
            if before is None or not _holds(claims[before], rulings[before]):
                before = _of_the_noun(desk, claims, rulings, number)
            if before is None or may_be_by_another(desk, claim, claims[before], rulings[before].definition):
                continue
            beside, definitions = [before], {rulings[before].definition}
            if claims[before].place == claim.place:
                plain = replace(plain, place_sure=True)
        if of_another_time(desk, claim, slip=not claim.period_sure) or _with_another(desk, claims, number):
            continue
        if of_a_part_of_its_year(desk, claim) is not None:
            continue
        again = rule(desk, plain)
        if again.verdict == "contradicted" and again.definition in definitions:
            told = " and ".join(claims[i].text for i in beside[:2])
            agree = (
                "are of the same count and agree" if len(beside) > 1 else "is of the same count and agrees"
            )
            reason = f"{again.reason} {told}, told beside it, {agree}."
            out[number] = replace(again, reason=reason)
    return out


def _mates(
    desk: Desk, claims: Sequence[Claim], rulings: Sequence[Ruling], number: int
) -> list[tuple[Claim, Ruling]]:
    """The counts that a count's own sentence tells of the same, and that hold, with what they were found to be."""
    claim, manuscript = claims[number], desk.manuscript
    if _with_another(desk, claims, number):
        return []
    here = manuscript.sentence_at(claim.start)
    return [
        (other, rulings[i]) for i, other in enumerate(claims)
        if i != number and other.kind == "count" and other.measure == claim.measure
        and manuscript.sentence_at(other.start) == here and _holds(other, rulings[i])
    ]  # fmt: skip


def _with_another(desk: Desk, claims: Sequence[Claim], number: int) -> bool:
    """Whether its sentence tells another count of what a count seems to be of, there and then: it cannot be both."""
    claim, manuscript = claims[number], desk.manuscript
    here = manuscript.sentence_at(claim.start)
    return not (claim.measure_sure and claim.period_sure) and any(
        other.kind == "count" and other.value != claim.value
        and (other.measure, other.definition, other.unit) == (claim.measure, claim.definition, claim.unit)
        and (other.place, other.period) == (claim.place, claim.period)
        and manuscript.sentence_at(other.start) == here
        for other in claims
    )  # fmt: skip


def _says_all(claim: Claim) -> bool:
    return claim.measure_sure and claim.period_sure and claim.place_sure


def _may_be_judged(claim: Claim) -> bool:
    """Whether a claim is an exact count at a place and of a period."""
    if claim.kind != "count" or not claim.measure or claim.hedge or claim.low != claim.high:
        return False
    if claim.projection or claim.denied or _compares(claim) or claim.period is None or claim.period_open:
        return False
    return claim.place is not None


def _compares(claim: Claim) -> bool:
    """Whether a count is told against a time or a number: not in "181, more than any other"."""
    told = claim.comparison
    return told is not None and bool(told.direction or told.base_period or told.base_value is not None)


def _earlier(desk: Desk, claims: Sequence[Claim], number: int, beside: Sequence[int]) -> bool:
    """Whether a count stands in a sentence of its own that tells of an earlier time: its list's time is not its own."""
    manuscript, claim = desk.manuscript, claims[number]
    own = manuscript.sentence_at(claim.start)
    if claim.period_sure or any(manuscript.sentence_at(claims[i].start) == own for i in beside):
        return False
    said = manuscript.said(manuscript.sentences[own])
    return comparison_words(manuscript.language)["earlier"].search(said) is not None


def _gone_on_from(desk: Desk, claims: Sequence[Claim], number: int) -> int | None:
    """The count just before one that only goes on about it, at the same place and of a time as long that it names
    itself: "In 2018 there were 185 victims. By 2023 there were 123"; None where its words may be of something else."""
    claim, text = claims[number], desk.manuscript.text
    before = next((i for i in range(number - 1, -1, -1) if claims[i].kind == "count"), None)
    if before is None or not claim.period_sure or desk.manuscript.block_of(claim.start).kind == "cell":
        return None
    other = claims[before]
    here, there = (desk.manuscript.sentence_at(c.start) for c in (claim, other))
    sentences = desk.manuscript.sentences
    if here - there > 1 or sentences[here].block != sentences[there].block or not _one_count(other, claim):
        return None
    start = max(sentences[here].start, *(text.rfind(mark, 0, claim.start) + 1 for mark in (";", ", ")))
    start = max(start, other.end)
    pause = _PAUSE.search(text, claim.end, sentences[here].end)
    end = pause.start() if pause else sentences[here].end
    if pause is not None and _OTHERWISE.match(text, pause.start(), sentences[here].end):
        return None
    clause = text[start : claim.start] + " " + text[claim.end : end]
    told = comparison_words(desk.manuscript.language)
    if any(told[name].search(clause) for name in ("state_kind", "summing", "total", "inside")):
        return None  # "the six had 441"
    words = _WORD.findall(clause)
    plain = {*plain_words(desk.manuscript.language), *(folded(w) for w in _WORD.findall(claim.counted))}
    elsewhere = claim.place != other.place
    named = (w for w in words if not (elsewhere and w[0].isupper()))  # of a place that stands there
    return before if all(folded(w) in plain for w in named) else None


_ANYBODY = ("victims", "case files", "persons", "cases", "deaths")
"""Units that are counted of many a thing."""


def _of_the_noun(desk: Desk, claims: Sequence[Claim], rulings: Sequence[Ruling], number: int) -> int | None:
    """A count before one that holds and names in full what the one names in short: "11,197 illegal taps", "10,636
    taps"; None where what is named is counted of many a thing, or time and place are not plain."""
    claim = claims[number]
    short = set(stems(claim.counted))
    if not short or not claim.period_sure or claim.unit in _ANYBODY or claim.place is None:
        return None
    if not claim.place_sure and claim.place.kind != "country":
        return None
    if desk.manuscript.block_of(claim.start).kind == "cell" or not _names_itself(desk, claim):
        return None
    return next(
        (
            i for i, other in enumerate(claims[:number])
            if other.measure == claim.measure and other.measure_sure and _holds(other, rulings[i])
            and other.unit == claim.unit and short <= set(stems(other.counted))
        ),
        None,
    )  # fmt: skip


def _one_count(one: Claim, other: Claim) -> bool:
    """Whether two counts are of one thing: at one place in two times as long, or in one time at two places named."""
    if (one.measure, one.definition) != (other.measure, other.definition):
        return False
    if not _may_be_one(one, other) or one.attribution != other.attribution:
        return False
    if one.period is None or other.period is None or one.place is None or other.place is None:
        return False
    if one.place == other.place:
        lasting = abs(one.period.days - other.period.days) <= 3
        return one.period != other.period and lasting and one.comparison is None
    return one.period == other.period and one.place.kind == other.place.kind and other.place_sure


def _names_itself(desk: Desk, claim: Claim) -> bool:
    """Whether what a count is of stands right behind it."""
    behind = desk.manuscript.text[claim.end : claim.end + len(claim.counted) + 4]
    return bool(claim.counted) and claim.counted.split()[0] in behind


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Whether the nouns of two counts say the same, or one of them less."""
    nouns = set(stems(one.counted)), set(stems(other.counted))
    units = not (one.unit and other.unit) or one.unit == other.unit
    return units and (nouns[0] <= nouns[1] or nouns[1] <= nouns[0])


def _listed(desk: Desk, claims: Sequence[Claim], number: int) -> list[int]:
    """The counts that stand in one list with a claim: same measure and words, each of another place or period."""
    out: list[int] = []
    for step in (-1, 1):
        at = number
        while 0 <= at + step < len(claims) and _next_to(desk, claims[at], claims[at + step]):
            at += step
            out.append(at)
    claim = claims[number]
    return [i for i in sorted(out) if _alike(desk, claim, claims[i])]


def _next_to(desk: Desk, one: Claim, other: Claim) -> bool:
    first, second = sorted((one, other), key=lambda c: c.start)
    between = desk.manuscript.text[first.end : second.start]
    return first.kind == second.kind == "count" and len(between) <= _FAR and not _BREAK.search(between)


def _alike(desk: Desk, one: Claim, other: Claim) -> bool:
    if (one.measure, one.definition) != (other.measure, other.definition):
        return False
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if one.attribution != other.attribution or other.hedge or other.comparison is not None:
        return False
    if _names_itself(desk, one) and _names_itself(desk, other) and not _may_be_one(one, other):
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


def _holds_otherwise(claim: Claim, ruling: Ruling) -> bool:
    """Whether an exact count agrees to the unit with another rule of counting than the one that is preferred."""
    exact = claim.low == claim.high == claim.value >= EXACT
    return ruling.verdict == "supported-other-definition" and exact and not claim.definition


def _holds(claim: Claim, ruling: Ruling) -> bool:
    """Whether an exact count agreed with what stood when the text was written."""
    revised = ruling.verdict == "outdated" and all(role != "other" for role, _ in ruling.uses)
    agrees = ruling.verdict == "supported" or revised
    return agrees and claim.low == claim.high and claim.value >= TELLING
