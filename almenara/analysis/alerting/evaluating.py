"""Evaluating rules: what is new since the earlier knowledge, what was corrected, and what is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from almenara.analysis.alerting import changes, state_counts
from almenara.analysis.alerting.incidents import Incident, incidents
from almenara.analysis.alerting.match import Kept, Match
from almenara.analysis.alerting.near_incidents import Found
from almenara.analysis.alerting.rules import (
    MEND,
    AdvisoryRule,
    AnomalyRule,
    ForecastRule,
    IncidentRule,
    LevelRule,
    PresenceRule,
    Rule,
    StateCountRule,
)
from almenara.analysis.alerting.standing import Standing, standing
from almenara.analysis.context import Context
from almenara.errors import AmbiguousPlace, BadInput, Fault, NoEvidence, UnknownPlace

_PLACE = ("place", "precision", "point")
_DEATHS = ("deaths", "low", "high")
_DAYS = ("first", "last")


@dataclass(frozen=True)
class Corrected:
    """An alert whose evidence says something else now.

    changed  what: deaths, place, days, certainty, assets, figures
    """

    kept: Kept
    match: Match
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Gone:
    """An alert to withdraw. why: retracted (nothing tells of it any more), outside (as corrected, the rule is not
    about it) or joined (it is the same as another alert)."""

    kept: Kept
    why: str
    rule: Rule


@dataclass(frozen=True)
class Outcome:
    """What evaluating came to.

    same      alerts of which more is known, but nothing to correct: their members as they are now
    unknowns  what could not be looked at, each with the reason
    """

    new: tuple[Match, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    gone: tuple[Gone, ...] = ()
    same: tuple[tuple[Kept, Match], ...] = ()
    unknowns: tuple[str, ...] = ()


@dataclass
class _Sorted:
    new: list[Match] = field(default_factory=list)
    corrected: list[Corrected] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    same: list[tuple[Kept, Match]] = field(default_factory=list)
    unknowns: list[str] = field(default_factory=list)

    def meets(self, kept: Kept, match: Match) -> None:
        """A match of which there is an alert."""
        changed = _changed(kept.facts, match.facts)
        if changed or kept.withdrawn:
            self.corrected.append(Corrected(kept, match, changed or ("standing",)))
        else:
            self.same.append((kept, match))


def check(path: Path, context: Context, rules: Sequence[Rule], assets: Sequence[dict[str, Any]]) -> None:
    """Raise BadInput with every name in the rules that stands for no place, country or asset."""
    named = {a["name"] for a in assets}
    faults = []
    for number, rule in enumerate(rules, 1):
        where = f"rule {number} ({rule.name})"
        for name in rule.names:
            if name not in named:
                faults.append(Fault(path.name, f'there is no asset "{name}"', field=f"{where}, names"))
        for place in rule.places:
            try:
                if context.gazetteer.get(place).code != place:
                    raise UnknownPlace(place)
            except (UnknownPlace, AmbiguousPlace):
                told = f'"{place}" is not the code of a place; `almenara places` finds it'
                faults.append(Fault(path.name, told, field=f"{where}, places"))
        country = getattr(rule, "country", None)
        if country is not None and country.upper() not in context.packs:
            told = f'"{country}" is not a country; there are: {", ".join(context.packs).lower()}'
            faults.append(Fault(path.name, told, field=f"{where}, country"))
    if faults:
        raise BadInput("rules", faults, MEND, "nothing was looked at")


def evaluate(
    context: Context, earlier: Context | None, rules: Sequence[Rule], assets: Sequence[dict[str, Any]],
    kept: Sequence[Kept] = (),
) -> Outcome:  # fmt: skip
    """What the rules are about, as of the context's day, that they were not about in the earlier knowledge.

    earlier  of the last look; None where nothing was known then
    assets   plain JSON: name, type, kind, country, points [[longitude, latitude], …], radius_km
    kept     alerts made so far: what is among them is corrected, withdrawn or left as it is, never told anew.
             Those that tell a later day's knowledge than the context's are left as they are
    """
    out = _Sorted()
    where = standing(context, assets)
    near = [r for r in rules if isinstance(r, IncidentRule)]
    if near:
        _incidents(out, context, earlier, near, assets, where, kept)
    for rule in rules:
        mine = [k for k in kept if k.rule == rule.name]
        try:
            _other(out, context, earlier, rule, assets, where, mine)
        except NoEvidence as error:
            out.unknowns.append(f"{rule.name}: {error}")
    concerned = [a["name"] for a in assets if any(r.concerns(a) for r in rules)]
    if lost := sorted(set(where.unknown) & set(concerned)):
        out.unknowns.append(
            f"in which state {', '.join(lost)} lie{'s' if len(lost) == 1 else ''}: no boundaries of the country are "
            "in evidence; what is known by its state alone was not held against them"
        )
    return Outcome(
        tuple(out.new),
        tuple(out.corrected),
        tuple(out.gone),
        tuple(out.same),
        tuple(dict.fromkeys(out.unknowns)),
    )


def _incidents(
    out: _Sorted, context: Context, earlier: Context | None, rules: Sequence[IncidentRule],
    assets: Sequence[dict[str, Any]], where: Standing, kept: Sequence[Kept],
) -> None:  # fmt: skip
    states = [where.within(a["name"]) for a in assets]
    now = Found(context, rules, assets, states, context.as_of)
    then = Found(earlier, rules, assets, states, context.as_of) if earlier else None
    if now.unplaced and any(r.assets or r.names for r in rules):
        out.unknowns.append(
            f"whether {now.unplaced} incident(s) in municipalities without a known point are near: neither the "
            "source nor the evidence held says where those lie"
        )
    for number, rule in enumerate(rules):
        mine = [k for k in kept if k.rule == rule.name]
        old = then.members(number) if then else set()
        by_member: dict[str, Kept] = {}
        for item in mine:
            for member in item.members:
                by_member.setdefault(member, item)
        met: dict[str, str] = {}
        for incident in now.hits[number].incidents.tolist():
            members = now.every[incident].members
            alerts = list({by_member[m].alert: by_member[m] for m in members if m in by_member}.values())
            alerts.sort(key=lambda k: (k.withdrawn, k.incident not in members, k.as_of, k.alert))
            if alerts and alerts[0].alert not in met:
                first = alerts[0]
                met[first.alert] = first.incident
                if first.as_of <= context.as_of:
                    out.meets(first, now.match(number, incident))
                for other in alerts[1:]:
                    if other.alert not in met and not other.withdrawn and other.as_of <= context.as_of:
                        met[other.alert] = other.incident
                        out.gone.append(Gone(other, "joined", rule))
            elif not old & set(members):
                out.new.append(now.match(number, incident))
        by_key = _by_member(context, rule)
        for item in mine:
            if item.alert not in met and not item.withdrawn and item.as_of <= context.as_of:
                _left(out, item, rule, by_key, assets)


def _by_member(context: Context, rule: IncidentRule) -> dict[str, Incident]:
    return {m: i for i in incidents(context, rule.taken) for m in i.members}


def _left(
    out: _Sorted, kept: Kept, rule: IncidentRule, known: dict[str, Incident], assets: Sequence[dict[str, Any]]
) -> None:
    """An alert that the rule is not about now: withdrawn where the evidence changed, left where the world did."""
    found = next((known[m] for m in kept.members if m in known), None)
    if found is None:
        if kept.facts.get("kind") in rule.taken:
            out.gone.append(Gone(kept, "retracted", rule))
        return
    point = [round(x, 3) for x in found.point] if found.point else None
    now = {"place": found.place, "precision": found.precision, "point": point, "kind": found.kind,
           "deaths": found.deaths[0]}  # fmt: skip
    still = {a["name"] for a in assets if rule.concerns(a)}
    own = set(kept.facts.get("assets", ()))
    if any(kept.facts.get(k) != v for k, v in now.items()) and (not own or own & still):
        out.gone.append(Gone(kept, "outside", rule))


def _other(
    out: _Sorted, context: Context, earlier: Context | None, rule: Rule, assets: Sequence[dict[str, Any]],
    states: Standing, kept: Sequence[Kept],
) -> None:  # fmt: skip
    where = _where(rule, assets, states)
    old: set[str] = set()
    lasting = True
    if isinstance(rule, LevelRule):
        found, lasting = changes.levels(context, earlier, rule, where), False
    elif isinstance(rule, ForecastRule):
        found, lasting = changes.forecasts(context, earlier, rule, where), False
    elif isinstance(rule, AdvisoryRule):
        found, old = changes.advisories(context, earlier, rule, where, kept)
    elif isinstance(rule, AnomalyRule):
        found, old = changes.anomalies(context, earlier, rule, where, kept)
    elif isinstance(rule, PresenceRule):
        found, old = changes.presences(context, earlier, rule, where, kept)
    elif isinstance(rule, StateCountRule):
        found, old = state_counts.counted(context, earlier, rule, where, kept)
    else:
        return
    held = {k.incident: k for k in kept}
    now = {m.incident: m for m in found}
    for key, match in now.items():
        if key in held:
            if held[key].as_of <= context.as_of:
                out.meets(held[key], match)
        elif key not in old:
            out.new.append(match)
    for key, item in held.items():
        lost = lasting and key not in now and not item.withdrawn and item.as_of <= context.as_of
        if lost and (where.codes is None or item.facts.get("place", "") in _all(context, where)):
            out.gone.append(Gone(item, "retracted", rule))


def _all(context: Context, where: changes.Where) -> frozenset[str]:
    inside = {c for c in context.gazetteer.places if where.holds(context, c)}
    return frozenset(inside)


def _where(rule: Rule, assets: Sequence[dict[str, Any]], states: Standing) -> changes.Where:
    mine = [a["name"] for a in assets if rule.concerns(a)]
    of_asset: dict[str, tuple[str, ...]] = {}
    for name in mine:
        for code in sorted(states.within(name)):
            of_asset[code] = (*of_asset.get(code, ()), name)
    codes: frozenset[str] | None = None
    if rule.places or rule.assets or rule.names:
        codes = frozenset(rule.places) | frozenset(of_asset)
    return changes.Where(codes, of_asset)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """What a correction must tell: an asset that came or went by the team's own hand alone is none."""
    told = []
    for name, keys in (
        ("deaths", _DEATHS),
        ("place", _PLACE),
        ("days", _DAYS),
        ("certainty", ("certainty",)),
    ):
        if any(before.get(k) != after.get(k) for k in keys):
            told.append(name)
    if any(before.get(k) != after.get(k) for k in ("count", "before", "after")):
        told.append("figures")
    return tuple(told)
