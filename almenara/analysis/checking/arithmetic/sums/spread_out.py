"""A whole in one sentence and its parts in the next, given away as wrong by the parts.

"We took in 421 women. The house in A received 187, B 133 and C 92": a list of parts need not be all of a whole. But
where what they make has the whole's digits in another order, or is told elsewhere as the whole, it is no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told, rest_follows
from almenara.analysis.checking.arithmetic.sums.totals import total_of

FEWEST, MOST = 3, 9
"""Parts of a whole."""
OFF = 0.25
"""Share of a whole by which its parts may miss it."""
LEAST = 100
"""A whole below it has too few digits to be sure that they are turned around."""
_JOINED = re.compile(r"(?:\b(?:and|y|e)\s[^.;:]{0,50}|;[^.;:]{0,40}|[—–-]\s*)$")
_SHORT = 60


def spread_out(reading: Reading) -> Iterator[Reckoning]:
    """Each count against the parts that the sentence behind it, or its own, divides it into."""
    for sentence, group in reading.inside.items():
        parts = [i for i in group if reading.claims[i].kind != "duration"]
        if not parts or reading.cell(parts[0]):
            continue
        found = _of_the_one_before(reading, sentence, parts)
        if found is not None:
            yield found


def _of_the_one_before(reading: Reading, sentence: int, parts: list[int]) -> Reckoning | None:
    sentences = reading.manuscript.sentences
    if not sentence or sentences[sentence - 1].block != sentences[sentence].block:
        return None
    before = [i for i in reading.inside.get(sentence - 1, []) if reading.claims[i].kind == "count"]
    wholes = [i for i in before if counted(reading, i) and reading.claims[i].value >= LEAST]
    if len(wholes) != 1 or not FEWEST <= len(parts) <= MOST or not _a_list(reading, parts):
        return None
    (whole,) = wholes
    if reading.found.get(whole) or not _plain(reading, whole, parts):
        return None
    holds, done = total_of(reading, whole, parts)
    if holds:
        return Reckoning(whole, done, tuple(parts))
    gap = abs((done.computed or 0.0) - done.stated)
    if gap > OFF * done.stated or rest_follows(reading, sentence):
        return None
    if gap_told(reading, gap, range(sentence - 2, sentence + 3), (whole, *parts)):
        return None
    if _turned(done.stated, done.computed or 0.0) or _told_elsewhere(
        reading, whole, parts, done.computed or 0.0
    ):
        return Reckoning(whole, done, tuple(parts))
    return None


def _a_list(reading: Reading, parts: list[int]) -> bool:
    """Whether counts follow one another as a list does, the last joined to the others."""
    if any(len(reading.before(i)) > _SHORT for i in parts[1:]):
        return False
    return _JOINED.search(reading.before(parts[-1])) is not None


def _plain(reading: Reading, whole: int, parts: list[int]) -> bool:
    total = reading.claims[whole]
    for i in parts:
        claim = reading.claims[i]
        if claim.kind != "count" or claim.hedge or not counted(reading, i) or claim.value >= total.value:
            return False
        if claim.measure and total.measure and claim.measure != total.measure:
            return False
    if total.hedge or any(reading.of_other_times(whole, i) for i in parts):
        return False
    said = [reading.said(reading.sentence[i]) for i in (whole, parts[0])]
    return not any(reading.words[name].search(text) for text in said for name in ("partial", "cut", "rest"))


def _turned(one: float, two: float) -> bool:
    digits = [f"{value:.0f}" for value in (one, two)]
    return sorted(digits[0]) == sorted(digits[1])


def _told_elsewhere(reading: Reading, whole: int, parts: list[int], total: float) -> bool:
    """Whether what parts make is told as a count in another sentence, and the whole in none but its own."""
    others = [
        claim.value
        for i, claim in enumerate(reading.claims)
        if i not in (whole, *parts) and claim.kind == "count" and not claim.hedge
    ]
    return total in others and reading.claims[whole].value not in others
