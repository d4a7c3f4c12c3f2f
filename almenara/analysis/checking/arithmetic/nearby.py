"""What a sentence goes on about: whether its sum speaks of the counts told before it, and which those are."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.reading import Reading, stems_in

_WORD = re.compile(r"[^\W\d_]+")
BACK = 3
"""Sentences before it, of its paragraph or the one before, that a sentence may go on about."""


def told_before(reading: Reading, index: int) -> list[int]:
    """Claims of the sentences before a claim's own, the ones told first first."""
    return [i for n in _before(reading, reading.sentence[index]) for i in reading.inside.get(n, [])]


def _before(reading: Reading, number: int) -> list[int]:
    """Numbers of the sentences that one may go on about."""
    sentences, blocks = reading.manuscript.sentences, reading.manuscript.blocks
    own = sentences[number].block
    near = [n for n in range(max(0, number - BACK), number) if own - 1 <= sentences[n].block <= own]
    return [n for n in near if blocks[sentences[n].block].kind == blocks[own].kind]


BELOW = 3
"""Sentences of what stands under a title that it may speak of."""
_TITLE = 110
"""Characters of a line that may be a title."""


def titled(reading: Reading, index: int) -> bool:
    """Whether a claim stands in a title, or in a first line that is one."""
    number = reading.sentence[index]
    block = reading.manuscript.blocks[reading.manuscript.sentences[number].block]
    said = reading.manuscript.text[block.start : block.end].strip()
    first = number == 0 and block.kind not in ("item", "cell") and len(said) <= _TITLE
    return block.kind == "heading" or (first and said[-1:] not in ".;:!?")


def told_below(reading: Reading, index: int) -> list[int]:
    """Claims of the first sentences of the prose under a title."""
    sentences, blocks = reading.manuscript.sentences, reading.manuscript.blocks
    own = reading.sentence[index]
    under = [
        n for n in range(own + 1, min(len(sentences), own + 6))
        if blocks[sentences[n].block].kind not in ("cell", "furniture", "heading", "item")
    ]  # fmt: skip
    return [i for n in under[:BELOW] for i in reading.inside.get(n, [])]


def goes_on_about(reading: Reading, index: int) -> bool:
    """Whether the words in front of a claim name nothing that was not named before: "It grew by", "The rise, of".

    In front of it is its clause, which a semicolon begins, or its sentence.
    """
    number, text = reading.sentence[index], reading.manuscript.text
    start, at = reading.manuscript.sentences[number].start, reading.claims[index].start
    opened = max(start, text.rfind(";", start, at) + 1)
    lead = _INSERTED.sub(" ", text[opened:at])
    if _points(reading, lead):
        return True
    for name in ("rise", "fall"):
        lead = reading.words[name].sub(" ", lead)
    lead = reading.slips["so"].sub(" ", lead)
    if reading.claims[index].kind == "average":
        lead = reading.slips["mean"].sub(" ", lead)
    named = stems_in(reading.slips["idle"].sub(" ", lead))
    if not named:
        return True
    earlier = [reading.said(n) for n in _before(reading, number)]
    return named <= stems_in(" ".join([*earlier, text[start:opened]]))


_INSERTED = re.compile(r",[^,;:]{1,60},")
"""What stands between two commas, which is not what the sentence is about: "the increase, the chamber says, is"."""


def _points(reading: Reading, lead: str) -> bool:
    """Whether a claim is told of "that" alone, behind a clause that names nobody: "Before you ask, that is 20 %"."""
    clause, comma, rest = lead.rpartition(",")
    if not comma or re.search(r"\s[A-ZÁÉÍÓÚ]|\d", clause) or not reading.slips["that"].search(rest):
        return False
    return not stems_in(reading.slips["idle"].sub(" ", rest))


_SHOWN = re.compile(r"\s?[:(—–]\s*(?:[^\W\d]+\s+){0,2}")
"""Between what was worked out and the first count that shows it: "50 per 100,000: some 150"."""


def shows(reading: Reading, index: int, first: int) -> bool:
    """Whether a count stands behind a claim and nothing but a colon, a dash or a bracket, as those that show it do."""
    claims = reading.claims
    return _SHOWN.fullmatch(reading.manuscript.text, claims[index].end, claims[first].start) is not None


def told_apart(reading: Reading, index: int, *counts: int) -> bool:
    """Whether a semicolon or a full stop and a subject of its own stand between a claim and counts before it."""
    claim, text = reading.claims[index], reading.manuscript.text
    ends = [reading.claims[i].end for i in counts]
    if any(end > claim.start for end in ends):
        return any(";" in text[claim.end : reading.claims[i].start] for i in counts)
    elsewhere = all(reading.sentence[i] != reading.sentence[index] for i in counts)
    apart = elsewhere or ";" in text[max(ends) : claim.start]
    linked = (
        elsewhere
        and claim.measure_sure
        and all(reading.claims[i].measure == claim.measure != "" for i in counts)
    )
    if not apart or linked or concludes(reading, index):
        return False
    return not goes_on_about(reading, index)


def concludes(reading: Reading, index: int) -> bool:
    """Whether a sentence draws a conclusion from what stands before: "therefore", "that is"."""
    number = reading.sentence[index]
    start = reading.manuscript.sentences[number].start
    lead = reading.manuscript.text[start : reading.claims[index].start]
    return reading.slips["so"].search(lead) is not None


def answers(reading: Reading, index: int) -> bool:
    """Whether a sentence answers what a count of the question before it means: "What do 850 mean? That every"."""
    number = reading.sentence[index]
    asked = reading.said(number - 1).rstrip(" »”\"'") if number else ""
    return asked.endswith("?") and reading.slips["means"].search(asked) is not None


def idle(reading: Reading, said: str) -> bool:
    """Whether words tell nothing of their own, but that something is said again: "or exactly", "que es casi"."""
    said = reading.without(said, "idle", "restating")
    return not _WORD.findall(reading.words["that_is"].sub(" ", said))


def points_back(reading: Reading, index: int) -> bool:
    """Whether the words in front of a claim stand for what was told, or draw a conclusion: "That is", "o sea"."""
    lead = reading.before(index)
    return any(reading.slips[name].search(lead) for name in ("that", "so"))


_NEXT = 50
"""Characters in front of a change in which it may be told that another is compared with it."""


def points_away(reading: Reading, index: int) -> bool:
    """Whether what a change is compared with is no count of the text, "20 % more than the target"; or it is told for
    another change to be compared with: "less than that of 2018, which was 16.9 %"."""
    after = re.split(r"[,;:.]\s", reading.after(index))[0][:60]
    if reading.slips["away"].search(after) is not None:
        return True
    scale = reading.claims[index].kind in ("percent", "percentage-points")
    return scale and reading.slips["than_another"].search(reading.before(index)[-_NEXT:]) is not None
