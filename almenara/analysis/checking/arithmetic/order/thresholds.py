"""Numbers that the counts of a series never went across, or that only one did: "never fell below 300", "the only year
with more than 400"."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.order.superlatives import Saying, series_of, subject
from almenara.analysis.checking.arithmetic.order.told_series import Told, unit_told, without
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
        threshold = _threshold(reading, sentence)
        if threshold is not None:
            yield from _held(told, sentence, *threshold)


def _threshold(reading: Reading, sentence: int) -> tuple[str, Saying, int] | None:
    """The only words of a sentence that set a number for counts, by their name, and that number; None where they are
    not said for certain."""
    words, claims, said = reading.series, reading.claims, reading.said(sentence)
    hits = [(name, hit) for name in _SIGNS for hit in words[name].finditer(said)]
    if len(hits) != 1:
        return None
    name, hit = hits[0]
    if any(words[n].search(without(said, hit)) for n in ("unsure", "ever")):
        return None
    start = reading.manuscript.sentences[sentence].start + hit.start()
    end = start + len(hit[0])
    marks = [
        i for i in reading.inside.get(sentence, []) if start < claims[i].end and claims[i].start <= end + 1
    ]
    if len(marks) != 1 or claims[marks[0]].kind != "count":
        return None
    found = Saying(start, claims[marks[0]].end, _SIGNS[name], hit[0], unit_told(reading, hit[0]))
    return name, found, marks[0]


def _held(told: Told, sentence: int, name: str, found: Saying, mark: int) -> Iterator[Reckoning]:
    claims = told.reading.claims
    series = series_of(told, sentence, found, mark=mark)
    if series is None:
        return
    limit, only = claims[mark].value, None
    across = [i for i in told.since(sentence, series) if found.sign * (claims[i].value - limit) > 0]
    if name.startswith("only"):
        only = subject(told, sentence, found, series)
        if only is None:
            return
    wrong = [i for i in across if i != only]
    if only is not None and only not in across:
        wrong.append(only)
    if wrong:
        shown = f"{number(claims[wrong[0]].value)} against {number(limit)}"
        used = (mark, wrong[0])
        yield Reckoning(
            mark, Arithmetic("limit", limit, claims[wrong[0]].value, False, "does-not-follow", shown, used)
        )
