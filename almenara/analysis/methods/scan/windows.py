"""Windows to look through: each centre's places in the order in which they join a growing window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int32]

EARTH_RADIUS = 6367.0
"""Kilometres; SaTScan's radius, so that distances agree with its."""
_ROWS_AT_ONCE = 256
_ALIKE = 1e-9
"""Relative difference below which two distances are the same, so that both places join at once."""
SHAPES = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
ANGLES = (1, 4, 6, 9, 12, 15)


@dataclass(frozen=True)
class Windows:
    """Growing windows, one row for each centre (and shape); a window is a row's beginning.

    places    places in the order of joining, all rows one after the other; shape (k,)
    starts    where each row begins in `places`, and the end of the last; shape (rows + 1,)
    closed    whether a window may end at that place: not before a place at the same distance; shape (k,)
    distance  from the centre, in the unit of the coordinates or kilometres; shape (k,)
    count     number of places there are, in windows or not
    north     last coordinate of each row's centre, by which equal clusters are put in order; shape (rows,)
    penalty   factor on the ratio of these windows, 1 for circles
    shape     longest by shortest axis, and the angle of the longest with the x axis in radians
    """

    places: Integers
    starts: npt.NDArray[np.int64]
    closed: npt.NDArray[np.bool_]
    distance: npt.NDArray[np.float32]
    count: int
    north: Floats
    penalty: float = 1.0
    shape: float = 1.0
    angle: float = 0.0

    def __len__(self) -> int:
        return len(self.starts) - 1


def on_sphere(degrees: npt.ArrayLike) -> Floats:
    """Points on the earth in kilometres from its middle, from latitude and longitude.

    degrees  shape (n, 2), latitude in [-90, 90] and longitude
    Returns  shape (n, 3); straight distances between them order places as distances on the ground do
    """
    latitude, longitude = np.radians(np.asarray(degrees, dtype=float)).T
    level = np.cos(latitude)
    points = np.stack([level * np.cos(longitude), level * np.sin(longitude), np.sin(latitude)], axis=1)
    return np.asarray(EARTH_RADIUS * points, dtype=float)


def on_ground(chord: npt.ArrayLike) -> Floats:
    """Kilometres along the ground from straight distances between points on the sphere."""
    half = np.clip(np.asarray(chord, dtype=float) / (2 * EARTH_RADIUS), 0, 1)
    return np.asarray(2 * EARTH_RADIUS * np.arcsin(half), dtype=float)


def circles(
    points: npt.ArrayLike,
    size: npt.ArrayLike,
    share: float = 0.5,
    radius: float | None = None,
    centres: npt.ArrayLike | None = None,
) -> Windows:
    """Circles around every centre that grow place by place.

    points   coordinates of the places, shape (n, 2) on a plane or (n, 3) from on_sphere
    size     what bounds a window: people at risk, expected cases, or cases; shape (n,), >= 0
    share    most of the whole size that a window may hold, in (0, 1]
    radius   largest distance from the centre, in the unit of the points; none: no bound
    centres  shape (m, 2 or 3); without it every place is a centre
    Method   Kulldorff 1997, section 5. Places at one distance from the centre join together.
    """
    where = np.asarray(points, dtype=float)
    middle = where if centres is None else np.asarray(centres, dtype=float)

    def some(first: int) -> _Row:
        chosen = middle[first : first + _ROWS_AT_ONCE]
        squares = np.zeros((len(chosen), len(where)))
        for axis in range(where.shape[1]):
            squares += (chosen[:, axis, None] - where[None, :, axis]) ** 2
        return _joining(np.sqrt(squares), size, share, radius)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        rows = list(pool.map(some, range(0, len(middle), _ROWS_AT_ONCE)))
    return _joined(rows, len(where), middle)


