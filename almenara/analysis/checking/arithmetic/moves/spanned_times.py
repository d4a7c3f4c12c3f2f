"""Multiples in a sentence without counts: "Demand has tripled in four years", "the threefold increase".

They are of the two counts told last before them, or of a list's first and last, where nothing names another base: the
words give the years between the two counts, name nothing new, or point at a change by its noun alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.moves.changes import FARTHEST
from almenara.analysis.checking.arithmetic.moves.closing_times import times_told
from almenara.analysis.checking.arithmetic.moves.multiples import open_multiples, years_said
from almenara.analysis.checking.arithmetic.nearby import goes_on_about
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.proportions.unjoined_shares import lines_before
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems
from almenara.analysis.checking.arithmetic.told_last import LEAST, alike, told_last

_ENDS = re.compile(r"\s*(?:[.,;:)”\"'»]|[–—]|$)")


def spanned_times(reading: Reading) -> Iterator[Reckoning]:
    """Multiples of which no other sum was found, and no count of whose sentence could be theirs."""
    for index in open_multiples(reading):
        if (cue := reading.cues.get(index)) is None or cue.base_text:
            continue
        own = told_last(reading, index, 0)
        if own or any(reading.is_change(i) for i in reading.inside[reading.sentence[index]] if i != index):
            continue
        if (pair := _pair(reading, index)) is not None:
            yield Reckoning(index, times_told(reading, index, *pair))


def _pair(reading: Reading, index: int) -> tuple[int, int] | None:
    """The later count and its base, the later one greater by no more than a multiple can be."""
    told = told_last(reading, index) or lines_before(reading, index) or _told_next(reading, index)
    if len(told) < 2 or any(told[0] < i < index and reading.is_change(i) for i in reading.cues):
        return None
    years, ended = _years(reading, index)
    pairs = [_in_time(reading, *two) for two in combinations(told, 2) if alike(reading, *two)]
    timed = [pair for pair in pairs if pair is not None]
    if years:
        timed = [pair for pair in timed if _apart(reading, *pair) == years]
    elif not ended or len(told) != 2 or not (_pointed(reading, index) or goes_on_about(reading, index)):
        return None
    if len(timed) != 1:
        return None
    later, base = timed[0]
    one, two = reading.claims[later].value, reading.claims[base].value
    return (later, base) if two < one <= FARTHEST * two else None


def _told_next(reading: Reading, index: int) -> list[int]:
    """The counts of the sentence behind a multiple that tells over how many years it is, where there are just two."""
    after, sentences = reading.sentence[index] + 1, reading.manuscript.sentences
    if not _years(reading, index)[0] or after >= len(sentences):
        return []
    told = [i for i in reading.inside.get(after, []) if counted(reading, i)]
    plain = all(reading.claims[i].value >= LEAST and not reading.claims[i].hedge for i in told)
    own = set(stems(" ".join(re.findall(r"[^\W\d_]+", reading.said(after - 1)))))
    nouns = [reading.claims[i].counted for i in told]
    named = all(set(stems(noun)) <= own or reading.slips["any_case"].fullmatch(noun) for noun in nouns)
    one_block = sentences[after].block == sentences[after - 1].block
    return told if len(told) == 2 and plain and named and one_block else []


def _years(reading: Reading, index: int) -> tuple[int, bool]:
    """The years in which something is told to have multiplied, 0 where none are; whether nothing else follows."""
    after = reading.after(index)
    lead = reading.said(reading.sentence[index]).lstrip()
    hit = reading.slips["in_years"].match(after.lstrip()) or reading.slips["in_years"].match(lead)
    if hit is None:
        noun = reading.slips["change_noun"].match(after.lstrip())
        rest = after.lstrip()[noun.end() :].lstrip() if noun else after
        return 0, _ENDS.match(rest) is not None or (noun is not None and not _of(reading, rest))
    return years_said(reading, hit), True


def _of(reading: Reading, rest: str) -> bool:
    return reading.slips["of_something"].match(rest) is not None


def _pointed(reading: Reading, index: int) -> bool:
    """Whether a multiple is of a noun that names nothing: "the fourfold increase"."""
    noun = reading.slips["change_noun"].match(reading.after(index).lstrip())
    return noun is not None and reading.slips["pointing"].search(reading.before(index)) is not None


def _in_time(reading: Reading, one: int, two: int) -> tuple[int, int] | None:
    """Two counts of two times, the later first."""
    spans = [reading.claims[i].period for i in (one, two)]
    if spans[0] is None or spans[1] is None:
        return None
    if spans[0].end < spans[1].start:
        return two, one
    return (one, two) if spans[1].end < spans[0].start else None


def _apart(reading: Reading, later: int, base: int) -> int:
    """Years between the times of two counts."""
    new, old = reading.claims[later].period, reading.claims[base].period
    return new.start.year - old.start.year if new is not None and old is not None else 0
