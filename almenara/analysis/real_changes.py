"""Whose change is real and whose is noise: a period against the same months a year before, state by state."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from almenara.analysis.by_state import StateRow, by_state, newest_common_period
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.analysis.methods.two_counts import Comparison, Scatter, compare, scatter
from almenara.analysis.months import months
from almenara.analysis.panel import MonthlyPanel, month_number, month_of, panel_evidence
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase

Array = npt.NDArray[np.float64]

YEARS = 5
"""Years before the period of whose months the scatter is taken at most."""
LEAST_FREEDOM = 5
"""Degrees of freedom with which a scatter is an estimate: two years of six months have five."""
LEVEL = 0.95
VERDICTS = {"rose": "number-that-rose", "fell": "number-that-fell", "no change": "number-unclear"}


def ask(
    context: Context, measure: str, place: str, definition: str | None = None, period: str | None = None
) -> Finding:
    """Compare a period's count with that of the same months a year before, in every state of a country.

    measure, definition  None takes the preferred one that has both periods; without a period, the one
                         that `months.months` would watch
    place    the country's code
    period   whole months, a year at most; None takes the newest year's months known for every state
    Returns  a row for each state, risen, fallen, then the rest, by p: count, earlier, change, ratio (with its
             95 % interval), p, adjusted, dispersion; fact verdict: rose, fell, no change (none that can be told
             from chance) or unknown
    Raises   NoEvidence, UsageError, UnknownMeasure, UnknownPlace
    """
    country = context.gazetteer.get(place)
    pack = context.packs.get(place)
    if pack is None:
        raise UsageError(f"{country} has no states to compare; name a country")
    if definition is None and period is not None:
        definition = _counting(context, pack, measure, Period.parse(period))
    found = months(context, measure, country, definition, "state")
    series = found.series
    when = _period(context, series, pack, period)
    rows = by_state(context, series, pack, when, ())
    same, others, first = _past(found.panel, when)
    spread = scatter(same, others)
    if spread.freedom.max() < LEAST_FREEDOM:
        raise NoEvidence(
            f"too few months of {series.definition} up to {when} are known on {context.as_of}: how far counts "
            "part by chance cannot be told"
        )
    span = Period(month_of(first).start, when.end)
    before = when.years_earlier()
    exposure = when.days / before.days  # a leap day is a day more
    compared = compare(
        [_value(r.count) for r in rows], [_value(r.earlier) for r in rows], spread.dispersion, spread.freedom,
        exposure, LEVEL,
    )  # fmt: skip
    if not np.isfinite(compared.p).any():
        raise NoEvidence(
            f"{series.definition} has no counts of both {when} and {before} for any state on {context.as_of}; name "
            "another period or definition"
        )
    order = {"rose": 0, "fell": 1, "no change": 2, "unknown": 3}
    ranked = sorted(
        range(len(rows)),
        key=lambda i: (
            order[str(compared.verdict[i])],
            np.nan_to_num(compared.p[i], nan=2.0),
            rows[i].state.code,
        ),
    )
    lines = tuple(_row(context, series, rows[i], compared, spread, i, span) for i in ranked)
    facts = {
        "measure": measure, "definition": series.definition, "place": place, "period": str(when),
        "earlier": str(before), "false_discovery_rate": round(1 - LEVEL, 4), "months_learned_from": str(span),
        "rose": [rows[i].state.code for i in ranked if compared.verdict[i] == "rose"],
        "fell": [rows[i].state.code for i in ranked if compared.verdict[i] == "fell"],
    }  # fmt: skip
    unknown = [r for r in rows if not (r.count.is_known and r.earlier.is_known)]
    unknowns = tuple(dict.fromkeys(r.count.reason or r.earlier.reason for r in unknown))
    caveats = [phrase("newest-months-move", month=Period.month(when.end.year, when.end.month))]
    caveats += [phrase("from-break", day=found.cut.day)] if found.cut else []
    figures = _totals(context, series, pack, when, compared, lines)
    return Finding("real-changes", context.as_of, figures, lines, facts, unknowns, tuple(caveats))


def _counting(context: Context, pack: Pack, measure: str, when: Period) -> str | None:
    """The country's preferred definition that has both periods for one of its states at least."""
    context.measure(measure)
    context.view.cells(measure, [pack.code, *(s.code for s in pack.states)])
    declared = [d.id for d in context.definitions.values() if measure in d.measures and d.kind == "flow"]
    for name in sorted(declared, key=lambda d: context.preference(pack.country, measure, d)):
        for state in pack.states:
            both = (figure(context, measure, state, p, name) for p in (when, when.years_earlier()))
            if all(f.is_known for f in both):
                return name
    return None


