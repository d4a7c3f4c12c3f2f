"""Workbooks that must not be opened or believed: too wide, with formulas however written, with errors."""

import io
import re
import struct
import zipfile

import openpyxl
import pytest

from almenara.errors import BadInput
from almenara.reading import workbooks
from almenara.reading.grids import read_sheet
from tests.sources.made_places import made

SHEET = "xl/worksheets/sheet1.xml"
CELL = '<c r="B2" t="n"><v>5</v></c>'


def workbook() -> bytes:
    """A header and two rows of numbers."""
    book = openpyxl.Workbook()
    for row in (["a", "b"], [1, 5], [2, 6]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(old: str, new: str, part: str = SHEET) -> bytes:
    """The workbook with text in one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as book, zipfile.ZipFile(out, "w") as copy:
        for name in book.namelist():
            text = book.read(name)
            if name == part:
                assert re.search(old.encode(), text), text
                text = re.sub(old.encode(), lambda _: new.encode(), text, count=1)
            copy.writestr(name, text)
    return out.getvalue()


def refused(content: bytes) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read_sheet(made("w.xlsx", content))
    assert caught.value.mend
    return [str(fault) for fault in caught.value.faults]


def test_a_sound_workbook_is_read() -> None:
    assert read_sheet(made("w.xlsx", workbook())).columns["b"].to_pylist() == ["5", "6"]


FORMULAS = {
    "plain": '<c r="B2"><f>1+1</f><v>5</v></c>',
    "single quotes": "<c r='B2'><f>1+1</f><v>5</v></c>",
    "another order": '<c t="n" s="0" r="B2"><f>1+1</f><v>5</v></c>',
    "after its value": '<c r="B2"><v>5</v><f>1+1</f></c>',
    "after a comment": '<c r="B2"><!-- x --><f>1+1</f><v>5</v></c>',
    "shared and empty": '<c r="B2"><f t="shared" si="0"/><v>5</v></c>',
    "without a reference": "<c><f>1+1</f><v>5</v></c>",
    "with a prefix": '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="B2">'
    "<x:f>1+1</x:f><x:v>5</x:v></x:c>",
}


@pytest.mark.parametrize("case", FORMULAS)
def test_a_formula_is_named_however_it_is_written(case: str) -> None:
    assert refused(changed(CELL, FORMULAS[case])) == ['row 2, "B": holds a formula, not a value']


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ('<c r="B2" t="e"><v>#REF!</v></c>', 'row 2, "B": holds an error such as #REF!, not a value'),
        (CELL + CELL.replace("5", "9"), 'row 2, "B": the cell stands twice or out of order'),
        ('<c r="B9"><v>5</v></c>', 'row 2, "B": stands in row 2 but calls itself "B9"'),
    ],
)
def test_a_cell_that_is_no_value_is_named(new: str, told: str) -> None:
    assert refused(changed(CELL, new)) == [told]


def test_a_row_that_stands_twice_is_named() -> None:
    assert "stands twice" in refused(changed('<row r="3"', '<row r="2"'))[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        ("</sheetData>", '<row r="9000"><c r="XFD9000"><v>1</v></c></row></sheetData>'),
        ('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
    ],
)
def test_a_sheet_that_reaches_too_far_is_not_opened(old: str, new: str) -> None:
    (told,) = refused(changed(old, new))
    assert re.search(r"reaches to XFD\d+, a rectangle of [\d,]+ cells", told)


def test_a_sheet_under_another_name_is_looked_through_too() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(changed(CELL, FORMULAS["plain"]))) as book,
        zipfile.ZipFile(out, "w") as copy,
    ):
        for name in book.namelist():
            text = book.read(name).replace(b"worksheets/sheet1.xml", b"other/part.dat")
            copy.writestr("xl/other/part.dat" if name == SHEET else name, text)
    assert refused(out.getvalue()) == ['row 2, "B": holds a formula, not a value']


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    assert "declares entities" in refused(changed("<worksheet", bomb))[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_members_are_refused(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in ("xl/workbook.xml", SHEET):
            archive.writestr(name, b"<worksheet/>" + b"x" * 5000)
    damaged = bytearray(out.getvalue())
    damaged[45:70] = b"\xff" * 25
    assert "damaged" in refused(bytes(damaged))[0]


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([(0x0203, struct.pack("<HHHd", 60_000, 60_000, 0, 1.0))], "reaches to"),
        ([(0x0205, struct.pack("<HHHBB", 3, 1, 0, 23, 1))], 'row 4, "B": holds the error #REF!, not a value'),
    ],
)
def test_an_old_workbook_is_looked_through_by_its_records(
    records: list[tuple[int, bytes]], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "_records", lambda plain: iter(records))
    with pytest.raises(BadInput, match=re.escape(told)):
        workbooks.check_workbook(made("w.xls", b"\xd0\xcf\x11\xe0"), b"\xd0\xcf\x11\xe0")


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_columns_have_letters(index: int, letter: str) -> None:
    assert workbooks.column_letter(index) == letter
    assert workbooks.column_index(letter) == index
