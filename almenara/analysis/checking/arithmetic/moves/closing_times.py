"""Multiples told apart from their two counts: "the one had 3,104 and the other 34. That is 91 times as many"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.moves.changes import LEAST, MOST, WITHIN_ONE
from almenara.analysis.checking.arithmetic.moves.multiples import open_multiples, place_compared
from almenara.analysis.checking.arithmetic.nearby import goes_on_about, points_back
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, span, stems
from almenara.model.claim import Arithmetic

_LEAST = 10
"""Counts below it make multiples by chance."""
ALMOST = 0.8
"""Share of a multiple that is told as almost it, at least: 2.5 as almost three times, 2 not."""
ROUGHLY = (0.72, 1.35)
"""What a multiple told as about so much may be off by."""
_SLACK = 0.03
"""Share by which "more than three times" may miss three."""

_SPAN = re.compile(
    r"\b(?:than|as|que|decades?|years?|centur\w+|d[eé]cadas?|a[nñ]os?|siglos?|séculos?)\b", re.IGNORECASE
)
"""Behind a multiple, a comparison or a span of its own: "doubled in a decade", "three times more than by day"."""


def closing_times(reading: Reading) -> Iterator[Reckoning]:
    """Multiples of which no other sum was found, alone in their sentence beside one that tells just two counts."""
    for index in open_multiples(reading):
        if any(reading.claims[i].kind == "count" for i in reading.inside[reading.sentence[index]]):
            continue
        pair = _told(reading, index)
        if pair is not None and place_compared(reading, index) is None:
            yield Reckoning(index, times_told(reading, index, *pair))


def _told(reading: Reading, index: int) -> tuple[int, int] | None:
    """The greater and the smaller count of the sentence before, which the multiple points back to, or of the one
    behind, where these are of two times."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    for n in (own - 1, own + 1):
        if not 0 <= n < len(sentences) or sentences[n].block != sentences[own].block:
            continue
        told = [i for i in reading.inside.get(n, []) if counted(reading, i)]
        exact = [i for i in told if reading.claims[i].value >= _LEAST and not reading.claims[i].hedge]
        if len(told) != 2 or told != exact or not _alike(reading, *told):
            continue
        if n < own and not (points_back(reading, index) and goes_on_about(reading, index)):
            continue
        if n > own and not (_of_two_times(reading, *told) and _named(reading, index, told)):
            continue
        if n > own and _SPAN.search(reading.after(index)):
            continue
        one, two = sorted(told, key=lambda i: -reading.claims[i].value)
        return None if reading.claims[one].value == reading.claims[two].value else (one, two)
    return None


def _alike(reading: Reading, one: int, two: int) -> bool:
    """Whether two counts, of two places even, may be of one thing."""
    a, b = reading.claims[one], reading.claims[two]
    if a.kind != b.kind or (a.measure and b.measure and a.measure != b.measure):
        return False
    return not (a.counted and b.counted) or reading.same(one, two)


def _named(reading: Reading, index: int, told: list[int]) -> bool:
    """Whether the sentence of a multiple names what two counts behind it are of, or they name nothing."""
    own = set(stems(" ".join(re.findall(r"[^\W\d_]+", reading.said(reading.sentence[index])))))
    return all(set(stems(reading.claims[i].counted)) <= own for i in told)


def _of_two_times(reading: Reading, one: int, two: int) -> bool:
    spans = [reading.claims[i].period for i in (one, two)]
    return None not in spans and spans[0] != spans[1]


def least_of_almost(value: float) -> float:
    """The least that is told as almost so many times."""
    return max(ALMOST * value, value - WITHIN_ONE) if 3 <= value < 10 else ALMOST * value


def times_told(reading: Reading, index: int, more: int, less: int) -> Arithmetic:
    """The sum of a multiple over a greater and a smaller count; "two times more" may be three times as many."""
    claim = reading.claims[index]
    new, old = reading.claims[more].value, reading.claims[less].value
    computed = new / old
    low, high = span(claim)
    if claim.hedge == "about":
        fits = ROUGHLY[0] * claim.value <= computed <= ROUGHLY[1] * claim.value
    elif claim.hedge == "almost":
        fits = least_of_almost(claim.value) <= computed <= high * (1 + _SLACK)
    elif claim.hedge:
        fits = low * (1 - _SLACK) <= computed <= high * (1 + _SLACK)
    else:
        after, words = reading.after(index).lstrip(), reading.words["more"]
        on_top = words.search(claim.text) is not None or words.match(after) is not None
        told = (claim.value, claim.value + 1) if on_top else (claim.value,)
        fits = any(LEAST * value <= computed <= MOST * value for value in told)
    shown = f"{number(new)} / {number(old)} = {computed:.2f} times"
    error = "" if fits else "does-not-follow"
    return Arithmetic("times", claim.value, computed, fits, error, shown, (more, less))
