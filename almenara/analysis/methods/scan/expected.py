"""Cases expected where risk is the same everywhere: person-time and indirect standardisation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def person_days(population: npt.ArrayLike, counted: npt.ArrayLike, edges: npt.ArrayLike) -> Floats:
    """Days lived in each interval by a population that was counted on some days.

    population  people by place (and any further axes) and day of counting; shape (..., d), >= 0
    counted     days of counting as numbers, rising; shape (d,)
    edges       first day of each interval, and the day after the last; shape (t + 1,)
    Returns     shape (..., t)
    Raises      ValueError where days do not rise or shapes do not agree
    Method      the population changes in a straight line between counts and is level before the first
                and after the last, as in SaTScan's user guide; the line is integrated exactly.
    """
    people = np.asarray(population, dtype=float)
    days = np.asarray(counted, dtype=float)
    cuts = np.asarray(edges, dtype=float)
    if people.shape[-1] != len(days) or (np.diff(days) <= 0).any() or (np.diff(cuts) <= 0).any():
        raise ValueError("days must rise, with one population for each day of counting")
    knots = np.unique(np.concatenate([cuts, days[(days > cuts[0]) & (days < cuts[-1])]]))
    lengths, middles = np.diff(knots), (knots[1:] + knots[:-1]) / 2
    shares = np.stack([np.interp(middles, days, row) for row in np.eye(len(days))])
    interval = np.searchsorted(cuts, middles, side="right") - 1
    weights = np.zeros((len(days), len(cuts) - 1))
    np.add.at(weights.T, interval, (shares * lengths).T)
    return np.asarray(people @ weights, dtype=float)


def standardised(exposure: npt.ArrayLike, cases: npt.ArrayLike) -> Floats:
    """Expected cases by place and time when each stratum has its rate of the whole study everywhere.

    exposure  person-time by stratum, place and time; shape (s, n, t), >= 0
    cases     cases by stratum in the whole study; shape (s,)
    Returns   shape (n, t); adds up to the number of cases
    Raises    ValueError where a stratum has cases but no exposure
    Method    indirect standardisation (Kulldorff, Feuer, Miller and Freedman, Breast cancer clusters in
              the Northeast United States, American Journal of Epidemiology 146 (1997)).
    """
    people = np.asarray(exposure, dtype=float)
    counts = np.asarray(cases, dtype=float)
    whole = people.sum(axis=(1, 2))
    if ((whole <= 0) & (counts > 0)).any():
        raise ValueError(f"stratum {int(np.argmax((whole <= 0) & (counts > 0)))} has cases but no population")
    rates = np.divide(counts, whole, out=np.zeros_like(counts), where=whole > 0)
    return np.asarray(np.tensordot(rates, people, axes=1), dtype=float)
