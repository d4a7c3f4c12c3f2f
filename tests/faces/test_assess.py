"""The command: sites worst first, what is not known with its reason, and files for map programs."""

from __future__ import annotations

import json
from xml.etree import ElementTree

KML = {"k": "http://www.opengis.net/kml/2.2"}


def test_a_state_as_a_site_with_what_is_not_known(console) -> None:
    done = console("assess", "--place", "Guanajuato", "--place", "Colima", "--as-of", "2018-11-02")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert text.startswith("2 sites, worst first, as known on 2018-11-02:")
    assert text.index("Colima: Colima (as stated).") < text.index("Guanajuato: Guanajuato (as stated).")
    assert "homicide 38.7 [37.4, 40.0] Guanajuato, 2017-07..2018-06" in text
    assert "Counted are homicide: homicide-and-femicide (sesnsp-victims);" in text
    assert "missing persons: nothing known on 2018-11-02 counts it by state or municipality" in text
    assert "no number of travellers is in evidence" in text


def test_the_level_is_the_rating_of_the_state_where_nothing_finer_is_held(console) -> None:
    rated = json.loads(console("rate", "Guanajuato", "--as-of", "2018-11-02", "--json").stdout)["rows"][0]
    found = json.loads(console("assess", "--place", "MX-GUA", "--as-of", "2018-11-02", "--json").stdout)
    site = found["rows"][0]["figures"]
    for name in ("score", "level", "chance_3"):
        ours, theirs = site[name], rated["figures"][name]
        assert (ours["value"], ours["low"], ours["high"]) == (theirs["value"], theirs["low"], theirs["high"])
    assert site["official"]["value"] == 2


def test_a_point_without_boundaries_is_not_guessed_at(console, tmp_path) -> None:
    done = console(
        "assess",
        "--at",
        "Gate=21.02,-101.26",
        "--as-of",
        "2018-11-02",
        "--geojson",
        "s.geojson",
        "--kml",
        "s.kml",
    )
    assert done.returncode == 0, done.stderr
    reason = "no boundary or point in evidence tells which place it lies in; name the place"
    assert f"Gate: {reason}" in " ".join(done.stdout.split())
    (feature,) = json.loads((tmp_path / "s.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-101.26, 21.02]}
    assert (feature["properties"]["level"], feature["properties"]["marking"]) == (None, "TLP:AMBER+STRICT")
    mark = ElementTree.parse(tmp_path / "s.kml").getroot().find(".//k:Placemark", KML)
    assert mark is not None
    assert mark.findtext("k:Point/k:coordinates", namespaces=KML) == "-101.26,21.02"


def test_no_site_and_swapped_coordinates_are_refused(console) -> None:
    done = console("assess")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "almenara: no site is named, and none is kept: give --at LAT,LON or --place"
    )
    done = console("assess", "--at", "-101.26,21.02")
    assert done.returncode == 2
    assert "latitude comes first and lies within 90; these two seem swapped" in done.stderr


def test_the_sites_that_are_kept_with_their_marking_and_no_route(console) -> None:
    console("assets", "add", "Mill", "--at", "21.02,-101.26", "--type", "plant", "--people", "40")
    console("assets", "add", "Way", "--at", "20.5,-100.3", "--at", "21.0,-101.0", "--type", "commute")
    done = console("assess", "--as-of", "2018-11-02")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("TLP:AMBER+STRICT\n1 site, as known on 2018-11-02:")
    found = json.loads(console("assess", "Mill", "--as-of", "2018-11-02", "--json").stdout)
    people = found["rows"][0]["figures"]["people_there"]
    assert (people["value"], people["method"]) == (40, "as the owner states it")
    done = console("assess", "Way")
    assert '"Way" is a route: ask `almenara route` about it' in done.stderr


def test_the_last_look_is_remembered(console) -> None:
    first = console("assess", "--place", "MX-GUA", "--since", "last", "--as-of", "2018-03-01")
    assert "No look before this one is kept: nothing is compared." in first.stdout, first.stderr
    second = " ".join(
        console("assess", "--place", "MX-GUA", "--since", "last", "--as-of", "2018-11-02").stdout.split()
    )
    assert "Since 2018-03-01: homicide: newer months (24.3 [23.2, 25.4] to 38.7 [37.4, 40.0]);" in second
