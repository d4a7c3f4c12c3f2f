"""Multiples that no sum was found of yet, and the years over which their words say that they came about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import points_away
from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.text.number_words import number_said


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


def years_said(reading: Reading, hit: re.Match[str]) -> int:
    """Years of a length in words, of which the number stands before the last: "in four years"."""
    return int(number_said(hit[0].split()[-2], reading.manuscript.language))
