"""Which armed groups are known, where are they, and whom do they fight? The registry as of the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from almenara.analysis.armed_groups.claims import BETWEEN, Claim
from almenara.analysis.armed_groups.decisions import of_ledger
from almenara.analysis.armed_groups.presence import YEARS, contested, presence, state_of
from almenara.analysis.armed_groups.records import claim_record, decision_record, event_record
from almenara.analysis.armed_groups.registry import Group, Registry, registry
from almenara.analysis.context import Context
from almenara.analysis.statements import files_of
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UnknownPlace, UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place


def ask(context: Context, country: str, about: str = "", decisions: int | None = None) -> Finding:
    """The groups known, one of them, or those of a place.

    about      a group's key or name, or a place; all groups where empty
    decisions  how many of the ledger's decisions on names to follow, in the order of storing; all where None
    Figures    groups, relations, contested: numbers of the whole registry, whatever is asked about
    Rows       a row a group; of one group a row a claim, each with its statements
    Facts      about: group or place; of a group its record; contested states with the pairs of rivals; left_out, the
               number of labels that are people's names and of which nothing is told
    Raises     UsageError for a country without a pack, UnknownGroup, AmbiguousGroup, AmbiguousPlace;
               NoEvidence where no statement on any group was known
    """
    pack = context.packs.get(country.upper())
    if pack is None:
        raise UsageError(f'there is no country pack "{country}"; there are: {", ".join(context.packs)}')
    count = len(of_ledger(context)) if decisions is None else decisions
    found = registry(context, pack, count)
    if not found.groups:
        raise NoEvidence(
            f"no statement on an armed group of {pack.country.name} was known on {context.as_of}"
        )
    figures = _figures(context, pack, found, count)
    facts: dict[str, Any] = {
        "country": pack.code,
        "left_out": found.left_out,
        "contested": [
            {"place": c.state, "pairs": [[found.labels[key] for key in pair] for pair in c.pairs]}
            for c in contested(context, found, pack)
        ],
        "decisions": [decision_record(d) for d in found.decisions],
        "refused": [d.id for d in found.refused],
    }
    if not about:
        rows = [_group_row(found, g) for g in found.groups.values() if g.described]
        return Finding(
            "groups", context.as_of, figures, tuple(rows), facts | {"about": "all"}, (), _caveats(found)
        )
    place = _place(context, found, about)
    if place is not None:
        rows = _rows_of_place(context, found, place)
        facts |= {"about": "place", "place": place.code, "place_name": place.name}
        none = () if rows else (f"no group is stated to be in {place.name} on {context.as_of}",)
        return Finding("groups", context.as_of, figures, tuple(rows), facts, none, _caveats(found))
    group = found.find(about)
    facts |= {"about": "group"} | _group_facts(found, group)
    rows = [_claim_row(context, found, group, n, claim) for n, claim in enumerate(group.claims)]
    return Finding("groups", context.as_of, figures, tuple(rows), facts, (), _caveats(found))


def _caveats(found: Registry) -> tuple[str, ...]:
    people = (phrase("groups-people", count=found.left_out),) if found.left_out else ()
    return (phrase("groups-stated"), phrase("groups-window", years=YEARS), *people)


def _place(context: Context, found: Registry, about: str) -> Place | None:
    """The place that is asked about, unless a group bears the name."""
    if about in found.groups or any(g for g in found.groups.values() if about in g.labels):
        return None
    try:
        return context.gazetteer.find(about)
    except UnknownPlace:
        return None


def _rows_of_place(context: Context, found: Registry, place: Place) -> list[Row]:
    """Groups said to be, or to fight, in the place or in a part of it; the newest word first."""
    told: dict[str, list[Claim]] = {}
    for claim in found.claims:
        inside = claim.place == place.code or (
            place.kind == "state" and state_of(context, claim.place) == place.code
        )
        if inside and claim.predicate in ("presence", "rival-of", "ally-of", "activity"):
            for key in filter(None, (claim.subject, claim.object)):
                told.setdefault(key, []).append(claim)
    order = sorted(told, key=lambda key: (-max(c.last for c in told[key]).toordinal(), key))
    rows = []
    for key in order:
        held = told[key]
        facts = _group_facts_short(found, found.groups[key]) | {
            "since": str(min((c.since or c.known) for c in held)),
            "last": str(max(c.last for c in held)),
            "claims": [claim_record(found, c) for c in held],
        }
        rows.append(Row(key, found.labels[key], {}, place.code, facts))
    return rows


def _group_row(found: Registry, group: Group) -> Row:
    return Row(group.key, group.label, {}, "", _group_facts_short(found, group))


def _group_facts_short(found: Registry, group: Group) -> dict[str, Any]:
    def others(predicate: str) -> list[str]:
        keys = dict.fromkeys(
            c.object if c.subject == group.key else c.subject
            for c in group.claims
            if c.predicate == predicate and c.object
        )
        return sorted(found.labels[k] for k in keys)

    return {
        "labels": list(group.labels),
        "names": list(group.names),
        "rivals": others("rival-of"),
        "allies": others("ally-of"),
        "places": sorted({c.place for c in group.claims if c.predicate == "presence" and c.place}),
        "statements": len({s.id for c in group.claims for s in c.statements}),
        "disputed": sum(c.disputed for c in group.claims),
        "known": str(min((c.known for c in group.claims), default="")),
    }


def _group_facts(found: Registry, group: Group) -> dict[str, Any]:
    topics = sorted({t for c in group.claims for t in _topics(c)})
    sides = {topic: _sides(found, group, topic) for topic in topics}
    return _group_facts_short(found, group) | {
        "key": group.key,
        "label": group.label,
        "homonyms": [{"key": g.key, "label": g.label} for g in found.homonyms(group)],
        "events": [event_record(e, found.rules) for e in group.events],
        "conflicts": [
            {"topic": topic, "claims": [claim_record(found, c) for c in held]}
            for topic, held in sides.items()
            if any(topic in c.topics for c in held)
        ],
    }


def _topics(claim: Claim) -> set[str]:
    return {*claim.topics, *(t for s in claim.statements for t in s.topics)}


def _sides(found: Registry, group: Group, topic: str) -> list[Claim]:
    """Claims on all sides of a topic: those of other groups, too, where a source names the topic."""
    named = any(topic in s.topics for c in group.claims for s in c.statements)
    return [c for c in (found.claims if named else group.claims) if topic in _topics(c)]


def _claim_row(context: Context, found: Registry, group: Group, number: int, claim: Claim) -> Row:
    record = claim_record(found, claim)
    label = claim.predicate if claim.subject == group.key or claim.predicate in ("ally-of", "rival-of") else (
        f"{claim.predicate} (of it)"
    )  # fmt: skip
    return Row(f"{group.key}-{number}", label, {}, claim.place, record)


def _figures(context: Context, pack: Pack, found: Registry, count: int) -> dict[str, Figure]:
    """Numbers of groups, of relations and of contested states; each with the statements it counts."""
    described = [g for g in found.groups.values() if g.described]
    relations = [c for c in found.claims if c.predicate in BETWEEN and c.object]
    pairs = {(c.subject, c.predicate, c.object): c for c in relations}
    fought = contested(context, found, pack)
    there = [c for held in presence(context, found).values() for claims in held.values() for c in claims]
    numbers = {
        "groups": (len(described), "groups", phrase("groups-known"), (c for g in described for c in g.claims)),
        "relations": (len(pairs), "relations", phrase("groups-relations"), relations),
        "contested": (
            len(fought), "states", phrase("groups-contested", years=YEARS),
            [c for one in fought for c in one.claims] or there or found.claims,
        ),
    }  # fmt: skip
    args = {"country": pack.code, "decisions": count}
    return {
        name: _figure(context, pack, name, value, unit, method, claims, args)
        for name, (value, unit, method, claims) in numbers.items()
    }


def _figure(
    context: Context, pack: Pack, name: str, value: int, unit: str, method: Phrase, claims: Iterable[Claim],
    args: dict[str, Any],
) -> Figure:  # fmt: skip
    said = {s.id + s.evidence.document: s for c in claims for s in c.statements}
    newest = max(said.values(), key=lambda s: (s.known, s.id), default=None)
    return Figure(
        float(value), unit, "armed-groups", "", pack.country, Period(context.as_of, context.as_of), context.as_of,
        known=newest.known if newest else None, ground=newest.evidence.ground if newest else "", method=method,
        evidence=files_of(context, (s.evidence for s in said.values())),
        recipe={"op": "finding", "question": "groups", "args": args, "figure": name},
    )  # fmt: skip
