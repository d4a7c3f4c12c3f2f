"""Assets in GeoJSON and in shapefiles."""

import json

import pytest

from tests.reading.assets.reading_assets import faults_of, understood
from tests.shared_data import shared


def feature(kind, coordinates, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": features} | more)


def test_points_are_sites_and_lines_are_routes_without_heights():
    site, route = understood(
        collection(
            feature(
                "Point", [-100, 20, 2240], nombre="A", tipo="planta", people=12.0, value=1.5, currency="USD"
            ),
            feature(
                "MultiLineString", [[[-100, 20], [-101, 21]], [[-101, 21], [-102, 22]]], name=None, title="B"
            ),
        ),
        columns={"name": ["nombre", "title"]},
    )
    assert (site.kind, site.type, site.points, site.people, site.value) == (
        "site",
        "plant",
        ((-100, 20),),
        12,
        1.5,
    )
    assert (route.kind, len(route.points), route.provenance.row) == ("route", 3, 2)


def test_another_coordinate_system_is_turned_into_degrees():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    (found,) = understood(collection(feature("Point", [-11131949.08, 2273030.93], name="A"), crs=crs))
    assert found.points[0] == pytest.approx((-100, 20), abs=1e-6)
    crs["properties"]["name"] = "EPSG:999999"
    assert 'a coordinate system that is not known: "EPSG:999999"' in faults_of(collection(crs=crs))[0]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            feature("Polygon", [[[0, 0], [2, 0], [2, 2], [0, 0]]], name="A"),
            "a site is one point of it: for example",
        ),
        (feature("MultiPoint", [[0, 0], [1, 1]], name="A"), "is a MultiPoint; give a point, or a line"),
        (
            feature("MultiLineString", [[[0, 0], [1, 1]], [[5, 5], [6, 6]]], name="A"),
            "in 2 pieces that do not meet",
        ),
        (feature("Point", ["x", 1], name="A"), "is a broken geometry"),
        ({"type": "Feature", "properties": {"name": "A"}, "geometry": None}, "has no geometry"),
        ("text", "is not a feature"),
    ],
)
def test_features_that_are_no_asset(made, told):
    assert told in " ".join(faults_of(collection(made)))


def test_json_that_is_something_else():
    assert "has no features" in faults_of('{"a": 1}')[0]
    assert "is not JSON" in faults_of("{broken")[0]
    assert "is not JSON" in faults_of('{"a":' * 100_000)[0]


def test_real_routes():
    content = shared("mexico/infrastructure/roads_routes_derived.geojson").read_bytes()
    found = understood(content, type="truck corridor")
    assert (found[0].kind, found[0].type, len(found[0].points)) == ("route", "truck-corridor", 50)
    assert round(found[0].length_km(), 1) == 413.5  # drawn_km of the first route


def test_real_pipelines():
    content = shared("mexico/infrastructure/Ductos_Petroliferos.zip").read_bytes()
    found = understood(content, columns={"name": ["nom_ducto", "diametro"]}, type="pipeline")
    assert len(found) == 81
    assert {a.kind for a in found} == {"route"}
    assert found[0].name == 'Poliducto Rosarito-Mexicali, 10"-8"'
    assert found[0].length_km() == pytest.approx(148.4, rel=0.05)  # the map's own length
