"""Windows cut into blocks of nearly the same expected count, so that most can be passed over unseen.

The ratio rises with a window's cases and falls with its expected count. So no window of a block can
have a higher ratio than the cases of its largest window with the expected count of its smallest:
if even that bound stays below the best ratio found, the whole block is passed over. The maximum is
exact; only the way to it is shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_STRETCH = 100_000
"""Windows handled at once while they are prepared."""
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


def portions(windows: Windows) -> Iterator[tuple[slice, slice]]:
    """Rows in portions that fit in the processor's cache, each with its stretch of windows.places."""
    first = 0
    while first < len(windows):
        stop = int(np.searchsorted(windows.starts, windows.starts[first] + _STRETCH, side="right")) - 1
        stop = max(stop, first + 1)
        yield slice(first, stop), slice(int(windows.starts[first]), int(windows.starts[stop]))
        first = stop


def sums(windows: Windows, values: Floats, rows: slice, stretch: slice) -> Floats:
    """Sum of the values of each window's places, for some rows.

    Summed in extended precision, so that a window's sum hardly depends on the rows before it.
    """
    running = np.cumsum(np.append(0.0, values[windows.places[stretch]]), dtype=np.longdouble)
    starts = windows.starts[rows.start : rows.stop + 1]
    before = np.repeat(running[starts[:-1] - stretch.start], np.diff(starts))
    return np.asarray(running[1:] - before, dtype=float)


def within(windows: Windows, values: Floats) -> Floats:
    """Sum of the values of each window's places; shape of windows.places."""
    out = np.empty(len(windows.places))
    for rows, stretch in portions(windows):
        out[stretch] = sums(windows, values, rows, stretch)
    return out


def plan(windows: Windows, measure: Floats, ratio: Ratio, total: float) -> Plan:
    """Cut windows into blocks for counts of which `measure` (shape (n,)) is expected at each place."""
    expected = within(windows, measure)
    lowest = _step(np.min(expected, where=expected > 0, initial=total))
    blocks = int(_step(np.max(expected, initial=0.0)) - lowest) + 1
    position = np.empty(len(expected), dtype=np.uint16)
    sizes = np.empty((len(windows), blocks), dtype=np.int64)
    smallest = np.full(blocks, np.inf)
    for rows, stretch in portions(windows):
        inside = expected[stretch]
        block = np.maximum(_step(inside) - lowest, 0).astype(np.int64)
        position[stretch] = block
        many = rows.stop - rows.start
        row = np.repeat(np.arange(many), np.diff(windows.starts[rows.start : rows.stop + 1]))
        sizes[rows] = np.bincount(row * blocks + block, minlength=many * blocks).reshape(many, blocks)
        np.minimum.at(smallest, block, np.where(inside > 0, inside, np.inf))
    smallest = np.where(np.isfinite(smallest), smallest, total)
    least = least_cases(ratio, smallest, LEVELS / windows.penalty, total).astype(np.float32)
    batches, first, many = [], 0, FIRST
    while first < len(windows):
        batches.append(_batch(windows, position, sizes, first, many))
        first, many = first + many, max(1, min(2 * many, CELLS // blocks))
    return Plan(windows, expected, np.append(0, np.cumsum(sizes)), blocks, least, batches)


def _step(expected: npt.ArrayLike) -> Floats:
    """Even steps of the square root of an expected count, of its logarithm below 1."""
    positive = np.maximum(expected, 1e-12)
    root = np.where(positive < 1, 1 + np.log(positive) / 2, np.sqrt(positive))
    return np.asarray(np.floor(root * (2 / WIDTH)), dtype=float)


def _batch(
    windows: Windows, position: npt.NDArray[np.uint16], sizes: npt.NDArray[np.int64], first: int, many: int
) -> Batch:
    stop = min(first + many, len(windows))
    begin, end = windows.starts[first], windows.starts[stop]
    order = np.argsort(position[begin:end], kind="stable")
    places = windows.places[begin:end][order]
    pointers = np.append(0, np.cumsum(sizes[first:stop].T)).astype(np.int32)
    ones = np.ones(len(places), dtype=np.float32)
    shape = (len(pointers) - 1, windows.count)
    return Batch(first, stop - first, sparse.csr_array((ones, places, pointers), shape=shape))
