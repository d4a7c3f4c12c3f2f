"""Damaged and hostile copies of the prosecutors' files: each is refused in words, and nothing is stored."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from almenara.collect.registry import Registry
from almenara.model.document import Document
from tests.hostile.refusals import refusal
from tests.sources.made_months import (
    FILES_HEADER,
    REGISTRY,
    SERIES_HEADER,
    VICTIMS_HEADER,
    Rows,
    as_csv,
    as_workbook,
    file_rows,
    made,
    series_rows,
    town_rows,
    victim_rows,
)

HTML = "<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>"
FILES = "Estatal-Delitos-2015-2018_mar2018.csv"
VICTIMS = "IDVFC_NM_mar18.csv"
SERIES = "timeseries_victimas_2018-04-24.csv"
STATES = "states_2018-04-23.json"


@pytest.fixture
def refused(tmp_path: Path, registry: Registry) -> Callable[[Document], str]:
    """Takes a document into a store that holds another one, and returns the error's text."""
    whole = made("Estatal-Delitos_dic2016.csv", as_csv(FILES_HEADER, file_rows(2016, months=12)))
    return lambda document: refusal(tmp_path / "store", registry, whole, document)


def files(change: Callable[[Rows], object], rows: Rows | None = None, name: str = FILES) -> Document:
    table = rows or file_rows()
    change(table)
    return made(name, as_csv(FILES_HEADER, table))


def victims(change: Callable[[Rows], object]) -> Document:
    table = victim_rows()
    change(table)
    return made(VICTIMS, as_csv(VICTIMS_HEADER, table, "utf-8"))


def series(change: Callable[[Rows], object]) -> Document:
    table = series_rows()
    change(table)
    return made(SERIES, as_csv(SERIES_HEADER, table, "utf-8"))


def put(row: int, header: list[str], field: str, value: str) -> Callable[[Rows], object]:
    """Writes a cell of the data row that stands in file row `row`."""
    return lambda rows: rows[row - 2].__setitem__(header.index(field), value)


def both(*changes: Callable[[Rows], object]) -> Callable[[Rows], object]:
    return lambda rows: [change(rows) for change in changes]


def F(row: int, field: str, value: str) -> Callable[[Rows], object]:
    return put(row, FILES_HEADER, field, value)


def V(row: int, field: str, value: str) -> Callable[[Rows], object]:
    return put(row, VICTIMS_HEADER, field, value)


def S(row: int, field: str, value: str) -> Callable[[Rows], object]:
    return put(row, SERIES_HEADER, field, value)


