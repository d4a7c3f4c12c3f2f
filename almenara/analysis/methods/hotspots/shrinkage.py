"""Rates of small populations, drawn towards the rate of all or of their neighbours: empirical Bayes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.hotspots.neighbours import Weights

Floats = npt.NDArray[np.float64]


def shrunk(cases: npt.ArrayLike, people: npt.ArrayLike) -> Floats:
    """Rates drawn towards the rate of the whole, the more, the fewer people live in a place.

    cases    shape (..., n), >= 0; nan where unknown
    people   same shape or (n,), > 0
    Returns  cases per person, shape of cases; nan where unknown. All are the common rate where the places
             vary no more than chance alone explains
    Raises   ValueError on a population that is not above 0, negative cases, or other shapes
    Method   Marshall, Mapping disease and mortality rates using empirical Bayes estimators, Journal of the
             Royal Statistical Society C 40 (1991) 283-294, the global estimator; a negative variance
             between places counts as 0.
    """
    counts, size = _checked(cases, people)
    known = np.isfinite(counts)
    living = np.where(known, size, 0.0)
    whole = living.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = counts / size
        mean = np.nansum(counts, axis=-1, keepdims=True) / whole
        spread = np.nansum(living * (rate - mean) ** 2, axis=-1, keepdims=True) / whole
        between = np.maximum(spread - mean * known.sum(axis=-1, keepdims=True) / whole, 0.0)
        own = np.where(mean > 0, between / (between + mean / size), 0.0)
    return np.asarray(own * rate + (1 - own) * mean)


def shrunk_locally(cases: npt.ArrayLike, people: npt.ArrayLike, weights: Weights) -> Floats:
    """Rates drawn towards the rate of a place and its neighbours together.

    cases    shape (n,), >= 0
    people   shape (n,), > 0
    weights  shape (n, n); who is a neighbour counts, not the weight
    Returns  cases per person, shape (n,)
    Raises   ValueError as shrunk
    Method   Marshall 1991, the local estimator: mean and variance between places are those of the
             neighbourhood, a negative variance counts as 0.
    """
    counts, size = _checked(cases, people)
    if not np.isfinite(counts).all():
        raise ValueError("leave places whose cases are unknown out, also of the weights")
    beside = (weights != 0).astype(float).tolil()
    beside.setdiag(1.0)
    near = beside.tocsr()
    rate = counts / size
    living, count = near @ size, np.asarray(near.sum(axis=1), dtype=float).ravel()
    mean = (near @ counts) / living
    # sum of people * (rate - mean)^2 over each neighbourhood, multiplied out
    spread = (near @ (size * rate**2) - 2 * mean * (near @ (size * rate)) + mean**2 * living) / living
    between = np.maximum(spread - mean * count / living, 0.0)
    own = np.where(mean > 0, between / np.where(mean > 0, between + mean / size, 1.0), 0.0)
    return np.asarray(mean + own * (rate - mean))


def _checked(cases: npt.ArrayLike, people: npt.ArrayLike) -> tuple[Floats, Floats]:
    counts, size = np.asarray(cases, dtype=float), np.asarray(people, dtype=float)
    if counts.ndim == 0 or size.shape not in (counts.shape, counts.shape[-1:]):
        raise ValueError("cases and people must have one shape, or people the shape of the places")
    if (counts < 0).any() or not (np.isfinite(size) & (size > 0)).all():
        raise ValueError("cases may not be negative, and every place needs people")
    return counts, size
