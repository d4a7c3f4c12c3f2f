"""Reads the police's workbooks of homicides: titles, a header, one row per event, a total and notes."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pyarrow as pa

from almenara.errors import BadInput, Fault
from almenara.model.document import Document, Ground
from almenara.model.period import last_day
from almenara.reading.checks import filled, matches
from almenara.reading.counts import read_counts
from almenara.reading.dates import known_day, month_number
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_sheet
from almenara.reading.opening import plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec
from almenara.reading.workbooks import formula_cells
from almenara.sources.dijin_homicides.months import by_month


def read(document: Document, spec: Spec) -> Reading:
    """Victims by month of municipality, department and country; each row of the file stands in all three.

    The day, weapon, sex and age of a row stand in its breakdown.
    Raises BadInput on unknown categories, days outside the stated period, formulas, and rows that do
    not add up to the stated total.
    """
    layout = spec.layouts["workbook"]
    titles = read_sheet(document, header_row=1, formulas=True)
    lines = next(iter(titles.columns.values())).to_pylist()
    header = next((i for i, cell in enumerate(lines) if cell in layout["header_starts"]), None)
    total = next((i for i, cell in enumerate(lines) if cell.upper() == "TOTAL"), None)
    if header is None or total is None or total <= header:
        what = "a header row" if header is None else "the TOTAL row below its table: it was cut"
        raise BadInput(spec.id, [Fault(document.name, f"lacks {what}", sheet=titles.sheet)])
    first, last = _period(document, spec, lines[:header], layout["period"])
    published, ground = _known(document, spec, lines[total:], layout["drawn"], last)
    grid = read_sheet(document, header_row=header + titles.first_row, formulas=True)
    need_columns(document, grid, layout["columns"], spec.id)
    _refuse_formulas(document, total + titles.first_row)
    faults = Faults(document, spec)
    stated = grid.column("CANTIDAD")[total - header - 1].as_py()
    grid = Grid(
        {name: column.slice(0, total - header - 1) for name, column in grid.columns.items()},
        grid.first_row, grid.sheet, grid.letters,
    )  # fmt: skip
    rows = grid.row_numbers()
    matches(grid.column("CODIGO DANE"), r"^\d{8}$", "a code of 8 digits", faults, "CODIGO DANE", rows)
    victims = read_counts(grid.column("CANTIDAD"), faults, "CANTIDAD", rows, grid.sheet)
    filled(grid.column("CANTIDAD"), faults, "CANTIDAD", rows)
    days = _days(grid, faults, first, last)
    headers = {"weapon": "ARMAS MEDIOS", "sex": "GENERO", "age": "AGRUPA EDAD PERSONA"}
    details = {key: _looked_up(grid, name, key, spec, faults) for key, name in headers.items()}
    found = float(np.nansum(victims))
    if not (stated.isascii() and stated.isdigit()) or int(stated) != found:
        faults.add(f'rows add up to {found:g}, but TOTAL is "{stated}"', total + titles.first_row, "CANTIDAD")
    faults.check()
    breakdowns = [
        f"day={day};weapon={weapon};sex={sex};age={age}"
        for day, weapon, sex, age in zip(days, details["weapon"], details["sex"], details["age"], strict=True)
    ]
    codes = [code[:5] for code in grid.column("CODIGO DANE").to_pylist()]
    table = make_table(
        "observations",
        {
            "measure": "homicide",
            "definition": "dijin-homicides",
            "known": published,
            "ground": ground,
            "sheet": grid.sheet,
            "column": grid.address("CANTIDAD"),
            **by_month(codes, days, victims, breakdowns, rows, first, last),
        },
    )
    return Reading({"observations": table}, published, ground, layout="workbook")


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), month_number(month, "es"), int(day))


def _period(document: Document, spec: Spec, titles: list[str], pattern: str) -> tuple[date, date]:
    for title in titles:
        if found := re.search(pattern, title, re.IGNORECASE):
            first_day, first_month, end_day, end_month, year = found.groups()
            first, last = _day(first_day, first_month, year), _day(end_day, end_month, year)
            if first.day == 1 and last == last_day(last.year, last.month) and first < last:
                return first, last
            break
    raise BadInput(spec.id, [Fault(document.name, "its titles do not state a period of whole months")])


def _known(document: Document, spec: Spec, notes: list[str], pattern: str, last: date) -> tuple[date, Ground]:
    """The day on which the police drew the figures, as the note states it; not before the period's end."""
    if document.published is None:
        for note in notes:
            if found := re.search(pattern, note, re.IGNORECASE):
                return max(last, _day(*found.groups())), "stated"
    return known_day(document, spec, last)


def _refuse_formulas(document: Document, total_row: int) -> None:
    """Formulas are refused everywhere but in the total, which is checked against its rows."""
    others = [f for f in formula_cells(document, plain_bytes(document)) if f.row != total_row]
    if others:
        raise BadInput("reading", others, "Save the table as values, or fetch the publisher's file again")


def _days(grid: Grid, faults: Faults, first: date, last: date) -> list[date]:
    out = []
    for row, cell in zip(grid.row_numbers().to_pylist(), grid.column("FECHA HECHO").to_pylist(), strict=True):
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            faults.add(f'"{cell[:40]}" is not a day', row, "FECHA HECHO", grid.sheet)
            day = first
        if not first <= day <= last:
            faults.add(f"{day} is not between {first} and {last}", row, "FECHA HECHO", grid.sheet)
        out.append(day)
    return out


def _looked_up(grid: Grid, header: str, table: str, spec: Spec, faults: Faults) -> list[str]:
    known = spec.lookups[table]
    cells: list[str] = grid.column(header).to_pylist()
    rows: pa.Array = grid.row_numbers()
    for index, cell in enumerate(cells):
        if cell not in known:
            faults.add(f'"{cell[:60]}" is not in lookups.{table}', rows[index].as_py(), header, grid.sheet)
    return [known.get(cell, "") for cell in cells]
