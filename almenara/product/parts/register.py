"""Registers in evidence: policy proposals with their status, and what sources state of groups and events."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.policies import Policy, PolicyEvent, policies
from almenara.analysis.statements import POLICY, Statement, Version, statements, versions
from almenara.countries.groups import group_rules
from almenara.model.period import partial_day
from almenara.model.phrase import phrase
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Reference, Table, Text
from almenara.product.making import Making

RECENT_YEARS = 4
"""How far back an alliance or rivalry still tells of the day."""
MOST = 16
"""How many of them a report tells."""
STATEMENT = "statement"
"""Status of an event that says something and changes nothing."""


def newest_events(making: Making) -> dict[str, Statement]:
    """Each policy's newest event known on the day, by policy."""
    events = statements(making.context, language=making.language)
    return {item.subject: item for item in events if item.predicate.startswith(POLICY)}


def policy_table(making: Making, section: SectionConfig) -> list[Block]:
    """Each policy with where it stands on the day, since when, and its newest event; `topics` chooses policies.

    The one that something was last known of comes first. A date that leaves the day open counts as its last day:
    October comes after 9 October. The newest event has its own date and act where it did not bring the status.
    """
    known = policies(making.context, making.pack.code, making.language)
    if section.topics:
        known = [policy for policy in known if policy.name in section.topics]
    known.sort(key=lambda p: (p.events[-1].day, p.events[-1].known, p.events[-1].id), reverse=True)
    lines = [
        (
            (Text(policy.name, "strong"),),
            (Text(status(making, policy)),),
            (Text(event_date(making, policy.by)),),
            _newest(making, policy),
        )
        for policy in known
    ]
    return _table(making, section, "policy", ("policy", "status", "since", "newest_event"), lines)


def status(making: Making, policy: Policy) -> str:
    """Where a policy stands, in words; with the act that stands there where it is not the policy itself."""
    act = f"{policy.by.act}: " if policy.by.act else ""
    return f"{act}{making.word('statuses', policy.status)}"


def event_date(making: Making, event: PolicyEvent) -> str:
    """The date of an event, as precise as its source gives it."""
    return formats.short_date(event.start or event.day, event.precision, making.language)


def _newest(making: Making, policy: Policy) -> tuple[Inline, ...]:
    newest = policy.events[-1]
    note = Reference(making.press.cite([newest.evidence]))
    if newest.id == policy.by.id:
        return (Text(newest.text), note)
    told = making.word("statuses", newest.status) if newest.status != STATEMENT else ""
    of = ", ".join(part for part in (event_date(making, newest), newest.act, told) if part)
    return (Text(f"{of}: ", "emphasis"), Text(newest.text), note)


def statements_table(making: Making, section: SectionConfig) -> list[Block]:
    """What sources state by the section's topics (predicates), each once with all its sources.

    Since is as precise as the source gives it, and empty where it gives nothing; Stated is the day of the
    first source. Versions that contradict each other stand side by side and are marked.
    """
    return _claims(making, section, "groups", _versions(making, tuple(section.topics)))


def alliances(making: Making, section: SectionConfig) -> list[Block]:
    """Alliances and rivalries of the last RECENT_YEARS, the last stated first; older ones tell nothing of the day.

    What is said of the same two groups on several days or of several places is one line, with the places, since
    the first of these days.
    """
    since = making.context.as_of.replace(day=1)
    since = since.replace(year=since.year - RECENT_YEARS)
    found = _versions(making, ("ally-of", "rival-of"))
    recent = [v for v in found if (v.first.valid_from or v.first.known) >= since]
    told: dict[tuple[str, ...], list[Statement]] = {}
    for version in recent:
        first = version.first
        key = (first.predicate, *sorted((first.subject, first.object)))
        told.setdefault(key, []).extend(version.statements)
    disputed = {s.id for v in recent if v.disputed for s in v.statements}
    order = sorted(told.values(), key=lambda held: max((s.by, s.id) for s in held), reverse=True)
    lines = [_tie(making, held, bool(disputed & {s.id for s in held})) for held in order[:MOST]]
    return _table(making, section, "alliances", ("group", "statement", "since", "stated"), lines)


