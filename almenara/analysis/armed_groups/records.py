"""Claims, events and decisions as plain JSON values, each with its sources and days."""

from __future__ import annotations

from datetime import date
from typing import Any

from almenara.analysis.armed_groups.claims import Claim, letter, origin
from almenara.analysis.armed_groups.decisions import Decision
from almenara.analysis.armed_groups.registry import Registry
from almenara.analysis.leaders import LeaderEvent
from almenara.analysis.statements import Statement
from almenara.countries.groups import GroupRules
from almenara.model.period import last_day


def claim_record(found: Registry, claim: Claim) -> dict[str, Any]:
    """A claim with all who say it. `rating` is the best letter of its sources with the number of the claim."""
    said = [_statement_record(s, found.rules) for s in claim.statements]
    return {
        "subject": found.labels[claim.subject],
        "subject_key": claim.subject,
        "predicate": claim.predicate,
        "object": found.labels[claim.object] if claim.object else claim.text,
        "object_key": claim.object,
        "claim_place": claim.place,
        "place_name": found.places.get(claim.place, ""),
        "when": when(claim),
        "since": str(claim.since or ""),
        "until": str(claim.until or ""),
        "known": str(claim.known),
        "credibility": claim.credibility,
        "letters": sorted({s["letter"] for s in said}),
        "origins": list(claim.origins),
        "disputed": claim.disputed,
        "topics": list(claim.topics),
        "statements": said,
    }


def when(claim: Claim) -> str:
    """The time that a claim speaks of, no more precise than its sources: "2014", "2014 to 2017-10", or ""."""
    dated = [s for s in claim.statements if s.valid_from]
    first = min(
        ((s.valid_from, _cut(s.valid_from, s.precision)) for s in dated if s.valid_from), default=None
    )
    ends = [(s.valid_to, _whole(s.valid_to)) for s in claim.statements if s.valid_to]
    ends += [
        (s.valid_from, _cut(s.valid_from, s.precision)) for s in dated if s.valid_from and not s.valid_to
    ]
    last = max(ends, default=None)
    words = [end[1] for end in (first, last) if end]
    if not first and last:
        return f"until {last[1]}"
    return " to ".join(dict.fromkeys(words))


def _cut(day: date, precision: str) -> str:
    return str(day)[: {"year": 4, "month": 7}.get(precision, 10)]


def _whole(day: date) -> str:
    """A last day as the year or month that it ends, where it ends one."""
    if (day.month, day.day) == (12, 31):
        return f"{day.year}"
    return str(day)[:7] if day == last_day(day.year, day.month) else str(day)


def _statement_record(statement: Statement, rules: GroupRules) -> dict[str, Any]:
    evidence = statement.evidence
    return {
        "id": statement.id,
        "from": str(statement.valid_from or ""),
        "to": str(statement.valid_to or ""),
        "precision": statement.precision if statement.valid_from or statement.valid_to else "",
        "known": str(statement.known),
        "ground": evidence.ground,
        "publisher": evidence.publisher,
        "title": evidence.title,
        "url": evidence.url,
        "source": evidence.source,
        "file": evidence.file,
        "locator": evidence.locator,
        "letter": letter(evidence, rules),
        "origin": origin(statement, rules),
        "note": statement.note,
    }


def event_record(event: LeaderEvent, rules: GroupRules) -> dict[str, Any]:
    """What became of a leader, with the page that tells it and its flag."""
    evidence = event.evidence
    return {
        "id": event.id,
        "kind": event.kind,
        "person": event.person,
        "role": event.role,
        "group": event.group,
        "place": event.place,
        "start": str(event.start),
        "end": str(event.end),
        "precision": event.precision,
        "flag": event.flag,
        "known": str(evidence.published),
        "publisher": evidence.publisher,
        "url": evidence.url,
        "source": evidence.source,
        "file": evidence.file,
        "locator": evidence.locator,
        "letter": letter(evidence, rules),
    }


def decision_record(decision: Decision) -> dict[str, Any]:
    """A decision on two names: who made it, when, why, and whether it still stands."""
    return {
        "id": decision.id,
        "verdict": decision.verdict,
        "a": decision.a,
        "b": decision.b,
        "source": decision.source,
        "author": decision.author,
        "reason": decision.reason,
        "day": decision.day,
        "undone": decision.void,
    }
