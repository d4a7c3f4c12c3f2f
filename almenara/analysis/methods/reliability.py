"""Calibration of probabilities: whether what is called 70 % likely happens seven times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bin:
    """Probabilities in [low, high) and what came of them.

    calls      how many there are
    said       their mean
    happened   how many came true
    at_least   the fewest and `at_most` the most that would come true, nine times in ten, of calibrated ones
    """

    low: float
    high: float
    calls: int
    said: float
    happened: int
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Decomposition:
    """The mean Brier score in three parts: miscalibration - discrimination + uncertainty.

    miscalibration  what is lost by saying 70 % of what happens half of the time; 0 is best
    discrimination  what is won by telling cases apart; more is better
    uncertainty     the score of who always says the share that happened
    """

    miscalibration: float
    discrimination: float
    uncertainty: float


def reliability(
    probability: npt.ArrayLike, happened: npt.ArrayLike, edges: Sequence[float]
) -> tuple[Bin, ...]:
    """Counts by bin of probability, with consistency bars; bins without a call are left out.

    probability, happened  shape (n,), the latter 0 or 1
    edges                  rising; a bin holds its lower edge, the last one its upper, too
    Raises                 ValueError for probabilities outside the edges

    Method: Bröcker and Smith, Increasing the reliability of reliability diagrams, Weather and Forecasting 22
    (2007) 651-661; the number that comes true of calibrated calls has a Poisson binomial distribution, which
    is worked out here and not drawn.
    """
    said, came = _pairs(probability, happened)
    at = np.asarray(edges, dtype=float)
    if said.size and (said.min() < at[0] or said.max() > at[-1]):
        raise ValueError(f"probabilities lie outside {at[0]:g} to {at[-1]:g}")
    which = np.minimum(np.searchsorted(at, said, side="right") - 1, at.size - 2)
    out = []
    for k in np.unique(which):
        mine = said[which == k]
        share = np.cumsum(_number_true(mine))
        low, high = (int(np.searchsorted(share, q)) for q in (0.05, 0.95))
        true = int(came[which == k].sum())
        out.append(Bin(float(at[k]), float(at[k + 1]), mine.size, float(mine.mean()), true, low, high))
    return tuple(out)


def isotonic(probability: npt.ArrayLike, happened: npt.ArrayLike) -> Array:
    """What each probability should have been: the rising function of it that fits best; shape (n,).

    Method: pool adjacent violators, Ayer, Brunk, Ewing, Reid and Silverman, An empirical distribution function
    for sampling with incomplete information, Annals of Mathematical Statistics 26 (1955) 641-647.
    """
    said, came = _pairs(probability, happened)
    values, where, counts = np.unique(said, return_inverse=True, return_counts=True)
    sums = np.bincount(where, came, values.size)
    pools: list[list[float]] = []  # sum, calls, values
    for total, calls in zip(sums, counts, strict=True):
        pools.append([float(total), float(calls), 1])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    fitted = np.concatenate([np.full(int(n), total / calls) for total, calls, n in pools])
    return np.asarray(fitted[where])


def decompose(probability: npt.ArrayLike, happened: npt.ArrayLike) -> Decomposition:
    """The mean Brier score's parts by CORP. Raises ValueError without a call.

    Method: Dimitriadis, Gneiting and Jordan, Stable reliability diagrams for probabilistic classifiers,
    Proceedings of the National Academy of Sciences 118 (2021) e2016191118.
    """
    said, came = _pairs(probability, happened)
    if not said.size:
        raise ValueError("no call to decompose the score of")
    best = float(((isotonic(said, came) - came) ** 2).mean())
    spread = float(((came.mean() - came) ** 2).mean())
    return Decomposition(float(((said - came) ** 2).mean()) - best, spread - best, spread)


def _number_true(probability: Array) -> Array:
    """Probabilities that 0, 1, … of independent calls come true."""
    spread = np.ones(1)
    for p in probability:
        spread = np.convolve(spread, [1 - p, p])
    return spread


def _pairs(probability: npt.ArrayLike, happened: npt.ArrayLike) -> tuple[Array, Array]:
    said, came = np.asarray(probability, dtype=float), np.asarray(happened, dtype=float)
    if said.shape != came.shape or said.ndim != 1:
        raise ValueError(f"{said.size} probabilities and {came.size} outcomes do not fit")
    if not ((said >= 0) & (said <= 1)).all() or not np.isin(came, (0, 1)).all():
        raise ValueError("a probability lies between 0 and 1, and what happened is 0 or 1")
    return said, came
