"""The command: its answer in words, as JSON and as GeoJSON, and its reason where the evidence does not bear it."""

from __future__ import annotations

import json


def test_the_answer_comes_before_the_table_and_the_places_as_geojson(console, tmp_path) -> None:
    done = console(
        "hotspots", "homicide-and-femicide", "mx", "--as-of", "2018-11-02", "--geojson", "out.geojson"
    )
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert text.startswith(
        "homicide-and-femicide (sesnsp-victims, victims) in 2017-07..2018-06: none of 32 states stands out from "
        "chance together with its neighbours; the highest are Baja California Sur (z 2.7), Baja California (z 2.1)"
    )
    assert "32 states are few: only a strong pattern stands out" in text
    made = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert (made["type"], len(made["features"])) == ("FeatureCollection", 32)
    first = made["features"][0]
    assert (first["id"], first["geometry"]["type"]) == ("MX-BCS", "Point")
    longitude, latitude = first["geometry"]["coordinates"]
    assert (-116 < longitude < -109, 22 < latitude < 28) == (True, True)
    assert (first["properties"]["name"], first["properties"]["count"]) == ("Baja California Sur", 628)
    assert round(first["properties"]["z"], 2) == 2.73


def test_every_figure_of_the_json_has_evidence(console) -> None:
    done = console("hotspots", "homicide-and-femicide", "mx", "--as-of", "2018-11-02", "--json")
    answer = json.loads(done.stdout)
    assert answer["facts"]["level"] == "state"
    for row in answer["rows"]:
        assert set(row["figures"]) == {"count", "rate", "smoothed", "z", "p"}
        assert all(figure["evidence"] for figure in row["figures"].values())


def test_without_months_it_says_why_and_what_there_is(console) -> None:
    done = console("hotspots", "homicide", "mx", "--as-of", "2018-11-02")
    assert done.returncode == 4
    assert done.stderr.strip() == (
        "almenara: no month of homicide is known on 2018-11-02 for 90% of the 32 states; of "
        "homicide-and-femicide some are"
    )


def test_a_state_is_not_a_country(console) -> None:
    done = console("hotspots", "homicide", "Sinaloa")
    assert done.returncode == 2
    assert done.stderr.strip() == 'almenara: "MX-SIN" is not a country with a pack; there are: MX, CO'
