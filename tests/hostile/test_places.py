"""Spoilt files for inegi_places, inegi_boundaries and naturalearth_admin1."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from almenara.errors import BadInput
from almenara.workspace import Workspace
from tests.hostile.refusals import faults_of
from tests.sources.made_places import collection, shapefile, square, zipped

HTML = "<!DOCTYPE html><html><body>503</body></html>"


CATALOGUE = (
    "CVEGEO,CVE_ENT,NOM_ENT,CVE_MUN,NOM_MUN\n01001,01,Uno,001,Aguascalientes\n01002,01,Uno,002,Asientos\n"
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("01002,", "01001,", 'row 3, "CVEGEO": repeats row 2'),
        ("01002,", "0100x,", 'row 3, "CVEGEO": "0100x" is not a code of 5 digits'),
        ("01002,", "010021,", 'row 3, "CVEGEO": "010021" is not a code of 5 digits'),
        ("01002,", "=A2,", 'row 3, "CVEGEO": "=A2" is not a code of 5 digits'),
        ("01002,01,Uno,002,Asientos\n", "", "has 1 places, not 2 or more: the file was cut"),
    ],
)
def test_a_spoilt_catalogue(old: str, new: str, message: str) -> None:
    assert message in faults_of("c.csv", CATALOGUE.replace(old, new), "inegi_places", rows=2)


def test_what_is_no_list_of_places() -> None:
    source = "inegi_places"
    assert faults_of("c.csv", HTML, source) == ["is an HTML page, not a table: fetch it again"]
    assert faults_of("c.csv", "", source) == ["is empty"]
    assert "no layout has these columns: a, b" in faults_of("c.csv", "a,b\n1,2\n", source)[0]
    assert "does not have 5 cells" in faults_of("c.csv", CATALOGUE[:-12], source)[0]
    assert "holds NUL bytes" in faults_of("c.csv", CATALOGUE.encode("utf-16"), source)[0]
    assert "damaged gzip" in faults_of("c.csv", gzip.compress(CATALOGUE.encode() * 99)[:-20], source)[0]
    assert "bomb" in faults_of("c.csv", gzip.compress(b"0" * 20_000_000), source)[0]


POINTS = '"long","lat","state_code","mun_code"\n-102.3,21.8,1,1\n-102.1,22.2,1,2\n'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("21.8", "121.8", 'row 2, "lat": "121.8" is not between -90 and 90 degrees'),
        ("21.8", "north", 'row 2, "lat": "north" is not a number'),
        ("21.8", "nan", 'row 2, "lat": "nan" is not a finite number'),
        ("-102.1", "inf", 'row 3, "long": "inf" is not a finite number'),
        ("1,2\n", "1,1\n", 'row 3, "mun_code": repeats row 2'),
    ],
)
def test_a_spoilt_point(old: str, new: str, message: str) -> None:
    assert faults_of("p.csv", POINTS.replace(old, new), "inegi_places", rows=2) == [message]


TOWN = {"cve_entidad": "01", "cve_completa": "01001", "nom_municipio": "Uno", "poblacion_total": 5,
        "poblacion_masculina": 2, "poblacion_femenina": 3, "viviendas_habitadas": 1}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("poblacion_total", 6, 'row 1, "poblacion_total": 6 is not the sum of 2 and 3'),
        ("poblacion_total", -5, 'row 1, "poblacion_total": "-5" is not a count'),
        ("poblacion_total", "5", 'row 1, "poblacion_total": "5" is not a count'),
        ("poblacion_total", "1,2O4", 'row 1, "poblacion_total": "1,2O4" is not a count'),
        ("poblacion_femenina", True, 'row 1, "poblacion_femenina": "True" is not a count'),
        ("cve_completa", "1001", 'row 1, "cve_completa": "1001" is not a code of 5 digits'),
    ],
)
def test_a_spoilt_census(field: str, value: Any, message: str) -> None:
    text = json.dumps([{**TOWN, field: value}])
    found = faults_of("m.json", text, "inegi_places", municipalities=1)
    assert message in found


def test_a_census_that_is_damaged_cut_or_doubled() -> None:
    source = "inegi_places"
    text = json.dumps([TOWN, TOWN])
    assert faults_of("m.json", text, source, municipalities=2) == [
        'row 2, "cve_completa": "01001" stands in row 1 already',
        "has 1 municipalities, not 2 or more: the file was cut",
    ]
    assert "is not JSON" in faults_of("m.json", text[:-9], source)[0]
    assert "is not JSON" in faults_of("m.json", "[" * 200_000, source)[0]
    assert faults_of("m.json", "[1, 2]", source) == ["is not a list of municipalities"]
    lacking = {k: v for k, v in TOWN.items() if k != "nom_municipio"}
    assert faults_of("m.json", json.dumps([lacking]), source, municipalities=0) == [
        "row 1: lacks nom_municipio"
    ]


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (None, "has no geometry"),
        ({"type": "Polygon", "coordinates": []}, "has no geometry"),
        ({"type": "Point", "coordinates": [0, 0]}, "is a Point, not a polygon"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "is a polygon without area"),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [500000, 1], [2, 9], [0, 0]]]},
            "coordinates that are not degrees",
        ),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]}, "is a broken geometry"),
        ({"type": "Polygon", "coordinates": "x"}, "is a broken geometry"),
        ({"type": "Octagon", "coordinates": []}, "is a broken geometry"),
    ],
)
def test_a_broken_shape_is_named_by_its_position(geometry: Any, message: str) -> None:
    good = ({"cvegeo": "01", "nomgeo": "Uno"}, square(-100, 20))
    text = collection(good, ({"cvegeo": "02", "nomgeo": "Dos"}, geometry))
    found = faults_of("e.geojson", text, "inegi_boundaries", state=2)
    assert len(found) == 1
    assert found[0].startswith('row 2, "geometry": ') and message in found[0]


def test_boundaries_that_are_cut_doubled_or_something_else() -> None:
    source = "inegi_boundaries"
    good = ({"cvegeo": "01", "nomgeo": "Uno"}, square(-100, 20))
    assert faults_of("e.geojson", collection(good), source) == [
        "has 1 shapes, not 32 or more: the file was cut"
    ]
    found = faults_of("e.geojson", collection(good, good), source, state=2)
    assert found == ['row 2, "cvegeo": "01" stands in row 1 already']
    assert "is not JSON" in faults_of("e.geojson", collection(good)[:-20], source)[0]
    assert "is an HTML page" in faults_of("e.geojson", HTML, source)[0]
    assert faults_of("e.geojson", "[]", source) == ["is not a collection of features"]
    assert faults_of("e.geojson", "3", source) == ["is not a collection of features"]
    found = faults_of(
        "e.geojson", '{"type": "FeatureCollection", "features": [7, {"properties": 3}]}', source
    )
    assert found == ["row 1: is not a feature with properties", "row 2: is not a feature with properties"]
    assert "no layout knows" in faults_of("e.geojson", collection(({"a": 1}, square(0, 0))), source)[0]
    assert "no layout knows: none" in faults_of("e.geojson", collection(), source)[0]
    assert (
        "cannot be read"
        in faults_of("m.topojson", '{"type":"Topology","objects":{"municipios":3}}', source)[0]
    )


def test_spoilt_shapefiles(tmp_path: Path) -> None:
    source = "inegi_boundaries"
    parts = shapefile(tmp_path, ["01", "02"], ["Uno", "Dos"])
    whole = zipped(parts)
    assert "damaged zip" in faults_of("estatal.zip", whole[: len(whole) // 2], source)[0]
    assert faults_of("estatal.zip", zipped({"../../estatal.shp": b"x"}), source) == [
        'holds "../../estatal.shp", a name that leaves the archive'
    ]
    assert faults_of("estatal.zip", zipped({"/etc/estatal.shp": b"x"}), source) == [
        'holds "/etc/estatal.shp", a name that leaves the archive'
    ]
    assert "bomb" in faults_of("estatal.zip", zipped({"estatal.shp": b"\0" * 30_000_000}), source)[0]
    assert faults_of("estatal.zip", zipped({"a.txt": b"x"}), source) == ["holds 0 shapefiles (.shp), not one"]
    lacking = {n: d for n, d in parts.items() if not n.endswith((".shx", ".dbf"))}
    assert faults_of("estatal.zip", zipped(lacking), source) == [
        "lacks estatal.shx and estatal.dbf, without which a shapefile is not read"
    ]
    garbage = {**parts, "estatal.shp": b"not a shapefile"}
    assert "cannot be read" in faults_of("estatal.zip", zipped(garbage), source)[0]
    system = (
        b'PROJCS["x",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
        b'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator"],UNIT["Meter",1.0]]'
    )
    metres = {**parts, "estatal.prj": system}
    assert "not in degrees of WGS 84" in faults_of("estatal.zip", zipped(metres), source)[0]
    cut = {**parts, "estatal.shp": parts["estatal.shp"][:-60]}
    assert faults_of("estatal.zip", zipped(cut), source, state=2)


def test_a_spoilt_world() -> None:
    source = "naturalearth_admin1"
    mexican = {"iso3": "MEX", "name": "Puebla", "iso_3166_2": "MX-PUE"}
    text = collection((mexican, square(-98, 19)), (mexican, {"type": "Point", "coordinates": [0, 0]}))
    assert faults_of("ne.geojson", text, source) == [
        "has 2 divisions, not 4000 or more: the file was cut",
        'row 2, "name": stands in row 1 already',
        'row 2, "geometry": is a Point, not a polygon',
    ]
    found = faults_of("ne.geojson", collection(({"name": "x"}, square(0, 0))), source)
    assert found == ['"iso3": the features lack this property; they have: name']


def test_an_unknown_division_stores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    before = {d.document for d in workspace.documents("2030-01-01")}
    features = [({"iso3": "ABW", "name": f"x{i}"}, None) for i in range(4000)]
    features.append(({"iso3": "MEX", "name": "Aztlan"}, square(-98, 19)))
    path = tmp_path / "ne.geojson"
    path.write_text(collection(*features, name="ne_admin1_world"), encoding="utf-8")
    with pytest.raises(BadInput, match='no place is called "Aztlan"'):
        workspace.ingest([path])
    assert {d.document for d in workspace.documents("2030-01-01")} == before
