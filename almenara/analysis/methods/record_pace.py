"""A year's total from its months so far: the level they reached, the season to come, and what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Array = npt.NDArray[np.float64]

VOLATILITY = {"part": 0.0036, "whole": 0.00092}
"""Variance of a month's step of the log level: of a state, and of a country, whose states' steps cancel."""
DISPERSION = 1.06
"""Variance of a month's count over its mean."""
GROWTH = 0.30
"""Share of the last twelve months' growth that goes on."""
DEGREES = 4.0
"""Of freedom of Student's t for the log of what remains of the year."""
SEASON_YEARS = 3.0
"""Years after which a season seen is believed as much as no season."""
OWN_YEARS = 8.0
"""Years of its own after which a place's errors count as much as those of all places."""
POOL_YEARS = 60.0
"""Years of all places after which their errors count as much as the constants above."""
WIDER = 1.2
"""By which the fitted scale is widened, so that 90 % intervals held near 90 % of the years up to 2014."""
LARGEST_ERROR = 30.0
"""Squared standard errors beyond this teach no more."""
STEPS = 400
"""Points at which the distribution of what remains is looked at."""


@dataclass(frozen=True)
class Outlook:
    """Totals of a year at several places, as distributions.

    to_date    shape (draws, places): what the months so far will come to once revised
    remaining  shape (draws, places): median of the months that remain
    scale      shape (places,): of the log of what remains
    widened    shape (places,): how much wider than the constants say, by errors in past years
    growth     shape (places,): of the log level in a month, as taken on
    """

    to_date: Array
    remaining: Array
    scale: Array
    widened: Array
    growth: Array

    def exceeds(self, threshold: npt.ArrayLike) -> Array:
        """Probability that the total is greater than the threshold, shape (places,)."""
        short = np.asarray(threshold, dtype=float) - self.to_date + 0.5  # counts are whole
        log = np.log(np.maximum(short + 0.5, 1e-9) / (self.remaining + 0.5)) / self.scale
        chance: Array = np.where(short < 0.5, 1.0, stats.t.sf(log, DEGREES)).mean(axis=0)
        return chance

    def quantiles(self, levels: npt.ArrayLike) -> Array:
        """Quantiles of the total, shape (levels, places)."""
        steps = stats.t.ppf((np.arange(STEPS) + 0.5) / STEPS, DEGREES)
        rest = (self.remaining[:, None] + 0.5) * np.exp(self.scale * steps[None, :, None]) - 0.5
        total = self.to_date[:, None] + np.maximum(rest, 0.0)
        found: Array = np.quantile(total.reshape(-1, total.shape[2]), np.asarray(levels, dtype=float), axis=0)
        return found


def outlook(
    counts: npt.ArrayLike, months: int, to_date: npt.ArrayLike | None = None,
    revision: npt.ArrayLike | None = None, seasons: npt.ArrayLike | None = None, kind: str = "part",
) -> Outlook:  # fmt: skip
    """Where the year of the last month will end.

    counts    shape (places, months): whole years from a January on, then this year's months so far; nan
              where unknown. At least the twelve months before this year hold a known one
    months    how many of this year are there, 1 to 12
    to_date   shape (places,): this year's count so far, where its months do not add up to it
    revision  shape (draws, places, months): what this year's months may come to, over what they are now;
              1 where they are final
    seasons   shape (months,): the series that tells the seasons, of the same months; the places' sum if not given
    kind      "part": states and smaller; "whole": a country
    Raises    ValueError where a year is cut, or no month of the past is known

    Method: the level is filtered from the months by a local level model with Poisson-like noise, whose log
    steps at random (Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, chapters 2
    and 7); part of the last year's growth goes on, as in damped trends (Gardner and McKenzie 1985, Management
    Science 31). What remains of the year is level x season, with Student's t for its log. Its scale follows from
    the model and is widened or narrowed by the errors that the same method made in past years at the same
    months: those of all places shrunk towards the constants, those of one place towards all. Constants were
    fitted by likelihood on the monthly homicides of 32 states and of their country, 1990 to 2014.
    """
    held = np.asarray(counts, dtype=float)
    start = held.shape[1] - months
    if start % 12 or start < 12 or not 1 <= months <= 12:
        raise ValueError("whole years from a January on are needed, then one to twelve months of the year")
    if np.isnan(held[:, :start]).all(axis=1).any():
        raise ValueError("a place has no month known before the year")
    step = VOLATILITY[kind]
    shape = np.nansum(held, axis=0) if seasons is None else np.asarray(seasons, dtype=float)
    season = seasonal_shape(shape[:start])
    now = held.copy()
    ratio = np.ones((1, len(held), months)) if revision is None else np.asarray(revision, dtype=float)
    now[:, start:] *= ratio.mean(axis=0)
    level, spread, growth = _filtered(now, season, step)
    widened = _widened(held[:, :start], season, level, spread, growth, step)
    remaining, variance = _ahead(level[:, -1], spread[:, -1], growth[:, -1], season, months, step)
    known = held[:, start:]
    parts = np.nan_to_num(known)[None] * ratio
    ours = np.nansum(known, axis=1)
    so_far = ours if to_date is None else np.asarray(to_date, dtype=float)
    moved = parts.sum(axis=2) / np.maximum(ours, 1e-9)
    newest = parts[:, :, -3:].sum(axis=2)
    carried = newest / np.maximum(newest.mean(axis=0), 1e-9)  # a month revised moves the level, too
    return Outlook(
        np.where(ours > 0, so_far * moved, so_far),
        remaining * np.where(newest.mean(axis=0) > 0, carried, 1.0),
        np.sqrt(variance) * widened, widened, growth[:, -1],
    )  # fmt: skip


