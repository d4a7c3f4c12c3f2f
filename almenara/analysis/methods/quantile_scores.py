"""Scores of forecasts given as quantiles or as probabilities of ordered classes; smaller is better.

One forecast a row: quantiles (n, k) at levels (k,), truth (n,).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def pinball(quantiles: npt.ArrayLike, levels: npt.ArrayLike, truth: npt.ArrayLike) -> Array:
    """Quantile score of each quantile, in the unit of the counts; shape (n, k).

    Method: Koenker and Bassett, Regression quantiles, Econometrica 46 (1978) 33-50; as a proper score,
    Gneiting and Raftery, Strictly proper scoring rules, prediction, and estimation, Journal of the American
    Statistical Association 102 (2007) 359-378, equation 41. Raises ValueError as crps_of_quantiles.
    """
    said, at, true = _quantiles(quantiles, levels, truth)
    away = true[:, None] - said
    return np.asarray(np.maximum(at * away, (at - 1) * away))


def crps_of_quantiles(quantiles: npt.ArrayLike, levels: npt.ArrayLike, truth: npt.ArrayLike) -> Array:
    """Continuous ranked probability score from quantiles, in the unit of the counts; shape (n,).

    Twice the integral of the quantile score over all levels, each level standing for those nearer to it than
    to any other: one quantile alone gives the distance from the median, as it should. The more levels, the
    nearer to the score of the whole distribution.

    quantiles  (n, k), not falling within a row
    levels     (k,), rising, in (0, 1)
    truth      (n,)
    Raises     ValueError where shapes do not fit, levels do not rise, or quantiles fall

    Method: Gneiting and Ranjan, Comparing density forecasts using threshold- and quantile-weighted scoring
    rules, Journal of Business and Economic Statistics 29 (2011) 411-422, equation 9; as weighted interval
    score, Bracher, Ray, Gneiting and Reich, Evaluating epidemic forecasts in an interval format, PLOS
    Computational Biology 17 (2021) e1008618. The weights of the levels are ours: midpoints, where those
    papers have levels evenly spaced.
    """
    scores = pinball(quantiles, levels, truth)
    at = np.asarray(levels, dtype=float)
    edges = np.concatenate([[0.0], (at[1:] + at[:-1]) / 2, [1.0]])
    return np.asarray(2 * scores @ np.diff(edges))


def ranked_probability(probabilities: npt.ArrayLike, truth: npt.ArrayLike) -> Array:
    """Ranked probability score over ordered classes: squared distances of the cumulated probabilities.

    probabilities  (n, k), rows that add up to 1
    truth          (n,), the class that came: 0 to k - 1
    Returns        (n,), from 0 to k - 1: not divided by the number of classes
    Raises         ValueError where rows do not add up to 1 or the truth is no class

    Method: Epstein, A scoring system for probability forecasts of ranked categories, Journal of Applied
    Meteorology 8 (1969) 985-987, in the form of Gneiting and Raftery (2007), section 4.2.
    """
    said, came = np.atleast_2d(np.asarray(probabilities, dtype=float)), np.asarray(truth, dtype=int)
    if said.shape[0] != came.size or not np.allclose(said.sum(axis=1), 1, atol=1e-6) or (said < 0).any():
        raise ValueError("probabilities of classes must be rows that add up to 1")
    if ((came < 0) | (came >= said.shape[1])).any():
        raise ValueError("what came is none of the classes")
    steps = np.arange(said.shape[1])
    return np.asarray(((said.cumsum(axis=1) - (steps >= came[:, None])) ** 2).sum(axis=1))


def inside(low: npt.ArrayLike, high: npt.ArrayLike, truth: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Whether each truth lies between its bounds, which are included; shape (n,)."""
    true = np.asarray(truth, dtype=float)
    return np.asarray((np.asarray(low, dtype=float) <= true) & (true <= np.asarray(high, dtype=float)))


def _quantiles(
    quantiles: npt.ArrayLike, levels: npt.ArrayLike, truth: npt.ArrayLike
) -> tuple[Array, Array, Array]:
    said = np.atleast_2d(np.asarray(quantiles, dtype=float))
    at, true = np.asarray(levels, dtype=float), np.atleast_1d(np.asarray(truth, dtype=float))
    if said.shape != (true.size, at.size) or not at.size:
        raise ValueError(
            f"quantiles of shape {said.shape} do not fit {at.size} levels and {true.size} truths"
        )
    if not (np.diff(at) > 0).all() or at[0] <= 0 or at[-1] >= 1:
        raise ValueError("levels must rise, from above 0 to below 1")
    if not np.isfinite(said).all() or (np.diff(said, axis=1) < 0).any():
        raise ValueError("quantiles must be numbers that do not fall")
    return said, at, true
