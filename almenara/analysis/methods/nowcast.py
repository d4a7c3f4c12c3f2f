"""Nowcasts: final counts of periods whose reports are still coming in, from a reporting triangle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

Array = npt.NDArray[np.float64]

MEMORY = 0.96
"""Weight of a report one period ago relative to one now, in what is learned of the delay."""
WINDOW = 156
"""Periods from which levels and growth are learned."""
STEPS = (0.05, 0.1, 0.17, 0.25, 0.35, 0.5)
"""Standard deviations tried of the change of log level from one period to the next."""
SIZES = (10.0, 20.0, 40.0, 200.0)
"""Sizes tried of the negative binomial law of a period's total round its level."""
TAIL = 6.0
"""Degrees of freedom of the law of the log level, whose tails a normal law draws too thin."""
UNEVEN = 1.0
"""Standard deviation of the log of a period's own spread of the delay: most are quiet, few are far off."""
NEWTON_STEPS = 4
"""Steps towards the likeliest level; each is at most 1 on the log scale."""
PRIOR_REPORTS = 1.0
"""Reports that the even prior of the delay counts for."""
PRIOR_ROWS = 8.0
"""Periods that the prior spread of the delay counts for."""
PRIOR_SPREAD = 0.005
"""Prior intra-period correlation of delays."""


@dataclass(frozen=True)
class Delay:
    """What is known of the delay on the last day.

    reported  share of a period's reports in by each delay, shape (delays,), last one 1
    spread    correlation of reports of one period beyond a binomial law's, by delay, shape (delays,)
    """

    reported: Array
    spread: Array


@dataclass(frozen=True)
class Nowcast:
    """Final counts of all periods.

    reported  reports so far, shape (periods,)
    samples   made-up final counts, shape (draws, periods); equal to `reported` where a period is complete
    delay     the delay they rest on
    """

    reported: Array
    samples: Array
    delay: Delay

    def quantile(self, levels: list[float]) -> Array:
        """Quantiles of the final counts, shape (levels, periods)."""
        return np.quantile(self.samples, levels, axis=0, method="inverted_cdf")


class _Level(NamedTuple):
    """Log level of one period under every setting: mean and variance, shape (settings,) each."""

    mean: Array
    variance: Array


def nowcast(triangle: npt.ArrayLike, draws: int = 4000, seed: int = 0) -> Nowcast:
    """Final counts of every period of a reporting triangle, as samples.

    triangle  reports by period and delay, shape (periods, delays), at least two periods; nan where they are
              still to come: in each row from some delay on, in no row earlier than in a later one
    Returns   samples of final counts, shape (draws, periods); the same seed gives the same samples
    Raises    ValueError on another shape, on negative or fractional reports, on nan elsewhere
    Method    delay by discounted reverse hazards (Lawless 1994, Canadian Journal of Statistics 22), its spread
              beyond the multinomial from its own past errors one step ahead; level by a log random walk whose
              growth persists in part, negative binomial totals, filtered and smoothed by Laplace steps
              (Fahrmeir 1992, JASA 87), averaged over settings by their likelihood. The model is close to that
              of McGough and others 2020, PLoS Computational Biology 16, without simulation of chains.
    """
    reports = _checked(np.asarray(triangle, dtype=np.float64))
    counts = np.nansum(reports, axis=1)
    ages = np.isfinite(reports).sum(axis=1) - 1
    delay = learn_delay(reports)
    samples = np.repeat(counts[None], draws, axis=0)
    open_rows = np.flatnonzero(ages < reports.shape[1] - 1)
    if len(open_rows):
        samples[:, open_rows] += _to_come(counts, ages, open_rows, delay, draws, seed)
    return Nowcast(counts, samples, delay)


def _checked(reports: Array) -> Array:
    if reports.ndim != 2 or reports.shape[0] < 2 or reports.shape[1] < 1:
        raise ValueError("a triangle has two rows or more, a row a period, and a column a delay")
    known = np.isfinite(reports)
    if np.isinf(reports).any() or (reports[known] < 0).any() or (reports[known] % 1 != 0).any():
        raise ValueError("reports are whole numbers from 0 on")
    width = known.sum(axis=1)
    if (known != (np.arange(reports.shape[1]) < width[:, None])).any() or (np.diff(width) > 0).any():
        raise ValueError("nan may stand only where reports are still to come: at the ends of the last rows")
    return reports


def _discounted(values: Array) -> Array:
    out = np.zeros_like(values)
    total = np.zeros(values.shape[1:])
    for i, value in enumerate(values):
        total = MEMORY * total + value
        out[i] = total
    return out


def learn_delay(reports: Array) -> Delay:
    """Shares reported by delay and their spread, from a triangle as `nowcast` takes it.

    The share by a delay is the product over later delays of one less the discounted share of reports with
    just that delay among those with no longer one. Spread: squared errors of the shares foretold for each
    complete period at each age, less the binomial part, shrunk towards a prior.
    """
    periods, delays = reports.shape
    known = np.isfinite(reports)
    filled = np.where(known, reports, 0.0)
    so_far = np.where(known, np.cumsum(filled, axis=1), 0.0)
    age = known.sum(axis=1) - 1
    now = periods - 1 + max(int(age[-1]), 0)  # the last day on which something was reported
    hits = np.zeros((now + 1, delays))
    base = np.zeros((now + 1, delays))
    for d in range(delays):
        rows = np.flatnonzero(known[:, d])
        hits[rows + d, d] = filled[rows, d]
        base[rows + d, d] = so_far[rows, d]
    even = 1 / np.arange(1, delays + 1)
    hits, base = _discounted(hits), _discounted(base)
    hazard = (hits + PRIOR_REPORTS * even) / (base + PRIOR_REPORTS)
    survive = np.clip(1 - hazard, 1e-9, 1.0)
    shares = np.ones((now + 1, delays))
    for d in range(delays - 2, -1, -1):
        shares[:, d] = shares[:, d + 1] * survive[:, d + 1]
    return Delay(shares[now], _spread(so_far, known, shares))


