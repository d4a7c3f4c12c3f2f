"""Is this count higher than the last few? EARS C1, C2 and C3, for series with a short past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from scipy import special

Array = npt.NDArray[np.float64]

GUARD = {"C1": 0, "C2": 2, "C3": 2}  # moments between the baseline and the current one
ALPHA = {"C1": 0.001, "C2": 0.001, "C3": 0.025}


@dataclass(frozen=True)
class Watch:
    """What each moment that was watched gave; arrays of shape (series, moments).

    alarm  whether the count is above the bound
    upper  bound; not a number where a count that it needs is missing
    """

    alarm: npt.NDArray[np.bool_]
    upper: Array


def ears(
    counts: npt.ArrayLike,
    method: str = "C1",
    start: int | None = None,
    baseline: int = 7,
    alpha: float | None = None,
    least_deviation: float = 0.0,
) -> Watch:
    """Watch series of counts from `start` to their end.

    counts           one series a row, shape (series, moments) or (moments,); not a number is a gap
    method           "C1": mean and deviation of the moments just before; "C2": with two moments between; "C3":
                     as C2, and exceedances of the two moments before lower the bound
    start            first moment watched, counted from 0; without it, the first with a full past
    baseline         moments in the mean, at least 3
    alpha            one-sided; without it 0.001, and 0.025 for C3
    least_deviation  a smaller standard deviation counts as this; at 0, a baseline without variation gives C1
                     and C2 a bound at its mean, and may leave C3 without a bound
    Returns          a Watch of shape (series, moments - start); for one series (moments - start,)
    Raises           ValueError for an unknown method, a past that is too short, or settings out of range

    Method: Hutwagner, Thompson, Seeman and Treadwell, The bioterrorism preparedness and response Early
    Aberration Reporting System (EARS), Journal of Urban Health 80 (2003) i89-i96; Fricker, Hegler and Dunfee,
    Statistics in Medicine 27 (2008) 3407-3429. Computed as earsC of R's surveillance 1.20.3 does.
    """
    if method not in GUARD:
        raise ValueError(f'method is one of {", ".join(GUARD)}, not "{method}"')
    level = ALPHA[method] if alpha is None else alpha
    if baseline < 3 or least_deviation < 0 or not 0 < level < 1:
        raise ValueError("baseline is at least 3, least_deviation at least 0, and alpha between 0 and 1")
    table = np.asarray(counts, dtype=float)
    single = table.ndim == 1
    table = np.atleast_2d(table)
    if np.isinf(table).any() or (table < 0).any():
        raise ValueError("counts can't be negative or infinite")
    extra = 2 if method == "C3" else 0  # C3 needs the exceedances of the two moments before
    first = baseline + GUARD[method] + extra
    begin = first if start is None else start
    if not first <= begin < table.shape[-1]:
        raise ValueError(
            f"{method} needs {first} moments before the first one watched: a start from {first} to "
            f"{table.shape[-1] - 1}, not {begin}"
        )
    z = float(special.ndtri(1 - level))
    oldest = begin - extra - GUARD[method] - baseline
    past = sliding_window_view(table[:, oldest : table.shape[1] - GUARD[method] - 1], baseline, axis=1)
    mean = past.mean(axis=2)
    deviation = np.maximum(past.std(axis=2, ddof=1), least_deviation)
    now = table[:, begin:]
    if method == "C3":
        with np.errstate(divide="ignore", invalid="ignore"):
            excess = np.maximum((table[:, begin - extra :] - mean) / deviation - 1, 0)
            upper = now + deviation[:, 2:] * (z - (excess[:, :-2] + excess[:, 1:-1]))
        upper = np.maximum(upper, 0)
    else:
        upper = mean + z * deviation
    alarm = now > upper
    return Watch(alarm[0], upper[0]) if single else Watch(alarm, upper)
