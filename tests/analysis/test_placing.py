"""Assets put on the map of the covered countries."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import shapely

from almenara.analysis.placing import place
from almenara.analysis.siting import Land
from almenara.model.asset import Asset, Provenance

LAND = Land({"ZZ-A": shapely.box(-60, 10, -40, 20)}, {}, {"ZZ": "Zland", "ZZ-A": "West"})
SITE = Asset(
    "A",
    "site",
    "plant",
    ((-50.0, 15.0),),
    "",
    provenance=Provenance("a.csv", "0", 2, datetime(2026, 1, 1, tzinfo=UTC)),
)


def told(*points, anyway=False):
    asset = replace(SITE, kind="site" if len(points) == 1 else "route", points=points)
    return [str(fault) for fault in place(LAND, [asset], anyway).faults]


def test_an_asset_gets_its_country():
    assert [a.country for a in place(LAND, [SITE]).assets] == ["ZZ"]


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ((15.0, -50.0), 'row 2: "A" lies at -50.00000, 15.00000: latitude and longitude look exchanged; '
         "15.00000, -50.00000 lies in West, Zland. Coordinates here are latitude, longitude"),
        ((50.0, 15.0), "a minus sign looks lost; 15.00000, -50.00000 lies in West, Zland"),
        ((15.0, 50.0), "exchanged, and a minus sign looks lost; 15.00000, -50.00000"),
        ((15.0, -150.0), "is no latitude and longitude in degrees; if the file is in metres of a projection"),
        ((-30.0, 15.0), "outside the covered countries (Zland), in the sea or in another country; the nearest is West"),
        ((0.0, 0.0), "where missing coordinates end up"),
    ],
)  # fmt: skip
def test_a_site_that_lies_outside_is_told_with_what_may_have_been_meant(point, words):
    (fault,) = told(point)
    assert words in fault


def test_anyway_keeps_it_without_a_country_but_not_beyond_the_globe():
    kept = place(LAND, [replace(SITE, points=((-30.0, 15.0),))], anyway=True)
    assert [a.country for a in kept.assets] == [""]
    assert "nothing will be known of it" in kept.remarks[0]
    assert told((15.0, -150.0), anyway=True)


def test_a_route_may_leave_the_covered_countries_but_not_by_an_exchanged_point():
    inside, outside = (-50.0, 15.0), (-30.0, 15.0)
    kept = place(LAND, [replace(SITE, kind="route", points=(outside, inside))])
    assert kept.assets[0].country == "ZZ"
    assert '"A": 1 of 2 points lie outside the covered countries' in kept.remarks[0]
    assert (
        "at point 2 of 3, lies at -50.00000, 15.00000: latitude and longitude look exchanged"
        in told(inside, (15.0, -50.0), outside)[0]
    )
    assert len(told(outside, (-31.0, 15.0))) == 1


def test_a_line_of_very_many_points_is_thinned_where_it_is_straight():
    points = tuple((-50.0 + n / 10_000, 15.0) for n in range(10_001))
    kept = place(LAND, [replace(SITE, kind="route", points=points)])
    assert kept.assets[0].points == (points[0], points[-1])
    assert "10001 points thinned to 2" in kept.remarks[0]
