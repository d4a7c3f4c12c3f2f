"""pemex_taps, pemex_pipelines, cargo_theft_press, risky_roads_press and roadblocks_press on whole files."""

from datetime import date

import pytest
import shapely

from almenara.collect.recognise import recognise
from almenara.workspace import Workspace
from tests.sources.made_places import made, reading, zipped
from tests.sources.made_theft import BLOCKS, BY_ROAD, BY_STATE, CROSSED, QUARTER, SEGMENTS, TAPS, pipelines


def test_a_tap_count_is_known_since_its_page_and_quotes_it():
    found = reading(made("taps.csv", TAPS), "pemex_taps")
    rows = found.tables["observations"].to_pylist()
    assert [(r["place"], r["value"], r["known"], r["ground"]) for r in rows[1:]] == [
        ("inegi/00", 3691.0, date(2018, 5, 31), "stated"),
        ("inegi/00", 1057.0, date(2018, 5, 31), "stated"),
        ("inegi/00", 1417.0, date(2018, 5, 31), "stated"),
        ("inegi/21", 1318.0, date(2018, 9, 30), "archived"),
    ]
    assert rows[4]["note"].startswith(
        "data updated 2018-09-12; Pemex's data, compiled by Igavim; page undated"
    )
    pages = {c["citation"]: c for c in found.tables["citations"].to_pylist()}
    assert pages[rows[0]["citation"]]["publisher"] == "Quintana Roo Hoy"
    assert pages[rows[0]["citation"]]["url"] == QUARTER


def test_two_months_follow_from_a_quarter_less_its_last_month(workspace: Workspace, tmp_path, monkeypatch):
    spec = workspace.registry.specs["pemex_taps"].model_copy(update={"expect": {"rows": 1}})
    monkeypatch.setattr("almenara.collect.ingest.recognise", lambda document: spec)
    (tmp_path / "taps.csv").write_text(TAPS, encoding="utf-8")
    workspace.ingest([tmp_path / "taps.csv"])
    for period, value in (("2018-01..2018-02", 2274), ("2017-01..2017-02", 1647)):
        found = [
            f
            for f in workspace.figures("fuel-theft", "MX", period, "2018-11-02")
            if f.definition == "pemex-taps"
        ]
        assert [(f.value, f.known, f.method) for f in found] == [
            (value, date(2018, 5, 31), "difference of published totals")]  # fmt: skip


def test_pipelines_are_places_with_a_line_and_a_point_on_it(tmp_path):
    found = reading(made("d.zip", zipped(pipelines(tmp_path))), "pemex_pipelines", pipelines=2)
    first = found.tables["places"].to_pylist()[0]
    assert (first["place"], first["kind"], first["name"]) == (
        "named/mx/P-001",
        "pipeline",
        'Poliducto Uno-Dos, 10"-8"',
    )
    assert (first["lon"], first["lat"]) == (-99.5, 20.0)
    line = shapely.from_wkb(first["geometry"])
    assert (line.geom_type, line.has_z, line.length) == ("LineString", False, 1.0)
    said = {(s["predicate"], s["object"]) for s in found.tables["statements"].to_pylist()}
    assert {("pipeline-length-km", "148.4"), ("pipeline-region", "Noreste")} <= said


def test_a_pipeline_and_the_municipalities_crossed_are_found_again(
    workspace: Workspace, tmp_path, monkeypatch
):
    spec = workspace.registry.specs["pemex_pipelines"]
    lowered = spec.model_copy(update={"expect": {"pipelines": 2, "municipalities": 3}})
    monkeypatch.setattr("almenara.collect.ingest.recognise", lambda document: lowered)
    (tmp_path / "d.zip").write_bytes(zipped(pipelines(tmp_path)))
    (tmp_path / "muns_pipeline.csv").write_text(CROSSED, encoding="utf-8")
    taken = workspace.ingest([tmp_path / "d.zip", tmp_path / "muns_pipeline.csv"])
    assert [t.rows for t in taken] == [{"places": 2, "statements": 12}, {"statements": 3}]
    again = Workspace.open(workspace.settings.store)
    place = again.place("MX-P-002")
    assert (place.kind, place.parent, again.place("Ramal Tres").code) == ("pipeline", "MX", "MX-P-002")


