"""Checks of a wide month table: every row once, every place whole, no month before it was over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pyarrow.compute as pc

from almenara.reading.faults import Faults
from almenara.reading.grids import Grid
from almenara.reading.wide_months import Ints, MonthCells, coded, last_ended


def lost_blanks(grid: Grid, headers: Sequence[str]) -> list[str]:
    """Month columns written with decimals (1.0) though full, while others are whole.

    Programs write whole numbers so once a column has held blank cells: the table was cut from a longer
    one with unpublished months, and its own last month doesn't tell how old it is.
    """
    decimal = [
        header
        for header in headers
        if len(grid.column(header)) and pc.all(pc.ends_with(grid.column(header), ".0")).as_py()
    ]
    return decimal if len(decimal) < len(headers) else []


def check_published(
    grid: Grid, cells: MonthCells, headers: Sequence[str], known: date, why: str, faults: Faults
) -> None:
    """Fault every row's first value in a month that had not ended on the known day."""
    late = np.flatnonzero((cells.months > last_ended(known)) & ~np.isnan(cells.value))
    _, firsts = np.unique(cells.index[late], return_index=True)
    for entry in late[firsts]:
        year = 1970 + int(cells.months[entry]) // 12
        header = headers[int(cells.column[entry])]
        faults.add(
            f"{cells.value[entry]:g} is given for {header} {year}, which had not ended on {known} ({why})",
            grid.row_of(int(cells.index[entry])), header, grid.sheet,
        )  # fmt: skip


def check_not_empty(cells: MonthCells, headers: Sequence[str], faults: Faults, sheet: str = "") -> None:
    """Fault a last month that is 0 in every row: an unpublished month filled with zeros."""
    if not len(cells.months):
        faults.add("holds no numbers in any month", sheet=sheet)
        return
    last = cells.months.max()
    if len(np.unique(cells.months)) > 1 and np.nansum(cells.value[cells.months == last]) == 0:
        header = headers[int(last % 12)]
        faults.add(
            f"{header} {1970 + last // 12} is 0 in all rows: a month not yet published must be empty",
            field=header, sheet=sheet,
        )  # fmt: skip


def check_repeats(grid: Grid, keys: Sequence[Ints], describe: Callable[[int], str], faults: Faults) -> None:
    """Fault each row whose key columns stood in an earlier row, naming both.

    keys      codes by which a row must be the only one
    describe  the key of a data row in words
    """
    key = np.zeros(grid.rows, dtype=np.int64)
    for part in keys:
        _, codes = np.unique(part, return_inverse=True)
        key = key * (int(codes.max(initial=0)) + 1) + codes
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    earlier = first[inverse.reshape(-1)]
    for index in np.flatnonzero(earlier != np.arange(grid.rows)):
        row = grid.row_of(int(earlier[index]))
        faults.add(
            f"{describe(int(index))} stands in row {row} already", grid.row_of(int(index)),
            sheet=grid.sheet,
        )  # fmt: skip


def check_pairs(grid: Grid, one: str, other: str, faults: Faults) -> None:
    """Fault rows where a value of `one` stands with another value of `other` than at its first place."""
    left, right = coded(grid, one), coded(grid, other)
    _, first = np.unique(left.of, return_index=True)
    usual = right.of[first][left.of] if grid.rows else right.of
    for index in np.flatnonzero(usual != right.of):
        faults.add(
            f'"{right.values[right.of[index]]}" does not go with "{left.values[left.of[index]]}", which '
            f'stands with "{right.values[usual[index]]}" in row {left.first_row(grid, int(left.of[index]))}',
            grid.row_of(int(index)), other, grid.sheet,
        )  # fmt: skip


def check_complete(
    grid: Grid, years: Ints, places: Ints, names: Sequence[str], header: str, faults: Faults
) -> None:
    """Fault places that a year lacks altogether, or of which it has fewer rows than of the others.

    places  code of each row into `names`, the places that every year must have; -1 for another one
    """
    for year in np.unique(years[years > 0]):
        found = places[(years == year) & (places >= 0)]
        rows = np.bincount(found, minlength=len(names))
        most = int(rows.max(initial=0))
        for code in np.flatnonzero(rows < most):
            have = "no row" if rows[code] == 0 else f"{rows[code]} rows"
            faults.add(
                f"{year} has {have} of {names[int(code)]}, and {most} of other places: the file is not whole",
                field=header, sheet=grid.sheet,
            )  # fmt: skip
