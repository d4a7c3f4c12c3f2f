"""Reads yearly populations of municipalities, long, and adds them up to departments and the country."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almenara.model.document import Document
from almenara.reading.checks import codes_of, filled, matches, need_grid, no_repeats, whole_numbers
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """Population of municipality, department and country on 30 June of each year.

    A department's and the country's are the rows of their municipalities, added up.
    Raises BadInput on doubled or missing rows, on counts that are none and on sheets not declared.
    """
    grid = read_csv(document)
    need_columns(document, grid, ["municipio_code", "year", "poblacion", "source_sheet"], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    column = grid.column("municipio_code")
    matches(column, r"^\d{5}$", "a code of 5 digits", faults, "municipio_code", rows)
    low, high = spec.expect["years"]
    years = whole_numbers(grid.column("year"), faults, "year", rows, low, high)
    people = read_counts(grid.column("poblacion"), faults, "poblacion", rows)
    filled(grid.column("poblacion"), faults, "poblacion", rows)
    known_sheets = pa.array(list(spec.lookups["census"]))
    unknown = pc.invert(pc.is_in(grid.column("source_sheet"), value_set=known_sheets))
    for index in np.flatnonzero(np.asarray(unknown.to_numpy(zero_copy_only=False))):
        text = f'"{grid.column("source_sheet")[int(index)].as_py()}" is not in lookups.census'
        faults.add(text, int(rows[int(index)].as_py()), "source_sheet")
    codes, names = codes_of(column)
    no_repeats([codes, years], faults, "municipio_code", rows)
    if not len(faults):  # rows named above would be reported again as missing
        need_grid(names, codes, years, faults, "municipio_code")
    if len(names) < spec.expect["municipalities"]:
        faults.add(f"has {len(names)} municipalities, not {spec.expect['municipalities']}: the file was cut")
    faults.check()
    known, ground = layout_day(document, spec.layouts["long"])
    distinct = np.unique(years)
    days = pa.array([date(int(y), 6, 30) for y in distinct], pa.date32()).take(
        pa.array(np.searchsorted(distinct, years))
    )
    census = [spec.lookups["census"][s] for s in grid.column("source_sheet").to_pylist()]
    common = {
        "measure": "population", "definition": "dane-projection", "start": days, "end": days, "value": people,
        "known": known, "ground": ground, "row": rows, "column": "poblacion",
        "note": [f"projected from the census of {c}" for c in census],
    }  # fmt: skip
    levels = [
        choose(codes, [f"dane/{name}" for name in names]),
        choose(codes, [f"dane/{name[:2]}" for name in names]),
        pa.repeat(pa.scalar("dane/00"), grid.rows),
    ]
    tables = [make_table("observations", {**common, "place": level}) for level in levels]
    return Reading({"observations": pa.concat_tables(tables)}, known, ground, layout="long")
