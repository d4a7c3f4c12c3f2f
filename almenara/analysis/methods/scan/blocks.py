"""Windows cut into blocks of nearly the same expected count, so that most can be passed over unseen.

The ratio rises with a window's cases and falls with its expected count. So no window of a block can
have a higher ratio than the cases of its largest window with the expected count of its smallest:
if even that bound stays below the best ratio found, the whole block is passed over. The maximum is
exact; only the way to it is shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from almenara.analysis.methods.scan.likelihood import Ratio, least_cases
from almenara.analysis.methods.scan.windows import Windows

Floats = npt.NDArray[np.float64]

WIDTH = 1.2
"""Growth of the expected count within a block, in standard deviations: wider blocks are fewer, but pruned
less often."""
LEVELS = np.arange(0.0, 40.25, 0.25)
"""Ratios for which the least number of cases is kept; a best ratio is rounded down to one of them."""
CELLS = 8_000
"""Blocks summed at once for each replication; a batch of 128 replications is then 4 megabytes."""
FIRST = 1
"""Rows of the first batch; each next one is twice as large, as the best ratio so far spares work in it."""


@dataclass(frozen=True)
class Batch:
    """Some rows of the windows. `sums @ counts` is the number of cases that each block of each row adds.

    rows of `sums` go block by block, and within a block row by row of the windows
    """

    first: int
    rows: int
    sums: sparse.csr_array


@dataclass(frozen=True)
class Plan:
    """Windows over one span of time, prepared for any number of replications.

    expected  expected count of each window, shape of windows.places
    bounds    where each block begins and ends in it, shape (rows * blocks + 1,)
    blocks    blocks of a row, some empty
    least     least number of cases by block and level, shape (blocks, levels)
    batches   all rows in portions, small ones first
    """

    windows: Windows
    expected: Floats
    bounds: npt.NDArray[np.int64]
    blocks: int
    least: npt.NDArray[np.float32]
    batches: Sequence[Batch]


def within(windows: Windows, values: Floats) -> Floats:
    """Sum of the values of each window's places; shape of windows.places.

    Summed in extended precision, so that a window's sum hardly depends on the rows before it.
    """
    running = np.cumsum(np.append(0.0, values[windows.places]), dtype=np.longdouble)
    before = np.repeat(running[windows.starts[:-1]], np.diff(windows.starts))
    return np.asarray(running[1:] - before, dtype=float)


def plan(windows: Windows, measure: Floats, ratio: Ratio, total: float) -> Plan:
    """Cut windows into blocks for counts of which `measure` (shape (n,)) is expected at each place."""
    expected = within(windows, measure)
    position = _position(expected)
    blocks = int(position.max(initial=0)) + 1
    rows = len(windows)
    row = np.repeat(np.arange(rows), np.diff(windows.starts))
    sizes = np.bincount(row * blocks + position, minlength=rows * blocks).reshape(rows, blocks)
    smallest = np.full(blocks, np.inf)
    np.minimum.at(smallest, position, np.where(expected > 0, expected, np.inf))
    smallest = np.where(np.isfinite(smallest), smallest, total)
    least = least_cases(ratio, smallest, LEVELS / windows.penalty, total).astype(np.float32)
    batches, first, many = [], 0, FIRST
    while first < rows:
        batches.append(_batch(windows, position, sizes, first, many))
        first, many = first + many, max(1, min(2 * many, CELLS // blocks))
    return Plan(windows, expected, np.append(0, np.cumsum(sizes)), blocks, least, batches)


def _batch(
    windows: Windows, position: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64], first: int, many: int
) -> Batch:
    stop = min(first + many, len(windows))
    begin, end = windows.starts[first], windows.starts[stop]
    order = np.argsort(position[begin:end].astype(np.uint16), kind="stable")
    places = windows.places[begin:end][order]
    pointers = np.append(0, np.cumsum(sizes[first:stop].T)).astype(np.int32)
    ones = np.ones(len(places), dtype=np.float32)
    shape = (len(pointers) - 1, windows.count)
    return Batch(first, stop - first, sparse.csr_array((ones, places, pointers), shape=shape))


def _position(expected: Floats) -> npt.NDArray[np.int64]:
    """The block of each expected count: even steps of its square root, of its logarithm below 1."""
    if not len(expected):
        return np.zeros(0, dtype=np.int64)
    positive = np.maximum(expected, max(float(expected.max()) * 1e-12, 1e-300))
    root = np.sqrt(positive)
    small = positive < 1
    root[small] = 1 + np.log(positive[small]) / 2
    steps = np.floor(root * (2 / WIDTH)).astype(np.int64)
    lowest = (
        np.floor((1 + np.log(_least_positive(expected)) / 2) * (2 / WIDTH)) if small.any() else steps.min()
    )
    return np.asarray(np.maximum(steps - int(lowest), 0), dtype=np.int64)


def _least_positive(expected: Floats) -> float:
    return float(np.min(expected, where=expected > 0, initial=1.0))
