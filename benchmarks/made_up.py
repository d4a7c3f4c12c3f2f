"""A made-up store: many vintages of monthly counts, each revising the ones before it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from almenara.evidence.store import Store
from almenara.model.tables import DOCUMENTS
from almenara.reading.rows import choose, make_table

STATES = 32
MONTHS = 108
MEASURES = 22
FIRST_YEAR = 2010
PUBLISHED = date(2016, 1, 20)


def published(vintage: int) -> date:
    """The day of a vintage: one a week."""
    return PUBLISHED + timedelta(days=7 * vintage)


def value(vintage: int, cells: np.ndarray) -> np.ndarray:
    """Counts that a vintage gives for cells, by number: every cell is revised every seventh vintage."""
    return (cells * 7919) % 500 + ((vintage + cells) // 7)


def month_days() -> tuple[list[date], list[date]]:
    """First and last day of each month."""
    starts = [date(FIRST_YEAR + m // 12, m % 12 + 1, 1) for m in range(MONTHS + 1)]
    return starts[:-1], [day - timedelta(days=1) for day in starts[1:]]


def observations(vintage: int) -> pa.Table:
    """One vintage: STATES x MONTHS x MEASURES rows."""
    count = STATES * MONTHS * MEASURES
    cells = np.arange(count)
    place, month, measure = cells % STATES, cells // STATES % MONTHS, cells // STATES // MONTHS
    starts, ends = month_days()
    return make_table(
        "observations",
        {
            "measure": choose(measure, [f"measure-{n:02}" for n in range(MEASURES)]),
            "definition": choose(measure, [f"made-up-{n:02}" for n in range(MEASURES)]),
            "place": choose(place, [f"XX-{n:02}" for n in range(STATES)]),
            "start": pa.array(starts, pa.date32()).take(pa.array(month)),
            "end": pa.array(ends, pa.date32()).take(pa.array(month)),
            "value": value(vintage, cells).astype(float),
            "known": published(vintage),
            "row": pa.array(cells + 2, pa.int32()),
            "column": "count",
        },
    )


def make(root: Path, vintages: int) -> Store:
    """A store with that many vintages, one batch each; about 76,000 rows a vintage."""
    store = Store.open(root)
    texts = {f.name: "" for f in DOCUMENTS if f.type == pa.string()}
    for vintage in range(vintages):
        with store.writer("made up") as writer:
            digest = f"{vintage:064x}"
            table = observations(vintage)
            writer.add("observations", table, digest)
            writer.add_row(
                "documents",
                texts
                | {
                    "document": digest, "source": "made_up", "reader": 1, "name": f"vintage-{vintage}.csv",
                    "published": published(vintage), "ground": "stated", "bytes": 1,
                    "observations": len(table),
                },
            )  # fmt: skip
    return store
