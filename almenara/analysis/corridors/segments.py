"""Segments of a route, and what each threat comes to on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from almenara.analysis.corridors.held import Held
from almenara.analysis.corridors.spread import Located, Spread
from almenara.analysis.corridors.ways import Way
from almenara.analysis.methods.line_network import Floats, Ints
from almenara.analysis.methods.network_rates import NONE_COUNTED, ends, located, share_moments

LONGEST_KM = 50.0
_LEAST_KM = 5.0
"""A run of pieces in one state that is shorter is told with the one before: borders are drawn to a kilometre or two."""


@dataclass(frozen=True)
class Expected:
    """Incidents a year on segments of a route, then on all of it.

    mean, low, high  shape (segments + 1,), the last the whole route; nan where nothing is known
    km               kilometres that they are of: for located events those on the network
    units            of a Spread: positions of the units that each segment, and the whole, is in
    """

    mean: Floats
    low: Floats
    high: Floats
    km: Floats
    units: tuple[tuple[int, ...], ...]


def segments(way: Way) -> Ints:
    """Number of the segment of each piece: a new one with each state, and after 50 km at most."""
    run, runs = 0, np.zeros(len(way.km), dtype=np.int64)
    begun, code = 0.0, way.state[0]
    for i, km in enumerate(way.km.tolist()):
        if way.state[i] != code and begun >= _LEAST_KM and _stays(way, i):
            run, begun, code = run + 1, 0.0, way.state[i]
        runs[i] = run
        begun += km
    out, base = np.zeros(len(way.km), dtype=np.int64), 0
    for k in range(run + 1):
        inside = np.flatnonzero(runs == k)
        along = np.cumsum(way.km[inside]) - way.km[inside] / 2
        parts = max(1, int(np.ceil(way.km[inside].sum() / LONGEST_KM - 1e-9)))
        out[inside] = base + np.minimum((along / way.km[inside].sum() * parts).astype(np.int64), parts - 1)
        base += parts
    return np.unique(out, return_inverse=True)[1]


def _stays(way: Way, i: int) -> bool:
    """Whether the state that begins at a piece goes on for a while, or to the end."""
    after = np.flatnonzero(way.state[i:] != way.state[i])
    return not len(after) or float(way.km[i : i + after[0]].sum()) >= _LEAST_KM


def expected(line: Spread | Located, held: Held, way: Way, of: Ints) -> Expected:
    """What a threat comes to on each segment of a route, and on the whole of it."""
    return _of_counts(line, way, of) if isinstance(line, Spread) else _of_events(line, held, way, of)


def _of_counts(line: Spread, way: Way, of: Ints) -> Expected:
    """Each unit's count, by the segment's part of the unit's roads."""
    size, units = int(of.max()) + 1, len(line.count)
    unit = np.array([line.of_state.get(str(code), -1) for code in way.state])
    known = unit >= 0
    km = np.zeros((size + 1, units))
    np.add.at(km, (of[known], unit[known]), way.km[known])
    km[-1] = km[:-1].sum(axis=0)
    km = np.minimum(km, line.km)  # a route along roads that are not held may be longer than those that are
    mean, variance = share_moments(line.count, line.phi, km, line.km, line.shape_per_km)
    total, spread = mean.sum(axis=1) / line.years, variance.sum(axis=1) / line.years**2
    low, high = ends(total, spread)
    # a count of none is no certainty of none
    nothing = (km / line.km * line.phi * NONE_COUNTED).sum(axis=1) / line.years
    high = np.where(total > 0, high, nothing)
    length = km.sum(axis=1)
    blank = length <= 0
    total, low, high = (np.where(blank, np.nan, a) for a in (total, low, high))
    inside = tuple(tuple(np.flatnonzero(row).tolist()) for row in km > 0)
    return Expected(total, low, high, length, inside)


def _of_events(line: Located, held: Held, way: Way, of: Ints) -> Expected:
    """The density of the cells along the segment, with what events elsewhere tell of it."""
    size, network = int(of.max()) + 1, held.network
    known = way.cell >= 0
    cell, km = way.cell[known], way.km[known]
    fallen = np.bincount(of[known], line.mass[cell] / network.km[cell] * km, size)
    length: Floats = np.asarray(np.bincount(of[known], km, size), dtype=float)
    fallen, length = np.append(fallen, fallen.sum()), np.append(length, length.sum())
    mean, low, high = located(fallen, length, line.years, line.common, line.shape_per_km, line.phi)
    blank = length <= 0
    mean, low, high = (np.where(blank, np.nan, a) for a in (mean, low, high))
    return Expected(mean, low, high, length, ((),) * (size + 1))


def worst(every: Sequence[tuple[float, Expected]], size: int) -> tuple[Floats, Ints]:
    """Of each segment the greatest ratio of a threat's density to its mean over the network, and whose it is."""
    ratios = np.full((max(1, len(every)), size), np.nan)
    for k, (common, told) in enumerate(every):
        if common > 0:
            with np.errstate(invalid="ignore", divide="ignore"):
                ratios[k] = told.mean[:size] / told.km[:size] / common
    filled = np.where(np.isfinite(ratios), ratios, -1.0)
    which = filled.argmax(axis=0)
    return ratios[which, np.arange(size)], which