def test_municipalities_crossed_are_statements():
    found = reading(made("muns_pipeline.csv", CROSSED), "pemex_pipelines", municipalities=3)
    said = found.tables["statements"].to_pylist()
    assert [(s["place"], s["predicate"], s["row"]) for s in said][2] == (
        "inegi/11007",
        "crossed-by-pipeline",
        4,
    )


def test_counts_of_cargo_theft_keep_to_their_counting_body():
    found = reading(made("s.csv", BY_STATE), "cargo_theft_press")
    rows = found.tables["observations"].to_pylist()
    assert [(r["definition"], r["place"], r["value"], r["known"]) for r in rows] == [
        ("sesnsp-files-press", "inegi/00", 5174.0, date(2019, 6, 30)),
        ("sesnsp-files-press", "inegi/15", 449.0, date(2019, 6, 30)),
    ]
    said = found.tables["statements"].to_pylist()
    assert [(s["subject"], s["predicate"], s["object"], s["place"]) for s in said] == [
        ("Puebla", "cargo-theft-share-percent", "24", "inegi/21"),
        (
            "Ecatepec, México",
            "cargo-theft-share-percent-of-state",
            "11",
            "name/mx/Ecatepec, México||inegi/15",
        ),
    ]


def test_single_roads_and_parts_are_statements_not_counts():
    found = reading(made("h.csv", BY_ROAD), "cargo_theft_press")
    assert [r["definition"] for r in found.tables["observations"].to_pylist()] == ["gn-federal-highways"]
    said = [(s["subject"], s["predicate"], s["object"]) for s in found.tables["statements"].to_pylist()]
    assert said == [("all federal highways", "highway-private-vehicle-robbery-count", "294"),
                    ("150D Puebla-Cordoba", "highway-private-vehicle-robbery-count", "22")]  # fmt: skip


def test_dangerous_segments_are_statements_with_their_kilometres():
    said = reading(made("r.csv", SEGMENTS), "risky_roads_press").tables["statements"].to_pylist()
    assert [(s["subject"], s["object"], s["place"]) for s in said] == [
        ("Tepotzotlán-Palmillas, km 51 to 53", "CDMX-Querétaro", "inegi/15"),
        ("Lo Lamedo-Tecualilla, km 23 to 24.5", "Durango-Nayarit-Jalisco", "name/mx/Nayarit"),
    ]


def test_named_roadblocks_are_events_and_the_rest_statements():
    found = reading(made("n.csv", BLOCKS), "roadblocks_press")
    events = found.tables["events"].to_pylist()
    assert [(e["kind"], e["start"], e["place"], e["place_precision"]) for e in events] == [
        ("roadblock", date(2026, 2, 22), "name/mx/Reynosa, Tamaulipas", "municipality"),
        ("roadblock", date(2019, 3, 6), "name/mx/Guanajuato", "state"),
    ]
    assert events[1]["note"] == "the day is that of the page"
    said = found.tables["statements"].to_pylist()
    assert [(s["predicate"], s["object"], s["valid_from"]) for s in said] == [
        ("roadblocks-counted", "65", date(2026, 2, 22)), ("fires-reported", "36", None)]  # fmt: skip
    assert said[1]["note"].startswith("the day is not in the source")


@pytest.mark.parametrize(
    ("text", "source"),
    [(TAPS, "pemex_taps"), (BY_STATE, "cargo_theft_press"), (BY_ROAD, "cargo_theft_press"),
     (SEGMENTS, "risky_roads_press"), (BLOCKS, "roadblocks_press")],
)  # fmt: skip
def test_each_layout_is_recognised(text: str, source: str):
    assert recognise(made("f.csv", text)).id == source


def test_the_map_of_pipelines_is_recognised(tmp_path):
    assert recognise(made("d.zip", zipped(pipelines(tmp_path)))).id == "pemex_pipelines"
    assert recognise(made("muns_pipeline.csv", CROSSED)).id == "pemex_pipelines"
