"""What a count is found to be by the counts that its sentence tells of the same: by their source and their rule.

"Murders reached 981 in 2023, up from 868": where 868 is the prosecutors' count to the unit, 981 is meant to be theirs,
and no other rule of counting excuses it. "The document tells of 100 in 2014, against 61 in 2013" likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.other_times import of_a_part_of_its_year, of_another_time
from almenara.model.claim import Claim

_TELLING = 50
"""Counts below it hold by chance."""
_EXACT = 200
"""Those from which on a count that holds shows what a bare number beside it counts."""


def by_its_mates(
    desk: Desk, claim: Claim, mates: Sequence[tuple[Claim, Ruling]], rule: Callable[[Desk, Claim], Ruling]
) -> Ruling | None:
    """What a count that says all of itself is found to be by the rule of its mates; None where it is not plainly wrong.

    mates  counts of the same that its sentence tells and that hold, with what they were found to be
    rule   judges one claim
    """
    told = [(mate, found) for mate, found in mates if mate.value >= _TELLING and _of_one_kind(claim, mate)]
    definitions = {found.definition for _, found in told}
    sure = claim.measure_sure or any(_tells_what(claim, mate) for mate, _ in told)
    if len(definitions) != 1 or not (sure and claim.period_sure):
        return None
    (definition,) = definitions
    if claim.definitions and definition not in claim.definitions:
        return None
    same_source = any(mate.attribution == claim.attribution for mate, _ in told)
    if claim.attribution and not (same_source and all(a.name[:1].islower() for a in claim.attribution)):
        return None  # a body that has a name may count otherwise
    if of_another_time(desk, claim) or of_a_part_of_its_year(desk, claim):
        return None
    theirs = replace(
        claim, attribution=(), definition=definition, definitions=(definition,), measure_sure=True
    )
    again = rule(desk, theirs)
    if again.verdict != "contradicted" or again.definition != definition:
        return None
    beside = told[0][0].text
    return replace(again, reason=f"{again.reason} {beside}, told beside it, agrees by this count.")


def _tells_what(claim: Claim, mate: Claim) -> bool:
    """Whether a mate of another place shows what both count, neither of which names it: "one state closed the year with
    2,121 and the other with 2,072"."""
    alike = mate.measure == claim.measure and mate.period == claim.period and mate.place != claim.place
    states = all(c.place is not None and c.place.kind == "state" and c.place_sure for c in (claim, mate))
    return alike and states and not mate.measure_sure and mate.value >= _EXACT


def _of_one_kind(claim: Claim, mate: Claim) -> bool:
    """Whether two counts have no two units, and are of two places or two times."""
    units = not (claim.unit and mate.unit) or claim.unit == mate.unit
    return units and (claim.place, claim.period) != (mate.place, mate.period)
