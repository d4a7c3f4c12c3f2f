"""Exports of assets: what is written can be imported again, and carries its marking."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.errors import UsageError
from almenara.model.asset import Asset, Provenance
from almenara.model.place import fold
from almenara.model.terms import TLP
from almenara.product.asset_files import as_csv, as_geojson, as_kml, content_of
from almenara.reading.assets import values
from tests.reading.assets.reading_assets import understood

FROM = Provenance("sites.csv", "a" * 64, 2, datetime(2026, 11, 26, tzinfo=UTC))
PLANT = Asset(
    "=Plant", "site", "plant", ((-101.5, 21.25),), "ZZ", 120, 2.5e6, "USD", "24/7", 5.0, provenance=FROM
)
TRIP = Asset(
    "Visit", "trip", "journey", ((-99.1, 19.4), (-98.2, 19.0)), "ZZ", first=date(2026, 12, 1), last=date(2026, 12, 3),
    marking="TLP:RED", note="two stops", provenance=FROM,
)  # fmt: skip

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30).map(values.line)
NAMES = TEXTS.filter(lambda t: fold(t) != "" and not t.startswith("'"))
POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
SIZES = st.none() | st.floats(0, 1e12) | st.integers(0, 10**9).map(float)


@st.composite
def assets(draw):
    kind = draw(st.sampled_from(["site", "route", "trip"]))
    points = [draw(POINTS)] if kind == "site" else draw(st.lists(POINTS, min_size=2, max_size=5, unique=True))
    value = draw(SIZES)
    return Asset(
        draw(NAMES), kind, "other", tuple(points), "", draw(st.none() | st.integers(0, 10_000)), value,
        "" if value is None else "EUR", draw(st.sampled_from(["", "24/7", "Mo-Fr 08:00-18:00"])),
        draw(st.none() | st.floats(0.001, 500)), marking=draw(st.sampled_from(TLP)),
        note=draw(TEXTS.filter(lambda t: not t.startswith("'"))),
    )  # fmt: skip


def stated(asset: Asset):
    """What an export has to give back: everything but where it came from."""
    return {k: v for k, v in vars(asset).items() if k not in ("provenance", "country")}


@pytest.mark.parametrize("made", [as_csv, as_geojson, as_kml])
@given(st.lists(assets(), min_size=1, max_size=4, unique_by=lambda a: fold(a.name)))
def test_what_is_written_is_read_again_as_it_was(made, kept):
    assert [stated(a) for a in understood(made(kept, "TLP:RED"))] == [stated(a) for a in kept]


@pytest.mark.parametrize("name", ["out.csv", "out.geojson", "out.kml"])
def test_a_file_says_its_marking_and_can_be_read_again(name):
    text, marking = content_of([PLANT, TRIP], Path(name))
    assert marking == "TLP:RED"
    assert "TLP:AMBER+STRICT" in text
    assert "TLP:RED" in text
    assert [stated(a) for a in understood(text)] == [stated(a) for a in (PLANT, TRIP)]


def test_a_note_is_no_markup_in_kml():
    noted = replace(PLANT, note="gate <3 m> &amp; <b>wall</b>")
    (found,) = understood(as_kml([noted], "TLP:RED"))
    assert found.note == noted.note


def test_the_collection_has_the_strictest_marking_and_numbers():
    found = json.loads(as_geojson([PLANT], "TLP:AMBER+STRICT"))
    assert found["marking"] == "TLP:AMBER+STRICT"
    properties = found["features"][0]["properties"]
    assert (properties["people"], properties["value"], properties["source_row"]) == (120, 2.5e6, "2")


def test_a_spreadsheet_computes_nothing():
    assert "\r\n'=Plant,site," in as_csv([PLANT], "TLP:RED")


def test_another_ending_and_nothing_to_write_are_refused():
    with pytest.raises(UsageError, match=r'"x\.xlsx": assets are exported as \.csv'):
        content_of([PLANT], Path("x.xlsx"))
    with pytest.raises(UsageError, match="no assets to export"):
        content_of([], Path("x.csv"))
