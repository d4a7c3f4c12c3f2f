"""Is a count higher or lower than an earlier one by more than such counts vary by chance?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special, stats

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """Later counts over earlier ones; arrays of shape (places,).

    ratio      later rate over earlier rate; infinite on an earlier count of 0
    low, high  interval of the ratio
    p          two-sided: how often chance alone parts two counts of one rate as far as this
    adjusted   p adjusted for the number of places compared (Benjamini and Hochberg)
    verdict    "rose", "fell", "no change" (none that can be told from chance), or "unknown" where a count is
    """

    ratio: Array
    low: Array
    high: Array
    p: Array
    adjusted: Array
    verdict: npt.NDArray[np.str_]


@dataclass(frozen=True)
class Scatter:
    """How much more the past scatters than Poisson's law says; arrays of shape (places,).

    dispersion  variance over mean of one step's counts, at least 1
    freedom     degrees of freedom it was estimated with; 0 where it could not be, and is taken as 1
    """

    dispersion: Array
    freedom: Array


def scatter(*tables: npt.ArrayLike) -> Scatter:
    """Dispersion of counts about what a level for each year and a season common to all years explain.

    tables   each: years in rows, steps of the year in columns, shape (places, years, steps) or (years, steps);
             a year with a gap (not a number) is left out. Several tables of the same places, such as the first
             and the last months of the years, have levels of their own and tell of one scatter
    Returns  a Scatter

    Method: Pearson's chi-square of the table years x steps over its degrees of freedom (McCullagh and Nelder,
    Generalized Linear Models, 2nd ed., 1989, section 4.5): the expected count is row total x column total /
    total, so that neither a rise from year to year nor a season counts as scatter, but a course within the
    year that is not that of other years does.
    """
    found = [_chi_square(table) for table in tables]
    squares, freedom = sum(s for s, _ in found), np.asarray(sum(f for _, f in found))
    return Scatter(np.maximum(np.where(freedom > 0, squares / np.maximum(freedom, 1), 1), 1), freedom)


def _chi_square(counts: npt.ArrayLike) -> tuple[Array, Array]:
    """Pearson's chi-square of each place's table, and its degrees of freedom."""
    table = np.asarray(counts, dtype=float)
    table = table[None] if table.ndim == 2 else table
    if table.ndim != 3 or np.isinf(table).any() or (table < 0).any():
        raise ValueError("counts are non-negative and of shape (places, years, steps)")
    known = ~np.isnan(table).any(axis=2)
    table = np.where(known[:, :, None], table, 0)
    rows, columns, total = table.sum(axis=2), table.sum(axis=1), table.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = rows[:, :, None] * columns[:, None, :] / total[:, None, None]
        squares = np.where(expected > 0, (table - expected) ** 2 / expected, 0).sum(axis=(1, 2))
    # a year or a step without any case tells nothing of scatter
    free = np.maximum((rows > 0).sum(axis=1) - 1, 0) * np.maximum((columns > 0).sum(axis=1) - 1, 0)
    return squares, free.astype(float)


def compare(
    later: npt.ArrayLike,
    earlier: npt.ArrayLike,
    dispersion: npt.ArrayLike = 1.0,
    freedom: npt.ArrayLike = np.inf,
    exposure: npt.ArrayLike = 1.0,
    level: float = 0.95,
) -> Comparison:
    """Compare two counts at each of many places.

    later, earlier  counts, shape (places,); not a number is unknown
    dispersion      variance over mean of such counts, at least 1, as `scatter` gives it
    freedom         degrees of freedom of the dispersion; infinite if it is known; 0 if it is a guess, which
                    is treated as known
    exposure        of the later count over that of the earlier one: days, people
    level           of the interval; a place rose or fell if its adjusted p is at most 1 - level
    Returns         a Comparison
    Raises          ValueError for counts, dispersions or exposures that can't be

    Method: given their sum, the later of two Poisson counts is binomial, so that their ratio has Clopper and
    Pearson's exact interval (Przyborowski and Wilenski, Biometrika 31 (1940) 313-323). Counts that scatter
    more carry less: they are divided by the dispersion, and by a factor for having estimated it, as Korn and
    Graubard do for surveys (Survey Methodology 24 (1998) 193-201); the beta law takes counts that are not
    whole. p is twice the smaller tail at the ratio of equal rates, so that p and interval agree. Over places:
    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289-300.
    """
    x, y, phi, free, exposed = (
        np.asarray(v, dtype=float)
        for v in np.broadcast_arrays(np.atleast_1d(later), earlier, dispersion, freedom, exposure)
    )
    if (np.isinf(x) | np.isinf(y)).any() or (x < 0).any() or (y < 0).any():
        raise ValueError("counts can't be negative or infinite")
    if (phi < 1).any() or not (np.isfinite(exposed) & (exposed > 0)).all() or not 0 < level < 1:
        raise ValueError("dispersion is at least 1, exposure positive, and level between 0 and 1")
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        estimated = (free > 0) & np.isfinite(free)
        student = special.stdtrit(np.where(estimated, free, 1), tail)
        lost = phi * np.where(estimated, (student / special.ndtri(tail)) ** 2, 1)
        a, b = x / lost, y / lost
        even = exposed / (1 + exposed)  # share of the later count at equal rates
        least = np.where(a > 0, special.betaincinv(a, b + 1, tail), 0)
        most = np.where(b > 0, special.betaincinv(a + 1, b, 1 - tail), 1)
        above = np.where(a > 0, special.betainc(a, b + 1, even), 1)
        below = np.where(b > 0, special.betaincc(a + 1, b, even), 1)
        ratio, low, high = x / y / exposed, _odds(least) / exposed, _odds(most) / exposed
    p = np.minimum(2 * np.minimum(above, below), 1)
    known = ~(np.isnan(x) | np.isnan(y))
    p = np.where(known, p, np.nan)
    adjusted = np.full(p.shape, np.nan)
    if known.any():
        adjusted[known] = stats.false_discovery_control(p[known], method="bh")
    real = adjusted <= 1 - level
    verdict = np.select([~known, real & (x > y * exposed), real], ["unknown", "rose", "fell"], "no change")
    low, high = np.where(known, low, np.nan), np.where(known, high, np.nan)
    return Comparison(ratio, low, high, p, adjusted, verdict.astype(str))


def _odds(share: Array) -> Array:
    odds: Array = share / (1 - share)
    return odds
