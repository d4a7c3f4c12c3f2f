"""Tables that know their rows and columns: CSV and workbooks as text columns, with their addresses."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.heads import separator
from almenara.reading.lines import Lines, record_lines, with_line_feeds
from almenara.reading.opening import DAMAGED, nul_bytes, plain_bytes
from almenara.reading.workbooks import check_workbook, column_letter


@dataclass(frozen=True)
class Grid:
    """A rectangle of text cells under a header.

    columns    text columns by header, in the publisher's order; empty cells are ""
    first_row  row number (1-based, in the file) of the first data row
    sheet      sheet name, "" for CSV
    letters    spreadsheet column letter by header, empty for CSV
    lines      file row of each data row where they do not simply follow each other, shape (rows,)
    """

    columns: dict[str, pa.Array]
    first_row: int
    sheet: str = ""
    letters: dict[str, str] | None = None
    lines: Lines | None = None

    @property
    def rows(self) -> int:
        """Number of data rows."""
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def row_numbers(self) -> pa.Array:
        """File row number of each data row, int32."""
        return pa.array(self.rows_of(np.arange(self.rows)), pa.int32())

    def rows_of(self, indices: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """File rows of data rows counted from 0, in the shape given."""
        rows = indices + self.first_row if self.lines is None else self.lines[indices]
        return np.asarray(rows, dtype=np.int32)

    def row_of(self, index: int) -> int:
        """File row of one data row counted from 0."""
        return int(self.first_row + index if self.lines is None else self.lines[index])

    def address(self, header: str) -> str:
        """How a locator names the column: its spreadsheet letter, or the header of a CSV."""
        return (self.letters or {}).get(header, header)

    def column(self, header: str) -> pa.Array:
        """One column. Raises KeyError."""
        return self.columns[header]


def read_csv(
    document: Document,
    encoding: str = "utf-8",
    delimiter: str | None = None,
    skip: int = 0,
    plain: bytes | None = None,
) -> Grid:
    """A CSV file (RFC 4180, quoted line breaks allowed) as text cells, white space trimmed.

    delimiter  what separates the cells; by default what the header has most of: comma, semicolon, | or tab
    skip       lines before the header
    plain      the bytes, where the caller has mended them
    Blank lines are left out, and rows keep the line in which they stand. Raises BadInput for a file that is
    HTML, is empty, holds NUL bytes, is not in `encoding` or has ragged rows.
    """
    data = with_line_feeds(plain if plain is not None else plain_bytes(document))
    start = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")) and b"<html" in data[:4096].lower():
        raise BadInput("reading", [Fault(document.name, "is an HTML page, not a table: fetch it again")])
    if not data.strip():
        raise BadInput("reading", [Fault(document.name, "is empty")], DAMAGED)
    if b"\0" in data:
        raise nul_bytes(document)
    lines = record_lines(data)
    ragged: list[tuple[int, str]] = []

    def keep(row: pacsv.InvalidRow) -> str:
        ragged.append((row.number or 0, row.text or ""))
        return "skip"

    try:
        header = _header(data, encoding, delimiter, skip)
        table = pacsv.read_csv(
            io.BytesIO(data),
            read_options=pacsv.ReadOptions(
                encoding=encoding, skip_rows=skip, use_threads=False, block_size=max(1 << 20, len(data) + 1)
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=header.delimiter, newlines_in_values=b'"' in data, invalid_row_handler=keep
            ),
            convert_options=pacsv.ConvertOptions(
                strings_can_be_null=False, column_types={name: pa.string() for name in header.names}
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeDecodeError, csv.Error) as error:
        fault = Fault(document.name, f"is not a table in {encoding}: {str(error).splitlines()[0]}")
        raise BadInput("reading", [fault], f"Save it as {encoding}, or fetch the file again") from error
    if ragged:
        _refuse_ragged(document, ragged, len(table.column_names), lines, skip)
    if data.count(b'"') % 2:
        text = "has a quotation mark that is never closed"
        raise BadInput("reading", [Fault(document.name, text)], DAMAGED)
    lines = lines[_blank_free(skip, lines) + 1 :]
    if len(lines) != table.num_rows:
        text = "its lines are not its rows: a quotation mark or a line end stands where none belongs"
        raise BadInput("reading", [Fault(document.name, text)], DAMAGED)
    names = [name.strip().lstrip("\ufeff") for name in table.column_names]
    repeated = sorted({n for n in names if names.count(n) > 1 and n})
    if repeated:
        raise BadInput("reading", [Fault(document.name, f"column {n!r} stands twice") for n in repeated])
    columns = {
        name: pc.utf8_trim_whitespace(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))
        for name, column in zip(names, table.columns, strict=True)
    }
    first = int(lines[0]) if len(lines) else skip + 2
    follows = len(lines) == 0 or bool((np.diff(lines) == 1).all())
    return Grid(columns, first_row=first, lines=None if follows else lines)


@dataclass(frozen=True)
class _Header:
    names: list[str]
    delimiter: str


def _header(data: bytes, encoding: str, delimiter: str | None, skip: int) -> _Header:
    """Names and separator of the header, the first line after `skip` lines that is not blank."""
    for line in io.BytesIO(data[: 1 << 20]).readlines()[skip:]:
        if text := line.decode(encoding).strip("\r\n\ufeff"):
            mark = delimiter or separator(text)
            return _Header(next(csv.reader([text], delimiter=mark), []), mark)
    return _Header([], delimiter or ",")


def _blank_free(skip: int, lines: Lines) -> int:
    """How many records that are not blank stand in the first `skip` lines."""
    return int((lines <= skip).sum())


def _refuse_ragged(
    document: Document, ragged: list[tuple[int, str]], width: int, lines: Lines, skip: int
) -> None:
    before = _blank_free(skip, lines) - 1  # the header is the first record after the lines skipped
    faults = [
        Fault(
            document.name, f"does not have {width} cells: {text[:60]!r}",
            int(lines[before + number]) if 0 < number < len(lines) - before else None,
        )
        for number, text in ragged
    ]  # fmt: skip
    raise BadInput("reading", faults, "Mend the rows named, or fetch the file again")


def read_sheet(
    document: Document,
    sheet: str | None = None,
    header_row: int = 1,
    plain: bytes | None = None,
    formulas: bool = False,
) -> Grid:
    """One sheet of a workbook (xlsx, xls) as text cells, with the spreadsheet's own addresses.

    sheet       name, or None for the first
    header_row  1-based row that holds the headers
    formulas    whether cells may hold formulas, where the caller looks at them itself
    Whole numbers are written without ".0"; days as YYYY-MM-DD.
    Raises BadInput on a damaged workbook, a missing sheet or a missing header, and as check_workbook does.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    data = plain if plain is not None else plain_bytes(document)
    check_workbook(document, data, formulas)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            known = ", ".join(book.sheet_names)
            raise BadInput("reading", [Fault(document.name, f"has no sheet {name!r}; it has {known}")])
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        fault = Fault(document.name, f"is a damaged workbook: {error}")
        raise BadInput("reading", [fault], DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's own failures arrive here
            raise
        fault = Fault(document.name, f"is a workbook that cannot be read: {error}")
        raise BadInput("reading", [fault], DAMAGED) from error
    if len(rows) < header_row:
        raise BadInput("reading", [Fault(document.name, "has no header row", header_row, sheet=name)])
    headers = [_cell(value) for value in rows[header_row - 1]]
    body = rows[header_row:]
    columns: dict[str, pa.Array] = {}
    letters: dict[str, str] = {}
    for index, header in enumerate(headers):
        if not header:
            continue
        if header in columns:
            raise BadInput("reading", [Fault(document.name, f"column {header!r} stands twice", header_row)])
        columns[header] = pa.array([_cell(row[index]) for row in body], pa.string())
        letters[header] = column_letter(index)
    return Grid(columns, first_row=header_row + 1, sheet=name, letters=letters)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str):
        return value.strip()
    text = str(value)
    return text[:10] if text.endswith(" 00:00:00") else text


def need_columns(document: Document, grid: Grid, wanted: list[str], source: str) -> None:
    """Raise BadInput naming every wanted column that the table lacks, and what it has instead."""
    missing = [name for name in wanted if name not in grid.columns]
    if missing:
        have = ", ".join(list(grid.columns)[:25])
        raise BadInput(
            source,
            [Fault(document.name, f"the table lacks this column; it has: {have}", field=m) for m in missing],
            "Describe the layout in source.yml under layouts",
        )
