"""Reads the population of municipalities on one day of each year, with the decimals of its interpolation."""

from __future__ import annotations

import numpy as np

from almenara.model.document import Document
from almenara.reading.checks import (
    codes_of,
    filled,
    matches,
    need_all,
    need_count,
    need_grid,
    no_repeats,
    whole_numbers,
)
from almenara.reading.counts import read_numbers
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import month_spans
from almenara.reading.spec import Spec

_FIELDS = ["pop_est", "ent_mun", "month", "year", "day"]


def read(document: Document, spec: Spec) -> Reading:
    """Persons by municipality and day; every municipality must have every year."""
    grid = read_csv(document, "utf-8")
    need_columns(document, grid, _FIELDS, spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    low, high = spec.expect["years"]
    matches(grid.column("ent_mun"), r"^\d{5}$", "a municipality code of five digits", faults, "ent_mun", rows)
    years = whole_numbers(grid.column("year"), faults, "year", rows, low, high)
    months = whole_numbers(grid.column("month"), faults, "month", rows, 1, 12)
    days = whole_numbers(grid.column("day"), faults, "day", rows, 1, 28)
    filled(grid.column("pop_est"), faults, "pop_est", rows)
    values = read_numbers(grid.column("pop_est"), faults, "pop_est", rows)
    for index in np.flatnonzero(values < 0):
        faults.add(
            f"{values[index]} is negative; nobody lives there at least",
            int(rows[int(index)].as_py()),
            "pop_est",
        )
    places, names = codes_of(grid.column("ent_mun"))
    if not len(faults):
        no_repeats([places, years], faults, "ent_mun", rows)
    if not len(faults):
        need_grid(names, places, years, faults, "ent_mun")
        need_all({name[:2] for name in names}, spec.expect["states"], faults, "ent_mun", "state")
        need_count(len(names), spec.expect["municipalities"], "municipalities", faults)
    faults.check("Fetch the file again from the repository that publishes it")
    published, ground = layout_day(document, spec.layouts["interpolated"])
    day = month_spans(years, months)[0] + (days - 1)
    observations = make_table(
        "observations",
        {
            "measure": "population",
            "definition": "census-interpolated",
            "place": choose(places, [f"inegi/{name}" for name in names]),
            "start": day,
            "end": day,
            "value": values,
            "known": published,
            "ground": ground,
            "row": rows,
            "column": "pop_est",
        },
    )
    return Reading({"observations": observations}, published, ground, layout="interpolated")
