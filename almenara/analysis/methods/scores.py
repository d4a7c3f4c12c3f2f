"""Scores of probabilistic forecasts; smaller is better unless said otherwise.

Samples stand on the last axis: samples (..., n), truth (...). Every function returns one score a cell.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

EDGES = (0.0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
"""Lower edges of the bins of the VIEWS prediction challenge 2023/24; the last bin is open."""


def crps(samples: npt.ArrayLike, truth: npt.ArrayLike) -> Array:
    """Continuous ranked probability score of an ensemble, in the unit of the counts.

    Returns  E|X - y| - E|X - X'| / 2 over the ensemble taken as the whole distribution, shape (...)
    Raises   ValueError where shapes do not fit or there is no sample

    Method: Gneiting and Raftery, Strictly proper scoring rules, prediction, and estimation, Journal of
    the American Statistical Association 102 (2007) 359-378, equation 21; the second term from order
    statistics.
    """
    drawn, true = _cells(samples, truth)
    n = drawn.shape[-1]
    ordered = np.sort(drawn, axis=-1)
    rank = 2.0 * np.arange(1, n + 1) - n - 1
    away = np.abs(drawn - true[..., None]).sum(axis=-1)
    return np.asarray(np.maximum(n * away - ordered @ rank, 0.0) / n**2)


def ignorance(samples: npt.ArrayLike, truth: npt.ArrayLike, edges: tuple[float, ...] = EDGES) -> Array:
    """Ignorance in bits: minus the binary logarithm of the share of samples in the true value's bin.

    edges    lower edges of the bins, rising; the last bin is open
    Returns  shape (...); never infinite, as one sample is added to each bin
    Raises   ValueError as crps, or for values below the first edge

    Method: Roulston and Smith, Evaluating probabilistic forecasts using information theory, Monthly
    Weather Review 130 (2002) 1653-1660; bins and added samples of the VIEWS prediction challenge
    (Hegre et al., The 2023/24 VIEWS prediction challenge, Journal of Peace Research, 2025).
    """
    drawn, true = _cells(samples, truth)
    if (drawn < edges[0]).any() or (true < edges[0]).any():
        raise ValueError(f"values below {edges[0]:g} are in no bin")
    cell = np.searchsorted(edges, true, side="right")
    low = np.asarray(edges)[cell - 1][..., None]
    high = np.append(np.asarray(edges), np.inf)[cell][..., None]
    hits = ((drawn >= low) & (drawn < high)).sum(axis=-1)
    return np.asarray(-np.log2((hits + 1) / (drawn.shape[-1] + len(edges))))


def interval_score(samples: npt.ArrayLike, truth: npt.ArrayLike, level: float = 0.9) -> Array:
    """Interval score of the central interval: its width, and a fine for each unit the truth lies outside.

    level    of the interval, in (0, 1)
    Returns  shape (...), in the unit of the counts; its mean is the challenge's MIS at 0.9

    Method: Gneiting and Raftery (2007), equation 43; bounds are interpolated quantiles of the samples.
    """
    drawn, true = _cells(samples, truth)
    low, high = _bounds(drawn, level)
    fine = 2 / (1 - level)
    return np.asarray(high - low + fine * (np.maximum(low - true, 0) + np.maximum(true - high, 0)))


def covered(samples: npt.ArrayLike, truth: npt.ArrayLike, level: float) -> npt.NDArray[np.bool_]:
    """Whether the truth lies in the central interval of that level, bounds included; shape (...).

    With counts the share over many cells may exceed the level: a bound can't cut a whole number in two.
    `pit_coverage` is the measure without that fault.
    """
    drawn, true = _cells(samples, truth)
    low, high = _bounds(drawn, level)
    return np.asarray((low <= true) & (true <= high))


def pit_coverage(samples: npt.ArrayLike, truth: npt.ArrayLike, level: float) -> Array:
    """How much of the truth's place in the distribution lies in the central part of that level; shape (...).

    The truth's place is the probability integral transform, for a count spread evenly between the shares of samples
    below it and up to it; this is the chance that a place drawn at random from there lies within
    (1 - level) / 2 and (1 + level) / 2. The mean over many cells equals the level where the
    distribution is right, with counts too.

    Raises   ValueError as crps, or for a level outside (0, 1)

    Method: Czado, Gneiting and Held, Predictive model assessment for count data, Biometrics 65 (2009)
    1254-1261, sections 2.1 and 2.2: the expectation over the randomised transform.
    """
    drawn, true = _cells(samples, truth)
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level:g}")
    low, high = (1 - level) / 2, (1 + level) / 2
    below, upto = (drawn < true[..., None]).mean(axis=-1), (drawn <= true[..., None]).mean(axis=-1)
    width = upto - below
    within = np.clip(np.minimum(upto, high) - np.maximum(below, low), 0, None)
    point = ((low <= below) & (upto <= high)).astype(float)  # between two samples, or beyond all
    return np.asarray(np.where(width > 0, within / np.where(width > 0, width, 1), point))


def brier(probability: npt.ArrayLike, happened: npt.ArrayLike) -> Array:
    """Squared distance of a probability from what happened (0 or 1); same shape.

    Method: Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review
    78 (1950) 1-3, for one of two outcomes. Raises ValueError for probabilities outside [0, 1].
    """
    said, outcome = _chances(probability, happened)
    return np.asarray((said - outcome) ** 2)


def log_score(probability: npt.ArrayLike, happened: npt.ArrayLike) -> Array:
    """Minus the natural logarithm of the probability given to what happened; infinite where it was 0.

    Method: Good, Rational decisions, Journal of the Royal Statistical Society B 14 (1952) 107-114.
    """
    said, outcome = _chances(probability, happened)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.where(outcome == 1, said, 1 - said)))


def _cells(samples: npt.ArrayLike, truth: npt.ArrayLike) -> tuple[Array, Array]:
    drawn, true = np.asarray(samples, dtype=float), np.asarray(truth, dtype=float)
    if drawn.ndim < 1 or drawn.shape[:-1] != true.shape or not drawn.shape[-1]:
        raise ValueError(f"samples of shape {drawn.shape} do not fit truths of shape {true.shape}")
    if not (np.isfinite(drawn).all() and np.isfinite(true).all()):
        raise ValueError("samples and truths must be finite")
    return drawn, true


def _bounds(drawn: Array, level: float) -> tuple[Array, Array]:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level:g}")
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=-1)
    return np.asarray(low), np.asarray(high)


def _chances(probability: npt.ArrayLike, happened: npt.ArrayLike) -> tuple[Array, Array]:
    said, outcome = np.asarray(probability, dtype=float), np.asarray(happened, dtype=float)
    if not ((said >= 0) & (said <= 1)).all():
        raise ValueError("a probability lies between 0 and 1")
    if not ((outcome == 0) | (outcome == 1)).all():
        raise ValueError("what happened is 0 or 1")
    return said, outcome
