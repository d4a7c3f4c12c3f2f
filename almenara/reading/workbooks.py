"""Looking through a workbook before it is opened: its size, formulas, error cells and doubled cells.

Programs that open workbooks lay out the whole rectangle up to the furthest cell, take the result of a
formula for a value and an error for a blank. So each sheet is gone through first, cell by cell.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.opening import BROKEN_ARCHIVE, DAMAGED, check_sizes

MAX_CELLS = 25_000_000
"""Most cells of a sheet's rectangle, about a full sheet of 22 columns."""
MAX_EMPTY = 50
"""Most cells of the rectangle for each cell that is filled, where it has more than a million."""
_ROWS = 1_048_576
_MEND = "Save the table as values, or fetch the publisher's file again"
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def column_letter(index: int) -> str:
    """Spreadsheet letter of a 0-based column index."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """0-based column of a spreadsheet letter; -1 for anything else."""
    index = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return -1
        index = index * 26 + ord(letter) - 64
    return index - 1 if len(letters) <= 3 else -1


def check_workbook(document: Document, plain: bytes, formulas: bool = False) -> None:
    """Raise BadInput for a workbook (xlsx, xls) that must not be opened or believed.

    plain     the workbook's bytes
    formulas  whether formulas are allowed
    Refused are damage, parts that unpack beyond the limits, sheets that reach too far, cells that hold an
    error or stand twice, and formulas: a published table holds values, a formula's shown result may be stale.
    """
    faults = [
        Fault(document.name, text, row, letter) for text, row, letter in _look(document, plain, formulas)
    ]
    if faults:
        raise BadInput("reading", faults, _MEND)


def formula_cells(document: Document, plain: bytes) -> list[Fault]:
    """One fault for each cell of a workbook that holds a formula. Raises BadInput as check_workbook."""
    found = _look(document, plain, False)
    return [Fault(document.name, text, row, letter) for text, row, letter in found if "formula" in text]


def _look(document: Document, plain: bytes, formulas: bool) -> list[tuple[str, int | None, str | None]]:
    seen = _Seen(formulas)
    if plain[:2] == b"PK":
        _look_at_parts(document, plain, seen)
    else:
        _look_at_records(document, plain, seen)
    return seen.found


@dataclass
class _Seen:
    """What was seen of a workbook so far. Rows count from 1, columns from 0."""

    formulas: bool
    found: list[tuple[str, int | None, str | None]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = -1
    cells: int = 0

    def note(self, text: str, row: int | None, column: int | None) -> None:
        self.found.append((text, row, None if column is None else column_letter(column)))

    def reach(self, row: int, column: int) -> None:
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def close_sheet(self, document: Document) -> None:
        """Raise BadInput if the rectangle is too large, then begin anew for the next sheet."""
        area = self.last_row * (self.last_column + 1)
        if area > MAX_CELLS or (area > 1_000_000 and area > MAX_EMPTY * self.cells):
            text = (
                f"reaches to {column_letter(self.last_column)}{self.last_row}, a rectangle of {area:,} cells "
                f"of which {self.cells:,} are filled"
            )
            mend = "Delete the stray cells beyond the table and save it, or fetch the file again"
            raise BadInput("reading", [Fault(document.name, text)], mend)
        self.last_row, self.last_column, self.cells = 0, -1, 0


def _look_at_parts(document: Document, plain: bytes, seen: _Seen) -> None:
    """Go through every part of an xlsx that is XML: a sheet may be kept under any name."""
    try:
        with zipfile.ZipFile(io.BytesIO(plain)) as archive:
            check_sizes(document, archive)
            if "xl/workbook.xml" not in archive.namelist():
                raise BadInput("reading", [Fault(document.name, "is not an xlsx workbook")], DAMAGED)
            for name in archive.namelist():
                part = archive.read(name)
                if part.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] == b"<":
                    _parse(document, name, part, seen)
                    seen.close_sheet(document)
    except BROKEN_ARCHIVE as error:
        raise BadInput(
            "reading", [Fault(document.name, f"is a damaged workbook: {error}")], DAMAGED
        ) from error


def _parse(document: Document, name: str, part: bytes, seen: _Seen) -> None:
    try:
        parser = DefusedXMLParser(target=_Sheet(seen), forbid_dtd=True)
        parser.feed(part)
        parser.close()
    except DefusedXmlException as error:
        text = f"{name} declares entities of its own, which a workbook has no need of"
        raise BadInput("reading", [Fault(document.name, text)], DAMAGED) from error
    except ParseError as error:
        text = f"is a damaged workbook: {name} is not whole XML: {error}"
        raise BadInput("reading", [Fault(document.name, text)], DAMAGED) from error


class _Sheet:
    """Takes the parser's events of one part; names are compared without their namespace."""

    def __init__(self, seen: _Seen) -> None:
        self._seen = seen
        self._inside = False
        self._row = self._column = 0
        self._known: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "c" and self._inside:
            self._cell(attributes)
        elif name == "row" and self._inside:
            number = attributes.get("r", "")
            row = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else self._row + 1
            if row <= self._row:
                self._seen.note("the row stands twice or out of order", row, None)
            self._row, self._column = row, -1
        elif name == "f" and self._inside and not self._seen.formulas:
            self._seen.note("holds a formula, not a value", self._row, self._column)
        elif name == "dimension":
            self._dimension(attributes.get("ref", ""))
        elif name == "sheetData":
            self._inside, self._row = True, 0

    def end(self, tag: str) -> None:
        if tag.endswith("sheetData"):
            self._inside = False

    def close(self) -> None:
        """Nothing is left over."""

    def _cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if (place := attributes.get("r")) is not None:
            letters = place.rstrip("0123456789")
            if letters not in self._known:
                self._known[letters] = column_index(letters)
            given = self._known[letters]
            if given < 0 or place[len(letters) :] != str(self._row):
                self._seen.note(f'stands in row {self._row} but calls itself "{place}"', self._row, column)
            elif given < column:
                self._seen.note("the cell stands twice or out of order", self._row, given)
            column = max(given, column)
        self._column = column
        self._seen.cells += 1
        self._seen.reach(self._row, column)
        if attributes.get("t") == "e":
            self._seen.note("holds an error such as #REF!, not a value", self._row, column)

    def _dimension(self, ref: str) -> None:
        end = ref.rpartition(":")[2]
        letters = end.rstrip("0123456789")
        digits = end[len(letters) :]
        if digits and len(digits) < 9 and column_index(letters) >= 0 and self._seen.last_row == 0:
            self._seen.reach(int(digits), column_index(letters))


