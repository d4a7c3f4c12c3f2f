"""What an uncertain result owes to each of its uncertain inputs: variance shares, first-order and total."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Inputs = Mapping[str, Array]


@dataclass(frozen=True)
class Shares:
    """Of each input (or group of inputs) the share of the result's variance, shape as the result's.

    first  what would go away if the input were known, on average
    total  what would remain if all others were known: with every interaction it takes part in
    """

    first: dict[str, Array]
    total: dict[str, Array]
    variance: Array


def variance_shares(model: Callable[[Inputs], Array], one: Inputs, other: Inputs) -> Shares:
    """Variance-based sensitivity by groups of inputs.

    model       takes inputs by name, each with draws on its first axis, and gives results (draws, …)
    one, other  two independent sets of draws of the same inputs; a name may stand for an array of many
    Returns     shares per result, nan where the result does not vary; they may leave [0, 1] by sampling error
    Cost        the model is run len(inputs) + 2 times

    Method: first-order indices by Saltelli et al., Computer Physics Communications 181 (2010) 259-270, table 2
    (b); total indices by Jansen, Computer Physics Communications 117 (1999) 35-43, in the form of the same
    table (f). Groups of inputs as in Saltelli et al., Global Sensitivity Analysis: The Primer (2008), 1.2.15.
    """
    here, there = model(one), model(other)
    variance = np.concatenate([here, there]).var(axis=0)
    safe = np.where(variance > 1e-12, variance, np.nan)
    middle = np.concatenate([here, there]).mean(axis=0)  # taken off, or the result's size would add noise
    first, total = {}, {}
    for name in one:
        mixed = model({**one, name: other[name]})
        first[name] = np.asarray(((there - middle) * (mixed - here)).mean(axis=0) / safe)
        total[name] = np.asarray(((here - mixed) ** 2).mean(axis=0) / (2 * safe))
    return Shares(first, total, variance)
