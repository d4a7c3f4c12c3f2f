"""Cells made column by column are those that a reader would make row by row."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from almenara.evidence.cells import Cell
from almenara.evidence.gathering import cells_of

TYPES = {
    "measure": pa.string(), "definition": pa.string(), "place": pa.string(), "start": pa.date32(),
    "end": pa.date32(), "value": pa.float64(), "low": pa.float64(), "high": pa.float64(), "known": pa.date32(),
    "ground": pa.string(), "document": pa.string(), "batch": pa.string(), "citation": pa.string(),
    "sheet": pa.string(), "rows": pa.list_(pa.int32()), "column": pa.string(), "last_column": pa.string(),
    "note": pa.string(),
}  # fmt: skip
words, days = st.sampled_from(["", "a", "b"]), st.dates(date(2017, 1, 1), date(2017, 3, 31))
of_type = {
    pa.string(): words, pa.date32(): days, pa.float64(): st.none() | st.integers(-5, 5).map(float),
    pa.list_(pa.int32()): st.none() | st.lists(st.integers(0, 90), max_size=3),
}  # fmt: skip
rows_of = st.fixed_dictionaries({name: of_type[kind] for name, kind in TYPES.items()})


def _keys(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("measure", "definition", "place", "start", "end"))


@given(st.lists(rows_of, max_size=12), st.integers(0, 3))
def test_each_row_is_a_cell_where_its_key_says(rows: list[dict[str, Any]], cut: int) -> None:
    rows = sorted(rows, key=_keys)
    schema = pa.schema(list(TYPES.items()))
    tables = [pa.Table.from_pylist(some, schema) for some in (rows[:cut], rows[cut:])]
    found = cells_of(pa.concat_tables(tables))
    wanted: dict[str, dict[tuple[str, str], list[Cell]]] = {}
    for (measure, definition, place), some in groupby(rows, key=lambda r: _keys(r)[:3]):
        wanted.setdefault(measure, {})[definition, place] = [
            Cell(
                definition, place, r["start"], r["end"], r["value"], r["low"], r["high"], r["known"], r["ground"],
                r["document"], r["batch"], r["citation"], r["sheet"],
                tuple(dict.fromkeys((r["column"], r["last_column"]))), tuple(sorted(r["rows"] or ())), r["note"],
            )
            for r in some
        ]  # fmt: skip
    assert found == wanted
    assert [(m, k) for m, held in found.items() for k in held] == [
        (m, k) for m, held in wanted.items() for k in held
    ]
