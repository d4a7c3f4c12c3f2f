"""How far will the newest months still move? Learned from the vintages known on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.analysis.methods.revision_factors import Revised, jumps, newest, revise
from almenara.analysis.panel import month_number, month_of
from almenara.analysis.vintages import Vintages, vintage_evidence, vintages
from almenara.errors import NoEvidence, UsageError
from almenara.model.call import Call
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period, is_month, last_day
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place

Array = npt.NDArray[np.float64]

MODEL = "revision-blocks 1"
MONTH = 365.25 / 12
"""Days in a month."""
LEAST_STEPS = 10
"""Fewer passages of a place from one vintage to the next than this teach too little."""
LEAST_SPAN = 1.0
"""Months that vintages must lie apart to teach anything of months to come."""
CALLED = 3
"""Newest months whose expected value is put on record."""
LEVELS = (0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975)
FRESH = 6
"""Months by which a preferred definition may lag behind the freshest one and still be taken."""


@dataclass(frozen=True)
class _Taught:
    """Changes still to come by month number, shape (draws,) each, in `horizon` months, from `steps` passages.

    proof  every document of the vintages that taught it
    """

    change: dict[int, Array]
    horizon: int
    steps: int
    proof: tuple[Evidence, ...] = ()


def ask(
    context: Context, measure: str, place: str, definition: str | None = None, months: int = 12
) -> Finding:
    """The newest months as published, beside the value expected after the revisions usual so far.

    definition  the country's preferred one with fresh months, where not given
    months      how many of the newest months, 1 to 60
    Figures: published and expected, sums of the months that follow on one another, and movement, their
    difference; the last two with 95 % intervals; low and high, the ends of that of expected. Rows, a month
    each: published, expected with its 95 % interval, likely with a 50 % interval. Facts: definition, vintages,
    horizon (months ahead that "expected" is for), passages, jumps, others (definitions with months, and the
    newest of each).
    Raises UnknownMeasure, UnknownPlace, NoEvidence where no month is known, UsageError.
    """
    if not 1 <= months <= 60:
        raise UsageError(f"{months} is not a number of months from 1 to 60")
    where = context.gazetteer.get(place)
    last = _last_months(context, measure, where)
    series = Series(measure, definition or _definition(context, measure, where, last))
    context.definition(series.definition)
    units = _units(context, where)
    held = vintages(context, series, list(dict.fromkeys([where.code, *units])))
    known = np.flatnonzero(np.isfinite(held.counts[-1, 0])) if held.days else np.empty(0, int)
    if not known.size:
        raise _nothing(context, series, where)
    newest = held.first + int(known[-1])
    numbers = [held.first + int(m) for m in known if held.first + m > newest - months]
    items = [figure(context, measure, where, month_of(n), series.definition) for n in numbers]
    taught = _taught(held, where, units, months)
    if isinstance(taught, _Taught):
        taught = replace(
            taught, proof=vintage_evidence(context, series, list(dict.fromkeys([where.code, *units])))
        )
    rows = [_row(item, number, taught) for number, item in zip(numbers, items, strict=True)]
    facts = _facts(context, held, units, series, taught)
    figures = _sums(items, numbers, taught)
    facts["others"] = {d: str(month_of(n)) for d, n in sorted(last.items()) if d != series.definition}
    return Finding(
        "nowcast", context.as_of, figures, tuple(rows), facts,
        (str(taught),) if isinstance(taught, Phrase) else (), _caveats(facts, taught),
        _calls(items, numbers, taught, context.as_of),
    )  # fmt: skip


def _last_months(context: Context, measure: str, place: Place) -> dict[str, int]:
    """Number of the newest month by definition, of those that count what adds up."""
    context.measure(measure)
    pack = context.packs.get(place.code)
    codes = [place.code, *(s.code for s in pack.states)] if pack else [place.code]
    last: dict[str, int] = {}
    for (name, _), cells in context.view.cells(measure, codes).items():
        if context.definition(name).kind == "flow":
            months = [month_number(c.start) for c in cells if is_month(c.start, c.end)]
            last[name] = max([*months, last.get(name, -1)])
    return {name: number for name, number in last.items() if number >= 0}


def _definition(context: Context, measure: str, place: Place, last: dict[str, int]) -> str:
    """The preferred one of those whose months are nearly as fresh as any."""
    if not last:
        raise NoEvidence(
            f"the evidence held on {context.as_of} has no months of {measure} for "
            f"{context.gazetteer.full_name(place)}"
        )
    fresh = [name for name, number in last.items() if number >= max(last.values()) - FRESH]
    return min(fresh, key=lambda name: context.preference(place, measure, name))


def _units(context: Context, place: Place) -> list[str]:
    """Places to learn from: a country's states for it and for each of them; else the place itself."""
    pack = context.pack_of(place)
    states = [s.code for s in pack.states] if pack else []
    return states if pack and place.code in (pack.code, *states) and states else [place.code]


