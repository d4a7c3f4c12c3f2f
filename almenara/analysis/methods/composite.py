"""A composite of rates on one absolute scale, with what its own choices and gaps do to it.

A rate becomes a severity from 0 to 100 by four anchors, the rates at which it is 25, 50, 75 and 100. Severities
are weighted into a score, and LEVELS cut the score. As the anchors are rates and not ranks, a score means the
same in every place and year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv, ndtri

from almenara.analysis.methods.imputation import conditional, fit

Array = npt.NDArray[np.float64]
Uniforms = dict[str, Array]

NORMALISATIONS = ("linear", "log", "steps")
AGGREGATIONS = ("linear", "geometric")
LEVELS = np.array([25.0, 50.0, 75.0])
"""Scores from which the level is 2, 3 and 4."""
FLOOR = 20.0
"""Share of safety, in percent, that a geometric mean leaves to a severity of 100: one of zero would decide alone."""
CONCENTRATION = 20.0
"""Of the Dirichlet distribution around the weights: a weight of 0.2 varies with a standard deviation of 0.09."""
SPREAD = 25.0
"""Standard deviation of a severity about which nothing but the place's other severities is known."""
FEW = 8
"""An indicator known in fewer places than this tells nothing of its relation to the others."""
RIDGE = 0.05


@dataclass(frozen=True)
class Indicators:
    """What is known of each place by each indicator; nan where it is not.

    counts, exposure  shape (places, indicators); a rate is count / exposure, in the unit of the anchors
    before, earlier   the same of the earlier period, for an indicator that is a rise
    of                for a rise the column whose rate rises, -1 for a rate itself; shape (indicators,)
    anchors           rates at which severity is 25, 50, 75 and 100, rising; shape (indicators, 4)
    weights           positive, adding up to 1; shape (indicators,)
    doubt             standard deviation, on the log scale, of how much of the truth is recorded
    """

    counts: Array
    exposure: Array
    before: Array
    earlier: Array
    of: npt.NDArray[np.int64]
    anchors: Array
    weights: Array
    doubt: Array

    def __post_init__(self) -> None:
        rising = (np.diff(self.anchors, axis=1) > 0).all() and (self.anchors > 0).all()
        if not rising or (self.weights <= 0).any() or abs(self.weights.sum() - 1) > 1e-9:
            raise ValueError("anchors must rise from above 0, and weights be positive and add up to 1")

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Where there is a count; for a rise also the one before, and its rate; shape (places, indicators)."""
        has = ~np.isnan(self.counts) & (self.exposure > 0)
        had = ~np.isnan(self.before) & (self.earlier > 0)
        return np.asarray(has & ((self.of < 0) | (had & has[:, np.maximum(self.of, 0)])))

    def at(self, places: npt.NDArray[np.int64]) -> Indicators:
        """The same for some of the places."""
        rows = ("counts", "exposure", "before", "earlier")
        return replace(self, **{name: getattr(self, name)[places] for name in rows})


def uniforms(draws: int, shape: tuple[int, ...], seed: int) -> Uniforms:
    """Independent numbers in (0, 1) for every choice and chance, by what they decide; draws on the first axis.

    shape  numbers of places and of indicators
    Each kind has its own stream, so that taking an indicator's evidence away changes nothing else.
    """
    cells = (draws, *shape)
    shapes: dict[str, tuple[int, ...]] = {
        "normalisation": (draws,), "aggregation": (draws,), "weights": (draws, shape[1]),
        "counts": (2, *cells), "recording": cells, "missing": cells,
    }  # fmt: skip
    made = {
        name: np.clip(np.random.default_rng([seed, n]).random(size), 1e-9, 1 - 1e-9)
        for n, (name, size) in enumerate(shapes.items())
    }
    return made | {"counts": np.moveaxis(made["counts"], 0, 1)}


def severity(rates: npt.ArrayLike, anchors: npt.ArrayLike, normalisation: str) -> Array:
    """Severities in [0, 100] of rates, the last axis being that of indicators; nan stays nan.

    linear  straight between 0 and the anchors; below the first anchor all three but `steps` agree
    log     straight in the logarithm of the rate between the anchors: a doubling weighs the same anywhere
    steps   the middle of the class: 12.5, 37.5, 62.5, 87.5
    Method  OECD and JRC, Handbook on Constructing Composite Indicators (2008), section 5: distance to a
            reference, its logarithmic variant, and categorical scale
    """
    values, marks = np.asarray(rates, dtype=float), np.asarray(anchors, dtype=float)
    out = np.empty_like(values)
    for i, edges in enumerate(marks):
        x = values[..., i]
        if normalisation == "steps":
            out[..., i] = np.where(np.isnan(x), np.nan, 12.5 + 25 * np.searchsorted(edges[:3], x, "right"))
        elif normalisation == "linear":
            out[..., i] = np.interp(x, [0, *edges], [0, 25, 50, 75, 100])
        else:
            low = np.clip(x / edges[0], 0, 1) * 25
            bent = np.interp(np.log(np.maximum(x, edges[0])), np.log(edges), [25, 50, 75, 100])
            out[..., i] = np.where(x < edges[0], low, bent)
    return out


def aggregate(severities: Array, weights: Array, aggregation: str) -> Array:
    """Scores in [0, 100]: weighted means of severities over the last axis.

    linear     severities make up for each other in full
    geometric  the weighted geometric mean is taken of safety, 100 less severity, kept above FLOOR: being
               safe in one respect makes up less and less for danger in another, so never below `linear`
    Method     OECD and JRC (2008), section 6: linear and geometric aggregation, compensability
    """
    if aggregation == "linear":
        return np.asarray((severities * weights).sum(axis=-1))
    share = (100 - FLOOR) / 100
    safety = FLOOR + share * (100 - severities)
    mean = np.exp((np.log(safety) * weights).sum(axis=-1))
    return np.asarray(100 - (mean - FLOOR) / share)


def level_of(scores: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Level 1 to 4 of scores."""
    return np.asarray(1 + np.searchsorted(LEVELS, np.asarray(scores), "right"), dtype=np.int64)


