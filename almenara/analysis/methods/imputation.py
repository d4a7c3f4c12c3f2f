"""Filling what is missing in a table from what is known beside it, with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
STEPS = 200
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Joint:
    """A multivariate normal: mean (k,) and covariance (k, k)."""

    mean: Array
    covariance: Array


def fit(table: npt.ArrayLike, ridge: float = 0.0) -> Joint:
    """Mean and covariance of a table with gaps, by maximum likelihood.

    table  rows are cases, columns variables, nan where missing, shape (n, k)
    ridge  share of the variances added to the diagonal of the covariance, for tables with few rows
    Raises ValueError where a column has fewer than two known values

    Method: the EM algorithm for normal data, Dempster, Laird and Rubin (1977); Little and Rubin, Statistical
    Analysis with Missing Data (2002), section 11.2. Missing at random is assumed.
    """
    values = np.asarray(table, dtype=float)
    gaps = np.isnan(values)
    if ((~gaps).sum(axis=0) < 2).any():
        raise ValueError("every column needs two known values")
    mean = np.nanmean(values, axis=0)
    covariance = np.diag(np.maximum(np.nanvar(values, axis=0), 1e-9))
    for _ in range(STEPS):
        filled, extra = np.where(gaps, 0.0, values), np.zeros_like(covariance)
        for pattern in np.unique(gaps, axis=0):
            rows = (gaps == pattern).all(axis=1)
            if pattern.any():
                slopes, left = conditional(Joint(mean, covariance), pattern)
                known = values[np.ix_(rows, ~pattern)] - mean[~pattern]
                filled[np.ix_(rows, pattern)] = mean[pattern] + known @ slopes.T
                extra[np.ix_(pattern, pattern)] += rows.sum() * left
        new_mean = filled.mean(axis=0)
        centred = filled - new_mean
        new_covariance = (centred.T @ centred + extra) / len(values)
        new_covariance[np.diag_indices_from(new_covariance)] *= 1 + ridge
        moved = max(np.abs(new_mean - mean).max(), np.abs(new_covariance - covariance).max())
        mean, covariance = new_mean, new_covariance
        if moved < TOLERANCE * max(1.0, float(np.abs(covariance).max())):
            break
    return Joint(mean, covariance)


def conditional(joint: Joint, missing: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    """Of the missing variables given the others: slopes (m, k - m) on the known ones, and covariance left (m, m)."""
    known = ~missing
    if not known.any():
        return np.zeros((int(missing.sum()), 0)), joint.covariance
    across = joint.covariance[np.ix_(missing, known)]
    within = joint.covariance[np.ix_(known, known)]
    slopes = np.linalg.solve(within + 1e-9 * np.eye(len(within)), across.T).T
    left = joint.covariance[np.ix_(missing, missing)] - slopes @ across.T
    return np.asarray(slopes), np.asarray((left + left.T) / 2)
