"""Counts and numbers as publishers write them."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from almenara.reading.faults import Faults

MAX_COUNT = 10_000_000_000
"""Largest count believed: more than the people of the world, and exact as float64."""
_PLAIN = r"^[0-9]+(\.0+)?$"
_WHOLE = re.compile(r"[0-9]+(\.0+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.0+)?")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read_counts(
    column: pa.Array, faults: Faults, field: str, rows: pa.Array, sheet: str = ""
) -> npt.NDArray[np.float64]:
    """Whole numbers from zero to MAX_COUNT; blank is NaN. Thousands commas and a trailing ".0" are accepted.

    column  text cells, shape (n,)
    rows    file row of each cell, shape (n,), for the faults
    Returns float64, shape (n,); a cell that is not a count is NaN and stands in `faults`.
    """
    blank = pc.equal(column, "")
    good = pc.or_(blank, pc.match_substring_regex(column, _PLAIN))
    if not pc.all(good).as_py():
        cells = column.to_pylist()
        for index in np.flatnonzero(~np.asarray(good.to_numpy(zero_copy_only=False), dtype=bool)):
            if _GROUPED.fullmatch(cells[index]):
                cells[index] = cells[index].replace(",", "")
            else:
                faults.add(f"{describe_count(cells[index])}", int(rows[index].as_py()), field, sheet)
                cells[index] = ""
        column = pa.array(cells, pa.string())
        blank = pc.equal(column, "")
    numbers = pc.cast(pc.if_else(blank, None, column), pa.float64())
    out = np.array(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)
    for index in np.flatnonzero(out > MAX_COUNT):
        faults.add(too_large(column[int(index)].as_py()), int(rows[index].as_py()), field, sheet)
        out[index] = np.nan
    return out


def too_large(cell: str) -> str:
    """Why a number is not believed, in words."""
    return f'"{cell[:40]}" is larger than any count of people or cases could be'


def describe_count(cell: str) -> str:
    """Why a cell is not a count, in words."""
    shown = cell if len(cell) <= 40 else cell[:40] + "…"
    if re.fullmatch(r"-[0-9][0-9,]*(\.0+)?", cell):
        return f'"{shown}" is negative; a count is zero or more'
    if cell[:1] in "=+@":
        return f'"{shown}" is a formula, not a count'
    return f'"{shown}" is not a count'


def read_numbers(
    column: pa.Array, faults: Faults, field: str, rows: pa.Array, missing: tuple[str, ...] = ("",)
) -> npt.NDArray[np.float64]:
    """Decimal numbers as 12, -3 or 4.75, to MAX_COUNT; cells in `missing` are NaN. Faults as read_counts."""
    cells = column.to_pylist()
    out = np.full(len(cells), np.nan)
    for index, cell in enumerate(cells):
        if cell in missing:
            continue
        if not _NUMBER.fullmatch(cell):
            what = (
                "a finite number" if cell.lower().lstrip("+-") in ("nan", "inf", "infinity") else "a number"
            )
            faults.add(f'"{cell[:40]}" is not {what}', int(rows[index].as_py()), field)
        elif abs(float(cell)) > MAX_COUNT:
            faults.add(too_large(cell), int(rows[index].as_py()), field)
        else:
            out[index] = float(cell)
    return out


def count(cell: str) -> int:
    """One count. Raises ValueError with the reason."""
    text = cell.strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not _WHOLE.fullmatch(text):
        raise ValueError(describe_count(text))
    if len(text) > 400 or float(text) > MAX_COUNT:
        raise ValueError(too_large(text))
    return int(float(text))
