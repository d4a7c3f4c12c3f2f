"""Changes against evidence: a percentage or a multiple between two periods, by one definition at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from almenara.analysis.checking.held.counts import fits
from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.plainness import what_is_not_plain
from almenara.analysis.checking.held.said_by import speaks_for_us
from almenara.analysis.checking.held.telling import by, number, percent
from almenara.analysis.checking.held.vintages import Vintage
from almenara.analysis.checking.kindred import same, says_more
from almenara.model.claim import Claim, Verdict
from almenara.model.period import Period
from almenara.text.comparison_words import comparison_words

SLACK_POINTS, SLACK_SHARE = 3.0, 0.15
"""A percentage contradicts only what differs by more points than the first and by more than this share of it."""
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SLACK_OF_ANOTHER = 1.0
"""Points beside a change of another year's base within which a percentage may be of it."""
_EARLIER = 12
"""Years back to which a change may go that is told without its base."""


@dataclass(frozen=True)
class Pair:
    """A value and its base by one definition, both as they stood on one day."""

    value: Vintage
    base: Vintage
    day: date

    @property
    def percent(self) -> float:
        """Change in percent of the base."""
        return (self.value.value / self.base.value - 1) * 100

    @property
    def times(self) -> float:
        """The value as a multiple of the base."""
        return self.value.value / self.base.value


def judge_change(desk: Desk, claim: Claim) -> Ruling:
    """A percentage, a multiple or a difference against the period that it is compared with."""
    comparison = claim.comparison
    assert claim.place is not None and claim.period is not None
    if comparison is None or comparison.base_period is None:
        return Ruling("not-checkable", "The text does not say what it is compared with.")
    claim = at_its_end(claim)
    assert claim.place is not None and claim.period is not None
    base = _like(claim.period, comparison.base_period)
    if base.contains(claim.period) or claim.period.contains(base):
        return Ruling("not-checkable", "The text does not say plainly which two periods it compares.")
    if claim.kind == "times" and says_more(desk.manuscript, claim.start, claim.end):
        return _times_more(desk, claim, base)
    pairs = list(pairs_of(desk, claim, claim.measure, base))
    record = desk.held.record(claim.measure, claim.place, claim.period)
    meant, said = desk.definitions(claim, record)
    agree = [p for p in pairs if _agrees(claim, p)]
    early = [p for p in agree if p.day <= desk.knew]
    for found in (early[::-1], agree):  # by then, the newest; of what is known since, the first
        if mine := [p for p in found if p.value.definition in meant]:
            return _supported(desk, claim, mine[0], True, mine[0].day > desk.knew)
    if agree:
        best = early[-1] if early else agree[0]
        return _supported(desk, claim, best, False, not early)
    for measure in same(claim.measure):
        kin = [p for p in pairs_of(desk, claim, measure, base) if _agrees(claim, p)]
        if kin:
            return _supported(desk, claim, kin[0], not claim.measure_sure, kin[0].day > desk.knew)
    if crossed := _crossed(desk, claim, base, meant):
        return crossed
    return _disagreeing(desk, claim, pairs, meant, said)


def at_its_end(claim: Claim) -> Claim:
    """A change over a span of years, "from 2018 to 2023", as one of the last year against the first."""
    base = claim.comparison.base_period if claim.comparison else None
    if claim.kind not in ("percent", "times") or base is None or claim.period is None:
        return claim
    if (
        claim.period.start != base.start
        or base.end.year != base.start.year
        or claim.period.end.year == base.end.year
    ):
        return claim
    return replace(claim, period=Period.year(claim.period.end.year))


def _like(period: Period, base: Period) -> Period:
    """The base of a comparison; of months with a whole year before, the same months: "on the year before"."""
    years = period.start.year - base.start.year
    year = (base.start.month, base.start.day, base.end.month, base.end.day) == (1, 1, 12, 31)
    part = period.start.year == period.end.year and (period.end - period.start).days < 360
    if years > 0 and year and part and base.start.year == base.end.year:
        return period.years_earlier(years)
    return base