def _nothing(context: Context, series: Series, place: Place) -> NoEvidence:
    return NoEvidence(
        f"the evidence held on {context.as_of} has no months of {series.measure} by {series.definition} for "
        f"{context.gazetteer.full_name(place)}"
    )


def _taught(held: Vintages, place: Place, units: list[str], months: int) -> _Taught | Phrase:
    """What the vintages teach of the place's newest months, or why they teach nothing."""
    at = [held.places.index(u) for u in units]
    if not np.isfinite(held.counts[:, at]).any():  # the states are not counted: the place alone
        units, at = [place.code], [0]
    counts = held.counts[:, at]
    days = np.array([d.toordinal() / MONTH for d in held.days])
    if len(days) < 2:
        return phrase("one-vintage", day=held.days[-1])
    try:
        found = revise(counts, days, None, months, since=held.since[:, at])
    except ValueError:
        return phrase("never-anew", count=len(days))
    if found.steps.sum() < LEAST_STEPS:
        return phrase("few-vintages", count=int(found.steps.sum()), needed=LEAST_STEPS)
    if found.horizon < LEAST_SPAN:
        return phrase("close-vintages", days=round(found.horizon * MONTH))
    chosen = range(len(units)) if place.code not in units else [units.index(place.code)]
    parts = [_changes(counts[-1, i], found.samples[:, i], held.first) for i in chosen]
    moved = {n: np.sum([p[n] for p in parts], axis=0) for n in set.intersection(*(set(p) for p in parts))}
    if place.code not in units:
        moved = _by_age(held, counts[-1], found, moved)
    return _Taught(moved, max(round(found.horizon), 1), int(found.steps.sum()))


def _by_age(held: Vintages, states: Array, found: Revised, moved: dict[int, Array]) -> dict[int, Array]:
    """Also a country's own months of which not all states are known, in proportion to the states' by age."""
    now = newest(states, found.samples.shape[2])
    whole = np.isfinite(now).all(axis=1)
    if not whole.any():
        return moved
    base = now[whole].sum(axis=0) + 1
    relative = (found.samples[:, whole].sum(axis=1) - now[whole].sum(axis=0)) / base
    known = np.flatnonzero(np.isfinite(held.counts[-1, 0]))
    own = {}
    for age in range(relative.shape[1]):
        if (at := int(known[-1]) - age) >= 0 and np.isfinite(held.counts[-1, 0, at]):
            own[held.first + at] = np.round(relative[:, -1 - age] * held.counts[-1, 0, at])
    return own | moved


def _changes(row: Array, samples: Array, first: int) -> dict[int, Array]:
    """Changes by month number of one place; samples (draws, months) end at its newest month."""
    known = np.flatnonzero(np.isfinite(row))
    if not known.size:
        return {}
    start = int(known[-1]) + 1 - samples.shape[1]
    return {
        first + start + i: samples[:, i] - row[start + i]
        for i in range(samples.shape[1])
        if start + i >= 0 and np.isfinite(row[start + i])
    }


def _between(
    samples: Array, item: Figure, levels: tuple[float, float], taught: _Taught, inputs: tuple[Figure, ...]
) -> Figure:
    """A figure like another: median of samples and the bounds at two levels."""
    low, middle, high = (
        float(q) for q in np.quantile(samples, [levels[0], 0.5, levels[1]], method="inverted_cdf")
    )
    return replace(
        item, value=middle, low=low, high=high, method=phrase("revised", months=taught.horizon), inputs=inputs,
        evidence=taught.proof, recipe={}, note="",
        known=max(f for f in (item.known, *(e.published for e in taught.proof)) if f),
    )  # fmt: skip


def _unknown(item: Figure, reason: Phrase, inputs: tuple[Figure, ...]) -> Figure:
    return replace(
        item, value=None, low=None, high=None, status="unknown", reason=reason, method="", inputs=inputs,
        evidence=(), recipe={}, note="", known=None, ground="",
    )  # fmt: skip


