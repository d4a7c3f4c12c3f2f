"""Places rated by a composite: score, level and rank with their uncertainty, shares, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.composite import (
    Drawn,
    Indicators,
    combine,
    draw,
    draw_severities,
    level_of,
    scores,
    uniforms,
)
from almenara.analysis.methods.sensitivity import Shares, variance_shares

Array = npt.NDArray[np.float64]
WORST = 5
"""The probability of being among the worst is told of this many places."""
MOST = 8.0
"""A rise of a rate to more than this many times itself is no answer to what would change a level."""


@dataclass(frozen=True)
class Rated:
    """Ratings of places; every array has places on its first axis.

    score      median of the draws, 0 to 100
    low, high  90 % interval; its ends put each missing indicator at 0 and at 100, so that less evidence
               widens it on both sides
    level      of the median score; low_level and high_level of the interval's ends
    chance     probability of each level, shape (places, 4)
    rank       median rank, 1 the worst; low_rank and high_rank the 90 % interval
    among      probability of being among the WORST
    severity   mean severity by indicator, with what is drawn for the missing, shape (places, indicators)
    share      what each indicator gives to the score at the declared weights, adding up to 1 over the known
    """

    score: Array
    low: Array
    high: Array
    level: npt.NDArray[np.int64]
    low_level: npt.NDArray[np.int64]
    high_level: npt.NDArray[np.int64]
    chance: Array
    rank: Array
    low_rank: Array
    high_rank: Array
    among: Array
    severity: Array
    share: Array


def drawn_for(held: Indicators, draws: int = 1000, seed: int = 0) -> Drawn:
    """What a rating is drawn from; the same seed gives the same."""
    return draw(held, uniforms(draws, held.counts.shape, seed))


def rate(held: Indicators, drawn: Drawn) -> Rated:
    """Rate places by Monte Carlo over counts, recording, gaps, normalisation, weights and aggregation.

    drawn   of the same indicators, by `drawn_for`
    Method  OECD and JRC (2008), section 7: uncertainty analysis; Saisana, Saltelli and Tarantola, Journal of
            the Royal Statistical Society A 168 (2005) 307-323. Bounds for what is missing as in Manski,
            Partial Identification of Probability Distributions (2003).
    """
    made = combine(drawn.full, drawn.choices)
    least = combine(np.where(held.known, drawn.severities, 0.0), drawn.choices)
    most = combine(np.where(held.known, drawn.severities, 100.0), drawn.choices)
    low, high = np.quantile(least, 0.05, axis=0), np.quantile(most, 0.95, axis=0)
    levels = level_of(made)
    # classes and the ends of the scale make ties: the rates themselves break them
    finer = np.log1p(np.maximum(np.nan_to_num(drawn.rates), 0.0)) @ held.weights
    ranks = ranked(-made - 1e-6 * finer)
    mean = drawn.full.mean(axis=0)
    given = np.where(held.known, mean, 0.0) * held.weights
    score = np.median(made, axis=0)
    return Rated(
        score, low, high, level_of(score), level_of(low), level_of(high),
        np.stack([(levels == n).mean(axis=0) for n in range(1, 5)], axis=1),
        np.median(ranks, axis=0), np.quantile(ranks, 0.05, axis=0, method="lower"),
        np.quantile(ranks, 0.95, axis=0, method="higher"),
        (ranks <= WORST).mean(axis=0), mean, given / np.maximum(given.sum(axis=1, keepdims=True), 1e-12),
    )  # fmt: skip


def ranked(values: Array) -> Array:
    """Ranks from 1 within each row, the least first; equal values share the mean of theirs.

    As scipy.stats.rankdata, whose import alone takes longer than the rating of a country.
    """
    order = np.argsort(values, axis=1, kind="stable")
    placed = np.take_along_axis(values, order, axis=1)
    new = np.ones(values.shape, dtype=bool)
    new[:, 1:] = placed[:, 1:] != placed[:, :-1]
    group = np.cumsum(new)  # over all rows: a row's first always begins one
    first = np.flatnonzero(new)
    size = np.diff(np.append(first, new.size))
    mean = (first % values.shape[1]) + (size + 1) / 2
    out = np.empty_like(values)
    np.put_along_axis(out, order, mean[group - 1].reshape(values.shape), axis=1)
    return out


def what_moves_it(held: Indicators, drawn: Drawn, up: bool, places: Sequence[int] | None = None) -> Array:
    """By which factor each rate alone would have to change for a place's level to move by one.

    up       to the next higher level, or the next lower one
    places   rows to look at; all where None
    Returns  a factor for each place and indicator, shape (len(places), indicators); nan for what is missing,
             for rises (which follow their rate), and where no factor from 0 to MOST does it
    """
    choices = drawn.choices
    rows = range(len(held.counts)) if places is None else places
    out = np.full((len(rows), held.counts.shape[1]), np.nan)
    for n, place in enumerate(rows):
        one, filled = drawn.rates[:, [place]], drawn.full[:, [place]]
        now = int(level_of(np.median(combine(filled, choices))))
        if not 1 <= now + (1 if up else -1) <= 4:
            continue
        for i in map(int, np.flatnonzero(held.known[place] & (held.of < 0))):

            def moved(
                factor: float, i: int = i, one: Array = one, filled: Array = filled, now: int = now
            ) -> bool:
                other = one.copy()
                other[..., i] *= factor
                for child in np.flatnonzero(held.of == i):
                    other[..., child] += one[..., i] * (factor - 1)
                new = draw_severities(other, held.anchors, drawn.chance)
                level = int(level_of(np.median(combine(np.where(np.isnan(new), filled, new), choices))))
                return level > now if up else level < now

            out[n, i] = _nearest(moved, MOST if up else 0.0)
    return out


def _nearest(moved: Callable[[float], bool], far: float) -> float:
    """The factor nearest to 1, between 1 and `far`, from which on the level moves; nan where `far` does not do."""
    if not moved(far):
        return np.nan
    near = 1.0
    for _ in range(12):
        middle = (near + far) / 2
        near, far = (near, middle) if moved(middle) else (middle, far)
    return far


def predicted(held: Indicators, yearly: Array, draws: int = 1000, seed: int = 0) -> Array:
    """Probability of each level a year later, shape (places, 4), if rates then differ at random.

    yearly  standard deviation of a year's change of each rate on the log scale, shape (indicators,)
    """
    later = replace(held, doubt=np.sqrt(held.doubt**2 + yearly**2))
    levels = level_of(scores(later, uniforms(draws, held.counts.shape, seed + 1)))
    return np.stack([(levels == n).mean(axis=0) for n in range(1, 5)], axis=1)


def owed_to(held: Indicators, draws: int = 1000, seed: int = 0) -> Shares:
    """Of each place's score what it owes to counts, recording, gaps, normalisation, weights and aggregation."""
    one, other = (uniforms(draws, held.counts.shape, seed + n) for n in (2, 3))
    return variance_shares(lambda chance: scores(held, dict(chance)), one, other)
