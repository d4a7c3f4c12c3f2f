"""Which of many points lie near which of many points and lines: all pairs within a distance, at once.

Lines are cut into pieces short enough to be held for straight; a tree over their middles (Maneewongvatana and
Mount 1999, as scipy has it) finds candidates, whose distance is then worked out. The earth is a sphere of its
mean radius: distances are within half a percent of those on the ellipsoid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
PIECE_KM = 10.0
"""Longest piece of a line."""
_BLOCK = 20_000
"""Points looked up at a time: pairs of so many are held at once."""


@dataclass(frozen=True)
class Pairs:
    """Points and shapes within reach of each other, each pair once.

    point, shape  their positions; km  the distance, of a line from its nearest part
    """

    point: Ints
    shape: Ints
    km: Floats


def pairs(lon: Floats, lat: Floats, shapes: Sequence[Sequence[tuple[float, float]]], reach: Floats) -> Pairs:
    """All pairs of a point and a shape that lie within the shape's reach.

    lon, lat  of the points, degrees, shape (n,)
    shapes    of each its points (longitude, latitude): one for a place, two or more for a line
    reach     km, shape (len(shapes),); a shape with reach 0 or less is passed over
    """
    owner, start, end = _pieces(shapes, reach)
    if not len(owner) or not len(lon):
        empty = np.zeros(0, dtype=np.int64)
        return Pairs(empty, empty, np.zeros(0))
    middle = _unit(*((start + end) / 2).T)
    half = _arc(_unit(*start.T), _unit(*end.T)) / 2
    tree = cKDTree(_unit(lon, lat))
    found: list[tuple[Ints, Ints, Floats]] = []
    # a piece's middle is at most half its length from its nearest part; one percent for its not being straight
    radius = 2 * np.sin(np.minimum((reach[owner] + half * 1.01) / EARTH_KM, np.pi) / 2) + 1e-9
    for at in range(0, len(owner), _BLOCK):
        some = slice(at, at + _BLOCK)
        lists = tree.query_ball_point(middle[some], radius[some], return_sorted=False)
        sizes = np.fromiter(map(len, lists), np.int64, len(lists))
        if not sizes.sum():
            continue
        points = np.concatenate([np.asarray(x, np.int64) for x in lists if len(x)])
        pieces = np.repeat(np.arange(at, at + len(lists)), sizes)
        km = _distance(lon[points], lat[points], start[pieces], end[pieces])
        near = km <= reach[owner[pieces]]
        found.append((points[near], owner[pieces[near]], km[near]))
    if not found:
        empty = np.zeros(0, dtype=np.int64)
        return Pairs(empty, empty, np.zeros(0))
    point, shape, km = (np.concatenate(part) for part in zip(*found, strict=True))
    return _nearest(point, shape, km)


def arc_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Km along the great circle between two points, degrees (haversine)."""
    x, y, u, v = map(math.radians, (lon, lat, other_lon, other_lat))
    half = math.sin((v - y) / 2) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _nearest(point: Ints, shape: Ints, km: Floats) -> Pairs:
    """Of the pieces of one shape the nearest one counts."""
    order = np.lexsort((km, shape, point))
    point, shape, km = point[order], shape[order], km[order]
    first = np.ones(len(point), dtype=bool)
    first[1:] = (point[1:] != point[:-1]) | (shape[1:] != shape[:-1])
    return Pairs(point[first], shape[first], km[first])


def _pieces(shapes: Sequence[Sequence[tuple[float, float]]], reach: Floats) -> tuple[Ints, Floats, Floats]:
    """Owner, start and end of each piece; a place is a piece without length."""
    owners, starts, ends = [], [], []
    for number, shape in enumerate(shapes):
        if not len(shape) or not reach[number] > 0:
            continue
        points = np.asarray(shape, dtype=float).reshape(-1, 2)
        a, b = (points, points) if len(points) == 1 else (points[:-1], points[1:])
        count = np.maximum(1, np.ceil(_arc(_unit(*a.T), _unit(*b.T)) / PIECE_KM)).astype(int)
        at = np.repeat(np.arange(len(a)), count)
        step = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
        share = count[at][:, None]
        starts.append(a[at] + (b[at] - a[at]) * step[:, None] / share)
        ends.append(a[at] + (b[at] - a[at]) * (step[:, None] + 1) / share)
        owners.append(np.full(len(at), number, dtype=np.int64))
    if not owners:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 2)), np.zeros((0, 2))
    return np.concatenate(owners), np.concatenate(starts), np.concatenate(ends)


def _unit(lon: Floats, lat: Floats) -> Floats:
    x, y = np.radians(lon), np.radians(lat)
    return np.column_stack((np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)))


def _arc(a: Floats, b: Floats) -> Floats:
    """Km along the great circle between unit vectors."""
    chord = np.linalg.norm(a - b, axis=1)
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0)))


def _distance(lon: Floats, lat: Floats, start: Floats, end: Floats) -> Floats:
    """Km from points to pieces: the nearest part is found in the plane, its distance on the sphere."""
    scale = np.cos(np.radians((lat + start[:, 1]) / 2))
    ax, ay = (lon - start[:, 0]) * scale, lat - start[:, 1]
    bx, by = (end[:, 0] - start[:, 0]) * scale, end[:, 1] - start[:, 1]
    length = bx * bx + by * by
    share = np.clip(np.divide(ax * bx + ay * by, length, out=np.zeros_like(length), where=length > 0), 0, 1)
    nearest = start + (end - start) * share[:, None]
    return _arc(_unit(lon, lat), _unit(*nearest.T))
