"""Totals told of as many as were counted one by one: four lines with a number each, then "the four sites logged 282".

The number of those that are meant is told, so that the counts are known though they stand in other sentences. Where
as many were counted before, one after another, and nothing says that the total is of another time, of another thing
or of more than these, a total which misses them is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.model.place import fold

MOST = 12
"""Things counted one by one, at most."""
BACK = 14
"""Sentences back in which they are counted; each line of a list is one."""
OFF = 0.25
"""Share by which parts may miss their total and still be meant to add up to it."""
LEAST = 10
"""A total below it is told of too little to be sure."""


def told_together(reading: Reading) -> Iterator[Reckoning]:
    """Totals of as many counts as the words before them tell, against those counts."""
    for sentence, group in reading.inside.items():
        if not group or reading.cell(group[0]):
            continue
        found = _of_so_many(reading, sentence, group)
        if found is not None:
            yield found


def _of_so_many(reading: Reading, sentence: int, group: list[int]) -> Reckoning | None:
    for many, whole in _told(reading, group):
        parts = _counted_before(reading, many)
        if len(parts) != reading.claims[many].value or any(
            done.kind in ("sum", "difference") for done in reading.found.get(whole, ())
        ):
            continue
        if not _alike(reading, whole, parts) or not _of_their_time(reading, whole, parts):
            continue
        holds, done = total_of(reading, whole, parts)
        gap = abs((done.computed or 0.0) - done.stated)
        around = range(reading.sentence[parts[0]] - 1, sentence + 3)
        near = gap <= OFF * done.stated and not gap_told(reading, gap, around, (whole, *parts))
        if holds or (near and not _of_more(reading, sentence, many, whole) and _plain(reading, whole, parts)):
            return Reckoning(whole, done, tuple(parts))
    return None


def _told(reading: Reading, group: list[int]) -> Iterator[tuple[int, int]]:
    """How many are meant, and the total beside it: "the four states: 1,204", "1,684 victims in the five states"."""
    for many in group:
        claim = reading.claims[many]
        if (
            claim.kind not in ("count", "duration")
            or claim.hedge
            or not 2 <= claim.value <= MOST
            or not claim.value.is_integer()
        ):
            continue
        place = group.index(many)
        for other in (place + 1, place - 1):
            if not 0 <= other < len(group):
                continue
            whole = group[other]
            total = reading.claims[whole]
            plain = total.kind == "count" and not total.hedge and counted(reading, whole)
            if plain and total.value >= max(LEAST, claim.value + 1) and _joined(reading, many, whole):
                yield many, whole


_STOP = re.compile(r"[.;()]")


def _joined(reading: Reading, many: int, whole: int) -> bool:
    """Whether a number is that of those meant: words before it point at them, nothing parts it from the total."""
    one, two = sorted((reading.claims[many], reading.claims[whole]), key=lambda claim: claim.start)
    between = reading.manuscript.text[one.end : two.start]
    if _STOP.search(between) or len(between) > 60:
        return False
    before = reading.before(many).rstrip()
    pointed = [hit.end() for hit in reading.sums["these"].finditer(before)]
    return len(before) in pointed


def _counted_before(reading: Reading, many: int) -> list[int]:
    """The counts that stand before a sentence, back to where there are as many as it tells; [] where none fit."""
    own, wanted = reading.sentence[many], int(reading.claims[many].value)
    sentences, blocks = reading.manuscript.sentences, reading.manuscript.blocks
    out: list[int] = []
    earlier = [i for i in reading.inside[own] if i < many and reading.claims[i].value >= 1]
    if earlier and len(earlier) >= wanted:
        return []
    for n in range(own - 1, max(-1, own - BACK - 1), -1):
        block = blocks[sentences[n].block]
        if block.kind == "cell" and not out:
            return _table_before(reading, n, wanted)
        if block.kind in ("cell", "furniture"):
            return []
        told = [i for i in reading.inside.get(n, []) if reading.claims[i].kind != "duration"]
        parts = [i for i in told if counted(reading, i) and reading.claims[i].kind == "count"]
        if len(parts) != len(told):
            return []
        if not told and block.kind == "heading" and not out:
            return []
        parts = [i for i in parts if not _names_many(reading, i, wanted)]
        if not parts and out and len(out) >= wanted:
            break
        out = [*parts, *out]
        if len(out) >= wanted:
            break
    listed = out and _line_before(reading, out[0])
    return out if len(out) == wanted and not listed else []


def _table_before(reading: Reading, number: int, wanted: int) -> list[int]:
    """The only column of counts of the table that ends with a sentence, where there are as many; or []."""
    table = reading.manuscript.blocks[reading.manuscript.sentences[number].block].table
    columns = [
        column
        for column in reading.columns
        if column and reading.manuscript.block_of(reading.claims[column[0]].start).table == table
    ]
    return columns[0] if len(columns) == 1 and len(columns[0]) == wanted else []


def _names_many(reading: Reading, index: int, wanted: int) -> bool:
    """Whether a number tells how many there are: "our three clinics filed their reports"."""
    return reading.claims[index].value == wanted


def _line_before(reading: Reading, first: int) -> bool:
    """Whether the line or sentence right before the first count is a line of the same list, with another count."""
    n = reading.sentence[first]
    sentences, blocks = reading.manuscript.sentences, reading.manuscript.blocks
    if not n or blocks[sentences[n].block].kind != "item":
        return False
    return blocks[sentences[n - 1].block].kind == "item"


def _alike(reading: Reading, whole: int, parts: list[int]) -> bool:
    """Whether a total and its parts count one thing: no other measure, and a noun that was told before."""
    total = reading.claims[whole]
    if not all(reading.claims[i].value < total.value for i in parts):
        return False
    measures = {reading.claims[i].measure for i in (whole, *parts)} - {""}
    if len(measures) > 1:
        return False
    said = fold(reading.manuscript.text[: total.start])
    nouns = stems(total.counted)
    return (
        not nouns
        or bool(total.measure and measures == {total.measure})
        or all(noun in said for noun in nouns[:1])
    )


def _of_their_time(reading: Reading, whole: int, parts: list[int]) -> bool:
    """Whether no period says that a total is of another time than its parts."""
    total = reading.claims[whole]
    if total.period is None:
        return True
    spans = [reading.claims[i].period for i in parts]
    if any(span is None for span in spans):
        return True
    joined = sorted({span for span in spans if span is not None})
    if joined == [total.period]:
        return True
    return total.period.start == joined[0].start and total.period.end == max(span.end for span in joined)


def _of_more(reading: Reading, sentence: int, many: int, whole: int) -> bool:
    """Whether words say that a total is of another time, of other things, or of more than what was counted."""
    said, start = reading.said(sentence), reading.manuscript.sentences[sentence].start
    clause = reading.manuscript.text[start : reading.claims[whole].end]
    clause += re.split(r"[,;.]", reading.after(whole) or "")[0]
    if reading.sums["beyond"].search(said) or any(
        reading.words[name].search(said) for name in ("partial", "earlier", "cut")
    ):
        return True
    if reading.sums["apart"].search(clause) or reading.words["base"].search(clause):
        return True
    claim = reading.claims[many]
    after = reading.manuscript.text[claim.end : reading.manuscript.sentences[sentence].end]
    noun = re.match(r"\s*[^\W\d_]+", after)
    rest = after[noun.end() :].lstrip() if noun else ""
    narrowed = reading.sums["place_of"].match(rest)
    if narrowed is None:
        return False
    named = stems(" ".join(re.findall(r"[^\W\d_]+", re.split(r"[,.;:]", rest[narrowed.end() :])[0])[:3]))
    before = fold(reading.manuscript.text[: claim.start])
    return not all(word in before for word in named[:1])


def _plain(reading: Reading, whole: int, parts: list[int]) -> bool:
    """Whether the counts are told flatly: none of them rounded, hedged, or said to be only some."""
    if any(reading.claims[i].hedge or reading.claims[i].projection for i in (whole, *parts)):
        return False
    said = [reading.said(n) for n in sorted({reading.sentence[i] for i in parts})]
    return not any(reading.words[name].search(text) for text in said for name in ("partial", "cut"))
