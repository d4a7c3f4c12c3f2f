"""Our forecaster of monthly counts: half recent months of the same place, half its past errors, as paths.

Shapes as in almenara.analysis.methods.count_forecasts: history (units, months), samples (units, leads,
samples).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods import count_forecasts

Array = npt.NDArray[np.float64]

DECAY = 2.5
"""Months after which the weight of a past month in the level has fallen to 1/e."""
ADDED = 1.0
"""Added to counts before their logarithm is taken."""
WARM_UP = 12
"""Months before the first level that an error is measured from."""
LONGEST = 180
"""Most past months that errors are measured from."""
SHARE = 0.5
"""Share of the samples that are error paths, where there are ENOUGH months to measure errors from."""
ENOUGH = 60


def pooled(
    history: Array,
    leads: Sequence[int],
    samples: int,
    rng: np.random.Generator,
    *,
    panel: Array | None = None,
) -> Array:
    """Our forecaster: samples of count_forecasts.recent_mixture first, then error paths.

    Half the samples are error paths where the history is long; in proportion fewer where it holds less
    than ENOUGH months to measure whole paths from, none under WARM_UP months more than the longest lead.
    Sample k is drawn alike for every unit and lead, in whatever blocks the units are handed over, so
    sums over units and months, sample by sample, are samples of the sums.

    Raises   ValueError as recent_mixture; `panel` is as there

    Method: a linear pool of two predictive distributions (Stone, The opinion pool, Annals of
    Mathematical Statistics 32 (1961) 1339-1342).
    """
    share = SHARE * min(1.0, origins(history.shape[1], leads).size / ENOUGH) if leads else 0.0
    paths = round(share * samples)
    parts = [count_forecasts.recent_mixture(history, leads, samples - paths, rng, panel=panel)]
    if paths:
        parts.append(error_paths(history, leads, paths))
    return np.concatenate(parts, axis=-1)


def error_paths(history: Array, leads: Sequence[int], samples: int) -> Array:
    """The level of the place, moved as it once moved away from an earlier level, up as often as down.

    A sample takes one past month, the same for every unit and lead: the errors made from there, on the
    logarithmic scale, are added to today's level for an even sample and taken from it for an odd one, and the
    result is rounded. So units and months keep what they had in common, in size and in length; a past
    rise foretells no further rise. Nothing is random.

    samples  how many; past months come equally often
    Raises   ValueError where history holds no month to measure a whole path from

    Method: errors of past forecasts instead of an assumed law (Williams and Goodman, A simple method for
    the construction of empirical confidence limits for economic forecasts, Journal of the American
    Statistical Association 66 (1971) 752-754), kept together over series and leads as in the Schaake
    shuffle (Clark et al., Journal of Hydrometeorology 5 (2004) 243-262). Differs in the change of sign.
    """
    start = origins(history.shape[1], leads)
    if not start.size:
        raise ValueError(f"needs more than {WARM_UP + max(leads)} months of each place")
    logs = np.log(history + ADDED)
    level = np.log(_level(history) + ADDED)
    chosen = start[np.arange(samples) * start.size // samples]
    sign = np.where(np.arange(samples) % 2 == 0, 1.0, -1.0)
    out = np.empty((len(history), len(leads), samples))
    for number, lead in enumerate(leads):
        error = logs[:, chosen + lead] - level[:, chosen]
        out[:, number] = np.exp(level[:, -1:] + sign * error) - ADDED
    return np.maximum(np.rint(out), 0)


def origins(months: int, leads: Sequence[int]) -> npt.NDArray[np.int_]:
    """Past months from which every lead is known; positions in the history, oldest first."""
    return np.arange(max(WARM_UP, months - max(leads) - LONGEST), months - max(leads))


def _level(history: Array) -> Array:
    """Exponentially weighted mean of each month and those before; same shape."""
    step = 1 - np.exp(-1 / DECAY)
    level = np.empty_like(history)
    now = history[:, :6].mean(axis=1)
    for month in range(history.shape[1]):
        now = now + step * (history[:, month] - now)
        level[:, month] = now
    return level
