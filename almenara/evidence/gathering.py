"""Cells of the rows that a query finds: column by column, for a row at a time takes several times as long."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from almenara.evidence.cells import Cell

Held = dict[tuple[str, str], list[Cell]]
"""Cells by definition and place, each list in the order of its rows."""


def cells_of(found: pa.Table) -> dict[str, Held]:
    """Cells by measure, then by definition and place.

    found  rows as `view.standing` gives them with addresses, in the order of measure, definition, place and time
    """
    if not len(found):
        return {}
    measures, definitions, places = (_spread(found[name]) for name in ("measure", "definition", "place"))
    alone = (
        "start",
        "end",
        "value",
        "low",
        "high",
        "known",
        "ground",
        "document",
        "batch",
        "citation",
        "sheet",
    )
    made = list(
        map(Cell, definitions, places, *(_spread(found[name]) for name in alone),
            _columns(_spread(found["column"]), _spread(found["last_column"])), _rows(found["rows"]),
            _spread(found["note"]))
    )  # fmt: skip
    out: dict[str, Held] = {}
    for first, last in pairwise(_runs(measures, definitions, places)):
        out.setdefault(measures[first], {})[definitions[first], places[first]] = made[first:last]
    return out


def _spread(column: pa.ChunkedArray) -> list[Any]:
    """Values of a column as Python's; equal ones, of which there are few, are made once."""
    if pa.types.is_floating(column.type):
        return list(column.to_pylist())
    coded = _one(column).dictionary_encode(null_encoding="encode")
    values = coded.dictionary.to_pylist()
    return [values[code] for code in _numbers(coded.indices).tolist()]


def _columns(first: Iterable[str], last: Iterable[str]) -> list[tuple[str, ...]]:
    """Of each row its first and last column, or the one that is both; null is left as it is."""
    made: dict[tuple[str, str], tuple[str, ...]] = {}
    out = []
    for pair in zip(first, last, strict=True):
        if pair not in made:
            made[pair] = tuple(dict.fromkeys(pair))
        out.append(made[pair])
    return out


def _rows(column: pa.ChunkedArray) -> list[tuple[int, ...]]:
    """Numbers of each cell's rows, in order; none where the file has no rows."""
    lists = _one(column)
    flat = lists.values.to_pylist()
    ends = _numbers(lists.offsets).tolist()
    known = lists.is_valid().to_pylist()
    return [
        () if not there else (flat[a],) if b == a + 1 else tuple(sorted(flat[a:b]))
        for there, (a, b) in zip(known, pairwise(ends), strict=True)
    ]


def _one(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece; what has none comes back as it is."""
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _numbers(whole: pa.Array) -> npt.NDArray[np.int32]:
    """32-bit numbers without nulls; Arrow's own way to numpy loads pandas first."""
    return np.frombuffer(whole.buffers()[1], dtype=np.int32)[whole.offset : whole.offset + len(whole)]


def _runs(*keys: list[str]) -> npt.NDArray[np.int64]:
    """Where each run of equal keys begins, and where the last one ends."""
    changed = np.zeros(len(keys[0]), dtype=bool)
    changed[0] = True
    for key in keys:
        values = np.array(key, dtype=object)
        changed[1:] |= values[1:] != values[:-1]
    return np.append(np.flatnonzero(changed), len(changed))
