"""Rows of one's own beside the kept tables, to join with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ibis
import ibis.expr.types as ir


def list_rows(connection: Any, table: str, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> Any:
    """A temporary table of rows; `columns` are names with DuckDB's types."""
    made = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({made})")
    if values := ", ".join(f"({', '.join(map(_literal, row))})" for row in rows):
        connection.con.execute(f"INSERT INTO {table} VALUES {values}")
    return connection.table(table)


_FEW = 200
"""Values up to which a scan that looks each up in a list is faster than one that reads all rows."""


def among(column: ir.Column, values: Iterable[str]) -> ir.BooleanValue:
    """Whether a column, never null, holds one of some values.

    DuckDB skips by `IN` only the row groups that can hold none of the values; it reads every column of all other
    rows before it looks. Told the same by a function, it looks first, and reads only what it needs.
    """
    wanted = sorted(set(values))
    if not 1 < len(wanted) <= _FEW:
        return column.isin(wanted)
    return column.isin(wanted) & ibis.array(wanted).contains(column)


def _literal(value: Any) -> str:
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