def _times_more(desk: Desk, claim: Claim, base: Period) -> Ruling:
    """ "Six times more", which writers use for six times as many and for seven times as many."""
    for pair in pairs_of(desk, claim, claim.measure, base):
        if pair.times > 1 and (claim.allows(pair.times) or claim.allows(pair.times - 1)):
            many = number(round(pair.times, 2))
            reason = (
                f"{shown(claim, pair)}: {many} times as many, {number(round(pair.times - 1, 2))} times more."
            )
            uses: tuple[Use, ...] = (("other", pair.value), ("base", pair.base))
            verdict: Verdict = "supported" if claim.allows(pair.times - 1) else "not-checkable"
            return Ruling(verdict, reason, uses, pair.value.definition)
    return Ruling("not-checkable", "“Times more” may mean times as many, or one time more than that.")


def pairs_of(desk: Desk, claim: Claim, measure: str, base_period: Period) -> Iterator[Pair]:
    """Value and base by each definition, as they stood on each day on which one of them changed; in order of days."""
    assert claim.place is not None and claim.period is not None
    record = desk.held.record(measure, claim.place, claim.period)
    base = desk.held.record(measure, claim.place, base_period)
    made: dict[tuple[str, float, float], Pair] = {}
    for definition in record.by_definition:
        days = {v.known for v in (*record.of(definition), *base.of(definition))}
        for day in sorted({*days, desk.knew, desk.now.as_of}):
            value, before = record.standing(definition, day), base.standing(definition, day)
            if value is None or before is None or not before.value or _quoted(desk, value, before):
                continue
            made.setdefault(
                (definition, value.value, before.value), Pair(value, before, max(value.known, before.known))
            )
    yield from sorted(made.values(), key=lambda p: p.day)


def _crossed(desk: Desk, claim: Claim, base_period: Period, meant: tuple[str, ...]) -> Ruling | None:
    """A value and a base of different editions, as an article compares them that kept the older base."""
    assert claim.place is not None and claim.period is not None
    record = desk.held.record(claim.measure, claim.place, claim.period)
    base = desk.held.record(claim.measure, claim.place, base_period)
    for definition in meant:
        value = record.standing(definition, desk.knew)
        for before in base.of(definition):
            if value is None or before.known > desk.knew or not before.value or _quoted(desk, value, before):
                continue
            pair = Pair(value, before, max(value.known, before.known))
            stood = base.standing(definition, desk.knew)
            if _agrees(claim, pair) and stood is not None:
                reason = (
                    f"{shown(claim, pair)} ({by(desk.now, value)}), with a base known {before.known} that stood "
                    f"at {number(stood.value)} when the text was written."
                )
                uses: tuple[Use, ...] = (("supports", value), ("base", before), ("other", stood))
                return Ruling("supported", reason, uses, definition)
    return None


def _quoted(desk: Desk, *vintages: Vintage) -> bool:
    return any(desk.quotes_us(v) for v in vintages)


def _agrees(claim: Claim, pair: Pair) -> bool:
    return fits(claim, _measured(claim, pair), least=1.0)


def _measured(claim: Claim, pair: Pair) -> float:
    """What the claim says of the pair: percent, times or a difference; positive where it goes the way that is told."""
    direction = claim.comparison.direction if claim.comparison else ""
    sign = {"rise": 1, "fall": -1}.get(direction, 0)
    if claim.kind == "times":
        return pair.times if sign >= 0 else 1 / pair.times if pair.times else 0.0
    value = pair.percent if claim.kind == "percent" else pair.value.value - pair.base.value
    return value * sign if sign else abs(value)


def shown(claim: Claim, pair: Pair) -> str:
    """The sum: "2,274 against 1,647 = +38.1 %"."""
    result = percent(pair.percent)
    if claim.kind == "times":
        result = f"{number(round(pair.times, 2))} times"
    elif claim.kind == "count":
        result = f"{pair.value.value - pair.base.value:+,.0f}".replace("-", "\N{MINUS SIGN}")
    return f"{number(pair.value.value)} against {number(pair.base.value)} = {result}"


