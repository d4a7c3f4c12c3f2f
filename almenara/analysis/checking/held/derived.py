"""What is worked out from counts: rates, averages a day, shares of a country, ranks among its states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from almenara.analysis.checking.held.counts import fits
from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.of_the_country import by_count, named_beside, of_the_country
from almenara.analysis.checking.held.plainness import what_is_not_plain
from almenara.analysis.checking.held.said_by import speaks_for_us
from almenara.analysis.checking.held.telling import by, number
from almenara.analysis.checking.held.vintages import ALL_TIME, Record, Vintage
from almenara.analysis.checking.kindred import near, same
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.text.frequencies import PER_DAY, months_of

FAR = 10.0
"""A rate or average by this factor from all that the counts give is of something else."""
FAR_SHARE = 3.0
"""The same of a share of the country's."""
OFF, OFF_OF_ALL = 0.25, 0.08
"""A rate or an average contradicts only what it lies further from than this share, of all that counts give; the second
is that of averages of a whole country's year, which every rule of counting in use is held of."""
_WORKED = ("rate", "average", "percent", "ratio")
"""Kinds that are worked out from counts."""
_YEAR = 365
"""Days of the shortest year."""

_PER = re.compile(r"\d[\d,.\s\N{NO-BREAK SPACE}]*")


@dataclass(frozen=True)
class Worked:
    """A value worked out, the vintages it stands on, and the sum in figures."""

    value: float
    vintage: Vintage
    bases: tuple[Vintage, ...]
    sum: str


def judge_rate(desk: Desk, claim: Claim) -> Ruling:
    """So many per 100,000 inhabitants: a count over the population of the period's last year, or of its first."""
    assert claim.place is not None and claim.period is not None
    per = _per(claim.unit)
    people = [v for year in _years(claim.period) for v in _people(desk, claim.place, year)]
    found = []
    for v in _known(desk, claim):
        for base in people:
            plain = v.value / base.value * per
            sums = f"{number(v.value)} / {number(base.value)} × {number(per)}"
            found.append(Worked(plain, v, (base,), f"{sums} = {plain:.1f}"))
            if claim.period.whole_months and claim.period.month_count % 12:
                scaled = plain * 12 / claim.period.month_count
                found.append(Worked(scaled, v, (base,), f"{sums}, put to a year = {scaled:.1f}"))
    return _held_to(
        desk, claim, found, "No count and population of that place and period are held by which to tell."
    )


def judge_average(desk: Desk, claim: Claim) -> Ruling:
    """So many a day: a count over the days of its period; so many a month, over its months."""
    assert claim.period is not None
    days: float = claim.period.days
    if months_of(claim.per, desk.manuscript.language) and claim.period.whole_months:
        days = claim.period.month_count / PER_DAY["month"]
    found = [
        Worked(v.value / days, v, (), f"{number(v.value)} / {round(days)} days = {v.value / days:.1f} a day")
        for v in _known(desk, claim)
    ]
    return _held_to(desk, claim, found, "No count of that place and period is held by which to tell.")


def judge_share(desk: Desk, claim: Claim) -> Ruling:
    """A percentage or ratio of a state's count in its country's."""
    assert claim.place is not None and claim.period is not None
    unsaid = Ruling("not-checkable", "The text does not say plainly of which whole it is a part.")
    pack = desk.now.pack_of(claim.place)
    if pack is None or claim.place.code == pack.code:
        return unsaid
    whole = desk.held.record(claim.measure, pack.country, claim.period)
    scale = 100 if claim.kind == "percent" else 1
    found = []
    for v in _known(desk, claim):
        total = whole.standing(v.definition, max(v.known, desk.knew))
        if total is not None and total.value:
            share = v.value / total.value * scale
            shown = f"{share:.1f} %" if scale == 100 else f"{share:.2f}"
            found.append(Worked(share, v, (total,), f"{number(v.value)} of {number(total.value)} = {shown}"))
    within = of_the_country(desk, claim)
    if within and named_beside(desk, claim):
        claim = replace(claim, place_sure=True)  # the country's name is that of the whole
    ruling = _held_to(desk, claim, found, unsaid.reason)
    return ruling if ruling.verdict.startswith("supported") or (found and within) else unsaid


