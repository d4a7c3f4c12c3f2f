"""What to expect on a stretch of road, and how sure that is: random measures along a network.

Incidents are a Poisson process whose intensity is itself random: a gamma process along the roads (Kingman 1993,
Poisson Processes, chapters 6 and 8), so that stretches differ, independently of each other, about a common density.
Where incidents are located, this is the gamma-Poisson posterior. Where only the total of a unit is known, its
division among the unit's roads is the Dirichlet process that the gamma process gives when its total is fixed
(Ferguson 1973, Annals of Statistics 1): the share of a stretch is a beta variable about its share of the length.
Both keep mass: over all roads of the unit the expected numbers add up to what was counted.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from almenara.analysis.methods.line_network import Floats

COVERAGE = 0.9
"""Of every interval."""
NONE_COUNTED = float(gammaincinv(0.5, (1 + COVERAGE) / 2))
"""Upper end of the expected number where none was counted (Jeffreys prior): 1.92."""


def dispersion(counts: npt.ArrayLike) -> float:
    """Variance over mean of counts of equal periods, 1 at least: by how much they vary more than chance alone.

    counts  shape (t,), or (t, k) for k series of their own: then pooled. 1 where there are too few of them
    """
    held = np.asarray(counts, dtype=float).reshape(len(np.asarray(counts)), -1)
    mean = held.mean(axis=0) if len(held) else np.zeros(0)
    used = mean > 0
    if len(held) < 3 or not used.any():
        return 1.0
    return float(max(1.0, (held[:, used].var(axis=0, ddof=1) / mean[used]).mean()))


def unevenness(counts: npt.ArrayLike, km: npt.ArrayLike, phi: float = 1.0) -> float:
    """Squared coefficient of variation of the intensity among units, beyond chance; 0 or more.

    counts  incidents of each unit; km  length of its roads; both shape (k,)
    phi     dispersion of the counts themselves
    Moment estimator: (C - m)^2 is expected to be phi m + c^2 m^2, m the unit's share of the total by length.
    """
    held, length = np.asarray(counts, dtype=float), np.asarray(km, dtype=float)
    if held.sum() <= 0 or length.sum() <= 0:
        return 0.0
    mean = held.sum() * length / length.sum()
    return float(max(0.0, ((held - mean) ** 2 - phi * mean).sum() / (mean**2).sum()))


def share_moments(
    count: npt.ArrayLike, phi: npt.ArrayLike, km: npt.ArrayLike, all_km: npt.ArrayLike, shape_per_km: float
) -> tuple[Floats, Floats]:
    """Mean and variance of the incidents on stretches of units of which only the totals are known.

    count         incidents of the unit in the period; phi  their dispersion
    km, all_km    length of the stretch, and of all roads of the unit; all shape (k,)
    shape_per_km  of the gamma process: 1 / (c^2 times the length of stretches that differ by c^2); inf: all alike
    The stretch has the share B of the unit's expected number N, B and N independent; N has the mean `count` and the
    variance phi times it, as estimated from one period.
    """
    total, length, whole = (np.asarray(a, dtype=float) for a in (count, km, all_km))
    part = np.divide(length, whole, out=np.zeros_like(length), where=whole > 0)
    with np.errstate(invalid="ignore"):
        spread = part * (1 - part) / (shape_per_km * whole + 1)
    spread = np.nan_to_num(np.maximum(spread, 0.0))
    var_total = np.asarray(phi, dtype=float) * total
    return total * part, var_total * (part**2 + spread) + total**2 * spread


def located(
    count: npt.ArrayLike,
    km: npt.ArrayLike,
    years: float,
    common: float,
    shape_per_km: float,
    phi: float = 1.0,
) -> tuple[Floats, Floats, Floats]:
    """Incidents a year on stretches with located incidents: mean and the ends of the interval of COVERAGE.

    count         incidents on each stretch in all the years, parts of incidents among them; km its length; shape (k,)
    common        incidents a km and year of the whole network
    shape_per_km  of the gamma process; inf draws every stretch to the common density
    phi           dispersion of the counts
    Adding `mean` up over the whole network gives the incidents of a year (common = all / (all km x years)).
    """
    held, length = np.asarray(count, dtype=float) / phi, np.asarray(km, dtype=float)
    exposure = years / phi
    if not np.isfinite(shape_per_km) or common <= 0:
        mean = common * length
        return mean, *ends(mean, mean * phi / years)
    shape = shape_per_km * length + held
    rate = shape_per_km / common + exposure
    low, high = (gammaincinv(shape, q) / rate for q in ((1 - COVERAGE) / 2, (1 + COVERAGE) / 2))
    return shape / rate, np.asarray(low), np.asarray(high)


def ends(mean: npt.ArrayLike, variance: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Ends of the interval of COVERAGE of gamma variables with these moments; a sum of them is taken for one, too.

    (Welch 1938 and Satterthwaite 1946, for sums of scaled gamma variables.) Where the mean is 0, both are 0.
    """
    mu, var = np.asarray(mean, dtype=float), np.asarray(variance, dtype=float)
    sure = (var <= 0) | (mu <= 0)
    shape = np.where(sure, 1.0, mu**2 / np.where(sure, 1.0, var))
    scale = np.where(sure, 0.0, var / np.where(sure, 1.0, mu))
    low, high = (
        np.where(sure, mu, gammaincinv(shape, q) * scale) for q in ((1 - COVERAGE) / 2, (1 + COVERAGE) / 2)
    )
    return np.asarray(low), np.asarray(high)
