"""A whole and the parts that it is said to fall into, told behind it or in the next sentence: "It has two halves: …".

Where words say that the parts are all of it, their sum is the whole; where they only say that they are parts of it,
they are not more than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from almenara.analysis.checking.arithmetic.parted import exact
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told, rest_follows
from almenara.analysis.checking.arithmetic.sums.totals import exclusive, total_of
from almenara.model.claim import Arithmetic

_OFF = 0.15
"""Share of a whole by which its parts may miss it and still be meant to make it up."""
_LEAST = 20
"""A whole below it is no count that anybody divides in figures."""


def falls_into(reading: Reading) -> Iterator[Reckoning]:
    """Wholes that their parts fail, and parts that are more than their whole."""
    for sentence, group in reading.inside.items():
        if not group or reading.cell(group[0]):
            continue
        found = _divided(reading, sentence, group) or _over(reading, sentence, group)
        if found is not None:
            yield found


def _divided(reading: Reading, sentence: int, group: list[int]) -> Reckoning | None:
    start, said = reading.manuscript.sentences[sentence].start, reading.said(sentence)
    closing, belonging = reading.sums["divides"].search(said), reading.sums["belongs"].search(said)
    hit = closing or belonging
    if hit is None:
        return None
    behind = [i for i in group if reading.claims[i].start >= start + hit.end()]
    parts = [i for i in behind if reading.claims[i].value != len(behind) - 1]
    if len(parts) < 2 or not all(exact(reading, i) for i in parts):
        return None
    whole = _whole(reading, sentence, [i for i in group if reading.claims[i].end <= start + hit.start()])
    if whole is None or reading.found.get(whole):
        return None
    claim = reading.claims[whole]
    holds, done = total_of(reading, whole, parts)
    off = (done.computed or 0.0) - done.stated
    if claim.value < _LEAST or any(reading.conflict(whole, i) for i in parts):
        return None
    if not holds:
        words = reading.words
        if abs(off) > _OFF * claim.value or (off < 0 and closing is None):
            return None
        if any(words[name].search(said) for name in ("partial", "cut", "earlier")):
            return None
        if words["rest"].search(said) and not (closing and _of_the_rest(reading, parts[-1])):
            return None
        if reading.sums["over_again"].search(said) or not exclusive(reading, said):
            return None
        if rest_follows(reading, sentence):
            return None
        if gap_told(reading, abs(off), range(sentence - 1, sentence + 2), (whole, *parts)):
            return None
    return Reckoning(whole, done, tuple(parts))


def _of_the_rest(reading: Reading, last: int) -> bool:
    """Whether the last part is that of all that was not named: "and 281 in the rest of the state"."""
    return reading.words["rest"].search(reading.before(last) + " " + reading.after(last)) is not None


def _whole(reading: Reading, sentence: int, before: list[int]) -> int | None:
    """The only count in front of the words that divide, or of the sentence before."""
    if not before:
        sentences = reading.manuscript.sentences
        if not sentence or sentences[sentence - 1].block != sentences[sentence].block:
            return None
        before = reading.inside.get(sentence - 1, [])
    told = [i for i in before if reading.claims[i].kind in ("count", "money")]
    return told[0] if len(told) == 1 and exact(reading, told[0]) else None


def _over(reading: Reading, sentence: int, group: list[int]) -> Reckoning | None:
    """A part that is more than the whole right in front of it: "33,125 people, of whom 36,265 were"."""
    for whole, part in pairwise(group):
        one, two = reading.claims[whole], reading.claims[part]
        if (
            reading.found.get(part)
            or not (exact(reading, whole) and exact(reading, part))
            or two.value <= one.value < _LEAST
        ):
            continue
        lead, after = reading.before(part), reading.after(part)
        named = re.match(r"[^.;:]{0,60},\s*", lead)
        of_which = reading.sums["of_which"].match(lead[named.end() :]) if named else None
        rest = named is not None and reading.sums["and_rest"].search(re.split(r"[.;:]", after)[0])
        if not (of_which or rest) or two.value <= one.value or reading.conflict(whole, part):
            continue
        shown = f"{number(two.value)} of {number(one.value)}"
        done = Arithmetic("sum", one.value, two.value, False, "parts-do-not-add-up", shown, (whole, part))
        return Reckoning(whole, done)
    return None
