"""The newest months of a measure that are known for nearly all of a country's states or municipalities."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from almenara.analysis.by_state import newest_common_period
from almenara.analysis.context import Context
from almenara.analysis.flows import Series
from almenara.analysis.panel import MonthlyPanel, month_of, monthly_panel
from almenara.countries.pack import Pack
from almenara.model.period import Period

LEVELS = {"state": "states", "municipality": "municipalities"}
"""Levels of places below a country, and the unit in which they are counted."""
COVER = 0.9
"""Share of a level's places that a month must be known for."""


@dataclass(frozen=True)
class Window:
    """One series over the newest months known.

    places   codes whose counts are known all through the period
    left     codes of the level that are not
    months   the panel up to the period's end; none where the evidence has a longer count, but no months
    """

    series: Series
    level: str
    period: Period
    places: tuple[str, ...]
    left: tuple[str, ...]
    months: MonthlyPanel | None


def every_place(pack: Pack, level: str) -> list[str]:
    """Codes of a country's states or municipalities."""
    return [s.code for s in pack.states] if level == "state" else list(pack.municipalities)


def newest_months(
    context: Context, pack: Pack, measure: str, definition: str | None, level: str, months: int
) -> Window | None:
    """At most so many of the newest months, in a row; of states without months the newest common count.

    definition  where None: the one with as many months as asked for, then the one with the newest, then the
                one with the most, then the country's preferred
    """
    every = every_place(pack, level)
    wanted = [definition] if definition else _definitions(context, measure, every)
    found = [w for d in wanted if (w := _window(context, pack, Series(measure, d), level, months))]

    def rank(window: Window) -> tuple[bool, int, int, int]:
        period, name = window.period, window.series.definition
        place, _ = context.preference(pack.country, measure, name)
        return period.month_count >= months, period.end.toordinal(), period.month_count, -place

    return max(found, key=rank, default=None)


def run(known: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Columns of the last unbroken run of known months; shape (t,) to (r,)."""
    at = np.flatnonzero(known)
    breaks = np.flatnonzero(np.diff(at) > 1)
    return at[breaks[-1] + 1 if len(breaks) else 0 :]


def _definitions(context: Context, measure: str, places: list[str]) -> list[str]:
    """Definitions of counts over time that have rows of nearly all of these places."""
    country = places[0].partition("-")[0] if places else ""
    rows = context.view.observations([measure])
    rows = rows.filter(rows.place.startswith(f"{country}-")).select("definition", "place").distinct()
    wanted = set(places)
    having = Counter(
        row["definition"] for row in context.view.fetch(rows).to_pylist() if row["place"] in wanted
    )
    return sorted(
        d for d, count in having.items()
        if count >= COVER * len(places) and context.definitions[d].kind == "flow"
    )  # fmt: skip


def _window(context: Context, pack: Pack, series: Series, level: str, months: int) -> Window | None:
    every = every_place(pack, level)
    panel = monthly_panel(context, series, every if level == "state" else None)
    if level != "state":
        mine = [i for i, code in enumerate(panel.places) if code in pack.municipalities]
        panel = MonthlyPanel(series, tuple(panel.places[i] for i in mine), panel.first, panel.counts[mine])
    known = np.isfinite(panel.counts)
    columns = run(known.sum(axis=0) >= COVER * len(every))[-months:] if every else np.empty(0, dtype=int)
    if not len(columns):
        period = newest_common_period(context, series, pack) if level == "state" else None
        return Window(series, level, period, tuple(every), (), None) if period else None
    first, last = int(columns[0]), int(columns[-1])
    period = Period(month_of(panel.first + first).start, month_of(panel.first + last).end)
    whole = np.asarray(known[:, columns].all(axis=1))
    inside = {code for code, is_whole in zip(panel.places, whole, strict=True) if is_whole}
    kept = MonthlyPanel(series, panel.places, panel.first, panel.counts[:, : last + 1])
    return Window(
        series, level, period, tuple(c for c in every if c in inside),
        tuple(c for c in every if c not in inside), kept,
    )  # fmt: skip
