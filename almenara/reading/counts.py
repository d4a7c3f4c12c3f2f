"""Counts and numbers as publishers write them."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from almenara.reading.faults import Faults

_PLAIN = r"^\d+(\.0+)?$"
_GROUPED = re.compile(r"^\d{1,3}(,\d{3})+(\.0+)?$")


def read_counts(
    column: pa.Array, faults: Faults, field: str, rows: pa.Array, sheet: str = ""
) -> npt.NDArray[np.float64]:
    """Whole numbers of zero or more; blank is NaN. Thousands commas and a trailing ".0" are accepted.

    column  text cells, shape (n,)
    rows    file row of each cell, shape (n,), for the faults
    Returns float64, shape (n,); a cell that is not a count is NaN and stands in `faults`.
    """
    blank = pc.equal(column, "")
    good = pc.or_(blank, pc.match_substring_regex(column, _PLAIN))
    if not pc.all(good).as_py():
        cells = column.to_pylist()
        for index in np.flatnonzero(~np.asarray(good.to_numpy(zero_copy_only=False), dtype=bool)):
            if _GROUPED.match(cells[index]):
                cells[index] = cells[index].replace(",", "")
            else:
                faults.add(f"{describe_count(cells[index])}", int(rows[index].as_py()), field, sheet)
                cells[index] = ""
        column = pa.array(cells, pa.string())
        blank = pc.equal(column, "")
    numbers = pc.cast(pc.if_else(blank, None, column), pa.float64())
    return np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)


def describe_count(cell: str) -> str:
    """Why a cell is not a count, in words."""
    shown = cell if len(cell) <= 40 else cell[:40] + "…"
    if re.fullmatch(r"-\d[\d,]*(\.0+)?", cell):
        return f'"{shown}" is negative; a count is zero or more'
    if cell[:1] in "=+@":
        return f'"{shown}" is a formula, not a count'
    return f'"{shown}" is not a count'


def read_numbers(
    column: pa.Array, faults: Faults, field: str, rows: pa.Array, missing: tuple[str, ...] = ("",)
) -> npt.NDArray[np.float64]:
    """Decimal numbers with a point, sign allowed; cells in `missing` are NaN. Faults as read_counts."""
    cells = column.to_pylist()
    out = np.full(len(cells), np.nan)
    for index, cell in enumerate(cells):
        if cell in missing:
            continue
        try:
            out[index] = float(cell)
        except ValueError:
            faults.add(f'"{cell[:40]}" is not a number', int(rows[index].as_py()), field)
            continue
        if not np.isfinite(out[index]):
            faults.add(f'"{cell[:40]}" is not a finite number', int(rows[index].as_py()), field)
            out[index] = np.nan
    return out


def count(cell: str) -> int:
    """One count. Raises ValueError with the reason."""
    text = cell.strip()
    if _GROUPED.match(text):
        text = text.replace(",", "")
    if not re.match(_PLAIN, text):
        raise ValueError(describe_count(text))
    return int(float(text))
