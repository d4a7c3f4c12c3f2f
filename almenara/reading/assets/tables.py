"""Lists of assets in tables: CSV as spreadsheets save it, and the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.model.place import fold
from almenara.reading.assets.drafts import Draft, Reading
from almenara.reading.assets.values import writes_commas
from almenara.reading.assets.words import COLUMN_OPTION, columns_of
from almenara.reading.grids import read_sheet
from almenara.reading.heads import separator

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_table(
    document: Document, named: Mapping[str, Sequence[str]] | None = None, nameless: bool = False
) -> Reading:
    """Rows of a CSV file: comma, semicolon, bar or tab; UTF-8 with or without mark, UTF-16, or Windows-1252.

    nameless  whether rows may do without a name
    Rows that lack cells are told, and the others read. Raises BadInput on what is no table at all.
    """
    text = _text(document)
    skip = 0
    head = text.lstrip("\r\n")
    if head[:4].lower() == "sep=":
        skip = 1
    first = next((r for r in head.splitlines()[skip:] if r.strip()), "")
    rows = list(_rows(document, text, separator(first)))[skip:]
    if not rows:
        raise _refused(document, "holds no rows")
    headers = [h.strip() for h in rows[0][1]]
    faults, body = [], []
    for line, cells in rows[1:]:
        extra = [c for c in cells[len(headers) :] if c.strip()]
        if len(cells) < len(headers) or extra:
            told = f"has {len(cells)} cells, and the header {len(headers)}: quote a cell that holds the separator"
            faults.append(Fault(document.name, told, line))
            continue
        body.append((line, [c.strip() for c in cells]))
    return _drafts(document, headers, body, faults, named, nameless)


def read_workbook(
    document: Document, named: Mapping[str, Sequence[str]] | None = None, nameless: bool = False
) -> Reading:
    """Rows of a workbook's first sheet; `nameless` as in `read_table`. Raises BadInput as reading.grids.read_sheet."""
    grid = read_sheet(document)
    columns = [column.to_pylist() for column in grid.columns.values()]
    rows = [(grid.row_of(i), [str(c[i]) for c in columns]) for i in range(grid.rows)]
    body = [(line, cells) for line, cells in rows if any(cells)]
    return _drafts(document, list(grid.columns), body, [], named, nameless)


def _text(document: Document) -> str:
    data = document.content
    if data[:2] in _UTF16:
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _refused(document, "begins as UTF-16 and does not go on so") from error
    if b"\0" in data:
        raise _refused(document, "holds NUL bytes: it is not a text file")
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(document, "is not text")  # latin-1 takes every byte: it does not come to this


def _rows(document: Document, text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the line in which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(c.strip() for c in cells):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        told = f"cannot be read from here on ({error}): a quotation mark is not closed"
        raise BadInput("assets", [Fault(document.name, told, before + 1)]) from error


def _drafts(
    document: Document,
    headers: Sequence[str],
    body: Sequence[tuple[int, list[str]]],
    faults: list[Fault],
    named: Mapping[str, Sequence[str]] | None,
    nameless: bool,
) -> Reading:
    repeated = sorted({h for h in headers if h and headers.count(h) > 1})
    if repeated:
        raise _refused(document, f'column "{repeated[0]}" stands twice')
    columns, unused = columns_of(headers, named)
    _need_place(document, headers, columns, nameless)
    places = {header: number for number, header in enumerate(headers)}
    found = {field: [places[c] for c in cells] for field, cells in columns.items()}
    axes = [cells[n] for _, cells in body for axis in ("lat", "lon") for n in found.get(axis, [])]
    comma = writes_commas(axes)
    called = {field: " + ".join(cells) for field, cells in columns.items()}
    drafts = []
    for line, cells in body:
        joined = {field: ", ".join(cells[n] for n in at if cells[n]) for field, at in found.items()}
        texts = {field: text for field, text in joined.items() if text}
        drafts.append(Draft(line, texts, called, comma=comma))
    remarks = ["its numbers have decimal commas"] if comma else []
    return Reading(drafts, faults, unused, remarks)


def _need_place(
    document: Document, headers: Sequence[str], columns: Mapping[str, object], nameless: bool
) -> None:
    lacking = [] if nameless or "name" in columns else ["name"]
    if not ("geometry" in columns or "coordinates" in columns):
        axes = [axis for axis in ("lat", "lon") if axis not in columns]
        lacking += [] if len(axes) == 2 and "place" in columns else axes
    if lacking:
        have = ", ".join(h for h in headers if h)
        raise BadInput(
            "assets",
            [
                Fault(document.name, f"no column is understood as this; it has: {have}", field=f)
                for f in lacking
            ],
            f"Name the column as docs/how-to/protect-your-sites.md lists them, or say which it is: {COLUMN_OPTION}",
        )


def _refused(document: Document, message: str) -> BadInput:
    return BadInput("assets", [Fault(document.name, message)])


def lines_of(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Drafts that make one asset: rows with the same name and a place in its order, or one draft alone."""
    together: dict[str, list[Draft]] = {}
    for draft in drafts:
        alone = "order" not in draft.texts or draft.points is not None
        key = f"\0{id(draft)}" if alone else fold(draft.texts.get("name", ""))
        together.setdefault(key, []).append(draft)
    yield from together.values()
