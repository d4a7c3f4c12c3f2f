"""What leaves open whether parts make up their whole: a rest that is told behind them, a count that fills the gap."""

from __future__ import annotations

from collections.abc import Iterable

from almenara.analysis.checking.arithmetic.reading import Reading


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
    """Whether a count of some sentences, none of those summed, is just what the parts miss their whole by."""
    summed = set(run)
    return any(
        reading.claims[i].kind in ("count", "money") and abs(reading.claims[i].value - gap) < 1e-6
        for n in sentences
        for i in reading.inside.get(n, [])
        if i not in summed and not reading.is_change(i)
    )
