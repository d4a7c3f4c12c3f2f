"""Skill: how much better the scores of a forecaster are than those of a simple rival, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

DRAWS = 4_000
"""Resamples for an interval: its ends move by less than a percentage point from seed to seed."""
FEW = 5
"""Fewer periods than this tell nothing of how periods differ: no interval is given."""


@dataclass(frozen=True)
class Skill:
    """One minus the ratio of mean scores: 1 is perfect, 0 no better than the rival, below 0 worse.

    low, high  the 95 % interval; nan where there are fewer than FEW periods
    periods    independent lots that it rests on
    """

    value: float
    low: float
    high: float
    periods: int


def skill(
    scores: npt.ArrayLike, rival: npt.ArrayLike, periods: Sequence[str], level: float = 0.95, seed: int = 0
) -> Skill:
    """Skill of scores against a rival's on the same cells, with an interval over whole periods.

    Calls about one period share its surprises: they stand or fall together, so that periods are drawn, not
    calls. With few periods the interval is widened as Student's t is wider than the normal distribution.

    scores, rival  smaller is better; shape (n,)
    periods        what each call is about; calls of one period are drawn together
    Raises         ValueError where shapes do not fit or there is no call
    Returns        nan where the rival's mean score is 0: nothing is better than that

    Method: skill score of Murphy, Skill scores based on the mean square error and their relationships to the
    correlation coefficient, Monthly Weather Review 116 (1988) 2417-2424; cluster bootstrap of Field and
    Welsh, Bootstrapping clustered data, Journal of the Royal Statistical Society B 69 (2007) 369-390; expanded
    percentile interval of Hesterberg, What teachers should know about the bootstrap, The American
    Statistician 69 (2015) 371-386, section 5.3.
    """
    own, other = np.asarray(scores, dtype=float), np.asarray(rival, dtype=float)
    if own.shape != other.shape or own.ndim != 1 or own.size != len(periods) or not own.size:
        raise ValueError(
            f"{own.size} scores, {other.size} of the rival and {len(periods)} periods do not fit"
        )
    if other.mean() == 0:
        return Skill(np.nan, np.nan, np.nan, len(set(periods)))
    value = float(1 - own.mean() / other.mean())
    names, lot = np.unique(np.asarray(periods, dtype=str), return_inverse=True)
    n = names.size
    if n < FEW:
        return Skill(value, np.nan, np.nan, n)
    mine, theirs = np.bincount(lot, own, n), np.bincount(lot, other, n)
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)
    below = drawn @ theirs
    ratio = 1 - (drawn @ mine)[below > 0] / below[below > 0]
    tail = stats.norm.cdf(np.sqrt(n / (n - 1)) * stats.t.ppf((1 - level) / 2, n - 1))
    low, high = np.quantile(ratio, [tail, 1 - tail])
    return Skill(value, float(low), float(high), n)