def _tie(making: Making, held: Sequence[Statement], disputed: bool) -> tuple[tuple[Inline, ...], ...]:
    """A line of the alliances: the groups, where, since when, and when it was stated first."""
    oldest = min(held, key=lambda s: (s.valid_from or s.known, s.known, s.id))
    newest = max(held, key=lambda s: (s.by, s.id))
    codes = dict.fromkeys(s.place for s in sorted(held, key=lambda s: s.place) if s.place)
    places = [making.place_name(making.context.gazetteer.get(c)) for c in codes if c != making.pack.code]
    words = f"{making.word('predicates', newest.predicate)} {newest.object}"
    if places:
        words += f" {making.word('words', 'in')} {formats.listing(places, making.language)}"
    notes = Reference(making.press.cite([s.evidence for s in held]))
    mark = (Text(" "), Text(f"({making.word('words', 'disputed')})", "emphasis")) if disputed else ()
    return (
        (Text(newest.subject, "strong"),),
        (Text(words), *mark, notes),
        (Text(_since(making, oldest) or "–"),),
        (Text(_stated(making, min(held, key=lambda s: (s.known, s.id)))),),
    )


def _versions(making: Making, predicates: tuple[str, ...]) -> list[Version]:
    """What is stated by these predicates, without labels that are people's, and without what only networks say."""
    rules = group_rules(making.pack)
    networks = set(rules.networks)
    found = versions(making.context, predicates, making.language)
    return [
        v
        for v in found
        if not {s.evidence.source for s in v.statements} <= networks
        and not any(rules.is_person(s.subject) or rules.is_person(s.object) for s in v.statements)
    ]


def _claims(making: Making, section: SectionConfig, name: str, found: Sequence[Version]) -> list[Block]:
    lines = [
        (
            (Text(item.first.subject, "strong"),),
            _claim(making, item),
            (Text(_since(making, item.first) or "–"),),
            (Text(_stated(making, item.stated)),),
        )
        for item in found
    ]
    return _table(making, section, name, ("group", "statement", "since", "stated"), lines)


def _claim(making: Making, version: Version) -> tuple[Inline, ...]:
    said = version.first
    words = f"{making.word('predicates', said.predicate)} {said.object}".strip()
    notes = Reference(making.press.cite([s.evidence for s in version.statements]))
    if not version.disputed:
        return (Text(words), notes)
    return (Text(f"{words} "), Text(f"({making.word('words', 'disputed')})", "emphasis"), notes)


def _since(making: Making, item: Statement) -> str:
    """Since when, as precisely as the source gives it; "" where it gives nothing."""
    if item.valid_from is None:
        return ""
    return formats.short_date(item.valid_from, item.precision, making.language)


def _stated(making: Making, item: Statement) -> str:
    """The day it was known, as precisely as the page gives its own."""
    cited = item.evidence.citation
    page = cited.published if cited else ""
    precision = {7: "month", 4: "year"}.get(len(page), "day")
    if precision == "day" or partial_day(page) != item.known:
        precision = "day"
    return formats.short_date(item.known, precision, making.language)


def _table(
    making: Making,
    section: SectionConfig,
    name: str,
    heads: tuple[str, ...],
    lines: Sequence[tuple[tuple[Inline, ...], ...]],
) -> list[Block]:
    if not lines:
        title = making.word("tables", name)
        making.unknowns.append((title, phrase("no-statement", as_of=making.context.as_of)))
        return []
    columns = tuple(Column(making.word("columns", h), "left") for h in heads)
    return [
        Table(making.word("tables", name), columns, tuple(lines), section.portion, id=f"{section.id}-{name}")
    ]