def _row(item: Figure, number: int, taught: _Taught | Phrase) -> Row:
    label = str(item.period)
    if isinstance(taught, Phrase) or number not in taught.change or not item.is_known:
        reason = taught if isinstance(taught, Phrase) else phrase("part-open")
        unknown = _unknown(item, reason, (item,))
        return Row(label, label, {"published": item, "expected": unknown, "likely": unknown}, item.place.code)
    samples = taught.change[number] + (item.value or 0)
    return Row(
        label, label,
        {
            "published": item,
            "expected": _between(samples, item, (0.025, 0.975), taught, (item,)),
            "likely": _between(samples, item, (0.25, 0.75), taught, (item,)),
        },
        item.place.code,
    )  # fmt: skip


def _sums(items: Sequence[Figure], numbers: Sequence[int], taught: _Taught | Phrase) -> dict[str, Figure]:
    """Sums over the newest months that follow on one another, all of which must be known."""
    first = len(numbers) - 1
    while first > 0 and numbers[first - 1] == numbers[first] - 1:
        first -= 1
    items, numbers = items[first:], numbers[first:]
    span = Period(items[0].period.start, items[-1].period.end)
    whole = all(f.is_known for f in items)
    like = replace(items[-1], period=span, evidence=(), recipe={}, note="", inputs=tuple(items))
    if not whole:
        return {"published": _unknown(like, phrase("part-open"), tuple(items))}
    total = float(sum(f.value or 0 for f in items))
    published = replace(
        like, value=total, low=None, high=None, method=phrase("sum-of-months", count=len(items)),
        known=max(f.known for f in items if f.known),
    )  # fmt: skip
    if isinstance(taught, Phrase) or any(n not in taught.change for n in numbers):
        reason = taught if isinstance(taught, Phrase) else phrase("part-open")
        return {"published": published, "expected": _unknown(published, reason, tuple(items))}
    change = np.sum([taught.change[n] for n in numbers], axis=0)
    levels = (0.025, 0.975)
    expected = _between(change + total, published, levels, taught, tuple(items))
    return {
        "published": published,
        "expected": expected,
        "low": replace(expected, value=expected.low, low=None, high=None),
        "high": replace(expected, value=expected.high, low=None, high=None),
        "movement": _between(change, published, levels, taught, tuple(items)),
    }


def _facts(
    context: Context, held: Vintages, units: list[str], series: Series, taught: _Taught | Phrase
) -> dict[str, Any]:
    at = [held.places.index(u) for u in units]
    return {
        "measure": series.measure,
        "definition": series.definition,
        "place": held.places[0],
        "vintages": [d.isoformat() for d in held.days],
        "horizon": None if isinstance(taught, Phrase) else taught.horizon,
        "passages": 0 if isinstance(taught, Phrase) else taught.steps,
        "learned_from": len(units),
        "jumps": [
            {
                "place": units[j.place],
                "name": context.gazetteer.get(units[j.place]).name,
                "known": held.days[j.vintage].isoformat(),
                "previous": held.days[j.vintage - 1].isoformat(),
                "first": str(month_of(held.first + j.months[0])),
                "last": str(month_of(held.first + j.months[-1])),
                "months": len(j.months),
                "before": j.before,
                "after": j.after,
            }
            for j in jumps(held.counts[:, at])
        ],
    }


def _caveats(facts: dict[str, Any], taught: _Taught | Phrase) -> tuple[str, ...]:
    out = []
    if not isinstance(taught, Phrase):
        out.append(
            f"the interval is for routine revision in the next {taught.horizon} months, as far as vintages "
            "known on the day teach it; it allows for no re-filing of old months"
        )
    if facts["jumps"]:
        out.append(
            f"{len(facts['jumps'])} times many old months of a place changed together in one vintage; that is "
            "no delay in reporting, and it is left out of what is expected"
        )
    return tuple(out)


def _calls(
    items: Sequence[Figure], numbers: Sequence[int], taught: _Taught | Phrase, as_of: date
) -> tuple[Call, ...]:
    if isinstance(taught, Phrase):
        return ()
    out = []
    ahead = month_number(as_of) + taught.horizon
    settles = last_day(ahead // 12, ahead % 12 + 1)
    for item, number in list(zip(items, numbers, strict=True))[-CALLED:]:
        if number not in taught.change or not item.is_known:
            continue
        samples = taught.change[number] + (item.value or 0)
        values = np.quantile(samples, LEVELS, method="inverted_cdf")
        subject = f"nowcast:{item.place.code}:{item.measure}:{item.definition}:{item.period}"
        out.append(
            Call(
                "counts", subject.lower(), item.measure, item.definition, item.place.code, str(item.period),
                settles, quantiles={str(q): float(v) for q, v in zip(LEVELS, values, strict=True)},
                baseline={"quantiles": {str(q): float(item.value or 0) for q in LEVELS}}, model=MODEL,
            )
        )  # fmt: skip
    return tuple(out)