def _period(context: Context, series: Series, pack: Pack, text: str | None) -> Period:
    if text is None:
        found = newest_common_period(context, series, pack)
        if found is None:
            raise NoEvidence(
                f"no months of {series.definition} are known for every state on {context.as_of}; name a period"
            )
        return found
    when = Period.parse(text)
    if not when.whole_months or when.month_count > 12:
        raise UsageError(f"{when} is not of whole months, twelve at most; write it as 2018-01..2018-06")
    return when


def _past(panel: MonthlyPanel, when: Period) -> tuple[Array, Array, int]:
    """Months to learn the scatter from, each year's with a level of its own: the same months as the period's
    of this year and earlier ones, and the months between; and the number of the first of them.

    Shapes (states, years, months). A change from one period to the next is in neither.
    """
    start, length = month_number(when.start) - panel.first, when.month_count
    held = panel.counts.shape[1]
    starts = [start - 12 * year for year in range(YEARS + 1)]
    same = [s for s in starts if 0 <= s <= held - length]
    between = [s + length - 12 for s in starts if s + length >= 12 and s <= held]
    first = panel.first + min([*same, *between, start])
    return _blocks(panel, same, length), _blocks(panel, between, 12 - length), first


def _blocks(panel: MonthlyPanel, starts: list[int], length: int) -> Array:
    """Columns from each start on, shape (places, starts, length)."""
    if not starts or not length:
        return np.zeros((len(panel.places), 0, 1))
    return np.stack([panel.counts[:, s : s + length] for s in starts], axis=1)


def _value(figure: Figure) -> float:
    return np.nan if figure.value is None else float(figure.value)


def _row(
    context: Context,
    series: Series,
    row: StateRow,
    compared: Comparison,
    spread: Scatter,
    i: int,
    span: Period,
) -> Row:
    documents = panel_evidence(context, series, [row.state], span)
    inputs = (row.count, row.earlier)

    def one(
        value: float, key: str, unit: str, decimals: int, low: float = np.nan, high: float = np.nan
    ) -> Figure:
        known = bool(np.isfinite(value))
        reason = row.count.reason or row.earlier.reason or phrase("of-zero")
        return Figure(
            float(value) if known else None, unit, series.measure, series.definition, row.state, row.count.period,
            context.as_of, "known" if known else "unknown", "" if known else reason,
            known=_known(documents, inputs), low=_finite(low), high=_finite(high), method=phrase(key),
            decimals=decimals, evidence=documents, inputs=inputs,
        )  # fmt: skip

    figures = {
        "count": row.count,
        "earlier": row.earlier,
        "change": row.change,
        "ratio": one(
            compared.ratio[i], "ratio-of-counts", "times the earlier", 2, compared.low[i], compared.high[i]
        ),
        "p": one(compared.p[i], "p-of-ratio", "probability", 4),
        "adjusted": one(compared.adjusted[i], "p-adjusted", "probability", 4),
        "dispersion": one(spread.dispersion[i], "scatter-of-months", "variance over mean", 1),
    }
    facts = {"verdict": str(compared.verdict[i])}
    return Row(row.state.code, row.state.name, figures, row.state.code, facts)


def _totals(
    context: Context, series: Series, pack: Pack, when: Period, compared: Comparison, lines: tuple[Row, ...]
) -> dict[str, Figure]:
    """How many states rose, fell, are unclear, and were compared: each stands on all states' ratios."""
    inputs = tuple(line.figures["ratio"] for line in lines)
    numbers = {word: (int((compared.verdict == word).sum()), key) for word, key in VERDICTS.items()}
    numbers["compared"] = (int(np.isfinite(compared.p).sum()), "number-compared")
    return {
        name.replace("no change", "unclear"): Figure(
            number, "states", series.measure, series.definition, pack.country, when, context.as_of,
            known=_known((), inputs), method=phrase(key), inputs=inputs,
        )
        for name, (number, key) in numbers.items()
    }  # fmt: skip


def _known(documents: tuple[Evidence, ...], inputs: tuple[Figure, ...]) -> date | None:
    days = [e.published for e in documents] + [f.known for f in inputs if f.known]
    return max(days, default=None)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
