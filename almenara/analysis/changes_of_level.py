"""When the level of monthly counts changed at each place, with the months that each date may be."""

from __future__ import annotations

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.methods.change_points import Change, Segmentation, change_points
from almenara.analysis.months import Months, months
from almenara.analysis.panel import panel_evidence
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place

LEAST_MONTHS, LEAST_CASES = 24, 20
"""Months known, and cases in them, without which nothing is said of a series."""
LISTED = 200
"""Changes listed at most, the latest first."""


def ask(
    context: Context,
    measure: str,
    place: str,
    definition: str | None = None,
    level: str | None = None,
    alpha: float = 0.01,
) -> Finding:
    """Changes of level of each place's months, all years known.

    measure, place, definition, level  as in `months.months`; the place by its code
    alpha    probability that a series without a change is given one
    Returns  a row for each change, by date from the last: before and after (counts a month), p; facts month
             (first of the new level), earliest and latest (of its 95 % interval), direction
    Raises   NoEvidence where no month is known, UsageError, UnknownMeasure, UnknownPlace
    """
    found = months(context, measure, context.gazetteer.get(place), definition, level)
    counts = found.panel.counts
    enough = (np.isfinite(counts).sum(axis=1) >= LEAST_MONTHS) & (np.nansum(counts, axis=1) >= LEAST_CASES)
    days = np.array([found.panel.month(c).days for c in range(counts.shape[1])]) / 30.4375
    segmented = change_points(counts[enough], exposure=days, alpha=alpha) if enough.any() else []
    where = [found.panel.places[i] for i in np.flatnonzero(enough)]
    pairs = [(code, s, k) for code, s in zip(where, segmented, strict=True) for k in range(len(s.changes))]
    pairs.sort(key=lambda pair: (-pair[1].changes[pair[2]].at, pair[0]))
    listed = pairs[:LISTED]
    context.view.cells(measure, sorted({code for code, _, _ in listed}))
    rows = tuple(_row(context, found, *pair) for pair in listed)
    shown = (
        (where or list(found.panel.places))
        if len(where) <= LISTED
        else sorted({code for code, _, _ in listed})
    )
    documents = panel_evidence(context, found.series, shown, _whole(found))
    tested = int(enough.sum())
    changed = sum(bool(s.changes) for s in segmented)

    def total(value: float, key: str, unit: str, decimals: int = 0) -> Figure:
        return _figure(context, found, found.place, _whole(found), value, key, unit, decimals, documents)

    figures = {
        "tested": total(tested, "number-compared", "series"),
        "changed": total(changed, "number-of-changes", "series"),
        "by_chance": total(tested * alpha, "alarms-by-chance", "series", 1),
        "changes": total(len(pairs), "number-of-changes", "changes"),
    }
    facts = {
        "measure": measure, "definition": found.series.definition, "place": place, "level": found.level,
        "months": str(_whole(found)), "places": len(counts), "alpha": alpha,
        "dispersion": round(float(np.median([s.dispersion for s in segmented])), 2) if segmented else None,
    }  # fmt: skip
    return Finding(
        "change-points", context.as_of, figures, rows, facts, _unknowns(len(counts), tested), _caveats(found)
    )


def _row(context: Context, found: Months, code: str, segmented: Segmentation, number: int) -> Row:
    change: Change = segmented.changes[number]
    panel = found.panel
    edges = [0, *(c.at for c in segmented.changes), panel.counts.shape[1]]
    before = Period(panel.month(edges[number]).start, panel.month(change.at - 1).end)
    after = Period(panel.month(change.at).start, panel.month(edges[number + 2] - 1).end)
    place = context.gazetteer.get(code)
    documents = panel_evidence(context, found.series, [place], _whole(found))
    unit = f"{context.definition(found.series.definition).unit} a month"
    both = Period(before.start, after.end)

    def one(period: Period, value: float, key: str, unit: str, decimals: int) -> Figure:
        return _figure(context, found, place, period, value, key, unit, decimals, documents)

    figures = {
        "before": one(before, change.before, "level-of-months", unit, 1),
        "after": one(after, change.after, "level-of-months", unit, 1),
        "p": one(both, change.p, "p-of-change", "probability", 4),
    }
    month = panel.month(change.at)
    facts = {
        "month": str(month), "earliest": str(panel.month(change.low)), "latest": str(panel.month(change.high)),
        "direction": "up" if change.after > change.before else "down",
    }  # fmt: skip
    return Row(f"{code}:{month}", context.gazetteer.full_name(place), figures, code, facts)


def _figure(
    context: Context, found: Months, place: Place, period: Period, value: float, key: str, unit: str,
    decimals: int, documents: tuple[Evidence, ...],
) -> Figure:  # fmt: skip
    return Figure(
        float(value), unit, found.series.measure, found.series.definition, place, period, context.as_of,
        known=max((e.published for e in documents), default=None), method=phrase(key), decimals=decimals,
        evidence=documents,
    )  # fmt: skip


def _whole(found: Months) -> Period:
    return Period(found.panel.month(0).start, found.panel.month(found.panel.counts.shape[1] - 1).end)


def _unknowns(every: int, tested: int) -> tuple[str, ...]:
    return (phrase("short-for-changes", count=every - tested, all=every),) if tested < every else ()


def _caveats(found: Months) -> tuple[str, ...]:
    cut = (phrase("from-break", day=found.cut.day),) if found.cut else ()
    return (phrase("changes-linger"), *cut)
