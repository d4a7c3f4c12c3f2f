"""Density along a network: mass is kept on any network, and junctions divide it as the theory says."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components
from scipy.stats import norm

from almenara.analysis.methods.line_network import LineNetwork, cut, in_space, steps_km
from almenara.analysis.methods.network_density import diffuse, evenly, near

KM = 1 / 111.19492664455873
"""One kilometre of longitude on the equator, in degrees."""


def star(arms: int, km: float = 100.0, step: float = 0.5) -> LineNetwork:
    """Equal roads that meet in one junction, far from their ends."""
    turn = 2 * np.pi * np.arange(arms) / arms
    lines = [shapely.LineString([(0, 0), (km * KM * np.cos(a), km * KM * np.sin(a))]) for a in turn]
    return cut(lines, [km] * arms, step)


@st.composite
def networks(draw):
    """Random roads: crossing, touching, apart; some longer than they are drawn."""
    number = st.integers(-20, 20)
    ends = draw(st.lists(st.tuples(number, number, number, number), min_size=1, max_size=9, unique=True))
    lines = [
        shapely.LineString([(a / 20, b / 20), (c / 20, d / 20)]) for a, b, c, d in ends if (a, b) != (c, d)
    ]
    if not lines:
        lines = [shapely.LineString([(0, 0), (0.3, 0.1)])]
    factor = draw(st.lists(st.floats(1, 1.3), min_size=len(lines), max_size=len(lines)))
    stated = [steps_km(shapely.get_coordinates(x)).sum() * f for x, f in zip(lines, factor, strict=True)]
    return cut(lines, stated, draw(st.sampled_from([1.0, 3.0, 12.0])))


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 2**32 - 1), st.floats(0, 200))
def test_the_integral_over_all_roads_is_the_number_of_events(network, seed, bandwidth):
    generator = np.random.default_rng(seed)
    mass = np.where(generator.random(len(network.km)) < 0.3, generator.exponential(3, len(network.km)), 0)
    density = diffuse(network, mass, bandwidth) / network.km
    assert (density >= 0).all()
    # on the whole, and on each part of the network that no road joins to another
    a, b = network.ends.T
    size = len(network.nodes)
    joined = np.zeros((size, size))
    joined[a, b] = 1
    _, part = connected_components(joined, directed=False)
    for k in range(part.max() + 1):
        inside = part[a] == k
        assert (density * network.km)[inside].sum() == pytest.approx(mass[inside].sum(), rel=1e-9, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(networks(), st.integers(0, 2**32 - 1))
def test_an_event_is_spread_whole_or_lies_off_the_network(network, seed):
    points = np.random.default_rng(seed).uniform(-1.2, 1.2, (30, 2))
    sums = np.asarray(near(network, points, 6.0, 2.0).sum(axis=1)).ravel()
    away = np.sqrt(((in_space(points)[:, None] - in_space(network.middle)[None]) ** 2).sum(axis=2)).min(
        axis=1
    )
    assert sums[away <= 6.0] == pytest.approx(1)
    assert (sums[away > 6.0] == 0).all()
    inside = network.middle[:, 0] > 0
    assert evenly(network, inside).sum() == pytest.approx(float(inside.any()))


@pytest.mark.parametrize("arms", [2, 3, 5])
def test_the_kernel_at_a_junction_is_that_of_the_star(arms):
    """Heat kernel of a star of d roads (Roth 1984; McSwiggan et al. 2017, section 4): source at a on one of them."""
    network, a, sigma = star(arms), 12.0, 10.0
    out = np.linalg.norm(network.middle, axis=1) / KM
    source = int(np.argmin(np.where(network.line == 0, abs(out - a), np.inf)))
    mass = np.zeros(len(out))
    mass[source] = 1
    found = diffuse(network, mass, sigma, steps=256) / network.km
    a, own = out[source], network.line == 0
    wanted = np.where(
        own,
        norm.pdf(out - a, scale=sigma) + (2 / arms - 1) * norm.pdf(out + a, scale=sigma),
        2 / arms * norm.pdf(out + a, scale=sigma),
    )
    assert found == pytest.approx(wanted, abs=0.01 * wanted.max())


def test_the_bandwidth_is_the_kernels_standard_deviation():
    network = star(2)
    along = network.middle[:, 0] / KM
    mass = np.zeros(len(along))
    mass[np.argmin(abs(along))] = 1
    found = diffuse(network, mass, 8.0)
    centre = (found * along).sum()
    assert np.sqrt((found * (along - centre) ** 2).sum()) == pytest.approx(8.0, rel=0.01)


def test_the_precision_of_a_place_decides_how_far_its_event_reaches():
    network = star(2)
    point, town = np.zeros((1, 2)), abs(network.middle[:, 0]) / KM < 30
    sharp = near(network, point, 6.0, 2.0).toarray()[0] / network.km
    wide = evenly(network, town) / network.km
    assert sharp.max() > 5 * wide.max()
    assert np.ptp(wide[town]) == pytest.approx(0) and (wide[~town] == 0).all()


def test_masses_that_are_none_are_refused():
    network = star(2)
    for mass in (np.full(len(network.km), -1.0), np.full(len(network.km), np.nan), np.ones(3)):
        with pytest.raises(ValueError, match="0 or more for each cell"):
            diffuse(network, mass, 5.0)
