"""What a rating stands on: each indicator's newest comparable months, of every place by one definition."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from almenara.analysis.arithmetic import rate
from almenara.analysis.by_state import population
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.analysis.methods.composite import Indicators
from almenara.analysis.panel import month_number, month_of, monthly_panel
from almenara.countries.pack import Pack
from almenara.countries.rating import Indicator
from almenara.evidence.cells import Tiling, tile
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place

Array = npt.NDArray[np.float64]
ALIKE = 3
"""Series whose newest months lie no further apart than this count as equally new."""
FEW = 6
"""Fewer months than this give way to a whole year that ends no more than this many months earlier."""
EARLIER_PEOPLE = 6
"""Years back to which the newest known population is taken where the year's own was not known."""
PER = 100_000


@dataclass(frozen=True)
class Gathered:
    """One indicator's evidence.

    series   what it is read from; None where nothing usable is known, with `period` then of no meaning
    period   the months counted, of every place alike
    doubt    of the indicator and the definition, of months short of a year, and of age
    counts   by place, nan where unknown; of a rise `before` those of the same months a year earlier
    people   by place; people_before a year earlier
    populations  definitions that people are taken from, the preferred first
    """

    indicator: Indicator
    series: Series | None
    period: Period
    doubt: float
    counts: Array
    before: Array
    people: Array
    people_before: Array
    populations: Sequence[str]

    @property
    def months(self) -> int:
        """How many months are counted."""
        return self.period.month_count


def gather_indicators(
    context: Context,
    indicators: Sequence[Indicator],
    places: Sequence[Place],
    populations: Sequence[str],
    oldest: int,
) -> list[Gathered]:
    """Evidence of each indicator, in the order given.

    populations  definitions of population, the preferred first
    oldest       months before the day after which evidence is not used
    """
    if pack := _of_states(context, places):  # read at once what figures would ask for state by state
        every = [pack.code, *(s.code for s in pack.states)]
        for measure in dict.fromkeys([*(s.measure for i in indicators for s in i.series), "population"]):
            context.view.cells(measure, every)
    by_id: dict[str, Gathered] = {}
    for one in indicators:
        if one.series:
            by_id[one.id] = _gather(context, one, places, populations, oldest)
        else:
            by_id[one.id] = _rise(context, one, by_id[one.rise_of], places)
    return [*by_id.values()]


def _rise(context: Context, one: Indicator, rate_: Gathered, places: Sequence[Place]) -> Gathered:
    """The rise of a rate: over its own months, or those since January where the year before is known of these only."""
    series, end = rate_.series, rate_.period.end
    if series is None:
        return replace(rate_, indicator=one)
    counts_of, _ = counted(context, series, places)
    for period in dict.fromkeys((rate_.period, Period(date(end.year, 1, 1), end))):
        earlier = period.years_earlier()
        now, before = counts_of(period), counts_of(earlier)
        if np.isfinite(now + before).sum() * 2 >= len(places):
            return replace(
                rate_, indicator=one, period=period, counts=now, before=before,
                people=_people(context, places, end.year, rate_.populations),
                people_before=_people(context, places, earlier.end.year, rate_.populations),
            )  # fmt: skip
    return replace(rate_, indicator=one, series=None)


def _of_states(context: Context, places: Sequence[Place]) -> Pack | None:
    """The country whose states the places are; None where they are smaller places."""
    return context.pack_of(places[0]) if places and all(p.kind == "state" for p in places) else None


def _gather(
    context: Context, one: Indicator, places: Sequence[Place], populations: Sequence[str], oldest: int
) -> Gathered:
    today = month_number(context.as_of)
    found: list[tuple[int, int, Series, Period, Counter, float]] = []
    first = today - oldest
    for rank, wanted in enumerate(one.series):
        series = Series(wanted.measure, wanted.definition)
        counts_of, ends = counted(context, series, places)
        if period := newest_period(counts_of, [e for e in ends if e >= first], len(places)):
            end = month_number(period.end)
            found.append((end, rank, series, period, counts_of, wanted.doubt))
            first = max(first, end - ALIKE)
    empty = np.full(len(places), np.nan)
    if not found:
        day = Period(context.as_of, context.as_of)
        return Gathered(one, None, day, one.doubt, empty, empty, empty, empty, populations)
    latest = max(item[0] for item in found)
    alike = [item for item in found if latest - item[0] <= ALIKE]
    end, _, series, period, counts_of, doubt = min(alike, key=lambda item: item[1])
    age = max(today - 1 - end, 0) / 12 + (12 - period.month_count) / 12
    spread = float(np.sqrt(one.doubt**2 + doubt**2 + one.yearly**2 * age))
    return Gathered(
        one, series, period, spread, counts_of(period), empty,
        _people(context, places, period.end.year, populations), empty, populations,
    )  # fmt: skip


Counter = Callable[[Period], Array]