def seasonal_shape(series: npt.ArrayLike) -> Array:
    """Twelve factors with mean one, January first, of a monthly series that begins in January.

    Means of the ratio to the centred twelve-month average, shrunk to one by SEASON_YEARS; ones where under two
    years are known. Unknown months are interpolated.
    """
    held = np.asarray(series, dtype=float)
    known = np.flatnonzero(np.isfinite(held) & (held > 0))
    if len(known) < 24:
        return np.ones(12)
    filled = np.interp(np.arange(len(held)), known, held[known])[known[0] :]
    around = np.convolve(filled, np.concatenate([[0.5], np.ones(11), [0.5]]) / 12, "valid")
    ratio = filled[6:-6] / around
    month = (np.arange(len(ratio)) + 6 + known[0]) % 12
    factors = np.ones(12)
    for i in range(12):
        mine = ratio[month == i]
        if len(mine):
            factors[i] = 1 + (mine.mean() - 1) * len(mine) / (len(mine) + SEASON_YEARS)
    shaped: Array = factors / factors.mean()
    return shaped


def _filtered(counts: Array, season: Array, step: float) -> tuple[Array, Array, Array]:
    """Level, variance of its log, and monthly growth taken on, after each month: shapes of counts."""
    level = np.array([row[np.isfinite(row)][:12].mean() for row in counts]) + 0.05
    spread = np.full(len(counts), 0.5)
    out = np.empty((3, *counts.shape))
    for t in range(counts.shape[1]):
        factor = season[t % 12]
        spread = spread + step
        gain = spread / (spread + DISPERSION / np.maximum(level * factor, 0.05))
        seen = np.isfinite(counts[:, t])
        gain = np.where(seen, gain, 0.0)
        level = np.maximum(level + gain * (np.where(seen, counts[:, t], 0.0) / factor - level), 0.02)
        spread = (1 - gain) * spread
        before = out[0, :, max(t - 12, 0)] if t else level
        growth = GROWTH / 12 * np.clip(np.log((level + 0.3) / (before + 0.3)), -1, 1)
        out[:, :, t] = level, spread, growth
    return out[0], out[1], out[2]


def _ahead(
    level: Array, spread: Array, growth: Array, season: Array, months: int, step: float
) -> tuple[Array, Array]:
    """Median of the year's remaining months, and variance of its log."""
    left = 12 - months
    if not left:
        return np.zeros_like(level), np.full_like(level, 1e-12)
    median = level * season[months:].sum() * np.exp(growth * (left + 1) / 2)
    walk = step * (left + 1) * (2 * left + 1) / (6 * left)
    return median, spread + walk + DISPERSION / np.maximum(median, 0.3)


def _widened(
    past: Array, season: Array, level: Array, spread: Array, growth: Array, step: float
) -> Array:  # fmt: skip
    """By what factor errors in past years exceeded the scale, shrunk; the first year only warms up."""
    years = past.shape[1] // 12
    errors = np.full((len(past), max(years - 1, 0)), np.nan)
    for year in range(1, years):
        squares = []
        for months in range(1, 12):
            at = 12 * year + months - 1
            median, variance = _ahead(level[:, at], spread[:, at], growth[:, at], season, months, step)
            truth = past[:, at + 1 : 12 * year + 12].sum(axis=1)
            square = np.log((truth + 0.5) / (median + 0.5)) ** 2 / variance
            squares.append(np.minimum(square, LARGEST_ERROR) * (DEGREES - 2) / DEGREES)
        errors[:, year - 1] = np.mean(squares, axis=0)
    known = np.isfinite(errors)
    total = np.where(known, errors, 0.0).sum(axis=1)
    count = known.sum(axis=1)
    pooled = (POOL_YEARS + total.sum()) / (POOL_YEARS + count.sum())
    widened: Array = WIDER * np.sqrt((OWN_YEARS * pooled + total) / (OWN_YEARS + count))
    return widened
