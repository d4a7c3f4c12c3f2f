"""What governments, congresses and courts proposed and did, and where each policy stands on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.statements import POLICY, Statement, statements
from almenara.countries.policy_mechanisms import Supposed, load_policy_mechanisms
from almenara.errors import NoEvidence, UsageError
from almenara.model.document import Evidence
from almenara.model.finding import Finding, Row
from almenara.model.place import fold

STAGES = ("proposed", "announced", "introduced", "passed", "in_force")
"""Statuses in the order of a policy's course."""
ENDS = ("struck_down", "dropped")
_STAGE_OF = {"promised": "proposed", "rejected": "dropped"}
_NOTE = re.compile(
    r"^actor: (?P<actor>.*?); instrument: (?P<instrument>.*?); mechanism: (?P<mechanism>[a-z]+)"
    r"(?:; act: (?P<act>[^;]*))?(?:; (?P<rest>.*))?$",
    re.DOTALL,
)


@dataclass(frozen=True)
class PolicyEvent:
    """One event in a policy's life, as one source tells it.

    status      of STAGES or ENDS, promised, rejected, or statement, which says something and changes nothing
    day         the end of its date, or the day it was known if that is sooner; precision  day, month or year
    mechanism   what it would act on: a mechanism of the population model, markets, impunity or none
    act         a separate act beside the policy itself, "" where it is the policy
    """

    id: str
    key: str
    policy: str
    status: str
    day: date
    start: date | None
    precision: str
    known: date
    actor: str
    instrument: str
    mechanism: str
    act: str
    text: str
    place: str
    note: str
    evidence: Evidence


@dataclass(frozen=True)
class Policy:
    """A policy with what is known of it on a day.

    events   all of them in order of time; two bodies that do the same are two events
    status   where it stands, and by which event: `standing` of its own events, or of its newest act where it has
             none; acts  each other act's standing, by name
    """

    key: str
    name: str
    events: tuple[PolicyEvent, ...]
    status: str
    by: PolicyEvent
    acts: dict[str, tuple[str, PolicyEvent]]

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """What its events would act on, that of the newest first; none only where there is no other."""
        named = list(dict.fromkeys(e.mechanism for e in reversed(self.events)))
        return tuple(m for m in named if m != "none") or ("none",)


def standing(events: Iterable[PolicyEvent]) -> tuple[str, PolicyEvent] | None:
    """Where a course of events stands: a stage or end, and the event that brought it there; None without any.

    A stage is never lost to an earlier one: what is proposed, introduced or voted after a law came into force
    leaves it in force. A law in force ends only when a court strikes it down; what is not yet law ends when it is
    dropped, too. What has ended begins anew with the next stage. Statements change nothing.
    """
    held: tuple[str, PolicyEvent] | None = None
    for event in events:
        status = _STAGE_OF.get(event.status, event.status)
        now = held[0] if held else ""
        if status == "struck_down":
            held = (status, event)
        elif status == "dropped":
            held = held if now in ("in_force", "struck_down") else (status, event)
        elif status in STAGES and (now not in STAGES or STAGES.index(status) > STAGES.index(now)):
            held = (status, event)
    return held


def policies(context: Context, country: str = "", language: str = "en") -> list[Policy]:
    """The policies known by the day, the one that moved last first.

    country   code; events of another country are left out
    language  of names and texts; events told in no language are always among them
    """
    found: dict[str, list[PolicyEvent]] = {}
    for item in statements(context, language=language):
        if item.predicate.startswith(POLICY) and _is_in(item.place, country):
            event = _event(item)
            found.setdefault(event.key, []).append(event)
    made = [_policy(key, events) for key, events in found.items()]
    return sorted(made, key=lambda p: (p.by.day, p.by.known, p.key), reverse=True)


def _is_in(place: str, country: str) -> bool:
    return not country or not place or place.partition("-")[0] == country


def _policy(key: str, events: Sequence[PolicyEvent]) -> Policy:
    ordered = sorted(events, key=lambda e: (e.day, e.known, e.id))
    acts: dict[str, tuple[str, PolicyEvent]] = {}
    for name in dict.fromkeys(e.act for e in ordered if e.act):
        stands = standing(e for e in ordered if e.act == name)
        if stands:
            acts[name] = stands
    own = standing(e for e in ordered if not e.act)
    if own is None:
        own = max(acts.values(), key=lambda held: held[1].day, default=("statement", ordered[-1]))
    return Policy(key, ordered[-1].policy, tuple(ordered), *own, acts)


