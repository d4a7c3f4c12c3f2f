"""Why a count that agrees with nothing held is not called wrong after all: it lies near, or may be of another."""

from __future__ import annotations

from almenara.analysis.checking.bodies import named_for, shows_others
from almenara.analysis.checking.held.desk import Desk
from almenara.analysis.checking.held.said_by import without_initials
from almenara.analysis.checking.held.vintages import Record, Vintage
from almenara.analysis.checking.kindred import near, same
from almenara.analysis.checking.what.counting_rules import declared
from almenara.model.claim import Claim

LATER_SLACK = 0.05
"""The share beside a claim that contradicts nothing, of a country's year that was not known by its day."""
LATER_SLACK_BELOW = 0.15
"""The same of smaller places and of shorter periods, whose first counts are revised by more."""
FEW = 10
"""So many cases more or fewer contradict nothing where the first edition is not held."""
ALIKE = 3.0
"""A number that differs from every value by more than this factor may be of something else: it contradicts nothing."""
FEWER, MORE = 0.7, 1.4
"""How far apart official counts of one thing by different rules may lie: case files are a fifth below victims."""


def rule_not_held(
    desk: Desk, claim: Claim, record: Record, meant: tuple[str, ...], values: list[Vintage]
) -> str:
    """Name of an official definition that the words leave possible, of which nothing is held for the place and period.

    Only where the number is of a size that another rule of counting may give.
    """
    c = desk.now
    if not any(v.value * FEWER <= claim.value <= v.value * MORE for v in values):
        return ""
    period = record.ask.period
    if not meant and record.ask.place.kind == "country":
        return ""  # of a whole country some count by every rule in use is held
    possible = meant or claim.definitions or declared(c, record.ask.measure, record.ask.place)
    kept = {
        (without_initials(c.definition(d).publisher), c.definition(d).unit)
        for d in record.by_definition
        if record.of(d)
    }
    for name in possible:
        held = c.definition(name)
        ended = held.valid_to is not None and period is not None and held.valid_to < period.end
        begun = held.valid_from is None or period is None or held.valid_from <= period.start
        if (
            (held.official or named_for(claim, name, c))
            and not shows_others(held.publisher, c)
            and begun
            and not ended
            and (without_initials(held.publisher), held.unit) not in kept
        ):
            return held.name("en")
    return ""


def why_strange(claim: Claim, values: list[Vintage]) -> str:
    """Why a number may be of something else than what the words seem to count."""
    if not float(claim.value).is_integer():
        return "A count has no fractions, so that its signs may have been read amiss"
    if all(v.value > claim.value * ALIKE or v.value * ALIKE < claim.value for v in values):
        return "It is so far from all counts held that it may be of something else"
    return ""


def later_slack(claim: Claim) -> float:
    """The share beside a claim within which evidence of a later day contradicts nothing."""
    assert claim.place is not None and claim.period is not None
    whole = claim.place.kind == "country" and claim.period.days >= 365
    few = FEW / abs(claim.value) if claim.value else 0.0
    return max(LATER_SLACK if whole else LATER_SLACK_BELOW, few)


def value_beside(desk: Desk, claim: Claim, outside: list[Vintage], slack: float) -> Vintage | None:
    """A value of any definition, or of a measure that may be meant, a little beside what the words leave open."""
    assert claim.place is not None and claim.period is not None
    every = list(outside)
    for measure in dict.fromkeys((*near(claim.measure), *same(claim.measure))):
        every += desk.held.record(measure, claim.place, claim.period).every()
    room = max(slack * abs(claim.value), 1.0)
    low = None if claim.low is None else claim.low - room
    high = None if claim.high is None else claim.high + room
    beside = [v for v in every if (low is None or v.value >= low) and (high is None or v.value <= high)]
    return min(beside, key=lambda v: abs(v.value - claim.value), default=None)


def values_around(claim: Claim, record: Record, definitions: list[str]) -> tuple[Vintage, Vintage] | None:
    """Two vintages of one definition with the claim between them: an edition that is not held may have had it."""
    for definition in definitions:
        values = sorted(record.of(definition), key=lambda v: v.value)
        if values and values[0].value < claim.value < values[-1].value:
            return values[0], values[-1]
    return None
