"""The forecaster of Almenara and the baselines it is measured against, drawn in blocks of units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods import count_forecasts, error_paths
from almenara.analysis.methods.automatic import automatic

Array = npt.NDArray[np.float64]
Forecaster = Callable[..., Array]
Baselines = Literal["none", "simple", "all"]

SAMPLES = 1_000
OURS = "almenara"
SIMPLE: dict[str, tuple[int, Forecaster]] = {
    "last 12 months": (12, count_forecasts.last_months),
    "last 24 months": (24, partial(count_forecasts.last_months, months=24)),
    "Poisson of the last month": (1, count_forecasts.poisson_of_last),
    "seasonal naive": (24, count_forecasts.seasonal_naive),
}
"""Baselines that are quick, each with the months of history that it needs."""
FITTED = {"AutoETS": 12, "AutoARIMA": 12}
"""Baselines that fit a model to each unit, slowly."""
A_MINUTE = 10_000
"""Months of history, over all units that vary, which they go through in about half a minute on two processors."""
TOGETHER = 256
"""Units worked on at once, so that memory does not grow with the panel."""


def chosen(history: Array, asked: Baselines | None) -> tuple[list[str], dict[str, str]]:
    """Names of the forecasters to use, ours first, and why others are left out.

    asked  none, simple or all; where not said, all that take no more than about a minute
    """
    months = history.shape[1]
    names, left_out = [OURS], {}
    for name, needs in {**{n: needs for n, (needs, _) in SIMPLE.items()}, **FITTED}.items():
        if asked == "none" or (asked == "simple" and name in FITTED):
            continue
        varied = int((history != history[:, :1]).any(axis=1).sum())
        if months < needs:
            left_out[name] = f"needs {needs} months of history, the panel has {months}"
        elif asked is None and name in FITTED and varied * months > A_MINUTE:
            left_out[name] = f"takes minutes or hours on {varied:,} units; --baselines all asks for it"
        else:
            names.append(name)
    return names, left_out


def drawn(
    name: str, history: Array, leads: Sequence[int], seed: int, progress: Callable[[int], None] | None = None
) -> Iterator[tuple[slice, Array]]:
    """Samples of some units at a time; each forecaster and block has its own stream of the seed."""
    order = [OURS, *SIMPLE, *FITTED]
    if name in FITTED:
        everything = automatic(name, history, leads, SAMPLES, progress)
        for where in blocks(len(history)):
            yield where, everything[where]
        return
    for where in blocks(len(history)):
        rng = np.random.default_rng([seed, order.index(name), where.start])
        if name == OURS:
            yield where, error_paths.pooled(history[where], leads, SAMPLES, rng, panel=history)
        else:
            yield where, SIMPLE[name][1](history[where], leads, SAMPLES, rng)


def blocks(units: int) -> list[slice]:
    """Units in blocks that are worked on at once."""
    return [slice(start, min(start + TOGETHER, units)) for start in range(0, units, TOGETHER)]
