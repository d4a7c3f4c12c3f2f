"""Samples of forecasts as a Parquet file: unit, time (YYYY-MM), sample (from 0), value."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from almenara.reading.panels import month_text

_TOGETHER = 256
"""Units in a row group."""


def write_samples(path: Path, units: list[str], first: int, drawn: npt.NDArray[np.float64]) -> None:
    """Write samples, shape (units, months, samples), of months from `first` on (as reading.panels counts)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    months, each = drawn.shape[1:]
    schema = pa.schema(
        [("unit", pa.string()), ("time", pa.string()), ("sample", pa.int32()), ("value", pa.int64())]
    )
    times = np.repeat([month_text(first + m) for m in range(months)], each)
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, len(units), _TOGETHER):
            names = units[start : start + _TOGETHER]
            columns = [
                pa.array(np.repeat(np.asarray(names, dtype=object), months * each), pa.string()),
                pa.array(np.tile(times, len(names)), pa.string()),
                pa.array(np.tile(np.arange(each, dtype=np.int32), len(names) * months)),
                pa.array(drawn[start : start + _TOGETHER].ravel().astype(np.int64)),
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
