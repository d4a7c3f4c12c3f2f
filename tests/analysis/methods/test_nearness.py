"""Pairs within a distance: held to the plain way of working them out, one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.analysis.methods.nearness import arc_km, pairs

DEGREES = st.tuples(st.floats(-100, -99), st.floats(20, 21))


def test_a_degree_of_the_equator_is_its_length():
    assert arc_km(0, 0, 1, 0) == pytest.approx(2 * np.pi * 6371.0088 / 360)


@given(
    st.lists(DEGREES, min_size=1, max_size=15), st.lists(DEGREES, min_size=1, max_size=6), st.floats(1, 60)
)
def test_points_are_those_found_one_by_one(points, sites, reach):
    lon, lat = (np.array(c) for c in zip(*points, strict=True))
    found = pairs(lon, lat, [[s] for s in sites], np.full(len(sites), reach))
    held = {(p, s): km for p, s, km in zip(found.point, found.shape, found.km, strict=True)}
    for i, (x, y) in enumerate(points):
        for j, (u, v) in enumerate(sites):
            km = arc_km(x, y, u, v)
            assert abs(km - reach) < 1e-6 or ((i, j) in held) == (km < reach)
            assert (i, j) not in held or held[i, j] == pytest.approx(km, abs=1e-6)


def test_a_line_is_near_where_any_part_of_it_is():
    lon, lat = np.array([-100.0, -100.0, -99.0]), np.array([20.05, 21.0, 20.05])
    line = [(-101.0, 20.0), (-99.5, 20.0)]
    found = pairs(lon, lat, [line], np.array([10.0]))
    assert found.point.tolist() == [0]
    assert found.km[0] == pytest.approx(arc_km(-100, 20.05, -100, 20.0), rel=5e-3)
