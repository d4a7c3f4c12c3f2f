"""How much likelier the counts are with a raised rate inside a window: the statistic of each model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ratio = Callable[[Array, Array], Array]
"""(cases, expected) to log likelihood ratio, both of one shape."""


def poisson_ratio(total: float) -> Ratio:
    """The log likelihood ratio of a raised rate inside, for counts that follow Poisson's law.

    total    cases in the whole study, > 0; expected counts must add up to it
    Returns  a function of cases and expected counts in a window (arrays of one shape), 0 where the
             window has no more cases than expected
    Method   Kulldorff, A spatial scan statistic, Communications in Statistics 26 (1997), section 4.2:
             c ln(c/m) + (C-c) ln((C-c)/(C-m)). The space-time permutation model uses the same
             function on expected counts from the margins (Kulldorff et al., PLoS Medicine 2 (2005) e59).
    """

    def ratio(cases: Array, expected: Array) -> Array:
        outside = total - cases
        value = _times_log(cases, expected) + _times_log(outside, total - expected)
        return np.where(cases > expected, value, 0.0)

    return ratio


def bernoulli_ratio(total: float, trials: float) -> Ratio:
    """The log likelihood ratio of a raised share of cases inside, for cases among cases and controls.

    total    cases in the whole study, > 0
    trials   cases and controls in the whole study, > total
    Returns  a function of cases and expected cases in a window, where expected = trials inside *
             total / trials; 0 where the share inside is not above the share outside
    Method   Kulldorff 1997, section 4.1 (Bernoulli model).
    """
    share = total / trials

    def ratio(cases: Array, expected: Array) -> Array:
        inside = np.maximum(expected / share, cases)  # a bound may be asked for more cases than people
        outside, rest = total - cases, trials - inside
        value = (
            _times_log(cases, inside * share)
            + _times_log(inside - cases, inside * (1 - share))
            + _times_log(outside, rest * share)
            + _times_log(rest - outside, rest * (1 - share))
        )
        return np.where(cases > expected, value, 0.0)

    return ratio


def _times_log(count: Array, expected: Array) -> Array:
    """count * ln(count / expected), and 0 where the count is 0 (or below it by rounding)."""
    positive = (count > 0) & (expected > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(positive, count * np.log(np.where(positive, count / expected, 1.0)), 0.0)


def least_cases(ratio: Ratio, expected: Array, levels: Array, total: float) -> Array:
    """The smallest number of cases with which a window reaches a level, for each expected count and level.

    ratio     as made above; rises with the cases and falls with the expected count
    expected  shape (j,)
    levels    shape (l,)
    Returns   whole numbers, shape (j, l), never too large; total + 1 where no count reaches the level
    Method    bisection: the ratio is monotone in the cases.
    """
    shape = (len(expected), len(levels))
    inside = np.broadcast_to(expected[:, None], shape).astype(float)
    low, high = inside.copy(), np.full(shape, float(total))
    reached = ratio(high, inside) >= levels
    for _ in range(max(8, int(np.ceil(np.log2(total + 2))) + 4)):
        middle = (low + high) / 2
        enough = ratio(middle, inside) >= levels
        high = np.where(enough, middle, high)
        low = np.where(enough, low, middle)
    return np.where(reached, np.ceil(low - 1e-6), total + 1)
