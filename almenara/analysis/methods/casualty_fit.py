"""Fits the population of armed groups to counted casualties, and says how far the fit may be off.

The objective is the one that the authors of the model published with it (R. Prieto-Curiel and others, Science 381,
2023; their repository): squared differences, week by week, between deaths in the model and a natural cubic spline
through yearly casualties divided by 52, of which a share counts as members. It is minimised in a box by L-BFGS-B
(Byrd, Lu, Nocedal and Zhu 1995). Yearly casualties hold less than five parameters: what the objective cannot tell
apart, the box decides, and an ensemble must draw it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicSpline
from scipy.optimize import Bounds, minimize

from almenara.analysis.methods.group_population import Network, run, start_sizes

Floats = npt.NDArray[np.float64]

WEEKS = 52
"""Weeks of a year, as the published objective counts them."""
_STEP = 1e-5
"""Relative step of the differences by which slopes are told."""


def weekly(first: int, yearly: Floats) -> Floats:
    """Casualties a week from those of years: a natural cubic spline with a knot at each year's number.

    first   the first year; yearly, shape (years, …)
    Returns 52 values a year, from the first year's knot to one year after the last, where the spline goes on
    straight, shape (52 * years, …). Raises ValueError for fewer than three years.
    """
    years = len(yearly)
    if years < 3:
        raise ValueError(f"a spline needs three years, and there are {years}")
    knots = first + np.arange(years, dtype=np.float64)
    spline = CubicSpline(knots, yearly / WEEKS, bc_type="natural")
    times = np.linspace(first, first + years, WEEKS * years)
    beyond = np.maximum(times - knots[-1], 0.0).reshape(-1, *[1] * (yearly.ndim - 1))
    inside = spline(np.minimum(times, knots[-1]))
    return np.asarray(inside + beyond * spline(knots[-1], 1))


def deaths(tied: Network, parameters: Floats, weeks: Floats, sizes: Floats | None = None) -> Floats:
    """Deaths a week in the model; parameters are the four rates and the members at the start, shape (5, draws).

    weeks  since the start, the first of them 0
    sizes  of the groups at the start, shape (groups, draws); the power law's means where not given
    Returns shape (weeks, draws).
    """
    start = start_sizes(parameters[4], tied.size) if sizes is None else sizes
    return run(tied, start, parameters[:4], weeks).flows[:, 2]


@dataclass(frozen=True)
class Fit:
    """What minimises the objective.

    parameters  rates and members at the start, shape (5,)
    modelled    deaths a week, shape (weeks,)
    error       root of the mean squared difference, deaths a week
    at_edge     which parameters lie on an edge of the box, shape (5,)
    """

    parameters: Floats
    modelled: Floats
    error: float
    at_edge: npt.NDArray[np.bool_]


def fit(tied: Network, target: Floats, low: Floats, high: Floats, start: Floats) -> Fit:
    """Minimise the objective in the box by L-BFGS-B; slopes are differences, all runs of one slope at once.

    target            deaths a week, shape (weeks,)
    low, high, start  shape (5,)
    """
    weeks = np.arange(len(target), dtype=np.float64)
    shifts = np.concatenate([np.zeros((5, 1)), _STEP * np.eye(5)], axis=1)

    def objective(scaled: Floats) -> tuple[float, Floats]:
        found = deaths(tied, start[:, None] * (scaled[:, None] + shifts), weeks)
        squares = ((found - target[:, None]) ** 2).mean(axis=0)
        return float(squares[0]), (squares[1:] - squares[0]) / _STEP

    found = minimize(
        objective, np.ones(5), jac=True, method="L-BFGS-B", bounds=Bounds(low / start, high / start),
        options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-9},
    )  # fmt: skip
    parameters = np.clip(found.x * start, low, high)
    modelled = deaths(tied, parameters[:, None], weeks)[:, 0]
    near = 1e-6 * (high - low)
    edge = (parameters - low <= near) | (high - parameters <= near)
    return Fit(parameters, modelled, float(np.sqrt(((modelled - target) ** 2).mean())), edge)


def refit(
    tied: Network,
    targets: Floats,
    weeks: Floats,
    parameters: Floats,
    sizes: Floats | None = None,
    rounds: int = 3,
) -> Floats:
    """Recruitment and lethality fitted anew for every draw, all else held: Gauss and Newton, on logarithms.

    targets     deaths a week of each draw in `weeks`, the first of which is 0; shape (weeks, draws)
    parameters  of each draw, the first and third only to begin with; shape (5, draws)
    sizes       of the groups at the start, as deaths
    Returns parameters, shape (5, draws). Level and slope of the casualties tell these two; the rest of the
    five they do not tell.
    """
    found, draws = parameters.copy(), parameters.shape[1]
    tripled = None if sizes is None else np.tile(sizes, 3)
    for _ in range(rounds):
        shifted = np.tile(found, 3)
        shifted[0, draws : 2 * draws] *= 1 + _STEP
        shifted[2, 2 * draws :] *= 1 + _STEP
        now, more, deadlier = np.split(deaths(tied, shifted, weeks, tripled), 3, axis=1)
        by = np.stack([(more - now) / _STEP, (deadlier - now) / _STEP])
        gram = np.einsum("awd,bwd->dab", by, by)
        slope = np.einsum("awd,wd->da", by, targets - now)
        step = np.clip(np.linalg.solve(gram, slope[..., None])[..., 0], -0.5, 0.5)
        found[0] *= np.exp(step[:, 0])
        found[2] *= np.exp(step[:, 1])
    return found
