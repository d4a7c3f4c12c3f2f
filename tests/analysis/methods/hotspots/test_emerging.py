"""Trends by ranks, and the classes of spots over time."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from almenara.analysis.methods import hotspots


def test_mann_kendall_is_kendalls_tau_with_its_variance() -> None:
    values = np.random.default_rng(2).normal(size=(5, 12)).cumsum(axis=1)
    z, p = hotspots.mann_kendall(values)
    pairs = 12 * 11 / 2
    for row, score in zip(values, z, strict=True):
        s = stats.kendalltau(np.arange(12), row).statistic * pairs
        assert score == pytest.approx((s - np.sign(s)) / np.sqrt(12 * 11 * 29 / 18))
    assert p == pytest.approx(2 * stats.norm.sf(np.abs(z)))


def test_the_variance_with_ties_is_that_over_all_orders() -> None:
    tied = np.array([1.0, 1.0, 2.0, 3.0, 3.0, 3.0])
    orders = np.array(sorted(set(permutations(tied))))
    steps = np.sign(orders[:, None, :] - orders[:, :, None])
    scores = np.triu(steps, 1).sum(axis=(1, 2))
    z, _ = hotspots.mann_kendall(orders)
    some = scores != 0
    assert z[some] == pytest.approx((scores - np.sign(scores))[some] / scores.std())
    assert hotspots.mann_kendall(np.ones((1, 5)))[1].tolist() == [1]


RISING = np.linspace(3, 6, 12)


@pytest.mark.parametrize(
    ("scores", "name"),
    [
        ([0] * 11 + [3], "new"),
        ([0] * 9 + [3, 3, 4], "consecutive"),
        (RISING, "intensifying"),
        (RISING[::-1], "diminishing"),
        ([3, 4] * 6, "persistent"),
        ([0, 3] * 6, "sporadic"),
        ([-3, 3, 0, 0] * 2 + [0, 3, 0, 3], "oscillating"),
        ([3] * 11 + [0], "historical"),
        ([0] * 12, ""),
        ([3] * 5 + [0] * 7, ""),
    ],
)
def test_classes_of_hot_and_cold_spots(scores: list[float], name: str) -> None:
    z = np.array([scores, -np.asarray(scores, dtype=float)])
    hot, cold = hotspots.emerging(z, np.abs(z) > 2)
    assert (hot.name, hot.kind) == (name, "hot" if name else "")
    assert (cold.name, cold.kind) == (name, "cold" if name else "")
