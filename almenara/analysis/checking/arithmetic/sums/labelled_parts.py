"""Parts whose labels are numbers, too: "220 people: under 18, 66; 18 to 29, 88; 30 to 44, 44; 45 or older, 22"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.sums.totals import CLOSE, total_of

_FEWEST = 3
"""Parts of such a list, at least."""


def labelled_parts(reading: Reading) -> Iterator[Reckoning]:
    """The count in front of a colon against what semicolons part behind it, where each stretch ends with its count."""
    text = reading.manuscript.text
    for number, group in reading.inside.items():
        sentence = reading.manuscript.sentences[number]
        colon = text.find(":", sentence.start, sentence.end)
        before = [i for i in group if reading.claims[i].end <= colon and counted(reading, i)]
        if colon < 0 or len(before) != 1 or reading.found.get(before[0]) or reading.claims[before[0]].hedge:
            continue
        (whole,) = before
        parts = _parts(reading, group, colon + 1, sentence.end)
        if len(parts) < _FEWEST or reading.words["partial"].search(text[colon : sentence.end]):
            continue
        holds, done = total_of(reading, whole, parts)
        if holds or abs((done.computed or 0.0) - done.stated) <= CLOSE * done.stated:
            yield Reckoning(whole, done, tuple(parts))


def _parts(reading: Reading, group: list[int], start: int, end: int) -> list[int]:
    """The count that ends each stretch, some behind a label with a number; [] where a stretch ends otherwise."""
    text, out, labelled = reading.manuscript.text, [], 0
    for stretch in re.finditer(r"[^;]+", text[start:end]):
        first, last = start + stretch.start(), start + stretch.end()
        told = [i for i in group if first <= reading.claims[i].start < last]
        if not told or len(told) > 2:
            return []
        claim = reading.claims[told[-1]]
        behind = text[claim.end : last].strip(" .\n")
        if behind or claim.kind != "count" or claim.low != claim.high or not counted(reading, told[-1]):
            return []
        labelled += len(told) == 2
        out.append(told[-1])
    return out if labelled else []
