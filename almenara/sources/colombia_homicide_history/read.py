"""Reads yearly homicides of municipalities, a column for each year."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.checks import codes_of, matches, no_repeats
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import read_csv
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_TOWN = "^[0-9]{2}(00[1-9]|0[1-9][0-9]|[1-8][0-9]{2}|9[0-8][0-9])$"
_WHAT = "the code of a municipality, whose last three digits go from 001 to 989"


def read(document: Document, spec: Spec) -> Reading:
    """Homicides of each municipality and year; blank cells are the compiler's own unknowns.

    Codes below 10000 have lost a zero. Raises BadInput on wrong or doubled codes, on cells that are no
    counts and on missing municipalities.
    """
    grid = read_csv(document)
    name = next((n for n, item in spec.layouts.items() if item["code"] in grid.columns), None)
    if name is None:
        have = ", ".join(list(grid.columns)[:12])
        raise BadInput(spec.id, [Fault(document.name, f"no layout has these columns: {have}", 1)])
    layout = spec.layouts[name]
    headers = {h: int(m[1]) for h in grid.columns if (m := re.match(layout["count"], h))}
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    codes = grid.column(layout["code"])
    matches(codes, r"^\d{4,5}$", "a code of 4 or 5 digits", faults, layout["code"], rows)
    if not len(faults):
        codes = pc.utf8_lpad(codes, 5, "0")
        matches(codes, _TOWN, _WHAT, faults, layout["code"], rows)
    no_repeats([codes_of(codes)[0]], faults, layout["code"], rows)
    if grid.rows < layout["municipalities"]:
        faults.add(f"has {grid.rows} municipalities, not {layout['municipalities']}: the file was cut")
    if not headers:
        faults.add("has no column of counts", 1)
    counts = {}
    for header in headers:
        cells = grid.column(header)
        cells = pc.if_else(pc.equal(cells, layout["blank"]), "", cells)
        counts[header] = read_counts(cells, faults, header, rows)
    faults.check()
    known, ground = layout_day(document, layout)
    places = pc.binary_join_element_wise(pa.scalar("dane/"), codes, "")
    tables = []
    for header, short in headers.items():
        year = short + (1900 if short >= 90 else 2000)
        table = {
            "measure": "homicide", "definition": "policia-homicides-1990-2013", "place": places,
            "start": date(year, 1, 1), "end": date(year, 12, 31), "value": counts[header],
            "known": known, "ground": ground, "row": rows, "column": header,
        }  # fmt: skip
        tables.append(make_table("observations", table, grid.rows))
    blank = int(sum(np.isnan(c).sum() for c in counts.values()))
    return Reading(
        {"observations": pa.concat_tables(tables)}, known, ground, layout=name,
        notes=(f"{blank} cells are blank",) if blank else (),
    )  # fmt: skip
