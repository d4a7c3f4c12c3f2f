"""What is left of a whole told as a fraction in words, against the shares before it: "two thirds … the last third".

Such a fraction counts nothing of its own; one that makes no whole with the shares before it says that one is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.parted import is_share
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus
from almenara.model.claim import Arithmetic

_LEFT = {
    "rest_half": 50.0,
    "rest_third": 100 / 3,
    "rest_quarter": 25.0,
    "rest_fifth": 20.0,
    "rest_tenth": 10.0,
}
"""Per cent of the whole that each of the words' lists says is left."""
_ROOM = 7.0
"""Points by which shares in words may miss their whole."""
_MOST = 4
"""Shares told before the last, at most."""


def fractions_left(reading: Reading) -> Iterator[Reckoning]:
    """Shares of a sentence, or of the one before, that a fraction called the rest does not make whole."""
    text, sentences = reading.manuscript.text, reading.manuscript.sentences
    for n, sentence in enumerate(sentences):
        for name, left in _LEFT.items():
            hit = reading.parted[name].search(text, sentence.start, sentence.end)
            if hit is None:
                continue
            told = [i for i in reading.inside.get(n, []) if reading.claims[i].end <= hit.start()]
            if not told and n and sentences[n - 1].block == sentence.block:
                told = reading.inside.get(n - 1, [])
            done = _missed(reading, told, left, hit.start())
            if done is not None:
                yield Reckoning(told[-1], done)


def _missed(reading: Reading, told: list[int], left: float, end: int) -> Arithmetic | None:
    if not 1 <= len(told) <= _MOST or not all(is_share(reading, i) for i in told):
        return None
    claims = [reading.claims[i] for i in told]
    if any(claim.hedge not in ("", "about") for claim in claims):
        return None
    said = reading.manuscript.text[claims[-1].end : end]
    if reading.parted["more_of"].search(said) or reading.told["fraction"].search(said):
        return None
    values = [claim.value * (100.0 if claim.kind == "ratio" else 1.0) for claim in claims]
    for size in range(1, len(values) + 1):
        if any(abs(sum(some) + left - 100) < _ROOM for some in combinations(values, size)):
            return None
    total = sum(values) + left
    shown = f"{plus([*(round(v, 1) for v in values), round(left, 1)])} = {number(round(total, 1))} %"
    error = "share-over-100" if total > 100 else "parts-do-not-add-up"
    return Arithmetic("sum", values[-1], round(100 - total + values[-1], 1), False, error, shown, tuple(told))
