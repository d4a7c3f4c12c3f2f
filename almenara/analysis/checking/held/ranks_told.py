"""Ranks among a country's states that hold in no way in which the text could mean them.

A rank need not be by count, nor of the time and crime that its sentence seems to tell. So it is called wrong only where
no measure and no time that the text speaks of gives it, by count or by rate, from the top or from the bottom, by any
rule of counting held, and where its words rank nothing else: a change, a region, a list, what was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.said_by import speaks_for_us
from almenara.analysis.checking.held.vintages import ALL_TIME, Ask, Held, Record, Vintage
from almenara.analysis.checking.kindred import near, same, words
from almenara.model.claim import Claim
from almenara.model.period import Period
from almenara.model.place import Place

ALIKE = 0.08
"""Share by which two values may differ whose ranks another edition may turn round."""
MOST = 24
"""Readings of one text beyond which a rank is left open."""


def without_any_such_rank(desk: Desk, claims: Sequence[Claim], rulings: list[Ruling]) -> list[Ruling]:
    """The rulings; a rank that was left open is contradicted where no reading of the text gives it."""
    open_ones = [n for n, claim in enumerate(claims) if _is_open(desk, claim, rulings[n])]
    if not open_ones:
        return rulings
    out = list(rulings)
    for number in open_ones:
        claim = claims[number]
        read = list(dict.fromkeys(_readings(claims, claim)))
        if len(read) <= MOST and not _may_hold(desk, claim, read):
            uses: tuple[Use, ...] = tuple(("contradicts", use) for _, use in rulings[number].uses)
            by_count = rulings[number].reason.partition(";")[0]
            reason = (
                f"{by_count}; nor is it {claim.value:.0f} by rate, or of another time that the text tells."
            )
            out[number] = replace(rulings[number], verdict="contradicted", uses=uses, reason=reason)
    return out


def _is_open(desk: Desk, claim: Claim, ruling: Ruling) -> bool:
    if claim.kind != "rank" or ruling.verdict != "not-checkable" or not ruling.uses or not claim.place_sure:
        return False
    if claim.denied or claim.projection or (claim.comparison is not None and claim.comparison.base_text):
        return False
    held = [use.definition for _, use in ruling.uses if isinstance(use, Vintage)]
    said = _said(desk, claim)
    return (
        bool(held)
        and speaks_for_us(claim, desk.now, held)
        and not said.rstrip().endswith("?")
        and not _otherwise(desk.manuscript.language).search(said)
    )


def _said(desk: Desk, claim: Claim) -> str:
    return desk.manuscript.said(desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)])


@lru_cache
def _from_below(language: str) -> re.Pattern[str]:
    """Words of a paragraph that ranks from the least up."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('ranked_from_below')[language])})(?!\w)", re.IGNORECASE)


@lru_cache
def _otherwise(language: str) -> re.Pattern[str]:
    """Words of a sentence that rank something else than a state's count or rate among all states."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('ranked_otherwise')[language])})(?!\w)", re.IGNORECASE)


def _readings(claims: Sequence[Claim], claim: Claim) -> Iterator[tuple[str, Period]]:
    """Measures and times that a rank may be of: its own, those of the text, and the year before each where its
    sentence tells no time."""
    measures = {c.measure for c in claims if c.measure and c.kind in ("count", "rank", "rate", "percent")}
    measures |= {m for measure in (claim.measure,) for m in (measure, *same(measure), *near(measure))}
    periods = {c.period for c in claims if c.period is not None and c.period.whole_months}
    periods |= {claim.period} if claim.period is not None else set()
    for measure in sorted(measures):
        for period in sorted(periods, key=lambda p: (p.start, p.end)):
            yield measure, period
            if not claim.period_sure:
                yield measure, period.years_earlier()


def _may_hold(desk: Desk, claim: Claim, read: list[tuple[str, Period]]) -> bool:
    """Whether some reading gives the rank, or comes so near to it that another edition may."""
    assert claim.place is not None
    pack = desk.now.pack_of(claim.place)
    if pack is None:
        return True
    states = list(pack.states)
    asks = [Ask(measure, state, period) for measure, period in read for state in states]
    held = Held(desk.now, desk.then, [*asks, *(Ask("population", state, ALL_TIME) for state in states)])
    people = {state.code: held.record("population", state, ALL_TIME) for state in states}
    block = desk.manuscript.block_of(claim.start)
    said = desk.manuscript.text[block.start : block.end]
    from_below = _from_below(desk.manuscript.language).search(said) is not None
    told = False
    for measure, period in read:
        records = {state.code: held.record(measure, state, period) for state in states}
        for values in _rankings(records, people, period, (desk.knew, desk.now.as_of)):
            told = told or (measure, period) == (claim.measure, claim.period)
            if _holds(values, claim.place, claim.value, from_below):
                return True
    return not told


def _rankings(
    records: Mapping[str, Record], people: Mapping[str, Record], period: Period, days: Sequence[date]
) -> Iterator[Mapping[str, float]]:
    """Values by state: counts of each rule as known on each day, and the same over the inhabitants."""
    definitions = dict.fromkeys(d for record in records.values() for d in record.by_definition)
    for definition in definitions:
        for day in dict.fromkeys(days):
            standing = {code: record.standing(definition, day) for code, record in records.items()}
            counts = {code: v.value for code, v in standing.items() if v is not None}
            if len(counts) < len(records):
                continue
            yield counts
            heads = {code: _inhabitants(people[code], period) for code in counts}
            if all(heads.values()):
                yield {code: value / heads[code] for code, value in counts.items()}


def _inhabitants(record: Record, period: Period) -> float:
    held = [v for v in record.every() if v.period.start <= period.end and v.period.end >= period.start]
    return held[-1].value if held else 0.0


def _holds(values: Mapping[str, float], place: Place, rank: float, from_below: bool) -> bool:
    """Whether a state has a rank, or nearly the value of the state that has it."""
    mine = values[place.code]
    ordered = sorted(values.values(), reverse=True)
    at = int(rank) - 1
    if not 0 <= at < len(ordered):
        return False
    there = (ordered[at], ordered[-1 - at]) if from_below else (ordered[at],)
    return any(abs(value - mine) <= ALIKE * max(value, mine) for value in there)
