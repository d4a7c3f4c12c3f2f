"""Sites whose owner names their place, from the file to the database and back."""

import json

import pytest
import shapely

from almenara.analysis.named_sites import name_places
from almenara.analysis.siting import Land
from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import all_packs
from almenara.model.asset import Asset

PACK = next(pack for pack in all_packs().values() if len(pack.states) > 1)
STATE, OTHER = PACK.states[:2]
NAMES = Gazetteer([PACK])
EAST = Land(
    {STATE.code: shapely.box(0, 0, 10, 10), OTHER.code: shapely.box(20, 0, 30, 10)},
    {},
    {s.code: s.name for s in (STATE, OTHER)} | {PACK.code: PACK.country.name},
)


def site(place, *points, kind="site"):
    return Asset("A", kind, "other", points, "", place=place)


def test_a_name_becomes_the_code_of_the_place():
    assert [a.place for a in name_places(NAMES, EAST, [site(STATE.name), site("")]).assets] == [
        STATE.code,
        "",
    ]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Nowhereville", 'no place is called "Nowhereville"'),
        (PACK.country.name, "is a country: name a state"),
    ],
)
def test_a_site_without_a_point_has_to_name_one(place, told):
    (fault,) = name_places(NAMES, EAST, [site(place)]).faults
    assert told in str(fault)
    beside_a_point = name_places(NAMES, EAST, [site(place, (5.0, 5.0))])
    assert not beside_a_point.faults
    assert told in beside_a_point.remarks[0]
    assert beside_a_point.assets[0].place == ""


def test_a_point_in_another_state_is_a_fault_or_counts_if_its_owner_insists():
    there = [site(OTHER.name, (5.0, 5.0))]
    (fault,) = name_places(NAMES, EAST, there).faults
    assert f"its point lies in {STATE.name}, {PACK.country.name}, and not in {OTHER.name}" in str(fault)
    kept = name_places(NAMES, EAST, there, anyway=True)
    assert (kept.faults, kept.assets[0].place) == ([], "")
    assert "the point counts" in kept.remarks[0]


def test_of_lines_no_place_is_read():
    made = name_places(NAMES, EAST, [site(STATE.name, (1.0, 1.0), (2.0, 2.0), kind="route")])
    assert made.assets[0].place == ""
    assert made.remarks == ["the place was not read of 1 routes and trips: their points tell it"]


def test_a_site_with_a_place_alone_is_imported_exported_and_assessed(console, tmp_path):
    (tmp_path / "sites.csv").write_text(f"name,municipality,state\nDepot,,{STATE.name}\n", encoding="utf-8")
    made = console("assets", "import", "sites.csv", "--column", "place=municipality,state")
    assert made.returncode == 0, made.stderr
    for ending in ("csv", "geojson", "kml"):
        assert console("assets", "export", f"out.{ending}").returncode == 0
        again = console("assets", "import", f"out.{ending}", "--replace", "--json")
        assert json.loads(again.stdout)["assets"][0]["place"] == STATE.code, again.stderr
    assert console("assets", "add", "Nowhere").returncode == 2
    assert f"Depot  site  other  {STATE.code}" in console("assets", "list").stdout
