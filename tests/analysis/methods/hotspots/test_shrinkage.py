"""Empirical-Bayes rates: what small and large populations do."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods import hotspots


def test_small_places_are_drawn_to_the_mean_and_large_ones_keep_their_rate() -> None:
    cases, people = np.array([5, 3_000, 900, 0]), np.array([1_000, 1_000_000, 1_000_000, 800])
    rates, mean = hotspots.shrunk(cases, people), 3_905 / 2_001_800
    assert abs(rates[0] - mean) < abs(0.005 - mean) / 2
    assert rates[1:3] == pytest.approx([0.003, 0.0009], rel=0.01)
    assert 0 < rates[3] < mean


def test_places_that_vary_by_chance_alone_have_one_rate() -> None:
    assert hotspots.shrunk([10, 11, 9], [1000, 1000, 1000]) == pytest.approx([0.01] * 3)
    assert hotspots.shrunk([0, 0], [10, 20]).tolist() == [0, 0]


def test_months_are_shrunk_each_for_itself_and_unknown_stays_unknown() -> None:
    people = np.array([1000, 2000, 3000, 500])
    counts = np.array([[9, 2, 3, 8], [1, 30, 3, 0]])
    both = hotspots.shrunk(counts, people)
    assert both[0].tolist() == hotspots.shrunk(counts[0], people).tolist()
    holed = hotspots.shrunk([9, 2, 3, np.nan], people)
    assert np.isnan(holed[3])
    assert holed[:3] == pytest.approx(hotspots.shrunk([9, 2, 3], people[:3]))


def test_a_neighbourhood_of_all_is_the_whole_but_for_its_mean_population() -> None:
    people = np.array([1000.0, 2000, 3000, 500])
    everyone = hotspots.pairs([(i, j) for i in range(4) for j in range(i)], 4)
    counts = [9, 2, 3, 8]
    assert hotspots.shrunk_locally(counts, people, everyone) == pytest.approx(hotspots.shrunk(counts, people))


def test_people_and_counts_are_checked() -> None:
    with pytest.raises(ValueError, match="every place needs people"):
        hotspots.shrunk([1, 2], [10, 0])
    with pytest.raises(ValueError, match="one shape"):
        hotspots.shrunk([1, 2], [10, 10, 10])
