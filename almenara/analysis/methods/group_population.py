"""How many members armed groups have, week by week: recruitment, arrests, conflict, saturation.

The ordinary differential equations of R. Prieto-Curiel, G. M. Campedelli and A. Hope, Science 381 (6664),
1312-1316 (2023), for C_i members of group i, T of all groups, in weeks:

    dC_i/dt = rho C_i - eta C_i / T - theta C_i sum_j W_ij C_j - omega C_i^2
    W_ij = (R_ij + 1) / (s_i + 1) for i != j, and W_ii = 0

with R_ij the weight of the rivalry of i and j, and s_i the summed weight of i's alliances. W is a matrix of rank
one (who has allies loses less, to every other group alike) plus the few rivalries, less its diagonal: the sum over j is
(T - C_i + (R C)_i) / (s_i + 1), and costs as much as the rivalries that there are. Draws of an
ensemble are integrated together, with one step for all of them (Dormand and Prince's method of order 8, SciPy's
DOP853).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.integrate import DOP853
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]

MECHANISMS = ("recruitment", "incapacitation", "lethality", "saturation")
"""What adds and takes members, in the order of rates, factors and flows."""
RTOL = 1e-8


@dataclass(frozen=True)
class Network:
    """Who fights whom, and who has allies.

    rivals  weights R, symmetric, zero on the diagonal; shape (groups, groups)
    allies  summed weight s of each group's alliances; shape (groups,)
    """

    rivals: csr_array
    allies: Floats

    @property
    def size(self) -> int:
        """Number of groups."""
        return len(self.allies)

    def conflict(self) -> Floats:
        """The matrix W in full, for who wants to look at it; shape (groups, groups)."""
        weights = (self.rivals.toarray() + 1.0) / (self.allies[:, None] + 1.0)
        np.fill_diagonal(weights, 0.0)
        return np.asarray(weights)


def network(size: int, rivalries: Sequence[tuple[int, int, float]], allies: Sequence[float]) -> Network:
    """A network from its pairs, each (i, j, weight) once or from both sides; the greater weight counts.

    Raises ValueError where a pair is out of range or a group its own rival.
    """
    held: dict[tuple[int, int], float] = {}
    for i, j, weight in rivalries:
        if i == j or not (0 <= i < size and 0 <= j < size):
            raise ValueError(f"{i} and {j} are not two of {size} groups")
        for pair in ((i, j), (j, i)):
            held[pair] = max(weight, held.get(pair, 0.0))
    if len(allies) != size:
        raise ValueError(f"allies of {len(allies)} groups are given, not of {size}")
    rows, columns = [p[0] for p in held], [p[1] for p in held]
    rivals = csr_array((list(held.values()), (rows, columns)), shape=(size, size), dtype=np.float64)
    return Network(rivals, np.asarray(allies, np.float64))


def start_sizes(members: Floats, groups: int, generator: np.random.Generator | None = None) -> Floats:
    """Members of each group by its rank, a power law with exponent -1; shape (groups, draws).

    members    of all groups together, shape (draws,)
    generator  draws each size from a Poisson distribution of that mean; without it the mean itself
    """
    weights = 1.0 / np.arange(1, groups + 1)
    means = np.outer(weights / weights.sum(), members)
    return means if generator is None else generator.poisson(means).astype(np.float64)


@dataclass(frozen=True)
class Path:
    """Factors on the mechanisms over time: straight lines between knots, level before the first and after the last.

    weeks    of the knots, rising; shape (knots,)
    factors  shape (knots, 4, draws) or (knots, 4, 1)
    """

    weeks: Floats
    factors: Floats

    def at(self, week: float) -> Floats:
        """Factors in a week; shape (4, draws)."""
        after = int(np.searchsorted(self.weeks, week, side="right"))
        if after == 0 or after == len(self.weeks):
            return np.asarray(self.factors[max(after - 1, 0)])
        first, last = self.weeks[after - 1], self.weeks[after]
        share = (week - first) / (last - first)
        return np.asarray((1 - share) * self.factors[after - 1] + share * self.factors[after])


@dataclass(frozen=True)
class Course:
    """What becomes of the groups in the weeks asked for.

    weeks    shape (weeks,)
    members  of all groups; shape (weeks, draws)
    flows    a week of recruits, arrests, deaths and drop-outs; shape (weeks, 4, draws)
    totals   the same summed since the first week; shape (weeks, 4, draws)
    sizes    members of each group in the last week; shape (groups, draws)
    """

    weeks: Floats
    members: Floats
    flows: Floats
    totals: Floats
    sizes: Floats


def run(
    tied: Network, sizes: Floats, rates: Floats, weeks: Floats, path: Path | None = None, rtol: float = RTOL
) -> Course:
    """Integrate from the first of `weeks` to the last.

    sizes  members of each group at the first week, shape (groups, draws)
    rates  recruitment (per member and week), incapacitation (arrests a week), lethality (per pair of
           members and week), saturation (likewise); shape (4, draws)
    weeks  rising, at least one
    path   factors on the rates; the integration is broken at its knots
    Arrests in a week are never more than members: below one week's arrests all are taken, where the published
    equation would go below zero. Raises RuntimeError where no step is short enough.
    """
    draws = sizes.shape[1]
    if draws > _TOGETHER:
        parts = [slice(first, first + _TOGETHER) for first in range(0, draws, _TOGETHER)]
        return _joined([run(tied, sizes[:, p], rates[:, p], weeks, _part(path, p), rtol) for p in parts])
    flows = _Flows(tied, rates, path)
    groups = len(sizes)
    state = np.concatenate([sizes, np.zeros((len(MECHANISMS), draws))])
    shape = state.shape
    start, end = float(weeks[0]), float(weeks[-1])
    wanted = np.asarray(weeks, np.float64)
    kept = [_told(flows, wanted[:1], state[:, :, None])]
    knots = [] if path is None else [float(k) for k in path.weeks if start < k < end]
    done = 1
    for stop in [*knots, end]:
        if stop <= start:
            continue
        solver = DOP853(
            lambda t, y: flows.derivative(t, y.reshape(shape)).ravel(),
            start, state.ravel(), stop, rtol=rtol, atol=rtol,
        )  # fmt: skip
        while solver.status == "running":
            if told := solver.step():
                raise RuntimeError(f"the equations cannot be integrated in week {solver.t:.1f}: {told}")
            until = int(np.searchsorted(wanted, solver.t, side="right"))
            if until > done:
                between, many = solver.dense_output(), max(1, _ROOM // draws)
                for first in range(done, until, many):
                    some = wanted[first : min(first + many, until)]
                    kept.append(_told(flows, some, between(some).reshape(*shape, len(some))))
                done = until
        start, state = stop, solver.y.reshape(shape)
    members, rates_of, totals = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    return Course(wanted, members, rates_of, totals, state[:groups])


_TOGETHER = 64
"""Draws integrated at once. With more, arrays of 150 groups pass the 128 kB from which memory is asked of the system
anew for every one of them, which costs five times the arithmetic."""
_ROOM = 128
"""Weeks times draws whose groups are looked at together, for the same reason."""


def _part(path: Path | None, draws: slice) -> Path | None:
    """A path's factors for some of the draws."""
    if path is None or path.factors.shape[2] == 1:
        return path
    return Path(path.weeks, path.factors[:, :, draws])


