"""Rates of places with few cases, drawn towards their neighbours, with intervals: gamma-Poisson, locally."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from almenara.analysis.methods.hotspots.neighbours import Weights

Floats = npt.NDArray[np.float64]
LEVEL = 0.9
"""Probability inside an interval."""


@dataclass(frozen=True)
class LocalRates:
    """Rates per unit of exposure; every array has shape (n,), nan where cases are unknown.

    value      mean of the posterior
    low, high  interval of LEVEL: of chance in the counts alone
    own        share of the estimate that is the place's own rate, 0 to 1
    shape      of the gamma distribution that the interval is of; `exposure` its rate
    """

    value: Floats
    low: Floats
    high: Floats
    own: Floats
    shape: Floats
    exposure: Floats

    def drawn(self, which: npt.NDArray[np.int64], chance: Floats) -> Floats:
        """Rates of some places at given probabilities, shape (len(chance), len(which))."""
        return np.asarray(gammaincinv(self.shape[which], chance[:, None]) / self.exposure[which])


def local_rates(cases: npt.ArrayLike, exposure: npt.ArrayLike, weights: Weights | None) -> LocalRates:
    """Each place's rate given its own count and what its neighbourhood tells of rates like it.

    cases     shape (n,), >= 0; nan where unknown
    exposure  shape (n,), person-years, > 0; nan where unknown
    weights   shape (n, n); who is a neighbour counts, not the weight. None where neighbours are not known:
              every place then stands on its own count
    Raises    ValueError on negative cases, exposure not above 0, or other shapes
    Method    Clayton and Kaldor, Empirical Bayes estimates of age-standardized relative risks for use in disease
              mapping, Biometrics 43 (1987) 671-681, section 2: rates of a neighbourhood follow a gamma
              distribution, so the rate of a place given its count does, too. Mean and variance of the gamma by
              the moments of the place and its neighbours (Marshall, JRSS C 40 (1991) 283-294, local
              estimator). Two differences: the gamma never weighs more than the neighbours' own exposure, so
              that a neighbourhood without variance between its places gives the pooled rate with the pooled
              count's interval, not a rate without doubt; and the interval has half a case added (Jeffreys),
              its lower end never above the mean.
    """
    counts, size = np.asarray(cases, dtype=float), np.asarray(exposure, dtype=float)
    if counts.ndim != 1 or counts.shape != size.shape:
        raise ValueError("cases and exposure must have one shape (n,)")
    if (counts < 0).any() or (size <= 0).any():
        raise ValueError("cases are not negative, and exposure is above 0")
    known = np.isfinite(counts) & np.isfinite(size)
    y, n = np.where(known, counts, 0.0), np.where(known, size, 0.0)
    shape, weight = _prior(y, n, known, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.where(known, n + weight, np.nan)
        value, half = (shape + y) / total, shape + y + 0.5
        low = np.minimum(gammaincinv(half, (1 - LEVEL) / 2) / total, value)
        high = gammaincinv(half, (1 + LEVEL) / 2) / total
        own = n / total
    return LocalRates(value, low, high, own, half, total)


def _prior(
    y: Floats, n: Floats, known: npt.NDArray[np.bool_], weights: Weights | None
) -> tuple[Floats, Floats]:
    """Cases and exposure that the neighbourhood adds to each place's own."""
    if weights is None:
        return np.zeros_like(y), np.zeros_like(n)
    beside = (weights != 0).astype(float).tolil()
    beside.setdiag(0.0)
    others = beside.tocsr()
    beside.setdiag(1.0)
    near = beside.tocsr()
    rate = np.divide(y, n, out=np.zeros_like(y), where=n > 0)
    living, places = near @ n, near @ known.astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(living > 0, (near @ y) / living, 0.0)
        # sum of exposure * (rate - mean)^2 over each neighbourhood, multiplied out
        spread = (near @ (n * rate**2) - 2 * mean * (near @ (n * rate)) + mean**2 * living) / living
        between = spread - mean * places / living
        weight = np.where(between > 0, mean / between, np.inf)
    weight = np.minimum(np.nan_to_num(weight, nan=0.0, posinf=np.inf), others @ n)
    return mean * weight, weight
