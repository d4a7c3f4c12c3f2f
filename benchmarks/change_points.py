"""Change points on made-up counts of a large country's size, and the package ruptures on some of them.

python -m benchmarks.change_points

2,469 places, twenty years of months, every tenth place with a change of level. Where ruptures is installed it
segments a few of the same series with a Poisson cost of ours and the same penalty, in the same run; no
segmentation of its may be better than ours. ruptures has no cost for counts, no penalty by rate of error and
no intervals.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module

import numpy as np

from almenara.analysis.methods.change_points import change_points, cost, critical_gain
from benchmarks.measuring import say

PLACES, MONTHS, BY_PEER, LEAST = 2469, 240, 30, 6


def made_up() -> np.ndarray:
    """Counts by place and month: most places have few, all vary more than Poisson's law, some change."""
    generator = np.random.default_rng(1)
    mean = np.exp(generator.normal(-0.5, 1.6, (PLACES, 1))) * np.ones(MONTHS)
    mean[::10, 140:] *= 2.5
    return generator.poisson(generator.gamma(3, mean / 3))


def by_peer(counts: np.ndarray, penalty: float) -> tuple[float, list[list[int]]] | None:
    """Seconds and dates of ruptures for these series; nothing where it is not installed."""
    try:
        ruptures = import_module("ruptures")
    except ModuleNotFoundError:
        return None

    class Poisson(ruptures.base.BaseCost):  # type: ignore[misc, name-defined]
        model, min_size = "poisson", LEAST

        def fit(self, signal: np.ndarray) -> Poisson:
            self.signal = signal.reshape(-1, 1)
            self.total = np.concatenate([[0], signal.ravel().cumsum()])
            return self

        def error(self, start: int, end: int) -> float:
            total = self.total[end] - self.total[start]
            return float(2 * total * (1 - np.log(total / (end - start)))) if total else 0.0

    began = time.perf_counter()
    dates = [
        ruptures.Pelt(custom_cost=Poisson(), min_size=LEAST, jump=1).fit(row).predict(penalty)[:-1]
        for row in counts.astype(float)
    ]
    return time.perf_counter() - began, dates


def main() -> int:
    """Time ours on all places and ruptures on some; compare dates. Returns 1 where they differ."""
    counts = made_up()
    seconds, processor = [], []
    for _ in range(3):
        began, used = time.perf_counter(), time.process_time()
        found = change_points(counts)
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    measured = f"{min(seconds):.1f} s, processor {min(processor):.1f} s"
    say("change points, negative binomial, 2,469 series x 240 months", measured, "seconds")
    changed = np.array([bool(s.changes) for s in found])
    calm = np.ones(PLACES, dtype=bool)
    calm[::10] = False
    say("series without a change that were given one", f"{changed[calm].mean():.2%}", "at most 1 %")
    few = counts[np.argsort(counts.sum(axis=1))[:: -PLACES // BY_PEER]]
    began = time.perf_counter()
    ours = change_points(few, family="poisson", alpha=0.01)
    own = time.perf_counter() - began
    peer = by_peer(few, critical_gain(0.01, MONTHS, LEAST))
    if peer is None:
        print("ruptures is not installed: no comparison")
        return 0
    say(f"ruptures, {len(few)} of them, Poisson cost", f"{peer[0]:.1f} s", f"{peer[0] / own:.0f} times ours")
    penalty = critical_gain(0.01, MONTHS, LEAST)
    dates = [[c.at for c in s.changes] for s in ours]
    say(
        "series with the same dates",
        f"{sum(a == b for a, b in zip(dates, peer[1], strict=True))} of {len(few)}",
    )
    gaps = [
        criterion(y, b, penalty) - criterion(y, a, penalty)
        for y, a, b in zip(few, dates, peer[1], strict=True)
    ]
    say(
        "largest gain of ours over its criterion, and of its over ours",
        f"{max(gaps):.2f}, {-min(gaps):.2f}",
        "-, 0",
    )
    return 0 if min(gaps) > -1e-6 else 1


def criterion(counts: np.ndarray, dates: list[int], penalty: float) -> float:
    """Twice the negative log likelihood of a segmentation plus its penalties."""
    edges = [0, *dates, len(counts)]
    totals = np.add.reduceat(counts, edges[:-1]).astype(float)
    return float(cost(totals, np.diff(edges).astype(float), np.inf).sum() + penalty * len(dates))


if __name__ == "__main__":
    sys.exit(main())
