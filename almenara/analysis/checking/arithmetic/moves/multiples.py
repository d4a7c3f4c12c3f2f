"""Multiples that no sum was found of yet, the place that they compare with, and the years that they took."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import points_away
from almenara.analysis.checking.arithmetic.operands import YEAR
from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.model.place import Place, called, fold
from almenara.text.number_words import number_said

_FAR = 90
"""Characters behind a multiple in which the place stands that it is compared with."""


def open_multiples(reading: Reading) -> Iterator[int]:
    """Numbers of the claims that something is more than once as much, told in prose as counted and of no sum yet.

    Left out are falls, "a third of", and multiples whose words point to something that the text tells elsewhere.
    """
    for index, claim in enumerate(reading.claims):
        if claim.kind != "times" or claim.value <= 1 or claim.projection or claim.denied:
            continue
        cue = reading.cues.get(index)
        if reading.found.get(index) or reading.cell(index) or (cue is not None and cue.direction == "fall"):
            continue
        if not points_away(reading, index):
            yield index


def place_compared(reading: Reading, index: int) -> Place | None:
    """The place behind a multiple, before the clause ends, that is not its own and that the text counts in, too.

    None where a time stands between them, "7.6 times as many as a year ago": then the multiple compares two times.
    """
    claim = reading.claims[index]
    after = fold(re.split(r"[.,;:(]", reading.after(index))[0][:_FAR])
    places = {c.place.code: c.place for c in reading.claims if c.place is not None}
    own = claim.place
    if own is None or not called(own).search(f"{fold(reading.before(index))} {after}"):
        return None
    named = [
        (p, hit)
        for p in places.values()
        if p != own and p.kind == own.kind and (hit := called(p).search(after))
    ]
    if len(named) != 1:
        return None
    other, hit = named[0]
    between = after[: hit.start()]
    timed = any(reading.slips[name].search(between) for name in ("years_ago", "clause")) or YEAR.search(
        between
    )
    return None if timed else other


def years_said(reading: Reading, hit: re.Match[str]) -> int:
    """Years of a length in words, of which the number stands before the last: "in four years"."""
    return int(number_said(hit[0].split()[-2], reading.manuscript.language))
