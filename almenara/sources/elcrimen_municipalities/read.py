"""Reads a day's snapshot of crimes in selected municipalities: lists of points by crime, places by name."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from almenara.model.document import Document, Ground
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.points import (
    Points,
    coded_by,
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
    """Observations by municipality, month and crime. Null stays null; places are names.

    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    faults = Faults(document, spec)
    held = read_json(document)
    series: dict[str, Any] = spec.layouts["series"]
    if not need_keys(held, list(series), "the file", faults):
        faults.check()
    pair = held["hd"] if isinstance(held["hd"], list) and len(held["hd"]) == 2 else [[], []]
    fields = spec.layouts["fields"]
    lists = [
        (read_points(pair[0] if key == "hd" else held[key], fields, key, faults), entry)
        for key, entry in series.items()
    ]
    lists.append(
        (read_points(pair[1], spec.layouts["death_fields"], "hd[1]", faults), spec.layouts["deaths"])
    )
    known, ground = known_day(document, spec)
    tables = [
        table for points, entry in lists for table in _observations(points, entry, known, ground, faults)
    ]
    faults.check("Fetch the snapshot again, or describe it in source.yml")
    return Reading({"observations": pa.concat_tables(tables)}, known, ground)


def _observations(
    points: Points, entry: dict[str, Any], known: date, ground: Ground, faults: Faults
) -> list[pa.Table]:
    """One table for each measure that the list counts in."""
    coded_by(points, "tipo", {entry["tipo"]: "known"}, faults)
    months, counts = months_of(points, "date", faults), counts_of(points, "count", faults)
    names = [str(name) for name in points.columns["name"]]
    whole_series(points, months, names, faults)
    for index in np.flatnonzero((months > last_ended(known)) & ~np.isnan(counts)):
        text = f"{counts[index]:g} is given for a month that had not ended on {known}"
        faults.add(text, int(index) + 1, f"{points.where}.count")
    kept = published(months, counts)
    columns = month_columns(points, kept, months, counts) | {
        "definition": entry["definition"],
        "place": [f"name/mx/{names[i]}" for i in np.flatnonzero(kept)],
        "column": "count",
        "known": known,
        "ground": ground,
    }
    return [make_table("observations", columns | {"measure": measure}) for measure in entry["measures"]]