def _spread(so_far: Array, known: Array, shares: Array) -> Array:
    delays = so_far.shape[1]
    complete = np.flatnonzero(known.all(axis=1))[-WINDOW:]
    complete = complete[complete >= delays]  # the first ones have nothing to be foretold from
    spread = np.full(delays, PRIOR_SPREAD)
    for d in range(delays - 1):
        total, seen = so_far[complete, -1], so_far[complete, d]
        share = shares[complete + d, d]
        binomial = total * share * (1 - share)
        extra = (total - 1) * binomial
        weight = 1 / (1 + PRIOR_SPREAD * np.maximum(total - 1, 0)) ** 2 / np.maximum(binomial, 1e-9)
        weight = np.where(total > 1, weight, 0.0)
        above, below = (weight * ((seen - total * share) ** 2 - binomial)).sum(), (weight * extra).sum()
        mean = below / max((weight > 0).sum(), 1)
        found = (above + PRIOR_ROWS * mean * PRIOR_SPREAD) / (below + PRIOR_ROWS * mean) if mean > 0 else 0.0
        spread[d] = np.clip(found if mean > 0 else PRIOR_SPREAD, 1e-5, 0.9)
    spread[-1] = 0.0
    return spread


def _filtered(
    counts: Array, share: Array, spread: Array, settings: Array
) -> tuple[list[_Level], list[_Level], Array]:
    """Levels after and before each period's reports, and log likelihood of every setting."""
    step, size = settings.T
    start = np.log(max(counts[:8].mean() / max(share[0], 1e-6), 0.5))
    after, before, likelihood = [], [], np.zeros(len(step))
    state = _Level(np.full(len(step), start), np.full(len(step), 1.0))
    for y, f, rho in zip(counts, share, spread, strict=True):
        state = _Level(state.mean, state.variance + step**2)
        before.append(state)
        k = 1 / (1 / size + rho * (1 - f) / f)
        x = state.mean
        for _ in range(NEWTON_STEPS):
            mu = f * np.exp(x)
            slope = y - (y + k) * mu / (k + mu) - (x - state.mean) / state.variance
            bend = (y + k) * k * mu / (k + mu) ** 2 + 1 / state.variance
            x = x + np.clip(slope / bend, -1.0, 1.0)
        mu = f * np.exp(x)
        curve = (y + k) * k * mu / (k + mu) ** 2
        likelihood += (
            gammaln(y + k) - gammaln(k) - gammaln(y + 1) + k * np.log(k / (k + mu)) + y * np.log(mu / (k + mu))
            - (x - state.mean) ** 2 / (2 * state.variance) - 0.5 * np.log1p(state.variance * curve)
        )  # fmt: skip
        state = _Level(x, 1 / (1 / state.variance + curve))
        after.append(state)
    return after, before, likelihood


def _smoothed(after: list[_Level], before: list[_Level], rows: int) -> list[_Level]:
    """Levels of the last `rows` periods given everything, oldest first."""
    out = [after[-1]]
    for i in range(len(after) - 2, len(after) - 1 - rows, -1):
        gain = after[i].variance / before[i + 1].variance
        mean = after[i].mean + gain * (out[0].mean - before[i + 1].mean)
        variance = after[i].variance + gain**2 * (out[0].variance - before[i + 1].variance)
        out.insert(0, _Level(mean, variance))
    return out


def _to_come(
    counts: Array, ages: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], delay: Delay, draws: int, seed: int
) -> Array:  # fmt: skip
    """Samples of reports to come of the rows still open, shape (draws, rows)."""
    generator = np.random.default_rng(seed)
    first = max(min(int(rows[0]), len(counts) - WINDOW), 0)
    share = np.where(ages >= 0, delay.reported[ages], 1e-9)[first:]
    spread = np.where(ages >= 0, delay.spread[ages], 0.0)[first:]
    settings = np.array([(step, size) for step in STEPS for size in SIZES])
    after, before, likelihood = _filtered(counts[first:], share, spread, settings)
    weight = np.exp(likelihood - likelihood.max())
    chosen = generator.choice(len(settings), draws, p=weight / weight.sum())
    states = _smoothed(after, before, len(counts) - int(rows[0]))
    size = settings[chosen, 1]
    common = generator.standard_t(TAIL, draws)  # levels of neighbouring periods err together
    out = np.empty((draws, len(rows)))
    for i, row in enumerate(rows):
        state, y = states[row - rows[0]], counts[row]
        level = np.exp(np.minimum(state.mean[chosen] + np.sqrt(state.variance[chosen]) * common, 30.0))
        f, rho = share[row - first], max(float(spread[row - first]), 1e-6)
        expected = level * generator.gamma(size + y, 1 / (size + f * level))
        uneven = np.exp(UNEVEN * generator.standard_normal(draws) - UNEVEN**2 / 2)  # with mean 1
        held = 1 / np.minimum(rho * uneven, 0.9) - 1
        part = generator.beta(held * f + y + 1e-9, held * (1 - f) + np.maximum(expected - y, 0) + 1e-9)
        out[:, i] = generator.poisson(np.minimum(expected * (1 - part), 1e12))
    return out
