"""Directions told in a sentence of their own in front of two counts: "Thefts rose. In 2022 it was 18, in 2023 14"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.operands import wrong_way
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.analysis.checking.arithmetic.told_last import LEAST, alike
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import NAMES

_WORDS = 18
"""Words of a sentence that does no more than tell a direction."""
_DAYS = 28
"""Days of a span, at least, whose count is compared with that of another."""
_FACTOR = 3.0
"""Counts that differ by more than this factor are hardly of one thing."""


def headed_directions(reading: Reading) -> Iterator[Reckoning]:
    """Two counts of two times, told first and alone behind a sentence without figures that says which way it went."""
    for head in range(len(reading.manuscript.sentences) - 1):
        direction = _direction(reading, head)
        pair = _pair(reading, head) if direction else None
        if pair is None or any(reading.found.get(i) for i in pair):
            continue
        later, base = pair
        new, old = reading.claims[later].value, reading.claims[base].value
        holds = new > old if direction == "rise" else new < old
        shown = f"{number(old)} to {number(new)} is {100 * (new / old - 1):+.1f} %"
        error = "" if holds else wrong_way(direction)
        yield Reckoning(later, Arithmetic("direction", new, old, holds, error, shown, (later, base)))


def _direction(reading: Reading, head: int) -> str:
    """Which way a short sentence without figures says that something went, "" where it does not plainly."""
    said = NAMES.sub(" ", reading.said(head))
    if reading.inside.get(head) or len(said.split()) > _WORDS or said.rstrip().endswith("?"):
        return ""
    if any(reading.slips[name].search(said) for name in ("wider", "negated", "decided", "unseen")):
        return ""
    up, down = (reading.words[name].search(said) for name in ("rise", "fall"))
    if bool(up) is bool(down) or reading.words["contrast"].search(said):
        return ""
    return "rise" if up else "fall"


def _pair(reading: Reading, head: int) -> tuple[int, int] | None:
    """The later and the earlier of the two counts told behind a sentence, in the one or the two after it."""
    sentences = reading.manuscript.sentences
    block = sentences[head].block
    after = [n for n in (head + 1, head + 2) if n < len(sentences) and sentences[n].block == block]
    told = [i for n in after[:1] for i in reading.inside.get(n, [])]
    if len(told) == 1:
        told += [i for n in after[1:] for i in reading.inside.get(n, [])][:1]
        after = after[:2]
    else:
        after = after[:1]
    if (
        len(told) != 2
        or not all(_plain(reading, i) for i in told)
        or not alike(reading, told[0], told[1], places=True)
    ):
        return None
    said = " ".join(reading.said(n) for n in after)
    if reading.words["contrast"].search(said) or reading.slips["instead"].search(said):
        return None
    own = set(stems(" ".join(re.findall(r"[^\W\d_]+", reading.said(head)))))
    if not all(_named(reading, i, own) for i in told):
        return None
    spans = sorted((span, i) for i in told if (span := reading.claims[i].period) is not None)
    if len(spans) != 2 or not spans[0][0].end < spans[1][0].start:
        return None
    (one, base), (two, later) = spans
    like = abs(one.days - two.days) <= 3 and one.days >= _DAYS
    ratio = reading.claims[later].value / reading.claims[base].value
    return (later, base) if like and 1 / _FACTOR <= ratio <= _FACTOR and ratio != 1 else None


def _named(reading: Reading, index: int, own: set[str]) -> bool:
    """Whether a count has no noun but "cases", or one that the sentence in front of it names."""
    noun = reading.claims[index].counted
    return reading.slips["any_case"].fullmatch(noun) is not None or set(stems(noun)) <= own


def _plain(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    exact = claim.period_sure and not claim.place_sure and not claim.hedge and not reading.cell(index)
    return exact and counted(reading, index) and claim.value >= LEAST