def draw_rates(held: Indicators, chance: Uniforms) -> Array:
    """Rates as they may be, given the counts: shape (draws, places, indicators), nan where nothing is known.

    A count is taken as Poisson, with a gamma prior on its rate (`prior`); `doubt` multiplies the rate by a
    lognormal factor. A rise shares both chance and factor with its rate.
    """
    recorded = np.exp(held.doubt * ndtri(chance["recording"]))
    out = np.full(recorded.shape, np.nan)
    for i in np.flatnonzero(held.of < 0):
        out[..., i] = _posterior(held.counts[:, i], held.exposure[:, i], chance["counts"][:, 0, :, i])
    out *= recorded
    for i in np.flatnonzero(held.of >= 0):
        parent = int(held.of[i])
        now = _posterior(held.counts[:, i], held.exposure[:, i], chance["counts"][:, 0, :, parent])
        past = _posterior(held.before[:, i], held.earlier[:, i], chance["counts"][:, 1, :, i])
        out[..., i] = (now - past) * recorded[..., parent]
    return np.asarray(np.where(held.known, out, np.nan))


def _posterior(counts: Array, exposure: Array, chance: Array) -> Array:
    shape, rate = prior(counts, exposure)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(gammaincinv(np.nan_to_num(counts) + shape, chance) / (exposure + rate))


def prior(counts: Array, exposure: Array) -> tuple[float, float]:
    """Shape and rate of a gamma prior for the rates of places, fitted to their counts; nan counts are passed over.

    Where too few places are known, or they differ no more than chance makes them, Jeffreys' prior (1/2, 0).
    Method: moments, Marshall, Journal of the Royal Statistical Society C 40 (1991) 283-294: small places are
    drawn to the mean of all, large ones stand by their own count.
    """
    known = ~np.isnan(counts) & (exposure > 0)
    if known.sum() < FEW or not counts[known].sum():
        return 0.5, 0.0
    cases, people = counts[known], exposure[known]
    mean = cases.sum() / people.sum()
    spread = (people * (cases / people - mean) ** 2).sum() / people.sum() - mean / people.mean()
    return (float(mean**2 / spread), float(mean / spread)) if spread > 0 else (0.5, 0.0)