def _event(item: Statement) -> PolicyEvent:
    told = _NOTE.match(item.note)
    parts = told.groupdict(default="") if told else {}
    return PolicyEvent(
        item.id, item.id.rpartition("-")[0] or item.id, item.subject, item.predicate.removeprefix(POLICY), item.by,
        item.valid_from, item.precision, item.known, parts.get("actor", ""), parts.get("instrument", ""),
        parts.get("mechanism") or "none", parts.get("act", ""), item.object, item.place,
        parts.get("rest", item.note), item.evidence,
    )  # fmt: skip


def ask(context: Context, place: str = "", policy: str = "", language: str = "en") -> Finding:
    """Every policy with its status on the day; or the whole course of one, an event a row.

    place     a country's code; policy  key, name or a part of the name
    Facts of a policy: mechanisms, the register's own reading of what it would act on; and, where the country's pack
    supposes something of it on the day, model (the mechanism on which it is run, or none) and model_why, by language.
    Raises   NoEvidence where none was known, UsageError where `policy` names none of them or several
    """
    if language not in ("en", "es"):
        raise UsageError(f'"{language}" is not a language of the register: en, es')
    known = policies(context, place.partition("-")[0], language)
    if not known:
        raise NoEvidence(f"no policy was registered by {context.as_of}")
    supposed = supposed_on(context, place.partition("-")[0])
    if not policy:
        rows = tuple(Row(p.key, p.name, place=place, facts=_facts(p, supposed.get(p.key))) for p in known)
        return Finding("policies", context.as_of, rows=rows, facts={"place": place}, caveats=_CAVEATS)
    one = _named(known, policy, context.as_of)
    rows = tuple(_row(one, event) for event in one.events)
    facts = {"place": place, "key": one.key, "name": one.name, **_facts(one, supposed.get(one.key))}
    return Finding("policies", context.as_of, rows=rows, facts=facts, caveats=_CAVEATS)


_CAVEATS = (
    "status is that of the register's events known on the day; what no source told is not in it",
    "what a policy would act on is read twice: by the register, in its words, and by the country pack, which maps it "
    "to a mechanism of the population model and says why; where they differ, the effects follow the second. Neither "
    "is a finding",
)


def supposed_on(context: Context, country: str) -> dict[str, Supposed]:
    """What the country's pack supposes of policies on the day, by key; nothing of a country without a pack."""
    pack = context.packs.get(country)
    held = load_policy_mechanisms(pack).policies if pack else []
    return {s.policy: s for s in held if s.holds_on(context.as_of)}


def _named(known: Sequence[Policy], wanted: str, as_of: date) -> Policy:
    text = fold(wanted)
    exact = [p for p in known if text in (fold(p.key), fold(p.name))]
    near = exact or [p for p in known if text and text in fold(p.name)]
    if len(near) == 1:
        return near[0]
    listed = "; ".join(f"{p.key} {p.name}" for p in (near or known))
    said = "is more than one policy" if near else f"is no policy registered by {as_of}"
    raise UsageError(f'"{wanted}" {said}: {listed}')


def _facts(policy: Policy, supposed: Supposed | None) -> dict[str, Any]:
    read = {"model": supposed.mechanism, "model_why": supposed.why.model_dump()} if supposed else {}
    return read | {
        "status": policy.status, "since": _date(policy.by), "by": policy.by.id, "actor": policy.by.actor,
        "mechanisms": list(policy.mechanisms), "events": len(policy.events), "text": policy.by.text,
        "act": policy.by.act,
        "acts": [{"name": name, "status": status, "since": _date(by)} for name, (status, by) in policy.acts.items()],
    }  # fmt: skip


def _row(policy: Policy, event: PolicyEvent) -> Row:
    before = [e for e in policy.events[: policy.events.index(event) + 1] if e.act == event.act]
    after = standing(before)
    page = event.evidence
    facts = {
        "date": _date(event), "status": event.status, "stands": after[0] if after else "", "act": event.act,
        "actor": event.actor, "instrument": event.instrument, "text": event.text, "mechanism": event.mechanism,
        "known": event.known.isoformat(), "publisher": page.publisher, "title": page.title, "url": page.url,
        "note": event.note, "source": page.source,
    }  # fmt: skip
    return Row(event.id, event.policy, place=event.place, facts=facts)


def _date(event: PolicyEvent) -> str:
    """The event's date, as precise as its source gives it."""
    day = event.start or event.day
    return day.isoformat()[: {"year": 4, "month": 7}.get(event.precision, 10)]
