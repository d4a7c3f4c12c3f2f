"""Where groups are said to be, and which states are contested: rivals present, or fighting, within some years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from almenara.analysis.armed_groups.claims import Claim
from almenara.analysis.armed_groups.registry import Registry
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.errors import UnknownPlace

YEARS = 4
"""How far back a statement still tells of the day."""

_DENIES = re.compile(r"(?:no|not|none|absent|without|denied)\b", re.IGNORECASE)
"""How a statement of presence begins that says a group is not there."""


@dataclass(frozen=True)
class Contested:
    """A state where rivals are said to be.

    pairs   keys of the two groups
    claims  of their presence there and of their rivalry
    """

    state: str
    pairs: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]


def since(as_of: date, years: int = YEARS) -> date:
    """The first day of the month, some years before."""
    return as_of.replace(year=as_of.year - years, day=1)


def state_of(context: Context, place: str) -> str:
    """The state that a place is or lies in; "" for a country, for none, and for one that is not known."""
    if not place:
        return ""
    try:
        found = context.gazetteer.get(place)
    except UnknownPlace:
        return ""
    return found.code if found.kind == "state" else found.parent or "" if found.kind != "country" else ""


def denies(claim: Claim) -> bool:
    """Whether a claim of presence says that the group is not there."""
    return bool(_DENIES.match(claim.text))


def recent(claims: Iterable[Claim], day: date, predicate: str) -> list[Claim]:
    """Claims of a predicate that are said to hold on the day or later."""
    return [c for c in claims if c.predicate == predicate and c.last >= day]


def presence(context: Context, found: Registry, years: int = YEARS) -> dict[str, dict[str, list[Claim]]]:
    """By state and group the claims of presence there that are recent enough to tell of the day.

    A claim judged improbable (5) is not among them, nor one that denies a presence.
    """
    out: dict[str, dict[str, list[Claim]]] = {}
    for claim in recent(found.claims, since(context.as_of, years), "presence"):
        state = state_of(context, claim.place)
        if state and claim.credibility != 5 and not denies(claim):
            out.setdefault(state, {}).setdefault(claim.subject, []).append(claim)
    return out


def stated_there(context: Context, found: Registry, years: int = YEARS) -> dict[str, set[str]]:
    """By state the keys of the groups stated to be there, or to fight a rival there, recently enough."""
    out = {state: set(groups) for state, groups in presence(context, found, years).items()}
    for claim in recent(found.claims, since(context.as_of, years), "rival-of"):
        state = state_of(context, claim.place)
        if state and claim.object:
            out.setdefault(state, set()).update((claim.subject, claim.object))
    return out


def contested(context: Context, found: Registry, pack: Pack, years: int = YEARS) -> list[Contested]:
    """States of the pack where two rivals are both present, or are said to fight, in the order of their codes."""
    there = presence(context, found, years)
    rivals = [c for c in recent(found.claims, since(context.as_of, years), "rival-of") if c.object]
    out = []
    for state in pack.states:
        groups = there.get(state.code, {})
        pairs: dict[tuple[str, str], list[Claim]] = {}
        for claim in rivals:
            here = state_of(context, claim.place) == state.code
            both = claim.subject in groups and claim.object in groups
            if here or both:
                held = pairs.setdefault((claim.subject, claim.object), [])
                held += [claim, *groups.get(claim.subject, ()), *groups.get(claim.object, ())]
        if pairs:
            claims = dict.fromkeys(c for held in pairs.values() for c in held)
            out.append(Contested(state.code, tuple(sorted(pairs)), tuple(claims)))
    return out
