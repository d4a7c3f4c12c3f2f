"""What conapo_population, census_population and elcrimen_population make of whole files."""

from datetime import date

import pyarrow.compute as pc

from almenara.collect.recognise import recognise
from tests.sources.made_deaths import census, conapo_municipalities, conapo_states, elcrimen
from tests.sources.made_places import gzipped, made, reading


def test_municipal_population_is_about_the_first_of_july():
    found = reading(made("m.csv.gz", gzipped(conapo_municipalities())), "conapo_population")
    table = found.tables["observations"]
    assert (len(table), found.published, found.ground) == (32 * 51, date(2024, 12, 31), "archived")
    row = table.filter(pc.equal(table["place"], "inegi/09001")).to_pylist()[27]
    assert (row["start"], row["end"], row["value"], row["column"], row["row"]) == (
        date(2017, 7, 1), date(2017, 7, 1), 1027.0, "2017", 10)  # fmt: skip


def test_states_are_kept_by_sex_and_their_total_only_checked():
    found = reading(made("s.csv", conapo_states()), "conapo_population")
    rows = found.tables["observations"].to_pylist()
    assert len(rows) == 34 * 2 * 2
    assert {row["breakdown"] for row in rows} == {"sex=male", "sex=female"}
    mid = [r for r in rows if r["place"] == "inegi/00" and r["start"] == date(2017, 7, 1)]
    assert sum(r["value"] for r in mid) == 32 * 21
    assert sum(r["value"] for r in rows if r["place"] == "inegi/09" and r["start"] == date(2017, 1, 1)) == 18
    assert found.published == date(2023, 8, 31)


def test_census_keeps_the_decimals_of_its_interpolation():
    found = reading(made("c.csv", census()), "census_population")
    row = found.tables["observations"].to_pylist()[1]
    assert (row["value"], row["start"], row["definition"]) == (
        3001.5,
        date(2001, 7, 1),
        "census-interpolated",
    )
    assert (found.published, found.ground) == (date(2023, 4, 30), "stated")


def test_elcrimen_population_is_monthly_and_of_the_edition_of_2023():
    found = reading(made("e.csv", elcrimen()), "elcrimen_population")
    rows = found.tables["observations"].to_pylist()
    assert len(rows) == 96
    assert (rows[4]["place"], rows[4]["start"], rows[4]["value"]) == ("inegi/02", date(2017, 7, 1), 1007.0)
    assert {r["definition"] for r in rows} == {"conapo-2023-interpolated"}
    assert found.published > date(2023, 7, 11)


def test_each_layout_is_recognised():
    texts = {"conapo_population": [conapo_municipalities(), conapo_states()], "census_population": [census()],
             "elcrimen_population": [elcrimen()]}  # fmt: skip
    for source, found in texts.items():
        assert [recognise(made("f.csv", text)).id for text in found] == [source] * len(found)
