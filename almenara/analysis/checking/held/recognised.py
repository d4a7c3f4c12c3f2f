"""What a count is of whose own words leave it open, where just one reading that its text offers has this very value.

"The register had 37,435 of them", "there were 4,199 victims" after an aside about another crime: the words say neither
what nor of when, and the value is one that was published of a measure, place and time that the text speaks of. Nothing
is taken from elsewhere: measures are those of the text, places and times those of the paragraph. The link stays unsure,
so that nobody is accused for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from almenara.analysis.checking.held.vintages import ALL_TIME, Ask, Held
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import Place

_LEAST, _LONG = 100, 1000
"""Values from which on they are no coincidence: of counts with no noun of their own, and of those with one."""


def with_recognised(
    claims: Sequence[Claim], manuscript: Manuscript, now: Context, then: Context | None
) -> list[Claim]:
    """The claims; a count that its words leave open is of what its text speaks of, where that has its very value.

    now, then  what is known on the day asked, and on the day the text was written
    """
    open_ones = [n for n, claim in enumerate(claims) if _is_open(claim)]
    readings = {n: list(dict.fromkeys(_readings(claims, n, manuscript))) for n in open_ones}
    stocks = {m for d in now.definitions.values() if d.kind == "stock" for m in d.measures}
    asks = [
        Ask(measure, place, span)
        for found in readings.values()
        for measure, place, period in found
        if (span := ALL_TIME if measure in stocks else period) is not None
    ]
    if not asks:
        return list(claims)
    held = Held(now, then, asks)
    written = then.as_of if then is not None else now.as_of
    out = list(claims)
    for number, found in readings.items():
        claim = claims[number]
        fitting = [one for one in found if _has(held, claim, one, stocks, written)]
        own = (claim.measure, claim.place, claim.period)
        if own in fitting or len({measure for measure, _, _ in fitting}) != 1:
            continue
        measure, place, period = fitting[0]
        if len(fitting) == 1 or (place, period) == own[1:]:
            out[number] = replace(
                _of_measure(claim, measure), place=place, period=period,
                place_sure=claim.place_sure and place == claim.place,
                period_sure=claim.period_sure and period == claim.period,
            )  # fmt: skip
    return _with_those_around(claims, out, manuscript)


def _of_measure(claim: Claim, measure: str) -> Claim:
    """A claim of another measure than its words were read to give, without what they said of how that is counted."""
    if measure == claim.measure:
        return claim
    return replace(claim, measure=measure, measure_sure=False, definition="", definitions=())


def _with_those_around(
    claims: Sequence[Claim], found: Sequence[Claim], manuscript: Manuscript
) -> list[Claim]:
    """The claims found, and those around them that were read as they had been: of the same place in their sentence, of
    the same measure up to the next that says itself what it is of."""
    out = list(found)
    for number, (was, now) in enumerate(zip(claims, found, strict=True)):
        if now.place != was.place:
            sentence = manuscript.sentence_at(was.start)
            for other, claim in enumerate(claims):
                alike = claim.measure == now.measure and claim.place == was.place and not claim.place_sure
                if alike and found[other] is claim and manuscript.sentence_at(claim.start) == sentence:
                    out[other] = replace(out[other], place=now.place)
        if now.measure != was.measure and was.measure:
            for other in range(number + 1, len(claims)):
                if claims[other].measure_sure or claims[other].measure != was.measure:
                    break
                if found[other] is claims[other]:
                    out[other] = _of_measure(out[other], now.measure)
    return out


def is_to_the_unit(claim: Claim) -> bool:
    """Whether a claim tells exactly how many were counted, and not what is expected, denied, or told with a hedge."""
    if claim.kind != "count" or claim.projection or claim.denied or claim.hedge:
        return False
    return claim.low == claim.high == claim.value


def _is_open(claim: Claim) -> bool:
    """Whether a count is told to the unit, with enough digits, and its words leave open what it is of."""
    if not is_to_the_unit(claim):
        return False
    least = _LONG if claim.counted and not claim.measure else _LEAST
    exact = (claim.value >= least and claim.value % 10 != 0) or (
        claim.value >= _LONG and claim.value % 100 != 0
    )
    return exact and not (claim.measure_sure and claim.place_sure and claim.period_sure)


_Meaning = tuple[str, Place, Period | None]
"""What a count may be of: a measure, a place, a time."""


def _readings(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> Iterator[_Meaning]:
    """What a count may be of: its own links first, then what else its text tells."""
    claim, block = claims[number], manuscript.block_of(claims[number].start)
    beside = [c for c in claims if block.start <= c.start < block.end]
    measures = [claim.measure] if claim.measure else []
    places = [claim.place] if claim.place is not None else []
    periods = [claim.period]
    if not claim.measure_sure:
        start, end = (0, len(manuscript.text)) if claim.measure else _section(manuscript, claim.start)
        measures += sorted(
            {c.measure for c in claims if c.measure and start <= c.start < end} - {claim.measure}
        )
    if not claim.place_sure:
        places += [c.place for c in beside if c.place is not None]
        places += [c.place for c in claims if c.place is not None and c.place.kind == "country"]
    if not claim.period_sure:
        periods += [c.period for c in beside if c.period is not None and c.kind == "count"]
    for measure in measures:
        for place in dict.fromkeys(places):
            for period in dict.fromkeys(periods):
                yield measure, place, period


def _section(manuscript: Manuscript, position: int) -> tuple[int, int]:
    """From the heading above a position to the next: what stands under another heading may be of something else."""
    headings = [b for b in manuscript.blocks if b.kind == "heading"]
    above = [b.start for b in headings if b.start <= position]
    below = [b.start for b in headings if b.start > position]
    return max(above, default=0), min(below, default=len(manuscript.text))


def _has(held: Held, claim: Claim, meaning: _Meaning, stocks: set[str], written: date) -> bool:
    """Whether a measure had this very value there and then."""
    return claim.value in values_then(held, meaning, stocks, written)


def values_then(held: Held, meaning: _Meaning, stocks: set[str], written: date) -> set[float]:
    """What a measure came to there and then, as it stood on the text's day or was published later; a register, on any
    day up to the text's."""
    measure, place, period = meaning
    if measure in stocks:
        every = held.record(measure, place, ALL_TIME).every()
        return {v.value for v in every if v.period.end <= written}
    if period is None:
        return set()
    record = held.record(measure, place, period)
    stood = [record.standing(name, written) for name in record.by_definition]
    return {v.value for v in stood if v is not None} | {v.value for v in record.every() if v.known > written}
