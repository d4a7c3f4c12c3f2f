"""Counts told again with a slip of the pen: "2,418 cases … All 2,148 cases", of whatever is counted.

Two counts of one noun with the same digits in another order are one count told twice, where the later one is
pointed at ("the", "those", "all") or one of them stands in a title, and nothing says that they are two: no other
period, place, source, edition, nor a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.model.claim import Arithmetic

_BEFORE = 28
"""Characters in front of a count in which words that point at it end."""
_TITLE = 110
"""Characters of a line that may be a title."""


def retold(reading: Reading) -> Iterator[Reckoning]:
    """Each count that an earlier one was before its digits were turned around."""
    plain = [i for i in range(len(reading.claims)) if _plain(reading, i)]
    plain.sort(key=lambda i: reading.claims[i].start)
    for place, later in enumerate(plain):
        if any(not done.holds for done in reading.found.get(later, ())):
            continue
        for first in plain[:place]:
            if _slipped(reading, first, later) and not _both_told(reading, plain, first, later):
                one, two = reading.claims[first].value, reading.claims[later].value
                shown = f"{number(one)} in one sentence, {number(two)} in another"
                yield Reckoning(
                    later,
                    Arithmetic("total-repeated", two, one, False, "total-differs", shown, (first, later)),
                )
                break


def _plain(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    cue = reading.cues.get(index)
    level = cue is None or not cue.kind
    return claim.kind == "count" and level and not (claim.denied or claim.hedge) and claim.value >= 100


def _slipped(reading: Reading, first: int, later: int) -> bool:
    one, two = reading.claims[first], reading.claims[later]
    if one.value == two.value or reading.sentence[first] == reading.sentence[later]:
        return False
    if sorted(_digits(one.value)) != sorted(_digits(two.value)) or not _near(one.value, two.value):
        return False
    if reading.cell(first) or reading.cell(later) or reading.conflict(first, later):
        return False
    if one.period and two.period and one.period_sure and two.period_sure and one.period != two.period:
        return False
    names = [{a.name for a in c.attribution} for c in (one, two)]
    if names[0] and names[1] and names[0] != names[1]:
        return False
    words, said = reading.words, [reading.said(reading.sentence[i]) for i in (first, later)]
    if any(words["cut"].search(text) or reading.slips["doubt"].search(text) for text in said):
        return False
    if words["earlier"].search(said[1]) or words["base"].search(said[1]):
        return False
    return _one_noun(reading, first, later) and (
        _pointed_at(reading, later) or _titled(reading, first, later) or _one_telling(reading, first, later)
    )


def _one_telling(reading: Reading, first: int, later: int) -> bool:
    """Whether two counts are told of one noun and span by one named source: "2,973 thefts, says A … 2,793, by A"."""
    one, two = reading.claims[first], reading.claims[later]
    names = [{a.name for a in c.attribution if not a.unnamed} for c in (one, two)]
    dated = one.period is not None and one.period == two.period and one.period_sure and two.period_sure
    noun = set(stems(one.counted)) & set(stems(two.counted))
    return bool(dated and noun and names[0] & names[1])


def _digits(value: float) -> str:
    return f"{value:.0f}"


def _near(one: float, two: float) -> bool:
    return len(f"{one:.0f}") == len(f"{two:.0f}") and max(one, two) <= 1.25 * min(one, two)


def _one_noun(reading: Reading, first: int, later: int) -> bool:
    """Whether two counts are of one noun, or the later is of none and is pointed at: "all 5,142"."""
    nouns = [set(stems(reading.claims[i].counted)) for i in (first, later)]
    if not nouns[1]:
        return bool(re.match(r"\s*[,.;»”\"'’)]", reading.after(later)) or not reading.after(later).strip())
    one, two = reading.claims[first], reading.claims[later]
    dated = one.period_sure and two.period_sure and one.period is not None and one.period == two.period
    return bool(nouns[0] & nouns[1]) or (dated and min(one.value, two.value) >= 1000 and two.value % 10 != 0)


def _pointed_at(reading: Reading, index: int) -> bool:
    before = reading.before(index)[-_BEFORE:].rstrip()
    return any(hit.end() == len(before) for hit in reading.slips["those"].finditer(before))


def _titled(reading: Reading, first: int, later: int) -> bool:
    """Whether one of two counts stands in a title, a line of its own without a stop."""
    text, sentences = reading.manuscript.text, reading.manuscript.sentences
    for i in (first, later):
        block = reading.manuscript.blocks[sentences[reading.sentence[i]].block]
        said = text[block.start : block.end].strip()
        if block.kind == "heading" or (
            len(said) <= _TITLE and said[-1:] not in ".;:!?" and block.kind != "item"
        ):
            return True
    return False


def _both_told(reading: Reading, plain: list[int], first: int, later: int) -> bool:
    """Whether each of two values is told more than once, so that neither is a slip."""
    told = [sum(reading.claims[i].value == reading.claims[k].value for i in plain) for k in (first, later)]
    return min(told) > 1
