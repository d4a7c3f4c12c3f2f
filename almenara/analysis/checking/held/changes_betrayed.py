"""Changes whose base no words name, and which are just the change on the later count by what is held.

"Kidnapping fell 18.2 %" may be told against any earlier time, so that a number that no pair of counts gives says
nothing. One that no pair of counts gives rightly, of its own measure and place, and that the count of its time and that
of the year before give when the difference is taken over the later one, is the classic slip and no accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.plainness import asks
from almenara.analysis.checking.held.said_by import speaks_for_us
from almenara.analysis.checking.held.telling import by, number
from almenara.analysis.checking.held.vintages import Ask, Held, Record, Vintage
from almenara.analysis.checking.kindred import near, same
from almenara.model.claim import Claim
from almenara.model.period import Period

SLACK = 0.01
"""Percentage points by which the sum of two counts may miss a number for the way in which it was rounded."""
APART = 3
"""Halves of the last digit told by which the right change lies apart from the one told, at least."""
EARLIER = 2
"""Years before a time with which its count is compared where no words say with which."""


def with_slips(desk: Desk, claims: Sequence[Claim], rulings: list[Ruling]) -> list[Ruling]:
    """The rulings; a change that was left open is contradicted where it is just the change on the later count."""
    out = list(rulings)
    for index, claim in enumerate(claims):
        if _is_open(desk, claim, rulings[index]):
            out[index] = _slip(desk, claims, claim) or rulings[index]
    return out


def _is_open(desk: Desk, claim: Claim, ruling: Ruling) -> bool:
    told = claim.comparison
    return (
        claim.kind == "percent"
        and ruling.verdict == "not-checkable"
        and not claim.arithmetic
        and told is not None
        and told.direction in ("rise", "fall")
        and not told.base_text
        and bool(claim.measure)
        and claim.place is not None
        and claim.period is not None
        and claim.hedge in ("", "about")
        and not (claim.denied or claim.projection or asks(desk, claim))
        and claim.period.end <= desk.written
    )


def _slip(desk: Desk, claims: Sequence[Claim], claim: Claim) -> Ruling | None:
    assert claim.place is not None and claim.period is not None
    told = [
        c for c in claims if c.measure == claim.measure and c.period is not None and c.place == claim.place
    ]
    periods = list(dict.fromkeys([claim.period, *(c.period for c in told if c.period is not None)]))
    spans = dict.fromkeys(s for p in periods for s in (p, *(p.years_earlier(n + 1) for n in range(EARLIER))))
    measures = dict.fromkeys((claim.measure, *same(claim.measure), *near(claim.measure)))
    held = Held(desk.now, desk.then, [Ask(m, claim.place, span) for m in measures for span in spans])
    counts = [c.value for c in told if c.kind == "count" and c.value > 0]
    if any(_gives(claim, new, old) for new, old in permutations(counts, 2)):
        return None
    for measure in measures:
        records = {span: held.record(measure, claim.place, span) for span in spans}
        if any(
            _gives(claim, a.value, b.value)
            for x, y in permutations(spans, 2)
            for a, b in _pairs(records, x, y)
        ):
            return None
    before = claim.period.years_earlier()
    own = {span: held.record(claim.measure, claim.place, span) for span in (claim.period, before)}
    for new, old in _pairs(own, claim.period, before):
        if _on_the_later(claim, new.value, old.value) and speaks_for_us(claim, desk.now, [new.definition]):
            change, slip = 100 * (new.value / old.value - 1), 100 * (1 - old.value / new.value)
            reason = (
                f"{number(new.value)} against {number(old.value)} = {change:+.1f} % ({by(desk.now, new)}, known "
                f"{new.known}); {slip:+.1f} % is the change on the later value."
            )
            return Ruling("contradicted", reason, (("contradicts", new), ("base", old)), new.definition)
    return None


def _pairs(records: dict[Period, Record], later: Period, base: Period) -> Iterator[tuple[Vintage, Vintage]]:
    """Values of two times by one definition, in every edition."""
    for definition in records[later].by_definition:
        for new, old in product(records[later].of(definition), records[base].of(definition)):
            if new.value > 0 and old.value > 0:
                yield new, old


def _half(claim: Claim) -> float:
    return 0.5 if float(claim.value).is_integer() else 0.05


def _signed(claim: Claim) -> float:
    assert claim.comparison is not None
    return claim.value if claim.comparison.direction == "rise" else -claim.value


def _gives(claim: Claim, new: float, old: float) -> bool:
    """Whether two counts give a change as told, by the digits that it is told to."""
    return abs(100 * (new - old) / old - _signed(claim)) <= _half(claim) + SLACK


def _on_the_later(claim: Claim, new: float, old: float) -> bool:
    change, slip = 100 * (new - old) / old, 100 * (new - old) / new
    return abs(slip - _signed(claim)) <= _half(claim) and abs(change - _signed(claim)) > APART * _half(claim)
