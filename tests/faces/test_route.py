"""The command `route`: without roads it says what is unknown and why; a routing server of one's own is asked."""

import json

from tests.collect.test_routing import serving

GPX = """<?xml version="1.0"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
<trk><name>mine</name><trkseg><trkpt lat="19.05" lon="-98.2"/><trkpt lat="19.17" lon="-96.15"/></trkseg></trk></gpx>
"""


def test_with_the_embedded_figures_alone_it_says_what_is_unknown_and_why(console, tmp_path):
    (tmp_path / "mine.gpx").write_text(GPX, encoding="utf-8")
    done = console("route", "mine.gpx")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "1: mine 216" in text
    assert "no roads are held on" in text and "the routes asked about are all there is of a network" in text
    assert "over which its counts by state could be spread" in text
    assert " 0 " not in text  # what is unknown is never told as none


def test_stops_go_to_the_server_that_is_named_and_to_no_other(console):
    with serving() as url:
        done = console("route", "19.05,-98.2", "19.17,-96.15", "--router", f"valhalla={url}", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert [r["origin"] for r in made["facts"]["routes"]] == ["valhalla", "valhalla"]
    assert made["rows"][0]["figures"]["length"]["value"] > made["rows"][1]["figures"]["length"]["value"] > 200
    done = console("route", "19.05,-98.2", "19.17,-96.15", "--router", f"osrm={url}")
    assert done.returncode == 8 and "could not be asked" in done.stderr


def test_what_is_wrong_with_files_and_stops_is_told(console, tmp_path):
    (tmp_path / "bomb.gpx").write_text("<!DOCTYPE x [<!ENTITY a 'b'>]><gpx/>", encoding="utf-8")
    (tmp_path / "points.geojson").write_text(
        '{"type": "FeatureCollection", "features": []}', encoding="utf-8"
    )
    for arguments, code, message in (
        (["none.gpx"], 2, "no such file: none.gpx"),
        (["bomb.gpx"], 3, "carries a document type or entities"),
        (["points.geojson"], 3, "has no line"),
        (["19,-98", "19,-97"], 2, "nothing leads from stop to stop"),
    ):
        done = console("route", *arguments)
        assert (done.returncode, message in done.stderr) == (code, True), done.stderr


def test_routes_of_the_teams_own_are_told_with_their_file_and_marking(console, tmp_path):
    (tmp_path / "mine.gpx").write_text(GPX, encoding="utf-8")
    assert console("assets", "import", "mine.gpx", "--type", "truck-corridor").returncode == 0
    done = console("route", "--asset", "mine", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["facts"]["routes"][0]["marking"] == "TLP:AMBER+STRICT"
    (stands,) = made["rows"][0]["figures"]["length"]["evidence"]
    assert stands["file"] == "mine.gpx" and len(stands["document"]) == 64
    assert console("route", "mine.gpx", "--asset", "mine").returncode == 2
