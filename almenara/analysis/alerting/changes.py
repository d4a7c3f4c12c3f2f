"""Rules about what changed between two days' knowledge: levels, advice, anomalies, groups, forecasts.

Each function gives what holds now, and the names of what held in the earlier knowledge already: what is in the
first and not in the second is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from almenara.analysis.advisory_changes import Change, advisory_changes
from almenara.analysis.alerting.incidents import place_name
from almenara.analysis.alerting.match import Kept, Match
from almenara.analysis.alerting.rules import (
    AdvisoryRule,
    AnomalyRule,
    ForecastRule,
    LevelRule,
    PresenceRule,
    Rule,
)
from almenara.analysis.armed_groups.claims import Claim
from almenara.analysis.armed_groups.presence import YEARS, presence
from almenara.analysis.armed_groups.registry import registry
from almenara.analysis.context import Context
from almenara.analysis.questions import answer
from almenara.analysis.statements import row_evidence
from almenara.errors import NoEvidence
from almenara.model.alert import Area, Certainty
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period

LOOK_BACK = timedelta(days=120)
"""How long before the earlier day changes of advice are looked for: a page may be taken in late."""


@dataclass(frozen=True)
class Where:
    """Places that a rule is about: all where `codes` is None; `of_asset` tells which assets lie in which."""

    codes: frozenset[str] | None
    of_asset: dict[str, tuple[str, ...]]

    def holds(self, context: Context, code: str) -> bool:
        """Whether a place, or one that it lies in, is among them."""
        return self.codes is None or bool(self.codes & set(_upwards(context, code)))

    def assets(self, context: Context, code: str) -> tuple[tuple[str, float | None], ...]:
        """Names of the assets in a place's state, without a distance."""
        names = dict.fromkeys(n for c in _upwards(context, code) for n in self.of_asset.get(c, ()))
        return tuple((n, None) for n in names)


def _upwards(context: Context, code: str) -> list[str]:
    out: list[str] = []
    seen: str | None = code
    while seen and seen not in out:
        out.append(seen)
        seen = context.gazetteer.get(seen).parent
    return out


Both = tuple[list[Match], set[str]]
"""What holds now, and the names of what held before."""


def told_of(
    context: Context, rule: Rule, where: Where, key: str, wording: str, code: str, names: dict[str, str],
    happened: tuple[date, date], certainty: Certainty, facts: dict[str, Any], figures: dict[str, Figure],
    evidence: tuple[Evidence, ...] = (), threat: str = "",
) -> Match:  # fmt: skip
    """A match about a place as a whole, with the assets that lie in it, none of them at a distance."""
    found = context.gazetteer.get(code)
    area = Area(
        place_name(context, code), code, precision=found.kind if found.kind in ("state", "country") else ""
    )
    stands = evidence or tuple(dict.fromkeys(e for f in figures.values() for e in f.all_evidence()))
    assets = where.assets(context, code)
    shown = {
        "place": code,
        "asset": assets[0][0] if assets else "",
        "more": str(len(assets) - 1) if assets else "",
    }
    return Match(rule, key, (key,), wording, shown | names, happened, certainty, facts, threat, figures,
                 stands, (area,), assets)  # fmt: skip


def levels(context: Context, earlier: Context | None, rule: LevelRule, where: Where) -> list[Match]:
    """Changes of our level against the earlier day; nothing where either is not known."""
    now, then = (_asked(c, "rate", country=rule.country) for c in (context, earlier))
    if now is None or then is None:
        return []
    before = {row.place: row for row in then.rows}
    out = []
    for row in now.rows:
        old, new = _level(before.get(row.place)), _level(row)
        if old is None or new is None or old.value == new.value or not where.holds(context, row.place):
            continue
        up = (new.value or 0) > (old.value or 0)
        if (new.value or 0) < rule.at_least or rule.direction == ("down" if up else "up"):
            continue
        key = f"level/{row.place}/{old.value:.0f}-{new.value:.0f}/{new.period}"
        facts: dict[str, Any] = {"before": old.value, "after": new.value, "place": row.place}
        words = {"direction": "up" if up else "down"}
        out.append(told_of(context, rule, where, key, "level", row.place, words, (context.as_of, context.as_of),
                          "likely", facts, {"before": old, "after": new}))  # fmt: skip
    return out