def ellipses(
    points: npt.ArrayLike,
    size: npt.ArrayLike,
    share: float = 0.5,
    shapes: Sequence[float] = SHAPES,
    angles: Sequence[int] = ANGLES,
    strength: float = 0.5,
) -> list[Windows]:
    """Ellipses of several shapes and directions around every place; shape 1 is the circle.

    points    coordinates on a plane, shape (n, 2)
    shapes    longest axis by shortest, >= 1; angles: how many directions, evenly spaced, for each shape
    strength  of the penalty on long windows: 0 none, 0.5 medium, 1 strong
    Returns   one Windows for each shape and direction
    Raises    ValueError for points that are not on a plane
    Method    Kulldorff, Huang, Pickle and Duczmal, An elliptic spatial scan statistic, Statistics in
              Medicine 25 (2006): penalty (4s / (s+1)^2)^strength; their default shapes and directions.
    """
    plane = np.asarray(points, dtype=float)
    if plane.ndim != 2 or plane.shape[1] != 2:
        raise ValueError("ellipses need coordinates on a plane, two for each place")
    found = []
    for shape, count in zip(shapes, angles, strict=True):
        for turn in range(count):
            angle = np.pi * turn / count
            along = plane @ np.array([np.cos(angle), np.sin(angle)])
            across = plane @ np.array([-np.sin(angle), np.cos(angle)])
            made = circles(np.stack([along / shape, across], axis=1), size, share)
            penalty = (4 * shape / (shape + 1) ** 2) ** strength
            found.append(replace(made, penalty=penalty, shape=shape, angle=angle, north=plane[:, 1]))
    return found


def connected(
    neighbours: npt.ArrayLike, points: npt.ArrayLike, size: npt.ArrayLike, share: float = 0.5
) -> Windows:
    """Windows that grow from place to neighbouring place, along the shortest way through neighbours.

    neighbours  pairs of places that touch, shape (k, 2)
    points      coordinates, for the length of each step
    Returns     windows that are always in one piece; places that no way leads to never join
    Method      windows by distance on a network (the non-Euclidean neighbours of Kulldorff's method);
                shortest ways by Dijkstra's algorithm.
    """
    from scipy.sparse.csgraph import dijkstra

    where = np.asarray(points, dtype=float)
    pairs = np.asarray(neighbours, dtype=np.int64).reshape(-1, 2)
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    length = np.sqrt(((where[pairs[:, 0]] - where[pairs[:, 1]]) ** 2).sum(axis=1))
    graph = sparse.csr_array((np.maximum(length, 1e-12), pairs.T), shape=(len(where), len(where)))
    rows = []
    for first in range(0, len(where), _ROWS_AT_ONCE):
        some = np.arange(first, min(first + _ROWS_AT_ONCE, len(where)))
        rows.append(_joining(dijkstra(graph, directed=False, indices=some), size, share, None))
    return _joined(rows, len(where), where)


_Row = tuple[Integers, npt.NDArray[np.int64], npt.NDArray[np.bool_], npt.NDArray[np.float32]]


def _joining(distance: Floats, size: npt.ArrayLike, share: float, radius: float | None) -> _Row:
    """Places, row lengths, closed and distances of some centres, cut where the bounds are reached."""
    weight = np.asarray(size, dtype=float)
    order = np.argsort(distance, axis=1)
    ranked = np.take_along_axis(distance, order, axis=1)
    closed = np.ones(order.shape, dtype=bool)
    closed[:, :-1] = ranked[:, 1:] > ranked[:, :-1] * (1 + _ALIKE) + 1e-12
    limit = share * weight.sum() * (1 + 1e-12)
    allowed = closed & (np.cumsum(weight[order], axis=1) <= limit) & np.isfinite(ranked)
    if radius is not None:
        allowed &= ranked <= radius
    width = order.shape[1]
    lengths = np.where(allowed.any(axis=1), width - np.argmax(allowed[:, ::-1], axis=1), 0)
    kept = np.arange(width) < lengths[:, None]
    return (
        order[kept].astype(np.int32),
        lengths.astype(np.int64),
        allowed[kept],
        ranked[kept].astype(np.float32),
    )


def _joined(rows: Sequence[_Row], count: int, centres: Floats) -> Windows:
    places, lengths, closed, distance = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    return Windows(places, np.concatenate([[0], np.cumsum(lengths)]), closed, distance, count, centres[:, -1])
