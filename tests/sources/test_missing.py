"""What rnpdno_missing makes of a whole scrape."""

from datetime import date

from almenara.collect.recognise import recognise
from tests.sources.made_deaths import register
from tests.sources.made_places import made, reading


def rows(**wanted):
    table = reading(made("r.csv", register()), "rnpdno_missing").tables["observations"].to_pylist()
    return [r for r in table if all(r[k] == v for k, v in wanted.items())]


def test_each_status_is_a_measure_of_its_own():
    found = rows(place="inegi/01", start=date(2015, 5, 1))
    assert {r["measure"]: sum(s["value"] for s in found if s["measure"] == r["measure"]) for r in found} == {
        "reported-missing": 2, "missing-persons": 0, "missing-persons-located-alive": 1,
        "missing-persons-located-dead": 1,
    }  # fmt: skip


def test_sex_is_a_breakdown_with_its_own_column():
    found = rows(place="inegi/01001", start=date(2015, 5, 1), measure="reported-missing")
    assert {(r["breakdown"], r["column"], r["value"], r["row"]) for r in found} == {
        ("sex=male", "male", 1.0, 66), ("sex=female", "female", 1.0, 66)}  # fmt: skip


def test_months_that_the_table_leaves_out_are_zero_in_the_years_it_has():
    found = rows(place="inegi/01001", measure="missing-persons")
    assert [(r["start"].month, r["value"], r["row"]) for r in sorted(found, key=lambda r: r["start"])] == [
        (3, 1.0, 2 + 1), (4, 0.0, None), (5, 0.0, None)]  # fmt: skip
    assert {r["note"] for r in found if r["row"] is None} == {"no row in the table: zero"}
    assert rows(place="inegi/02001", measure="missing-persons-located-dead") == []


def test_a_scrape_is_known_on_its_own_day_and_not_in_the_months_it_is_about():
    found = reading(made("r.csv", register()), "rnpdno_missing")
    assert (found.published, found.ground, found.notes) == (date(2026, 4, 30), "archived", ())
    assert recognise(made("r.csv", register())).id == "rnpdno_missing"


def test_a_register_that_moved_while_it_was_read_is_told_and_kept():
    moved = register().replace("2015,5,2,0,1,0,1", "2015,5,2,0,2,0,2")
    found = reading(made("r.csv", moved), "rnpdno_missing")
    assert "in 1 places and months the statuses do not add up" in found.notes[0]
