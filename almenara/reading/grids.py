"""Tables that know their rows and columns: CSV and workbooks as text columns, with their addresses."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.opening import guard_workbook, plain_bytes


@dataclass(frozen=True)
class Grid:
    """A rectangle of text cells under a header.

    columns    text columns by header, in the publisher's order; empty cells are ""
    first_row  row number (1-based, in the file) of the first data row
    sheet      sheet name, "" for CSV
    letters    spreadsheet column letter by header, empty for CSV
    """

    columns: dict[str, pa.Array]
    first_row: int
    sheet: str = ""
    letters: dict[str, str] | None = None

    @property
    def rows(self) -> int:
        """Number of data rows."""
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def row_numbers(self) -> pa.Array:
        """File row number of each data row, int32."""
        return pa.array(range(self.first_row, self.first_row + self.rows), pa.int32())

    def address(self, header: str) -> str:
        """How a locator names the column: its spreadsheet letter, or the header of a CSV."""
        return (self.letters or {}).get(header, header)

    def column(self, header: str) -> pa.Array:
        """One column. Raises KeyError."""
        return self.columns[header]


def column_letter(index: int) -> str:
    """Spreadsheet letter of a 0-based column index."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_csv(
    document: Document,
    encoding: str = "utf-8",
    delimiter: str = ",",
    skip: int = 0,
    plain: bytes | None = None,
) -> Grid:
    """A CSV file (RFC 4180, quoted line breaks allowed) as text cells, white space trimmed.

    skip   lines before the header
    plain  the bytes, where the caller has mended them
    Raises BadInput for a file that is HTML, is empty, is not in `encoding` or has ragged rows.
    """
    data = plain if plain is not None else plain_bytes(document)
    start = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")) and b"<html" in data[:4096].lower():
        raise BadInput("reading", [Fault(document.name, "is an HTML page, not a table: fetch it again")])
    if not data.strip():
        raise BadInput("reading", [Fault(document.name, "is empty")])
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
                delimiter=delimiter, newlines_in_values=b'"' in data, invalid_row_handler=keep
            ),
            convert_options=pacsv.ConvertOptions(
                strings_can_be_null=False, column_types={name: pa.string() for name in header}
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        raise BadInput(
            "reading", [Fault(document.name, f"is not a table in {encoding}: {reason}")]
        ) from error
    if ragged:
        width = len(table.column_names)
        raise BadInput(
            "reading",
            [
                Fault(
                    document.name,
                    f"does not have {width} cells: {text[:60]!r}",
                    number + skip if number else None,
                )
                for number, text in ragged
            ],
        )
    names = [name.strip().lstrip("\ufeff") for name in table.column_names]
    repeated = sorted({n for n in names if names.count(n) > 1 and n})
    if repeated:
        raise BadInput("reading", [Fault(document.name, f"column {n!r} stands twice") for n in repeated])
    columns = {
        name: pc.utf8_trim_whitespace(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))
        for name, column in zip(names, table.columns, strict=True)
    }
    return Grid(columns, first_row=skip + 2)


def _header(data: bytes, encoding: str, delimiter: str, skip: int) -> list[str]:
    lines = data.split(b"\n", skip + 1)
    line = lines[skip].decode(encoding).strip("\r\ufeff") if len(lines) > skip else ""
    return next(csv.reader([line], delimiter=delimiter), [])


def read_sheet(
    document: Document, sheet: str | None = None, header_row: int = 1, plain: bytes | None = None
) -> Grid:
    """One sheet of a workbook (xlsx, xls) as text cells, with the spreadsheet's own addresses.

    sheet       name, or None for the first
    header_row  1-based row that holds the headers
    Whole numbers are written without ".0"; days as YYYY-MM-DD.
    Raises BadInput on a damaged workbook, a missing sheet or a missing header.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    data = plain if plain is not None else plain_bytes(document)
    guard_workbook(document, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            known = ", ".join(book.sheet_names)
            raise BadInput("reading", [Fault(document.name, f"has no sheet {name!r}; it has {known}")])
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise BadInput("reading", [Fault(document.name, f"is a damaged workbook: {error}")]) from error
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
