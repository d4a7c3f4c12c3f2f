"""Lines as a network of short cells: joined where they meet, each with its length, searched for shortest ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
import shapely
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from almenara.analysis.methods.scan import on_sphere

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_GRID = 1e-6
"""Degrees within which two ends are one node: a decimetre."""
_ON = 1e-7
"""Degrees within which a piece lies on the line it was cut from."""


@dataclass(frozen=True)
class LineNetwork:
    """A network cut into cells, each between two nodes.

    nodes   longitude and latitude of the ends of cells; shape (v, 2)
    ends    of each cell its two nodes; shape (n, 2)
    middle  longitude and latitude halfway along it; shape (n, 2)
    km      its length; shape (n,)
    line    position of a line it lies on, among those the network was made from; shape (n,)
    """

    nodes: Floats
    ends: Ints
    middle: Floats
    km: Floats
    line: Ints

    @cached_property
    def middles(self) -> KDTree:
        """Middles of the cells on the sphere, in kilometres, for finding the nearest."""
        return KDTree(in_space(self.middle))

    @cached_property
    def corners(self) -> KDTree:
        """Nodes on the sphere, in kilometres."""
        return KDTree(in_space(self.nodes))


def in_space(points: npt.ArrayLike) -> Floats:
    """Points in longitude and latitude, shape (n, 2), on a sphere of the earth's radius, shape (n, 3), kilometres.

    Over the distances of a road the straight line between two of them is the way on the ground.
    """
    made = np.asarray(points, dtype=float).reshape(-1, 2)
    return on_sphere(made[:, ::-1])


def steps_km(points: npt.ArrayLike) -> Floats:
    """Lengths between points (longitude, latitude) that follow each other; shape (n - 1,)."""
    space = in_space(points)
    chord: Floats = np.sqrt(((space[1:] - space[:-1]) ** 2).sum(axis=1))
    return chord


def cut(lines: Sequence[shapely.LineString], stated_km: Sequence[float], step_km: float = 2.0) -> LineNetwork:
    """A network of cells of `step_km` at most. Lines that cross or touch are joined there; a stretch that two
    lines share is one road.

    lines      in longitude and latitude (WGS 84)
    stated_km  length of each on the ground; its cells share it by their drawn length. NaN: as drawn
    Raises     ValueError where there is no line, or one of no length
    """
    if not len(lines):
        raise ValueError("a network needs at least one line")
    drawn = np.array([steps_km(shapely.get_coordinates(line)).sum() for line in lines])
    if (drawn <= 0).any():
        raise ValueError("a line of a network has no length")
    stretch = np.where(np.isfinite(stated_km), np.asarray(stated_km, dtype=float) / drawn, 1.0)
    pieces = shapely.get_parts(shapely.union_all(list(lines)))
    pieces = np.array([p for p in pieces if p.length > 0], dtype=object)
    tree = shapely.STRtree(list(lines))
    halfway = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    of_piece, of_line = tree.query(halfway, predicate="dwithin", distance=_ON)
    number: dict[tuple[int, int], int] = {}
    ends, middle, km, line = [], [], [], []
    for k, piece in enumerate(pieces):
        on = of_line[of_piece == k]
        on = on if len(on) else np.array([tree.nearest(halfway[k])])
        points = shapely.get_coordinates(piece)
        along = np.concatenate([[0.0], np.cumsum(steps_km(points))])
        length = along[-1] * float(stretch[on].mean())
        parts = max(int(np.ceil(length / step_km)), 2 if shapely.is_closed(piece) else 1)
        marks = np.linspace(0, along[-1], 2 * parts + 1)
        at = np.column_stack([np.interp(marks, along, points[:, i]) for i in (0, 1)])
        keys = [number.setdefault((round(x / _GRID), round(y / _GRID)), len(number)) for x, y in at[::2]]
        ends += list(pairwise(keys))
        middle.append(at[1::2])
        km += [length / parts] * parts
        line += [int(on[0])] * parts
    nodes = np.array(list(number), dtype=float) * _GRID
    return LineNetwork(nodes, np.array(ends), np.concatenate(middle), np.array(km), np.array(line))


def shortest(network: LineNetwork, start: int, goal: int, weight: Floats | None = None) -> Ints | None:
    """Cells of the shortest way between two nodes, in order; none where there is no way (Dijkstra 1959).

    weight  cost of each cell, greater than 0; its length where None
    """
    cost = network.km if weight is None else weight
    a, b = network.ends.T
    order = np.lexsort((np.arange(len(cost)), cost))[::-1]  # of parallel cells the cheapest is written last
    size = len(network.nodes)
    cell: dict[tuple[int, int], int] = {}
    for k in order.tolist():
        cell[int(a[k]), int(b[k])] = cell[int(b[k]), int(a[k])] = k
    pairs = np.array(list(cell), dtype=np.int64)
    costs = cost[np.array(list(cell.values()))]
    graph = sparse.csr_matrix((costs, (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    _, before = dijkstra(graph, indices=start, return_predecessors=True)
    way: list[int] = []
    node = goal
    while node != start:
        previous = int(before[node])
        if previous < 0:
            return None
        way.append(cell[previous, node])
        node = previous
    return np.array(way[::-1], dtype=np.int64)


def ways(
    network: LineNetwork, start: int, goal: int, others: int, longer: float = 1.4, shared: float = 0.7
) -> list[Ints]:
    """The shortest way, and others that are not much longer and share not too much with those before.

    The penalty method: cells of a way found are made dearer, and it is searched anew. What counts as an
    alternative (limited length, limited sharing) is after Abraham, Delling, Goldberg and Werneck (2013), Alternative
    routes in road networks, ACM Journal of Experimental Algorithmics 18.

    others  how many at most, besides the shortest
    longer  length over the shortest one's, at most; shared  part of its length that lies on another, at most
    """
    first = shortest(network, start, goal)
    if first is None:
        return []
    found, least = [first], float(network.km[first].sum())
    weight = network.km.copy()
    weight[first] *= 1.5
    for _ in range(6 * others):
        if len(found) > others:
            break
        way = shortest(network, start, goal, weight)
        if way is None:
            break
        weight[way] *= 1.5
        length = float(network.km[way].sum())
        alike = max(float(network.km[np.intersect1d(way, known)].sum()) / length for known in found)
        if length <= longer * least and alike <= shared:
            found.append(way)
    return found
