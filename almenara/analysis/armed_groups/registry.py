"""The registry of armed groups as of a day: groups as views over statements, found by any of their names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property

from almenara.analysis.armed_groups.claims import (
    BETWEEN,
    MUTUAL,
    PREDICATES,
    Claim,
    credibility,
    origin,
    span_end,
    traps,
)
from almenara.analysis.armed_groups.conflicts import against
from almenara.analysis.armed_groups.decisions import Decision, decisions, of_ledger, standing
from almenara.analysis.armed_groups.identity import Identity, identity
from almenara.analysis.armed_groups.names import named_parts, names_in, plain, slug
from almenara.analysis.context import Context
from almenara.analysis.leaders import LeaderEvent, leader_events
from almenara.analysis.statements import Statement, statements
from almenara.countries.groups import GroupRules, group_rules
from almenara.countries.pack import Pack
from almenara.errors import AmbiguousGroup, UnknownGroup, UnknownPlace
from almenara.model.place import fold


@dataclass(frozen=True)
class Group:
    """One group as of the day.

    key       its label folded, with hyphens
    labels    how sources write it, the one it is shown by first
    names     other names that sources give it
    claims    what is said of it, those in which it is the object among them
    events    what became of its leaders
    described whether something is said of it, and it is not only named as another's parent or the like
    shared    of names that a source marks as shared the numbers of its marks, by folded name
    marks     numbers of all shared names that statements on the group warn of
    """

    key: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    claims: tuple[Claim, ...]
    events: tuple[LeaderEvent, ...]
    described: bool
    shared: dict[str, frozenset[str]] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The name it is shown by."""
        return self.labels[0]

    @cached_property
    def called(self) -> frozenset[str]:
        """Every name it answers to, folded."""
        every = [*self.labels, *(plain(label) for label in self.labels), *self.names]
        return frozenset(map(fold, every))


@dataclass(frozen=True)
class Registry:
    """All groups known on a day.

    groups     by key
    claims     every claim once, in order
    decisions  about names, those undone among them
    refused    decisions that a decision to the contrary keeps from joining two groups
    labels     of groups by key; places  names by code
    left_out   labels that the pack lists as people's: of neither them nor what is said of them is anything here
    """

    groups: dict[str, Group]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    refused: tuple[Decision, ...]
    rules: GroupRules
    labels: dict[str, str] = field(repr=False)
    places: dict[str, str] = field(repr=False)
    left_out: int = 0

    def find(self, name: str) -> Group:
        """The group of a key or of any of its names.

        Raises AmbiguousGroup where several answer to it, naming them; UnknownGroup with near names.
        """
        if name in self.groups:
            return self.groups[name]
        wanted = fold(name)
        found = [g for g in self.groups.values() if wanted in g.called]
        warned = {mark for g in found for mark in g.shared.get(wanted, ())}
        found += [g for g in self.groups.values() if g.marks & warned and g not in found]
        found = [g for g in found if g.described] or found
        if len(found) == 1:
            return found[0]
        if found:
            which = "; ".join(f"{g.label} ({g.key})" for g in found)
            raise AmbiguousGroup(f'"{name}" is a name of {len(found)} groups; write one of: {which}')
        known = {called: g.label for g in self.groups.values() for called in sorted(g.called)}
        holding = [c for c in known if set(wanted.split()) <= set(c.split())]
        near = list(dict.fromkeys(known[c] for c in [*holding, *get_close_matches(wanted, known, 5, 0.7)]))[
            :5
        ]
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise UnknownGroup(f'no group known on the day is called "{name}"{hint}')

    def homonyms(self, group: Group) -> list[Group]:
        """Other groups that share one of its names; sharing one makes nobody the same."""
        return [g for g in self.groups.values() if g.key != group.key and g.called & group.called]


