"""Forecasts of monthly counts as samples: our own, and the simple ones it has to beat.

Each takes history (units, months), oldest first, whole counts of at least one month; leads, how many
months after the last one to forecast, each >= 1; the number of samples a cell; and a random generator.
Each returns samples, shape (units, leads, samples). ValueError where history is empty or a lead below 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

DECAY = 4.0
"""Months after which the weight of a past month has fallen to 1/e."""
EVEN = 0.2
"""Share of the weight that is spread evenly over the months looked at."""
LONGEST = 36
"""Most past months looked at."""
SPREAD = ((6, 1.5), (10, 1.2))
"""Shape of the gamma factor, times the squared coefficient of variation, for leads up to 6 and 10 months."""
SPREAD_LATER = 1.0
"""The same for longer leads."""
STEADIEST = 1e-4
"""Least squared coefficient of variation of a place that is reckoned with."""
QUIET = 6
"""Months without a case after which what follows tells how often quiet ends."""


def recent_mixture(
    history: Array,
    leads: Sequence[int],
    samples: int,
    rng: np.random.Generator,
    *,
    panel: Array | None = None,
) -> Array:
    """Our forecaster: a recent month of the same place, likelier the newer, times a random factor.

    The factor is gamma distributed with mean 1, wider for longer leads and for places whose months differ
    more (its variance is proportional to their squared coefficient of variation); the product is rounded. A place
    without any case in the months looked at gets, as often as such quiet ended elsewhere in the panel,
    a count that followed quiet there; `panel` is the history of all units where only some are asked for.

    Sample k takes a month of about the same age for every unit and lead, so that adding up sample by
    sample keeps what units and months have in common; the gamma factors are independent of one another,
    and so are the counts of silent units.

    Method: a weighted empirical distribution, its weights those of exponential smoothing, smoothed by a
    gamma kernel (Chen, Probability density function estimation using gamma kernels, Annals of the
    Institute of Statistical Mathematics 52 (2000) 471-480). Differs from Chen in that the kernel grows
    with the count, the place's variation and the lead. How the constants were chosen:
    docs/explanation/forecasts.md.
    """
    _check(history, leads)
    recent = history[:, ::-1][:, :LONGEST]
    units, months = recent.shape
    weight = np.exp(-np.arange(months) / DECAY)
    weight = (1 - EVEN) * weight / weight.sum() + EVEN / months
    variation = _variation(recent, weight)[:, None]
    out = np.empty((units, len(leads), samples))
    silent = ~recent.any(axis=1)
    for number, lead in enumerate(leads):
        even = (np.arange(samples) + rng.random((units, 1))) / samples
        age = np.minimum(np.searchsorted(np.cumsum(weight), even), months - 1)
        shape = next((s for until, s in SPREAD if lead <= until), SPREAD_LATER)
        own = shape / variation
        factor = rng.gamma(own, 1 / own, (units, samples))
        out[:, number] = np.rint(np.take_along_axis(recent, age, axis=1) * factor)
        ended = _after_quiet(history if panel is None else panel, lead)
        if silent.any() and ended.any():
            out[silent, number] = rng.choice(ended, (int(silent.sum()), samples))
    return out


def last_months(
    history: Array, leads: Sequence[int], samples: int, rng: np.random.Generator, *, months: int = 12
) -> Array:
    """The last months of the same place, each as often as the next: the bar of the VIEWS challenge.

    Raises ValueError where history is shorter than `months`.
    """
    _check(history, leads, months)
    chosen = history[:, -months:][:, np.arange(samples) * months // samples]
    return np.repeat(chosen[:, None, :], len(leads), axis=1)


def poisson_of_last(history: Array, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Array:
    """Poisson's law with the last month's count as its mean, at every lead (a benchmark of the challenge)."""
    _check(history, leads)
    return rng.poisson(history[:, -1][:, None, None], (len(history), len(leads), samples)).astype(float)


def seasonal_naive(history: Array, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Array:
    """The same month of the last year known, plus a past change of the place for each year passed; not below 0.

    Method: Hyndman and Athanasopoulos, Forecasting: principles and practice, 3rd ed. (2021), sections
    5.2 and 5.5, with the empirical residuals instead of the normal law. Raises ValueError under 24 months.
    """
    _check(history, leads, 24)
    changes = history[:, 12:] - history[:, :-12]
    out = np.empty((len(history), len(leads), samples))
    for number, lead in enumerate(leads):
        total = np.repeat(history[:, history.shape[1] - 12 + (lead - 1) % 12][:, None], samples, axis=1)
        for _ in range(1 + (lead - 1) // 12):
            drawn = rng.integers(0, changes.shape[1], (len(history), samples))
            total = total + np.take_along_axis(changes, drawn, axis=1)
        out[:, number] = np.maximum(total, 0)
    return out


def _variation(recent: Array, weight: Array) -> Array:
    """Squared coefficient of variation of each unit's months, from STEADIEST to 1; shape (units,)."""
    mean = recent @ weight
    square = ((recent - mean[:, None]) ** 2) @ weight
    ratio = np.divide(square, mean**2, out=np.ones_like(mean), where=mean > 0)
    months = recent.shape[1]
    if months < QUIET:  # too few to tell: at least Poisson's variation, and that of the mean itself
        ratio = np.maximum(ratio, 2 * (1 + 1 / months) / np.maximum(mean, 1))
    return np.clip(ratio, STEADIEST, 1.0)


def _after_quiet(history: Array, lead: int) -> Array:
    """Counts `lead` months after QUIET months without a case, over the whole panel; shape (n,)."""
    found = [
        history[~history[:, start : start + QUIET].any(axis=1), start + QUIET + lead - 1]
        for start in range(history.shape[1] - QUIET - lead + 1)
    ]
    return np.concatenate(found) if found else np.empty(0)


def _check(history: Array, leads: Sequence[int], months: int = 1) -> None:
    if history.ndim != 2 or history.shape[1] < months:
        raise ValueError(f"needs {months} months or more of each place")
    if not leads or min(leads) < 1:
        raise ValueError("leads are 1 or more months after the last")
    if not (np.isfinite(history).all() and (history >= 0).all()):
        raise ValueError("counts are finite and not negative")