def _supported(desk: Desk, claim: Claim, pair: Pair, mine: bool, late: bool) -> Ruling:
    c = desk.now
    reason = f"{shown(claim, pair)} ({by(c, pair.value)}, known {pair.day})"
    reason += "; the evidence held is of a later day than the text." if late else "."
    uses: list[Use] = [("supports", pair.value), ("base", pair.base)]
    if not mine:
        return Ruling("supported-other-definition", f"Only as {reason}", tuple(uses), pair.value.definition)
    return Ruling("supported", reason, tuple(uses), pair.value.definition)


def _disagreeing(desk: Desk, claim: Claim, pairs: list[Pair], meant: tuple[str, ...], said: bool) -> Ruling:
    c = desk.now
    official = [
        p
        for p in pairs
        if c.definition(p.value.definition).official and (not said or p.value.definition in meant)
    ]
    if not official:
        return Ruling("not-checkable", "Counts of the two periods by one official definition are not held.")
    known = [p for p in official if p.day <= desk.knew and p.value.definition in meant] or official
    best = known[-1]
    uses: tuple[Use, ...] = (("other", best.value), ("base", best.base))
    reason = f"{shown(claim, best)} ({by(c, best.value)}, known {best.day})"
    if missing := what_is_not_plain(desk, claim, kinds=("percent", "times", "count")):
        return Ruling("not-checkable", f"It differs from {reason}, but {missing}.", uses)
    if claim.comparison is not None and not claim.comparison.base_text and _from_another(desk, claim, meant):
        return Ruling(
            "not-checkable",
            f"The text does not say plainly with which period it is compared; {reason}.",
            uses,
        )
    if not speaks_for_us(claim, c, [p.value.definition for p in official]):
        return Ruling(
            "not-checkable", f"By official counts {reason}; the source named may count otherwise.", uses
        )
    if any(_near(claim, p, _slack(claim)) for p in pairs):
        return Ruling("not-checkable", f"It agrees with no edition held, but lies near one: {reason}.", uses)
    uses = (("contradicts", best.value), ("base", best.base))
    return Ruling("contradicted", f"{reason}; no edition held gives it.", uses, best.value.definition)


def other_bases(claim: Claim) -> list[Period]:
    """From what a change of a year or of its first months may be that is told without its base, but for the year
    before; none where it is told with it."""
    told, period = claim.comparison, claim.period
    if told is None or told.base_period is None or told.base_text or period is None:
        return []
    if not period.whole_months or period.start.month != 1 or period.month_count > 12:
        return []
    before = Period.months(period.start.year - 1, 13 - period.month_count, 12)
    return [before, *(period.years_earlier(years) for years in range(2, _EARLIER + 1))]


def _from_another(desk: Desk, claim: Claim, meant: tuple[str, ...]) -> bool:
    """Whether a change told without its base may be from another time than the year before: from the same time of any
    earlier year, from as many months before, or from what its sentence says in words that nobody could date."""
    assert claim.period is not None
    others, base = other_bases(claim), claim.comparison.base_period if claim.comparison else None
    if claim.kind != "percent" or not others or base is None or base.month_count != claim.period.month_count:
        return True
    if desk.manuscript.block_of(claim.start).table:
        return True  # there the base is its column's, or its notes'
    words = comparison_words(desk.manuscript.language)
    said = desk.manuscript.said(desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)])
    if any(int(year) != claim.period.start.year for year in _A_YEAR.findall(said)):
        return True
    hints = (m[0] for name in ("base", "from_base") for m in words[name].finditer(said))
    if any(words["own_time"].fullmatch(hint) is None for hint in hints):
        return True
    return any(
        _near(claim, p, _SLACK_OF_ANOTHER)
        for other in others
        for p in pairs_of(desk, claim, claim.measure, other)
        if p.value.definition in meant or not meant
    )


def _slack(claim: Claim) -> float:
    """How far beside a claim, in its unit, a value may lie that revisions explain."""
    if claim.kind == "times":
        return SLACK_SHARE * claim.value
    return max(SLACK_POINTS if claim.kind == "percent" else 2.0, SLACK_SHARE * abs(claim.value))


def _near(claim: Claim, pair: Pair, room: float) -> bool:
    """Whether what a pair gives lies within some room of the claim, in its unit."""
    value = _measured(claim, pair)
    low = claim.low if claim.low is not None else value
    high = claim.high if claim.high is not None else value
    return low - room <= value <= high + room
