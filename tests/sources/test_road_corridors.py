"""road_corridors: corridors and routes as places with lines; what is wrong with a file is told line by line."""

import json
from datetime import date

import pytest
import shapely

from almenara.collect.recognise import recognise
from almenara.errors import BadInput
from tests.shared_data import shared
from tests.sources.made_places import made, reading, real

LINE = [[-99.0, 19.0], [-99.0, 19.5], [-98.5, 19.5]]
"""55.6 km north, then 52.4 km east."""


def corridors(name="roads_main_corridors", geometry=None, **changed):
    held = {"id": "a-b", "from": "A", "to": "B", "route": "57", "length_km": 110, "share_4plus_lanes": 1.0}
    feature = {
        "type": "Feature",
        "properties": held | changed,
        "geometry": {"type": "LineString", "coordinates": LINE} if geometry is None else geometry,
    }
    return json.dumps({"type": "FeatureCollection", "name": name, "features": [feature]})


def test_a_corridor_is_a_place_with_its_line_number_and_length():
    found = reading(made("roads.geojson", corridors()), "road_corridors", corridors=1)
    (place,) = found.tables["places"].to_pylist()
    assert (place["place"], place["kind"], place["name"]) == ("named/mx/R-001", "road", "A – B (57)")
    assert shapely.get_coordinates(shapely.from_wkb(place["geometry"])).tolist() == LINE
    assert (place["known"], place["ground"]) == (date(2026, 9, 30), "archived")
    said = {(s["predicate"], s["object"]) for s in found.tables["statements"].to_pylist()}
    assert said == {
        ("road-from", "A"),
        ("road-to", "B"),
        ("road-number", "57"),
        ("road-length-km", "110"),
        ("road-share-of-four-lanes", "1.0"),
    }


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"length_km": 300}, "is 108 km as drawn, but 300 km long as stated"),
        ({"length_km": 90}, "is 108 km as drawn, but 90 km long as stated"),
        ({"length_km": "1,1O"}, '"1,1O" is not a length in kilometres'),
        ({"from": None}, "is blank"),
        ({"geometry": {"type": "Point", "coordinates": [-99, 19]}}, "is a Point, not a line"),
        ({"geometry": {"type": "LineString", "coordinates": [[2e6, 19], [2e6, 20]]}}, "are not degrees"),
    ],
)
def test_a_wrong_line_is_told(changed, message):
    with pytest.raises(BadInput, match=r"roads\.geojson") as caught:
        reading(made("roads.geojson", corridors(**changed)), "road_corridors", corridors=1)
    assert message in str(caught.value)


def test_a_map_that_was_cut_is_refused():
    with pytest.raises(BadInput, match="has 1 lines, not 162"):
        reading(made("roads.geojson", corridors()), "road_corridors")


def test_the_real_files_are_recognised_and_read():
    folder = "mexico/infrastructure/"
    for name, count, kind in (("roads_main_corridors", 162, "road"), ("roads_routes_derived", 3, "route")):
        document = real(shared(f"{folder}{name}.geojson"))
        spec = recognise(document)
        assert spec is not None and spec.id == "road_corridors"
        rows = reading(document, "road_corridors").tables["places"].to_pylist()
        assert len(rows) == count and {r["kind"] for r in rows} == {kind}
