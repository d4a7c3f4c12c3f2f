"""What is to be expected of the months from the day on: by state and for the country, from samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.analysis.methods.error_paths import pooled
from almenara.analysis.outlook_figures import LEVELS, MODEL, figures_of
from almenara.analysis.panel import MonthlyPanel, month_number, month_of, monthly_panel, panel_evidence
from almenara.errors import NoEvidence, UsageError
from almenara.model.call import Call
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period, last_day
from almenara.model.phrase import NamedPlace, Phrase, phrase
from almenara.model.place import Place

Array = npt.NDArray[np.float64]

SAMPLES = 4_000
SEED = 20_150_102
"""Of the random numbers; any would do, but always the same."""
SHORTEST = 12
"""Months without a gap, up to the newest, that a place needs."""
FEW = 60
"""Fewer months than this make a poor forecast, and the answer says so."""
FRESH = 6
"""Months by which a preferred definition may lag behind the freshest one and still be taken."""
GAP = 12
"""Months from the newest one known to the first to come; where there are more, the outlook begins after the former."""


@dataclass(frozen=True)
class _Basis:
    """Months to forecast from.

    runs  months without a gap up to the newest, by place
    """

    panel: MonthlyPanel
    runs: npt.NDArray[np.int_]

    @property
    def enough(self) -> npt.NDArray[np.bool_]:
        return self.runs >= SHORTEST


def ask(
    context: Context, measure: str, place: str, definition: str | None = None, months: int = 3
) -> Finding:
    """The sum of the next months: median, 50 and 80 % intervals, and the chance that it rises.

    place       a country, whose states are forecast one by one and added up, or a place by itself
    definition  the country's preferred one with fresh months, where not given
    months      1 to 12, from the day's month on; from the newest one known where it is over a year older
    Figures     of the whole place; rows, a state each:
                last, same           the months before, as many; the months to come, a year earlier
                median, half         with the 80 % interval, whose ends are low and high, too; with the 50 % one
                above_last, above_same  chance in percent that the months to come exceed them
    Facts       definition, newest (month known), period (to come), lead (months from the newest to the first to
                come), history (months, of the shortest), adjusted (false: the newest months stand as published)
    Raises      UnknownMeasure, UnknownPlace, UsageError; NoEvidence where no place has a year of months by a
                definition that had not ended on the day
    """
    if not 1 <= months <= 12:
        raise UsageError(f"{months} is not a number of months from 1 to 12")
    context.measure(measure)
    where = context.gazetteer.get(place)
    pack = context.packs.get(where.code)
    parts = list(pack.states) if pack and pack.states else [where]
    series, basis = _basis(context, measure, where, parts, definition)
    lead = month_number(context.as_of) - basis.panel.last
    lead = lead if 1 <= lead <= GAP else 1
    ahead = _span(basis.panel.last + lead, months)
    samples = _samples(basis, range(lead, lead + months))
    rows, unknowns, calls = [], [], []
    for i, part in enumerate(parts):
        if not basis.enough[i]:
            about = NamedPlace(context.gazetteer.full_name(part), part.code)
            unknowns.append(phrase("outlook-gap", place=about, month=month_of(basis.panel.last)))
            continue
        made = _figures(context, series, basis, [i], samples[i], part, ahead)
        rows.append(Row(part.code, part.name, made, part.code, {"history": int(basis.runs[i])}))
        calls.append(_call(series, part, ahead, samples[i], basis.panel.counts[i : i + 1], basis.runs[i]))
    whole = dict(rows[0].figures) if len(parts) == 1 else {}
    if len(parts) > 1 and basis.enough.all():
        every = list(range(len(parts)))
        total = samples.sum(axis=0)
        whole = _figures(context, series, basis, every, total, where, ahead)
        calls.insert(0, _call(series, where, ahead, total, basis.panel.counts, basis.runs.min()))
    facts: dict[str, Any] = {
        "definition": series.definition, "newest": str(month_of(basis.panel.last)), "period": str(ahead),
        "lead": lead, "adjusted": False, "model": MODEL, "history": int(basis.runs[basis.enough].min()),
    }  # fmt: skip
    if ahead.end < context.as_of:  # over already: nothing is foretold
        calls = []
    caveats = _caveats(context, basis, facts["history"], lead)
    return Finding(
        "outlook", context.as_of, whole, tuple(rows), facts, tuple(unknowns), caveats, tuple(calls)
    )


def _basis(
    context: Context, measure: str, where: Place, parts: list[Place], definition: str | None
) -> tuple[Series, _Basis]:
    """The definition to use and its months up to the newest one that most places have."""
    codes = [p.code for p in parts]
    if definition:
        context.definition(definition)
    names = {d for d, _ in context.view.cells(measure, codes)}
    found: dict[str, _Basis] = {}
    for name in sorted(names if definition is None else names & {definition}):
        defined = context.definition(name)
        if defined.kind == "flow" and (defined.valid_to is None or defined.valid_to >= context.as_of):
            made = _runs(monthly_panel(context, Series(measure, name), codes))
            if made.enough.any():
                found[name] = made
    if not found:
        by = f" by {definition}" if definition else ""
        raise NoEvidence(
            f"the evidence held on {context.as_of} has no {SHORTEST} months in a row of {measure}{by} for "
            f"{context.gazetteer.full_name(where)}"
            + (" by state" if len(parts) > 1 else "")
            + ", by a definition still in use"
        )
    most = max(int(b.enough.sum()) for b in found.values())
    full = {n: b for n, b in found.items() if int(b.enough.sum()) == most}
    newest = max(b.panel.last for b in full.values())
    fresh = [n for n, b in full.items() if b.panel.last >= newest - FRESH]
    best = min(fresh, key=lambda name: context.preference(where, measure, name))
    return Series(measure, best), found[best]


def _runs(panel: MonthlyPanel) -> _Basis:
    if not panel.counts.size:
        return _Basis(panel, np.zeros(len(panel.places), dtype=int))
    known = ~np.isnan(panel.counts)
    number = known.sum(axis=0)
    end = int(np.flatnonzero(number == number.max())[-1]) + 1
    gap = ~known[:, :end][:, ::-1]
    runs = np.where(gap.any(axis=1), gap.argmax(axis=1), end)
    return _Basis(MonthlyPanel(panel.series, panel.places, panel.first, panel.counts[:, :end]), runs)


def _samples(basis: _Basis, leads: range) -> Array:
    """Sums of the months to come, shape (places, SAMPLES); nan for a place with too few months.

    Places with equally long histories are drawn together.
    """
    out = np.full((len(basis.runs), SAMPLES), np.nan)
    for run in np.unique(basis.runs[basis.enough]):
        chosen = basis.runs == run
        history = basis.panel.counts[chosen, -run:]
        rng = np.random.default_rng([SEED, int(run)])
        out[chosen] = pooled(history, leads, SAMPLES, rng).sum(axis=1)
    return out


def _span(first: int, months: int) -> Period:
    return Period(month_of(first).start, month_of(first + months - 1).end)


def _figures(
    context: Context,
    series: Series,
    basis: _Basis,
    members: list[int],
    samples: Array,
    place: Place,
    ahead: Period,
) -> dict[str, Figure]:
    newest, months = basis.panel.last, ahead.month_count
    before = [_span(newest - months + 1, months), ahead.years_earlier()]
    last, same = (figure(context, series.measure, place, p, series.definition) for p in before)
    runs = basis.runs[members]
    used = Period(month_of(newest - int(runs.max()) + 1).start, month_of(newest).end)
    stands = panel_evidence(context, series, [basis.panel.places[i] for i in members], used)
    return figures_of(samples, last, same, ahead, stands, int(runs.min()))


def _call(series: Series, place: Place, ahead: Period, samples: Array, counts: Array, run: int) -> Call:
    settles = last_day(ahead.end.year + 1, ahead.end.month)
    rival = _sums(counts[:, -run:].sum(axis=0), ahead.month_count)
    return Call(
        "counts", f"outlook:{place.code}:{series.measure}:{series.definition}:{ahead}", series.measure,
        series.definition, place.code, str(ahead), settles, quantiles=_quantiles(samples),
        baseline={"quantiles": _quantiles(rival)}, model=MODEL,
    )  # fmt: skip


def _sums(months: Array, length: int) -> Array:
    """Sums of so many months in a row, ending in each of the last twelve months: the simple rival."""
    every = np.convolve(months, np.ones(length), mode="valid")
    return np.asarray(every[-12:])


def _quantiles(samples: Array) -> dict[str, float]:
    return {
        f"{level:g}": float(q)
        for level, q in zip(LEVELS, np.quantile(samples, LEVELS, method="inverted_cdf"), strict=True)
    }


def _caveats(context: Context, basis: _Basis, history: int, lead: int) -> tuple[Phrase, ...]:
    newest = basis.panel.last
    told = [phrase("outlook-counts"), phrase("outlook-unadjusted")]
    if history < FEW:
        told.append(phrase("outlook-short", months=history))
    if newest + lead < month_number(context.as_of):
        told.append(phrase("outlook-old", month=month_of(newest)))
    return tuple(told)