def _level(row: Row | None) -> Figure | None:
    found = row.figures.get("level") if row else None
    return found if found is not None and found.is_known else None


def _asked(context: Context | None, question: str, **wanted: Any) -> Finding | None:
    try:
        return answer(context, question, **wanted) if context is not None else None
    except NoEvidence:
        return None


def advisories(
    context: Context, earlier: Context | None, rule: AdvisoryRule, where: Where, kept: Sequence[Kept]
) -> Both:
    """Changes of advice that became known lately, those of alerts that were made among them."""
    country = context.gazetteer.find(rule.country)
    first = (earlier.as_of if earlier else context.as_of) - LOOK_BACK
    days = [date.fromisoformat(k.facts["day"]) for k in kept if "day" in k.facts]
    since = min([first, *(d - timedelta(days=1) for d in days)])
    out = {
        _key(change): _advice(context, rule, where, change)
        for change in advisory_changes(context, country, since, context.as_of)
        if change.kind in rule.changes
        and (not rule.sources or change.source in rule.sources)
        and where.holds(context, change.place)
    }
    old = advisory_changes(earlier, country, since, earlier.as_of) if earlier else ()
    return list(out.values()), {_key(c) for c in old}


def _key(change: Change) -> str:
    return f"advisory/{change.source}/{change.kind}/{change.place}/{change.page}/{change.day}"


def _advice(context: Context, rule: AdvisoryRule, where: Where, change: Change) -> Match:
    record = context.view.documents.get(change.documents[1])
    figures = {n: f for n, f in (("before", change.before), ("after", change.after)) if f is not None}
    evidence: tuple[Evidence, ...] = ()
    if not figures:
        rows = context.view.rows_known("statements")
        rows = rows.filter((rows.document == change.documents[1]) & (rows["column"] == change.page))
        found = context.view.fetch(rows.limit(1)).to_pylist()
        evidence = tuple(row_evidence(context, row) for row in found)
    words = {"publisher": record.publisher if record else change.source, "page": change.page,
             "added": "\n".join(change.added), "removed": "\n".join(change.removed)}  # fmt: skip
    facts: dict[str, Any] = {"day": str(change.day), "place": change.place, "kind": change.kind,
             "before": change.before.value if change.before else None,
             "after": change.after.value if change.after else None}  # fmt: skip
    return told_of(context, rule, where, _key(change), f"advisory-{change.kind}", change.place, words,
                  (change.day, change.day), "observed", facts, figures, evidence)  # fmt: skip


def anomalies(
    context: Context, earlier: Context | None, rule: AnomalyRule, where: Where, kept: Sequence[Kept]
) -> Both:
    """Alarms of the newest month, and of the months of alerts that were made: a revision may undo them."""
    wanted = {
        "measure": rule.measure,
        "place": context.gazetteer.find(rule.country).code,
        "definition": rule.definition,
    }
    newest = answer(context, "anomalies", **wanted)
    months = {k.facts["month"] for k in kept if "month" in k.facts} - {newest.facts["last_month"]}
    found = [newest, *filter(None, (_asked(context, "anomalies", month=m, **wanted) for m in sorted(months)))]
    out = {}
    for finding in found:
        for row in finding.rows:
            if row.facts["stands" if rule.stands else "alarm"] and where.holds(context, row.place):
                month = Period.parse(row.facts["month"])
                key = f"anomaly/{rule.measure}/{finding.facts['definition']}/{row.place}/{month}"
                figures = {n: row.figures[n] for n in ("count", "expected", "upper")}
                facts: dict[str, Any] = {
                    "month": str(month),
                    "place": row.place,
                    "count": row.figures["count"].value,
                }
                out[key] = told_of(context, rule, where, key, "anomaly", row.place, {"measure": rule.measure},
                                  (month.start, month.end), "likely", facts, figures)  # fmt: skip
    before = _asked(earlier, "anomalies", **wanted)
    held = {
        f"anomaly/{rule.measure}/{before.facts['definition']}/{row.place}/{row.facts['month']}"
        for row in (before.rows if before else ())
        if before and row.facts["stands" if rule.stands else "alarm"]
    }
    return list(out.values()), held


