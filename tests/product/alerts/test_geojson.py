"""Messages as GeoJSON."""

import json

import geopandas as gpd
import pytest

from almenara.product.alerts.geojson import collection
from tests.product.alerts.made import message


def test_a_map_program_reads_it(tmp_path):
    path = tmp_path / "alerts.geojson"
    path.write_text(json.dumps(collection([message()])), encoding="utf-8")
    read = gpd.read_file(path)
    assert (read.geometry.iloc[0].x, read.geometry.iloc[0].y) == (
        pytest.approx(-103.23),
        pytest.approx(20.62),
    )
    assert list(read["precision"]) == ["municipality", "state"]
    assert set(read["marking"]) == {"TLP:AMBER+STRICT"}
    assert read.geometry.iloc[1] is None


def test_words_are_those_of_the_language():
    told = collection([message()], "es")["features"][0]["properties"]
    assert told["headline"].startswith("Bloqueo")
    assert told["as_of"] == "2026-02-22"


def test_an_address_that_is_none_is_left_out():
    made = collection([message(sources=({"title": "x", "url": "javascript:alert(1)"},))])
    assert made["features"][0]["properties"]["sources"] == [{"title": "x", "url": ""}]