def _records(plain: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and content of each record of an Excel 97 workbook. Raises ValueError on damage."""
    from xlrd.compdoc import CompDoc, CompDocError

    try:
        book = CompDoc(plain, logfile=io.StringIO())
        names = ("Workbook", "Book")
        stream, start, length = next(
            (found for name in names if (found := book.locate_named_stream(name))[0]), (None, 0, 0)
        )
    except (CompDocError, struct.error, IndexError, KeyError, AssertionError, TypeError) as error:
        raise ValueError(f"{type(error).__name__} {error}") from error
    if stream is None:
        raise ValueError("it holds no workbook")
    data = memoryview(stream)[start : start + length]
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, bytes(data[at + 4 : at + 4 + size])
        at += 4 + size


_SST, _CONTINUE, _BOF, _MULTIPLE = 0x00FC, 0x003C, 0x0809, (0x00BD, 0x00BE)
_DIMENSION, _FORMULA, _ERROR = 0x0200, 0x0006, 0x0205
_CELLS = (
    0x0001,
    0x0002,
    0x0003,
    0x0004,
    0x0005,
    0x00D6,
    0x00FD,
    0x0201,
    0x0203,
    0x0204,
    0x027E,
    _FORMULA,
    _ERROR,
)


def _look_at_records(document: Document, plain: bytes, seen: _Seen) -> None:
    try:
        for kind, data in _records(plain):
            if kind == _BOF:
                seen.close_sheet(document)
            elif kind == _DIMENSION and len(data) >= 12:
                seen.reach(
                    min(struct.unpack_from("<I", data, 4)[0], _ROWS),
                    struct.unpack_from("<H", data, 10)[0] - 1,
                )
            elif (kind in _CELLS and len(data) >= 6) or (kind in _MULTIPLE and len(data) >= 6):
                row, column = struct.unpack_from("<HH", data)
                last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind in _MULTIPLE else column
                seen.cells += max(last - column, 0) + 1
                seen.reach(row + 1, max(last, column))
                if kind == _ERROR and len(data) >= 8 and data[7]:
                    seen.note(f"holds the error {_ERRORS.get(data[6], '#')}, not a value", row + 1, column)
        seen.close_sheet(document)
    except ValueError as error:
        raise BadInput(
            "reading", [Fault(document.name, f"is a damaged workbook: {error}")], DAMAGED
        ) from error


def first_strings(plain: bytes, size: int) -> str:
    """The first `size` characters of the strings of an Excel 97 workbook, "" where there are none; never raises."""
    out = bytearray()
    try:
        for kind, data in _records(plain):
            if kind == _SST or (out and kind == _CONTINUE):
                out += data
            elif out:
                break
            if len(out) > 2 * size:
                break
    except ValueError:
        return ""
    return bytes(out).replace(b"\0", b"").decode("latin-1")[:size]
