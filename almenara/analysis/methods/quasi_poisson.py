"""Many small quasi-Poisson regressions at once: a level for each group of time points and one slope over time.

Every series is a row, all rows share the time points. The normal equations of this model have a closed
solution (the slope from deviations within groups, then the levels), so a step of the iteration is a
handful of sums for thousands of series and no system is solved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Groups = npt.NDArray[np.intp]

STEPS = 25
TOLERANCE = 1e-8
LEAST_MEAN = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Design:
    """The time points that all series share.

    group  number of the group of each time point, 0 to groups - 1, each at least once, rising, shape (n,)
    time   where each time point lies, shape (n,); the one to be predicted lies at 0
    """

    group: Groups
    time: Array

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return int(self.group.max()) + 1

    def sums(self, values: Array) -> Array:
        """Sums of each row's values (m, n) by group: (m, groups)."""
        found: Array = np.add.reduceat(values, np.flatnonzero(np.diff(self.group, prepend=-1)), axis=1)
        return found

    def spread(self, values: Array) -> Array:
        """Each group's value (m, groups) at its time points: (m, n)."""
        return values[:, self.group]


@dataclass(frozen=True)
class Fit:
    """Fitted rows. Shapes are (m, n) for time points, (m, groups) for groups, (m,) for the rest.

    mean         expected counts
    weight       working weights of the last step; a time point that does not count has 0
    residual     working residuals, (count - mean) / mean
    level        log of the mean of each group at time 0, without the offset
    slope        change of the log mean in a unit of time; 0 in a fit without one
    mean_time    weighted mean time of each group
    weight_sum   sum of the weights of each group
    time_ss      weighted sum of squares of time about the groups' means; infinite in a fit without slope
    df_residual  residual degrees of freedom
    converged    whether the deviance settled within 25 steps
    """

    mean: Array
    weight: Array
    residual: Array
    level: Array
    slope: Array
    mean_time: Array
    weight_sum: Array
    time_ss: Array
    df_residual: Array
    converged: npt.NDArray[np.bool_]

    def dispersion(self, weight: Array | None = None) -> Array:
        """Pearson's estimate of the dispersion, by working weights or by others of the shape (m, n)."""
        by = self.weight if weight is None else weight
        squares: Array = np.einsum("mn,mn,mn->m", by, self.residual, self.residual)
        return squares / self.df_residual

    def leverage(self, design: Design) -> Array:
        """Diagonal of the hat matrix, shape (m, n)."""
        away = design.time - design.spread(self.mean_time)
        return self.weight * (1 / design.spread(self.weight_sum) + away**2 / self.time_ss[:, None])

    def variance(self, group: int) -> Array:
        """Variance of the log mean predicted for a group at time 0, per unit of dispersion, shape (m,)."""
        return 1 / self.weight_sum[:, group] + self.mean_time[:, group] ** 2 / self.time_ss

    def part(self, rows: npt.NDArray[np.bool_], other: Fit) -> Fit:
        """These fits, with those of `other` (in its order) in the rows that are marked."""
        mixed = {}
        for name, values in vars(self).items():
            mixed[name] = values.copy()
            mixed[name][rows] = getattr(other, name)
        return Fit(**mixed)


def fit(design: Design, counts: Array, prior: Array, offset: Array, slope: bool) -> Fit:
    """Fit log(mean) = offset + level of the group + slope * time to every row.

    counts   shape (m, n), non-negative; where prior is 0 the count does not matter but must be finite
    prior    prior weights, shape (m, n), non-negative
    offset   known part of the log mean, shape (m, n)
    slope    whether there is a slope; without it, levels only
    Returns  a Fit of m rows. A group without a time point that counts has level, mean_time and
             weight_sum 0

    Method: iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models, 2nd ed.,
    1989, section 2.5), begun at counts + 0.1, ended when the deviance changes by less than 1e-8 of itself
    or after 25 steps, as R's glm does; weights and leverage are those of the last step, from the means before it.
    """
    rows, n = counts.shape
    groups = design.groups
    out = {
        name: np.zeros((rows, width))
        for name, width in (
            ("mean", n), ("weight", n), ("residual", n), ("level", groups), ("mean_time", groups),
            ("weight_sum", groups),
        )
    }  # fmt: skip
    ends = {"slope": np.zeros(rows), "time_ss": np.full(rows, np.inf)}
    converged = np.zeros(rows, dtype=bool)
    still = np.arange(rows)
    y, p, o = counts, prior, offset
    mean = y + 0.1
    eta = np.log(mean)
    saturated = 2 * np.einsum("mn,mn->m", p, np.where(y > 0, y * np.log(np.where(y > 0, y, 1)), 0) - y)
    before = _deviance(saturated, p, y, mean, eta)
    for step in range(STEPS):
        weight = p * mean
        pull = p * (mean * (eta - o) + y - mean)
        weight_sum = design.sums(weight)
        over = np.where(weight_sum > 0, weight_sum, 1)
        level = design.sums(pull) / over
        mean_time = design.sums(weight * design.time) / over
        tilt, time_ss = np.zeros(len(still)), np.full(len(still), np.inf)
        if slope:
            away = design.time - design.spread(mean_time)
            time_ss = np.einsum("mn,mn,mn->m", weight, away, away)
            tilt = np.einsum("mn,mn->m", away, pull - weight * design.spread(level)) / time_ss
        level = level - tilt[:, None] * mean_time
        eta = o + design.spread(level) + tilt[:, None] * design.time
        mean = np.maximum(np.exp(eta), LEAST_MEAN)
        now = _deviance(saturated, p, y, mean, np.log(mean) if (eta < np.log(LEAST_MEAN)).any() else eta)
        settled = np.abs(now - before) / (np.abs(now) + 0.1) < TOLERANCE
        done = settled | (step == STEPS - 1) | ~np.isfinite(now)
        if done.any():
            at = still[done]
            converged[at] = settled[done]
            ends["slope"][at], ends["time_ss"][at] = tilt[done], time_ss[done]
            residual = (y[done] - mean[done]) / mean[done]
            for name, values in (
                ("mean", mean[done]), ("weight", weight[done]), ("residual", residual),
                ("level", level[done]), ("mean_time", mean_time[done]), ("weight_sum", weight_sum[done]),
            ):  # fmt: skip
                out[name][at] = values
            go = ~done
            still = still[go]
            if not len(still):
                break
            y, p, o, mean, eta, saturated, now = (v[go] for v in (y, p, o, mean, eta, saturated, now))
        before = now
    df_residual = (prior > 0).sum(axis=1) - (out["weight_sum"] > 0).sum(axis=1) - float(slope)
    return Fit(**out, **ends, df_residual=df_residual, converged=converged)


def _deviance(saturated: Array, prior: Array, counts: Array, mean: Array, log_mean: Array) -> Array:
    """Twice the gap to a perfect fit; `saturated` is the part that does not change."""
    gap: Array = saturated - 2 * np.einsum("mn,mn->m", prior, counts * log_mean - mean)
    return gap
