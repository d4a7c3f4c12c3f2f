"""Events near a point, by how well their own places are known: mass is kept, and vague places make no hot spot."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from almenara.analysis.methods.placed_events import interval, sizes, within_of_areas, within_of_points
from almenara.analysis.methods.scan.windows import EARTH_RADIUS


def grid(south: float, north: float, west: float, east: float, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Points (latitude, longitude) of a grid, and the square kilometres that each stands for."""
    latitude, longitude = np.meshgrid(np.arange(south, north, step), np.arange(west, east, step))
    where = np.stack([latitude.ravel(), longitude.ravel()], axis=1)
    side = np.radians(step) * EARTH_RADIUS
    return where, side**2 * np.cos(np.radians(where[:, 0]))


@settings(max_examples=8, deadline=None)
@given(st.floats(-50, 50), st.sampled_from([2.0, 12.0]), st.sampled_from([5.0, 10.0]))
def test_kernels_of_points_keep_mass(latitude: float, doubt: float, radius: float) -> None:
    """Over the whole plane one event is within the radius of as much ground as the disc has."""
    reach = 1.2 / np.cos(np.radians(latitude))
    where, area = grid(latitude - 0.9, latitude + 0.9, 10 - reach, 10 + reach, 0.02)
    found = within_of_points(where, np.full(len(where), radius), [(latitude, 10.0)], [doubt])
    assert (found.probability * area[found.point]).sum() == pytest.approx(np.pi * radius**2, rel=0.01)


def test_kernels_of_areas_keep_mass() -> None:
    where, area = grid(18.5, 21.5, -101.5, -98.5, 0.02)
    found = within_of_areas(where, np.full(len(where), 10.0), [box(-101, 19, -99, 21)])
    assert (found.probability * area[found.point]).sum() == pytest.approx(np.pi * 100, rel=0.005)


def test_a_disc_inside_an_area_has_its_share_of_it() -> None:
    state = box(-101, 19, -99, 21)
    found = within_of_areas([(20.0, -100.0), (20.9, -99.1), (25.0, -100.0)], [10.0, 10, 10], [state])
    assert found.point.tolist() == [0, 1]
    assert found.probability == pytest.approx(np.pi * 100 / sizes([state])[0], rel=1e-3)


def test_the_nearer_and_the_better_known_the_more_likely_it_is_near() -> None:
    events = [(20.0, -100.0), (20.1, -100.0), (20.0, -100.0)]
    found = within_of_points([(20.0, -100.0)], [10.0], events, [2.0, 2.0, 12.0])
    sure, edge, vague = found.probability[np.argsort(found.event)]
    assert sure > 0.99 > edge > 0.15
    assert vague == pytest.approx(1 - np.exp(-(10**2) / (2 * 12**2)), rel=1e-6)  # Rayleigh


def test_far_away_there_is_nothing() -> None:
    assert not len(within_of_points([(20.0, -100.0)], [10.0], [(25.0, -100.0)], [2.0]).point)
    assert not len(within_of_points([], [], [(25.0, -100.0)], [2.0]).point)
    assert not len(within_of_areas([(20.0, -100.0)], [10.0], []).point)


def test_the_interval_is_that_of_a_count_where_places_are_sure_and_wider_where_not() -> None:
    assert interval([1.0] * 9)[0] == 9
    sure, spread = interval([1.0] * 9), interval([0.1] * 90)
    assert spread[0] == pytest.approx(9)
    assert spread[1] < sure[1] < 9 < sure[2] < spread[2]
    total, low, high = interval([])
    assert (total, low) == (0, 0)
    assert high == pytest.approx(1.92, abs=0.01)  # half a chi-square with one degree, at 0.9
