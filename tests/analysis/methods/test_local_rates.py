"""Rates drawn towards their neighbours: what must hold whatever the counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma

from almenara.analysis.methods.hotspots import pairs
from almenara.analysis.methods.local_rates import local_rates

RING = pairs([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2), (1, 3)], 5)


def test_without_neighbours_a_place_stands_on_its_own_count() -> None:
    found = local_rates([10, 0], [1000.0, 500.0], None)
    assert found.value.tolist() == [0.01, 0.0]
    assert found.low == pytest.approx([gamma(10.5).ppf(0.05) / 1000, 0])
    assert found.high == pytest.approx([gamma(10.5).ppf(0.95) / 1000, gamma(0.5).ppf(0.95) / 500])


def test_places_alike_are_pooled_with_the_doubt_of_the_pooled_count() -> None:
    found = local_rates([2, 4, 4, 4, 6], [100.0, 200, 200, 200, 300], RING)
    assert found.value == pytest.approx([0.02] * 5)
    own = local_rates([2.0], [100.0], None)
    assert found.high[0] - found.low[0] < own.high[0] - own.low[0]
    cases, living = 2 + 4 + 4 + 6, 100 + 200 + 200 + 300  # place 0 and its neighbours 1, 2 and 4
    assert found.high[0] == pytest.approx(gamma(cases + 0.5).ppf(0.95) / living)


def test_a_hot_spot_among_calm_places_is_not_smoothed_away() -> None:
    found = local_rates([50, 1, 1, 1, 1], [1e5] * 5, RING)
    assert found.value[0] > 0.9 * 50 / 1e5
    assert found.own[0] > 0.9


def test_few_people_are_drawn_more_than_many() -> None:
    found = local_rates([5, 30, 60, 90, 150], [100.0, 1e4, 1e4, 1e4, 1e4], RING)
    few, many = found.own[0], found.own[1]
    assert few < 0.6 < 0.9 < many
    assert found.value[0] < 5 / 100


def test_unknown_places_stay_unknown_and_tell_their_neighbours_nothing() -> None:
    whole = local_rates([3, np.nan, 5, 7, 9], [1e3] * 5, RING)
    other = local_rates([3, np.nan, 5, 7, 9], [1e3, 9e9, 1e3, 1e3, 1e3], RING)
    assert np.isnan(whole.value[1])
    assert whole.value[[0, 2, 3, 4]] == pytest.approx(other.value[[0, 2, 3, 4]])


@given(
    st.lists(st.integers(0, 200), min_size=5, max_size=5),
    st.lists(st.floats(10, 1e6), min_size=5, max_size=5),
)
def test_each_estimate_lies_between_its_own_rate_and_its_neighbourhoods_within_its_interval(
    cases: list[int], people: list[float]
) -> None:
    found = local_rates(cases, people, RING)
    own = np.array(cases) / np.array(people)
    near = (RING + np.eye(5)) != 0
    mean = np.array([np.array(cases)[row].sum() / np.array(people)[row].sum() for row in np.asarray(near)])
    slack = 1e-9 + 1e-6 * np.maximum(own, mean)
    assert (found.value >= np.minimum(own, mean) - slack).all()
    assert (found.value <= np.maximum(own, mean) + slack).all()
    assert (found.low <= found.value).all()
    assert (found.value <= found.high).all()


def test_wrong_input_is_refused() -> None:
    with pytest.raises(ValueError, match="exposure is above 0"):
        local_rates([1.0], [0.0], None)
