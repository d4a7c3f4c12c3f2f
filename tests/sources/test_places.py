"""inegi_places, inegi_boundaries and naturalearth_admin1: what they read."""

import json
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pytest
import shapely

from almenara.collect.recognise import recognise
from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import all_packs
from tests.shared_data import shared
from tests.sources.made_places import collection, made, reading, real, shapefile, square, zipped

GAZETTEER = Gazetteer(all_packs().values())

REAL = [
    ("mexico/geo/ageeml_catalog.csv", "inegi_places", 2478),
    ("mexico/geo/cve_nom_estados.csv", "inegi_places", 33),
    ("mexico/geo/mun_centroids.csv", "inegi_places", 2463),
    ("mexico/geo/municipio_names.csv", "inegi_places", 2478),
    ("mexico/geo/state_abbreviations.csv", "inegi_places", 32),
    ("mexico/geo/state_centroids.csv", "inegi_places", 32),
    ("mexico/geo/state_codes.csv", "inegi_places", 32),
    ("gazetteer/inegi_localidades_1000hab_2020.csv.gz", "inegi_places", 10635),
    ("gazetteer/inegi_municipios_2020.json.gz", "inegi_places", 2478),
    ("mexico/geo/estatal.zip", "inegi_boundaries", 32),
    ("mexico/geo/entidades_federativas_simplificado.geojson", "inegi_boundaries", 32),
    ("mexico/geo/municipios.zip", "inegi_boundaries", 2457),
    ("mexico/geo/municipios.topojson", "inegi_boundaries", 2426),
    ("mexico/geo/mx_hexgrid.geojson", "inegi_boundaries", 32),
    ("other/boundaries/ne_admin1_world_simplified.geojson.gz", "naturalearth_admin1", 65),
]


@pytest.mark.parametrize(("path", "source", "places"), REAL)
def test_every_real_file_is_recognised_and_all_its_places_are_found(
    path: str, source: str, places: int
) -> None:
    document = real(shared(path))
    spec = recognise(document)
    assert spec is not None and spec.id == source
    table = reading(document, source).tables["places"]
    assert len(table) == places
    for code in table["place"].to_pylist():
        GAZETTEER.resolve(code)
    shapes = table["geometry"].drop_null().to_pylist()
    assert all(s.is_valid and s.area > 0 for s in shapely.from_wkb(shapes))
    if table["kind"][0].as_py() == "state":
        assert sum(len(s) for s in shapes) < 1_000_000


def test_the_real_census_adds_up_to_the_nation() -> None:
    table = reading(real(shared("gazetteer/inegi_municipios_2020.json.gz")), "inegi_places").tables[
        "observations"
    ]
    nation = table.filter(pc.equal(table["place"], "inegi/00"))
    assert pc.sum(nation["value"]).as_py() == 126_014_024  # INEGI, Censo de Población y Vivienda 2020
    assert nation["end"][0].as_py() == date(2020, 3, 15)


def test_a_municipality_made_after_the_census_has_a_name_and_no_population() -> None:
    row = {"cve_completa": "24059", "nom_municipio": "Villa de Pozos", "poblacion_total": 0,
           "poblacion_masculina": 0, "poblacion_femenina": 0, "viviendas_habitadas": 0}  # fmt: skip
    older = {**row, "cve_completa": "24028", "nom_municipio": "San Luis Potosí", "poblacion_total": 3,
             "poblacion_masculina": 1, "poblacion_femenina": 2, "viviendas_habitadas": 1}  # fmt: skip
    text = json.dumps([{"cve_entidad": "24", **row}, {"cve_entidad": "24", **older}])
    got = reading(made("m.json", text), "inegi_places", municipalities=2)
    assert got.tables["places"]["name"].to_pylist() == ["Villa de Pozos", "San Luis Potosí"]
    rows = [(r["place"], r["value"], r["row"]) for r in got.tables["observations"].to_pylist()]
    assert rows == [("inegi/24028", 3.0, 2), ("inegi/24", 3.0, 2), ("inegi/00", 3.0, 2)]


