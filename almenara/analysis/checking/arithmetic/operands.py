"""Which counts a change can stand on, which of two is the base, which year one is of, and a wrong direction's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.text.comparisons import follows


@dataclass(frozen=True)
class Pair:
    """Two claims by number.

    ordered  whether the words or the periods tell which of them is the base
    plain    whether no other two could be meant
    """

    later: int
    base: int
    ordered: bool
    plain: bool


NEAR = 72
"""Characters between the words that name a base and its number."""
SHORT = 34
"""Characters between "from" and "to" of one movement."""
LONG = 70
"""The same where a verb of movement stands between them: "from 40 in 2020, complaints have risen to 120"."""


def operand(reading: Reading, index: int, kinds: set[str]) -> bool:
    """Whether a claim is a level that something can be worked out from."""
    claim, cue = reading.claims[index], reading.cues.get(index)
    if claim.kind not in kinds or claim.projection or claim.denied:
        return False
    if claim.kind == "count" and not float(claim.value).is_integer():
        return False  # "26.9 per cent at the one and 27.3 at the other"
    return cue is None or cue.kind == "" or (cue.kind == "share" and claim.kind == "percent")


def moves(reading: Reading, group: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a "from … to …" among the operands of a sentence, as (later, base)."""
    words = reading.words
    for one, two in pairwise(group):
        between = reading.manuscript.text[reading.claims[one].end : reading.claims[two].start]
        moved = words["rise"].search(between) or words["fall"].search(between)
        if (
            len(between) <= (LONG if moved else SHORT)
            and follows(words["to"], between)
            and follows(words["from"], reading.before(one))
            and not compared(reading, between)  # "fue de 95.7 % en 2023, superior al 94.8 %"
        ):
            yield two, one
        elif _moved_back(reading, one, two):
            yield one, two


def _moved_back(reading: Reading, one: int, two: int) -> bool:
    """Whether two counts are the ends of a move told from its end: "rose 40 % to 900 from 800"."""
    between = reading.manuscript.text[reading.claims[one].end : reading.claims[two].start]
    led = reading.before(one)
    if len(between) > SHORT or not follows(reading.words["to"], led):
        return False
    if not follows(reading.words["from_base"], between) or reading.words["conjunction"].search(between):
        return False
    group = reading.inside[reading.sentence[one]]
    moved = any(reading.words[name].search(led) for name in ("rise", "fall"))
    changed = any(reading.is_change(i) for i in group[: group.index(one)])
    return (moved or changed) and (not reading.claims[two].counted or reading.same(one, two))


def is_base(reading: Reading, index: int) -> bool:
    """Whether the words say that a count is what another is compared with."""
    if index not in reading.bases:
        reading.bases[index] = _is_base(reading, index)
    return reading.bases[index]


def _is_base(reading: Reading, index: int) -> bool:
    words, after = reading.words, reading.after(index)
    before = re.split(r"[;:]|\.\s", reading.before(index))[-1][-NEAR:]
    if compared(reading, before) or follows(words["from_base"], before):
        return True
    clause = re.split(r"[,;:.(]\s", after)[0][:48]
    found = words["earlier"].search(clause)
    return (
        bool(found) and not words["base"].search(clause[: found.start()].rstrip() + " ") if found else False
    )


def compared(reading: Reading, before: str) -> bool:
    """Whether a count is the base by words of comparison: "than the", "compared to July, when there were"."""
    for said in {before, before.rstrip()}:
        for hit in reading.words["base"].finditer(said):
            rest = before[hit.end() :].rpartition(",")[2] if "," in before[hit.end() :] else ""
            if not rest.strip() or reading.words["relative"].match(rest.strip()):
                return True
    return False


def at_word(reading: Reading, index: int) -> bool:
    """Whether a word of comparison stands right in front of a count, with no comma between."""
    tail = reading.before(index).rpartition(",")[2]
    return any(not tail[hit.end() :].strip() for hit in reading.words["base"].finditer(tail))


YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def year(reading: Reading, index: int) -> int | None:
    """The year told beside a count: "400 in 2016", "in 2016, 400"."""
    if hit := YEAR.search(re.split(r"[,;:(]", reading.after(index))[0][:40]):
        return int(hit[0])
    found = YEAR.findall(re.split(r"[;:)]", reading.before(index))[-1][-40:])
    return int(found[-1]) if found else None


def ordered(reading: Reading, one: int, two: int) -> Pair:
    """Two claims as a pair, the base found by the words or else by the periods; else the later told first."""
    bases = is_base(reading, one), is_base(reading, two)
    if all(bases):  # "up half on the year, 900 against 800": the base is told right behind its word
        bases = at_word(reading, one), at_word(reading, two)
    periods = reading.claims[one].period, reading.claims[two].period
    by_time = 0
    if (
        periods[0]
        and periods[1]
        and not (periods[0].start <= periods[1].end and periods[1].start <= periods[0].end)
    ):
        by_time = 1 if periods[0].start < periods[1].start else -1
    elif not (periods[0] and periods[1]):
        years = year(reading, one), year(reading, two)
        if years[0] and years[1] and years[0] != years[1]:
            by_time = 1 if years[0] < years[1] else -1
    if bases[0] != bases[1]:
        by_words = 1 if bases[0] else -1
        told = reading.before(one if bases[0] else two)
        if by_time == -by_words and (reading.words["earlier"].search(told) or told_when(reading, told)):
            by_words = by_time  # "last year there were": a time, not what something is compared with
        later, base = (two, one) if by_words == 1 else (one, two)
        return Pair(later, base, by_time in (0, by_words), True)
    if by_time:
        return Pair(two, one, True, True) if by_time == 1 else Pair(one, two, True, True)
    return Pair(one, two, False, True)


def told_when(reading: Reading, before: str) -> bool:
    """Whether the words in front of a count only tell its time: "in 2014, when there were"."""
    return reading.slips["when"].search(before[-40:]) is not None and YEAR.search(before[-60:]) is not None


def wrong_way(direction: str) -> str:
    """The error of a change that goes the other way than it is told."""
    return "fall-told-as-rise" if direction == "rise" else "rise-told-as-fall"
