"""Lays rows of single days into months, at three levels, with zeros for the months without a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from almenara.model.period import last_day


def by_month(
    codes: Sequence[str],
    days: Sequence[date],
    values: npt.NDArray[np.float64],
    breakdowns: Sequence[str],
    rows: pa.Array,
    first: date,
    last: date,
) -> dict[str, Any]:
    """Columns place, start, end, value, breakdown and row of observations.

    codes        municipality of each row, 5 digits, shape (n,); days, values, breakdowns and rows alike
    first, last  the whole months that the file covers
    A listed place's month without a row is a zero without a row number.
    """
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)
              if (first.year, first.month) <= (year, month) <= (last.year, last.month)]  # fmt: skip
    levels = [[f"dane/{c}" for c in codes], [f"dane/{c[:2]}" for c in codes], ["dane/00"] * len(codes)]
    places: list[str] = []
    starts: list[date] = []
    for level in levels:
        places += level
        starts += [day.replace(day=1) for day in days]
    held = set(zip(places, starts, strict=True))
    empty = [
        (place, date(year, month, 1))
        for place in sorted(set(places))
        for year, month in months
        if (place, date(year, month, 1)) not in held
    ]
    n, times = len(empty), len(levels)
    starts += [start for _, start in empty]
    return {
        "place": places + [place for place, _ in empty],
        "start": starts,
        "end": [last_day(start.year, start.month) for start in starts],
        "value": np.concatenate([np.tile(values, times), np.zeros(n)]),
        "breakdown": [*list(breakdowns) * times, *[""] * n],
        "row": pa.array(rows.to_pylist() * times + [None] * n, pa.int32()),
    }
