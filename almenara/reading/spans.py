"""Spans of days for whole columns: the months and days that rows are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.reading.faults import Faults

Whole = npt.NDArray[np.int64]
Days = npt.NDArray[Any]  # datetime64[D]


def month_spans(years: Whole, months: Whole) -> tuple[Days, Days]:
    """First and last day of each month; years and months (1 to 12) of shape (n,)."""
    first = ((years - 1970) * 12 + months - 1).astype("datetime64[M]")
    return first.astype("datetime64[D]"), (first + 1).astype("datetime64[D]") - 1


def days_of(years: Whole, month: int, day: int) -> Days:
    """The same day of every year: 1 July for a mid-year population. Years of shape (n,)."""
    first = ((years - 1970) * 12 + month - 1).astype("datetime64[M]").astype("datetime64[D]")
    return first + (day - 1)


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_day(text: str) -> date | None:
    """The day written as YYYY-MM-DD, None for anything else."""
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def read_days(cells: Sequence[str], faults: Faults, field: str, rows: Sequence[int]) -> list[date]:
    """Days written as YYYY-MM-DD; any other cell, blank or not, is a fault and reads as the earliest day."""
    out = []
    for cell, row in zip(cells, rows, strict=True):
        day = iso_day(cell)
        if day is None:
            faults.add(f'"{cell[:40]}" is not a day; it should be written as 2018-11-02', row, field)
        out.append(day or date.min)
    return out
