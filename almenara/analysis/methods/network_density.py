"""Density of events along a network that keeps mass: over all roads it adds up to the number of events.

The estimator is the heat kernel of the network (McSwiggan, Baddeley and Nair 2017, Kernel density estimation on a
linear network, Scandinavian Journal of Statistics 44, 324-345): events are set free at their places and diffuse
along the roads, through junctions and back from dead ends. On a single long road it is the Gaussian kernel; at a
junction it is the equal-split continuous kernel of Okabe and Sugihara (2012, Spatial Analysis along Networks) with
every reflection. Differs from the paper in the solver: cells of finite volume and backward steps, so that mass is
kept to rounding and no cell becomes negative, whatever the bandwidth.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from scipy.sparse.linalg import splu

from almenara.analysis.methods.line_network import Floats, LineNetwork, in_space

STEPS = 8
"""Backward steps in time. The variance of the kernel is exact for any number of them; its shape nears the Gaussian."""


def diffuse(network: LineNetwork, mass: npt.ArrayLike, bandwidth_km: float, steps: int = STEPS) -> Floats:
    """Masses of the cells after diffusion along the network; shape as given, (n,) or (n, k).

    mass          mass in each cell, 0 or more: events, whole or parts of them
    bandwidth_km  standard deviation of the kernel along a road; 0 leaves masses where they are
    The sum over each connected part of the network stays, to rounding: what leaves a cell enters its neighbours.
    Raises ValueError.
    """
    held = np.asarray(mass, dtype=float)
    if held.shape[:1] != network.km.shape or not np.isfinite(held).all() or (held < 0).any():
        raise ValueError("mass is one number of 0 or more for each cell")
    if bandwidth_km < 0:
        raise ValueError("the bandwidth is 0 km or more")
    if bandwidth_km == 0 or not held.any():
        return held.copy()
    solve = splu(_step(network, bandwidth_km**2 / steps).tocsc())
    out = held
    for _ in range(steps):
        out = np.maximum(solve.solve(out), 0.0)
    return np.asarray(out)


def _step(network: LineNetwork, variance: float) -> sparse.csr_matrix:
    """I + (variance / 2) L H^-1: one backward step of the heat equation on the masses of cells.

    Each half of a cell conducts 2 / km to its node. A node holds no mass, so it is eliminated: cells i and j that
    meet there exchange g_i g_j / sum(g) (the star-mesh transform), and the columns of L add up to 0.
    """
    size = len(network.km)
    half = 2.0 / network.km
    cells = np.concatenate([np.arange(size), np.arange(size)])
    at_node = sparse.csr_matrix(
        (np.concatenate([half, half]), (cells, network.ends.T.ravel())), shape=(size, len(network.nodes))
    )
    total = np.asarray(at_node.sum(axis=0)).ravel()
    out = (
        sparse.diags(np.asarray(at_node.sum(axis=1)).ravel()) - at_node @ sparse.diags(1 / total) @ at_node.T
    )
    return sparse.csr_matrix(sparse.identity(size) + variance / 2 * out @ sparse.diags(1 / network.km))


def near(
    network: LineNetwork, points: npt.ArrayLike, within_km: float, spread_km: float
) -> sparse.csr_matrix:
    """Weights by which points fall on the cells near them; shape (points, cells).

    points     longitude and latitude; shape (m, 2)
    within_km  a cell whose middle is farther away gets nothing; a point without any is off the network: its row is 0
    spread_km  standard deviation of a point's own place: nearer and longer cells get more
    All other rows add up to 1.
    """
    space = in_space(points)
    if not len(space):
        return sparse.csr_matrix((0, len(network.km)))
    found = network.middles.query_ball_point(space, within_km)
    rows = np.repeat(np.arange(len(space)), [len(f) for f in found])
    columns = np.array([c for f in found for c in f], dtype=np.int64)
    away = ((space[rows] - in_space(network.middle)[columns]) ** 2).sum(axis=1)
    # from the nearest cell on: a point all of whose cells are far must not lose its weights to rounding
    nearest = np.full(len(space), np.inf)
    np.minimum.at(nearest, rows, away)
    weight = network.km[columns] * np.exp(-(away - nearest[rows]) / (2 * spread_km**2))
    total = np.bincount(rows, weight, len(space))
    return sparse.csr_matrix((weight / total[rows], (rows, columns)), shape=(len(space), len(network.km)))


def evenly(network: LineNetwork, inside: npt.ArrayLike) -> Floats:
    """Weights of an event that lies somewhere among some cells: by their length; shape (n,).

    inside  which cells; with none of them the weights are 0: the event is off the network
    """
    held = np.where(np.asarray(inside, dtype=bool), network.km, 0.0)
    total = held.sum()
    return np.asarray(held / total if total > 0 else held)
