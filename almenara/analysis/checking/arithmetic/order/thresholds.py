"""Numbers that the counts of a series never went across, or that only one did: "never fell below 300", "the only year
with more than 400"."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.order.superlatives import Saying, subject
from almenara.analysis.checking.arithmetic.order.told_series import UNITS, Told
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.model.claim import Arithmetic

_SIGNS = {"never_below": -1, "never_above": 1, "only_below": -1, "only_above": 1}
"""On which side of the number no count is to be, or one only: 1 above it."""


def thresholds(reading: Reading) -> Iterator[Reckoning]:
    """Each number that words set for a series, against the counts of the only series that it may be set for."""
    if not any(reading.series[name].search(reading.manuscript.text) for name in _SIGNS):
        return
    told = Told(reading, (*_SIGNS, "since"))
    for sentence in range(len(reading.manuscript.sentences)):
        words, place, said = reading.series, reading.manuscript.sentences[sentence], reading.said(sentence)
        hits = [(name, sign, hit) for name, sign in _SIGNS.items() for hit in words[name].finditer(said)]
        if len(hits) != 1:
            continue
        name, sign, hit = hits[0]
        rest = said[: hit.start()] + " " * len(hit[0]) + said[hit.end() :]
        start, end = place.start + hit.start(), place.start + hit.end()
        marks = [
            i
            for i in reading.inside.get(sentence, [])
            if start < reading.claims[i].end and reading.claims[i].start <= end + 1
        ]
        if (
            len(marks) != 1
            or reading.claims[marks[0]].kind != "count"
            or any(words[n].search(rest) for n in ("unsure", "ever"))
        ):
            continue
        yield from _held(
            told, sentence, name, sign, Saying(start, reading.claims[marks[0]].end, sign, hit[0]), marks[0]
        )


def _held(told: Told, sentence: int, name: str, sign: int, found: Saying, mark: int) -> Iterator[Reckoning]:
    claims = told.reading.claims
    series = told.beside(sentence, found.start, found.end, mark=mark)
    unit = next((size for n, size in UNITS.items() if told.reading.series[n].search(found.said)), 0)
    if series is None or (unit and unit != told.period(series[0]).month_count):
        return
    limit = claims[mark].value
    across = [i for i in told.since(sentence, series) if sign * (claims[i].value - limit) > 0]
    only = subject(told, sentence, found, series) if name.startswith("only") else None
    if name.startswith("only") and only is None:
        return
    wrong = [i for i in across if i != only] or [i for i in (only,) if i is not None and i not in across]
    if wrong:
        shown = f"{number(claims[wrong[0]].value)} against {number(limit)}"
        done = Arithmetic(
            "limit", limit, claims[wrong[0]].value, False, "does-not-follow", shown, (mark, wrong[0])
        )
        yield Reckoning(mark, done)
