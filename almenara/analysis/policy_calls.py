"""What analysts expect of registered policies: one probability each, its rival from the register, what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from almenara.analysis.context import Context
from almenara.analysis.policies import STAGES
from almenara.analysis.policy_prospects import Course, courses, past_courses, rate
from almenara.analysis.statements import statement_evidence
from almenara.countries.policy_calls import Expected, load_policy_calls
from almenara.errors import NoEvidence
from almenara.model.call import Call
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import fold

MEASURE = "policy-stage"
_ANY = "*"


def ask(context: Context, place: str) -> Finding:
    """What the country pack's analysts say on the day of policies in the register.

    place  a country's code
    Rows: a call each, by its id; figures probability and, where the register's past tells one, base (percent: of
    all courses that stood open before that stage, those that reached it within as many days); facts policy, act,
    status, by, author. Calls: one each, with the base as the rival.
    Raises NoEvidence where nothing is said on the day, or a policy of it was not registered; BadInput for a
    policy_calls.yml that is wrong, UsageError where a source that it names is not in the evidence of the day.
    """
    country = place.partition("-")[0]
    said = [e for e in load_policy_calls(context.packs[country]).calls if e.holds_on(context.as_of)]
    if not said:
        raise NoEvidence(f"no analyst says anything of a policy's course on {context.as_of}")
    known = courses(context, country)
    rows, calls = [], []
    for one in said:
        if not any(c.policy.key == one.policy for c in known):
            raise NoEvidence(f"{one.id}: no policy {one.policy} was registered by {context.as_of}")
        last = one.last_day(context.as_of)
        period = Period(context.as_of + timedelta(days=1), last)
        sources = tuple(item for name in one.sources for item in statement_evidence(context, name))
        base = _base(context, known, one, last)
        figures = {"probability": _percent(context, country, period, one.probability, one.author, sources)}
        if base is not None:
            figures["base"] = _percent(context, country, period, base, "", sources)
        slug = _slug(one.act) if one.act else _ANY
        label = next(c.policy.name for c in known if c.policy.key == one.policy)
        facts = {"policy": one.policy, "act": one.act, "status": one.status, "by": last.isoformat(),
                 "author": one.author}  # fmt: skip
        rows.append(Row(one.id, label + (f": {one.act}" if one.act else ""), figures, country, facts))
        calls.append(
            Call(
                "probability", f"{MEASURE}:{country}:{one.policy}:{slug}:{one.status}:{last}", MEASURE,
                place=country, period=str(period), settles=last, threshold=0.5, probability=one.probability,
                baseline={} if base is None else {"probability": round(base, 4)}, author=one.author,
            )
        )  # fmt: skip
    return Finding("policy-calls", context.as_of, {}, tuple(rows), {"place": country}, calls=tuple(calls))


def came_to_stage(context: Context, call: Call, made: date) -> Figure | None:
    """Whether an event brought the call's policy to its stage or further by its day: 1 or 0.

    made  the day whose knowledge the call used: events of that day and before do not count
    None where the register has no event later than that: silence is not a no.
    """
    parts = call.subject.split(":")
    if len(parts) < 6 or parts[4] not in STAGES:
        return None
    key, slug, status = parts[2:5]
    known = courses(context, call.place)
    newest = max((e for c in known for e in c.events), key=lambda e: (e.known, e.id), default=None)
    if newest is None or newest.known <= made:
        return None
    period = Period.parse(call.period)
    mine = [c for c in known if c.policy.key == key and slug in (_ANY, c.slug)]
    found = [e for c in mine if (e := c.reached_by(status, made, period.end))]
    event = min(found, key=lambda e: e.day, default=None)
    return Figure(
        float(event is not None), "", MEASURE, "", context.gazetteer.get(call.place), period, context.as_of,
        known=event.known if event else context.as_of, method=phrase("policy-course"),
        evidence=((event or newest).evidence,),
    )  # fmt: skip


def _slug(act: str) -> str:
    return "-".join(fold(act).split())


def _base(context: Context, known: list[Course], one: Expected, last: date) -> float | None:
    """The share of the register's courses that came so far in as long a time.

    None where none of the past tells, or where the stage is reached already and only a further event is expected.
    """
    mine = [c for c in known if c.policy.key == one.policy and (not one.act or c.slug == _slug(one.act))]
    if any(c.reached_by(one.status, date.min, context.as_of) for c in mine):
        return None
    past = past_courses(known, context.as_of, last - context.as_of, one.status)
    if not past:
        return None
    hits, count = rate(past)
    return (hits + 0.5) / (count + 1)


def _percent(
    context: Context, country: str, period: Period, chance: float, author: str, sources: tuple[Evidence, ...]
) -> Figure:
    newest = max(sources, key=lambda e: e.published)
    method = phrase("policy-judged") if author else phrase("policy-reached")
    return Figure(
        round(100 * chance, 6), "%", MEASURE, "", context.gazetteer.get(country), period, context.as_of,
        known=newest.published, ground=newest.ground, method=method, evidence=sources,
    )  # fmt: skip
