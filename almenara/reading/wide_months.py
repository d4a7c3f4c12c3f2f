"""The wide month table: a row for each year, place and category, its twelve months side by side.

Statistics of crime, health and accidents are published in this layout. Here it is read into one entry
for each row and published month; wide_checks holds its rows against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from almenara.reading.counts import MAX_COUNT, read_counts
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid
from almenara.reading.rows import choose, make_table

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Codes:
    """A text column as codes into its distinct values. `of` has shape (rows,)."""

    of: Ints
    values: list[str]

    def first_row(self, grid: Grid, code: int) -> int:
        """File row where a value stands first."""
        return grid.row_of(int(np.flatnonzero(self.of == code)[0]))


def coded(grid: Grid, header: str) -> Codes:
    """One column of a grid as codes. Raises KeyError."""
    encoded = pc.dictionary_encode(grid.column(header))
    return Codes(encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist())


def combined(parts: Sequence[Codes]) -> tuple[Ints, list[tuple[str, ...]]]:
    """Several columns as codes into their distinct combinations, in order of first appearance."""
    key = np.zeros(len(parts[0].of), dtype=np.int64)
    for part in parts:
        key = key * len(part.values) + part.of
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    names = [tuple(part.values[part.of[i]] for part in parts) for i in first]
    return inverse.reshape(-1).astype(np.int64), names


def fault_rows(grid: Grid, rows: npt.NDArray[np.bool_], message: str, header: str, faults: Faults) -> None:
    """Fault each data row where `rows`, of shape (rows,), is true."""
    for index in np.flatnonzero(rows):
        faults.add(message, grid.row_of(int(index)), header, grid.sheet)


def read_years(grid: Grid, header: str, faults: Faults) -> Ints:
    """Calendar years, shape (rows,); a cell that is not one is 0 and stands in `faults`."""
    column = coded(grid, header)
    years = np.zeros(len(column.values), dtype=np.int64)
    for code, text in enumerate(column.values):
        if len(text) == 4 and text.isascii() and text.isdigit() and 1900 <= int(text) <= 2100:
            years[code] = int(text)
            continue
        fault_rows(grid, column.of == code, f'"{text[:40]}" is not a year', header, faults)
    return years[column.of]


def read_numbers_to(grid: Grid, header: str, highest: int, what: str, faults: Faults) -> Ints:
    """A column of numbers from 1 to `highest`, zero-padded or not, shape (rows,).

    A cell that is none is 0 and stands in `faults`.
    """
    column = coded(grid, header)
    numbers = np.array([int(v) if v.isascii() and v.isdigit() else 0 for v in column.values], dtype=np.int64)
    for code in np.flatnonzero((numbers < 1) | (numbers > highest)):
        text = f'"{column.values[code]}" is not {what} from 1 to {highest}'
        fault_rows(grid, column.of == code, text, header, faults)
    numbers[numbers > highest] = 0
    return numbers[column.of]


@dataclass(frozen=True)
class MonthCells:
    """Entries of a wide table, row after row: all arrays have shape (entries,).

    index   data row of each entry, from 0
    months  months since January 1970
    column  0 to 11, which month column
    value   NaN where the cell is blank although other rows of the year have the month
    """

    index: Ints
    months: Ints
    column: Ints
    value: Floats

    @property
    def last(self) -> date | None:
        """Last day of the last month that has entries."""
        return month_end(int(self.months.max())) if len(self.months) else None

    @property
    def blanks(self) -> int:
        """Number of blank cells in published months."""
        return int(np.isnan(self.value).sum())


def month_end(month: int) -> date:
    """Last day of a month counted from January 1970."""
    day: date = (np.datetime64(month + 1, "M").astype("datetime64[D]") - np.timedelta64(1, "D")).item()
    return day


def last_ended(day: date) -> int:
    """The last month that is over at the end of a day, counted from January 1970."""
    month = (day.year - 1970) * 12 + day.month - 1
    return month if month_end(month) == day else month - 1


def lay_out(grid: Grid, years: Ints, headers: Sequence[str], faults: Faults) -> MonthCells:
    """The cells of the months that a year's rows have published.

    headers  the twelve month columns, January first
    A month in which no row of its year has a number is not published and has no entries.
    """
    values = np.column_stack([_counts(grid, header, faults) for header in headers])
    filled = ~np.isnan(values)
    published = np.zeros(values.shape, dtype=bool)
    for year in np.unique(years):
        rows = years == year
        published[rows] = filled[rows].any(axis=0)
    index, column = np.nonzero(published)
    months = (years[index] - 1970) * 12 + column
    return MonthCells(index, months, column, values[index, column])


def _counts(grid: Grid, header: str, faults: Faults) -> Floats:
    """Counts of one column: plain digits at once, anything else cell by cell with its faults."""
    column = grid.column(header)
    blank = pc.equal(column, "")
    whole = None
    if pc.all(pc.or_(blank, pc.ascii_is_decimal(column))).as_py() is not False:
        with suppress(pa.ArrowInvalid):  # more digits than fit
            whole = pc.cast(pc.if_else(blank, None, column), pa.int64())
    if whole is None or (pc.max(whole).as_py() or 0) > MAX_COUNT:
        return read_counts(column, faults, header, grid.row_numbers(), grid.sheet)
    return np.asarray(whole.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


@dataclass(frozen=True)
class Target:
    """What a category of rows counts: one measure by one definition, with its place in the partition."""

    measure: str
    definition: str
    breakdown: str = ""


def month_observations(
    grid: Grid,
    cells: MonthCells,
    headers: Sequence[str],
    categories: Ints,
    targets: Sequence[Sequence[Target]],
    places: Codes,
    known: date,
    ground: str,
) -> pa.Table:
    """The `observations` table: for each entry one row per target of its category.

    categories  code of each data row into `targets`
    places      reader's place code of each data row
    """
    layers = max((len(items) for items in targets), default=0)
    flat = [target for items in targets for target in items]
    offsets = np.cumsum([0, *(len(items) for items in targets)])[:-1]
    of_entry = categories[cells.index]
    sizes = np.array([len(items) for items in targets], dtype=np.int64)[of_entry]
    picked, codes = [], []
    for layer in range(layers):
        entries = np.flatnonzero(sizes > layer)
        picked.append(entries)
        codes.append(offsets[of_entry[entries]] + layer)
    entry = np.concatenate(picked) if picked else np.zeros(0, dtype=np.int64)
    target = np.concatenate(codes) if codes else entry
    index, months = cells.index[entry], cells.months[entry]
    start = months.astype("datetime64[M]").astype("datetime64[D]")
    end = (months + 1).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    return make_table(
        "observations",
        {
            "measure": choose(target, [t.measure for t in flat]),
            "definition": choose(target, [t.definition for t in flat]),
            "breakdown": choose(target, [t.breakdown for t in flat]),
            "place": choose(places.of[index], places.values),
            "start": pa.array(start),
            "end": pa.array(end),
            "value": cells.value[entry],
            "known": known,
            "ground": ground,
            "sheet": grid.sheet,
            "row": grid.rows_of(index),
            "column": choose(cells.column[entry], [grid.address(h) for h in headers]),
        },
        len(entry),
    )
