"""What the two shares decide: the model run with each of them at its low, its own and its high value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.casualty_fit import refit
from almenara.analysis.methods.group_population import MECHANISMS, Network, start_sizes
from almenara.analysis.scenarios.ensemble import Ensemble, size_factor
from almenara.analysis.scenarios.fitted import Fitted

Floats = npt.NDArray[np.float64]

STEPS = ("low", "as_is", "high")
PAIRS = tuple(f"{casualties}_{arrests}" for casualties in STEPS for arrests in STEPS)
"""Names of the nine runs: the share of casualties first, that of arrests second."""
_EVERY = 8
"""Weeks between the points at which a run is fitted: deaths are a smooth curve."""


def by_share(
    tied: Network, best: Floats, deaths: Floats, weeks: Floats, varied: float
) -> tuple[Floats, Floats, Floats]:
    """Parameters with each share varied, in the order of PAIRS; and the factors on the two shares.

    best    rates and members at the start with the shares as they are, shape (5,)
    deaths  a week of that run, shape (weeks,); weeks  from the first of them, 0, on
    varied  by what part of itself a share is lower or higher
    Size at the start follows `size_factor`; recruitment and lethality are fitted anew to the deaths times the factor.
    Returns parameters, shape (5, 9), and two factors, shape (9,).
    """
    step = dict(zip(STEPS, (1 - varied, 1.0, 1 + varied), strict=True))
    deadly = np.array([step[c] for c in STEPS for _ in STEPS])
    jailed = np.array([step[a] for _ in STEPS for a in STEPS])
    scale = size_factor(deadly, jailed, float(deaths[0]), float(best[1]))
    parameters = best[:, None] * np.ones(len(PAIRS))
    parameters[1] *= jailed
    parameters[2] *= deadly / scale**2
    parameters[3] /= scale
    parameters[4] *= scale
    points = np.arange(0, len(weeks), _EVERY)
    targets = deaths[points][:, None] * deadly
    return refit(tied, targets, weeks[points], parameters), deadly, jailed


def nine(of: Fitted) -> Ensemble:
    """The day's fit with each share varied: nine draws without chance, every factor at the middle of its range."""
    weeks = np.arange(len(of.fit.modelled), dtype=np.float64)
    shares, tied = of.model.shares, of.ties.network
    parameters, deadly, jailed = by_share(tied, of.fit.parameters, of.fit.modelled, weeks, shares.varied)
    sizes = start_sizes(parameters[4], tied.size)
    ranks = np.full((len(MECHANISMS), len(PAIRS)), 0.5)
    return Ensemble(of, parameters[:4], sizes, shares.casualties * deadly, shares.arrests * jailed, ranks)