def presences(
    context: Context, earlier: Context | None, rule: PresenceRule, where: Where, kept: Sequence[Kept]
) -> Both:
    """Groups stated to be in a state; of alerts that were made however long ago the statement speaks of."""
    now, then = (_present(c, rule) for c in (context, earlier))
    lasting = _present(context, rule, years=200) if kept else now
    held = {k.incident for k in kept}
    out = []
    for (group, state), (label, matched) in lasting.items():
        key = f"presence/{group}/{state}"
        if ((group, state) not in now and key not in held) or not where.holds(context, state):
            continue
        claims = now.get((group, state), (label, matched))[1]
        best = min(c.credibility for c in claims)
        since = min(c.known for c in claims)
        evidence = tuple(dict.fromkeys(s.evidence for c in claims for s in c.statements))
        certainty: Certainty = {1: "observed", 2: "observed", 3: "possible"}.get(best, "unlikely")  # type: ignore[assignment]
        facts: dict[str, Any] = {"group": group, "place": state}
        out.append(told_of(context, rule, where, key, "presence", state, {"group": label}, (since, since),
                          certainty, facts, {}, evidence))  # fmt: skip
    return out, {f"presence/{g}/{s}" for g, s in then}


def _present(
    context: Context | None, rule: PresenceRule, years: int = YEARS
) -> dict[tuple[str, str], tuple[str, list[Claim]]]:
    """By group and state the group's name, and the claims that it is there."""
    if context is None:
        return {}
    found = registry(context, context.packs[context.gazetteer.find(rule.country).code])
    return {
        (group, state): (found.labels[group], claims)
        for state, groups in presence(context, found, years).items()
        for group, claims in groups.items()
        if not rule.groups or group in rule.groups
    }


def forecasts(context: Context, earlier: Context | None, rule: ForecastRule, where: Where) -> list[Match]:
    """Places whose forecast crosses the threshold, and did not in the earlier knowledge."""
    wanted = {"measure": rule.measure, "place": context.gazetteer.find(rule.country).code,
              "definition": rule.definition, "months": rule.months}  # fmt: skip
    now, then = answer(context, "outlook", **wanted), _asked(earlier, "outlook", **wanted)
    before = {code for code, figures in _outlooks(then) if _crosses(rule, figures)} if then else set()
    out = []
    for code, figures in _outlooks(now):
        if not _crosses(rule, figures) or code in before or not where.holds(context, code):
            continue
        ahead = figures["median"].period
        key = f"forecast/{rule.measure}/{now.facts['definition']}/{code}/{ahead}"
        shown = {n: figures[n] for n in ("median", "same", "above_same")}
        facts: dict[str, Any] = {"place": code, "median": figures["median"].value}
        out.append(told_of(context, rule, where, key, "forecast", code, {"measure": rule.measure},
                          (ahead.start, ahead.end), "possible", facts, shown))  # fmt: skip
    return out


def _outlooks(found: Finding) -> list[tuple[str, dict[str, Figure]]]:
    rows = [(row.place, row.figures) for row in found.rows]
    if found.figures and len(rows) > 1:
        rows.append((found.figures["median"].place.code, found.figures))
    return rows


def _crosses(rule: ForecastRule, figures: dict[str, Figure]) -> bool:
    if rule.above is not None:
        return (figures["median"].value or 0) > rule.above
    return (figures["above_same"].value or 0) >= (rule.chance or 100)
