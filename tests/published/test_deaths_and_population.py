"""Published figures that the real files must give, each with where it was published."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.shared_data import shared
from tests.sources.made_places import reading, real

# elcri.men, table-inegi-sesnsp_2018-02-21.csv, column "Homicidios INEGI": the nation by year of registration
REGISTERED = {
    1990: 14493, 1991: 15128, 1992: 16594, 1993: 16040, 1994: 15839, 1995: 15612, 1996: 14505, 1997: 13552,
    1998: 13656, 1999: 12249, 2000: 10737, 2001: 10285, 2002: 10088, 2003: 10087, 2004: 9329, 2005: 9921,
    2006: 10452, 2007: 8867, 2008: 14006, 2009: 19803, 2010: 25757, 2011: 27213, 2012: 25967, 2013: 23063,
    2014: 20010, 2015: 20762,
}  # fmt: skip


def total(table: pa.Table, **wanted: object) -> float:
    """Sum of the values where the columns are as wanted."""
    for column, value in wanted.items():
        table = table.filter(pc.equal(table[column], value))
    return pc.sum(table["value"]).as_py()


@pytest.mark.parametrize("year", REGISTERED)
def test_deaths_registered_in_a_year(year: int) -> None:
    found = reading(real(shared(f"mexico/inegi/defunciones_homicidio_raw/{year}.csv")), "inegi_deaths")
    assert total(found.tables["observations"], place="inegi/00") == REGISTERED[year]
    assert found.published == date(year + 1, 12, 31)


def test_deaths_that_occurred_in_2017() -> None:
    """checks/published_figures_2017_2018.csv, row 15: 31,676 in municipalities, 31,712 in states."""
    for name, value in (("muni", 31676), ("state", 31712)):
        path = shared(f"mexico/inegi/mexico-{name}-month-homicide-rates-2000-2019.csv.gz")
        table = reading(real(path), "inegi_homicide_months").tables["observations"]
        assert total(table.filter(pc.equal(pc.year(table["start"]), 2017))) == value


def test_the_grouping_of_causes_calls_215_codes_homicide() -> None:
    """Its homicides are assault, ICD-10 X85-Y09 (and no other code)."""
    statements = reading(real(shared("mexico/inegi/cod-mapping.csv.gz")), "inegi_homicide_months").tables[
        "statements"
    ]
    homicides = statements.filter(pc.equal(statements["object"], "Homicides"))["subject"].to_pylist()
    assert (len(statements), len(homicides)) == (7087, 215)
    assert min(homicides) >= "ICD-10 X85" and max(homicides) < "ICD-10 Y10"


def test_population_of_2017_in_the_edition_of_2023() -> None:
    """CONAPO, edition of 2023: 124,777,172 in mid-2017, the same from states and from municipalities."""
    towns = reading(real(shared("mexico/population/conapo_municipios_1990_2040.csv.gz")), "conapo_population")
    states = reading(
        real(shared("mexico/population/conapo_pob_ent_gender_1950_2070.csv")), "conapo_population"
    )
    july = date(2017, 7, 1)
    assert total(towns.tables["observations"], start=july) == 124_777_172
    table = states.tables["observations"]
    assert total(table, start=july, place="inegi/00") == 124_777_172
    assert total(table, start=july) == 2 * 124_777_172  # the nation and its 32 states
    assert (
        total(table, start=date(2023, 7, 1), place="inegi/00") == 131_135_337
    )  # CONAPO, 11 July 2023: 131.1 million


def test_the_monthly_population_is_of_the_edition_of_2023_not_of_2010() -> None:
    """The comparison table of 2018-02-21 has 123,518,270 for 2017, from the edition of 2010-2050."""
    found = reading(real(shared("mexico/population/elcrimen_pop_states_month.csv.gz")), "elcrimen_population")
    assert total(found.tables["observations"], start=date(2017, 7, 1)) == 124_777_172


def test_census_population_covers_2443_municipalities_in_twenty_years() -> None:
    path = shared("mexico/population/inegi_census_interpolated_municipality_2000_2020.csv.gz")
    table = reading(real(path), "census_population").tables["observations"]
    assert (len(table), pc.count_distinct(table["place"]).as_py()) == (48_860, 2443)


def test_missing_persons_by_year_of_disappearance() -> None:
    """Sums of the scrape itself by year and status (7 missing, 3 located dead, 0 all)."""
    found = reading(
        real(shared("mexico/missing_persons/rnpdno_municipality_month_2015_2023.csv.gz")), "rnpdno_missing"
    )
    table = found.tables["observations"]
    states = table.filter(pc.equal(pc.utf8_length(table["place"]), len("inegi/01")))
    year = pc.year(states["start"])
    for when, measure, value in (
        (2015, "missing-persons", 3745), (2023, "missing-persons", 10155),
        (2019, "missing-persons-located-dead", 1695), (2019, "reported-missing", 23757),
    ):  # fmt: skip
        assert total(states.filter(pc.equal(year, when)), measure=measure) == value
    assert len(found.notes) == 1


def test_taps_pipelines_and_cargo_theft_of_the_real_files() -> None:
    taps = reading(real(shared("mexico/fuel_theft/pemex_illegal_taps_press.csv")), "pemex_taps")
    table = taps.tables["observations"]
    known = table.filter(pc.less_equal(table["known"], pa.scalar(date(2018, 11, 2))))
    assert (len(table), len(known)) == (46, 38)
    whole = known.filter(pc.equal(known["place"], "inegi/00"))
    values = {(r["start"], r["end"]): r["value"] for r in whole.to_pylist()}
    assert values[date(2018, 1, 1), date(2018, 3, 31)] - values[date(2018, 3, 1), date(2018, 3, 31)] == 2274
    assert values[date(2017, 1, 1), date(2017, 3, 31)] - values[date(2017, 3, 1), date(2017, 3, 31)] == 1647

    lines = reading(real(shared("mexico/infrastructure/Ductos_Petroliferos.zip")), "pemex_pipelines")
    assert len(lines.tables["places"]) == 81
    crossed = reading(real(shared("mexico/infrastructure/muns_pipeline.csv")), "pemex_pipelines")
    assert len(crossed.tables["statements"]) == 285

    by_state = reading(real(shared("mexico/cargo_theft/cargo_theft_by_state_press.csv")), "cargo_theft_press")
    counts = by_state.tables["observations"]
    # IMT, bulletin 219 (2025): 13,068 files in 2018; CONATRAM: Puebla 1,027
    assert (
        total(
            counts,
            definition="sesnsp-files-press",
            place="inegi/00",
            start=date(2018, 1, 1),
            end=date(2018, 12, 31),
        )
        == 13068
    )
    assert total(counts, definition="conatram-cargo-thefts", place="inegi/21") == 1027
    roads = reading(real(shared("mexico/cargo_theft/cargo_theft_by_highway_press.csv")), "cargo_theft_press")
    assert (len(counts), len(roads.tables["observations"])) == (83, 7)
    blocks = reading(real(shared("mexico/cargo_theft/narcobloqueos_press.csv")), "roadblocks_press")
    assert (len(blocks.tables["events"]), len(blocks.tables["statements"])) == (16, 23)
    segments = reading(real(shared("mexico/cargo_theft/risk_segments_2019_press.csv")), "risky_roads_press")
    assert len(segments.tables["statements"]) == 19