def test_codes_get_their_zeros_back_and_unstated_municipalities_are_no_places() -> None:
    text = '"state_code","mun_code","MUNICIPIO"\n"1","1","AGUASCALIENTES"\n"1","998","NO ESPECIFICADO"\n' \
           '"17","7","CUERNAVACA"\n'  # fmt: skip
    table = reading(made("municipio_names.csv", text.encode("latin-1")), "inegi_places", rows=2).tables[
        "places"
    ]
    assert table["place"].to_pylist() == ["inegi/01001", "inegi/17007"]
    assert table["row"].to_pylist() == [2, 4]


def test_localities_belong_to_their_municipality() -> None:
    text = (
        "altitud,ambito,cve_entidad,cve_localidad,cve_municipio,cvegeo,latitud,longitud,nom_localidad\n"
        "1891,R,01,0106,001,010010106,21.801773,-102.273954,Arellano\n"
    )
    table = reading(made("l.csv", text), "inegi_places", rows=1).tables["places"]
    row = table.to_pylist()[0]
    assert (row["place"], row["parent"], row["kind"]) == ("inegi/010010106", "inegi/01001", "locality")
    assert (row["lat"], row["lon"]) == (21.801773, -102.273954)


def test_a_zipped_shapefile_whose_records_do_not_stand_back_to_back(tmp_path: Path) -> None:
    parts = shapefile(tmp_path, ["01", "02"], ["Uno", "Dos"])
    table = reading(made("estatal.zip", zipped(parts)), "inegi_boundaries", state=2).tables["places"]
    assert table["name"].to_pylist() == ["Uno", "Dos"]
    # a gap of 8 bytes before the second record, which only the index knows of
    start = int.from_bytes(parts["estatal.shx"][108:112], "big") * 2
    shp, shx = bytearray(parts["estatal.shp"]), bytearray(parts["estatal.shx"])
    shp[start:start] = b"\0" * 8
    shp[24:28] = (len(shp) // 2).to_bytes(4, "big")
    shx[108:112] = ((start + 8) // 2).to_bytes(4, "big")
    apart = {**parts, "estatal.shp": bytes(shp), "estatal.shx": bytes(shx)}
    again = reading(made("estatal.zip", zipped(apart)), "inegi_boundaries", state=2).tables["places"]
    assert again["geometry"].to_pylist() == table["geometry"].to_pylist()


def test_hexagons_are_marked_as_a_drawing() -> None:
    text = collection(({"state_abbr": "BCS", "state_code": 3}, square(-109, 11)))
    table = reading(made("mx_hexgrid.geojson", text), "inegi_boundaries", state=1).tables["places"]
    assert table.to_pylist()[0]["note"] == "cartogram"
    assert table["place"].to_pylist() == ["inegi/03"]


def test_a_shape_that_crosses_itself_is_repaired() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    text = collection(({"cvegeo": "01", "nomgeo": "Uno"}, bow_tie))
    table = reading(made("e.geojson", text), "inegi_boundaries", state=1).tables["places"]
    shape = shapely.from_wkb(table["geometry"][0].as_py())
    assert shape.is_valid and shape.area == pytest.approx(2)


def test_only_divisions_of_countries_with_a_pack_are_kept_and_other_countries_do_no_harm() -> None:
    broken = {"type": "Polygon", "coordinates": [[[0, 0], [900, 2], [2, 0], [0, 0]]]}
    text = collection(
        ({"iso3": "ABW", "name": "Aruba", "fips": None}, broken),
        (
            {"iso3": "MEX", "name": "Distrito Federal", "iso_3166_2": "MX-CMX"},
            square(-99, 19),
        ),
        ({"iso3": "MEX", "name": None, "fips": None}, square(-99, 19)),
        ({"iso3": "COL", "name": "Bogota", "fips": "CO33"}, square(-74, 4)),
        name="ne_admin1_world_simplified",
    )
    got = reading(made("ne.geojson", text), "naturalearth_admin1", features=4)
    assert got.tables["places"]["place"].to_pylist() == ["iso/MX-CMX", "name/iso3:COL/Bogota"]
    assert got.notes == ("2 divisions not kept",)
