"""Reads the state table of investigations: year x state x crime x modality, months as columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almenara.model.document import Document
from almenara.reading.counts import read_counts
from almenara.reading.dates import MONTHS, known_day
from almenara.reading.faults import Faults
from almenara.reading.grids import read_csv
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """Observations by state, month and modality for the crimes in lookups.measure."""
    from datetime import date
    from almenara.model.period import last_day
    faults = Faults(document, spec)
    grid = read_csv(document, "latin-1")
    rows = grid.row_numbers()
    wanted = spec.lookups["measure"]
    parts = []
    months = [m.capitalize() for m in MONTHS["es"]]
    values = np.column_stack([read_counts(grid.column(m), faults, m, rows) for m in months])
    faults.check()
    sub = np.asarray(grid.column("Subtipo de delito").to_pylist(), dtype=object)
    year = pc.cast(grid.column("Año"), pa.int32()).to_numpy()
    state = np.asarray(grid.column("Clave_Ent").to_pylist(), dtype=object)
    mod = np.asarray(grid.column("Modalidad").to_pylist(), dtype=object)
    last = date(2015, 1, 1)
    published = None
    for name, ms in wanted.items():
        idx = np.flatnonzero(sub == name)
        v = values[idx]
        r, c = np.nonzero(~np.isnan(v))
        i = idx[r]
        start = [date(int(y), int(m) + 1, 1) for y, m in zip(year[i], c)]
        end = [last_day(d.year, d.month) for d in start]
        last = max(last, max(end))
        published, ground = known_day(document, spec, last)
        for measure in ms:
            parts.append(make_table("observations", {
                "measure": measure, "definition": "sesnsp-files", "place": ["inegi/" + s for s in state[i]],
                "start": start, "end": end, "breakdown": ["modality=" + m for m in mod[i]],
                "value": v[r, c], "known": published, "ground": ground,
                "row": rows.to_numpy()[i].astype("int32"), "column": [months[k] for k in c]}))
    return Reading({"observations": pa.concat_tables(parts)}, published, ground)
