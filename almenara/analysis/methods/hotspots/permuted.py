"""What a place's neighbours would add up to if values were dealt out anew among all other places."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.hotspots.neighbours import Weights

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_ALIKE = 1e-12
"""Share of the values' whole size below which two sums are the same, however they were rounded."""


@lru_cache(maxsize=2)
def draws(count: int, wanted: int, permutations: int, seed: int) -> Integers:
    """Some different places, drawn in order; shape (permutations, wanted), not to be written to.

    count   number of places, >= wanted
    Kept for the next time: months of one map are dealt out alike.
    """
    drawn = _drawn(count, wanted, permutations, np.random.default_rng(seed))
    drawn.setflags(write=False)
    return drawn


def _drawn(count: int, wanted: int, permutations: int, generator: np.random.Generator) -> Integers:
    if wanted * wanted > count:
        return np.asarray(generator.random((permutations, count)).argsort(axis=1)[:, :wanted])
    drawn = generator.integers(0, count, (permutations, wanted))
    while True:  # few rows name a place twice; those are drawn again
        ordered = np.sort(drawn, axis=1)
        again = np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))
        if not len(again):
            return drawn
        drawn[again] = generator.integers(0, count, (len(again), wanted))


def reached(
    values: Floats, weights: Weights, permutations: int, seed: int, conditional: bool = True
) -> tuple[Integers, Integers]:
    """How many permutations give a place's neighbours a sum as high, and as low, as theirs.

    values        shape (n,)
    weights       shape (n, n)
    permutations  how often values are dealt out
    conditional   whether a place keeps its own value, and the others' are dealt out to its neighbours, whatever
                  the diagonal; else all values are dealt out to all places of its row, itself among them
    Returns       (as high or higher, as low or lower), shape (n,) each; a tie counts on both sides
    Method        conditional permutation: Anselin, Local indicators of spatial association, Geographical
                  Analysis 27 (1995) 93-115. Only as many values are drawn as a place has neighbours, and
                  all places share the draws. One more is drawn than needed: it stands in where the place
                  itself was drawn, so the sums of the draws serve every place but for those few, and a
                  sorted list of them answers for all places with as many neighbours.
    """
    size = weights.shape[0]
    row = np.repeat(np.arange(size), np.diff(weights.indptr))
    counts = np.ones(len(row), dtype=bool) if not conditional else row != weights.indices
    row, column, weight = row[counts], weights.indices[counts], weights.data[counts]
    many = np.bincount(row, minlength=size)
    sums = np.bincount(row, weight * values[column], minlength=size)
    starts = np.append(0, np.cumsum(many))
    beside = np.diff(weights.indptr) - (weights.diagonal() != 0)
    drawn = draws(size, min(int(beside.max(initial=0)) + 1, size), permutations, seed)
    dealt = values[drawn]
    running = np.cumsum(dealt, axis=1)
    tolerance = _ALIKE * max(float(np.abs(values).max(initial=0.0)), 1e-300) * (1 + many)
    high, low = np.full(size, permutations), np.full(size, permutations)
    top = np.maximum.reduceat(np.append(weight, 0.0), np.minimum(starts[:-1], len(weight)))
    least = np.minimum.reduceat(np.append(weight, 0.0), np.minimum(starts[:-1], len(weight)))
    even = (many > 0) & (top - least <= _ALIKE * np.abs(top)) & (top > 0)
    for count in np.unique(many[even]).tolist():
        here = np.flatnonzero(even & (many == count))
        wanted, slack = sums[here] / top[here], tolerance[here]
        dealt_sums = running[:, count - 1]
        ordered = np.sort(dealt_sums)
        high[here] = permutations - np.searchsorted(ordered, wanted - slack, side="left")
        low[here] = np.searchsorted(ordered, wanted + slack, side="right")
        if not conditional:
            continue
        # where a place was itself among the first drawn, the next one stands in for it
        times, at = np.nonzero(np.isin(drawn[:, :count], here))
        place = drawn[times, at]
        was = dealt_sums[times]
        now = was - values[place] + dealt[times, count]
        goal, slack = sums[place] / top[place], tolerance[place]
        for tally, before, after in (
            (high, was >= goal - slack, now >= goal - slack),
            (low, was <= goal + slack, now <= goal + slack),
        ):
            tally += np.bincount(place, after.astype(float) - before, minlength=size).astype(np.int64)
    for own in np.flatnonzero(~even & (many > 0)).tolist():
        mine = weight[starts[own] : starts[own + 1]]
        made = _without(drawn, own, len(mine)) if conditional else drawn[:, : len(mine)]
        sums_of = values[made] @ mine
        room = float(tolerance[own] * np.abs(mine).max())
        high[own] = np.count_nonzero(sums_of >= sums[own] - room)
        low[own] = np.count_nonzero(sums_of <= sums[own] + room)
    return high, low


def _without(drawn: Integers, place: int, count: int) -> Integers:
    """The first places drawn other than this one; shape (permutations, count)."""
    first = drawn[:, : count + 1]
    own = first == place
    own[~own.any(axis=1), -1] = True
    return np.asarray(first[~own].reshape(len(first), count))