def _joined(parts: Sequence[Course]) -> Course:
    """Courses of some draws each, side by side."""
    members, flows, totals, sizes = (
        np.concatenate([getattr(part, name) for part in parts], axis=-1)
        for name in ("members", "flows", "totals", "sizes")
    )
    return Course(parts[0].weeks, members, flows, totals, sizes)


def _told(flows: _Flows, weeks: Floats, state: Floats) -> tuple[Floats, Floats, Floats]:
    """Members, flows and totals in some weeks; state of shape (groups + 4, draws, weeks)."""
    there = np.maximum(
        state[: -len(MECHANISMS)], 0.0
    )  # a group that dies out may end a rounding error below nothing
    draws = there.shape[1]
    rates = flows.rates_at(weeks, draws)
    now = flows.of(rates.reshape(len(MECHANISMS), -1), there.reshape(len(there), -1))[1]
    in_weeks = now.reshape(len(MECHANISMS), draws, len(weeks)).transpose(2, 0, 1)
    return there.sum(axis=0).T, in_weeks, state[-len(MECHANISMS) :].transpose(2, 0, 1)


class _Flows:
    """The right-hand side: each mechanism's share of the change of every group."""

    def __init__(self, tied: Network, rates: Floats, path: Path | None) -> None:
        self.rivals = tied.rivals
        self.exposed = 1.0 / (tied.allies[:, None] + 1.0)
        self.rates = rates
        self.path = path

    def rates_at(self, weeks: Floats, draws: int) -> Floats:
        """Rates in weeks; shape (4, draws, weeks)."""
        if self.path is None:
            return np.repeat(self.rates[:, :, None], len(weeks), axis=2)
        shape = (len(MECHANISMS), draws)
        return np.stack(
            [np.broadcast_to(self.rates * self.path.at(w), shape) for w in weeks.tolist()], axis=2
        )

    def of(self, rates: Floats, sizes: Floats) -> tuple[Floats, Floats]:
        """Change of each group, shape (groups, draws), and the four flows, shape (4, draws)."""
        recruitment, incapacitation, lethality, saturation = rates
        total = sizes.sum(axis=0)
        arrests = incapacitation / np.maximum(total, np.maximum(incapacitation, 1.0))
        lost = self.rivals @ sizes
        lost += total
        lost -= sizes
        lost *= self.exposed
        lost *= lethality
        deaths = np.einsum("ij,ij->j", sizes, lost)
        dropped = saturation * np.einsum("ij,ij->j", sizes, sizes)
        lost += saturation * sizes
        change = (recruitment - arrests) - lost
        change *= sizes
        return change, np.array([recruitment * total, arrests * total, deaths, dropped])

    def derivative(self, week: float, state: Floats) -> Floats:
        """Change of the groups, then the flows, which add up to the totals; shape (groups + 4, draws)."""
        rates = self.rates if self.path is None else self.rates * self.path.at(week)
        change, flows = self.of(rates, state[: -len(MECHANISMS)])
        return np.concatenate([change, flows])
