"""Properties of the scores, and values worked out by hand or by quadrature."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from almenara.analysis.methods import scores

COUNTS = st.lists(st.integers(0, 400), min_size=1, max_size=30)


@given(COUNTS, st.integers(0, 400))
def test_crps_is_the_integral_of_the_squared_distance_of_distribution_functions(samples, truth) -> None:
    steps = sorted({*samples, truth})
    expected = 0.0
    for low, high in pairwise(steps):
        middle = (low + high) / 2
        height = (np.mean(np.array(samples) <= middle) - (truth <= middle)) ** 2
        expected += integrate.quad(lambda _x, h=height: h, low, high)[0]
    assert scores.crps(samples, truth) == pytest.approx(expected, abs=1e-9)


@given(COUNTS, st.integers(0, 400), st.randoms())
def test_scores_do_not_depend_on_the_order_of_samples(samples, truth, chance) -> None:
    mixed = list(samples)
    chance.shuffle(mixed)
    for score in (scores.crps, scores.ignorance, scores.interval_score):
        assert score(mixed, truth) == pytest.approx(float(score(samples, truth)))
        assert score(samples, truth) >= 0


@given(st.integers(0, 3_000), st.integers(1, 50))
def test_a_certain_hit_costs_nothing_in_counts(truth, number) -> None:
    assert scores.crps([truth] * number, truth) == 0
    assert scores.interval_score([truth] * number, truth) == 0
    assert scores.covered([truth] * number, truth, 0.5)


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_crps_of_one_sample_is_its_distance(said, truth) -> None:
    assert scores.crps([said], truth) == abs(said - truth)


def test_ignorance_adds_a_sample_to_each_of_eleven_bins() -> None:
    assert scores.ignorance([0] * 1000, 0) == pytest.approx(np.log2(1011 / 1001))
    assert scores.ignorance([0] * 1000, 5_000) == pytest.approx(np.log2(1011))
    assert scores.ignorance([3] * 500 + [6] * 500, 5) == pytest.approx(np.log2(1011 / 501))


def test_interval_score_and_coverage_by_hand() -> None:
    samples = np.arange(101)  # the central 90 % interval is 5 to 95
    truths = np.array([50, 97, 3])
    many = np.tile(samples, (3, 1))
    assert scores.interval_score(many, truths) == pytest.approx([90, 90 + 20 * 2, 90 + 20 * 2])
    assert scores.covered(many, truths, 0.9).tolist() == [True, False, False]
    assert scores.covered(many, np.array([95, 5, 96]), 0.9).tolist() == [True, True, False]


def test_brier_and_log_score_by_hand() -> None:
    assert scores.brier([0.8, 0.8], [1, 0]) == pytest.approx([0.04, 0.64])
    assert scores.log_score([0.5, 0.25, 0.0], [1, 0, 1]) == pytest.approx([np.log(2), np.log(4 / 3), np.inf])


@pytest.mark.parametrize("call", [
    lambda: scores.crps(np.zeros((2, 0)), [0, 0]),
    lambda: scores.crps(np.zeros((2, 5)), [0, 0, 0]),
    lambda: scores.crps([1, np.nan], 1),
    lambda: scores.ignorance([-1], 0),
    lambda: scores.interval_score([1], 1, 1.0),
    lambda: scores.brier(1.2, 1),
    lambda: scores.log_score(0.2, 2),
])  # fmt: skip
def test_what_can_not_be_scored_is_an_error(call) -> None:
    with pytest.raises(ValueError):
        call()


@given(COUNTS, st.sampled_from([0.5, 0.8, 0.95]))
def test_truths_drawn_from_the_samples_are_covered_as_often_as_the_level_says(samples, level) -> None:
    each = np.tile(samples, (len(samples), 1))
    assert scores.pit_coverage(each, samples, level).mean() == pytest.approx(level)


def test_pit_coverage_by_hand() -> None:
    assert scores.pit_coverage([0] * 10, 0, 0.5) == pytest.approx(0.5)  # nearly all are zero: half counts
    assert scores.pit_coverage([0] * 10, 1, 0.95) == 0  # beyond every sample
    assert scores.pit_coverage([1, 3], 2, 0.5) == 1  # between two samples: at the median
    assert scores.pit_coverage([1, 2, 3, 4], 1, 0.8) == pytest.approx(0.15 / 0.25)
    with pytest.raises(ValueError, match="level"):
        scores.pit_coverage([1], 1, 1.0)
