"""Small batches of made-up evidence, written to a store without any source's reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from almenara.evidence.store import Store, Writer
from almenara.evidence.view import View
from almenara.model.tables import DOCUMENTS, OBSERVATIONS
from almenara.reading.rows import make_table


@dataclass(frozen=True)
class Row:
    """One observation; `month` counts from January 2017."""

    value: float | None
    month: int = 1
    place: str = "XX"
    definition: str = "police-files"
    breakdown: str = ""
    known: date | None = None


def month_start(month: int) -> date:
    """First day of the month that counts from January 2017."""
    year, index = divmod(month - 1, 12)
    return date(2017 + year, index + 1, 1)


def month_end(month: int) -> date:
    """Last day of it."""
    return date.fromordinal(month_start(month + 1).toordinal() - 1)


def add(
    writer: Writer,
    name: str,
    published: date,
    rows: Sequence[Row],
    reader: int = 1,
    replaces: str = "",
) -> str:
    """One document with its rows; its digest, which follows from its name, is returned."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    writer.keep(name.encode())
    if rows:
        table = make_table(
            "observations",
            {
                "measure": "homicide",
                "definition": [r.definition for r in rows],
                "place": [r.place for r in rows],
                "start": [month_start(r.month) for r in rows],
                "end": [month_end(r.month) for r in rows],
                "breakdown": [r.breakdown for r in rows],
                "value": pa.array([r.value for r in rows], pa.float64()),
                "known": [r.known or published for r in rows],
                "row": pa.array(range(2, len(rows) + 2), pa.int32()),
            },
        )
        assert table.schema == OBSERVATIONS
        writer.add("observations", table, digest)
    texts = {f.name: "" for f in DOCUMENTS if f.type == pa.string()}
    writer.add_row(
        "documents",
        texts
        | {
            "document": digest, "source": "made_up", "reader": reader, "name": name, "published": published,
            "ground": "stated", "bytes": len(name), "observations": len(rows), "replaces": replaces,
        },
    )  # fmt: skip
    return digest


def store_one(
    store: Store, name: str, published: date, rows: Sequence[Row], reader: int = 1, replaces: str = ""
) -> str:
    """A batch of one document."""
    with store.writer("test") as writer:
        return add(writer, name, published, rows, reader, replaces)


def retract(store: Store, known: date, document: str = "", **cells: object) -> None:
    """A batch of one retraction."""
    row = {"document": document, "definition": "", "place": "", "start": None, "end": None}
    with store.writer("test") as writer:
        writer.add_row("retractions", row | {"known": known, "reason": "made up"} | cells)


def values(view: View) -> dict[tuple[str, str, int], float | None]:
    """What stood on the view's day: value by definition, place and month."""
    return {
        (definition, place, (c.start.year - 2017) * 12 + c.start.month): c.value
        for (definition, place), cells in view.cells("homicide").items()
        for c in cells
    }
