"""How likely is it that what is proposed comes into force? A base rate from the register, which can be scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scipy.stats import beta

from almenara.analysis.context import Context
from almenara.analysis.policies import STAGES, Policy, PolicyEvent, policies, standing
from almenara.errors import NoEvidence
from almenara.model.call import Call
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place, fold

MEASURE = "policy-in-force"
MODEL = "register-base-rate/1"
MONTHS = 12
DORMANT = 730
"""Days without an event after which a course no longer counts as open."""
_EVERY = 91
"""Days between the past days on which courses are looked at."""
_WEIGHT = 2.0
"""Courses that all statuses together weigh beside those of one status."""


@dataclass(frozen=True)
class Course:
    """A policy's own events, or those of an act beside it. slug  of the act, "-" for the policy itself."""

    policy: Policy
    act: str
    slug: str
    events: tuple[PolicyEvent, ...]

    def open_on(self, day: date) -> str:
        """Its stage before force on a day; "" where it is in force, ended, dormant or not begun."""
        had = [e for e in self.events if e.day <= day]
        stands = standing(had)
        if stands is None or stands[0] not in STAGES[:-1] or (day - had[-1].day).days > DORMANT:
            return ""
        return stands[0]

    def reached_by(self, stage: str, first: date, last: date) -> PolicyEvent | None:
        """The event after `first` and by `last` that brought it to a stage or further."""
        at_least = STAGES[STAGES.index(stage) :]
        return next((e for e in self.events if e.status in at_least and first < e.day <= last), None)


def courses(context: Context, country: str) -> list[Course]:
    """Every course that the register has by the day."""
    out = []
    for policy in policies(context, country):
        for act in dict.fromkeys(e.act for e in policy.events):
            events = tuple(e for e in policy.events if e.act == act)
            out.append(Course(policy, act, "-".join(fold(act).split()) or "-", events))
    return out


def ask(context: Context, place: str, months: int = MONTHS) -> Finding:
    """The probability of each open course that it is in force within `months`, from the register's past.

    place  a country's code
    The rate is that of courses of the same status, on days past from which the whole span has gone by, drawn to the
    rate of all courses where there are few; each course counts once, by the share of its days that came true.
    Figures: courses (how many tell). Rows: a course each; figures probability (percent, 90 % interval) and base (of all
    courses); facts status, since, act, settles. Calls: one each, with the base as the rival. Raises NoEvidence where no
    course is open, or none of the past tells.
    """
    country = place.partition("-")[0]
    known = courses(context, country)
    today = context.as_of
    span = timedelta(days=round(months * 365.25 / 12))
    past = past_courses(known, today, span)
    now = [(course, stage) for course in known if (stage := course.open_on(today))]
    if not now:
        raise NoEvidence(f"no proposal of the register was open on {today}")
    if not past:
        raise NoEvidence(f"no course of the register stood open {months} months before {today}")
    where = context.gazetteer.get(country)
    period = Period(today + timedelta(days=1), today + span)
    rows, calls = [], []
    hits, count = rate(past)
    base = (hits + 0.5) / (count + 1)
    held = {e.evidence.document: e.evidence for c in known for e in c.events}
    for course, stage in now:
        same, n = rate([p for p in past if p[1] == stage])
        a, b = same + _WEIGHT * base, n - same + _WEIGHT * (1 - base)
        chance = a / (a + b)
        stands = standing(course.events) or (stage, course.events[-1])
        evidence = held | {stands[1].evidence.document: stands[1].evidence}
        figures = {
            "probability": _percent(context, where, period, chance, evidence, count, months, a, b),
            "base": _percent(
                context, where, period, base, evidence, count, months, hits + 0.5, count - hits + 0.5
            ),
        }
        figures["low"], figures["high"] = (
            replace(figures["probability"], value=bound, low=None, high=None)
            for bound in (figures["probability"].low, figures["probability"].high)
        )
        key = f"{course.policy.key}:{course.slug}"
        facts = {
            "policy": course.policy.key, "act": course.act, "status": stage, "by": stands[1].id,
            "since": (stands[1].start or stands[1].day).isoformat(), "settles": period.end.isoformat(),
        }  # fmt: skip
        label = course.policy.name + (f": {course.act}" if course.act else "")
        rows.append(Row(key, label, figures, country, facts))
        calls.append(
            Call(
                "probability", f"{MEASURE}:{country}:{key}:{period.end}", MEASURE, place=country, period=str(period),
                settles=period.end, threshold=0.5, probability=round(chance, 4),
                baseline={"probability": round(base, 4)}, model=MODEL,
            )
        )  # fmt: skip
    told = {"place": country, "months": months, "courses": count, "in_force": hits, "days": len(past)}
    figures = {"courses": _counted(context, where, count, held, months)}
    return Finding(
        "policy-prospects", today, figures, tuple(rows), told, (), (phrase("policy-selected"),), tuple(calls)
    )


