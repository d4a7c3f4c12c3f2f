"""How a hot or cold spot came about: classes of its z-scores over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MOST = 0.9
"""Share of the steps that makes a spot one of nearly all of the time."""


@dataclass(frozen=True)
class Pattern:
    """What became of a place.

    kind   "hot", "cold" or "" (no pattern)
    name   new, consecutive, intensifying, persistent, diminishing, sporadic, oscillating, historical or ""
    trend  Mann-Kendall z of its z-scores over time
    p      two-sided p-value of the trend
    steps  how many steps it was hot (or cold, for a cold spot)
    """

    kind: str
    name: str
    trend: float
    p: float
    steps: int


def mann_kendall(values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Whether values rise or fall over time, by ranks.

    values   shape (n, t), t >= 3, finite
    Returns  (z, two-sided p), shape (n,) each; z > 0: rising; 0 and 1 where all values are alike
    Method   Mann, Econometrica 13 (1945) 245-259; Kendall, Rank correlation methods, 1975: with the
             variance for ties, and the correction for continuity.
    """
    from scipy.special import ndtr

    y = np.asarray(values, dtype=float)
    if y.ndim != 2 or y.shape[1] < 3 or not np.isfinite(y).all():
        raise ValueError("values must be finite, by place and time, with three times or more")
    places, times = y.shape
    score = np.zeros(places)
    for later in range(1, times):
        score += np.sign(y[:, later, None] - y[:, :later]).sum(axis=1)
    ties = np.zeros(places)
    ordered = np.sort(y, axis=1)
    run = np.ones(places)
    for at in range(1, times + 1):
        alike = ordered[:, at] == ordered[:, at - 1] if at < times else np.zeros(places, dtype=bool)
        ties += np.where(alike, 0.0, run * (run - 1) * (2 * run + 5))
        run = np.where(alike, run + 1, 1.0)
    variance = (times * (times - 1) * (2 * times + 5) - ties) / 18
    z = np.divide(score - np.sign(score), np.sqrt(variance), out=np.zeros(places), where=variance > 0)
    return z, np.asarray(2 * ndtr(-np.abs(z)))


def emerging(z: npt.ArrayLike, standing_out: npt.ArrayLike, level: float = 0.05) -> list[Pattern]:
    """The class of each place, from its Gi* z-scores and whether each stood out.

    z             shape (n, t), oldest first, t >= 3
    standing_out  whether z is significant; shape (n, t). Hot: z above 0, cold: below
    level         of the trend's test
    Method        Mann-Kendall on Gi* and the eight classes each way of Esri's Emerging Hot Spot Analysis
                  (documentation of ArcGIS Pro, "How Emerging Hot Spot Analysis works"). A place that is
                  hot at the end is

                  new           hot for the first time
                  consecutive   hot without a break at the end and never before, in under 90 % of steps
                  intensifying  hot in 90 % of steps or more, z rising
                  persistent    the same, without a trend
                  diminishing   the same, z falling
                  oscillating   once cold, hot in under 90 % of steps
                  sporadic      hot now and then, never cold, in under 90 % of steps

                  and one that is not hot at the end but was in 90 % of steps is historical. Cold likewise.
    """
    scores, stands = np.asarray(z, dtype=float), np.asarray(standing_out, dtype=bool)
    if scores.shape != stands.shape:
        raise ValueError("z and standing_out must have one shape")
    trend, p = mann_kendall(scores)
    hot, cold = stands & (scores > 0), stands & (scores < 0)
    out = []
    for place in range(len(scores)):
        tendency = float(np.sign(trend[place])) if p[place] < level else 0.0
        kind, name, steps = "", "", 0
        for which, mine, other, sign in (("hot", hot, cold, 1.0), ("cold", cold, hot, -1.0)):
            found = _named(mine[place], other[place], tendency * sign)
            if found:
                kind, name, steps = which, found, int(mine[place].sum())
                break
        out.append(Pattern(kind, name, float(trend[place]), float(p[place]), steps))
    return out


def _named(mine: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_], tendency: float) -> str:
    """The class of one place's steps; tendency above 0: away from chance."""
    times, steps = len(mine), int(mine.sum())
    most = steps >= MOST * times
    if not mine[-1]:
        return "historical" if most else ""
    if steps == 1:
        return "new"
    if most:
        return "intensifying" if tendency > 0 else "diminishing" if tendency < 0 else "persistent"
    if mine[times - steps :].all():
        return "consecutive"
    return "oscillating" if other.any() else "sporadic"
