"""Reads a day's snapshot of homicides by place and month since 1990: two lists of points for each place."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from almenara.model.document import Document
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.points import (
    counts_of,
    month_columns,
    months_of,
    need_keys,
    published,
    read_json,
    read_points,
    whole_series,
)
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec
from almenara.reading.wide_months import last_ended


def read(document: Document, spec: Spec) -> Reading:
    """Observations by place and month of prosecutors' victims and of registered deaths. Null stays null.

    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    faults = Faults(document, spec)
    held = read_json(document)
    codes = spec.lookups["place"]
    if not need_keys(held, list(codes), "the file", faults):
        faults.check()
    known, ground = known_day(document, spec)
    tables = []
    for key, code in codes.items():
        pair = held[key]
        if not isinstance(pair, list) or len(pair) != len(spec.layouts["lists"]):
            faults.add(f"does not hold {len(spec.layouts['lists'])} lists", field=key)
            continue
        for number, entry in enumerate(spec.layouts["lists"]):
            points = read_points(pair[number], spec.layouts["fields"], f"{key}[{number}]", faults)
            months, counts = months_of(points, "d", faults), counts_of(points, "c", faults)
            whole_series(points, months, [key] * points.length, faults)
            for index, name in enumerate(points.columns["s"]):
                if str(name) != key:
                    faults.add(f'"{name}" stands under {key}', index + 1, f"{points.where}.s")
            for index in np.flatnonzero((months > last_ended(known)) & ~np.isnan(counts)).tolist():
                text = f"{counts[index]:g} is given for a month that had not ended on {known}"
                faults.add(text, index + 1, f"{points.where}.c")
            kept = published(months, counts)
            columns = month_columns(points, kept, months, counts) | entry | {
                "place": f"inegi/{code}", "column": "c", "known": known, "ground": ground,
            }  # fmt: skip
            tables.append(make_table("observations", columns, int(kept.sum())))
    faults.check("Fetch the snapshot again, or describe it in source.yml")
    return Reading({"observations": pa.concat_tables(tables)}, known, ground)
