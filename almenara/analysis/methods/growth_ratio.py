"""A year's total from its first months, by the ratio of whole years to the same months."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats


def growth_ratio(
    to_date: float, past_to_date: npt.ArrayLike, past_totals: npt.ArrayLike, level: float = 0.9
) -> tuple[float, float, float, stats.rv_continuous]:
    """Predict a year's total from the count of its first months.

    to_date       count of this year's first months, > 0
    past_to_date  counts of the same months of past years, shape (n,), n >= 2, all > 0
    past_totals   totals of those years, shape (n,)
    level         of the interval, in (0, 1)
    Returns       median, lower and upper bound of the total (same unit), and its frozen distribution
    Raises        ValueError under two past years or for counts that are not positive

    Method: the log of the ratio total / first months is taken as normal over years with unknown mean
    and variance; a new year's ratio then follows Student's t with n - 1 degrees of freedom, scaled by
    s * sqrt(1 + 1/n) (prediction of a future observation: Gelman et al., Bayesian Data Analysis, 3rd
    ed., 2013, section 3.2). A floor on s of 1 % keeps few, alike years from promising too much.
    """
    before = np.asarray(past_to_date, dtype=float)
    whole = np.asarray(past_totals, dtype=float)
    if len(before) < 2 or len(before) != len(whole):
        raise ValueError("two past years or more are needed, each with its first months and its total")
    if to_date <= 0 or (before <= 0).any() or (whole <= 0).any():
        raise ValueError("counts must be positive")
    ratios = np.log(whole / before)
    n = len(ratios)
    spread = max(float(np.std(ratios, ddof=1)), 0.01) * np.sqrt(1 + 1 / n)
    log_total = stats.t(df=n - 1, loc=np.log(to_date) + float(np.mean(ratios)), scale=spread)
    low, high = log_total.ppf([(1 - level) / 2, (1 + level) / 2])
    return float(np.exp(log_total.median())), float(np.exp(low)), float(np.exp(high)), log_total