def draw_weights(weights: Array, chance: Array) -> Array:
    """Weights about the declared ones, shape (draws, indicators): Dirichlet(CONCENTRATION x weights)."""
    parts = np.maximum(gammaincinv(CONCENTRATION * weights, chance), 1e-12)
    return np.asarray(parts / parts.sum(axis=-1, keepdims=True))


def draw_severities(rates: Array, anchors: Array, chance: Uniforms) -> Array:
    """Severities of drawn rates, each draw by its own normalisation; nan where nothing is known.

    rates  shape (draws, places, indicators); anchors as in Indicators, of these indicators
    """
    out = np.empty_like(rates)
    kind = np.minimum((chance["normalisation"] * len(NORMALISATIONS)).astype(int), len(NORMALISATIONS) - 1)
    for n, name in enumerate(NORMALISATIONS):
        out[kind == n] = severity(rates[kind == n], anchors, name)
    return out


def fill(severities: Array, held: Indicators, chance: Array) -> Array:
    """Missing severities drawn given the place's known ones; what is known stays.

    By the joint normal distribution of the indicators over the places (Handbook, section 3); an indicator
    known in fewer than FEW places is drawn about the mean of the place's own severities, SPREAD wide.
    """
    known, out = held.known, severities.copy()
    joined = known.sum(axis=0) >= FEW
    noise = ndtri(chance)
    if joined.any():
        central = np.where(known, np.nanmean(np.where(known, severities, 0.0), axis=0), np.nan)
        joint = fit(central[known[:, joined].any(axis=1)][:, joined], RIDGE)
        for pattern in np.unique(known[:, joined], axis=0):
            rows = np.flatnonzero((known[:, joined] == pattern).all(axis=1))
            gaps = np.flatnonzero(joined)[~pattern]
            if not len(gaps) or not pattern.any():
                continue
            slopes, left = conditional(joint, ~pattern)
            apart = severities[:, rows][:, :, np.flatnonzero(joined)[pattern]] - joint.mean[pattern]
            roots = np.linalg.cholesky(left + 1e-6 * np.eye(len(left)))
            drawn = joint.mean[~pattern] + apart @ slopes.T + noise[:, rows][:, :, gaps] @ roots.T
            out[np.ix_(np.arange(len(out)), rows, gaps)] = np.clip(drawn, 0, 100)
    own = np.where(known, severities, 0.0) @ held.weights / np.maximum(known @ held.weights, 1e-12)
    guess = np.clip(np.where(known.any(axis=1), own, 50.0)[..., None] + SPREAD * noise, 0, 100)
    return np.asarray(np.where(np.isnan(out), guess, out))


@dataclass(frozen=True)
class Choices:
    """How each draw makes a score: its weights (draws, indicators), and whether it adds up in a linear way (draws,)."""

    weights: Array
    linear: npt.NDArray[np.bool_]


def draw_choices(held: Indicators, chance: Uniforms) -> Choices:
    """Weights about the declared ones, and either aggregation with the same probability."""
    return Choices(draw_weights(held.weights, chance["weights"]), chance["aggregation"] < 0.5)


def combine(severities: Array, choices: Choices) -> Array:
    """Scores of severities without gaps, each draw with its own weights and aggregation; shape (draws, places)."""
    out = np.empty(severities.shape[:-1])
    for name, rows in (("linear", choices.linear), ("geometric", ~choices.linear)):
        out[rows] = aggregate(severities[rows], choices.weights[rows][:, None, :], name)
    return out


@dataclass(frozen=True)
class Drawn:
    """Everything drawn for one rating.

    rates       shape (draws, places, indicators), nan where nothing is known
    severities  the same; `full` with what is missing drawn by `fill`
    """

    chance: Uniforms
    rates: Array
    severities: Array
    full: Array
    choices: Choices


def draw(held: Indicators, chance: Uniforms) -> Drawn:
    """Rates, severities, what is missing, and choices of each draw."""
    rates = draw_rates(held, chance)
    severities = draw_severities(rates, held.anchors, chance)
    full = fill(severities, held, chance["missing"])
    return Drawn(chance, rates, severities, full, draw_choices(held, chance))


def scores(held: Indicators, chance: Uniforms) -> Array:
    """Scores, shape (draws, places)."""
    drawn = draw(held, chance)
    return combine(drawn.full, drawn.choices)
