"""Reads the yearly comparison of homicide counts: two header rows, a row a year, queries below the table."""

from __future__ import annotations

from datetime import date
from typing import Any

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.counts import count
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.lines import text_rows
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """National observations by year and counting rule. Years without a number have no observation.

    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    layout, faults = spec.layouts, Faults(document, spec)
    lines = text_rows(document, decode(document, plain_bytes(document)))
    headers = _headers(document, lines, layout, spec)
    known, ground = known_day(document, spec)
    rows: list[dict[str, Any]] = []
    seen: dict[int, int] = {}
    ended = False
    for number, cells in enumerate(lines[2:], 3):
        if cells and cells[0].startswith(layout["notes"]):
            ended = True
            break
        values = _row(cells, headers, number, faults)
        if values is None:
            continue
        year = int(cells[0])
        if year in seen:
            faults.add(f"{year} stands in row {seen[year]} already", number, layout["groups"][0])
        seen[year] = number
        _check_sum(values, layout["sum"], number, faults)
        if values and date(year, 12, 31) > known:
            faults.add(f"{year} had not ended on {known}", number, layout["groups"][0])
        for header, value in values.items():
            what = layout["columns"][header]
            rows.append(what | {"start": date(year, 1, 1), "end": date(year, 12, 31), "value": value,
                                "row": number, "column": header})  # fmt: skip
    if not ended:
        faults.add(f'the table does not end in "{layout["notes"]}": the file is not whole')
    for year in sorted(set(range(min(seen, default=0), max(seen, default=0))) - set(seen)):
        faults.add(f"{year} is missing", field=layout["groups"][0])
    faults.check("Mend the row, or fetch the table again")
    columns: dict[str, Any] = {key: [row[key] for row in rows] for key in rows[0]}
    columns |= {"place": "inegi/00", "known": known, "ground": ground}
    return Reading({"observations": make_table("observations", columns)}, known, ground)


def _headers(document: Document, lines: list[list[str]], layout: dict[str, Any], spec: Spec) -> list[str]:
    """The second header row, after checking both. Raises BadInput."""
    if len(lines) < 3 or lines[0] != layout["groups"]:
        have = ", ".join(lines[0])[:200] if lines else "nothing"
        raise BadInput(
            spec.id, [Fault(document.name, f"does not begin with the groups of columns, but: {have}", 1)]
        )
    unknown = [name for name in lines[1] if name not in layout["columns"]]
    missing = [name for name in layout["columns"] if name not in lines[1]]
    faults = [Fault(document.name, "is not in layouts.columns", 2, name) for name in unknown]
    faults += [Fault(document.name, "is missing", 2, name) for name in missing]
    if faults:
        raise BadInput(spec.id, faults, "Describe the layout in source.yml under layouts")
    return lines[1]


def _row(cells: list[str], headers: list[str], number: int, faults: Faults) -> dict[str, int] | None:
    """Counts of one year by header; None and a fault where the row is not one of a year."""
    if len(cells) != len(headers):
        faults.add(f"has {len(cells)} cells, not {len(headers)}", number)
        return None
    if not (len(cells[0]) == 4 and cells[0].isascii() and cells[0].isdigit()):
        faults.add(f'"{cells[0][:40]}" is not a year', number, "Año")
        return None
    values = {}
    for header, cell in zip(headers, cells, strict=True):
        if not header or not cell.strip():
            continue
        try:
            values[header] = count(cell)
        except ValueError as error:
            faults.add(str(error), number, header)
    return values


def _check_sum(values: dict[str, int], rule: dict[str, Any], number: int, faults: Faults) -> None:
    """The whole must be the sum of its parts, where all are given."""
    if rule["whole"] in values and all(part in values for part in rule["parts"]):
        total = sum(values[part] for part in rule["parts"])
        if total != values[rule["whole"]]:
            text = f"{values[rule['whole']]} is not the sum of its parts, {total}"
            faults.add(text, number, rule["whole"])
