"""Spoilt files for dijin_homicides, colombia_homicide_history, dane_population and dane_boundaries."""

import gzip
from pathlib import Path

import pytest

from almenara.errors import BadInput
from almenara.workspace import Workspace
from tests.hostile.refusals import faults_of
from tests.sources.made_places import (
    HEADER,
    ROWS,
    collection,
    square,
    workbook,
    zipped,
)

HTML = "<!DOCTYPE html><html><body>404 CODIGO DANE</body></html>"


def spoilt(row: int, column: str, value: object) -> list[list[object]]:
    rows = [list(r) for r in ROWS]
    rows[row][HEADER.index(column)] = value
    return rows


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("CANTIDAD", -1, 'row 7, "CANTIDAD": "-1" is negative; a count is zero or more'),
        ("CANTIDAD", "1,2O4", 'row 7, "CANTIDAD": "1,2O4" is not a count'),
        ("CANTIDAD", None, 'row 7, "CANTIDAD": is blank'),
        ("CODIGO DANE", "5001", 'row 7, "CODIGO DANE": "5001" is not a code of 8 digits'),
        ("ARMAS MEDIOS", "RAYO", 'row 7, "ARMAS MEDIOS": "RAYO" is not in lookups.weapon'),
        ("GENERO", "OTRO", 'row 7, "GENERO": "OTRO" is not in lookups.sex'),
        ("FECHA HECHO", "ayer", 'row 7, "FECHA HECHO": "ayer" is not a day'),
        (
            "FECHA HECHO",
            "2019-04-01",
            'row 7, "FECHA HECHO": 2019-04-01 is not between 2019-01-01 and 2019-03-31',
        ),
    ],
)
def test_a_spoilt_cell_is_named_with_its_row_and_column(column: str, value: object, message: str) -> None:
    found = faults_of("h.xlsx", workbook(spoilt(1, column, value), 4), "dijin_homicides")
    assert message in [line.removeprefix("sheet Sheet, ") for line in found]


def test_all_spoilt_cells_are_named_at_once() -> None:
    rows = spoilt(0, "GENERO", "OTRO")
    rows[2][HEADER.index("ARMAS MEDIOS")] = "RAYO"
    rows[1][HEADER.index("CANTIDAD")] = -1
    found = faults_of("h.xlsx", workbook(rows, 3), "dijin_homicides")
    assert len(found) == 3
    assert {line.split("row ")[1][0] for line in found} == {"6", "7", "8"}


def test_rows_that_do_not_add_up_to_the_total() -> None:
    found = faults_of("h.xlsx", workbook(ROWS[:2], 4), "dijin_homicides")
    assert found == ['row 8, "CANTIDAD": rows add up to 3, but TOTAL is "4"']


def test_a_row_that_stands_twice_breaks_the_total() -> None:
    found = faults_of("h.xlsx", workbook([*ROWS, ROWS[0]], 4), "dijin_homicides")
    assert found == ['row 10, "CANTIDAD": rows add up to 6, but TOTAL is "4"']


def test_a_table_cut_before_its_total() -> None:
    found = faults_of("h.xlsx", workbook(with_total=False), "dijin_homicides")
    assert found == ["sheet Sheet: lacks the TOTAL row below its table: it was cut"]


def test_a_formula_among_the_counts_is_refused_and_one_in_the_total_is_not_believed() -> None:
    found = faults_of("h.xlsx", workbook(spoilt(1, "CANTIDAD", "=1+1"), 4), "dijin_homicides")
    assert found == ['row 7, "H": holds a formula, not a value']
    # written without its result, the total's formula shows nothing to check against
    assert faults_of("h.xlsx", workbook(), "dijin_homicides") == [
        'row 9, "CANTIDAD": rows add up to 4, but TOTAL is ""'
    ]


def test_titles_without_a_period_of_whole_months() -> None:
    found = faults_of("h.xlsx", workbook(total=4, period="PERÍODO DEL 05 DE ENERO AL 31 DE MARZO 2019"),
                    "dijin_homicides")  # fmt: skip
    assert found == ["its titles do not state a period of whole months"]


def test_a_column_that_is_missing() -> None:
    header = ["SEXO" if name == "GENERO" else name for name in HEADER]
    found = faults_of("h.xlsx", workbook(total=4, header=header), "dijin_homicides")
    assert found[0].startswith('"GENERO": the table lacks this column')


@pytest.mark.parametrize(
    "content",
    [
        workbook(total=4)[:-400],
        b"PK\x03\x04 not an archive",
        gzip.compress(workbook(total=4))[:-30],
        zipped({"xl/workbook.xml": b"\0" * 30_000_000}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    ],
    ids=["truncated", "not-zip", "truncated-gzip", "bomb", "damaged-excel-97"],
)
def test_a_damaged_workbook(content: bytes) -> None:
    found = faults_of("h.xlsx", content, "dijin_homicides")
    assert len(found) == 1
    assert any(word in found[0] for word in ("damaged", "bomb"))


def test_a_page_saved_as_a_workbook() -> None:
    assert len(faults_of("h.xlsx", HTML, "dijin_homicides")) == 1


WIDE = '"cod","municipio","departamento","hom90","hom91"\n5001,"M","A",3924,4585\n5002,"X","A",33,25\n'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("3924", "-3", 'row 2, "hom90": "-3" is negative; a count is zero or more'),
        ("3924", '"1,2O4"', 'row 2, "hom90": "1,2O4" is not a count'),
        ("3924", "=A1", 'row 2, "hom90": "=A1" is a formula, not a count'),
        ("5002", "5001", 'row 3, "cod": repeats row 2'),
        ("5002", "x", 'row 3, "cod": "x" is not a code of 4 or 5 digits'),
    ],
)
def test_a_spoilt_history(old: str, new: str, message: str) -> None:
    found = faults_of("hist.csv", WIDE.replace(old, new), "colombia_homicide_history", municipalities=2)
    assert found == [message]


