"""What a pace rests on: months of the place and of its fellows, gaps filled, and how months are still revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy import stats

from almenara.analysis.context import Context
from almenara.analysis.flows import Series, Totals
from almenara.analysis.methods.revision_factors import revise
from almenara.analysis.panel import month_number, monthly_panel
from almenara.analysis.vintages import vintages
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place

Array = npt.NDArray[np.float64]

LEAST_MONTHS = 18
"""Months known before the year, without which its level and season cannot be told."""
LEAST_RECENT = 8
"""Of the last twelve months before the year."""
MOST_FILLED = 6
"""Months of a year that may be filled from its total."""
LEAST_PASSAGES = 10
"""Passages of a place from one vintage to the next that teach how months are revised."""
MONTH = 365.25 / 12
"""Days in a month."""
DRAWS = 200
REFILED = {"whole": 0.01, "part": 0.02}
"""Standard deviation of the log of a year's months by the end of the next year, beside routine: audits, re-filing.

Of homicide victims between the vintages of 2018 and later years, nine newest months: countries 0.1 to 2.2 %, states
0.3 to 3.9 % (root mean square). It cannot be learned from a few months of vintages.
"""


@dataclass(frozen=True)
class Basis:
    """Months from a January on to the last one of this year that is known.

    places   codes of the rows; `kind` says whether they are countries ("whole") or parts of one
    counts   shape (places, months); nan where unknown and not filled
    seasons  shape (months,): the series that tells the seasons
    filled   months filled from a total less the other months, of all places
    totals   the totals that they were filled from
    """

    places: tuple[str, ...]
    kind: str
    first: int
    counts: Array
    seasons: Array
    filled: int
    totals: tuple[Figure, ...]


@dataclass(frozen=True)
class Revision:
    """How this year's months may still be revised: ratio to what they are now.

    ratio     shape (draws, places, months)
    horizon   months ahead that it is for: to the day that settles
    seen      months ahead that the vintages reach
    passages  of places from one vintage to the next, that taught it
    vintages  days on which any of the months changed
    """

    ratio: Array
    horizon: int
    seen: int
    passages: int
    vintages: tuple[date, ...]


def siblings(context: Context, place: Place) -> list[str]:
    """States of the place's country, where it is one of them or the country itself; else the place alone."""
    pack = context.pack_of(place)
    states = [s.code for s in pack.states] if pack else []
    return states if states and pack and place.code in (pack.code, *states) else [place.code]


def months_so_far(
    context: Context, series: Series, places: Sequence[str], totals: dict[str, Totals], end: Period
) -> Basis | None:
    """Months up to the last of `end` at those of `places` that have enough of them; None where none has.

    totals  years and year to date by place: a few unknown months of a year are what its total leaves, evenly
    """
    kind = "whole" if places[0] in context.packs else "part"
    last = month_number(end.end)
    held = monthly_panel(context, series, places, None, last)
    if not held.counts.size:
        return None
    first = held.first - held.first % 12
    counts = np.full((len(places), last - first + 1), np.nan)
    counts[:, held.first - first : held.last - first + 1] = held.counts
    filled = [
        f for i, code in enumerate(places) if code in totals for f in _fill(counts[i], first, totals[code])
    ]
    months = end.month_count
    before, known = counts.shape[1] - months, np.isfinite(counts)
    if before < 12:
        return None
    enough = known[:, :before].sum(axis=1) >= LEAST_MONTHS
    enough &= known[:, before - 12 : before].sum(axis=1) >= LEAST_RECENT
    enough &= known[:, -2:].any(axis=1)
    if not enough.any():
        return None
    chosen = tuple(code for code, ok in zip(places, enough, strict=True) if ok)
    counts = counts[enough]
    return Basis(chosen, kind, first, counts, counts.sum(axis=0), len(filled), _once(filled))


def _fill(row: Array, first: int, totals: Totals) -> list[Figure]:
    """Fill unknown months of years that are known whole, or to date, in place; returns each month's total."""
    filled = []
    for total in (*totals.years, *((totals.to_date,) if totals.to_date else ())):
        start, stop = month_number(total.period.start) - first, month_number(total.period.end) - first + 1
        if start < 0 or stop > len(row) or total.value is None:
            continue
        gaps = np.flatnonzero(np.isnan(row[start:stop])) + start
        rest = total.value - np.nansum(row[start:stop])
        if 0 < len(gaps) <= min(MOST_FILLED, stop - start - 1) and rest >= 0:
            row[gaps] = rest / len(gaps)
            filled += [total] * len(gaps)
    return filled


def _once(figures: list[Figure]) -> tuple[Figure, ...]:
    return tuple({(f.place.code, str(f.period)): f for f in figures}.values())


def revision(
    context: Context, series: Series, places: Sequence[str], units: Sequence[str], end: Period
) -> Revision | Phrase:
    """How the months of `end` may still be revised at `places`, or why that is not known.

    units  places whose vintages teach it: states; of a country in `places` their sum is meant
    """
    held = vintages(context, series, list(units))
    if not np.isfinite(held.counts).any() and list(units) != list(places):
        units = places
        held = vintages(context, series, list(places))
    if len(held.days) < 2:
        return phrase("one-vintage", day=held.days[-1] if held.days else context.as_of)
    months, at = end.month_count, [d.toordinal() / MONTH for d in held.days]
    settled = date(end.start.year + 1, 12, 31).toordinal() / MONTH - at[-1]
    try:
        found = revise(held.counts, at, settled, 12, DRAWS)
    except ValueError:
        return phrase("never-anew", count=len(held.days))
    if found.steps.sum() < LEAST_PASSAGES or found.longest < 1:
        return phrase("few-vintages", count=int(found.steps.sum()), needed=LEAST_PASSAGES)
    ratios = np.ones((DRAWS, len(places), months))
    now = np.full((len(units), months), np.nan)
    later = np.full((DRAWS, len(units), months), np.nan)
    start = month_number(end.start)
    for i, row in enumerate(held.counts[-1]):
        known = np.flatnonzero(np.isfinite(row))
        if not known.size:
            continue
        newest = held.first + int(known[-1])
        for age in range(found.samples.shape[2]):
            column = newest - age - start
            if 0 <= column < months and newest - age >= held.first:
                now[i, column] = row[newest - age - held.first]
                later[:, i, column] = found.samples[:, i, -1 - age]
    for j, code in enumerate(places):
        mine = [i for i, unit in enumerate(units) if unit == code or code in context.packs]
        with np.errstate(invalid="ignore", divide="ignore"):
            moved = np.nansum(later[:, mine], axis=1) / np.nansum(now[mine], axis=0)
        ratios[:, j] = np.where(np.isfinite(moved), moved, 1.0)
    seen = max(round(found.longest), 1)
    return Revision(ratios, round(settled), seen, int(found.steps.sum()), held.days)


def revised_ratio(told: Revision | Phrase, basis: Basis, months: int) -> Array:
    """Ratios of this year's months to what they are now, shape (draws, places, months): routine, and REFILED.

    Where no vintage teaches what is routine, re-filing alone.
    """
    steps = stats.norm.ppf((np.arange(DRAWS) + 0.5) / DRAWS)
    generator = np.random.default_rng(0)
    refiled = np.array([generator.permutation(steps) for _ in basis.places]).T * REFILED[basis.kind]
    routine = told.ratio if isinstance(told, Revision) else np.ones((1, len(basis.places), months))
    return routine * np.exp(refiled)[:, :, None]
