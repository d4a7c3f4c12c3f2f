"""Rates over so many of what the sentence counts: "64,000 containers and 16 thefts: 2.5 per 10,000 containers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.means.rates import heads_of
from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.parted import between
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    meet,
    number,
    span,
    stated,
    stems_in,
)
from almenara.model.claim import Arithmetic

_SLACK = 0.02
"""Share of itself by which a rate may be rounded."""
_NOUN = 30
"""Characters behind a number in which what it counts stands."""


def per_so_many(reading: Reading) -> Iterator[Reckoning]:
    """Each rate of which no other sum was found, right behind two counts, over the greater one."""
    for index, claim in enumerate(reading.claims):
        if claim.kind != "rate" or claim.projection or claim.hedge or reading.found.get(index):
            continue
        group = reading.inside[reading.sentence[index]]
        before = group[: group.index(index)]
        if len(before) != 2 or not all(_plain(reading, i) for i in before) or not _closes(reading, index):
            continue
        whole, part = sorted(before, key=lambda i: -reading.claims[i].value)
        many = heads_of(claim.unit)
        named = stems_in(re.split(r"[.,;:()]", reading.after(index))[0])
        noun = stems_in(reading.after(whole)[:_NOUN])
        if reading.claims[whole].value <= many or (named and not named & noun):
            continue
        computed = many * reading.claims[part].value / reading.claims[whole].value
        least, most = span(reading.claims[whole])
        top = many * reading.claims[part].value
        low, high = top / most * (1 - _SLACK), top / least * (1 + _SLACK)
        holds = meet((low, high), stated(claim))
        shown = f"{number(reading.claims[part].value)} / {number(reading.claims[whole].value)}"
        shown += f" × {number(many)} = {computed:.1f}"
        error = "" if holds else "does-not-follow"
        yield Reckoning(index, Arithmetic("rate", claim.value, computed, holds, error, shown, (part, whole)))


def _plain(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    told = claim.kind == "count" and not claim.hedge and counted(reading, index) and not reading.cell(index)
    return told and claim.low is not None and claim.high is not None and claim.low > 0


def _closes(reading: Reading, index: int) -> bool:
    """Whether a rate stands behind a colon, a dash or words that draw it from the counts before it."""
    said = between(reading, reading.inside[reading.sentence[index]][0], index)
    pieces = re.split(r"([:,(–—])\s", said)
    if len(pieces) < 3:
        return False
    last, mark = pieces[-1], pieces[-2]
    for name in ("so", "restating"):
        last = reading.slips[name].sub(" ", last)
    return idle(reading, last) and (
        mark != "," or bool(last.strip() != pieces[-1].strip() or not last.strip())
    )