def registry(context: Context, pack: Pack | None, count: int | None = None) -> Registry:
    """The registry as of the context's day; the same again is not worked out again.

    pack   the country's, for its names, its rules and whose statements count; None for those of no pack
    count  of the ledger's decisions only so many, in the order of storing; all where None
    """
    count = len(of_ledger(context)) if count is None else count
    key = ("armed-groups", pack.code if pack else "", count, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = _build(context, pack, count)
    made: Registry = context.answers[key]
    return made


def _build(context: Context, pack: Pack | None, count: int) -> Registry:
    rules = group_rules(pack) if pack else GroupRules()
    outside = {fold(name) for name in rules.outside}
    told = [
        s
        for s in statements(context, PREDICATES, language="en")
        if fold(s.subject) not in outside
        and s.evidence.source not in rules.networks
        and _is_of(context, s, pack)
    ]
    people = {fold(label) for s in told for label in _groups_of(s) if rules.is_person(label)}
    said = [s for s in told if not people.intersection(map(fold, _groups_of(s)))]
    every = decisions(context, pack, count)
    wanted = [s.subject for s in said] + [s.object for s in said if s.predicate in BETWEEN]
    held = standing(every)
    known = identity(wanted, held)
    claims = _claims(said, known, rules, outside)
    labels = _labels(said, known, outside, held)
    found: dict[str, Group] = {}
    events = _events(context, known, labels)
    aliases: dict[str, list[str]] = {}
    marks: dict[str, set[str]] = {}
    shared: dict[str, dict[str, frozenset[str]]] = {}
    for s in said:
        token = known.of(s.subject, s.evidence.source)
        marks.setdefault(token, set()).update(traps(s))
        for name in names_in(s.object) if s.predicate == "alias" else ():
            aliases.setdefault(token, []).append(name)
            held_by = shared.setdefault(token, {})
            held_by[fold(name)] = held_by.get(fold(name), frozenset()) | traps(s)
    described = {c.subject for c in claims} | {c.object for c in claims if c.predicate in MUTUAL and c.object}
    subjects = {known.of(s.subject, s.evidence.source) for s in said}
    keys = {token: slug(names[0]) for token, names in labels.items()}
    named = tuple(_keyed(c, keys) for c in claims)
    by_group: dict[str, list[Claim]] = {}
    for claim in named:
        for token in dict.fromkeys((claim.subject, claim.object)):
            if token:
                by_group.setdefault(token, []).append(claim)
    for token, names in sorted(labels.items(), key=lambda item: slug(item[1][0])):
        own = {fold(n) for n in names}
        other = tuple(dict.fromkeys(n for n in sorted(aliases.get(token, ())) if fold(n) not in own))
        found[keys[token]] = Group(
            keys[token], names, other, tuple(by_group.get(keys[token], ())), tuple(events.get(token, ())),
            token in subjects & described, shared.get(token, {}), frozenset(marks.get(token, ())),
        )  # fmt: skip
    places = {code: _place_name(context, code) for code in sorted({c.place for c in named} - {""})}
    return Registry(
        found, named, tuple(every), known.refused, rules, {g.key: g.label for g in found.values()}, places,
        len(people),
    )  # fmt: skip


def _groups_of(statement: Statement) -> tuple[str, ...]:
    """The labels of a statement that stand for groups."""
    return (statement.subject, statement.object) if statement.predicate in BETWEEN else (statement.subject,)


def _place_name(context: Context, code: str) -> str:
    try:
        return context.gazetteer.full_name(context.gazetteer.get(code))
    except UnknownPlace:
        return code


def _is_of(context: Context, statement: Statement, pack: Pack | None) -> bool:
    """Whether a statement is of the pack's country: by its source, by its place, or by whose pack brought it."""
    if pack is None:
        return True
    spec = context.specs.get(statement.evidence.source)
    if spec and spec.country:
        return spec.country.upper() == pack.code
    folders = context.view.documents[statement.evidence.document].path.split("/")
    if folders[0] == "embedded" and len(folders) == 3:
        return folders[1].upper() == pack.code
    other = statement.place.partition("-")[0]
    return other not in context.packs or other == pack.code


def _claims(said: list[Statement], known: Identity, rules: GroupRules, outside: set[str]) -> list[Claim]:
    held: dict[tuple[str, str, str, str], list[Statement]] = {}
    for s in said:
        source = s.evidence.source
        subject = known.of(s.subject, source)
        other = known.of(s.object, source) if s.predicate in BETWEEN and known.names(s.object) else ""
        if other and fold(s.object) in outside:
            continue
        if s.predicate in MUTUAL and other and other < subject:
            subject, other = other, subject
        held.setdefault((subject, s.predicate, other or f" {s.object}", s.place), []).append(s)
    made = [_claim(key, sorted(of_it, key=lambda s: (s.known, s.id)), rules) for key, of_it in held.items()]
    contrary = against(made)
    backed = {claim.key: claim.independent for claim in made}
    out = []
    for claim in made:
        topics = contrary.get(claim.key, {})
        most = max((backed[key] for keys in topics.values() for key in keys), default=None)
        number = credibility(claim.statements, claim.independent, most)
        out.append(replace(claim, topics=tuple(sorted(topics)), credibility=number))
    return sorted(
        out, key=lambda c: (c.subject, c.predicate, str(c.since or c.known), c.object, c.text, c.place)
    )


def _claim(key: tuple[str, str, str, str], said: list[Statement], rules: GroupRules) -> Claim:
    subject, predicate, other, place = key
    starts = [s.valid_from for s in said if s.valid_from]
    ends = [end for s in said if (end := span_end(s))]
    origins = tuple(sorted({origin(s, rules) for s in said} - {""}))
    words = other[1:] if other.startswith(" ") else said[0].object
    return Claim(
        subject, predicate, "" if other.startswith(" ") else other, words, place, tuple(said),
        min(starts, default=None), max(ends, default=None), origins, rules.independent(origins),
    )  # fmt: skip


def _keyed(claim: Claim, keys: dict[str, str]) -> Claim:
    return replace(claim, subject=keys[claim.subject], object=keys.get(claim.object, ""))


def _labels(
    said: list[Statement], known: Identity, outside: set[str], held: list[Decision]
) -> dict[str, tuple[str, ...]]:
    """Of each group how sources write it: first what decisions call it, then the most frequent."""
    written: dict[str, Counter[str]] = {}
    for s in said:
        written.setdefault(known.of(s.subject, s.evidence.source), Counter())[_read(s, s.subject, held)] += 1
        if s.predicate in BETWEEN and known.names(s.object) and fold(s.object) not in outside:
            token = known.of(s.object, s.evidence.source)
            written.setdefault(token, Counter())[_read(s, s.object, held)] += 1
    called = {fold(d.b): d.b for d in held if d.verdict == "same"}
    out = {}
    for token, count in written.items():
        names = sorted(count, key=lambda n: (-count[n], n))
        first = next((called[fold(n)] for n in names if fold(n) in called), "") or next(
            (d.b for d in held if d.verdict == "same" and known.of(d.b) == token), names[0]
        )
        rest = [n for n in names if fold(n) != fold(first)]
        out[token] = (first, *dict.fromkeys(rest))
    return out


def _read(statement: Statement, label: str, held: list[Decision]) -> str:
    """The label, or what a decision on this source's use of it reads it as."""
    source, folded = statement.evidence.source, fold(label)
    return next((d.b for d in held if d.source == source and fold(d.a) == folded), label)


def _events(
    context: Context, known: Identity, labels: dict[str, tuple[str, ...]]
) -> dict[str, list[LeaderEvent]]:
    found: dict[str, list[LeaderEvent]] = {}
    for event in leader_events(context):
        whole = known.of(event.group, event.evidence.source)
        parts = (
            [whole]
            if whole in labels
            else [known.of(p, event.evidence.source) for p in named_parts(event.group)]
        )
        for token in dict.fromkeys(parts):
            if token in labels:
                found.setdefault(token, []).append(event)
    return found
