"""Reads the query tool's yearly export: a national row, state rows, and each state's municipalities below it.

Blank cells are the publisher's zero. Parts must meet their totals: a row its months, a state its
municipalities, the nation its states and the deaths abroad.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from almenara.model.document import Document
from almenara.reading.counts import read_counts
from almenara.reading.dates import MONTHS, known_day
from almenara.reading.faults import Faults
from almenara.reading.lines import text_rows
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import month_spans
from almenara.reading.spec import Spec

_YEAR = re.compile(r"^Año de registro : ([0-9]{4})$")
_STATE = re.compile(r"^=CONCATENAR\([ 0],(\d\d)\)$")
_TOWN = re.compile(r"^(\d\d) (\d{3})$")
_MONTHS = [name.capitalize() for name in MONTHS["es"]]
_FIELDS = ["Total", *_MONTHS]
_MEND = "Ask the query tool for the year again: whole, in latin-1, by month of registration"


@dataclass(frozen=True)
class _Line:
    """One data row: its number in the file, its code, its block's state, its 13 cells."""

    row: int
    code: str
    block: str
    cells: list[str]


def read(document: Document, spec: Spec) -> Reading:
    """Deaths by month for the nation, states, places abroad and every municipality listed."""
    faults = Faults(document, spec)
    text = decode(document, plain_bytes(document), (spec.layouts["query-export"]["encoding"],))
    table = text_rows(document, text)
    year = next((int(m[1]) for cells in table[:10] for cell in cells if (m := _YEAR.match(cell))), 0)
    head = next((i for i, cells in enumerate(table[:30]) if cells[2:15] == _FIELDS), 0)
    if not year:
        faults.add('holds no line "Año de registro : YYYY": it is not this export, or not in latin-1')
    if not head:
        faults.add("holds no header with Total and the twelve months")
    faults.check(_MEND)
    lines = _lines(table, head, spec, faults)
    values = _values(lines, faults)
    if not len(faults):  # sums of cells that were not understood say nothing
        _check_sums(lines, values, faults)
    published, ground = known_day(document, spec, date(year, 12, 31))
    if published <= date(year, 12, 31):
        faults.add(f"{year} was not over on {published}, its publication", field="Año de registro")
    faults.check(_MEND)
    start, end = month_spans(np.full(12 * len(lines), year), np.tile(np.arange(1, 13), len(lines)))
    table_of = make_table(
        "observations",
        {
            "measure": "homicide",
            "definition": "inegi-deaths-registration",
            "place": choose(np.repeat(np.arange(len(lines)), 12), [f"inegi/{line.code}" for line in lines]),
            "start": start,
            "end": end,
            "value": values[:, 1:].ravel(),
            "known": published,
            "ground": ground,
            "row": np.repeat(np.array([line.row for line in lines], dtype=np.int32), 12),
            "column": choose(np.tile(np.arange(12), len(lines)), _MONTHS),
        },
    )
    return Reading({"observations": table_of}, published, ground, f"{spec.title['es']}, {year}")


def _lines(table: list[list[str]], head: int, spec: Spec, faults: Faults) -> list[_Line]:
    """The data rows with their codes; rows that are neither data nor footer, repeats and gaps are faults."""
    out: list[_Line] = []
    seen: dict[str, int] = {}
    block, footer = "", False
    for row, cells in enumerate(table[head + 1 :], head + 2):
        first = cells[0].strip() if cells else ""
        if len(cells) <= 1:
            footer = footer or first.startswith(spec.expect["footer"])
            if first and not footer:
                faults.add(f'"{first[:40]}" is neither a row of the table nor its footer', row)
            continue
        if len(cells) < 15 or any(cell.strip() for cell in cells[15:]):
            faults.add(f"has {len(cells)} cells, not 15", row)
            continue
        if not first and cells[1].strip() in spec.lookups["national"]:
            code = block = spec.lookups["national"][cells[1].strip()]
        elif state := _STATE.match(first):
            code = block = state[1]
            if code not in (*spec.expect["states"], spec.expect["abroad"]):
                faults.add(f'"{code}" is not a state', row, "code")
        elif town := _TOWN.match(first):
            code = town[1] + town[2]
            if town[1] != block and not (block == spec.expect["abroad"] and town[1] > block):
                faults.add(f'"{first}" stands below state {block or "none"}', row, "code")
        else:
            faults.add(f'"{first[:40]}" is not the code of a state or municipality', row, "code")
            continue
        if code in seen:
            faults.add(f"repeats row {seen[code]}: {cells[1].strip()}", row, "code")
        seen[code] = row
        out.append(_Line(row, code, block, [cell.strip() for cell in cells[2:15]]))
    for code in (c for c in ("00", *spec.expect["states"]) if c not in seen):
        faults.add(f"{'the national row' if code == '00' else f'state {code}'} is missing")
    if not footer:
        faults.add(f'the footer "{spec.expect["footer"]} …" is missing: the file is cut off')
    return out


def _values(lines: list[_Line], faults: Faults) -> npt.NDArray[np.float64]:
    """Total and months of each line, shape (lines, 13)."""
    rows = pa.array([line.row for line in lines], pa.int32())
    columns = [
        read_counts(pa.array([line.cells[i] for line in lines], pa.string()), faults, field, rows)
        for i, field in enumerate(_FIELDS)
    ]
    return np.nan_to_num(np.column_stack(columns))


def _check_sums(lines: list[_Line], values: npt.NDArray[np.float64], faults: Faults) -> None:
    for line, cells in zip(lines, values, strict=True):
        if cells[0] != cells[1:].sum():
            faults.add(
                f"is {cells[0]:.0f}, but its months add up to {cells[1:].sum():.0f}", line.row, "Total"
            )
    for index, line in enumerate(lines):
        if line.code != line.block:
            continue
        if line.code == "00":
            parts, words = [i for i, o in enumerate(lines) if o.code == o.block != "00"], "states and abroad"
        else:
            parts, words = [i for i, o in enumerate(lines) if o.block == line.block != o.code], "parts"
        sums = values[parts].sum(axis=0)
        for field in np.flatnonzero(values[index] != sums):
            text = f"is {values[index][field]:.0f}, but its {words} add up to {sums[field]:.0f}"
            faults.add(text, line.row, _FIELDS[field])
