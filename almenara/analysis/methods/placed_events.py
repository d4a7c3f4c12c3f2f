"""How many events lie near a point, when each event's own place is known only so well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.special import chndtr, gammaincinv
from shapely.geometry.base import BaseGeometry

from almenara.analysis.methods.scan.windows import EARTH_RADIUS, on_sphere

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
FAR = 4.5
"""Standard deviations beyond which an event's kernel is taken as nothing: 0.004 % of it."""
CORNERS = 48
"""Of the polygon that stands for a circle; it has the circle's area."""


@dataclass(frozen=True)
class Near:
    """Pairs of a point and an event with the probability that the event lies within the radius of the point."""

    point: Integers
    event: Integers
    probability: Floats


def within_of_points(
    points: npt.ArrayLike, radius: npt.ArrayLike, events: npt.ArrayLike, doubt: npt.ArrayLike
) -> Near:
    """For events with coordinates: each a circular normal kernel of its own width.

    points  latitude and longitude in degrees, shape (p, 2); `radius` in km, > 0, shape (p,)
    events  latitude and longitude, shape (e, 2); `doubt`: standard deviation of the place in km along each
            axis, > 0, shape (e,)
    Returns pairs nearer than radius + FAR * doubt
    Method  kernel estimate of a point process's intensity (Diggle, JRSS C 34 (1985) 138-147) with the disc as the
            kernel of the question and each event's normal kernel, as wide as its place is doubtful, as that of
            the answer (Abramson, Annals of Statistics 10 (1982) 1217-1223: a width of its own for each
            event). The probability is that of a noncentral chi-square with two degrees of freedom.
            No event is counted more or less than once: summed over the whole plane, each has the area of the disc
    """
    from scipy.spatial import KDTree

    where, out_to = np.asarray(points, dtype=float).reshape(-1, 2), np.asarray(radius, dtype=float)
    at, spread = np.asarray(events, dtype=float).reshape(-1, 2), np.asarray(doubt, dtype=float)
    if not len(where) or not len(at):
        return _none()
    if (out_to <= 0).any() or (spread <= 0).any():
        raise ValueError("radius and doubt are above 0")
    pairs: list[npt.NDArray[np.int64]] = []
    tree = KDTree(on_sphere(where))
    for width in np.unique(spread):  # a few: one a precision
        some = np.flatnonzero(spread == width)
        reach = out_to.max() + FAR * width
        chord = 2 * EARTH_RADIUS * np.sin(min(reach / (2 * EARTH_RADIUS), np.pi / 2))
        found = tree.query_ball_point(on_sphere(at[some]), chord)
        sizes = np.array([len(f) for f in found])
        if sizes.sum():
            flat = np.concatenate([np.asarray(f, dtype=np.int64) for f in found if f])
            pairs.append(np.stack([flat, np.repeat(some, sizes)]))
    if not pairs:
        return _none()
    point, event = np.concatenate(pairs, axis=1)
    apart = np.linalg.norm(on_sphere(where[point]) - on_sphere(at[event]), axis=1)
    ground = 2 * EARTH_RADIUS * np.arcsin(np.clip(apart / (2 * EARTH_RADIUS), 0, 1))
    chance = chndtr((out_to[point] / spread[event]) ** 2, 2, (ground / spread[event]) ** 2)
    kept = chance > 1e-6
    return Near(point[kept], event[kept], chance[kept])


def within_of_areas(points: npt.ArrayLike, radius: npt.ArrayLike, areas: Sequence[BaseGeometry]) -> Near:
    """For events known only by an area, a municipality or a state: anywhere in it with equal chance.

    points  as within_of_points; areas  shapes in longitude and latitude, WGS 84, one for each event or kind of it
    Returns the share of each area that lies within the radius of each point; the `event` is the area's position.
            Where in its area an event's coordinate stands makes no difference
    """
    where, out_to = np.asarray(points, dtype=float).reshape(-1, 2), np.asarray(radius, dtype=float)
    if not len(where) or not len(areas):
        return _none()
    flat = np.array([_equal_area(shape) for shape in areas], dtype=object)
    discs = shapely.polygons(_circles(where, out_to))
    point, area = shapely.STRtree(flat).query(discs, predicate="intersects")
    shapely.prepare(flat)
    whole = shapely.contains_properly(flat[area], discs[point])
    common = np.empty(len(point))
    common[whole] = shapely.area(discs[point[whole]])
    common[~whole] = shapely.area(shapely.intersection(flat[area[~whole]], discs[point[~whole]]))
    share = common / shapely.area(flat[area])
    kept = share > 0
    return Near(point[kept].astype(np.int64), area[kept].astype(np.int64), share[kept])


def sizes(areas: Sequence[BaseGeometry]) -> Floats:
    """Square kilometres of shapes in longitude and latitude."""
    return np.array([float(_equal_area(shape).area) for shape in areas])


def interval(chances: npt.ArrayLike, level: float = 0.9) -> tuple[float, float, float]:
    """Expected number of events within the radius, and the interval of what is to be expected in as long a time.

    chances  probability of each event to lie within; shape (e,)
    Returns  sum, lower and upper end
    Method   gamma distribution whose mean is the sum (with half a case added, Jeffreys) and whose variance is the
             Poisson variance of the sum and that of the events' places, chance * (1 - chance) each
    """
    p = np.asarray(chances, dtype=float)
    total = float(p.sum())
    mean = total + 0.5
    scale = (mean + float((p * (1 - p)).sum())) / mean
    low, high = (float(gammaincinv(mean / scale, q)) * scale for q in ((1 - level) / 2, (1 + level) / 2))
    return total, min(low, total), max(high, total)


def _none() -> Near:
    return Near(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


def _equal_area(shape: BaseGeometry) -> BaseGeometry:
    """Lambert's cylindrical projection, in which areas are true, in kilometres; invalid shapes are mended."""
    made = shapely.transform(shape if shape.is_valid else shapely.make_valid(shape), _project)
    return made if made.is_valid else shapely.make_valid(made)


def _project(degrees: Floats) -> Floats:
    longitude, latitude = np.radians(degrees).T
    return np.asarray(EARTH_RADIUS * np.stack([longitude, np.sin(latitude)], axis=1))


def _circles(where: Floats, radius: Floats) -> Floats:
    """Rings of points around each place on the sphere, projected; shape (p, CORNERS, 2)."""
    bearing = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    # of a regular polygon with the area of the circle
    wider = np.sqrt(2 * np.pi / (CORNERS * np.sin(2 * np.pi / CORNERS)))
    angle = (radius * wider / EARTH_RADIUS)[:, None]
    latitude, longitude = np.radians(where)[:, 0:1], np.radians(where)[:, 1:2]
    high = np.arcsin(np.sin(latitude) * np.cos(angle) + np.cos(latitude) * np.sin(angle) * np.cos(bearing))
    turn = np.arctan2(
        np.sin(bearing) * np.sin(angle) * np.cos(latitude), np.cos(angle) - np.sin(latitude) * np.sin(high)
    )
    return np.asarray(EARTH_RADIUS * np.stack([longitude + turn, np.sin(high)], axis=2))
