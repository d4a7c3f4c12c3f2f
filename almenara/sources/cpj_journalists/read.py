"""Reads CPJ's tables of journalists killed: today's export, and the older workbook with sections."""

from __future__ import annotations

import re
from typing import Any

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.checks import need_count
from almenara.reading.countries import country_codes
from almenara.reading.dates import day_in_path, layout_day
from almenara.reading.days_in_words import days_in_words
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.opening import DAMAGED, decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec
from almenara.reading.workbooks import check_workbook

_CSV = [
    "fullName", "organizations", "location", "typeOfDeath", "startDisplay", "type", "motiveConfirmed", "status",
]  # fmt: skip
_SHEET = ["Date", "Name", "Country Killed", "Organization", "Type of Death"]


def read(document: Document, spec: Spec) -> Reading:
    """One event for each person killed. A day in words becomes the span of days that it allows.

    A row without any day keeps none and says so in its note; only its year being unknown makes
    that so. Raises BadInput with every row whose day, country, motive or kind of death is not understood.
    """
    workbook = plain_bytes(document)[:4] == b"\xd0\xcf\x11\xe0"
    faults = Faults(document, spec)
    rows = _sheet_rows(document, spec, faults) if workbook else _csv_rows(document, spec, faults)
    events = [event for row in rows if (event := _event(row, spec, faults)) is not None]
    if not events:
        faults.add("has no rows")
    _no_repeats(events, faults)
    faults.check()
    layout = "xls" if workbook else "csv"
    dated = day_in_path(document)
    known, ground = (
        (dated, "archived")
        if dated and not document.published
        else layout_day(document, spec.layouts[layout])
    )
    columns = {name: [event[name] for event in events] for name in events[0]}
    fixed = {"known": known, "ground": ground, "place_precision": "country"}
    return Reading({"events": make_table("events", columns | fixed)}, known, ground, layout=layout)


def _csv_rows(document: Document, spec: Spec, faults: Faults) -> list[dict[str, Any]]:
    decode(document, plain_bytes(document), ("utf-8-sig",))
    grid = read_csv(document)
    need_columns(document, grid, _CSV, spec.id)
    need_count(grid.rows, 1, "rows", faults)
    cells = zip(*(grid.column(name).to_pylist() for name in _CSV), strict=True)
    out = []
    for number, (name, organisation, country, death, day, kind, motive, status) in zip(
        grid.row_numbers().to_pylist(), cells, strict=True
    ):
        if motive not in spec.lookups["motive"]:
            faults.add(f'"{motive}" is not in lookups.motive', number, "motiveConfirmed")
        if status not in spec.lookups["status"]:
            faults.add(f'"{status}" is not in lookups.status', number, "status")
        if kind not in spec.lookups["type"]:
            faults.add(f'"{kind}" is not in lookups.type', number, "type")
        out.append(
            {
                "name": name,
                "organisation": organisation,
                "country": country,
                "death": death,
                "day": day,
                "row": number,
                "kind": spec.lookups["motive"].get(motive, ""),
                "victim": spec.lookups["type"].get(kind, ""),
                "sheet": "",
            }
        )
    return out


def _sheet_rows(document: Document, spec: Spec, faults: Faults) -> list[dict[str, Any]]:
    """Rows of the workbook with the heading that they stand under."""
    import xlrd

    plain = plain_bytes(document)
    check_workbook(document, plain)
    try:
        sheet = xlrd.open_workbook(file_contents=plain, logfile=open_nowhere()).sheet_by_index(0)
    except (
        xlrd.XLRDError,
        xlrd.compdoc.CompDocError,
        IndexError,
        ValueError,
        AssertionError,
        KeyError,
    ) as error:
        raise BadInput(spec.id, [Fault(document.name, f"is a damaged workbook: {error}")], DAMAGED) from error
    header: dict[str, int] = {}
    section = ""
    out = []
    for number in range(1, sheet.nrows + 1):
        cells = [re.sub(r"\s+", " ", str(value)).strip() for value in sheet.row_values(number - 1)]
        filled = [cell for cell in cells if cell]
        if not filled or cells[0].startswith("©"):
            continue
        if cells[0] and len(filled) == 1:
            section = cells[0]
            if section not in spec.lookups["section"]:
                faults.add(f'"{section}" is not in lookups.section', number, "A", sheet.name)
            continue
        if "Date" in cells and "Name" in cells:
            header = {name: cells.index(name) for name in _SHEET if name in cells}
            for name in set(_SHEET) - set(header):
                faults.add("the table lacks this column", number, name, sheet.name)
            continue
        if len(header) < len(_SHEET) or not section:
            faults.add("stands under no heading with all columns", number, sheet=sheet.name)
            continue
        day, name, country, organisation, death = (cells[header[column]] for column in _SHEET)
        if name in spec.omit["name"]:
            continue
        kind = spec.lookups["section"].get(section, "")
        victim = "media worker" if kind.startswith("media") else "journalist"
        out.append(
            {
                "name": name,
                "organisation": organisation,
                "country": country,
                "death": death,
                "day": day,
                "row": number,
                "kind": kind,
                "victim": victim,
                "sheet": sheet.name,
            }
        )
    return out


def open_nowhere() -> Any:
    """Somewhere for the workbook reader's own warnings; what matters becomes a fault."""
    import io

    return io.StringIO()


def _event(row: dict[str, Any], spec: Spec, faults: Faults) -> dict[str, Any] | None:
    number, sheet = row["row"], row["sheet"]
    notes = []
    codes: tuple[str, ...] = ()
    if row["country"]:
        try:
            codes = country_codes(row["country"], spec.lookups.get("country"))
        except KeyError:
            faults.add(f'"{row["country"]}" is not a country that is known', number, "country", sheet)
    else:
        notes.append("the table does not state the country")
    if len(codes) > 1:
        notes.append(f'the table says "{row["country"]}"')
    if row["death"] not in spec.lookups["death"]:
        faults.add(f'"{row["death"]}" is not in lookups.death', number, "typeOfDeath", sheet)
    try:
        span = days_in_words(row["day"])
    except ValueError as error:
        faults.add(str(error), number, "day", sheet)
        return None
    if span is None or span.precision != "day":
        notes.append(f'day as given: "{row["day"]}"')
    return {
        "event": f"cpj-{row['kind']}-{row['name']}-{row['day']}",
        "kind": row["kind"],
        "start": span.start if span else None,
        "end": span.end if span else None,
        "date_precision": span.precision if span else "",
        "place": f"iso/{codes[0]}" if len(codes) == 1 else "",
        "victim_type": row["victim"],
        "deaths": 1.0,
        "summary": "; ".join(
            filter(None, (row["name"], row["organisation"], spec.lookups["death"].get(row["death"], "")))
        ),
        "sheet": sheet,
        "row": number,
        "note": "; ".join(notes),
    }


def _no_repeats(events: list[dict[str, Any]], faults: Faults) -> None:
    first: dict[str, int] = {}
    for event in events:
        earlier = first.setdefault(event["event"], event["row"])
        if earlier != event["row"]:
            faults.add(f"repeats row {earlier}", event["row"], "name", event["sheet"])
