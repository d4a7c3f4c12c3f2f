"""Local statistics: how a place and its neighbours stand against all, and against chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.hotspots.neighbours import Weights
from almenara.analysis.methods.hotspots.permuted import reached

Floats = npt.NDArray[np.float64]

QUADRANTS = ("", "high-high", "low-high", "low-low", "high-low")
"""Names of local Moran's quadrants 1 to 4: the place's value, then its neighbours'."""


@dataclass(frozen=True)
class GetisOrd:
    """Gi* of each place.

    share   sum of the neighbours' values (with the place's own) by the sum of all; shape (n,)
    z       how many standard deviations that is above what chance gives; 0 where all values are alike
    p       two-sided p-values: rank among sums of values dealt out to all places alike, the law of which z
            has the mean and variance; without permutations, of the normal distribution
    tail    the smaller tail of conditional permutations, in which a place keeps its own value, as PySAL
            reports it: it tells of the neighbours alone; none without permutations
    """

    share: Floats
    z: Floats
    p: Floats
    tail: Floats | None


@dataclass(frozen=True)
class LocalMoran:
    """Local Moran of each place.

    value      positive where a place is like its neighbours; shape (n,)
    quadrant   1 high among high, 2 low among high, 3 low among low, 4 high among low (QUADRANTS)
    p          two-sided p-values of the permutations; none without them
    tail       the smaller tail, as PySAL reports it
    """

    value: Floats
    quadrant: npt.NDArray[np.int64]
    p: Floats | None
    tail: Floats | None


def getis_ord(values: npt.ArrayLike, weights: Weights, permutations: int = 0, seed: int = 0) -> GetisOrd:
    """Gi*: high or low values that lie together.

    values        shape (n,), finite, n >= 3; a sum of 0 leaves shares unknown
    weights       shape (n, n), >= 0, each place its own neighbour (with_self)
    permutations  how often values are dealt out for p; 0: p from the normal distribution
    Raises        ValueError on other shapes, values that are not finite, or places without a weight of their own
    Method        Ord and Getis, Local spatial autocorrelation statistics, Geographical Analysis 27 (1995)
                  286-306, equation 14. It holds for any weights; z does not change when a row is scaled.
                  Values with a long tail make the normal distribution too ready to see hot spots where
                  neighbours are few; the permutations know the tail.
    """
    y, size = _checked(values, weights)
    if (weights.diagonal() <= 0).any():
        raise ValueError("Gi* counts a place among its neighbours: give the weights to with_self first")
    mean, deviation = y.mean(), y.std()
    row = np.asarray(weights.sum(axis=1), dtype=float).ravel()
    squares = np.asarray(weights.multiply(weights).sum(axis=1), dtype=float).ravel()
    lag = weights @ y
    scale = deviation * np.sqrt(np.maximum(size * squares - row**2, 0.0) / (size - 1))
    z = np.divide(lag - mean * row, scale, out=np.zeros(size), where=scale > 0)
    total = y.sum()
    share = lag / total if total else np.full(size, np.nan)
    if not permutations:
        from scipy.special import ndtr

        return GetisOrd(share, z, np.asarray(2 * ndtr(-np.abs(z))), None)
    _, both = _p(*reached(y, weights, permutations, seed, conditional=False), permutations)
    tail, _ = _p(*reached(y, weights, permutations, seed), permutations)
    return GetisOrd(share, z, both, tail)


def local_moran(values: npt.ArrayLike, weights: Weights, permutations: int = 0, seed: int = 0) -> LocalMoran:
    """Local Moran: places like their neighbours, and places unlike them.

    values        shape (n,), finite, n >= 3, not all alike
    weights       shape (n, n), >= 0, without a diagonal; rows are standardised by it
    permutations  conditional permutations for p; 0: none
    Returns       value 0 and no p below 1 for a place without neighbours
    Raises        ValueError as getis_ord, or where all values are alike
    Method        Anselin, Local indicators of spatial association, Geographical Analysis 27 (1995) 93-115,
                  equation 12, with the factor (n - 1) by the sum of squares that PySAL uses.
    """
    y, size = _checked(values, weights)
    if (weights.diagonal() != 0).any():
        raise ValueError("local Moran compares a place with others: weights may have no diagonal")
    away = y - y.mean()
    if not away.any():
        raise ValueError("all values are alike")
    z = away / y.std()
    row = np.asarray(weights.sum(axis=1), dtype=float).ravel()
    lag = np.divide(weights @ z, row, out=np.zeros(size), where=row > 0)
    value = (size - 1) * z * lag / float(z @ z)
    above, beside = z > 0, lag > 0
    quadrant = np.where(beside, np.where(above, 1, 2), np.where(above, 4, 3))
    if not permutations:
        return LocalMoran(value, quadrant, None, None)
    tail, both = _p(*reached(z, weights, permutations, seed), permutations)
    return LocalMoran(value, quadrant, both, tail)


def discoveries(p: npt.ArrayLike, rate: float = 0.05) -> npt.NDArray[np.bool_]:
    """Which of many tests stand out, so that of those found at most a share `rate` is expected to be chance.

    p        p-values, shape (k,); nan: not tested
    rate     false discovery rate, in (0, 1)
    Returns  shape (k,)
    Method   Benjamini and Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical
             Society B 57 (1995) 289-300, as scipy.stats.false_discovery_control; neighbours' tests depend
             on each other positively, which the method allows (Benjamini and Yekutieli 2001).
    """
    given = np.asarray(p, dtype=float)
    ordered = np.sort(given[np.isfinite(given)])
    passed = np.flatnonzero(ordered <= rate * np.arange(1, len(ordered) + 1) / max(len(ordered), 1))
    highest = ordered[passed[-1]] if len(passed) else -np.inf
    return np.asarray(given <= highest)


def _checked(values: npt.ArrayLike, weights: Weights) -> tuple[Floats, int]:
    y = np.asarray(values, dtype=float)
    if y.ndim != 1 or weights.shape != (len(y), len(y)) or len(y) < 3:
        raise ValueError("values must be a row of three or more, and weights a square of that size")
    if not np.isfinite(y).all():
        raise ValueError("values must be finite: leave places that are unknown out, also of the weights")
    if (weights.data < 0).any():
        raise ValueError("weights may not be negative")
    return y, len(y)


def _p(high: npt.NDArray[np.int64], low: npt.NDArray[np.int64], permutations: int) -> tuple[Floats, Floats]:
    """The smaller tail, and twice that for both; (1 + reached) / (1 + permutations)."""
    smaller = (1.0 + np.minimum(high, low)) / (1.0 + permutations)
    return np.minimum(smaller, 1.0), np.minimum(2 * smaller, 1.0)