def judge_rank(desk: Desk, claim: Claim) -> Ruling:
    """A place among the states of its country; contradicted only where it is told to be by count and of the country."""
    assert claim.place is not None and claim.period is not None
    pack = desk.now.pack_of(claim.place)
    if pack is None or claim.place.kind != "state":
        return Ruling("not-checkable", "Ranks are held against evidence only among the states of a country.")
    records = {s.code: desk.held.record(claim.measure, s, claim.period) for s in pack.states}
    meant, _ = desk.definitions(claim, records[claim.place.code])
    told: list[tuple[int, str, Vintage]] = []
    near_by = False
    for definition in dict.fromkeys((*meant, *records[claim.place.code].by_definition)):
        for day in dict.fromkeys((desk.knew, desk.now.as_of)):
            ranked = _ranked(records, definition, day)
            if ranked is None:
                continue
            mine = next(v for v in ranked if v.place.code == claim.place.code)
            rank = 1 + sum(v.value > mine.value for v in ranked)
            first = ranked[0]
            sums = f"{number(mine.value)}, rank {rank} of {len(ranked)} ({by(desk.now, mine)}, known {mine.known})"
            uses: tuple[Use, ...] = (("supports", mine), *((("base", first),) if first != mine else ()))
            if rank == claim.value:
                verdict = "supported" if definition in meant or not meant else "supported-other-definition"
                return Ruling(verdict, f"{sums}.", uses, definition)  # type: ignore[arg-type]
            told.append((rank, sums, mine))
            near_by = near_by or _close(ranked, mine, claim.value)
    if told:
        rank, sums, mine = told[0]
        if _plainly_another(desk, claim, [r for r, _, _ in told]) and not near_by:
            return Ruling(
                "contradicted", f"By count it is {sums}.", (("contradicts", mine),), mine.definition
            )
        reason = f"By count it is {sums}; the text may rank otherwise, as by rate."
        return Ruling("not-checkable", reason, (("other", mine),))
    return Ruling("not-checkable", "Counts of all states for the period are not held.")


_ALIKE = 0.05
"""Share by which two counts may differ whose ranks another edition may turn round."""


def _close(ranked: list[Vintage], mine: Vintage, place: float) -> bool:
    """Whether the count at the rank that a text tells is so near that another edition may have it otherwise."""
    at = int(place) - 1
    there = ranked[at].value if 0 <= at < len(ranked) else 0.0
    return abs(there - mine.value) <= _ALIKE * max(there, mine.value, 1.0)


def _plainly_another(desk: Desk, claim: Claim, ranks: list[int]) -> bool:
    """Whether a rank is told by count and of the whole country, and no list gives it, from the top or the bottom."""
    if what_is_not_plain(desk, claim, ("rank",)) or (
        claim.comparison is not None and claim.comparison.base_text
    ):
        return False
    if not (by_count(desk, claim) and of_the_country(desk, claim)) or claim.attribution:
        return False
    return all(rank != claim.value for rank in ranks)


def _ranked(records: dict[str, Record], definition: str, day: date) -> list[Vintage] | None:
    standing = [r.standing(definition, day) for r in records.values()]
    held = [v for v in standing if v is not None]
    return sorted(held, key=lambda v: -v.value) if len(held) == len(records) else None


def _known(desk: Desk, claim: Claim) -> Iterator[Vintage]:
    """Vintages of the claim's count, what stood when the text was written first."""
    assert claim.place is not None and claim.period is not None
    record = desk.held.record(claim.measure, claim.place, claim.period)
    meant, _ = desk.definitions(claim, record)
    order = sorted(record.by_definition, key=lambda d: (d not in meant, d))
    seen: set[tuple[str, float]] = set()
    for definition in order:
        stood = record.standing(definition, desk.knew)
        for v in ([stood] if stood else []) + list(record.of(definition)):
            if (definition, v.value) not in seen and not desk.quotes_us(v):
                seen.add((definition, v.value))
                yield v


