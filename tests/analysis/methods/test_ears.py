"""EARS: bounds by the definition, R's answers on a made-up series, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from almenara.analysis.methods.ears import ears
from tests.analysis.methods.test_farrington import seven_years

Z = 3.090232306167813  # of 0.001


def test_c1_and_c2_by_their_definition() -> None:
    counts = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 30.0])
    c1, c2 = ears(counts, "C1"), ears(counts, "C2")
    assert (c1.upper.shape, c2.upper.shape) == ((3,), (1,))
    assert c1.upper[-1] == pytest.approx(counts[2:9].mean() + Z * counts[2:9].std(ddof=1))
    assert c2.upper[-1] == pytest.approx(counts[:7].mean() + Z * counts[:7].std(ddof=1))
    assert c1.alarm.tolist() == [False, False, True]
    assert c2.alarm.tolist() == [True]


def test_p_is_that_of_one_more_count_of_the_baseline() -> None:
    counts = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 30.0])
    past = counts[2:9]
    found = ears(counts, "C1")
    roots = np.sqrt(past + 3 / 8)
    t = (np.sqrt(29.5 + 3 / 8) - roots.mean()) / (roots.std(ddof=1) * np.sqrt(1 + 1 / 7))
    assert found.p[-1] == pytest.approx(stats.t.sf(t, 6))
    assert found.mean[-1] == pytest.approx(past.mean())
    # of many series without an outbreak, at most one in a hundred has a p below 0.01
    generator = np.random.default_rng(3)
    for mean, shape in ((20, 1e6), (20, 5), (1, 2)):
        calm = ears(generator.poisson(generator.gamma(shape, mean / shape, (4000, 8))), "C1")
        assert (calm.p < 0.01).mean() < 0.015
    assert ears([0, 0, 0, 0, 0, 0, 0, 1.0]).p[0] > 0.25, "one case after none is no wonder"


def test_c3_with_a_least_deviation_as_r() -> None:
    # R 4.2.2, surveillance 1.20.3: earsC(s, list(range = 79:84, method = "C3", baseline = 5, minSigma = 6))
    watch = ears(seven_years(), "C3", 78, baseline=5, least_deviation=6)
    upper = [25.75978390724032, 29.75978390724032, 22.35978390724032, 51.35978390724032, 8.35978390724032, 0.35978390724032]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.upper, upper, atol=1e-9)
    assert watch.alarm.tolist() == [False, False, False, False, True, True]


@pytest.mark.parametrize(("method", "first"), [("C1", 7), ("C2", 9), ("C3", 11)])
def test_many_series_are_watched_as_each_alone(method: str, first: int) -> None:
    counts = np.random.default_rng(2).poisson(6, (30, 40))
    together = ears(counts, method)
    assert together.upper.shape == (30, 40 - first)
    np.testing.assert_array_equal(together.upper[11], ears(counts[11], method).upper)
    np.testing.assert_array_equal(together.alarm[:, 5:], ears(counts, method, first + 5).alarm)
    with pytest.raises(ValueError, match=f"a start from {first} to 39, not {first - 1}"):
        ears(counts, method, first - 1)


def test_a_gap_leaves_no_bound_and_no_alarm() -> None:
    counts = np.full(30, 4.0)
    counts[10], counts[25] = np.nan, 50
    watch = ears(counts, "C1")
    assert np.isnan(watch.upper).tolist() == [False] * 4 + [True] * 7 + [False] * 12
    assert np.flatnonzero(watch.alarm).tolist() == [25 - 7]


def test_settings_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match='method is one of C1, C2, C3, not "C4"'):
        ears(np.ones(30), "C4")
    with pytest.raises(ValueError, match="baseline is at least 3"):
        ears(np.ones(30), baseline=2)
    with pytest.raises(ValueError, match="negative or infinite"):
        ears([-1.0] * 30)
