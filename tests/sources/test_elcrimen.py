"""Snapshots and tables that a third party kept: methods, unknown months, partial choices of places."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.shared_data import shared
from tests.sources.made_months import (
    COMPARISON,
    as_json,
    made,
    observed,
    reading,
    since_1990,
    snapshot,
    towns,
)


def sums(rows: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    out: dict[tuple[str, str], float] = {}
    for row in rows:
        key = (row["measure"], row["definition"])
        out[key] = out.get(key, 0) + (row["value"] or 0)
    return out


def test_a_snapshot_of_the_new_method_counts_femicides_in_and_cars_only() -> None:
    document = made("states_2018-04-23.json.gz", as_json(snapshot()))
    assert reading(document, "elcrimen_states").layout == "new"
    assert sums(observed(document, "elcrimen_states")) == {
        ("homicide", "elcrimen-deaths"): 32,
        ("homicide-and-femicide", "sesnsp-victims"): 64,
        ("extortion", "sesnsp-victims"): 64,
        ("kidnapping", "sesnsp-victims"): 64,
        ("car-theft", "sesnsp-files"): 128,
        ("car-robbery", "sesnsp-files"): 64,
        ("car-theft-without-violence", "sesnsp-files"): 64,
    }


def test_a_snapshot_of_the_old_method_is_homicide_and_all_vehicles() -> None:
    document = made("states_2017-12-24.json", as_json(snapshot(2014)))
    assert sums(observed(document, "elcrimen_states")) == {
        ("homicide", "elcrimen-deaths"): 32,
        ("homicide", "sesnsp-victims-old"): 64,
        ("extortion", "sesnsp-victims-old"): 64,
        ("kidnapping", "sesnsp-victims-old"): 64,
        ("vehicle-theft", "sesnsp-files-old"): 128,
    }


def test_a_null_is_unknown_within_the_series_and_absent_after_its_end() -> None:
    held = snapshot()
    held["hd"][0][0]["count"] = None
    rows = observed(made("states_2018-04-23.json", as_json(held)), "elcrimen_states")
    first = next(r for r in rows if r["measure"] == "homicide-and-femicide")
    assert (first["value"], first["place"], first["sheet"], first["row"]) == (None, "inegi/01", "hd", 1)
    deaths = [r["end"] for r in rows if r["definition"] == "elcrimen-deaths"]
    assert set(deaths) == {date(2015, 1, 31)}


def test_both_lists_since_1990_are_read_for_the_country_and_its_states() -> None:
    rows = observed(made("national_1990_2018-07-21.json", as_json(since_1990())), "elcrimen_since_1990")
    assert sums(rows) == {
        ("homicide-and-femicide", "sesnsp-victims"): 128,
        ("homicide", "inegi-deaths-registration"): 128,
    }
    assert len({r["place"] for r in rows}) == 33


def test_selected_municipalities_have_definitions_that_do_not_add_up() -> None:
    document = made("elcrimen_municipios_2018-07-21.json", as_json(towns()))
    rows = observed(document, "elcrimen_municipalities")
    assert {r["place"] for r in rows} == {"name/mx/TIJUANA, BC", "name/mx/CELAYA, GTO"}
    assert {r["definition"] for r in rows} == {
        "sesnsp-victims-selected",
        "sesnsp-files-selected",
        "elcrimen-deaths-selected",
    }


def test_the_comparison_is_read_by_column_to_its_notes() -> None:
    rows = observed(made("table-inegi-sesnsp_2018-02-21.csv", COMPARISON), "elcrimen_comparison")
    assert len(rows) == 8 + 7
    old = next(r for r in rows if r["definition"] == "sesnsp-files-old" and r["start"] == date(2015, 1, 1))
    assert (old["value"], old["row"], old["column"], old["place"]) == (
        24.0,
        3,
        "Averiguaciones Homicidio Doloso",
        "inegi/00",
    )
    assert not [r for r in rows if r["measure"] == "population"]


@pytest.mark.shared
def test_the_states_deaths_are_neither_of_the_institutes_own_series() -> None:
    """20,762 by registration (INEGI, Defunciones por homicidio, 2015) stand in the long series, not here."""
    folder = "mexico/sesnsp/elcrimen_vintages"
    states, long = (
        shared(f"{folder}/states_2018-07-21.json.gz"),
        shared(f"{folder}/national_1990_2018-07-21.json.gz"),
    )

    def year(rows: list[dict[str, Any]], definition: str, place: str | None) -> float:
        return sum(
            r["value"] or 0 for r in rows
            if r["definition"] == definition and r["start"].year == 2015 and place in (None, r["place"])
        )  # fmt: skip

    shown = observed(made(states.name, states.read_bytes()), "elcrimen_states")
    kept = observed(made(long.name, long.read_bytes()), "elcrimen_since_1990")
    assert year(shown, "elcrimen-deaths", None) == 22_242
    assert year(kept, "inegi-deaths-registration", "inegi/00") == 20_762
