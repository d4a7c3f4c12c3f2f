"""How many kinds there are, seen and unseen, and how many count: richness and effective number, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]

DRAWS = 999


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval; `observed` is what was seen."""

    observed: float
    value: float
    low: float
    high: float


def chao1(abundances: npt.ArrayLike, level: float = 0.95) -> Estimate:
    """A lower bound of the number of kinds from how often each was seen.

    abundances  times that each kind was seen, whole numbers; those of 0 are none
    Returns     an Estimate: kinds seen, kinds estimated, and the log-normal interval, whose lower end is never
                below what was seen. Where no kind was seen just once, nothing is estimated to be unseen
    Raises      ValueError for negative numbers or a level that is none

    Method: Chao, Scandinavian Journal of Statistics 11 (1984) 265-270, with the factor (n - 1) / n, and its
    bias-corrected form where no kind was seen twice; interval of Chao, Biometrics 43 (1987) 783-791. It is a lower
    bound: kinds that are hardly ever seen escape it.
    """
    counts = np.asarray(abundances, dtype=float)
    counts = counts[counts != 0]
    if (counts < 0).any() or not 0 < level < 1:
        raise ValueError("abundances are not negative, and a level lies between 0 and 1")
    seen = float(counts.size)
    once, twice = float((counts == 1).sum()), float((counts == 2).sum())
    if not once or counts.sum() < 2:
        return Estimate(seen, seen, seen, seen)
    k = 1 - 1 / counts.sum()
    if twice:
        ratio = once / twice
        unseen = k * once * ratio / 2
        variance = twice * (k * ratio**2 / 2 + k**2 * ratio**3 + k**2 * ratio**4 / 4)
    else:
        unseen = k * once * (once - 1) / 2
        whole = seen + unseen
        variance = (
            k * once * (once - 1) / 2 + k**2 * once * (2 * once - 1) ** 2 / 4 - k**2 * once**4 / (4 * whole)
        )
    if unseen <= 0:
        return Estimate(seen, seen, seen, seen)
    z = float(special.ndtri((1 + level) / 2))
    spread = float(np.exp(z * np.sqrt(np.log1p(max(variance, 0.0) / unseen**2))))
    return Estimate(seen, seen + unseen, seen + unseen / spread, seen + unseen * spread)


def effective_number(weights: npt.ArrayLike, seed: int = 20181102, level: float = 0.95) -> Estimate:
    """How many kinds of equal weight would be as mixed as those seen: 1 where one has all, n where n are equal.

    weights  shape (events, kinds): what each event adds to each kind, not negative
    Returns  an Estimate, its interval that of 999 draws of events with replacement; nan where nothing was seen
    Raises   ValueError for another shape or negative weights

    Method: the inverse of the sum of squared shares, Hill's number of order 2 (Hill, Ecology 54 (1973) 427-432;
    Laakso and Taagepera, Comparative Political Studies 12 (1979) 3-27, for the effective number of parties).
    """
    table = np.asarray(weights, dtype=float)
    if table.ndim != 2 or (table < 0).any():
        raise ValueError("weights are of shape (events, kinds), and not negative")
    total = table.sum(axis=0)
    if not total.sum() > 0:
        return Estimate(np.nan, np.nan, np.nan, np.nan)
    number = float(_hill(total[None])[0])
    drawn = np.random.default_rng(seed).multinomial(len(table), np.full(len(table), 1 / len(table)), DRAWS)
    ends = np.nanquantile(_hill(drawn @ table), [(1 - level) / 2, (1 + level) / 2])
    return Estimate(number, number, float(ends[0]), float(ends[1]))


def _hill(totals: Array) -> Array:
    """Inverse sum of squared shares of each row; nan for a row of nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = totals / totals.sum(axis=1, keepdims=True)
        return np.asarray(1 / (shares**2).sum(axis=1))
