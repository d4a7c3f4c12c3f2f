"""What a sentence goes on about: whether its sum speaks of the counts told before it, and which those are."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.reading import Reading, stems

_WORD = re.compile(r"[^\W\d_]+")
BACK = 2
"""Sentences of its paragraph before it that a sentence may go on about."""


def told_before(reading: Reading, index: int) -> list[int]:
    """Claims of the sentences before a claim's own, in its paragraph, the ones told first first."""
    number, sentences = reading.sentence[index], reading.manuscript.sentences
    block = sentences[number].block
    out: list[int] = []
    for n in range(max(0, number - BACK), number):
        if sentences[n].block == block:
            out += reading.inside.get(n, [])
    return out


def goes_on_about(reading: Reading, index: int) -> bool:
    """Whether the words in front of a claim name nothing that was not named before: "It grew by", "The rise, of".

    In front of it is its clause, which a semicolon begins, or its sentence.
    """
    number, text = reading.sentence[index], reading.manuscript.text
    sentences, block = reading.manuscript.sentences, reading.manuscript.sentences[number].block
    start, at = sentences[number].start, reading.claims[index].start
    opened = max(start, text.rfind(";", start, at) + 1)
    lead = text[opened:at]
    for name in ("rise", "fall"):
        lead = reading.words[name].sub(" ", lead)
    lead = reading.slips["so"].sub(" ", lead)
    named = set(stems(" ".join(_WORD.findall(reading.slips["idle"].sub(" ", lead)))))
    if not named:
        return True
    earlier = [reading.said(n) for n in range(max(0, number - BACK), number) if sentences[n].block == block]
    return named <= set(stems(" ".join(_WORD.findall(" ".join([*earlier, text[start:opened]])))))


def told_apart(reading: Reading, index: int, *counts: int) -> bool:
    """Whether a semicolon or a full stop and a subject of its own stand between a claim and counts before it."""
    claim, text = reading.claims[index], reading.manuscript.text
    ends = [reading.claims[i].end for i in counts]
    if any(end > claim.start for end in ends):
        return any(";" in text[claim.end : reading.claims[i].start] for i in counts)
    elsewhere = reading.sentence[counts[0]] != reading.sentence[index]
    apart = elsewhere or ";" in text[max(ends) : claim.start]
    linked = elsewhere and claim.measure_sure and all(reading.claims[i].measure == claim.measure != "" for i in counts)
    if not apart or linked or concludes(reading, index):
        return False
    return not goes_on_about(reading, index)


def concludes(reading: Reading, index: int) -> bool:
    """Whether a sentence draws a conclusion from what stands before: "therefore", "that is"."""
    number = reading.sentence[index]
    start = reading.manuscript.sentences[number].start
    lead = reading.manuscript.text[start : reading.claims[index].start]
    return reading.slips["so"].search(lead) is not None


def points_away(reading: Reading, index: int) -> bool:
    """Whether what a change is compared with is no count of the text: "20 % more than the target"."""
    after = re.split(r"[,;:.]\s", reading.after(index))[0][:60]
    return reading.slips["away"].search(after) is not None
