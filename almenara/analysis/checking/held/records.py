"""Records against the published series: "the highest figure since 2015", where a later year's is higher.

A count that is one that was published, to the unit, is of that series. What the text says of it - that it is the most
or the least since a year, of so many years, of the whole series - is wrong where another value of the same definition,
place and like period is plainly beyond it, as it stood when the text was written and as it stands now. Nothing is said
of values that are not held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from almenara.analysis.checking.arithmetic.reading import stems
from almenara.analysis.checking.bodies import called
from almenara.analysis.checking.held.telling import by, number
from almenara.analysis.checking.held.vintages import Ask, Held, Vintage
from almenara.analysis.context import Context
from almenara.model.claim import Arithmetic, Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import Place, fold
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods
from almenara.text.record_sayings import (
    RecordSaying,
    goes_on_about_it,
    is_a_base,
    opens_about_it,
    record_sayings,
)

LEAST = 100
"""Counts below are equal to others by chance, and differ by next to nothing."""
_FAR = 130
"""Characters between a count and what is said of it, at most."""
_AROUND = 700
"""Characters around a record of a year within which the count of that year is told."""
_SERIES = 3
"""Times of which one count is told from which on a text tells a series."""
_BACK = 40
"""Years looked back on."""
_STOP = re.compile(r"[;:()]|[.!?](?:\s|$)")
_CLOSED = re.compile(r"[;()]|[.!?]\s")
_ASIDE = re.compile(r"\([^()\d]*\)")
_CAPITAL = re.compile(r"(?<![^\s(«“\"'‘’])[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w’'-]*")


@dataclass(frozen=True)
class _Record:
    """A saying, and the number of the claim that it is of."""

    saying: RecordSaying
    claim: int


def with_records(
    claims: Sequence[Claim], manuscript: Manuscript, now: Context, then: Context | None
) -> list[Claim]:
    """The judged claims; a count that is called a record, and is none by its own series, with that series' value."""
    out = list(claims)
    sayings = list(record_sayings(manuscript))
    if not sayings:
        return out
    times = [t for t in find_periods(manuscript) if t.period is not None]
    records = [
        _Record(saying, index)
        for saying in sayings
        if (index := _subject(claims, manuscript, times, saying, now)) is not None
        and _of_the_same(claims[index], manuscript, now, saying)
    ]
    records = [_as_told_then(claims, record) for record in records]
    others = {record: list(_others(claims[record.claim], record.saying)) for record in records}
    asks = [
        Ask(claims[record.claim].measure, place, period)
        for record, periods in others.items() if (place := claims[record.claim].place) is not None
        for period in (*periods, _period(claims[record.claim]))
    ]  # fmt: skip
    held = Held(now, then, asks)
    day = then.as_of if then is not None else manuscript.published or now.as_of
    for record, periods in others.items():
        claim = claims[record.claim]
        if any(not done.holds for done in claim.arithmetic):
            continue
        found = _refuted(record, claim, held, periods, day, now)
        if found is not None:
            out[record.claim] = replace(out[record.claim], arithmetic=(*claim.arithmetic, found))
    return out


def _as_told_then(claims: Sequence[Claim], record: _Record) -> _Record:
    """A record of the times up to its own, where the text goes on to later ones."""
    own = claims[record.claim]
    later = any(c.measure == own.measure and c.place == own.place and _later(c, own) for c in claims)
    return replace(record, saying=replace(record.saying, whole=False)) if later else record


def _later(one: Claim, other: Claim) -> bool:
    return one.period is not None and other.period is not None and one.period.start > other.period.start


def _period(claim: Claim) -> Period:
    assert claim.period is not None
    return claim.period


def _published(claim: Claim) -> bool:
    """Whether a claim is an exact count of whole months that is what was published of it."""
    told = claim.verdict in ("supported", "outdated", "supported-other-definition") and bool(claim.definition)
    exact = claim.kind == "count" and not claim.hedge and claim.low == claim.high == claim.value >= LEAST
    spans = claim.period is not None and claim.period.whole_months and not claim.period_open
    plain = not (claim.projection or claim.denied) and claim.place is not None
    return told and exact and spans and plain


_AT = re.compile(r"[^\w\d]+(?:[^\W\d]{4}\s)?(?:at|with|of|con|de|com)\s(?:l[oa]s?\s|el\s|[oa]s?\s)?")
"""Between a record and the count that it is: "the record year at 13,068"."""


