"""Where points lie, with boundaries held and without."""

import numpy as np
import pytest
import shapely

from almenara.analysis.siting import Land, distance_km, land
from almenara.countries.pack import all_packs
from almenara.workspace import Workspace

SQUARE = Land(
    {"ZZ-A": shapely.box(0, 0, 1, 1), "ZZ-B": shapely.box(1, 0, 2, 1)},
    {"YY-A": (20.0, 0.0, 100.0)},
    {"ZZ": "Zland", "ZZ-A": "West", "ZZ-B": "East", "YY": "Yland", "YY-A": "Only"},
)


def test_distances_are_those_of_the_sphere():
    # a quarter of a meridian of the mean sphere
    assert distance_km(np.array([0.0, 0.0]), np.array([0.0, 90.0])) == pytest.approx(6371.0088 * np.pi / 2)


def test_a_point_is_in_a_state_or_outside_by_a_distance():
    inside, shore, sea = SQUARE.spots([(1.5, 0.5), (2.03, 0.5), (3.0, 0.5)])
    assert (inside.country, inside.state, inside.checked) == ("ZZ", "ZZ-B", True)
    assert (shore.country, shore.away_km) == ("ZZ", 0.0)
    assert (sea.country, sea.state) == ("", "ZZ-B")
    assert sea.away_km == pytest.approx(111.19, abs=0.05)


def test_without_boundaries_a_point_is_only_near_enough():
    near, far = SQUARE.spots([(20.5, 0.0), (25.0, 0.0)])
    assert (near.country, near.checked) == ("YY", False)
    assert far.country == ""


def test_what_is_no_point_of_the_globe_lies_nowhere():
    for spot in SQUARE.spots([(200.0, 0.0), (0.0, 91.0), (float("nan"), 0.0), (float("inf"), 0.0)]):
        assert spot.country == ""


def test_every_state_reaches_its_own_point_on_the_embedded_default(workspace: Workspace):
    packs = list(all_packs().values())
    held = land(workspace.context(), packs)
    points = [(place.lon, place.lat) for pack in packs for place in pack.states]
    assert [spot.country for spot in held.spots(points)] == [p.code for p in packs for _ in p.states]
    assert not any(spot.checked for spot in held.spots(points))


def test_real_boundaries_tell_land_from_sea(real: Workspace):
    held = land(real.context(), list(all_packs().values()))
    town, gulf, abroad = held.spots([(-101.68, 21.12), (-94.0, 22.0), (-90.51, 14.63)])
    assert (town.country, town.state, town.checked) == ("MX", "MX-GUA", True)
    assert gulf.country == abroad.country == ""
    assert gulf.away_km > 100
