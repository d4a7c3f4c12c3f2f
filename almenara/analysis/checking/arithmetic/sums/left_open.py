"""What leaves open whether parts make up their whole: a rest that is told behind them, a count that fills the gap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from almenara.analysis.checking.arithmetic.reading import Reading

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d{3})*(?![\w]|[.,]\d)")


def rest_follows(reading: Reading, sentence: int) -> bool:
    """Whether the next sentence of the paragraph tells of a rest: "The others have not been placed yet"."""
    sentences = reading.manuscript.sentences
    if sentence + 1 >= len(sentences) or sentences[sentence + 1].block != sentences[sentence].block:
        return False
    said = reading.said(sentence + 1)
    return bool(
        reading.words["rest"].search(said)
        or reading.slips["other"].search(said)
        or reading.sums["left"].search(said)
        or reading.slips["leaving"].search(said)
    )


def gap_told(reading: Reading, gap: float, sentences: Iterable[int], run: Iterable[int]) -> bool:
    """Whether a number of some sentences, none of those summed, is just what the parts miss their whole by.

    It may be one that was read as no quantity: "the unit against kidnapping 23".
    """
    summed, near = set(run), [n for n in sentences if 0 <= n < len(reading.manuscript.sentences)]
    others = [
        i for n in near for i in reading.inside.get(n, []) if i not in summed and not reading.is_change(i)
    ]
    if any(
        reading.claims[i].kind in ("count", "money") and abs(reading.claims[i].value - gap) < 1e-6
        for i in others
    ):
        return True
    read = [i for n in near for i in reading.inside.get(n, [])]
    for n in near:
        start = reading.manuscript.sentences[n].start
        for hit in _FIGURE.finditer(reading.manuscript.text, start, reading.manuscript.sentences[n].end):
            within = any(reading.claims[i].start <= hit.start() < reading.claims[i].end for i in read)
            if not within and float(re.sub(r"[.,]", "", hit[0])) == gap:
                return True
    return False
