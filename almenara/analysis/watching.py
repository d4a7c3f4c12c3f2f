"""Watching the newest counts of many series: the method that their past allows, and the false alarms held down."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import stats

from almenara.analysis.methods.ears import ears
from almenara.analysis.methods.farrington import IMPROVED, Settings, farrington
from almenara.errors import UsageError

Array = npt.NDArray[np.float64]

METHODS = ("farrington", "ears")
LEAST_YEARS = 3
"""Years of past that Farrington's method is given at least: with fewer, no trend can be told from a rise."""
KNOWN = 0.75
"""Share of those years that must be known for a count to be tested."""
BASELINE = 7
"""Counts that EARS C1 compares a new one with."""


@dataclass(frozen=True)
class Watched:
    """Arrays of shape (series, steps watched).

    method    "farrington" or "ears"
    years     looked back by Farrington's method; 0 for EARS
    first     column of the first step watched
    upper     bound; not a number where nothing was tested
    score     how far the count is towards the bound: above 1 is an alarm
    p         probability of such a count or a higher one, had nothing changed, allowing for how little the past
              tells; only where tested
    adjusted  p adjusted for the number of counts tested (Benjamini and Hochberg)
    alarm     whether a count is above its bound
    """

    method: str
    years: int
    first: int
    counts: Array
    expected: Array
    upper: Array
    score: Array
    p: Array
    adjusted: Array
    alarm: npt.NDArray[np.bool_]

    @property
    def tested(self) -> npt.NDArray[np.bool_]:
        """Counts that have a bound."""
        return np.isfinite(self.p)


def monthly(years: int) -> Settings:
    """The improved method's settings for months: windows of three, half a year left out."""
    return replace(IMPROVED, years=years, half_window=1, left_out=6)


def watch(
    counts: Array,
    frequency: int,
    first: int,
    method: str | None = None,
    alpha: float = 0.01,
    years: int = 5,
    least_cases: float = 5,
) -> Watched:
    """Watch the columns of `counts` from `first` to the last.

    counts       shape (series, steps), not a number where unknown
    frequency    steps in a year: 12 or 52
    method       None takes Farrington's where there are three years of past, EARS C1 where there are fewer
    years        looked back at most
    least_cases  a count is tested only where this many cases fell in the last four steps, it included
    Raises       UsageError where the past is too short for the method, or a number is out of range
    """
    if method not in (None, *METHODS):
        raise UsageError(f'"{method}" is not a method; there are: {", ".join(METHODS)}')
    if not 0 < alpha < 0.5:
        raise UsageError(f"--alpha lies between 0 and 0.5, not at {alpha:g}")
    if years < 1 or least_cases < 0:
        raise UsageError("--years is at least 1, and --least-cases at least 0")
    settings = replace(monthly(years), periods=10) if frequency == 12 else replace(IMPROVED, years=years)
    settings = replace(settings, alpha=alpha, least_cases=least_cases)
    held = min(years, max(first - settings.half_window, 0) // frequency)
    if held < min(LEAST_YEARS, years) and method != "ears":
        if method == "farrington":
            raise UsageError(
                f"Farrington's method needs {min(LEAST_YEARS, years)} years before the first count watched, and "
                f"there are {first} steps of {frequency} a year; take --method ears, or fewer --years"
            )
        method = "ears"
    settings = replace(settings, years=max(held, 1))
    known = _known_before(counts, first, frequency * settings.years + settings.half_window)
    enough = known >= KNOWN * frequency * min(LEAST_YEARS, settings.years)
    if method is None and not enough.any():
        method = "ears"
    if method != "ears":
        found = farrington(counts, frequency, first, settings)
        p = _after_nothing(counts[:, first:], found.expected, found.predictive, settings)
        upper = np.where(enough, found.upper, np.nan)
        return _adjusted("farrington", held, first, counts, found.expected, upper, found.score, p)
    if first < BASELINE:
        raise UsageError(
            f"EARS needs {BASELINE} counts before the first one watched, and there are {first}: nothing can be watched"
        )
    short = ears(counts, "C1", first, BASELINE, alpha)
    span = np.stack([counts[:, first - back : counts.shape[1] - back] for back in range(4)])
    upper = np.where(span.sum(axis=0) >= least_cases, short.upper, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (counts[:, first:] - short.mean) / (upper - short.mean)
    return _adjusted("ears", 0, first, counts, short.mean, upper, score, short.p)


def _known_before(counts: Array, first: int, back: int) -> Array:
    """How many of the steps looked back at are known, for each step watched."""
    total = np.concatenate([np.zeros((len(counts), 1)), np.isfinite(counts).cumsum(axis=1)], axis=1)
    steps = np.arange(first, counts.shape[1])
    found: Array = total[:, steps] - total[:, np.maximum(steps - back, 0)]
    return found


def _after_nothing(now: Array, expected: Array, p: Array, settings: Settings) -> Array:
    """p where the same season of past years had no case: a fit that runs to 0 makes any case a wonder.

    There the past is n steps without a case, and the next count has Jeffreys' predictive law, a negative
    binomial of size 1/2 with probability n / (n + 1) (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013,
    section 2.6).
    """
    n = settings.years * (2 * settings.half_window + 1)
    predictive = stats.nbinom.sf(now - 1, 0.5, n / (n + 1))
    return np.where(expected * n < 0.5, np.maximum(p, predictive), p)


def _adjusted(
    method: str, years: int, first: int, counts: Array, expected: Array, upper: Array, score: Array, p: Array
) -> Watched:
    now = counts[:, first:]
    tested = np.isfinite(upper) & np.isfinite(now) & np.isfinite(p)
    p = np.where(tested, p, np.nan)
    adjusted = np.full(p.shape, np.nan)
    if tested.any():
        adjusted[tested] = stats.false_discovery_control(p[tested], method="bh")
    alarm = np.greater(now, upper, where=tested, out=np.zeros(p.shape, dtype=bool))
    expected, upper, score = (np.where(tested, values, np.nan) for values in (expected, upper, score))
    return Watched(method, years, first, now, expected, upper, score, p, adjusted, alarm)
