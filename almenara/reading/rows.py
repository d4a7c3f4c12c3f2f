"""What a reader returns: tables in the model's columns, checked and filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from almenara.model.document import Citation
from almenara.model.tables import READ

_DEFAULTS: dict[str, Any] = {"ground": "stated", "date_precision": "day", "language": ""}


@dataclass(frozen=True)
class Reading:
    """What one file says: any of the tables in model.tables.READ, by name.

    published  the day the file became known, and its ground
    title      the document's own title where it has one, for endnotes
    url        address of the original where the file states it
    layout     which of the source's layouts it was read by
    """

    tables: dict[str, pa.Table]
    published: date
    ground: str
    title: str = ""
    url: str = ""
    layout: str = ""
    language: str = ""
    notes: tuple[str, ...] = field(default=())


def make_table(name: str, columns: Mapping[str, Any], length: int | None = None) -> pa.Table:
    """A table of READ from columns: arrays, sequences, or one value repeated; absent ones are filled.

    Absent text is "", absent numbers and days are null. NaN becomes null.
    Raises ValueError on an unknown column and on unequal lengths.
    """
    schema = READ[name]
    unknown = set(columns) - set(schema.names)
    if unknown:
        raise ValueError(f"{name} has no column {', '.join(sorted(unknown))}")
    if length is None:
        sized = [v for v in columns.values() if _is_column(v)]
        if not sized:
            raise ValueError("no column gives the length")
        length = len(sized[0])
    arrays = []
    for item in schema:
        if item.name in columns:
            value = columns[item.name]
            array = _column(value, item.type) if _is_column(value) else _constant(value, item.type, length)
        else:
            default = _DEFAULTS.get(item.name, "" if item.type == pa.string() else None)
            array = _constant(default, item.type, length)
        if len(array) != length:
            raise ValueError(f"column {item.name} has {len(array)} values, not {length}")
        arrays.append(array)
    return pa.table(arrays, schema=schema)


def _is_column(value: Any) -> bool:
    return isinstance(value, (pa.Array, pa.ChunkedArray, np.ndarray)) or (
        isinstance(value, Sequence) and not isinstance(value, (str, bytes))
    )


def _constant(value: Any, kind: pa.DataType, length: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), length)


def _column(value: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(value, pa.ChunkedArray):
        value = value.combine_chunks()
    if isinstance(value, pa.DictionaryArray):
        value = value.dictionary_decode()
    if isinstance(value, pa.Array):
        return value if value.type == kind else value.cast(kind)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return pa.array(value, pa.float64(), from_pandas=True).cast(kind)
    return pa.array(value, kind)


def choose(codes: np.ndarray[Any, Any], values: Sequence[str]) -> pa.Array:
    """Text column from integer codes into `values`: a cheap way to write long repeated columns."""
    indices = pa.array(codes.astype(np.int32), pa.int32())
    return pa.DictionaryArray.from_arrays(indices, pa.array(values, pa.string())).dictionary_decode()


def citation_table(citations: Mapping[str, Citation]) -> pa.Table:
    """The `citations` table from citations by id."""
    items = list(citations.values())
    return make_table(
        "citations",
        {
            "citation": list(citations),
            "publisher": [c.publisher for c in items],
            "title": [c.title for c in items],
            "url": [c.url for c in items],
            "published": [c.published for c in items],
            "author": [c.author for c in items],
            "language": [c.language for c in items],
            "carrier": [c.carrier for c in items],
            "title_es": [c.title_es for c in items],
        },
        len(items),
    )
