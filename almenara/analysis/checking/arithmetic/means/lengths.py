"""Lengths of time that an average's own words tell: "in the 4 weeks of April"."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.text.number_words import number_said


def length_told(reading: Reading, index: int) -> float:
    """The days of the only length in days or weeks that the words before an average tell in its sentence, or else in
    the one before: "in the 4 weeks of April"; 0 where they tell none or several."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    said = reading.manuscript.text[sentences[own].start : reading.claims[index].start]
    before = reading.said(own - 1) if own and sentences[own - 1].block == sentences[own].block else ""
    for words in (said, before):
        told = {days for hit in reading.slips["length"].finditer(words) if (days := _in_days(reading, hit))}
        if told:
            return told.pop() if len(told) == 1 else 0.0
    return 0.0


def _in_days(reading: Reading, hit: re.Match[str]) -> float:
    return number_said(hit["size"], reading.manuscript.language) * (7.0 if hit["weeks"] else 1.0)
