"""How good were we? Every call that the ledger holds, settled and scored, beside its simple rival."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from almenara.analysis.calls import Recorded, recorded
from almenara.analysis.context import Context
from almenara.analysis.methods.reliability import Bin, decompose, reliability
from almenara.analysis.methods.skill import FEW, skill
from almenara.analysis.scored import INTERVALS, METRICS, Score, score
from almenara.analysis.settling import Settled, settle
from almenara.errors import NoEvidence, UsageError
from almenara.model.document import Evidence
from almenara.model.entry import Entry
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period, parse_day
from almenara.model.phrase import phrase
from almenara.model.place import Place
from almenara.model.terms import ICD_203

BY: dict[str, Callable[[Recorded], str]] = {
    "kind": lambda one: "",
    "model": lambda one: one.model or "a person",
    "author": lambda one: one.author,
    "product": lambda one: one.product or "not recorded",
}
"""What groups of calls are told apart by, beside their kind."""
MEASURE = "our-calls"
EDGES = (0.0, *(step.high for step in ICD_203[:-1]), 1.0)
"""Bins of the calibration table: the steps of the scale by which likelihood is worded."""


def ask(
    context: Context, by: str = "kind", country: str = "", until: str = "", calls: int | None = None,
    digest: str = "",
) -> Finding:  # fmt: skip
    """Calls settled by the context's day, with mean scores, skill and calibration; or each call by itself.

    Rows: facts["table"] tells "record" (a group of calls), "calibration" (a step of the scale within a group)
    and, asked by "call", "call". Calls made live and those replayed later are never in one group, nor are
    counts by different definitions.

    by       kind, model, author, product, or call
    country  code of a country; all where empty
    until    only what was said from the knowledge of earlier days than this; the context's included if empty
    calls    how many entries of the ledger to look at, in the order of storing, and `digest` of their names:
             an edition pins the entries that it scored (see `pin`)
    Raises   UsageError on another `by` or day; NoEvidence where the ledger does not hold the entries pinned
    """
    if by not in (*BY, "call"):
        raise UsageError(f'calls are told by {", ".join(BY)} or call, not by "{by}"')
    ledger = _said(context, parse_day(until, name="until") if until else context.as_of + timedelta(days=1))
    if calls is not None:
        ledger = ledger[:calls]
        if len(ledger) < calls or _digest(ledger) != digest:
            raise NoEvidence(f"this store's ledger does not hold the {calls} entries that were scored")
    found = _settled(context, country, ledger)
    where = _place(context, country, found)
    if by == "call":
        rows = [_call_row(context, one, where) for one in found]
    else:
        rows = [row for key, group in _groups(found, by).items() for row in _rows(context, key, group, where)]
    states = {
        state: sum(1 for one in found if one.state == state)
        for state in ("settled", "open", "by-hand", "void")
    }
    facts = {"by": by, "country": country, "entries": len(ledger), "digest": _digest(ledger), **states}
    figures = {}
    if found:
        press = _Press(context, where, found, [score(one) for one in found if one.state == "settled"])
        counted = phrase("calls-counted")
        figures = {s: press.figure(n, "entries", counted, s == "settled") for s, n in states.items()}
    unknowns = (*_unknowns(found), *_without_skill(rows))
    return Finding("score", context.as_of, figures, tuple(rows), facts, unknowns, _caveats(found))


def pin(context: Context, country: str, until: date) -> dict[str, Any]:
    """Arguments of `ask` by which the same entries are scored again, whatever the ledger gains later."""
    ledger = _said(context, until)
    return {"country": country, "until": str(until), "calls": len(ledger), "digest": _digest(ledger)}


def _settled(context: Context, country: str, ledger: list[Entry]) -> list[Settled]:
    """Settled once a day for all ways of asking."""
    key = ("settled", country, _digest(ledger), context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = settle(context, recorded(ledger, context.as_of, country), ledger)
    held: list[Settled] = context.answers[key]
    return held


def _said(context: Context, until: date) -> list[Entry]:
    return [entry for entry in context.ledger if entry.as_of < until]


def _digest(ledger: Iterable[Entry]) -> str:
    return hashlib.sha256("\n".join(entry.id for entry in ledger).encode()).hexdigest()[:16]


def _place(context: Context, country: str, found: Sequence[Settled]) -> Place:
    codes = {country} if country else {one.recorded.call.place.partition("-")[0] for one in found} - {""}
    if len(codes) == 1 and (code := codes.pop()) in context.packs:
        return context.packs[code].country
    return Place("", "country", "all countries")


_Key = tuple[str, str, str, str]
"""Value of what is told apart by; kind; how; definition, where scores have a unit."""


def _groups(found: Iterable[Settled], by: str) -> dict[_Key, list[Settled]]:
    """Groups in order: live before replayed, then by kind and name."""
    groups: dict[_Key, list[Settled]] = defaultdict(list)
    for one in found:
        call = one.recorded.call
        counted = f"{call.measure}, {call.definition}" if call.kind == "counts" else ""
        groups[BY[by](one.recorded), call.kind, one.recorded.how, counted].append(one)
    return dict(sorted(groups.items(), key=lambda item: (item[0][2], item[0][1], item[0][0], item[0][3])))


def _rows(context: Context, key: _Key, group: list[Settled], where: Place) -> list[Row]:
    name, kind, how, counted = key
    scores = [score(one) for one in group if one.state == "settled"]
    press = _Press(context, where, group, scores)
    figures = {
        "settled": press.figure(len(scores), "entries", phrase("calls-counted")),
        "open": press.figure(
            sum(1 for o in group if o.state == "open"), "entries", phrase("calls-counted"), False
        ),
    }
    for state in ("by-hand", "void"):
        if number := sum(1 for one in group if one.state == state):
            figures[state] = press.figure(number, "entries", phrase("calls-counted"), False)
    if scores:
        figures |= press.scores(METRICS[kind])
    facts = {
        "table": "record", "kind": kind, "how": how, "metric": METRICS[kind], "counted": counted,
        "calls": [one.recorded.entry.id for one in group],
    }  # fmt: skip
    label = ", ".join(part for part in (kind, counted, name) if part)
    rows = [Row("|".join(key), label, figures, where.code, facts)]
    if kind in ("probability", "judgement") and scores:
        said = [one.call.probability or 0.0 for one in scores]
        came = [float(bool(one.settled.happened)) for one in scores]
        for found in reliability(said, came, EDGES):
            rows.append(_calibration(press, key, found))
    return rows


def _calibration(press: _Press, key: _Key, found: Bin) -> Row:
    step = next(s for s in reversed(ICD_203) if found.low >= s.low or s is ICD_203[0])
    counted = phrase("calls-counted")
    figures = {
        "calls": press.figure(found.calls, "entries", counted),
        "said": press.figure(100 * found.said, "%", phrase("mean"), decimals=1),
        "happened": press.figure(found.happened, "entries", counted),
        "expected": press.figure(
            found.calls * found.said, "entries", phrase("calls-consistent"), decimals=1,
            low=found.at_least, high=found.at_most,
        ),
    }  # fmt: skip
    facts = {"table": "calibration", "kind": key[1], "how": key[2], "term": step.key}
    return Row("|".join((*key, step.key)), step.words["en"], figures, press.where.code, facts)


def _call_row(context: Context, one: Settled, where: Place) -> Row:
    entry, call = one.recorded.entry, one.recorded.call
    scores = [score(one)] if one.state == "settled" else []
    press = _Press(context, where, [one], scores)
    figures: dict[str, Figure] = {}
    told = phrase("calls-said")
    if call.probability is not None:
        figures["said"] = press.figure(100 * call.probability, "%", told, decimals=1)
        if (other := call.baseline.get("probability")) is not None:
            figures["rival"] = press.figure(100 * other, "%", told, decimals=1)
    elif call.quantiles:
        ordered = sorted(call.quantiles, key=float)
        middle = min(ordered, key=lambda k: abs(float(k) - 0.5))
        low, high = call.quantiles[ordered[0]], call.quantiles[ordered[-1]]
        figures["said"] = press.figure(
            call.quantiles[middle], _unit(context, call.definition), told, low=low, high=high
        )
    elif call.levels:
        likely = max(call.levels, key=lambda k: call.levels[k])
        figures["said"] = press.figure(float(likely), "level", told)
    if call.threshold is not None:
        figures["threshold"] = press.figure(call.threshold, _unit(context, call.definition), told)
    if one.truth is not None:
        figures["truth"] = one.truth
    if scores:
        figures["score"] = press.figure(scores[0].value, METRICS[call.kind], told, decimals=3)
    facts = {
        "table": "call", "kind": call.kind, "how": one.recorded.how, "state": one.state, "reason": one.reason,
        "happened": one.happened, "as_of": str(entry.as_of), "made": str(entry.made), "subject": entry.subject,
        "measure": call.measure, "definition": call.definition, "period": call.period, "model": one.recorded.model,
        "author": one.recorded.author, "product": one.recorded.product, "text": one.recorded.text,
        "language": str(entry.content.get("language", "")),
        "settles": str(call.settles or ""),
        "decision": one.decision.content | {"entry": one.decision.id} if one.decision else None,
    }  # fmt: skip
    return Row(entry.id, entry.subject, figures, call.place, facts)


def _unit(context: Context, definition: str) -> str:
    found = context.definitions.get(definition)
    return found.unit if found else ""


class _Press:
    """Makes the figures of one group: all are about the same calls and rest on the same truths.

    Truths that void a call are among them: without their documents the call would count as open.
    """

    def __init__(
        self, context: Context, where: Place, group: Sequence[Settled], scores: Sequence[Score]
    ) -> None:
        truths = [one.truth for one in group if one.truth]
        begun = min(one.recorded.entry.as_of for one in group)
        self.where = where
        self._scores = scores
        self._period = Period(min(begun, context.as_of), context.as_of)
        self._as_of = context.as_of
        self._known = max((f.known for f in truths if f.known), default=None)
        self._evidence = _merged(e for f in truths for e in f.all_evidence())

    def figure(
        self, value: float, unit: str, method: str, of_truths: bool = True, decimals: int = 0,
        low: float | None = None, high: float | None = None, reason: str = "",
    ) -> Figure:  # fmt: skip
        """A figure about our own calls; with of_truths it rests on the figures that settled or voided them."""
        known = np.isfinite(value)
        return Figure(
            value=round(float(value), 9) if known else None, unit=unit, measure=MEASURE, definition="",
            place=self.where, period=self._period, as_of=self._as_of,
            status="known" if known else "unknown", reason="" if known else reason,
            known=self._known if of_truths else self._as_of, low=low, high=high, method=method,
            decimals=decimals, evidence=self._evidence if of_truths else (),
        )  # fmt: skip

    def scores(self, metric: str) -> dict[str, Figure]:
        """Mean scores, skill, and what else a group's kind allows."""
        scores, count = self._scores, len(self._scores)
        method = phrase("calls-mean", score=metric, count=count)
        out = {"score": self.figure(_mean([s.value for s in scores]), metric, method, decimals=3)}
        if logs := [s.log for s in scores if s.log is not None]:
            method = phrase("calls-mean", score="log score", count=len(logs))
            out["log"] = self.figure(_mean(logs), "log score", method, decimals=3)
        rivalled = [s for s in scores if s.rival is not None and s.against is not None]
        if rivalled:
            own, other = (
                [float(v or 0) for v in vs]
                for vs in zip(*((s.against, s.rival) for s in rivalled), strict=True)
            )
            method = phrase("calls-mean", score=metric, count=len(rivalled))
            out["rival"] = self.figure(_mean(other), metric, method, decimals=3)
            out["skill"] = self._skill(own, other, [s.period for s in rivalled])
        for percent in INTERVALS:
            held = [hit for s in scores for level, hit in s.covered if level == percent]
            if held:
                share = phrase("calls-covered", percent=percent, count=len(held))
                out[f"covered_{percent}"] = self.figure(100 * _mean(held), "%", share, decimals=1)
        if metric == "Brier":
            parts = decompose(
                [s.call.probability or 0.0 for s in scores], [float(bool(s.settled.happened)) for s in scores]
            )
            for name in ("miscalibration", "discrimination", "uncertainty"):
                value = getattr(parts, name)
                out[name] = self.figure(value, metric, phrase("calls-corp", part=name), decimals=3)
        return out

    def _skill(self, own: list[float], other: list[float], periods: list[str]) -> Figure:
        found = skill(own, other, periods)
        method = phrase("calls-skill", count=found.periods)
        if found.periods < FEW:
            reason = phrase("calls-few", count=found.periods, least=FEW)
            return self.figure(np.nan, "%", method, decimals=0, reason=reason)
        if not np.isfinite([found.value, found.low, found.high]).all():
            return self.figure(np.nan, "%", method, reason=phrase("calls-perfect"))
        low, high = round(100 * found.low, 6), round(100 * found.high, 6)
        return self.figure(100 * found.value, "%", method, low=low, high=high)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _merged(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each document once for each day on which it was known, with the places in it."""
    held: dict[tuple[str, str, date, str], list[Evidence]] = {}
    for item in evidence:
        url = item.citation.url if item.citation else ""
        held.setdefault((item.document, url, item.published, item.ground), []).append(item)
    out = []
    for key in sorted(held, key=lambda k: (k[2], k[0], k[1], k[3])):
        items = list(dict.fromkeys(held[key]))
        places = list(dict.fromkeys(e.locator for e in items))
        text = "; ".join(places[:3]) + ("; …" if len(places) > 3 else "")
        out.append(replace(items[0], locator=text, cells=sum(e.cells for e in items)))
    return tuple(out)


def _unknowns(found: Iterable[Settled]) -> list[str]:
    reasons: dict[str, int] = defaultdict(int)
    for one in found:
        if one.state == "void":
            reasons[one.reason] += 1
    return [f"{n} call{'s' if n > 1 else ''} cannot be scored: {reason}" for reason, n in reasons.items()]


def _without_skill(rows: Iterable[Row]) -> list[str]:
    groups = [row for row in rows if "skill" in row.figures and not row.figures["skill"].is_known]
    return [f"skill of {row.label}, {row.facts['how']}: {row.figures['skill'].reason}" for row in groups]


def _caveats(found: Sequence[Settled]) -> tuple[str, ...]:
    out = []
    if any(one.recorded.how == "replayed" for one in found):
        out.append(
            "replayed calls were made later from the knowledge of their day alone, but by methods that may "
            "have been chosen knowing what came: they test a method, they are no record of promises kept"
        )
    if 0 < sum(1 for one in found if one.state == "settled" and one.recorded.how == "live") < 30:
        out.append("fewer than thirty calls made live are settled: too few to tell luck from skill")
    return tuple(out)
