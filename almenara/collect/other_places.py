"""Rows about every state that a page does not name."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from almenara.countries.gazetteer import Gazetteer

OTHERS = "others/"
"""A reader's code "others/XX" stands for each state of the country that the same file does not name."""


def split_others(table: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Rows about places, and rows about all other states."""
    others = pc.starts_with(table["place"], OTHERS)
    if not pc.any(others).as_py():
        return table, table.slice(0, 0)
    return table.filter(pc.invert(others)), table.filter(others)


def add_others(table: pa.Table, others: pa.Table, gazetteer: Gazetteer) -> pa.Table:
    """Rows with resolved places, and one row for each state not among those of its definition and period.

    A country whose states are not listed gets none. Raises UnknownPlace for an unknown country.
    """
    rows = []
    named = {
        (r["measure"], r["definition"], r["start"], r["place"])
        for r in (
            table.select(["measure", "definition", "start", "place"]).to_pylist() if len(others) else []
        )
    }
    for row in others.to_pylist():
        country = gazetteer.get(gazetteer.resolve("iso/" + row["place"].removeprefix(OTHERS)))
        for state in gazetteer.children(country, "state"):
            if (row["measure"], row["definition"], row["start"], state.code) not in named:
                rows.append(row | {"place": state.code})
    return pa.concat_tables([table, pa.Table.from_pylist(rows, schema=table.schema)]) if rows else table
