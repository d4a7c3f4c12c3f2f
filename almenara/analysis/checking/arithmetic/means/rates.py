"""Rates over so many heads against a count and a population: "150 murders among 300,000 people, or 50 per 100,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import goes_on_about, points_away, shows
from almenara.analysis.checking.arithmetic.operands import compared
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    meet,
    number,
    span,
    stated,
    stems,
    stems_in,
)
from almenara.model.claim import Arithmetic

_BESIDE = 48
"""Characters between a count and the rate that restates it, at most, where its people are told in a sentence before."""
_BREAK = re.compile(r";|[.:]\s")
_PEOPLE = 10_000
"""A number of people from here on may be that of a place, whatever a rate is taken over."""


def rates(reading: Reading) -> Iterator[Reckoning]:
    """Each rate against count and population of its own sentence or the ones beside it."""
    for index, claim in enumerate(reading.claims):
        if claim.kind == "rate" and not claim.projection and not reading.cell(index):
            yield from _rate(reading, index)


def _rate(reading: Reading, index: int) -> Iterator[Reckoning]:
    sentence, heads = reading.sentence[index], heads_of(reading.claims[index].unit)
    here = [i for n in (sentence, *reading.near(sentence, 1)) for i in reading.inside.get(n, [])]
    people = [i for i in here if reading.claims[i].kind == "count" and _people(reading, i)]
    people = [i for i in people if reading.claims[i].value > min(_PEOPLE, heads)]
    counts = [i for i in here if counted(reading, i) and i not in people and not reading.conflict(index, i)]
    if own := [i for i in counts if reading.sentence[i] == sentence]:
        counts = own  # what its own sentence counts, and not what the next one counts elsewhere
    if len(people) != 1 or not counts or span(reading.claims[people[0]])[0] <= 0:
        return
    tried = [_over(reading, index, i, people[0], heads) for i in counts]
    if kept := [done for done in tried if done.holds]:
        yield Reckoning(index, kept[0])
    elif len(tried) == 1 and _stands_on(reading, index, counts[0], people[0]):
        yield Reckoning(index, tried[0])


def _over(reading: Reading, index: int, count: int, people: int, heads: float) -> Arithmetic:
    """A count over a number of people, as a rate says it."""
    claim, of, among = (reading.claims[i] for i in (index, count, people))
    (low, high), population = span(of), span(among)
    true = heads * low / population[1], heads * high / population[0]
    computed = heads * of.value / among.value
    slack = 0.02 * computed
    holds = meet((true[0] - slack, true[1] + slack), stated(claim))
    shown = f"{number(of.value)} / {number(among.value)} × {number(heads)} = {computed:.1f}"
    error = "" if holds else "does-not-follow"
    return Arithmetic("rate", claim.value, computed, holds, error, shown, (count, people))


def _people(reading: Reading, index: int) -> bool:
    """Whether a count is of those who live in a place: "inhabitants", "a city of 300,000 people"."""
    claim = reading.claims[index]
    noun = claim.counted or reading.after(index)[:24]
    if reading.words["people"].search(noun) or (claim.measure == "population" and claim.measure_sure):
        return True
    anybody = reading.slips["anybody"].match(noun.strip())
    return anybody is not None and reading.slips["of_heads"].search(reading.before(index)) is not None


def _noun(reading: Reading, index: int) -> str:
    """What a number counts, where it is told right behind it."""
    said, after = reading.claims[index].counted, reading.after(index).lstrip()
    return said if said and after.startswith(said.split()[0]) else ""


def heads_of(unit: str) -> float:
    """The heads that a rate is over: 1,000 of "per 1,000"; 100,000 where nothing tells."""
    digits = re.sub(r"\D", "", unit)
    return float(digits) if digits else 1e5


def _stands_on(reading: Reading, index: int, count: int, people: int) -> bool:
    """Whether a rate says again what a count and the people of its sentence, or of the one before, make."""
    claim, number_ = reading.claims[index], reading.sentence[index]
    if count not in reading.inside[number_] or claim.hedge not in ("", "about") or not claim.per:
        return False
    if points_away(reading, index):
        return False
    if people in reading.inside[number_]:
        return _restates(reading, index, count, people) or _is_shown(reading, index, count, people)
    sentences = reading.manuscript.sentences
    return (
        reading.sentence[people] == number_ - 1
        and sentences[number_ - 1].block == sentences[number_].block
        and 0 < claim.start - reading.claims[count].end <= _BESIDE
        and goes_on_about(reading, count)
        and not re.search(r"[;]|\.\s", reading.before(index))
    )


def _restates(reading: Reading, index: int, *two: int) -> bool:
    """Whether a rate stands behind its count and its people, and nothing else is named between: "or 50 per 100,000"."""
    text, start = reading.manuscript.text, reading.claims[index].start
    end = max(reading.claims[i].end for i in two)
    if end > start or re.search(r";|\.\s", text[end:start]):
        return False
    return _names_no_other(reading, index, text[end:start], *two)


def _is_shown(reading: Reading, index: int, *two: int) -> bool:
    """Whether its count and its people stand right behind a rate and a colon: "50 per 100,000: 150 among 300,000"."""
    text, claim = reading.manuscript.text, reading.claims[index]
    first, last = sorted(two)
    if first < index or not shows(reading, index, first):
        return False
    if _BREAK.search(text, reading.claims[first].end, reading.claims[last].start):
        return False
    lead = text[reading.manuscript.sentences[reading.sentence[index]].start : claim.start]
    return not _BREAK.search(lead) and _names_no_other(reading, index, lead, *two)


def _names_no_other(reading: Reading, index: int, lead: str, *two: int) -> bool:
    """Whether words in front of a rate name nothing but what was counted, where, and that it is a rate."""
    after = re.split(r"[,;:.(—–]", reading.after(index))[0]
    if compared(reading, lead) or any(reading.words["contrast"].search(said) for said in (lead, after)):
        return False
    claim = reading.claims[index]
    same = any(
        reading.claims[i].measure == claim.measure != "" and reading.claims[i].measure_sure for i in two
    )
    named = [_noun(reading, i) for i in two] + ([claim.counted] if same else [])
    places = [hit[0] for hit in reading.slips["place_kind"].finditer(reading.said(reading.sentence[index]))]
    said = f"{lead} {after}"
    said = reading.without(said, "idle", "so", "restating", "a_rate")
    said = reading.slips["anybody"].sub(" ", reading.words["people"].sub(" ", said))
    left = stems_in(said) - set(stems(" ".join(named)))
    if len(places) < 2 and _told_as_its(reading, *two):
        left -= set(stems(" ".join(places)))  # "among its 300,000 people, the city has a rate of"
    return left <= set(stems(" ".join(places[:-1])))


def _told_as_its(reading: Reading, *two: int) -> bool:
    """Whether people are told as those of a place that is named behind them: "among its 300,000 people"."""
    return any(reading.slips["its"].search(reading.before(i)[-24:]) for i in two)