def _subject(
    claims: Sequence[Claim],
    manuscript: Manuscript,
    times: list[PeriodMention],
    saying: RecordSaying,
    now: Context,
) -> int | None:
    """The count that a record is said of: in its sentence, or told before it, or of the year that it is said of."""
    inside = [i for i, c in enumerate(claims) if saying.lead <= c.start < saying.tail and c.kind == "count"]
    for i in inside:
        if _AT.fullmatch(manuscript.text, saying.end, max(claims[i].start, saying.end)):
            return i if claims[i].start >= saying.end and _published(claims[i]) else None
    inside = [i for i in inside if not (saying.start <= claims[i].start < saying.end)]
    told = _years_told(times, saying)
    if opens_about_it(manuscript, saying.lead, saying.start):
        if (index := _told_before(claims, manuscript, saying)) is not None:
            return index
        inside = [i for i in inside if claims[i].start >= saying.end]
    if any(_published(claims[i]) for i in inside):
        index = _in_the_sentence(claims, manuscript, saying, inside, now)
        years = {t.period for t in told if t.end <= saying.start}
        if index is None or not _published(claims[index]) or years - {claims[index].period}:
            return None
        return index
    if told:
        return _of_the_year(claims, manuscript, saying, told)
    return _told_before(claims, manuscript, saying) if saying.never else None


def _years_told(times: list[PeriodMention], saying: RecordSaying) -> list[PeriodMention]:
    """Times of a sentence that are not those since when something is a record, nor bases."""
    return [
        t for t in times
        if saying.lead <= t.start < saying.tail and not (saying.start <= t.start < saying.end)
        and (t.relation == "in" or saying.never) and not t.reporting and not t.edition
    ]  # fmt: skip


def _in_the_sentence(
    claims: Sequence[Claim], manuscript: Manuscript, saying: RecordSaying, inside: list[int], now: Context
) -> int | None:
    """The last count before the words that is no base of a comparison; else the first behind them."""
    before = [
        i for i in inside if claims[i].end <= saying.start and not is_a_base(manuscript, claims[i].start)
    ]
    text = manuscript.text
    if before:
        index = before[-1]
        between = _ASIDE.sub(" ", text[claims[index].end : saying.start])
        other = [i for i in inside if claims[index].end <= claims[i].start < saying.start]
        far = len(between) > _FAR or not _leads_on(manuscript, saying, claims[index].end)
        names = _names(between, claims[index], now)
        return (
            None if far or names or any(not is_a_base(manuscript, claims[i].start) for i in other) else index
        )
    behind = [i for i in inside if claims[i].start >= saying.end]
    if not behind:
        return None
    index = behind[0]
    between = text[saying.end : claims[index].start]
    far = len(between) > _FAR or _CLOSED.search(between) is not None
    if far or _names(between, claims[index], now) or is_a_base(manuscript, claims[index].start):
        return None
    return index if len({claims[i].period for i in behind}) == 1 or _STOP.search(between) else None


def _leads_on(manuscript: Manuscript, saying: RecordSaying, start: int) -> bool:
    """Whether what stands between a count and words behind it ends no clause, or they only go on about the count."""
    between = _ASIDE.sub(lambda aside: "_" * len(aside[0]), manuscript.text[start : saying.start])
    stops = list(_STOP.finditer(between))
    if not stops or saying.never:
        return True
    return len(stops) == 1 and goes_on_about_it(manuscript, start + stops[-1].end(), saying.start)


def _names(between: str, claim: Claim, now: Context) -> list[str]:
    """Names in a stretch that are neither of a claim's place nor of who counts."""
    known = " ".join([claim.place.name, *claim.place.aliases] if claim.place else [])
    known += " " + " ".join(a.name for a in claim.attribution)
    mine = set(fold(known).split())
    capital = [re.sub(r"[’']s$", "", name) for name in _CAPITAL.findall(between)]
    found = [name for name in capital if not set(fold(name).split()) <= mine]
    return [name for name in found if not called(name, now)]


def _told_before(claims: Sequence[Claim], manuscript: Manuscript, saying: RecordSaying) -> int | None:
    """The count of the sentence before: the only one, or that of the latest time where all are of one series."""
    number = manuscript.sentence_at(saying.start)
    sentences = manuscript.sentences
    if number == 0 or sentences[number - 1].block != sentences[number].block:
        return None
    before = sentences[number - 1]
    all_of_it = [
        i for i, c in enumerate(claims) if before.start <= c.start < before.end and c.kind == "count"
    ]
    counts = [i for i in all_of_it if _published(claims[i])]
    if not counts or any(not _published(claims[i]) and claims[i].measure for i in all_of_it):
        return None
    if len({(claims[i].measure, claims[i].place, claims[i].definition) for i in counts}) > 1:
        return None
    last = max(counts, key=lambda i: _period(claims[i]))
    return last if sum(claims[i].period == claims[last].period for i in counts) == 1 else None


def _of_the_year(
    claims: Sequence[Claim], manuscript: Manuscript, saying: RecordSaying, told: list[PeriodMention]
) -> int | None:
    """The count of the one year that a sentence without counts speaks of, where those around are of one series."""
    periods = {t.period for t in told}
    if len(periods) != 1:
        return None
    (period,) = periods
    near = [
        i for i, c in enumerate(claims)
        if _published(c) and saying.start - _AROUND <= c.start <= saying.end + _AROUND
    ]  # fmt: skip
    told_of: dict[tuple[str, Place | None, str], list[int]] = {}
    for i in near:
        told_of.setdefault((claims[i].measure, claims[i].place, claims[i].definition), []).append(i)
    series = [group for group in told_of.values() if len({claims[i].period for i in group}) >= _SERIES]
    if len(series) != 1 and len({key[:2] for key in told_of}) != 1:
        return None
    hits = [i for i in (series[0] if len(series) == 1 else near) if claims[i].period == period]
    return hits[0] if hits and len({claims[i].value for i in hits}) == 1 else None


