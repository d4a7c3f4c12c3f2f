"""Reads deaths by month of occurrence, zero-filled, by municipality or state; and the grouping of causes.

Every place must have every month that the file covers: a gap or a repeated row means a damaged file.
"""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

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
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_csv
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import month_spans
from almenara.reading.spec import Spec

_MEND = "Fetch the file again from the repository that publishes it: it must hold every place and month once"


def read(document: Document, spec: Spec) -> Reading:
    """Observations by place and month, or one statement for each cause code of the grouping."""
    grid = read_csv(document, "utf-8")
    if "causa_def" in grid.columns:
        return _causes(document, spec, grid)
    layout = "municipalities" if "ent_mun" in grid.columns else "states"
    rules = spec.layouts[layout]
    field = rules["place"]
    need_columns(document, grid, [field, "year", "month", "homicides"], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    low, high = spec.expect["years"]
    matches(grid.column(field), rules["pattern"], rules["what"], faults, field, rows)
    years = whole_numbers(grid.column("year"), faults, "year", rows, low, high)
    months = whole_numbers(grid.column("month"), faults, "month", rows, 1, 12)
    filled(grid.column("homicides"), faults, "homicides", rows)
    values = read_counts(grid.column("homicides"), faults, "homicides", rows)
    places, names = codes_of(grid.column(field))
    if not len(faults):  # keys that were not understood would be named twice
        no_repeats([places, years * 12 + months], faults, field, rows)
    if not len(faults):
        need_grid(names, places, years * 12 + months, faults, field)
        need_all({name[:2] for name in names}, spec.expect["states"], faults, field, "state")
    if layout == "municipalities":
        need_count(len(names), spec.expect["municipalities"], "municipalities", faults)
    start, end = month_spans(years, months)
    published, ground = layout_day(document, rules)
    late = np.flatnonzero(end >= np.datetime64(published))
    for index in late[:50]:
        faults.add(
            f"{end[index]} lies after the publication on {published}", int(rows[int(index)].as_py()), "month"
        )
    faults.check(_MEND)
    observations = make_table(
        "observations",
        {
            "measure": "homicide",
            "definition": "inegi-deaths-occurrence",
            "place": choose(places, [f"inegi/{name}" for name in names]),
            "start": start,
            "end": end,
            "value": values,
            "known": published,
            "ground": ground,
            "row": rows,
            "column": "homicides",
        },
    )
    return Reading({"observations": observations}, published, ground, layout=layout)


def _causes(document: Document, spec: Spec, grid: Grid) -> Reading:
    need_columns(document, grid, ["causa_def", "base_code", "cod_group"], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    code, group = grid.column("causa_def"), grid.column("cod_group")
    matches(code, r"^[A-Z]\d{2}[0-9X]?$", "an ICD-10 code", faults, "causa_def", rows)
    matches(group, r"^[A-Za-z]", "the name of a group of causes", faults, "cod_group", rows)
    need_count(grid.rows, spec.expect["causes"], "codes of causes", faults)
    if not len(faults):
        no_repeats([codes_of(code)[0]], faults, "causa_def", rows)
    faults.check(_MEND)
    published, ground = layout_day(document, spec.layouts["causes"])
    statements = make_table(
        "statements",
        {
            "statement": pc.binary_join_element_wise("icd10", code, "-"),
            "subject": pc.binary_join_element_wise("ICD-10", code, " "),
            "predicate": "cause-group",
            "object": group,
            "language": spec.language,
            "known": published,
            "ground": ground,
            "row": rows,
            "column": "cod_group",
        },
    )
    return Reading({"statements": statements}, published, ground, layout="causes")
