"""Counts that somebody speaks of once more, with the digits turned around: "96 wounds … she spoke of 69 wounds"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.model.claim import Arithmetic
from almenara.model.place import fold
from almenara.text.comparisons import follows

LEAST = 12
"""A count below it has no digits to turn around."""
FARTHEST = 1.6
"""Times that the greater of two counts may be the smaller."""
BACK = 5
"""Sentences back in which the count was told."""
_OF_WHOM = re.compile(
    r"\b(?:of|from|at|de|del|d[ao]s?)\s+(?:(?:the|el|la|los|las)\s+)?"
    r"((?:(?!(?:the|el|la|los|las|[ao]s?|she|he)\s)[^\W\d_]+\s){1,2})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def spoken_again(reading: Reading) -> Iterator[Reckoning]:
    """Each count behind a verb of telling against the only other count of its noun, told before it."""
    for later, claim in enumerate(reading.claims):
        if not _plain(reading, later) or any(not done.holds for done in reading.found.get(later, ())):
            continue
        if not follows(reading.sums["spoke_of"], reading.before(later)):
            continue
        noun = set(stems(claim.counted))
        alike = [i for i, c in enumerate(reading.claims) if i != later and noun & set(stems(c.counted))]
        if not noun or len(alike) != 1 or not _turned(reading, alike[0], later):
            continue
        one, two = reading.claims[alike[0]].value, claim.value
        shown = f"{number(one)} in one sentence, {number(two)} in another"
        done = Arithmetic("total-repeated", two, one, False, "total-differs", shown, (alike[0], later))
        yield Reckoning(later, done)


def _plain(reading: Reading, index: int) -> bool:
    claim, cue = reading.claims[index], reading.cues.get(index)
    level = cue is None or not cue.kind
    return claim.kind == "count" and level and not (claim.denied or claim.hedge or claim.projection)


def _turned(reading: Reading, first: int, later: int) -> bool:
    one, two = reading.claims[first], reading.claims[later]
    apart = reading.sentence[later] - reading.sentence[first]
    if not _plain(reading, first) or not 0 < apart <= BACK or one.value == two.value:
        return False
    small, great = sorted((one.value, two.value))
    if small < LEAST or great > FARTHEST * small or sorted(f"{small:.0f}") != sorted(f"{great:.0f}"):
        return False
    if set(stems(one.counted)) != set(stems(two.counted)) or reading.conflict(first, later):
        return False
    if one.period and two.period and one.period != two.period:
        return False
    return not (_of_others(reading, later) or _doubted(reading, first, later))


def _of_others(reading: Reading, later: int) -> bool:
    """Whether the words before a count say whose it is by what was not told: "the head of the northern house"."""
    start = reading.manuscript.sentences[reading.sentence[later]].start
    lead = reading.manuscript.text[start : reading.claims[later].start]
    before = fold(reading.manuscript.text[:start])
    for hit in _OF_WHOM.finditer(lead):
        said = reading.slips["of_time"].sub(" ", reading.sums["spoke_of"].sub("#", hit[1]).partition("#")[0])
        if any(word not in before for word in stems(" ".join(_WORD.findall(said))[:40])):
            return True
    return False


def _doubted(reading: Reading, first: int, later: int) -> bool:
    said = [reading.said(reading.sentence[i]) for i in (first, later)]
    names = ("cut", "earlier", "base", "partial")
    return any(reading.words[name].search(text) for text in said for name in names) or any(
        reading.slips["doubt"].search(text) for text in said
    )