def _of_the_same(claim: Claim, manuscript: Manuscript, now: Context, saying: RecordSaying) -> bool:
    """Whether what is called a record is what a count counts, and that is a harm where the words ask for one."""
    language = manuscript.language
    measure = now.measure(claim.measure)
    place = [claim.place.name, *claim.place.aliases] if claim.place is not None else []
    known = {*stems(" ".join([claim.counted, measure.name(language), claim.unit, *place]))}
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    known |= set(stems(manuscript.said(sentence))) if saying.lead != sentence.start else set()
    return all(set(stems(thing)) <= known for thing in saying.things)


def _others(claim: Claim, saying: RecordSaying) -> Iterator[Period]:
    """The periods that a count is told to be beyond: like its own in other years, of months also the other months."""
    own = _period(claim)
    since = saying.since if not saying.since or saying.first else saying.since + 1
    first = max(since, own.start.year - _BACK)
    if saying.years:
        first = (
            own.start.year - saying.years + 2
        )  # whether the first of so many years is one of them is left open
    if saying.within:
        if own.month_count == 1 and own.start.year == saying.within:
            yield from (p for p in Period.year(saying.within).split_months() if p != own)
        return
    last = own.start.year + (_BACK if saying.whole or saying.nth > 1 else 0)
    for year in range(first, last + 1):
        shift = own.start.year - year
        if shift and (other := own.years_earlier(shift)):
            yield other


def _refuted(
    record: _Record, claim: Claim, held: Held, periods: list[Period], day: date, now: Context
) -> Arithmetic | None:
    """The values of a claim's own definition that are beyond it, where they are as many as the rank leaves no room."""
    assert claim.place is not None
    saying = record.saying
    own = _values(claim, held, _period(claim), day)
    edge = max([claim.value, *own]) if saying.sign > 0 else min([claim.value, *own])
    beyond: list[Vintage] = []
    maybe, unheld = 0, False
    for period in periods:
        if period.end >= day:
            continue
        values = _values(claim, held, period, day)
        if not values or not _comparable(now, claim.definition, period, _period(claim)):
            unheld = True
            continue
        maybe += any(saying.sign * (value - edge) >= 0 for value in values)
        if period > _period(claim) and not (saying.whole or saying.within):
            continue  # it may be told of the time when it was so
        if all(saying.sign * (value - edge) > 0 for value in values) and not _otherwise(
            claim, held, period, saying.sign, now
        ):
            standing = held.record(claim.measure, claim.place, period).standing(claim.definition, now.as_of)
            beyond += [standing] if standing is not None else []
    if len(beyond) >= saying.nth:
        far = max(beyond, key=lambda v: saying.sign * v.value)
        but = f"{number(far.value)} in {far.period} ({by(now, far)}, known {far.known})"
        place = float(len(beyond) + 1)
    elif saying.since and not unheld and maybe + 1 + (not saying.first) < saying.nth:
        but = f"{maybe or 'none'} of the {len(periods)} others held is beyond it"
        place = float(maybe + 1)
    else:
        return None
    shown = f"{number(claim.value)} in {claim.period}, but {but}"
    return Arithmetic("record", float(saying.nth), place, False, "no-record", shown, (record.claim,))


def _values(claim: Claim, held: Held, period: Period, day: date) -> list[float]:
    """What a definition's value was on a day, or else first, and is now."""
    assert claim.place is not None
    record = held.record(claim.measure, claim.place, period)
    vintages = record.of(claim.definition)
    if not vintages:
        return []
    stood = record.standing(claim.definition, day) or vintages[0]
    latest = record.standing(claim.definition, held.now.as_of) or vintages[-1]
    return [stood.value, latest.value]


def _otherwise(claim: Claim, held: Held, period: Period, sign: int, now: Context) -> bool:
    """Whether another official definition orders the two times the other way: by that one the text may be right."""
    assert claim.place is not None
    here = held.record(claim.measure, claim.place, _period(claim))
    there = held.record(claim.measure, claim.place, period)
    for definition in here.by_definition:
        other = now.definition(definition)
        if definition == claim.definition or not other.official:
            continue
        if claim.definitions and definition not in claim.definitions:
            continue
        if claim.attribution and other.publisher != now.definition(claim.definition).publisher:
            continue
        one, two = here.standing(definition, now.as_of), there.standing(definition, now.as_of)
        if one is not None and two is not None and sign * (two.value - one.value) <= 0:
            return True
    return False


def _comparable(now: Context, definition: str, one: Period, two: Period) -> bool:
    """Whether the counting rule stayed the same from one time to another."""
    first, last = sorted((one, two))
    return not any(first.start < b.day <= last.start for b in now.definition(definition).breaks)
