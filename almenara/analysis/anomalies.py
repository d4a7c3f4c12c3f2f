"""Which places had more in the newest month than their own past explains, with false alarms held down."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.lifetimes import AGED_DAYS
from almenara.analysis.months import Months, months
from almenara.analysis.panel import month_of, panel_evidence
from almenara.analysis.watching import BASELINE, Watched, watch
from almenara.errors import NoEvidence, UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place

EVERY = 60
"""Up to so many counts all are listed; beyond it, alarms only."""
DISCOVERY = 0.05
"""Share of false alarms among those that stand."""


def ask(
    context: Context,
    measure: str,
    place: str,
    definition: str | None = None,
    level: str | None = None,
    month: str | None = None,
    newest: int = 1,
    method: str | None = None,
    alpha: float = 0.01,
) -> Finding:
    """Watch the newest month, or another one, at every place of a level.

    measure, place, definition, level  as in `months.months`; the place by its code
    month   the last one watched, YYYY-MM; None takes the newest known
    newest  how many months are watched, that one the last
    method  "farrington" or "ears"; None takes what the past allows
    alpha   share of counts above the bound without anything having changed, at each place
    Returns a row for each place and month (alarms only beyond EVERY), by p: count, expected, upper, p, adjusted
            and facts month, alarm, stands (the alarm is among those kept with DISCOVERY of them false)
    Raises  NoEvidence, UsageError, UnknownMeasure, UnknownPlace
    """
    found = months(context, measure, context.gazetteer.get(place), definition, level)
    panel = found.panel
    last = found.column(Period.parse(month)) if month else panel.counts.shape[1] - 1
    if newest < 1:
        raise UsageError(f"--newest is at least 1, not {newest}")
    if last - newest + 1 < BASELINE:
        raise NoEvidence(
            f"{max(last - newest + 1, 0)} months of {found.series.definition} before those to be watched are known "
            f"on {context.as_of}, and {BASELINE} are needed: nothing can be watched"
        )
    watched = watch(panel.counts[:, : last + 1], 12, last - newest + 1, method, alpha)
    stands = watched.alarm & (np.nan_to_num(watched.adjusted, nan=1) <= DISCOVERY)
    rows = _rows(context, found, watched, stands)
    whole = Period(panel.month(watched.first).start, panel.month(last).end)
    total = _Totals(context, found, whole, rows)
    tested = int(watched.tested.sum())
    figures = {
        "tested": total.figure(tested, "counts-tested"),
        "alarms": total.figure(int(watched.alarm.sum()), f"alarms-{watched.method}"),
        "by_chance": total.figure(tested * alpha, "alarms-by-chance", 1),
        "stand": total.figure(int(stands.sum()), "alarms-that-stand"),
    }
    facts = {
        "measure": measure, "definition": panel.series.definition, "place": place, "level": found.level,
        "first_month": str(panel.month(watched.first)), "last_month": str(panel.month(last)),
        "places": len(panel.places), "method": watched.method, "years": watched.years, "alpha": alpha,
        "false_discovery_rate": DISCOVERY,
    }  # fmt: skip
    return Finding(
        "anomalies", context.as_of, figures, rows, facts, _unknowns(found, watched),
        _caveats(found, watched, panel.month(last), context.as_of),
    )  # fmt: skip


def _rows(context: Context, found: Months, watched: Watched, stands: Any) -> tuple[Row, ...]:
    panel, every = found.panel, watched.p.size <= EVERY
    cells = [
        (i, j)
        for i, j in np.ndindex(watched.p.shape)
        if watched.alarm[i, j] or (every and np.isfinite(watched.counts[i, j]))
    ]
    cells.sort(key=lambda c: (np.nan_to_num(watched.p[c], nan=2.0), c))
    context.view.cells(panel.series.measure, sorted({panel.places[i] for i, _ in cells}))
    out = []
    for i, j in cells:
        place, month = context.gazetteer.get(panel.places[i]), panel.month(watched.first + j)
        figures = {
            "count": figure(context, panel.series.measure, place, month, panel.series.definition),
            **_worked_out(context, found, watched, (i, j), place, month),
        }
        facts = {"month": str(month), "alarm": bool(watched.alarm[i, j]), "stands": bool(stands[i, j]),
                 "tested": bool(watched.tested[i, j])}  # fmt: skip
        label = context.gazetteer.full_name(place)
        out.append(Row(f"{place.code}:{month}", label, figures, place.code, facts))
    return tuple(out)


def _worked_out(
    context: Context, found: Months, watched: Watched, at: tuple[int, int], place: Place, month: Period
) -> dict[str, Figure]:
    series = found.series
    back = 12 * watched.years + 1 if watched.years else BASELINE
    last = watched.first + at[1]
    past = Period(found.panel.month(max(last - back, 0)).start, month.end)
    documents = panel_evidence(context, series, [place], past)
    unit = context.definition(series.definition).unit
    reason = "" if watched.tested[at] else phrase("too-few-cases")

    def one(value: float, key: str, unit: str, decimals: int) -> Figure:
        known = bool(np.isfinite(value))
        return Figure(
            float(value) if known else None, unit, series.measure, series.definition, place, month, context.as_of,
            "known" if known else "unknown", "" if known else reason,
            known=max((e.published for e in documents), default=None), method=phrase(key), decimals=decimals,
            evidence=documents,
        )  # fmt: skip

    return {
        "expected": one(watched.expected[at], f"expected-{watched.method}", unit, 1),
        "upper": one(watched.upper[at], f"bound-{watched.method}", unit, 0 if watched.years else 1),
        "score": one(watched.score[at], "exceedance", "of the way to the bound", 2),
        "p": one(watched.p[at], "p-of-count", "probability", 4),
        "adjusted": one(watched.adjusted[at], "p-adjusted", "probability", 4),
    }


class _Totals:
    """Figures about all that was watched: they stand on every place's months from the first looked back at.

    Beyond EVERY places, on those of the rows: all stand in the same files.
    """

    def __init__(self, context: Context, found: Months, months: Period, rows: tuple[Row, ...]) -> None:
        self.context, self.found, self.months = context, found, months
        shown = {row.place: context.gazetteer.get(row.place) for row in rows}
        every = len(found.panel.places) <= EVERY
        places = list(found.panel.places) if every else list(shown)
        looked = Period(found.panel.month(0).start, months.end)
        self.documents = panel_evidence(context, found.series, places, looked)

    def figure(self, value: float, key: str, decimals: int = 0) -> Figure:
        """One of them."""
        series = self.found.series
        return Figure(
            value, "counts",
            series.measure, series.definition, self.found.place, self.months, self.context.as_of,
            known=max((e.published for e in self.documents), default=None), method=phrase(key),
            decimals=decimals, evidence=self.documents,
        )  # fmt: skip


def _unknowns(found: Months, watched: Watched) -> tuple[str, ...]:
    gaps = int(np.isnan(watched.counts).sum())
    few = watched.p.size - gaps - int(watched.tested.sum())
    out: list[str] = []
    if gaps:
        out.append(phrase("counts-not-known", count=gaps, all=watched.p.size))
    if few:
        out.append(phrase("counts-not-tested", count=few, all=watched.p.size))
    return tuple(out)


def _caveats(found: Months, watched: Watched, newest: Period, as_of: date) -> tuple[str, ...]:
    first = month_of(found.panel.first + watched.first)
    key = "months-are-old" if (as_of - newest.end).days > AGED_DAYS else "newest-months-move"
    out: list[Phrase] = [phrase(key, month=newest if key == "months-are-old" else first)]
    if watched.method == "ears":
        out.append(phrase("ears-short", count=watched.first))
    else:
        out.append(phrase("few-years" if watched.years < 5 else "plug-in-bound", count=watched.years))
    if found.cut:
        out.append(phrase("from-break", day=found.cut.day))
    return tuple(out)