def _held_to(desk: Desk, claim: Claim, found: list[Worked], nothing: str) -> Ruling:
    if not found:
        return Ruling("not-checkable", nothing)
    assert claim.place is not None and claim.period is not None
    meant, _ = desk.definitions(claim, desk.held.record(claim.measure, claim.place, claim.period))
    agree = [w for w in found if fits(claim, w.value)]
    agree.sort(key=lambda w: (w.vintage.definition not in meant, w.vintage.known > desk.knew))
    best = (
        agree[0]
        if agree
        else min(found, key=lambda w: (w.vintage.definition not in meant, abs(w.value - claim.value)))
    )
    reason = f"{best.sum} ({by(desk.now, best.vintage)}, known {best.vintage.known})"
    bases: tuple[Use, ...] = tuple(("base", v) for v in best.bases)
    if not agree:
        if _plainly_off(desk, claim, found):
            against: tuple[Use, ...] = (("contradicts", best.vintage), *bases)
            return Ruling("contradicted", f"By the counts held {reason}.", against, best.vintage.definition)
        other: tuple[Use, ...] = (("other", best.vintage), *bases)
        return Ruling("not-checkable", f"The nearest that the counts held give is {reason}.", other)
    late = "; the evidence held is of a later day than the text" if best.vintage.known > desk.knew else ""
    uses: tuple[Use, ...] = (("supports", best.vintage), *bases)
    if best.vintage.definition in meant or not meant:
        return Ruling("supported", f"{reason}{late}.", uses, best.vintage.definition)
    return Ruling("supported-other-definition", f"Only as {reason}{late}.", uses, best.vintage.definition)


def _plainly_off(desk: Desk, claim: Claim, found: list[Worked]) -> bool:
    """Whether a plain rate or average lies far from all that the counts give, official ones among them."""
    official = [w.vintage.definition for w in found if desk.now.definition(w.vintage.definition).official]
    if claim.kind not in _WORKED or not official or what_is_not_plain(desk, claim, _WORKED):
        return False
    written = {float(d) for d in (re.sub(r"\D", "", n) for n in _PER.findall(claim.text)) if d}
    if any(w.vintage.value in written for w in found):
        return False  # the number is the count itself, read as so many a day
    low = claim.low if claim.low is not None else claim.value
    high = claim.high if claim.high is not None else claim.value
    far = FAR_SHARE if claim.kind in ("percent", "ratio") else FAR
    if all(w.value < low / far or w.value > high * far for w in found):
        return False  # of another thing: a survey's rate of victims, most of whom report nothing
    assert claim.place is not None and claim.period is not None
    whole = claim.kind == "average" and claim.place.kind == "country" and claim.period.days >= _YEAR
    off = OFF_OF_ALL if whole else OFF
    told_so = [w for w in found if not _in_other_units(desk, claim, w.vintage)]
    values = [w.value for w in told_so] + (_averages_of_kin(desk, claim) if whole else [])
    apart = all(value < low * (1 - off) or value > high * (1 + off) for value in values)
    told = claim.comparison
    compared = told is not None and bool(told.direction or told.base_text or told.base_period)
    return apart and not compared and speaks_for_us(claim, desk.now, official)


def _in_other_units(desk: Desk, claim: Claim, vintage: Vintage) -> bool:
    """Whether a value counts in another unit than a claim's words leave possible of the same publisher: case files,
    where victims are told."""
    meant = [desk.now.definition(d) for d in claim.definitions]
    held = desk.now.definition(vintage.definition)
    units = {d.unit for d in meant if d.publisher == held.publisher}
    return bool(units) and held.unit not in units


def _averages_of_kin(desk: Desk, claim: Claim) -> list[float]:
    """Averages a day by measures that the words may mean, too: homicides and femicides told as homicides."""
    assert claim.place is not None and claim.period is not None
    records = (
        desk.held.record(measure, claim.place, claim.period)
        for measure in (*same(claim.measure), *near(claim.measure))
    )
    return [v.value / claim.period.days for record in records for v in record.every()]


def _per(unit: str) -> float:
    """Inhabitants that a rate is of: 100,000 where its unit does not say."""
    found = _PER.search(unit)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return float(digits) if digits and int(digits) > 1 else 100_000.0


def _years(period: Period) -> list[Period]:
    return [Period.year(y) for y in dict.fromkeys((period.end.year, period.start.year))]


def _people(desk: Desk, place: Place, year: Period) -> list[Vintage]:
    """Populations of a place in a year, by every definition, the preferred first."""
    record = desk.held.record("population", place, ALL_TIME)
    held = [
        v for v in record.every() if v.period.start <= year.end and v.period.end >= year.start and v.value
    ]
    return sorted(held, key=lambda v: desk.now.preference(v.place, v.measure, v.definition))


def rank_places(context: Context, place: Place) -> list[Place]:
    """The places that a state is ranked among."""
    pack = context.pack_of(place)
    return list(pack.states) if pack and place.kind == "state" else []
