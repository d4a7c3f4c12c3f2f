"""What a claim leaves open, so that it cannot be called wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from almenara.analysis.checking.held.desk import Desk
from almenara.analysis.checking.held.vintages import Vintage
from almenara.analysis.checking.kindred import is_moved_from
from almenara.analysis.checking.like_values import one_digit_off
from almenara.analysis.checking.what.change_told import BEFORE_THAT
from almenara.model.claim import Claim

_IN_TURN = re.compile(
    r"\b(?:respectively|respectivamente|in that order|en ese orden|nessa ordem)\b", re.IGNORECASE
)
"""Words by which several numbers of a sentence are each of another thing."""


def asks(desk: Desk, claim: Claim) -> bool:
    """Whether a claim stands in a question."""
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    return desk.manuscript.said(sentence).rstrip(" \"'”’»)\n").endswith("?")


SHORTEST = 1000
"""Counts below it have so few digits that two of them in another order are no slip of the pen."""


def a_digit_off(claim: Claim, values: Sequence[Vintage]) -> bool:
    """Whether a count differs from an official value in one digit, of its thousands or above: 31,968 for 30,968. Two
    editions of one count hardly ever do."""
    told = f"{claim.value:.0f}"
    exact = claim.low == claim.high == claim.value >= 10 * SHORTEST and claim.value % 100 != 0
    return exact and any(
        told[-3:] == f"{v.value:.0f}"[-3:] and one_digit_off(claim.value, v.value) for v in values
    )


def turned_digits(claim: Claim, values: Sequence[Vintage]) -> bool:
    """Whether a count has the digits of an official value in another order: 1,405 for 1,504. Then it is meant to be
    that value, though its sentence does not say of which time it is."""
    told = f"{claim.value:.0f}"
    exact = claim.low == claim.high == claim.value >= SHORTEST and claim.value % 100 != 0
    return exact and any(
        told != (held := f"{v.value:.0f}") and len(told) == len(held)
        and sorted(told) == sorted(held) and sum(a != b for a, b in zip(told, held, strict=True)) == 2
        for v in values
    )  # fmt: skip


def what_is_not_plain(
    desk: Desk, claim: Claim, kinds: tuple[str, ...] = ("count",), *, slip: bool = False, known: bool = False
) -> str:
    """What a claim leaves open, so that it cannot be called wrong; "" where all is plain.

    slip   it is a slip of the pen for a value of the time that was told before it
    known  its number tells what is counted: it is the very count of another time
    """
    if asks(desk, claim):
        return "the sentence asks"
    if claim.projection:
        return "the text tells what is expected, not what was counted"
    if claim.denied:
        return "the text itself tells it as wrong or as hearsay"
    if not (claim.measure_sure or slip or known):
        return "the words do not say plainly what is counted"
    if claim.place is not None and not claim.place_sure and claim.place.kind != "country":
        return "the sentence does not name the place"
    if (not claim.period_sure and not slip) or claim.period_open:
        return "the sentence does not say for which period exactly"
    published = desk.manuscript.published
    if published is not None and claim.period is not None and claim.period.end > published:
        return "the time that it is told of was not over when the text was written"
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    if claim.kind == "count" and _IN_TURN.search(desk.manuscript.said(sentence)):
        return "the sentence tells several things by turn"
    if claim.kind in ("percent", "times") and BEFORE_THAT.search(
        desk.manuscript.text[sentence.start : claim.start]
    ):
        return "it is the change of an earlier time"
    if claim.kind not in kinds:
        return "it is not a plain count"
    return ""


def moved_from(desk: Desk, claim: Claim) -> str:
    """Says so where a number is what a count is told to have moved from, "from 79 to 75": it is of an earlier time."""
    text = desk.manuscript.text
    moved = is_moved_from(text[max(claim.start - 24, 0) : claim.start], text[claim.end : claim.end + 60])
    return "it is what the count moved from, of a time that the sentence need not name" if moved else ""