def counted(context: Context, series: Series, places: Sequence[Place]) -> tuple[Counter, set[int]]:
    """Counts of all places over a period, and the months in which evidence of half of them ends."""
    codes = [p.code for p in places]
    if _of_states(context, places):
        held = context.view.cells(series.measure, codes)
        cells = [held.get((series.definition, code), []) for code in codes]
        days = Counts(day for mine in cells for day in {c.end for c in mine} if day <= context.as_of)
        return (
            lambda period: np.array([_value(tile(mine, period)) for mine in cells]),
            {month_number(day) for day, n in days.items() if 2 * n >= len(places)},
        )
    panel = monthly_panel(context, series, codes)

    def summed(period: Period) -> Array:
        first = month_number(period.start) - panel.first
        last = first + period.month_count
        if first < 0 or last > panel.counts.shape[1]:
            return np.full(len(places), np.nan)
        return np.asarray(panel.counts[:, first:last].sum(axis=1))

    return summed, set(range(panel.first, panel.last + 1)) if panel.counts.size else set()


def _value(tiling: Tiling | None) -> float:
    return np.nan if tiling is None or tiling.value is None else float(tiling.value)


def newest_period(counts_of: Counter, ends: Sequence[int], places: int) -> Period | None:
    """The newest months to count, or a whole year that ends little earlier than a few of them."""
    few: Period | None = None
    for end in sorted(ends, reverse=True):
        if few is not None and end < month_number(few.end) - FEW:
            break
        period = _period(counts_of, end, places)
        if period is not None and (period.month_count >= FEW if few is None else period.month_count == 12):
            return period
        few = few or period
    return few


def _period(counts_of: Counter, end: int, places: int) -> Period | None:
    """Twelve months to `end`, else those of its year, if they are known of half of the places."""
    last = month_of(end)
    year = Period(month_of(end - 11).start, last.end)
    for period in dict.fromkeys((year, Period(date(last.start.year, 1, 1), last.end))):
        if np.isfinite(counts_of(period)).sum() * 2 >= places:
            return period
    return None


def _number(item: Figure) -> float:
    return np.nan if item.value is None else float(item.value)


def people_figure(context: Context, place: Place, year: int, definitions: Sequence[str]) -> Figure:
    """Population of the year, or of the newest earlier year that was known; unknown where none was."""
    asked = population(context, place, year, definitions)
    for back in range(1, EARLIER_PEOPLE + 1):
        if asked.is_known:
            break
        earlier = population(context, place, year - back, definitions)
        asked = earlier if earlier.is_known else asked
    return asked


def _people(context: Context, places: Sequence[Place], year: int, definitions: Sequence[str]) -> Array:
    if _of_states(context, places):
        return np.array([_number(people_figure(context, p, year, definitions)) for p in places])
    ranks = {d: n for n, d in enumerate(definitions)}
    out = np.full(len(places), np.nan)
    for back in range(EARLIER_PEOPLE + 1):
        held = context.view.cells("population", None, Period.year(year - back))
        best: dict[str, tuple[int, float]] = {}
        for (definition, code), cells in held.items():
            if definition in ranks and cells[-1].value:
                best[code] = min(best.get(code, (len(ranks), 0.0)), (ranks[definition], cells[-1].value))
        for n, place in enumerate(places):
            if np.isnan(out[n]) and place.code in best:
                out[n] = best[place.code][1]
        if np.isfinite(out).sum() * 2 >= len(places):
            break
    return out


def indicators_of(indicators: Sequence[Indicator], gathered: Sequence[Gathered]) -> Indicators:
    """Arrays for the composite, of each indicator with what was gathered for it."""
    ids = [i.id for i in indicators]
    nothing = [np.full_like(g.counts, np.nan) for g in gathered]
    columns = {
        "counts": [g.counts if g.series else nothing[n] for n, g in enumerate(gathered)],
        "exposure": [g.people / PER * g.months / 12 for g in gathered],
        "before": [g.before if g.series else nothing[n] for n, g in enumerate(gathered)],
        "earlier": [g.people_before / PER * g.months / 12 for g in gathered],
    }
    return Indicators(
        **{name: np.column_stack(parts) for name, parts in columns.items()},
        of=np.array([ids.index(i.rise_of) if i.rise_of else -1 for i in indicators]),
        anchors=np.array([i.anchors for i in indicators], dtype=float),
        weights=np.array([i.weight for i in indicators]),
        doubt=np.array([0.0 if i.rise_of else g.doubt for i, g in zip(indicators, gathered, strict=True)]),
    )


def rate_figure(
    context: Context, held: Gathered, places: Sequence[Place], which: int, earlier: bool = False
) -> Figure | None:
    """The yearly rate per 100,000 of one of the places gathered; None where the indicator is known nowhere."""
    if held.series is None:
        return None
    place, series = places[which], held.series
    period = held.period.years_earlier() if earlier else held.period
    counts = held.before if earlier else held.counts
    if np.isnan(counts[which]):
        why = phrase("not-held")
        unit = f"per {PER:,}"
        return Figure(
            None, unit, series.measure, series.definition, place, period, context.as_of, "unknown", why
        )
    count = figure(context, series.measure, place, period, series.definition)
    people = people_figure(context, place, period.end.year, held.populations)
    return rate(count, people, PER, annualised=held.months < 12)
