"""Who is whose neighbour: spatial weights as sparse matrices."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Weights: TypeAlias = sparse.csr_array
"""Shape (n, n): row i holds the weights of the places beside place i. No place is its own neighbour, unless
`with_self` made it so."""


def nearest(points: npt.ArrayLike, count: int) -> Weights:
    """Each place's nearest places, each with weight 1.

    points   coordinates, shape (n, 2) on a plane or (n, 3) from scan.on_sphere
    count    how many neighbours, 1 to n - 1
    Returns  shape (n, n), `count` ones in each row; not symmetric in general
    Raises   ValueError where there are too few places or a point is not finite
    """
    from scipy.spatial import KDTree

    where = np.asarray(points, dtype=float)
    if where.ndim != 2 or not np.isfinite(where).all():
        raise ValueError("points must be finite coordinates, a row for each place")
    size = len(where)
    if not 1 <= count < size:
        raise ValueError(f"each of {size} places can have 1 to {size - 1} neighbours, not {count}")
    _, order = KDTree(where).query(where, count + 1)
    own = order == np.arange(size)[:, None]
    own[~own.any(axis=1), -1] = True  # places at one point may crowd the place itself out
    beside = order[~own].reshape(size, count)
    starts = np.arange(size + 1) * count
    made = sparse.csr_array((np.ones(size * count), beside.ravel(), starts), shape=(size, size))
    made.sort_indices()
    return made


def pairs(touching: npt.ArrayLike, count: int) -> Weights:
    """Weight 1 for places that touch, both ways.

    touching  pairs of places, shape (k, 2); order and repetition do not matter
    count     number of places
    Raises    ValueError where a pair names a place beyond the last, or one place twice
    """
    given = np.asarray(touching, dtype=np.int64).reshape(-1, 2)
    if len(given) and (given.min() < 0 or given.max() >= count):
        raise ValueError(f"pairs name places from 0 to {count - 1}")
    if (given[:, 0] == given[:, 1]).any():
        raise ValueError("no place touches itself")
    both = np.unique(np.concatenate([given, given[:, ::-1]]), axis=0)
    return sparse.csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(count, count))


def with_self(weights: Weights) -> Weights:
    """The same weights with every place its own neighbour: with its largest weight, or 1 if it has none."""
    size = weights.shape[0]
    highest = np.asarray(weights.max(axis=1).todense(), dtype=float).ravel()
    own = sparse.diags_array(np.where(highest > 0, highest, 1.0), shape=(size, size))
    bare = weights - sparse.diags_array(weights.diagonal(), shape=(size, size))
    return sparse.csr_array(bare + own)


def row_standardised(weights: Weights) -> Weights:
    """The same weights scaled so that each row adds up to 1; rows of nothing stay so."""
    sums = np.asarray(weights.sum(axis=1), dtype=float).ravel()
    scale = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ weights)
