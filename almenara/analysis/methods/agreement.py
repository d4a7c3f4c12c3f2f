"""Agreement of two raters on an ordered scale: weighted kappa with its standard error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Array = npt.NDArray[np.float64]
Weights = Literal["linear", "quadratic", "none"]


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance; 1 is perfect, 0 what chance gives, below 0 worse than chance.

    value     nan where chance alone agrees fully (both raters used one category)
    error     standard error in large samples
    low, high interval at the level asked for, cut to [-1, 1]
    observed  weighted share of agreement; expected the same under chance
    cases     number of things rated
    """

    value: float
    error: float
    low: float
    high: float
    observed: float
    expected: float
    cases: int


def similarity(categories: int, weights: Weights) -> Array:
    """How alike two categories count as, shape (k, k), 1 on the diagonal.

    linear     1 - |i - j| / (k - 1), Cicchetti and Allison, American Journal of EEG Technology 11 (1971)
    quadratic  1 - (i - j)^2 / (k - 1)^2, Fleiss and Cohen, Educational and Psychological Measurement 33 (1973)
    none       0 off the diagonal: unweighted kappa
    """
    apart = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))).astype(float)
    span = max(categories - 1, 1)
    if weights == "none":
        return np.asarray(apart == 0, dtype=float)
    return np.asarray(1 - (apart / span) ** (1 if weights == "linear" else 2))


def crossed(first: npt.ArrayLike, second: npt.ArrayLike, categories: int) -> Array:
    """How often the first rater's category i met the second's j; both count from 1, shape (k, k).

    Raises ValueError where the two differ in length or a category is not in 1 … k.
    """
    one, two = np.asarray(first, dtype=int), np.asarray(second, dtype=int)
    if one.shape != two.shape or one.ndim != 1:
        raise ValueError(f"ratings of shapes {one.shape} and {two.shape} are not of the same things")
    if len(one) and not (min(one.min(), two.min()) >= 1 and max(one.max(), two.max()) <= categories):
        raise ValueError(f"categories go from 1 to {categories}")
    table = np.zeros((categories, categories))
    np.add.at(table, (one - 1, two - 1), 1)
    return table


def kappa(table: npt.ArrayLike, weights: Weights | Array = "quadratic", level: float = 0.95) -> Kappa:
    """Weighted kappa of a square table of counts.

    table    counts, rows the first rater, columns the second, shape (k, k)
    weights  a kind of `similarity`, or a matrix of similarities in [0, 1]
    level    of the interval
    Raises   ValueError on a table that is not square, holds no case or negative counts

    Method: Cohen, Weighted kappa, Psychological Bulletin 70 (1968) 213-220; standard error of Fleiss, Cohen
    and Everitt, Large sample standard errors of kappa and weighted kappa, Psychological Bulletin 72 (1969)
    323-327 (the one for intervals, not the one under no agreement).
    """
    counts = np.asarray(table, dtype=float)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or (counts < 0).any() or not counts.sum():
        raise ValueError(f"kappa needs a square table of counts with a case in it, not {counts.tolist()}")
    alike = similarity(len(counts), weights) if isinstance(weights, str) else weights
    cases = counts.sum()
    shares = counts / cases
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed = float((alike * shares).sum())
    expected = float(rows @ alike @ columns)
    if expected >= 1 - 1e-12:
        return Kappa(np.nan, np.nan, np.nan, np.nan, observed, expected, int(cases))
    value = (observed - expected) / (1 - expected)
    by_row, by_column = alike @ columns, rows @ alike
    spread = (alike - (by_row[:, None] + by_column[None, :]) * (1 - value)) ** 2
    variance = float((shares * spread).sum()) - (value - expected * (1 - value)) ** 2
    error = float(np.sqrt(max(variance, 0.0) / cases)) / (1 - expected)
    reach = float(ndtri((1 + level) / 2)) * error
    return Kappa(
        value, error, max(-1.0, value - reach), min(1.0, value + reach), observed, expected, int(cases)
    )
