"""What inegi_deaths and inegi_homicide_months make of whole files."""

from datetime import date

import pyarrow.compute as pc
import pytest

from almenara.collect.recognise import recognise
from tests.sources.made_deaths import MONTHS, STATES, deaths_export, occurrence
from tests.sources.made_places import gzipped, made, reading


def export(text: str | None = None, published: date | None = None):
    return made("2010.csv", (text or deaths_export()).encode("latin-1"), published)


def by_place(table, place: str) -> dict[str, float]:
    rows = table.filter(pc.equal(table["place"], place)).to_pylist()
    return {row["column"]: row["value"] for row in rows}


def test_every_listed_place_has_twelve_months_and_blank_is_zero():
    table = reading(export(), "inegi_deaths").tables["observations"]
    assert len(table) == 12 * (1 + 3 * 33)
    assert by_place(table, "inegi/09") == dict.fromkeys(MONTHS, 0.0) | {
        "Enero": 1,
        "Marzo": 1200,
        "Diciembre": 2,
    }
    assert by_place(table, "inegi/00")["Mayo"] == 2
    assert by_place(table, "inegi/34999")["Mayo"] == 1
    assert sum(by_place(table, "inegi/00").values()) == 32 * 3 + 1200 + 2


def test_a_month_keeps_its_row_and_column():
    table = reading(export(), "inegi_deaths").tables["observations"]
    row = table.filter(
        pc.and_(pc.equal(table["place"], "inegi/01001"), pc.equal(table["column"], "Enero"))
    ).to_pylist()[0]
    assert (row["row"], row["start"], row["end"], row["value"]) == (
        9,
        date(2010, 1, 1),
        date(2010, 1, 31),
        1.0,
    )


def test_an_export_without_a_day_is_known_at_the_end_of_the_next_year():
    found = reading(export(), "inegi_deaths")
    assert (found.published, found.ground) == (date(2011, 12, 31), "calendar")
    found = reading(export(published=date(2011, 11, 4)), "inegi_deaths")
    assert (found.published, found.ground) == (date(2011, 11, 4), "stated")


def test_files_are_recognised_by_what_they_hold():
    assert recognise(export()).id == "inegi_deaths"
    for text in (
        occurrence(STATES, "cve_ent"),
        occurrence(["01001"], "ent_mun"),
        "causa_def|base_code|cod_group\n",
    ):
        assert recognise(made("x.csv.gz", gzipped(text))).id == "inegi_homicide_months"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (occurrence(STATES, "cve_ent"), date(2023, 4, 30)),
        (occurrence([f"{s}001" for s in STATES], "ent_mun"), date(2023, 2, 28)),
    ],
)
def test_months_of_occurrence(text: str, known: date):
    found = reading(made("m.csv.gz", gzipped(text)), "inegi_homicide_months")
    table = found.tables["observations"]
    assert (found.published, found.ground) == (known, "stated")
    assert (len(table), pc.sum(table["value"]).as_py()) == (384, 32 * 78)
    assert table.slice(1, 1).to_pylist()[0] | {"place": ""} == {
        "measure": "homicide", "definition": "inegi-deaths-occurrence", "place": "",
        "start": date(2000, 2, 1), "end": date(2000, 2, 29), "breakdown": "",
        "value": 2.0, "low": None, "high": None, "known": known,
        "ground": "stated", "citation": "", "sheet": "", "row": 3, "column": "homicides", "note": "",
    }  # fmt: skip


def test_causes_become_statements():
    text = "causa_def|base_code|cod_group\nX950|X95|Homicides\nA419|A41|Amenable to medical services\n"
    statements = reading(made("c.csv", text), "inegi_homicide_months").tables["statements"].to_pylist()
    said = [(s["subject"], s["predicate"], s["object"], s["row"]) for s in statements]
    assert said[0] == ("ICD-10 X950", "cause-group", "Homicides", 2)
    assert len(said) == 2
