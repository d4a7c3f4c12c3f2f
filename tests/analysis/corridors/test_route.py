"""Routes on real roads: mass is kept by state and over all roads, and nothing unknown is told as zero."""

import json
from pathlib import Path

import numpy as np
import pytest

from almenara.analysis.corridors.held import held_network
from almenara.analysis.corridors.segments import segments
from almenara.analysis.corridors.spread import Located, Spread, spread
from almenara.analysis.corridors.ways import Way, along
from almenara.analysis.figures import figure
from almenara.analysis.questions import answer, recall
from almenara.errors import UsageError
from almenara.reading.threats import find_threat
from almenara.workspace import Workspace
from tests.shared_data import shared

FILES = (
    "mexico/infrastructure/roads_main_corridors.geojson",
    "mexico/infrastructure/roads_routes_derived.geojson",
    "mexico/infrastructure/Ductos_Petroliferos.zip",
    "mexico/geo/estatal.zip",
    "mexico/sesnsp/estatal_delitos/estatal_2024-03-20.csv.gz",
    "mexico/fuel_theft/pemex_illegal_taps_press.csv",
    "mexico/cargo_theft/narcobloqueos_press.csv",
    "mexico/cargo_theft/risk_segments_2019_press.csv",
    "events/ucdp-ged/GEDEvent_v24_1_mexico_1989-2022.csv.gz",
)


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store with roads, pipelines, boundaries of states, one file of counts and located events."""
    workspace = Workspace.open(tmp_path_factory.mktemp("roads") / "store")
    workspace.ingest([shared(name) for name in FILES])
    return Workspace.open(workspace.settings.store)  # what was taken in names places


@pytest.fixture(scope="module")
def context(roads):
    return roads.context("2026-11-24")


def row(found, key):
    return next(r for r in found.rows if r.key == key)


def test_over_all_roads_the_expected_numbers_are_those_counted(context):
    pack = context.packs["MX"]
    held = held_network(context, pack, "road")
    found, _, _ = spread(context, pack, held, find_threat("cargo-theft"))
    (counted,) = found
    assert isinstance(counted, Spread)
    like = counted.like
    every = [
        figure(context, like.measure, p, like.period, like.definition) for p in (pack.country, *pack.states)
    ]
    off = sum(f.value for f in every[1:] if f.place.code not in counted.of_state)
    twelve = every[0].value - off
    assert counted.count.sum() == twelve > 8000
    density = counted.count / counted.km
    inside = np.array([counted.of_state.get(str(code), -1) for code in held.state])
    assert (density[inside] * held.network.km)[inside >= 0].sum() == pytest.approx(twelve)


def test_located_events_are_on_the_roads_or_off_them_and_none_is_lost(context):
    pack = context.packs["MX"]
    held = held_network(context, pack, "road")
    found, few, unknown = spread(context, pack, held, find_threat("armed-violence"))
    (located,) = found
    assert isinstance(located, Located) and located.source == "ucdp_ged"
    assert located.mass.sum() + located.off == pytest.approx(located.total) and located.total > 5000
    # an event told to the state or the country is spread over it: it makes no hot spot
    assert set(located.precision) >= {"point", "municipality", "state"}
    assert unknown == [
        "shootouts, roadblocks and attacks nearby: roadblocks_press knows 12 events of its last 3 years: too few to "
        "say how they lie along roads"
    ]
    assert {f.told["kind"] for f in few} == {"roadblock"}


def test_a_route_between_towns_is_told_by_segment_worst_first_with_alternatives(context):
    found = answer(
        context, "route", country="MX", routes=[{"stops": ["Puebla", "Veracruz"]}], vehicles=[5000, 15000]
    )
    routes = [r for r in found.rows if r.facts["row"] == "route"]
    parts = [r for r in found.rows if r.facts["row"] == "segment"]
    assert [r.label for r in routes] == [
        "Puebla – Veracruz (shortest, via Córdoba-Orizaba)", "Puebla – Veracruz (via Xalapa)"]  # fmt: skip
    ratios = [r.figures["ratio"].value for r in parts]
    assert ratios == sorted(ratios, reverse=True) and parts[0].facts["state"] == "Puebla"
    for one in routes:
        own = [r for r in parts if r.facts["route"] == one.facts["route"]]
        assert sum(r.figures["length"].value for r in own) == pytest.approx(one.figures["length"].value)
        for key in ("cargo-theft:year", "armed-violence:ucdp_ged:year"):
            told = one.figures[key]
            assert told.low <= told.value <= told.high and told.evidence
        whole = one.figures["cargo-theft:year"]
        assert sum(r.figures["cargo-theft:year"].value for r in own) == pytest.approx(whole.value)
        trip = one.figures["cargo-theft:trip"]
        assert trip.value == pytest.approx(whole.value / 365.25 / np.sqrt(5000 * 15000))
        assert one.figures["armed-violence:ucdp_ged:trip"].status == "not-applicable"
    assert "OpenStreetMap" in found.facts["attribution"]


def test_without_traffic_a_trip_is_unknown_and_says_so(context):
    found = answer(context, "route", country="MX", routes=[{"stops": ["Monterrey", "Reynosa"]}])
    trip = row(found, "1").figures["cargo-theft:trip"]
    assert (trip.status, trip.value) == ("unknown", None) and "traffic" in trip.reason
    assert {n["corridor"] for r in found.rows for n in r.facts.get("named", [])} == {"Monterrey-Reynosa"}
    assert [
        e["day"] for e in found.facts["routes"][0]["events"]
    ] == []  # no boundaries of municipalities are held


def test_a_figure_is_computed_again_from_its_recipe(context):
    stops = ["19.05,-98.2", "Veracruz"]
    found = answer(context, "route", country="MX", routes=[{"stops": stops}], alternatives=0)
    for one in found.rows[:3]:
        for told in one.figures.values():
            again = recall(context, json.loads(json.dumps(told.recipe)))
            assert (again.value, again.low, again.high) == (told.value, told.low, told.high)


def test_a_line_of_ones_own_lies_on_the_corridor_it_follows(context):
    line = json.loads(
        shared("mexico/infrastructure/roads_routes_derived.geojson").read_text(encoding="utf-8")
    )
    points = line["features"][2]["geometry"]["coordinates"]  # Manzanillo to Guadalajara
    given = {"name": "mine", "points": points}
    found = answer(context, "route", country="MX", routes=[given, {"place": "MX-J-003"}], geometry=True)
    mine, theirs = row(found, "1"), row(found, "2")
    assert found.facts["routes"][0]["on_share"] > 0.97
    key = "armed-violence:ucdp_ged"
    assert mine.figures[key].value == pytest.approx(theirs.figures[key].value, rel=1e-6)
    by_stops = answer(
        context, "route", country="MX", routes=[{"stops": ["Manzanillo", "Guadalajara"]}], alternatives=0
    )
    assert mine.figures[key].value == pytest.approx(row(by_stops, "1").figures[key].value, rel=0.15)
    assert {"MX-COL", "MX-JAL"} <= set(found.facts["outlines"])


def test_taps_are_spread_over_pipelines_and_the_rest_of_the_country_over_the_other_states(context):
    found = answer(context, "route", country="MX", kind="pipeline", routes=[{"place": "MX-P-001"}])
    assert found.figures["fuel-theft:network"].unit == "taps per 100 km and year"
    assert any("the rest of the country's" in c for c in found.caveats)
    assert row(found, "1").figures["fuel-theft"].value > 0


def test_before_roads_were_known_a_route_is_its_own_network(roads):
    points = [[-98.2, 19.05], [-97.4, 18.85], [-96.15, 19.17]]
    found = roads.ask("route", "2025-01-01", country="MX", routes=[{"name": "mine", "points": points}])
    assert found.facts["network"] == "own"
    assert any("over which its counts by state could be spread" in u for u in found.unknowns)
    assert set(row(found, "1").figures) == {"length", "armed-violence:ucdp_ged", "armed-violence:ucdp_ged:year",
                                            "armed-violence:ucdp_ged:trip"}  # fmt: skip
    assert row(found, "1").figures["armed-violence:ucdp_ged"].value > 0
    with pytest.raises(UsageError, match="nothing leads from stop to stop"):
        roads.ask("route", "2025-01-01", country="MX", routes=[{"stops": ["Puebla", "Veracruz"]}])


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"routes": []}, "1 to 500 routes"),
        ({"routes": [{}]}, "stops, points or a place"),
        ({"routes": [{"stops": ["Puebla"]}]}, "two stops or more"),
        ({"routes": [{"stops": ["Puebla", "Puebla"]}]}, "the same place"),
        ({"routes": [{"stops": ["Puebla", "Sinaloa"]}]}, "a state: name a town"),
        ({"routes": [{"stops": ["Puebla", "-98.2,19.05"]}]}, "latitude comes first"),
        ({"routes": [{"stops": ["Puebla", "40.4,-3.7"]}]}, "from the nearest road held"),
        ({"routes": [{"points": [[-98, 19]]}]}, "two points or more"),
        ({"routes": [{"points": [[-98, 19], [-98, 19]]}]}, "one place"),
        ({"routes": [{"points": [[-98, 119], [-98, 19]]}]}, "in degrees"),
        ({"routes": [{"stops": ["Puebla", "Veracruz"]}], "vehicles": [9, 3]}, "the lower number first"),
        ({"routes": [{"stops": ["Puebla", "Veracruz"]}], "threats": ["volcano"]}, "not a threat"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(context, wanted, message):
    with pytest.raises(UsageError, match=message):
        answer(context, "route", country="MX", **wanted)


def test_segments_follow_the_states_and_are_no_longer_than_fifty_kilometres(context):
    pack = context.packs["MX"]
    held = held_network(context, pack, "road")
    way = along(
        context, pack, held, "x", "file", np.array([[-99.13, 19.42], [-100.39, 20.59], [-100.98, 22.15]])
    )
    of = segments(way)
    assert (np.diff(of) >= 0).all() and np.bincount(of, way.km).max() <= 50.5
    states = [set(way.state[of == k]) for k in range(of.max() + 1)]
    assert sum(len(s) > 1 for s in states) <= 2  # short stays across a border are told with the state before
    assert isinstance(way, Way)


def test_the_pictures_and_the_file_carry_the_attribution(roads, tmp_path: Path):
    from almenara.workspace.roads import Roads

    door = Roads(roads)
    found = door.ask(door.routes(["Manzanillo", "Guadalajara"]), as_of="2026-11-20", geometry=True)
    for picture in ("strip", "map"):
        text = door.draw(found, tmp_path / f"{picture}.svg", picture, "es").read_text(encoding="utf-8")
        assert "OpenStreetMap" in text and "Manzanillo" in text
    made = json.loads(door.geojson(found, tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert "OpenStreetMap" in made["attribution"]
    first = made["features"][0]
    assert first["geometry"]["type"] == "LineString" and first["properties"]["ratio"]["value"] > 0
