"""Scores from quantiles and ordered classes: small cases by hand, and the score of samples as the limit."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.quantile_scores import crps_of_quantiles, inside, pinball, ranked_probability
from almenara.analysis.methods.scores import crps


def test_one_quantile_scores_as_the_distance_from_the_median() -> None:
    assert crps_of_quantiles([[10], [10]], [0.5], [13, 6]).tolist() == [3, 4]


def test_three_quantiles_by_hand() -> None:
    assert pinball([[5, 10, 15]], [0.25, 0.5, 0.75], [12]).tolist() == [[1.75, 1.0, 0.75]]
    # each level stands for those nearest to it: 0.375, 0.25 and 0.375 of all
    by_hand = 2 * (0.375 * 1.75 + 0.25 * 1.0 + 0.375 * 0.75)
    assert crps_of_quantiles([[5, 10, 15]], [0.25, 0.5, 0.75], [12]) == pytest.approx([by_hand])


def test_the_weighted_interval_score_of_evenly_spaced_levels_is_the_same() -> None:
    # Bracher et al. (2021), equation 1 with K = 1: (|y - m| / 2 + alpha / 2 * IS) / (K + 1/2), alpha = 1/3
    low, middle, high, truth, alpha = 4.0, 9.0, 12.0, 15.0, 1 / 3
    interval = (high - low) + 2 / alpha * (truth - high)
    wis = (0.5 * abs(truth - middle) + alpha / 2 * interval) / 1.5
    levels = [1 / 6, 1 / 2, 5 / 6]
    assert crps_of_quantiles([[low, middle, high]], levels, [truth]) == pytest.approx([wis])


def test_many_quantiles_come_to_the_score_of_the_samples_they_are_of() -> None:
    drawn = np.random.default_rng(3).negative_binomial(3, 0.1, size=(5, 2000)).astype(float)
    levels = (np.arange(200) + 0.5) / 200
    quantiles = np.quantile(drawn, levels, axis=1).T
    truth = [0, 10, 27, 60, 120]
    assert crps_of_quantiles(quantiles, levels, truth) == pytest.approx(crps(drawn, truth), rel=0.01)


def test_the_ranked_probability_score_by_hand() -> None:
    assert ranked_probability([[0.1, 0.2, 0.7, 0.0]], [1]) == pytest.approx([0.1**2 + 0.7**2 + 0.0])
    assert ranked_probability([[0, 0, 1, 0], [0, 0, 1, 0]], [2, 0]).tolist() == [0, 2]


def test_of_two_classes_it_is_the_brier_score() -> None:
    assert ranked_probability([[0.7, 0.3]], [1]) == pytest.approx([0.7**2])


@pytest.mark.parametrize(
    ("quantiles", "levels", "truth", "why"),
    [
        ([[1, 2]], [0.5], [1], "do not fit"),
        ([[1, 2]], [0.5, 0.5], [1], "must rise"),
        ([[1, 2]], [0.0, 0.5], [1], "must rise"),
        ([[2, 1]], [0.2, 0.5], [1], "do not fall"),
        ([[1, np.nan]], [0.2, 0.5], [1], "do not fall"),
    ],
)
def test_what_is_no_forecast_is_refused(quantiles, levels, truth, why) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=why):
        crps_of_quantiles(quantiles, levels, truth)


def test_classes_that_do_not_add_up_or_never_came_are_refused() -> None:
    with pytest.raises(ValueError, match="add up to 1"):
        ranked_probability([[0.5, 0.6]], [0])
    with pytest.raises(ValueError, match="none of the classes"):
        ranked_probability([[0.5, 0.5]], [2])


def test_bounds_are_inside() -> None:
    assert inside([1, 1, 1], [3, 3, 3], [1, 3, 3.5]).tolist() == [True, True, False]
