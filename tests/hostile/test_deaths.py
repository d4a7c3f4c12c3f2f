"""Spoilt files for inegi_deaths, inegi_homicide_months, the populations and rnpdno_missing."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from almenara.errors import BadInput
from almenara.workspace import Workspace
from tests.hostile.refusals import faults_of
from tests.sources.made_deaths import (
    STATES,
    census,
    conapo_municipalities,
    conapo_states,
    deaths_export,
    elcrimen,
    occurrence,
    register,
)
from tests.sources.made_places import made, reading

HTML = "<!DOCTYPE html><html><body>503</body></html>"
TOWNS = [f"{state}001" for state in STATES]


def refused(source: str, content: bytes | str, published: date | None = None) -> list[str]:
    """The faults of a file, as lines."""
    return faults_of("f.csv", content, source, published)


def deaths(old: str, new: str, published: date | None = None) -> list[str]:
    text = deaths_export()
    assert old in text
    return refused("inegi_deaths", text.replace(old, new, 1).encode("latin-1"), published)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"1,200"', '"1,2O4"', 'row 7, "Marzo": "1,2O4" is not a count'),
        ('"1,200"', '"-1,200"', 'row 7, "Marzo": "-1,200" is negative; a count is zero or more'),
        ('"1,200"', '"=SUMA(A1)"', 'row 7, "Marzo": "=SUMA(A1)" is a formula, not a count'),
        ('"1,200"', '"1,201"', 'row 7, "Total": is 1298, but its months add up to 1299'),
        ('"Total","1,298"', '"Total","1,299"', 'row 7, "Total": is 1299, but its months add up to 1298'),
        ('" 02 001 "', '" 02 999 "', 'row 13, "code": repeats row 12: No especificado'),
        ('" 02 001 "', '" 03 001 "', 'row 12, "code": "03 001" stands below state 02'),
        ('" 02 001 "', '"2-1"', 'row 12, "code": "2-1" is not the code of a state or municipality'),
        ('"=CONCATENAR(0,02) "', '"=CONCATENAR(0,77) "', "state 02 is missing"),
        ('"=CONCATENAR(0,02) "', '"=HYPERLINK(A1)"', 'row 11, "code": "=HYPERLINK(A1)" is not the code'),
        ('\r\n" ","Total"', '\r\n"x","Total"', "the national row is missing"),
        ("Año de registro", "Año de ocurrencia", 'holds no line "Año de registro : YYYY"'),
        ('"Marzo"', '"March"', "holds no header with Total and the twelve months"),
        ("FUENTE: INEGI", "Nota", 'the footer "FUENTE: INEGI …" is missing: the file is cut off'),
    ],
)
def test_a_spoilt_export_of_deaths(old: str, new: str, message: str) -> None:
    found = deaths(old, new)
    assert any(line.startswith(message) for line in found), found


def test_totals_that_do_not_add_up_are_named_with_their_month() -> None:
    block = '"=CONCATENAR(0,05) ","Estado 05","3","1","","","","","","","","","","","2"'
    found = deaths(block, block.replace('"3","1"', '"4","2"'))
    assert 'row 20, "Enero": is 2, but its parts add up to 1' in found
    assert 'row 7, "Enero": is 32, but its states and abroad add up to 33' in found
    assert len(found) == 4  # Enero and Total, of the state and of the nation


def test_all_bad_rows_of_an_export_are_told_at_once() -> None:
    text = (
        deaths_export()
        .replace('"1,200"', '"1,2O4"', 1)
        .replace('" 02 001 "', '"2-1"', 1)
        .replace("FUENTE", "F", 1)
    )
    assert len(refused("inegi_deaths", text.encode("latin-1"))) == 3 + 1  # the footer's line and its absence


def test_what_is_no_export_of_deaths() -> None:
    whole = deaths_export().encode("latin-1")
    assert any("the footer" in line for line in refused("inegi_deaths", whole[: len(whole) // 2]))
    assert "or not in latin-1" in refused("inegi_deaths", deaths_export())[0]  # saved as UTF-8
    assert "holds no line" in refused("inegi_deaths", HTML)[0]
    assert "holds NUL bytes" in refused("inegi_deaths", deaths_export().encode("utf-16"))[0]
    assert "bomb" in refused("inegi_deaths", gzip.compress(b"0" * 20_000_000))[0]
    assert "2010 was not over on 2010-11-02" in deaths("Estado 01", "Uno", date(2010, 11, 2))[0]


TABLES = [
    ("inegi_homicide_months", occurrence(TOWNS, "ent_mun")),
    ("inegi_homicide_months", occurrence(STATES, "cve_ent")),
    ("conapo_population", conapo_municipalities()),
    ("conapo_population", conapo_states()),
    ("census_population", census()),
    ("elcrimen_population", elcrimen()),
    ("rnpdno_missing", register()),
]


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_what_is_no_table(source: str, text: str) -> None:
    assert refused(source, HTML) == ["is an HTML page, not a table: fetch it again"]
    assert refused(source, "") == ["is empty"]
    assert any("the table lacks this column" in line for line in refused(source, "a,b\n1,2\n"))
    assert "damaged gzip" in refused(source, gzip.compress(text.encode() * 50)[:-20])[0]
    assert "bomb" in refused(source, gzip.compress(b"0" * 20_000_000))[0]
    assert "NUL" in (line := refused(source, text.encode("utf-16"))[0]) or "is not a table in utf-8" in line
    assert refused(source, text.replace("\n", "\n\xff", 2).encode("latin-1"))  # not UTF-8


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_a_table_cut_in_a_row_or_between_two(source: str, text: str) -> None:
    assert refused(source, text[: len(text) * 2 // 3])
    lines = text.splitlines(keepends=True)
    assert refused(source, "".join(lines[: len(lines) // 2]))


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_a_row_that_stands_twice(source: str, text: str) -> None:
    last = text.splitlines()[-1]
    assert any("repeats row" in line for line in refused(source, text + last + "\n"))


@pytest.mark.parametrize(
    ("place", "old", "new", "message"),
    [
        ("ent_mun", "02001|2000|3|3|", "02001|2000|3|3O|", 'row 16, "homicides": "3O" is not a count'),
        (
            "ent_mun",
            "02001|2000|3|3|",
            "02001|2000|3|-3|",
            'row 16, "homicides": "-3" is negative; a count is zero or more',
        ),
        ("ent_mun", "02001|2000|3|3|", "02001|2000|3||", 'row 16, "homicides": is blank'),
        (
            "ent_mun",
            "02001|2000|3|3|",
            "02001|2000|3|=A1|",
            'row 16, "homicides": "=A1" is a formula, not a count',
        ),
        ("ent_mun", "02001|2000|3|3|", "02001|2000|13|3|", 'row 16, "month": "13" is not between 1 and 12'),
        (
            "ent_mun",
            "02001|2000|3|3|",
            "2001|2000|3|3|",
            'row 16, "ent_mun": "2001" is not a municipality code of five digits',
        ),
        (
            "ent_mun",
            "02001|2000|3|3|NA|0\n",
            "",
            '"ent_mun": 02001 has 11 rows, not one for each of 12 periods',
        ),
        ("cve_ent", "02|2000|3|3|", "02|2000|2|3|", 'row 16, "cve_ent": repeats row 15'),
    ],
)
def test_a_spoilt_table_of_months(place: str, old: str, new: str, message: str) -> None:
    text = occurrence(TOWNS if place == "ent_mun" else STATES, place)
    assert refused("inegi_homicide_months", text.replace(old, new, 1)) == [message]


def test_a_missing_state_and_months_beyond_publication() -> None:
    assert refused("inegi_homicide_months", occurrence(STATES[1:], "cve_ent")) == [
        '"cve_ent": state 01 is missing'
    ]
    late = refused("inegi_homicide_months", occurrence(STATES, "cve_ent", 2023))
    assert late[0] == 'row 5, "month": 2023-04-30 lies after the publication on 2023-04-30'
    early = refused("inegi_homicide_months", occurrence(STATES, "cve_ent"), date(2000, 12, 1))
    assert early[0] == 'row 13, "month": 2000-12-31 lies after the publication on 2000-12-01'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("X950|", "=A1|", 'row 2, "causa_def": "=A1" is not an ICD-10 code'),
        ("|Homicides", "|", 'row 2, "cod_group": "" is not the name of a group of causes'),
        ("A419", "X950", 'row 3, "causa_def": repeats row 2'),
    ],
)
def test_a_spoilt_grouping_of_causes(old: str, new: str, message: str) -> None:
    text = "causa_def|base_code|cod_group\nX950|X95|Homicides\nA419|A41|Amenable to medical services\n"
    assert refused("inegi_homicide_months", text.replace(old, new)) == [message]


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "message"),
    [
        (
            "conapo_population",
            conapo_municipalities(),
            "\n09001,",
            "\n9001,",
            'row 10, "CVE": "9001" is not a municipality code',
        ),
        (
            "conapo_population",
            conapo_municipalities(),
            "01001,Estado,Uno,1000,",
            "01001,Estado,Uno,1OOO,",
            'row 2, "1990": "1OOO" is not a count',
        ),
        (
            "conapo_population",
            conapo_municipalities(),
            "01001,Estado,Uno,1000,",
            "01001,Estado,Uno,,",
            'row 2, "1990": is blank',
        ),
        (
            "conapo_population",
            conapo_states(),
            "2017,Lugar,05,Total,18,21",
            "2017,Lugar,05,Total,18,22",
            'row 22, "pob_mid_year": is 22, but men and women add up to 21',
        ),
        (
            "conapo_population",
            conapo_states(),
            "2017,Lugar,00,Total,576,672",
            "2017,Lugar,00,Total,576,673",
            'row 7, "pob_mid_year": is 673, but the states add up to 672',
        ),
        (
            "conapo_population",
            conapo_states(),
            "2017,Lugar,05,Hombres",
            "2017,Lugar,05,Otros",
            'row 20, "genero": "Otros" is not one of those in source.yml',
        ),
        (
            "conapo_population",
            conapo_states(),
            "2017,Lugar,05,",
            "2016,Lugar,05,",
            '"cve_ent": the year 2016 lacks',
        ),
        ("census_population", census(), "|02001|7|2000|", "|02001|8|2000|", ""),
        (
            "census_population",
            census(),
            "3000.5|2000.5|02001",
            "-3000.5|2000.5|02001",
            'row 4, "pop_est": -3000.5 is negative',
        ),
        (
            "census_population",
            census(),
            "3000.5|2000.5|02001",
            "inf|2000.5|02001",
            'row 4, "pop_est": "inf" is not a finite number',
        ),
        (
            "elcrimen_population",
            elcrimen(),
            "2,2017-07-01",
            "2,2017-07-02",
            'row 6, "date": "2017-07-02" is not the first day',
        ),
        (
            "elcrimen_population",
            elcrimen(),
            "\n2,2017-07-01",
            "\n33,2017-07-01",
            'row 6, "state_code": "33" is not between 1 and 32',
        ),
        (
            "rnpdno_missing",
            register(),
            "2015,5,2,0,1,0,1",
            "2015,5,9,0,1,0,1",
            'row 67, "status_id": "9" is not in lookups.status',
        ),
        (
            "rnpdno_missing",
            register(),
            "2015,5,2,0,1,0,1",
            "2015,5,2,0,1,0,2",
            'row 67, "total": is 2, but the sexes add up to 1',
        ),
        (
            "rnpdno_missing",
            register(),
            "2015,5,2,0,1,0,1",
            "2015,5,2,0,-1,0,1",
            'row 67, "female": "-1" is negative',
        ),
        (
            "rnpdno_missing",
            register(),
            "2015,5,2,0,1,0,1",
            "2026,5,2,0,1,0,1",
            'row 67, "month": lies after the day of the scrape, 2026-04-30',
        ),
    ],
)
def test_a_spoilt_population_or_register(source: str, text: str, old: str, new: str, message: str) -> None:
    assert old in text
    spoilt = text.replace(old, new, 3 if message.startswith('"cve_ent"') else 1)
    if not message:
        assert (
            len(reading(made("f.csv", spoilt), source).tables["observations"]) == 64
        )  # another day is a day
        return
    found = refused(source, spoilt)
    assert any(line.startswith(message) for line in found), found


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_a_table_without_one_state(source: str, text: str) -> None:
    lines = text.splitlines(keepends=True)
    gone = [line for line in lines if not line.startswith(("32|", "32001", "32,"))]
    gone = [line for line in gone if "|32001|" not in line and not line.startswith("2017,Lugar,32")]
    assert any("state 32 is missing" in line for line in refused(source, "".join(gone)))


@pytest.mark.parametrize(
    ("name", "content"),
    [("2010.csv", deaths_export().replace('"1,200"', '"1,2O4"', 1).encode("latin-1"))]
    + [
        (f"{source}-{n}.csv", (text + text.splitlines()[-1] + "\n").encode())
        for n, (source, text) in enumerate(TABLES)
    ],
)
def test_nothing_of_a_spoilt_file_is_stored(
    workspace: Workspace, tmp_path: Path, name: str, content: bytes
) -> None:
    before = workspace.documents("2100-01-01")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=f"in {name}; nothing was stored"):
        workspace.ingest([tmp_path / name])
    assert workspace.documents("2100-01-01") == before
