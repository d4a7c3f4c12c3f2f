"""Counts of one noun over spans that follow one another, against the span that they fill: months and their quarter.

What has a measure is summed with the other totals; this is for what is no measure, "31 robberies in April, 27 in May
and 22 in June. The second quarter closed with 90 robberies".
"""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told
from almenara.analysis.checking.arithmetic.sums.totals import tiling, total_of

OFF = 0.15
"""Share by which the spans may miss the whole and still be meant to make it up."""
BACK = 3
"""Sentences in which a whole and its spans stand."""


def spans_summed(reading: Reading) -> Iterator[Reckoning]:
    """Each count of a span that the spans of the counts told just before fill."""
    nouns = _nouns(reading)
    for whole, noun in sorted(nouns.items()):
        if any(done.kind in ("sum", "difference") for done in reading.found.get(whole, ())):
            continue
        span = reading.claims[whole].period
        near = [
            i for i in nouns
            if nouns[i] == noun and i < whole and reading.sentence[whole] - reading.sentence[i] <= BACK
        ]  # fmt: skip
        inner = {
            p: i for i in near if (p := reading.claims[i].period) and span and p != span and span.contains(p)
        }
        if span is None or len(inner) < 2:
            continue
        parts = tiling(sorted((p.start, p.end, i) for p, i in inner.items()), span.start, span.end)
        if len(parts) < 2 or len(parts) != len(near) or any(reading.conflict(whole, i) for i in parts):
            continue
        holds, done = total_of(reading, whole, parts)
        gap = abs((done.computed or 0.0) - done.stated)
        if holds or (gap <= OFF * done.stated and _meant(reading, whole, parts, gap)):
            yield Reckoning(whole, done, tuple(parts))


def _nouns(reading: Reading) -> dict[int, tuple[str, ...]]:
    """What each plain count without a measure counts: its noun, or that of the count before it in its sentence."""
    out: dict[int, tuple[str, ...]] = {}
    for group in reading.inside.values():
        last: tuple[str, ...] = ()
        for i in group:
            claim = reading.claims[i]
            if (
                claim.kind != "count"
                or claim.measure
                or claim.hedge
                or reading.cell(i)
                or not counted(reading, i)
            ):
                continue
            last = stems(claim.counted)[:1] or last
            if last and claim.period and not claim.period_open:
                out[i] = last
    return out


def _meant(reading: Reading, whole: int, parts: list[int], gap: float) -> bool:
    first, own = reading.sentence[parts[0]], reading.sentence[whole]
    if reading.claims[whole].value < 10:
        return False
    said = [reading.said(n) for n in range(first, own + 1)]
    if any(reading.words[name].search(text) for text in said for name in ("partial", "cut", "contrast")):
        return False
    if reading.words["earlier"].search(said[-1]) or reading.sums["beyond"].search(said[-1]):
        return False
    places = {reading.claims[i].place for i in (whole, *parts)} - {None}
    return len(places) < 2 and not gap_told(reading, gap, range(first, own + 2), (whole, *parts))
