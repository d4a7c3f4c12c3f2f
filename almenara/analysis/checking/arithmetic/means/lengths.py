"""Lengths of time that an average's own words tell: "in the 4 weeks of April", "in the five months since"."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.text.frequencies import PER_DAY
from almenara.text.number_words import number_said


def length_told(reading: Reading, index: int) -> float:
    """The days of the only length that the words before an average tell in its sentence, or else in the one before: "in
    the 4 weeks of April"; 0 where they tell none or several."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    said = reading.manuscript.text[sentences[own].start : reading.claims[index].start]
    before = reading.said(own - 1) if own and sentences[own - 1].block == sentences[own].block else ""
    for words in (said, before):
        told = {days for hit in reading.slips["length"].finditer(words) if (days := _in_days(reading, hit))}
        told |= {
            number_said(hit["size"], reading.manuscript.language) / PER_DAY["month"]
            for hit in reading.slips["months_long"].finditer(words)
        } - {0.0}
        if told:
            return told.pop() if len(told) == 1 else 0.0
    return 0.0


_SPANS = {"quarter": 3, "half": 6, "month": 1, "year": 12}
"""Months of the spans of the calendar that a text may leave unnamed."""
_UNEVEN = {1: 2.5, 3: 1.5, 6: 1.5, 12: 0.8}
"""Days by which one of so many months may be longer or shorter than another, or than their mean."""


def span_told(reading: Reading, index: int) -> tuple[float, float]:
    """The days of the only span of the calendar that the words before an average tell and do not name, "in the
    quarter", and by how many it may be longer or shorter; (0, 0) where they tell none or several."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    first = own - 1 if own and sentences[own - 1].block == sentences[own].block else own
    said = reading.manuscript.text[sentences[first].start : reading.claims[index].start]
    told = {hit.lastgroup or "" for hit in reading.slips["span_told"].finditer(said)}
    if len(told) != 1:
        return 0.0, 0.0
    months = _SPANS.get(told.pop(), 0)
    return (months / PER_DAY["month"], _UNEVEN[months]) if months else (7.0, 0.0)


def _in_days(reading: Reading, hit: re.Match[str]) -> float:
    return number_said(hit["size"], reading.manuscript.language) * (7.0 if hit["weeks"] else 1.0)
