"""The scan statistic: where, and when, there are more cases than chance explains."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.scan.blocks import Plan, plan
from almenara.analysis.methods.scan.clusters import Cluster, clusters
from almenara.analysis.methods.scan.likelihood import Ratio, bernoulli_ratio, poisson_ratio
from almenara.analysis.methods.scan.maxima import highest
from almenara.analysis.methods.scan.null import Sampler, bernoulli_null, permutation_null, poisson_null
from almenara.analysis.methods.scan.significance import gumbel_p, rank_p, same_or_above
from almenara.analysis.methods.scan.windows import Windows

Floats = npt.NDArray[np.float64]

AT_ONCE = (128, 1024)
"""Replications drawn from one seed and looked through together, where windows are many and where they are
few; results do not depend on the processors."""
_FEW = 50_000
"""Windows up to which they are few."""
_KEPT = 20_000_000
"""Windows prepared once for all replications; beyond, they are prepared anew for each portion."""
_HELD = 40_000_000
"""Cells (place, time and replication) drawn at once: some 500 megabytes, whatever the size of the study."""
_ENOUGH_FOR_TAIL = 20


@dataclass(frozen=True)
class Model:
    """Counts and what is expected of them.

    cases    shape (n, t)
    measure  expected cases, same shape, adding up to the number of cases; windows are bounded by it
    ratio    the model's statistic
    null     made-up counts for the times asked for
    """

    cases: npt.NDArray[np.int64]
    measure: Floats
    ratio: Ratio
    kind: str
    trials: npt.NDArray[np.int64] | None = None

    @property
    def total(self) -> int:
        """Number of cases."""
        return int(self.cases.sum())

    def null(self, times: slice) -> Sampler:
        """Draws counts by place, time and replication under the null hypothesis, for these times."""
        if self.kind == "permutation":
            return permutation_null(self.cases, times)
        if self.trials is not None:
            return bernoulli_null(self.trials, self.total, times)
        return poisson_null(self.measure, self.total, times)


@dataclass(frozen=True)
class Scan:
    """What a scan found: clusters, best first, and the highest ratio of each replication in order."""

    clusters: list[Cluster]
    maxima: Floats


def poisson(cases: npt.ArrayLike, expected: npt.ArrayLike) -> Model:
    """Counts that follow Poisson's law around what is expected.

    cases     shape (n,) or (n, t), whole numbers >= 0
    expected  same shape, >= 0, in proportion to what is expected: a population, person-time, or
              standardised expected counts (scan.standardised); any factor drops out
    Raises    ValueError on other shapes, negative numbers, no cases, or cases where none are expected
    """
    counts = _counts(cases)
    measure: Floats = np.asarray(expected, dtype=np.float64)
    measure = measure[:, None] if measure.ndim == 1 else measure
    if measure.shape != counts.shape or not np.isfinite(measure).all() or (measure < 0).any():
        raise ValueError("expected counts must have the shape of the cases and be finite and not negative")
    if (counts[measure == 0] > 0).any():
        place = int(np.argmax(((measure == 0) & (counts > 0)).any(axis=1)))
        raise ValueError(f"place {place} has cases where none are expected: its population is 0")
    total = int(counts.sum())
    return Model(counts, measure * float(total / measure.sum()), poisson_ratio(total), "poisson")


def bernoulli(cases: npt.ArrayLike, controls: npt.ArrayLike) -> Model:
    """Cases among cases and controls.

    cases, controls  shape (n,) or (n, t), whole numbers >= 0, each with a sum above 0
    Raises           ValueError on other shapes, negative numbers, no cases or no controls
    """
    counts, others = _counts(cases), _counts(controls, "controls")
    if counts.shape != others.shape:
        raise ValueError("cases and controls must have one shape")
    trials = counts + others
    total, people = int(counts.sum()), int(trials.sum())
    measure = trials.astype(np.float64) * (total / people)
    return Model(counts, measure, bernoulli_ratio(total, people), "bernoulli", trials)


def permutation(cases: npt.ArrayLike) -> Model:
    """Cases alone, in space and time: expected are the products of the margins.

    cases   shape (n, t), t >= 2
    Raises  ValueError on another shape, negative numbers or no cases
    """
    counts = _counts(cases)
    if counts.shape[1] < 2:
        raise ValueError("the space-time permutation model needs two times or more")
    measure: Floats = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / float(counts.sum())
    return Model(counts, measure, poisson_ratio(int(counts.sum())), "permutation")


def _counts(values: npt.ArrayLike, name: str = "cases") -> npt.NDArray[np.int64]:
    given = np.asarray(values, dtype=float)
    if given.ndim not in (1, 2) or not np.isfinite(given).all() or (given < 0).any() or (given % 1).any():
        raise ValueError(f"{name} must be whole numbers, not negative, by place or by place and time")
    counts = given.astype(np.int64).reshape(len(given), -1)
    if not counts.sum():
        raise ValueError(f"there are no {name}")
    if counts.sum() >= 2**24:
        raise ValueError(f"more than {2**24:,} {name}; scan places or times in parts")
    return counts


def whole_period(times: int) -> list[slice]:
    """The one span of a purely spatial scan."""
    return [slice(0, times)]


def retrospective(times: int, longest: int) -> list[slice]:
    """Every span of at most `longest` times."""
    return [slice(s, e) for s in range(times) for e in range(s + 1, min(s + longest, times) + 1)]


def prospective(times: int, longest: int) -> list[slice]:
    """Every span of at most `longest` times that lasts until the end (Kulldorff 2001)."""
    return [slice(times - length, times) for length in range(1, min(longest, times) + 1)]


def scan(
    model: Model,
    windows: Windows | Sequence[Windows],
    spans: Sequence[slice] | None = None,
    replications: int = 999,
    seed: int = 0,
    stop_after: int | None = None,
    least_cases: int = 2,
    workers: int | None = None,
) -> Scan:
    """Find the windows of space and time with more cases than expected, and say how surprising each is.

    model         from poisson, bernoulli or permutation
    windows       from circles, ellipses or connected, over the same places
    spans         spans of time: whole_period (the default), retrospective or prospective
    replications  made-up data sets for p-values; 0: none
    seed          the same seed gives the same p-values, on any number of processors
    stop_after    stop when so many replications have a ratio as high as the best cluster's
    least_cases   a window with fewer cases does not count
    Returns       clusters without common places, best first, and the maxima of the replications
    Raises        ValueError where windows are for another number of places, or nothing is left to scan
    Method        Kulldorff, A spatial scan statistic, Communications in Statistics 26 (1997) 1481-1496;
                  in time: Kulldorff, Prospective time periodic geographical disease surveillance using a
                  scan statistic, Journal of the Royal Statistical Society A 164 (2001) 61-72; without
                  population: Kulldorff et al., PLoS Medicine 2 (2005) e59. High rates only.
    """
    families = [windows] if isinstance(windows, Windows) else list(windows)
    if any(family.count != len(model.cases) for family in families):
        raise ValueError(f"the windows are for another number of places than {len(model.cases)}")
    families = [f for f in families if len(f.places)]
    spans = list(spans if spans is not None else whole_period(model.cases.shape[1]))
    if not families or not spans:
        raise ValueError("no window is left: every place alone is larger than the largest window")
    with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        looking = pool.submit(
            clusters, families, model.cases, model.measure, spans, model.ratio, least_cases
        )  # while replications are prepared
        maxima = _replicate(
            pool, model, families, spans, replications, seed, stop_after, looking, least_cases
        )
        found = looking.result()
    if not len(maxima) or not found:
        return Scan(found, maxima)
    ratios = [c.llr for c in found]
    ranks = rank_p(ratios, maxima, stop_after)
    tail = gumbel_p(ratios, maxima) if len(maxima) >= _ENOUGH_FOR_TAIL and np.ptp(maxima) > 0 else None
    return Scan(
        [
            replace(c, p=float(ranks[i]), p_gumbel=float(tail[i]) if tail is not None else None)
            for i, c in enumerate(found)
        ],
        maxima,
    )


def _replicate(
    pool: ThreadPoolExecutor, model: Model, families: Sequence[Windows], spans: Sequence[slice],
    replications: int, seed: int, stop_after: int | None, looking: Future[list[Cluster]], least_cases: int,
) -> Floats:  # fmt: skip
    """The maxima of the replications, in order; to the one with which enough have reached the best cluster."""
    if replications < 1:
        return np.zeros(0)
    times = slice(min(s.start for s in spans), max(s.stop for s in spans))
    sample = model.null(times)
    local = [slice(s.start - times.start, s.stop - times.start) for s in spans]

    def prepared() -> Iterator[tuple[slice, Plan]]:
        for span, here in zip(spans, local, strict=True):
            measure = model.measure[:, span].sum(axis=1)
            for family in families:
                yield here, plan(family, measure, model.ratio, model.total)

    count = sum(len(f.places) for f in families)
    kept = list(prepared()) if len(spans) * count <= _KEPT else None
    cells = len(model.cases) * (times.stop - times.start)
    at_once = max(1, min(AT_ONCE[count <= _FEW and not stop_after], _HELD // cells))
    sizes = [min(at_once, replications - first) for first in range(0, replications, at_once)]
    seeds = np.random.SeedSequence(seed).spawn(len(sizes))

    def portion(size: int, source: np.random.SeedSequence) -> Floats:
        counts = sample(np.random.Generator(np.random.PCG64DXSM(source)), size)
        return highest(prepared() if kept is None else kept, counts, model.ratio, least_cases)

    waiting = iter(zip(sizes, seeds, strict=True))
    if not stop_after:
        return np.concatenate(list(pool.map(lambda pair: portion(*pair), waiting)))
    found = looking.result()
    top = found[0].llr if found else 0.0
    maxima = np.zeros(0)
    while some := list(islice(waiting, os.cpu_count() or 1)):
        maxima = np.concatenate([maxima, *pool.map(lambda pair: portion(*pair), some)])
        reached = np.flatnonzero(same_or_above(maxima, top))
        if len(reached) >= stop_after:
            return maxima[: reached[stop_after - 1] + 1]
    return maxima
