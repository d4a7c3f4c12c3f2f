"""Made-up counts under the null hypothesis: the same cases, spread with no cluster."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float32]
Sampler = Callable[[np.random.Generator, int], Counts]
"""(generator, replications) to counts by place, time and replication; shape (n, t, r)."""


def poisson_null(expected: npt.NDArray[np.float64], total: int, times: slice) -> Sampler:
    """Cases fall on cells with probability in proportion to what is expected there.

    expected  shape (n, t), not all 0
    total     number of cases, the same in every replication
    times     which times are wanted; the cases of the others are drawn as one cell and left out
    Method    Kulldorff 1997, section 3: conditional on the total, counts are multinomial.
    """
    wanted = expected[:, times]
    chance = np.append(wanted.ravel(), max(expected.sum() - wanted.sum(), 0.0))
    if wanted.shape == expected.shape:
        chance[-1] = 0.0
    chance /= chance.sum()
    order = np.argsort(-chance, kind="stable")  # numpy gives the rounding left over to the last cell

    def sample(generator: np.random.Generator, replications: int) -> Counts:
        drawn = generator.multinomial(total, chance[order], size=replications)
        counts = np.empty((len(chance), replications), dtype=np.float32)
        counts[order] = drawn.T
        return counts[:-1].reshape(*wanted.shape, replications)

    return sample


def bernoulli_null(trials: npt.NDArray[np.int64], total: int, times: slice) -> Sampler:
    """Cases are a random choice among all cases and controls.

    trials  cases and controls, shape (n, t)
    Method  Kulldorff 1997, section 3: counts are multivariate hypergeometric.
    """
    wanted = trials[:, times]
    urn = np.append(wanted.ravel(), trials.sum() - wanted.sum())

    def sample(generator: np.random.Generator, replications: int) -> Counts:
        drawn = generator.multivariate_hypergeometric(urn, total, size=replications, method="marginals")
        return np.ascontiguousarray(drawn[:, :-1].T, dtype=np.float32).reshape(*wanted.shape, replications)

    return sample


def permutation_null(cases: npt.NDArray[np.int64], times: slice) -> Sampler:
    """Each case keeps its place and is given the time of another: both margins stay as they are.

    cases   shape (n, t)
    Method  Kulldorff et al., A space-time permutation scan statistic, PLoS Medicine 2 (2005) e59.
    """
    first, stop, _ = times.indices(cases.shape[1])
    length = stop - first
    at, when = np.nonzero(cases)
    place = np.repeat(at, cases[at, when]) * (length + 1)
    time = np.repeat(when, cases[at, when])
    slot = np.where((time >= first) & (time < stop), time - first, length)
    cells = cases.shape[0] * (length + 1)

    def sample(generator: np.random.Generator, replications: int) -> Counts:
        counts = np.empty((cells, replications), dtype=np.float32)
        shuffled = slot.copy()
        for replication in range(replications):
            generator.shuffle(shuffled)
            counts[:, replication] = np.bincount(place + shuffled, minlength=cells)
        return np.ascontiguousarray(counts.reshape(-1, length + 1, replications)[:, :length])

    return sample
