"""Picking rows by a list of values."""

from __future__ import annotations

import ibis
import pytest

from almenara.evidence.listed import among, list_rows


@pytest.mark.parametrize(
    "wanted", [[], ["b"], ["b", "a", "b"], ["a", "it's"], [f"x{n}" for n in range(500)] + ["c"]]
)
def test_among_keeps_the_rows_that_hold_one_of_the_values(wanted: list[str]) -> None:
    connection = ibis.duckdb.connect()
    rows = list_rows(connection, "made", {"name": "VARCHAR"}, [("a",), ("b",), ("c",), ("it's",), ("a",)])
    kept = connection.con.sql(connection.compile(rows.filter(among(rows.name, wanted)))).fetchall()
    assert sorted(kept) == [(n,) for n in ("a", "a", "b", "c", "it's") if n in wanted]
