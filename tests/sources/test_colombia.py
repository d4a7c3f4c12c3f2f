"""dijin_homicides, colombia_homicide_history, dane_population and dane_boundaries: what they read."""

from datetime import date

import pyarrow.compute as pc
import pytest
import shapely

from almenara.errors import NoEvidence
from almenara.workspace import Workspace
from tests.shared_data import shared
from tests.sources.made_places import ROWS, collection, made, reading, real, square, workbook


def total(table, place: str) -> float:
    return pc.sum(table.filter(pc.equal(table["place"], place))["value"]).as_py()


def test_each_row_counts_for_its_municipality_department_and_country_with_its_address() -> None:
    got = reading(made("homicidios_2019.xlsx", workbook(total=4)), "dijin_homicides")
    table = got.tables["observations"]
    assert (got.published, got.ground) == (date(2020, 9, 8), "stated")
    assert total(table, "dane/00") == 4
    assert total(table, "dane/05") == 3
    assert total(table, "dane/05001") == 2
    assert total(table, "dane/27001") == 1  # a settlement's code is its municipality's and three digits
    one = [r for r in table.to_pylist() if r["place"] == "dane/05001" and r["value"]]
    assert [(r["row"], r["column"], r["start"], r["end"], r["breakdown"]) for r in one] == [
        (6, "H", date(2019, 1, 1), date(2019, 1, 31), "day=2019-01-02;weapon=firearm;sex=male;age=adult")
    ]


def test_a_month_without_a_row_is_a_zero_that_stands_in_no_row() -> None:
    table = reading(made("h.xlsx", workbook(total=4)), "dijin_homicides").tables["observations"]
    months = {
        r["start"].month: (r["value"], r["row"]) for r in table.to_pylist() if r["place"] == "dane/27001"
    }
    assert months == {1: (1.0, 8), 2: (0.0, None), 3: (0.0, None)}


def test_columns_are_found_by_name_whatever_their_order_and_blanks() -> None:
    order = [3, 0, 1, 4, 5, 6, 2, 7]
    header = ["ARMAS MEDIOS", "DEPARTAMENTO ", "MUNICIPIO ", "FECHA HECHO ", "GENERO ",
              "AGRUPA EDAD PERSONA", "CODIGO DANE ", "CANTIDAD "]  # fmt: skip
    rows = [[row[i] for i in order] for row in ROWS]
    table = reading(made("h.xlsx", workbook(rows, 4, header)), "dijin_homicides").tables["observations"]
    assert total(table, "dane/00") == 4


def test_the_day_given_goes_before_the_day_in_the_note() -> None:
    got = reading(made("h.xlsx", workbook(total=4), date(2021, 1, 1)), "dijin_homicides")
    assert (got.published, got.ground) == (date(2021, 1, 1), "stated")


def test_without_a_note_the_publishers_rhythm_gives_the_day() -> None:
    got = reading(made("h.xlsx", workbook(total=4, note="FUENTE: DIJIN.")), "dijin_homicides")
    assert (got.published, got.ground) == (date(2019, 11, 30), "calendar")


@pytest.mark.parametrize(
    ("name", "victims", "day"),
    [("homicidios_2019.xlsx", 12656, date(2020, 9, 8)), ("homicidios_2023.xls.gz", 13555, date(2024, 5, 1))],
)
def test_the_real_workbooks_add_up_to_their_totals(name: str, victims: int, day: date) -> None:
    got = reading(real(shared(f"other/colombia/{name}")), "dijin_homicides")
    assert total(got.tables["observations"], "dane/00") == victims
    assert (got.published, got.ground) == (day, "stated")


def test_history_has_a_column_for_each_year_and_its_blanks_are_unknown() -> None:
    text = (
        '"cod","municipio","departamento","hom90","pob90","tas90","hom13"\n'
        '5001,"M","A",3924,1688394,"232",919\n5002,"X","A",NA,NA,NA,6\n'
    )
    got = reading(made("homicidios.csv", text), "colombia_homicide_history", municipalities=2)
    rows = [(r["place"], r["start"].year, r["value"], r["row"], r["column"])
            for r in got.tables["observations"].to_pylist()]  # fmt: skip
    assert rows == [
        ("dane/05001", 1990, 3924.0, 2, "hom90"), ("dane/05002", 1990, None, 3, "hom90"),
        ("dane/05001", 2013, 919.0, 2, "hom13"), ("dane/05002", 2013, 6.0, 3, "hom13"),
    ]  # fmt: skip


def test_the_real_histories_agree_on_the_years_they_share() -> None:
    sums = {}
    for name in ("homicidios.1990.a.2013.csv.gz", "homicidios2012-2013.csv"):
        got = reading(real(shared(f"other/colombia/{name}")), "colombia_homicide_history")
        table = got.tables["observations"]
        late = table.filter(pc.greater_equal(table["start"], date(2012, 1, 1)))
        sums[name] = [pc.sum(late.filter(pc.equal(late["start"], date(y, 1, 1)))["value"]).as_py()
                      for y in (2012, 2013)]  # fmt: skip
    assert list(sums.values()) == [[14990, 15187], [14990, 15187]]


POPULATION = (
    "departamento_code,departamento,municipio_code,municipio,year,poblacion,source_sheet\n"
    "05,Antioquia,05001,Medellín,2017,2508452,2003_2017\n05,Antioquia,05001,Medellín,2018,2427129,2018_2023\n"
    "05,Antioquia,05002,Abejorral,2017,19096,2003_2017\n05,Antioquia,05002,Abejorral,2018,20367,2018_2023\n"
)


def test_populations_are_added_up_and_say_from_which_census() -> None:
    got = reading(made("poblacion.csv", POPULATION), "dane_population", municipalities=2)
    table = got.tables["observations"]
    assert total(table.filter(pc.equal(table["end"], date(2018, 6, 30))), "dane/05") == 2427129 + 20367
    assert {r["note"] for r in table.to_pylist() if r["end"].year == 2017} == {
        "projected from the census of 2005"
    }


def test_shapes_of_departments() -> None:
    text = collection(({"DPTO_CCDGO": "05", "DPTO_CNMBR": "ANTIOQUIA"}, square(-75, 6)))
    got = reading(made("departamentos.geojson", text), "dane_boundaries", state=1)
    row = got.tables["places"].to_pylist()[0]
    assert (row["place"], row["kind"], row["name"], row["row"]) == ("dane/05", "state", "ANTIOQUIA", 1)
    assert shapely.from_wkb(row["geometry"]).equals(shapely.box(-75, 6, -74, 7))


def test_a_second_country_is_answered_by_the_same_machinery(workspace: Workspace) -> None:
    workspace.ingest([shared("other/colombia")])
    answers = workspace.figures("homicide", "Colombia", "2019")
    assert [(f.value, f.unit, f.definition) for f in answers] == [(12656, "victims", "dijin-homicides")]
    assert answers[0].known == date(2020, 9, 8)
    assert answers[0].evidence[0].locator.startswith("sheet CH2138_20200715_131455, rows 12-12621, column H")
    assert workspace.figures("homicide", "Antioquia", "2023")[0].value == 1749
    assert workspace.figures("homicide", "Medellín", "2010")[0].value == 1408
    assert workspace.figures("population", "Colombia", "2019")[0].value == 49376765
    with pytest.raises(NoEvidence):
        workspace.figures("homicide", "Colombia", "2019", "2020-09-07")
