"""The command: what it prints, as a table and as JSON, and what it refuses."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def options(tmp_path):
    """Files of ten towns, one of them struck, and the options that name them."""
    towns = range(10)
    (tmp_path / "a.geo").write_text("".join(f"T{n} {n * 40 + 100} {n % 3}\n" for n in towns))
    (tmp_path / "a.pop").write_text("".join(f"T{n} 2020 1000\n" for n in towns))
    cases = [
        f"T{n} {2 + 20 * (n == 4 and month > 8)} 2020/{month}\n" for n in towns for month in range(1, 13)
    ]
    (tmp_path / "a.cas").write_text("".join(cases))
    return ["--cases", "a.cas", "--population", "a.pop", "--coordinates", "a.geo"]


def test_a_cluster_as_json_without_a_store(console, options, tmp_path) -> None:
    done = console("scan", *options, "--prospective", "--max-time", "6", "--seed", "3", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    best = answer["clusters"][0]
    assert (best["locations"], best["start"], best["end"], best["cases"]) == (
        ["T4"], "2020-09-01", "2020-12-31", 88,
    )  # fmt: skip
    assert {"expected", "relative_risk", "llr", "p"} <= set(best)
    assert best["p"] == 0.001
    assert not (tmp_path / "store").exists()
    assert (
        console("scan", *options, "--prospective", "--max-time", "6", "--seed", "3", "--json").stdout
        == done.stdout
    )


def test_a_cluster_as_a_table(console, options) -> None:
    done = console("scan", *options, "--replications", "99")
    assert done.returncode == 0, done.stderr
    assert "T4" in done.stdout.splitlines()[1]
    assert done.stdout.splitlines()[-2:] == [
        "320 cases in 10 places; 99 replications, seed 0",
        "Coordinates were taken as points on a plane.",
    ]


def test_scopes_exclude_each_other(console, options) -> None:
    done = console("scan", *options, "--space", "--prospective")
    assert done.returncode == 2
    assert done.stderr.strip() == "almenara: --space and --prospective exclude each other"


def test_days_of_the_study_hold_whatever_the_time_step(console, options) -> None:
    study = ("--space-time", "--unit", "month", "--start", "2020-02-15", "--end", "2020-06-14", "--json")
    answer = json.loads(console("scan", *options, *study, "--replications", "9").stdout)
    assert (answer["start"], answer["end"]) == ("2020-02-15", "2020-06-14")
    assert (answer["cases"], answer["left_out"]) == (80, 240)  # March to June, each counted on its first day


def test_controls_of_a_model_that_has_none_are_refused(console, options) -> None:
    done = console("scan", *options, "--model", "poisson", "--controls", "a.cas")
    assert done.returncode == 2
    assert "--controls are for the Bernoulli model" in done.stderr


@pytest.fixture
def in_degrees(options, tmp_path):
    """The same towns with latitudes and longitudes, T4 and its two neighbours struck, T9 larger than half."""
    towns = range(10)
    (tmp_path / "a.geo").write_text("".join(f"T{n} {20 + n % 3} {-100 + n}\n" for n in towns))
    (tmp_path / "a.pop").write_text("".join(f"T{n} 2020 {1000 + 20_000 * (n == 9)}\n" for n in towns))
    cases = [f"T{n} {40 if n in (3, 4, 5) else 100 if n == 9 else 5} 2020\n" for n in towns]
    (tmp_path / "a.cas").write_text("".join(cases))
    return options


def test_clusters_as_geojson(console, in_degrees, tmp_path) -> None:
    done = console("scan", *in_degrees, "--replications", "99", "--geojson", "out.geojson", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["degrees"] is True
    assert "geometry" not in answer["clusters"][0]
    made = json.loads((tmp_path / "out.geojson").read_text())
    assert made["type"] == "FeatureCollection"
    first = made["features"][0]
    assert set(first["properties"]["locations"]) == {"T3", "T4", "T5"}
    assert first["properties"]["llr"] == answer["clusters"][0]["llr"]
    assert first["geometry"]["type"] == "LineString"  # the three lie in a row
    assert sorted(first["geometry"]["coordinates"]) == [[-97, 20], [-95, 22]]


def test_a_place_too_large_for_every_window_is_named(console, in_degrees) -> None:
    done = console("scan", *in_degrees, "--replications", "9")
    assert done.stdout.splitlines()[-2:] == [
        "Coordinates were taken as degrees.",
        "In no window, as each is larger than the largest: T9",
    ]


def test_points_on_a_plane_have_no_geojson(console, options) -> None:
    done = console("scan", *options, "--geojson", "out.geojson")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "almenara: GeoJSON holds longitude and latitude; these coordinates are on a plane"
    )
