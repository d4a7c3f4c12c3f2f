"""The highest ratio over all windows, for many replications at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.scan.blocks import LEVELS, Batch, Plan
from almenara.analysis.methods.scan.likelihood import Ratio

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.float32]


def maxima(plan: Plan, counts: Counts, ratio: Ratio, least: int, best: Floats) -> Floats:
    """The highest ratio of any window, by replication, no lower than `best`.

    plan    windows over one span of time
    counts  cases by place and replication in that span; shape (n, r), whole numbers below 2**24
    ratio   of the model
    least   cases that a window needs to count
    best    ratios reached already; shape (r,)
    """
    best = best.copy()
    if not len(plan.windows.places):
        return best
    for batch in plan.batches:
        _look_through(plan, batch, counts, ratio, least, best)
    return best


def _running(plan: Plan, batch: Batch, counts: Counts) -> Counts:
    """Cases in the window at each block's end; shape (blocks, rows, r)."""
    sums: Counts = (batch.sums @ counts).reshape(plan.blocks, batch.rows, counts.shape[1])
    for block in range(1, plan.blocks):
        sums[block] += sums[block - 1]
    return sums


def _look_through(plan: Plan, batch: Batch, counts: Counts, ratio: Ratio, least: int, best: Floats) -> None:
    """Look into the blocks that may hold a window above the best ratio; raises `best` in place."""
    sums = _running(plan, batch, counts)
    level = np.clip(np.searchsorted(LEVELS, best, side="right") - 1, 0, len(LEVELS) - 1)
    needed = np.maximum(plan.least[:, level], least)
    block, row, replication = np.unravel_index(np.flatnonzero(sums >= needed[:, None]), sums.shape)
    cell = (batch.first + row) * plan.blocks + block
    start, length = plan.bounds[cell], plan.bounds[cell + 1] - plan.bounds[cell]
    reached = sums[block, row, replication].astype(float)
    bound = np.zeros(len(cell))
    filled = length > 0
    bound[filled] = ratio(reached[filled], plan.expected[start[filled]]) * plan.windows.penalty
    some = bound > best[replication]
    block, replication = block[some], replication[some]
    enough = needed[block, replication].astype(float)
    _look_inside(plan, counts, ratio, best, start[some], length[some], reached[some], enough, replication)


def _look_inside(
    plan: Plan, counts: Counts, ratio: Ratio, best: Floats,
    start: npt.NDArray[np.int64], length: npt.NDArray[np.int64], reached: Floats, enough: Floats,
    replication: npt.NDArray[np.int64],
) -> None:  # fmt: skip
    """Every window with enough cases in some blocks, where the cases in each block's last are known."""
    if not len(start):
        return
    after = np.cumsum(length)
    which = np.repeat(np.arange(len(start)), length)
    window = np.arange(after[-1]) - np.repeat(after - length - start, length)
    joining = counts[plan.windows.places[window], replication[which]]
    running = np.cumsum(joining, dtype=float)
    cases = running + (reached - running[after - 1])[which]
    some = np.flatnonzero((cases >= enough[which]) & plan.windows.closed[window])
    found = ratio(cases[some], plan.expected[window[some]]) * plan.windows.penalty
    np.maximum.at(best, replication[which[some]], found)


def highest(plans: Iterable[tuple[slice, Plan]], counts: Counts, ratio: Ratio, least: int) -> Floats:
    """The highest ratio of any window in any span of time, by replication.

    plans   span of times and the windows prepared for it
    counts  cases by place, time and replication; shape (n, t, r)
    """
    best = np.zeros(counts.shape[2])
    for span, prepared in plans:
        length = span.stop - span.start
        within = counts[:, span.start] if length == 1 else counts[:, span].sum(axis=1)
        best = maxima(prepared, np.ascontiguousarray(within), ratio, least, best)
    return best
