"""Clauses of changes: whether another subject comes between a change and the counts beside it."""

from __future__ import annotations

from almenara.analysis.checking.arithmetic.operands import Pair
from almenara.analysis.checking.arithmetic.reading import Reading, stems_in


def one_clause(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether no other subject comes between a change and its counts: "but homicides rose 5 %"."""
    text, words = reading.manuscript.text, reading.words
    if reading.sentence[pair.later] != reading.sentence[index] != reading.sentence[pair.base]:
        return True
    claim = reading.claims[index]
    ends = sorted((reading.claims[i].start, reading.claims[i].end) for i in (pair.later, pair.base))
    beside = [
        max((e for e in ends if e[0] < claim.start), default=None),
        min((e for e in ends if e[0] > claim.start), default=None),
    ]
    for other in filter(None, beside):
        one, two = sorted(((claim.start, claim.end), other))
        between = text[one[1] : two[0]]
        if words["contrast"].search(between):
            return False
        for hit in words["conjunction"].finditer(between):
            if one == other and _own_subject(reading, index, one[1] + hit.start(), between[hit.end() :]):
                return False  # "from 200 to 300 million, and the force by 33 percent"
            moved = [m for name in ("rise", "fall", "moves") if (m := words[name].search(between, hit.end()))]
            led = between[hit.end() : min(m.start() for m in moved)].strip() if moved else ""
            if led and not reading.slips["pointing"].fullmatch(led):
                return False  # but for "and the rise was of"
    return True


def _own_subject(reading: Reading, index: int, joined: int, said: str) -> bool:
    """Whether words between "and" and a change are a subject not named before: "and the force", "and its losses".

    joined  where the "and" stands
    """
    led = reading.slips["subject_led"].match(said.lstrip())
    if led is None and reading.claims[index].kind != "times":
        return False
    for name in ("rise", "fall"):
        said = reading.words[name].sub(" ", said)
    said = reading.without(said, "idle", "so", "restating", "gap")
    named = reading.manuscript.text[reading.manuscript.sentences[reading.sentence[index]].start : joined]
    left, told = (stems_in(words) for words in (said, named))
    return bool(left - told)
