"""Reads yearly counts of journalists killed in one country, named by the file."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pyarrow as pa

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.checks import need_count, need_grid, no_repeats, whole_numbers
from almenara.reading.countries import country_code
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """Counts by year and by what CPJ says of the motive; the year of the copy is counted to its day.

    Raises BadInput with every row that is not understood, and where the name says no country.
    """
    decode(document, plain_bytes(document), ("utf-8-sig",))
    grid = read_csv(document)
    wanted: dict[str, str] = spec.lookups["column"]
    need_columns(document, grid, ["year", *wanted], spec.id)
    faults = Faults(document, spec)
    found = re.match(spec.layouts["name"], document.name)
    try:
        code = country_code(found["country"].replace("_", " ")) if found else ""
    except KeyError:
        code = ""
    if not code:
        told = "does not say which country it is about"
        raise BadInput(
            spec.id, [Fault(document.name, told)], "Name the file COUNTRY_journalists_killed_….csv"
        )
    known, ground = layout_day(document, spec.layouts["edition"])
    rows = grid.row_numbers()
    years = whole_numbers(grid.column("year"), faults, "year", rows, 1900, known.year)
    no_repeats([years], faults, "year", rows)
    need_count(len(years), 1, "years", faults)
    if not len(faults):
        need_grid(["the table"], np.zeros(len(years), dtype=np.int64), years, faults, "year")
    start = [date(int(year), 1, 1) for year in years]
    end = [min(date(int(year), 12, 31), known) for year in years]
    parts = []
    for column, definition in wanted.items():
        values = read_counts(grid.column(column), faults, column, rows)
        for index in np.flatnonzero(np.isnan(values)):
            if not grid.column(column)[int(index)].as_py():
                faults.add("is blank; a year without cases has 0", int(rows[int(index)].as_py()), column)
        parts.append(
            make_table(
                "observations",
                {
                    "measure": "journalists-killed",
                    "definition": definition,
                    "place": f"iso/{code}",
                    "start": start,
                    "end": end,
                    "value": values,
                    "known": known,
                    "ground": ground,
                    "row": rows,
                    "column": column,
                },
                grid.rows,
            )
        )
    faults.check("Mend the cells named")
    return Reading({"observations": pa.concat_tables(parts)}, known, ground)
