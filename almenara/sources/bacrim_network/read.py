"""Reads the ties between criminal groups, seen in 2020, and the yearly trends that were published beside them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from almenara.model.document import Document
from almenara.reading.checks import need_count, need_grid, no_repeats, whole_numbers
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_csv
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_ID = re.compile(r"^[A-Z]\d+$")
_MEND = "Mend the rows named, or fetch the file again"


def read(document: Document, spec: Spec) -> Reading:
    """Groups and ties as statements, trends as observations, by the table's columns.

    A group is a statement network-member; a tie ally-of or rival-of, its weight in the note: how often it was seen.
    Raises BadInput with every row that is not understood.
    """
    decode(document, plain_bytes(document), ("utf-8-sig",))
    grid = read_csv(document)
    known, ground = layout_day(document, spec.layouts["edition"])
    faults = Faults(document, spec)
    if "YEAR" in grid.columns:
        table = {"observations": _trends(document, spec, grid, faults, known, ground)}
        layout = "trends"
    else:
        ties = "Edge" in grid.columns
        layout = ("alliances" if "allianc" in document.name.lower() else "rivals") if ties else "nodes"
        rows = _ties(document, spec, grid, faults, spec.layouts[layout]) if ties else _nodes(
            document, spec, grid, faults
        )  # fmt: skip
        faults.check(_MEND)
        columns: dict[str, Any] = {name: [row[name] for row in rows] for name in rows[0]}
        first = date(spec.expect["valid"], 1, 1)
        columns |= {"known": known, "ground": ground, "valid_from": first, "date_precision": "year"}
        table = {"statements": make_table("statements", columns)}
    return Reading(table, known, ground, layout=layout, language=spec.language)


def _cells(grid: Grid) -> list[dict[str, str]]:
    names = list(grid.columns)
    columns = [grid.columns[name].to_pylist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _nodes(document: Document, spec: Spec, grid: Grid, faults: Faults) -> list[dict[str, Any]]:
    need_columns(document, grid, ["Node", "Group", "State", "ShortName"], spec.id)
    need_count(grid.rows, 2, "groups", faults)
    seen: dict[str, int] = {}
    out = []
    for index, row in enumerate(_cells(grid)):
        number = grid.row_of(index)
        _check(row, ("Node",), ("Group", "ShortName"), number, faults)
        for name in ("Node", "Group"):
            first = seen.setdefault(row[name], number)
            if first != number:
                faults.add(f'"{row[name]}" stands in row {first} already', number, name)
        out.append({"statement": f"bacrim-{row['Node'].lower()}", "subject": row["Group"],
                    "predicate": "network-member", "object": row["ShortName"], "note": "",
                    "row": number, "column": "Group"})  # fmt: skip
    return out


def _ties(document: Document, spec: Spec, grid: Grid, faults: Faults, predicate: str) -> list[dict[str, Any]]:
    need_columns(document, grid, ["Edge", "Node", "Group", "RNode", "RGroup", "weight"], spec.id)
    need_count(grid.rows, 1, "ties", faults)
    weights = read_counts(grid.column("weight"), faults, "weight", grid.row_numbers())
    seen: dict[str, int] = {}
    out = []
    for index, row in enumerate(_cells(grid)):
        number, weight = grid.row_of(index), weights[index]
        _check(row, ("Edge", "Node", "RNode"), ("Group", "RGroup"), number, faults)
        if row["Node"] == row["RNode"]:
            faults.add("is a tie of a group with itself", number, "RNode")
        if not row["weight"] or weight == 0:
            faults.add("a tie that was never seen has no row: its weight is a count from 1", number, "weight")
        for name, key in (("Edge", row["Edge"]), ("RNode", f"{row['Node']} {row['RNode']}")):
            first = seen.setdefault(f"{name} {key}", number)
            if first != number:
                faults.add(f"the same stands in row {first} already", number, name)
        out.append({"statement": f"bacrim-{row['Edge'].lower()}", "subject": row["Group"], "predicate": predicate,
                    "object": row["RGroup"], "row": number, "column": "RGroup",
                    "note": f"weight {np.nan_to_num(weight):.0f}"})  # fmt: skip
    return out


def _check(
    row: dict[str, str], ids: tuple[str, ...], texts: tuple[str, ...], number: int, faults: Faults
) -> None:
    for name in ids:
        if not _ID.match(row[name]):
            faults.add(f'"{row[name]}" is not an id such as N10001', number, name)
    for name in texts:
        if not row[name]:
            faults.add("is empty", number, name)


def _trends(document: Document, spec: Spec, grid: Grid, faults: Faults, known: date, ground: str) -> pa.Table:
    wanted = spec.lookups["trends"]
    need_columns(document, grid, ["YEAR", "homicide", *wanted], spec.id)
    rows = grid.row_numbers()
    years = whole_numbers(grid.column("YEAR"), faults, "YEAR", rows, 1900, known.year)
    no_repeats([years], faults, "YEAR", rows)
    need_count(len(years), 1, "years", faults)
    if not len(faults):
        need_grid(["the table"], np.zeros(len(years), dtype=np.int64), years, faults, "YEAR")
    parts = []
    for column, what in wanted.items():
        values = read_counts(grid.column(column), faults, column, rows)
        for index in np.flatnonzero(np.isnan(values)):
            if not grid.column(column)[int(index)].as_py():
                faults.add("is blank", int(rows[int(index)].as_py()), column)
        if len(faults):
            continue
        parts.append(
            make_table(
                "observations",
                what
                | {
                    "place": "iso/MX", "start": [date(int(y), 1, 1) for y in years],
                    "end": [date(int(y), 12, 31) for y in years], "value": values, "known": known,
                    "ground": ground, "row": rows, "column": column,
                },
                grid.rows,
            )
        )  # fmt: skip
    faults.check(_MEND)
    return pa.concat_tables(parts)
