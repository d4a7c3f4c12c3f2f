"""Reads a day's snapshot of crimes by state and month: lists of points by crime."""

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
from almenara.reading.wide_months import last_ended, month_end


def read(document: Document, spec: Spec) -> Reading:
    """Observations by state, month and crime, and the deaths that the snapshot shows beside them.

    A null count stays null: the publisher says unknown. Nulls after the last month with any count are
    months not yet published, and have no observation.
    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    faults = Faults(document, spec)
    held = read_json(document)
    keys = list(spec.layouts["new"])
    if not need_keys(held, keys, "the file", faults):
        faults.check()
    pair = held["hd"] if isinstance(held["hd"], list) and len(held["hd"]) == 2 else [[], []]
    fields = spec.layouts["fields"]
    lists = {key: read_points(pair[0] if key == "hd" else held[key], fields, key, faults) for key in keys}
    deaths = read_points(pair[1], fields, "hd[1]", faults)
    faults.check()
    method = _method(lists["hd"], spec, faults)
    known, ground = known_day(document, spec)
    tables = _observations(deaths, spec.layouts["deaths"], spec, known, ground, faults)
    for key in keys:
        tables += _observations(lists[key], spec.layouts[method][key], spec, known, ground, faults)
    faults.check("Fetch the snapshot again, or describe it in source.yml")
    return Reading({"observations": pa.concat_tables(tables)}, known, ground, layout=method)


def _method(points: Points, spec: Spec, faults: Faults) -> str:
    """Which method of counting the snapshot follows, by its first month."""
    first = month_end(int(months_of(points, "date", faults).min()))
    method: str | None = spec.layouts["method"].get(f"{first:%Y-%m}")
    if method is None:
        faults.add(f"begins in {first:%Y-%m}, which tells neither method", 1, f"{points.where}.date")
    faults.check()
    return method or ""


def _observations(
    points: Points, entry: dict[str, Any], spec: Spec, known: date, ground: Ground, faults: Faults
) -> list[pa.Table]:
    """One table for each measure that the list counts in."""
    coded_by(points, "tipo", {entry["tipo"]: "known"}, faults)
    months = months_of(points, "date", faults)
    counts = counts_of(points, "count", faults)
    states = coded_by(points, "state_code", spec.lookups["state"], faults)
    whole_series(points, months, states, faults)
    missing = sorted(set(spec.lookups["state"].values()) - set(states))
    if missing:
        faults.add(f"lacks state {', '.join(missing)}", field=points.where)
    for index in np.flatnonzero((months > last_ended(known)) & ~np.isnan(counts)):
        text = f"{counts[index]:g} is given for a month that had not ended on {known}"
        faults.add(text, int(index) + 1, f"{points.where}.count")
    kept = published(months, counts)
    columns = month_columns(points, kept, months, counts) | {
        "definition": entry["definition"],
        "breakdown": entry.get("breakdown", ""),
        "place": [f"inegi/{states[i]}" for i in np.flatnonzero(kept)],
        "column": "count",
        "known": known,
        "ground": ground,
    }
    return [make_table("observations", columns | {"measure": measure}) for measure in entry["measures"]]
