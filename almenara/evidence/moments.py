"""When batches were stored. Apart, since timestamps made through pyarrow load pandas: a quarter of a second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moments(batches: pa.Table) -> dict[str, datetime]:
    """Moment of storing by batch, from a table with the columns batch and stored."""
    ticks = batches["stored"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_pylist()
    return {
        batch: _EPOCH + timedelta(microseconds=tick)
        for batch, tick in zip(batches["batch"].to_pylist(), ticks, strict=True)
    }
