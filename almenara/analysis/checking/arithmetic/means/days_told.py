"""Averages over a length of days that the text tells itself: "As the month had 29 days, the average was 79 a day"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.means.averages import FAR
from almenara.analysis.checking.arithmetic.means.lengths import length_told, span_told
from almenara.analysis.checking.arithmetic.means.restating import restates
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, cut_off, meet, number
from almenara.model.claim import Arithmetic

_LEAST = 20
"""Below it a count has so few averages that another one fits by chance."""


def days_told(reading: Reading) -> Iterator[Reckoning]:
    """Averages of which no other sum was found, behind a number of days in their sentence."""
    for index, claim in enumerate(reading.claims):
        if claim.kind != "average" or claim.projection or claim.denied or reading.cell(index):
            continue
        if reading.found.get(index) or claim.hedge not in ("", "about") or claim.value <= 0:
            continue
        days, slack = _days(reading, index), 0.0
        if not days and claim.period is None:
            days, slack = span_told(reading, index)
        if days < 2:
            continue
        done = [_averaged(reading, index, count, days, slack) for count in _counts(reading, index)]
        if kept := next((one for one in done if one.holds), None):
            yield Reckoning(index, kept)
        elif (
            len(done) == 1
            and restates(reading, index, done[0].claims[1])
            and claim.value / FAR <= (done[0].computed or 0.0) <= claim.value * FAR
        ):
            yield Reckoning(index, done[0])


def _days(reading: Reading, index: int) -> float:
    """The days that the sentence of an average tells before it, where it tells one length only; else 0."""
    group = reading.inside[reading.sentence[index]]
    told = [i for i in group[: group.index(index)] if reading.claims[i].kind == "duration"]
    if not told:
        return length_told(reading, index)
    if len(told) != 1 or reading.claims[told[0]].unit != "days":
        return 0.0
    between = reading.manuscript.text[reading.claims[told[0]].end : reading.claims[index].start]
    return 0.0 if re.search(r"[;:]|\.\s", between) else reading.claims[told[0]].value


def _counts(reading: Reading, index: int) -> list[int]:
    """What may be averaged: the counts before it in its sentence, else those of the sentence before; their total alone,
    where one is the sum of the others."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    for n in (own, own - 1):
        if n < 0 or sentences[n].block != sentences[own].block:
            break
        told = [i for i in reading.inside.get(n, []) if _may_be(reading, index, i)]
        begun = reading.manuscript.text.rfind(";", sentences[n].start, reading.claims[index].start)
        told = [
            i for i in told if reading.claims[i].start > begun
        ] or told  # "…; in the five months since, 627"
        totals = [i for i in told if set(told) - {i} <= set(reading.totals.get(i, ()))]
        if told:
            return totals if len(told) > 1 and len(totals) == 1 else told
    return []


def _may_be(reading: Reading, index: int, other: int) -> bool:
    claim = reading.claims[other]
    plain = claim.kind == "count" and counted(reading, other) and claim.hedge in ("", "about")
    before = claim.end <= reading.claims[index].start
    apart = reading.conflict(index, other) or reading.of_other_times(index, other)
    return plain and before and claim.value >= _LEAST and not apart


def _averaged(reading: Reading, index: int, count: int, days: float, slack: float) -> Arithmetic:
    claim, of = reading.claims[index], reading.claims[count]
    computed = of.value / days
    low = (of.low if of.low is not None else of.value) / (days + slack)
    high = (of.high or of.value) / (days - slack)
    holds = meet((low, high), cut_off(claim))
    shown = f"{number(of.value)} / {number(round(days, 1))} days = {number(round(computed, 2))} a day"
    error = "" if holds else "wrong-average"
    return Arithmetic("average", claim.value, computed, holds, error, shown, (index, count))