FILES_CASES = {
    "two unknown crimes and a bad count, all told at once": (
        files(
            both(
                F(2, "Subtipo de delito", "Homicidio dolozo"),
                F(5, "Subtipo de delito", "Homicidio dolozo"),
                F(8, "Marzo", "1,2O4"),
            )
        ),
        [
            'row 2, "Subtipo de delito": "Homicidio dolozo" is not in lookups.cnsp',
            'row 5, "Subtipo de delito": "Homicidio dolozo" is not in lookups.cnsp',
            'row 8, "Marzo": "1,2O4" is not a count',
            "sesnsp_investigations: ",
            "add it to sources/sesnsp_investigations",
        ],
    ),
    "an unknown modality": (
        files(F(3, "Modalidad", "Con resortera")),
        ['row 3, "Modalidad": "Con resortera" is not in lookups.modality'],
    ),
    "an old crime in the new registry": (
        files(
            F(2, "Subtipo de delito", "Extorsión"), file_rows(2026, REGISTRY, 1), "estatal_n_2026-02-21.csv"
        ),
        ['row 2, "Subtipo de delito": "Extorsión" is not in lookups.rnid'],
    ),
    "a negative count": (
        files(F(4, "Enero", "-3")),
        ['row 4, "Enero": "-3" is negative; a count is zero or more'],
    ),
    "a formula": (
        files(F(4, "Enero", "=SUM(H2:H3)")),
        ['row 4, "Enero": "=SUM(H2:H3)" is a formula, not a count'],
    ),
    "half a case": (files(F(4, "Enero", "1.5")), ['row 4, "Enero": "1.5" is not a count']),
    "a year that is none": (files(F(6, "Año", "2018.5")), ['row 6, "Año": "2018.5" is not a year']),
    "a year before the method": (
        files(F(6, "Año", "2009")),
        ['row 6, "Año": is outside the years of this source\'s catalogues'],
    ),
    "a state 33": (files(F(2, "Clave_Ent", "33")), ['row 2, "Clave_Ent": "33" is not a state from 1 to 32']),
    "another state's name": (
        files(F(3, "Entidad", "Entidad 7")),
        ['row 3, "Entidad": "Entidad 7" does not go with "1", which stands with "Entidad 1" in row 2'],
    ),
    "a crime under another heading": (
        files(F(5, "Tipo de delito", "Robo")),
        [
            'row 5, "Tipo de delito": "Robo" does not go with "Homicidio doloso", '
            'which stands with "Homicidio" in row 2'
        ],
    ),
    "a row twice": (
        files(lambda rows: rows.insert(3, list(rows[0]))),
        ["row 5: 2018, inegi/01, Homicidio doloso, Con arma de fuego stands in row 2 already"],
    ),
    "a missing state": (
        files(lambda rows: rows.__delitem__(slice(93, 96))),
        ['"Clave_Ent": 2018 has no row of state 32, and 3 of other places: the file is not whole'],
    ),
    "cut off within the last state": (
        files(lambda rows: rows.__delitem__(slice(94, 96))),
        ['"Clave_Ent": 2018 has 1 rows of state 32, and 3 of other places: the file is not whole'],
    ),
    "a month after the one in its name": (
        files(F(2, "Abril", "4")),
        ['row 2, "Abril": 4 is given for Abril 2018, which had not ended on 2018-03-31'],
    ),
    "a month after its day": (
        files(lambda rows: None, file_rows(months=5), "estatal_2018-05-20.csv"),
        ['row 2, "Mayo": 1 is given for Mayo 2018, which had not ended on 2018-05-20 (the day in its name)'],
    ),
    "zeros in a month not published": (
        files(lambda rows: [r.__setitem__(10, "0") for r in rows], name="estatal_2018-06-20.csv"),
        ['"Abril": Abril 2018 is 0 in all rows: a month not yet published must be empty'],
    ),
    "no month at all": (files(lambda rows: None, file_rows(months=0)), ["holds no numbers in any month"]),
    "another header": (
        made(FILES, as_csv([*FILES_HEADER[:5], "Delito", *FILES_HEADER[6:]], file_rows())),
        ['"Subtipo de delito": the table lacks this column; it has: Año, Clave_Ent'],
    ),
    "a ragged row": (
        made(FILES, as_csv(FILES_HEADER, file_rows()) + b"2018,1,Uno\r\n"),
        ["row 98: does not have 19 cells"],
    ),
    "a web page": (made(FILES, HTML), ["is an HTML page, not a table: fetch it again"]),
    "an empty file": (made(FILES, b""), ["is empty"]),
    "another encoding": (
        made(FILES, as_csv(FILES_HEADER, file_rows(), "utf-16")),
        ["holds NUL bytes: it is not a text file"],
    ),
    "an encoding of another page": (
        made(FILES, as_csv(FILES_HEADER, file_rows(), "cp437")),
        ['"Año": the table lacks this column; it has: A¤o'],
    ),
    "a truncated archive": (
        made(FILES + ".gz", gzip.compress(as_csv(FILES_HEADER, file_rows()))[:-40]),
        ["is a damaged gzip file"],
    ),
    "a bomb": (
        made(FILES + ".gz", gzip.compress(as_csv(FILES_HEADER, file_rows()) + b"0" * 40_000_000)),
        ["it looks like a compression bomb"],
    ),
    "a copy cut from a later edition": (
        made("tabla.csv", as_csv(*(lambda h, rows: (h, [[*r[:-1], "2.0"] for r in rows]))(*town_rows()))),
        [
            "Diciembre is written with decimals: the table was cut from a later edition",
            "--published YYYY-MM-DD",
        ],
    ),
    "a municipality of another state": (
        made(
            "tabla.csv",
            as_csv(*(lambda h, rows: (h, [[*rows[0][:3], "2001", *rows[0][4:]], *rows[1:]]))(*town_rows())),
        ),
        ['row 2, "Cve. Municipio": "2001" is not a municipality of state 1'],
    ),
}


@pytest.mark.parametrize("case", FILES_CASES)
def test_a_spoilt_table_of_case_files_is_refused(case: str, refused: Callable[[Document], str]) -> None:
    document, expected = FILES_CASES[case]
    told = refused(document)
    for text in expected:
        assert text in told


def _bomb_workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", " " * 40_000_000)
    return out.getvalue()


def _with_formula() -> bytes:
    rows = file_rows()
    rows[2][8] = "=H4+1"
    rows[3][9] = "=SUM(H2:H3)"
    return as_workbook(FILES_HEADER, rows)


