"""Codes that leave it to the gazetteer whether a name is a place, and rows about all other states."""

from datetime import date

import pytest

from almenara.collect.registry import Registry
from almenara.collect.understand import resolve_places
from almenara.errors import BadInput, UnknownPlace
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import all_specs
from tests.sources.made_advice import made


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Every source and pack."""
    return Registry.load()


def resolved(registry: Registry, places: list[str]) -> list[tuple[str, float]]:
    """Places and values of observations given at the reader's codes."""
    day = date(2026, 1, 1)
    table = make_table(
        "observations",
        {
            "measure": "advisory-level", "definition": "canada-advisory", "place": places,
            "start": day, "end": day,
            "value": [float(i) for i in range(len(places))],
            "known": day, "row": list(range(1, len(places) + 1)),
        },
    )  # fmt: skip
    reading = Reading({"observations": table}, day, "stated")
    out = resolve_places(reading, made("a.md", "x"), all_specs()["canada_advisory"], registry)["observations"]
    return [(row["place"], row["value"]) for row in out.to_pylist()]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("name/mx/Nowhere||name/mx/Colima||iso/MX", "MX-COL"),
        ("name/mx/Nowhere||iso/MX", "MX"),
        ("name/xx/Nowhere||iso/TD", "TD"),
        ("name/mx/Nowhere||", ""),
    ],
)
def test_the_first_code_that_is_a_place_counts(registry: Registry, code: str, place: str) -> None:
    assert registry.gazetteer.resolve(code) == place


def test_without_a_way_out_an_unknown_name_is_an_error(registry: Registry) -> None:
    with pytest.raises(UnknownPlace):
        registry.gazetteer.resolve("name/mx/Nowhere||name/mx/Nirgends")


def test_a_figure_about_a_name_that_is_no_place_is_left_out(registry: Registry) -> None:
    assert resolved(registry, ["name/mx/Colima||", "name/mx/Nowhere||"]) == [("MX-COL", 0.0)]


def test_an_unknown_place_that_must_be_one_is_still_an_error(registry: Registry) -> None:
    with pytest.raises(BadInput, match="Nowhere"):
        resolved(registry, ["name/mx/Nowhere"])


def test_other_states_are_those_that_no_row_names(registry: Registry) -> None:
    found = dict(resolved(registry, ["iso/MX", "name/mx/Colima||", "others/MX"]))
    assert (found["MX"], found["MX-COL"], found["MX-SON"]) == (0.0, 1.0, 2.0)
    assert len(found) == 33


def test_a_country_without_a_pack_has_no_other_states(registry: Registry) -> None:
    assert resolved(registry, ["iso/TD", "others/TD"]) == [("TD", 0.0)]
