"""Rows of one's own beside the kept tables, to join with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def list_rows(connection: Any, table: str, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> Any:
    """A temporary table of rows; `columns` are names with DuckDB's types."""
    made = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({made})")
    if values := ", ".join(f"({', '.join(map(_literal, row))})" for row in rows):
        connection.con.execute(f"INSERT INTO {table} VALUES {values}")
    return connection.table(table)


def _literal(value: Any) -> str:
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