WORKBOOKS = {
    "formulas": (
        _with_formula(),
        ['row 4, "I": holds a formula, not a value', 'row 5, "J": holds a formula'],
    ),
    "a bomb": (_bomb_workbook(), ["it looks like a compression bomb"]),
    "truncated": (as_workbook(FILES_HEADER, file_rows())[:3000], ["is a damaged workbook"]),
    "a negative count": (
        as_workbook(FILES_HEADER, [[*r[:7], "-1", *r[8:]] for r in file_rows()[:1]] + file_rows()[1:]),
        ['sheet Hoja1, row 2, "Enero": "-1" is negative; a count is zero or more'],
    ),
}


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_spoilt_workbook_is_refused(case: str, refused: Callable[[Document], str]) -> None:
    content, expected = WORKBOOKS[case]
    told = refused(made("Estatal Delitos - marzo 2018.xlsx", content))
    for text in expected:
        assert text in told


VICTIM_CASES = {
    "unknown sex and age, both told": (
        victims(both(V(2, "Sexo", "Otro"), V(3, "Rango de edad", "Adultos mayores"))),
        [
            'row 2, "Sexo": "Otro" is not in lookups.sex',
            'row 3, "Rango de edad": "Adultos mayores" is not in lookups.age',
        ],
    ),
    "an unknown crime": (
        victims(V(2, "Subtipo de delito", "Robo a negocio")),
        ['row 2, "Subtipo de delito": "Robo a negocio" is not in lookups.crime'],
    ),
    "a row twice": (
        victims(lambda rows: rows.insert(2, list(rows[0]))),
        [
            "row 4: 2018, state 1, Homicidio doloso, Con arma de fuego, Mujer, Adultos (18 y más) "
            "stands in row 2 already"
        ],
    ),
    "the registry's years": (victims(V(2, "Año", "2026")), ['row 2, "Año": is outside 2015-2025']),
    "a missing state": (
        victims(lambda rows: rows.__delitem__(slice(0, 4))),
        ["2018 has no row of state 1, and 4 of other places"],
    ),
    "a bad count": (victims(V(9, "Febrero", "dos")), ['row 9, "Febrero": "dos" is not a count']),
    "a month beyond": (victims(V(9, "Junio", "2")), ['row 9, "Junio": 2 is given for Junio 2018']),
    "a web page": (made(VICTIMS, HTML), ["is an HTML page, not a table: fetch it again"]),
}


@pytest.mark.parametrize("case", VICTIM_CASES)
def test_a_spoilt_table_of_victims_is_refused(case: str, refused: Callable[[Document], str]) -> None:
    document, expected = VICTIM_CASES[case]
    told = refused(document)
    for text in expected:
        assert text in told


SERIES_CASES = {
    "an unknown place and crime": (
        series(both(S(2, "entidad", "Nacional "[:-1] + "es"), S(3, "delito", "Homicidio"))),
        [
            'row 2, "entidad": "Nacionales" is not in lookups.place',
            'row 3, "delito": "Homicidio" is not in lookups.crime',
        ],
    ),
    "a national row that is not the sum": (
        series(S(2, "total", "33")),
        ['row 2, "total": 33 is not the sum of the states, 32'],
    ),
    "a row twice": (
        series(lambda rows: rows.insert(1, list(rows[0]))),
        ["row 3: 2018-01, Nacional, Homicidio doloso stands in row 2 already"],
    ),
    "a missing state": (
        series(lambda rows: rows.__delitem__(slice(-24, None))),
        ['"entidad": Homicidio doloso in 2018-01 has rows of 32 places, not 33'],
    ),
    "not a month": (
        series(S(2, "isodate", "2018-01-15")),
        ['row 2, "isodate": "2018-01-15" is not the first day of a month'],
    ),
    "a blank": (series(S(2, "total", "")), ['row 2, "total": is blank']),
    "a negative count": (series(S(2, "total", "-1")), ['row 2, "total": "-1" is negative']),
    "all zeros": (series(lambda rows: [r.__setitem__(3, "0") for r in rows]), ['"total": is 0 in all rows']),
    "a month beyond": (
        made("timeseries_victimas_2018-03-24.csv", as_csv(SERIES_HEADER, series_rows(), "utf-8")),
        ['row 4, "total": lies in a month that had not ended on 2018-03-24 (the day in its name)'],
    ),
    "a web page": (made(SERIES, HTML), ["is an HTML page, not a table: fetch it again"]),
}


@pytest.mark.parametrize("case", SERIES_CASES)
def test_a_spoilt_series_is_refused(case: str, refused: Callable[[Document], str]) -> None:
    document, expected = SERIES_CASES[case]
    told = refused(document)
    for text in expected:
        assert text in told


def test_a_stated_day_before_the_data_is_refused(refused: Callable[[Document], str]) -> None:
    table = as_csv(FILES_HEADER, file_rows())
    told = refused(made("tabla.csv", table, date(2018, 3, 30)))
    assert '"Marzo": 1 is given for Marzo 2018, which had not ended on 2018-03-30 (the day given)' in told
    assert told.count("which had not ended") == 50 and "… and 46 more" in told