def test_a_history_that_was_cut_or_is_no_table() -> None:
    source = "colombia_homicide_history"
    assert faults_of("hist.csv", WIDE, source) == ["has 2 municipalities, not 1122: the file was cut"]
    assert "not have 5 cells" in faults_of("hist.csv", WIDE[:-8], source, municipalities=1)[0]
    assert faults_of("hist.csv", HTML, source) == ["is an HTML page, not a table: fetch it again"]
    assert "no layout has these columns" in faults_of("hist.csv", "a,b\n1,2\n", source)[0]
    assert "is not a table in utf-8" in faults_of("hist.csv", WIDE.encode().replace(b"M", b"\xed"), source)[0]
    assert "bomb" in faults_of("hist.csv", gzip.compress(b"0" * 20_000_000), source)[0]


PEOPLE = (
    "departamento_code,departamento,municipio_code,municipio,year,poblacion,source_sheet\n"
    "05,A,05001,M,2017,2508452,2003_2017\n05,A,05001,M,2018,2427129,2018_2023\n"
    "05,A,05002,X,2017,19096,2003_2017\n05,A,05002,X,2018,20367,2018_2023\n"
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("19096", "-1", 'row 4, "poblacion": "-1" is negative; a count is zero or more'),
        ("19096", "1.5", 'row 4, "poblacion": "1.5" is not a count'),
        ("19096", "", 'row 4, "poblacion": is blank'),
        ("X,2018", "X,2017", 'row 5, "municipio_code": repeats row 4'),
        ("X,2018", "X,1018", 'row 5, "year": "1018" is not between 1985 and 2070'),
        ("05002", "5002", 'row 4, "municipio_code": "5002" is not a code of 5 digits'),
        ("20367,2018_2023", "20367,2030", 'row 5, "source_sheet": "2030" is not in lookups.census'),
    ],
)
def test_a_spoilt_population(old: str, new: str, message: str) -> None:
    found = faults_of("pob.csv", PEOPLE.replace(old, new), "dane_population", municipalities=2)
    assert message in found


def test_a_population_that_lacks_a_row_or_its_end() -> None:
    lines = PEOPLE.splitlines(keepends=True)
    found = faults_of("pob.csv", "".join(lines[:-1]), "dane_population", municipalities=2)
    assert found == ['"municipio_code": 05002 has 1 rows, not one for each of 2 periods']
    found = faults_of("pob.csv", PEOPLE, "dane_population")
    assert found == ["has 2 municipalities, not 1122: the file was cut"]


def test_spoilt_shapes_of_departments() -> None:
    good = ({"DPTO_CCDGO": "05", "DPTO_CNMBR": "A"}, square(-75, 6))
    source = "dane_boundaries"
    found = faults_of("d.geojson", collection(good, good), source, state=2)
    assert found == ['row 2, "DPTO_CCDGO": "05" stands in row 1 already']
    found = faults_of(
        "d.geojson", collection(good, ({"DPTO_CCDGO": "5", "DPTO_CNMBR": ""}, None)), source, state=2
    )
    assert found == [
        'row 2, "DPTO_CCDGO": "5" is not a code of 2 digits',
        'row 2, "geometry": has no geometry',
    ]
    assert faults_of("d.geojson", collection(good), source) == ["has 1 shapes, not 33: the file was cut"]
    assert "is not JSON" in faults_of("d.geojson", collection(good)[:-30], source)[0]


def test_nothing_of_a_batch_is_stored_when_one_file_is_spoilt(workspace: Workspace, tmp_path: Path) -> None:
    before = {d.document for d in workspace.documents("2030-01-01")}
    (tmp_path / "good.xlsx").write_bytes(workbook(total=4))
    (tmp_path / "bad.xlsx").write_bytes(workbook(spoilt(1, "GENERO", "OTRO"), 4))
    with pytest.raises(BadInput, match=r"dijin_homicides: 1 fault in bad\.xlsx; nothing was stored"):
        workspace.ingest([tmp_path / "good.xlsx", tmp_path / "bad.xlsx"])
    assert {d.document for d in workspace.documents("2030-01-01")} == before


def test_a_code_of_no_department_is_refused_by_the_pack(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "h.xlsx").write_bytes(workbook(spoilt(1, "CODIGO DANE", "04001000"), 4))
    with pytest.raises(BadInput, match='"04001" is not a municipality of Colombia in the dane scheme'):
        workspace.ingest([tmp_path / "h.xlsx"])
