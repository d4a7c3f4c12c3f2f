"""Incidents that sources count by state for a day, or name without a number: known to the state alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from almenara.analysis.alerting.changes import Both, Where, told_of
from almenara.analysis.alerting.match import Kept, Match
from almenara.analysis.alerting.rules import StateCountRule
from almenara.analysis.context import Context
from almenara.analysis.questions import answer
from almenara.analysis.statements import Statement, statements
from almenara.errors import NoEvidence, UnknownPlace
from almenara.model.alert import Certainty
from almenara.model.figure import Figure
from almenara.model.finding import Finding
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.reading.threats import threats

Key = tuple[str, str, date]
"""Kind, code of the state, day."""


def ask(context: Context, kind: str, place: str, day: str) -> Finding:
    """How many incidents of a kind sources count in a state on a day.

    place    code of the state
    day      YYYY-MM-DD
    Figures  count (unknown where the state is named without a number), tellers (publishers that tell of it)
    Raises   NoEvidence where no source tells of it on the context's day
    """
    when = date.fromisoformat(day)
    told = _told(context).get((kind, place, when))
    if not told:
        raise NoEvidence(f"no source counts {kind} in {place} on {day}, by what was known on {context.as_of}")
    number = _number(kind, told)
    evidence = tuple(dict.fromkeys(s.evidence for s in told))
    like = Figure(
        None, "incidents", "incident", "", context.gazetteer.get(place), Period(when, when), context.as_of, "unknown",
        phrase("state-count-none"), known=max(s.known for s in told), evidence=evidence,
    )  # fmt: skip
    count = like if number is None else _known(like, number, "incidents", "state-count")
    publishers = _known(like, len({e.publisher for e in evidence}), "publishers", "state-count-publishers")
    facts = {"kind": kind, "place": place, "day": day}
    return Finding("state-count", context.as_of, {"count": count, "tellers": publishers}, (), facts)


def counted(
    context: Context, earlier: Context | None, rule: StateCountRule, where: Where, kept: Sequence[Kept]
) -> Both:
    """States with as many incidents of the rule's kinds as it asks for; of alerts that were made however long ago."""
    held = {k.incident for k in kept}
    out = []
    for (kind, state, day), told in sorted(_told(context).items()):
        key = _name(kind, state, day)
        age = (context.as_of - day).days
        if kind not in rule.taken or not where.holds(context, state):
            continue
        if (_number(kind, told) or 0) < rule.least or (age > rule.max_age_days and key not in held):
            continue
        out.append(_match(context, rule, where, (kind, state, day), told))
    before = _told(earlier).items() if earlier else ()
    old = {_name(*k) for k, told in before if (_number(k[0], told) or 0) >= rule.least}
    return out, old


def _match(context: Context, rule: StateCountRule, where: Where, key: Key, told: list[Statement]) -> Match:
    kind, state, day = key
    figures = answer(context, "state-count", kind=kind, place=state, day=str(day)).figures
    publishers = {s.evidence.publisher for s in told}
    certainty: Certainty = "likely" if len(publishers) > 1 else "possible"
    facts: dict[str, Any] = {
        "kind": kind, "place": state, "day": str(day), "count": figures["count"].value, "certainty": certainty,
    }  # fmt: skip
    return told_of(
        context, rule, where, _name(*key), "state-count", state, {"kind": kind, "precision": "state"}, (day, day),
        certainty, facts, dict(figures), tuple(dict.fromkeys(s.evidence for s in told)), rule.threat_of(kind),
    )  # fmt: skip


def _name(kind: str, state: str, day: date) -> str:
    return f"state-count/{kind}/{state}/{day}"


def _predicates() -> dict[str, tuple[str, int]]:
    """Kind that a predicate counts, and its place among those of the kind: the first that has a number answers."""
    return {
        name: (kind, n)
        for threat in threats().values()
        for kind, names in threat.counted.items()
        for n, name in enumerate(names)
    }


def _told(context: Context) -> dict[Key, list[Statement]]:
    """What sources count or name by state and day, as known on the context's day; read once."""
    key = ("state-counts", context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        kinds = _predicates()
        out: dict[Key, list[Statement]] = {}
        for item in statements(context, tuple(kinds)):
            if (
                item.valid_from is None
                or item.valid_from != item.valid_to
                or not _is_state(context, item.place)
            ):
                continue
            out.setdefault((kinds[item.predicate][0], item.place, item.valid_from), []).append(item)
        context.answers[key] = out
    found: dict[Key, list[Statement]] = context.answers[key]
    return found


def _is_state(context: Context, code: str) -> bool:
    try:
        return bool(code) and context.gazetteer.get(code).kind == "state"
    except UnknownPlace:
        return False


def _number(kind: str, told: Sequence[Statement]) -> int | None:
    """The highest number of the first predicate that has one; None where the state is only named."""
    numbers: dict[int, list[int]] = {}
    for item in told:
        if item.object.isdecimal():
            numbers.setdefault(_predicates()[item.predicate][1], []).append(int(item.object))
    return max(numbers[min(numbers)]) if numbers else None


def _known(like: Figure, value: int, unit: str, method: str) -> Figure:
    return replace(
        like, value=float(value), unit=unit, status="known", reason="", method=phrase(method), decimals=0
    )
