"""How often chance alone gives a ratio as high: ranks among replications, and the tail beyond them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_SAME = 1e-9
"""Relative difference below which two ratios are the same: equal windows summed in another order."""


def same_or_above(maxima: Floats, ratio: float) -> npt.NDArray[np.bool_]:
    """Which maxima reach a ratio, however their sums were rounded."""
    return np.asarray(maxima >= ratio * (1 - _SAME))


def rank_p(observed: npt.ArrayLike, maxima: npt.ArrayLike, stop_after: int | None = None) -> Floats:
    """Monte Carlo p-values: the rank of each observed ratio among the maxima of the replications.

    observed    ratios, shape (k,)
    maxima      highest ratio of each replication in the order drawn, shape (r,)
    stop_after  stop counting at the replication with which so many maxima reach the observed ratio
    Returns     shape (k,): (1 + reached) / (1 + r), or reached / drawn where counting stopped early
    Method      Dwass 1957; sequential: Besag and Clifford, Biometrika 78 (1991). A tie counts as reached,
                so that the p-value is never too small.
    """
    ratios = np.atleast_1d(np.asarray(observed, dtype=float))
    drawn = np.asarray(maxima, dtype=float)
    p = np.empty(len(ratios))
    for index, ratio in enumerate(ratios):
        reached = np.cumsum(same_or_above(drawn, ratio))
        if stop_after and len(drawn) and reached[-1] >= stop_after:
            p[index] = stop_after / (1 + int(np.searchsorted(reached, stop_after)))
        else:
            p[index] = (1 + (reached[-1] if len(drawn) else 0)) / (1 + len(drawn))
    return p


def gumbel_p(observed: npt.ArrayLike, maxima: npt.ArrayLike) -> Floats:
    """P-values from a Gumbel distribution fitted to the maxima, for ratios beyond all of them.

    observed  ratios, shape (k,)
    maxima    highest ratio of each replication, shape (r,), r >= 2, not all alike
    Method    Abrams, Kulldorff and Kleinman, Gumbel based p-value approximations for spatial scan
              statistics, International Journal of Health Geographics 9 (2010) 61: fitted by moments.
    """
    drawn = np.asarray(maxima, dtype=float)
    scale = float(np.std(drawn, ddof=1)) * np.sqrt(6) / np.pi
    place = float(np.mean(drawn)) - np.euler_gamma * scale
    ratios = np.atleast_1d(np.asarray(observed, dtype=float))
    return np.asarray(-np.expm1(-np.exp(-(ratios - place) / scale)), dtype=float)