def came_into_force(context: Context, call: Call, made: date) -> Figure | None:
    """Whether the call's policy was in force by its period's end, as known on the context's day: 1 or 0.

    made  the day whose knowledge the call used
    None where the register has no event later than that: silence is not a no.
    """
    parts = call.subject.split(":")
    key, slug = (parts[2], parts[3]) if len(parts) > 3 else ("", "")
    known = courses(context, call.place)
    newest = max((e for c in known for e in c.events), key=lambda e: (e.known, e.id), default=None)
    if newest is None or newest.known <= made:
        return None
    found = next((c for c in known if c.policy.key == key and c.slug == slug), None)
    period = Period.parse(call.period)
    event = found.reached_by("in_force", made, period.end) if found else None
    told = event or newest
    return Figure(
        float(event is not None), "", MEASURE, "", context.gazetteer.get(call.place), period, context.as_of,
        known=event.known if event else context.as_of, method=phrase("policy-course"), evidence=(told.evidence,),
    )  # fmt: skip


Past = tuple[Course, str, bool]


def past_courses(
    known: Sequence[Course], today: date, span: timedelta, until: str = "in_force"
) -> list[Past]:
    """Courses open on days past from which the span has gone by, with their stage and whether they came so far.

    until  the stage to be reached; courses that had reached it by the day are left out
    """
    first = min((e.day for c in known for e in c.events), default=today)
    out, day = [], today - span
    while day >= first:
        for course in known:
            stage = course.open_on(day)
            if stage and STAGES.index(stage) < STAGES.index(until):
                out.append((course, stage, course.reached_by(until, day, day + span) is not None))
        day -= timedelta(days=_EVERY)
    return out


def rate(past: Iterable[Past]) -> tuple[float, int]:
    """Courses that came into force, each by the share of its days, and how many courses there are."""
    held: dict[tuple[str, str], list[bool]] = {}
    for course, _, came in past:
        held.setdefault((course.policy.key, course.slug), []).append(came)
    return sum(sum(days) / len(days) for days in held.values()), len(held)


def _counted(
    context: Context, where: Place, count: int, evidence: dict[str, Evidence], months: int
) -> Figure:
    """How many courses the rate stands on."""
    last = max(evidence.values(), key=lambda e: e.published)
    return Figure(
        float(count), "", "policy-courses", "", where, Period(context.as_of, context.as_of), context.as_of,
        known=last.published, ground=last.ground, method=phrase("policy-courses", months=months),
        evidence=tuple(evidence.values()),
    )  # fmt: skip


def _percent(
    context: Context, where: Place, period: Period, chance: float, evidence: dict[str, Evidence], count: int,
    months: int, a: float, b: float,
) -> Figure:  # fmt: skip
    low, high = (100 * float(beta.ppf(q, a, b)) for q in (0.05, 0.95))
    last = max(evidence.values(), key=lambda e: e.published)
    return Figure(
        100 * chance, "%", MEASURE, "", where, period, context.as_of, known=last.published, ground=last.ground,
        low=low, high=high, method=phrase("policy-base-rate", count=count, months=months),
        evidence=tuple(evidence.values()),
    )  # fmt: skip
