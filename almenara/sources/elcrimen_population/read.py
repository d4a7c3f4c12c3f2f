"""Reads the population of states on the first day of every month."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almenara.model.document import Document
from almenara.reading.checks import codes_of, filled, matches, need_all, need_grid, no_repeats, whole_numbers
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import month_spans
from almenara.reading.spec import Spec

_DATE = r"^\d{4}-\d{2}-01$"


def read(document: Document, spec: Spec) -> Reading:
    """Persons by state and day; every state must have every month."""
    grid = read_csv(document, "utf-8")
    need_columns(document, grid, ["state_code", "date", "population"], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    low, high = spec.expect["years"]
    numbers = whole_numbers(
        grid.column("state_code"), faults, "state_code", rows, 1, len(spec.expect["states"])
    )
    dates = grid.column("date")
    matches(dates, _DATE, "the first day of a month, as 2017-01-01", faults, "date", rows)
    filled(grid.column("population"), faults, "population", rows)
    values = read_counts(grid.column("population"), faults, "population", rows)
    faults.check()  # the dates must have their form before they are taken apart
    years = whole_numbers(pc.utf8_slice_codeunits(dates, 0, 4), faults, "date", rows, low, high)
    months = whole_numbers(pc.utf8_slice_codeunits(dates, 5, 7), faults, "date", rows, 1, 12)
    places, names = codes_of(pa.array([f"{number:02d}" for number in numbers]))
    no_repeats([places, years * 12 + months], faults, "date", rows)
    if not len(faults):
        need_grid(names, places, years * 12 + months, faults, "state_code")
        need_all(names, spec.expect["states"], faults, "state_code", "state")
    faults.check("Fetch the file again from the repository that publishes it")
    published, ground = layout_day(document, spec.layouts["monthly"])
    day = month_spans(years, np.asarray(months))[0]
    observations = make_table(
        "observations",
        {
            "measure": "population",
            "definition": "conapo-2023-interpolated",
            "place": choose(places, [f"inegi/{name}" for name in names]),
            "start": day,
            "end": day,
            "value": values,
            "known": published,
            "ground": ground,
            "row": rows,
            "column": "population",
        },
    )
    return Reading({"observations": observations}, published, ground, layout="monthly")
