"""Is this count higher than the last few? EARS C1, C2 and C3, for series with a short past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from scipy import special

Array = npt.NDArray[np.float64]

GUARD = {"C1": 0, "C2": 2, "C3": 2}  # steps between the baseline and the current one
ALPHA = {"C1": 0.001, "C2": 0.001, "C3": 0.025}


@dataclass(frozen=True)
class Watch:
    """What each time step that was watched gave; arrays of shape (series, steps).

    alarm  whether the count is above the bound
    upper  bound; not a number where a count that it needs is missing
    mean   of the baseline
    p      probability of such a count or a higher one, were it one more of the baseline's. Not part of EARS;
           the bound does not use it
    """

    alarm: npt.NDArray[np.bool_]
    upper: Array
    mean: Array
    p: Array


def ears(
    counts: npt.ArrayLike,
    method: str = "C1",
    start: int | None = None,
    baseline: int = 7,
    alpha: float | None = None,
    least_deviation: float = 0.0,
) -> Watch:
    """Watch series of counts from `start` to their end.

    counts           one series a row, shape (series, steps) or (steps,); not a number is a gap
    method           "C1": mean and deviation of the steps just before; "C2": with two steps between; "C3":
                     as C2, and exceedances of the two steps before lower the bound
    start            first step watched, counted from 0; without it, the first with a full past
    baseline         steps in the mean, at least 3
    alpha            one-sided; without it 0.001, and 0.025 for C3
    least_deviation  a smaller standard deviation counts as this; at 0, a baseline without variation gives C1
                     and C2 a bound at its mean, and may leave C3 without a bound
    Returns          a Watch of shape (series, steps - start); for one series (steps - start,)
    Raises           ValueError for an unknown method, a past that is too short, or settings out of range

    Method: Hutwagner, Thompson, Seeman and Treadwell, The bioterrorism preparedness and response Early
    Aberration Reporting System (EARS), Journal of Urban Health 80 (2003) i89-i96; Fricker, Hegler and Dunfee,
    Statistics in Medicine 27 (2008) 3407-3429. Computed as earsC of R's surveillance 1.20.3 does. The
    p-values: of square roots of counts + 3/8, whose deviation is 1/2 by Poisson's law (Anscombe, Biometrika 35
    (1948) 246-254) and is taken as no smaller, by Student's t with baseline - 1 degrees of freedom for a new
    observation (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, section 3.2), continuity corrected.
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
    extra = 2 if method == "C3" else 0  # C3 needs the exceedances of the two steps before
    first = baseline + GUARD[method] + extra
    begin = first if start is None else start
    if not first <= begin < table.shape[-1]:
        raise ValueError(
            f"{method} needs {first} steps before the first one watched: a start from {first} to "
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
    roots = np.sqrt(past[:, extra:] + 3 / 8)
    spread = np.maximum(roots.std(axis=2, ddof=1), 0.5) * np.sqrt(1 + 1 / baseline)
    distance = (np.sqrt(np.maximum(now - 0.5, 0) + 3 / 8) - roots.mean(axis=2)) / spread
    found = (now > upper, upper, mean[:, extra:], special.stdtr(baseline - 1, -distance))
    return Watch(*(values[0] for values in found)) if single else Watch(*found)
