"""What a table must fulfil before it is believed: numbers in range, no row twice, nothing left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from almenara.reading.counts import read_counts
from almenara.reading.faults import Faults


def whole_numbers(
    column: pa.Array, faults: Faults, field: str, rows: pa.Array, low: int, high: int
) -> npt.NDArray[np.int64]:
    """Whole numbers from `low` to `high`, shape (n,); any other cell is a fault and reads as `low`."""
    before = len(faults)
    numbers = read_counts(column, faults, field, rows)
    wrong = ~((numbers >= low) & (numbers <= high))
    if len(faults) == before:  # cells that are no numbers at all have been named already
        for index in np.flatnonzero(wrong):
            text = f'"{column[int(index)].as_py()}" is not between {low} and {high}'
            faults.add(text, int(rows[int(index)].as_py()), field)
    return np.where(wrong, low, numbers).astype(np.int64)


def filled(column: pa.Array, faults: Faults, field: str, rows: pa.Array) -> None:
    """A fault for every blank cell."""
    for index in np.flatnonzero(np.asarray(pc.equal(column, "").to_numpy(zero_copy_only=False))):
        faults.add("is blank", int(rows[int(index)].as_py()), field)


def matches(column: pa.Array, pattern: str, what: str, faults: Faults, field: str, rows: pa.Array) -> None:
    """A fault for every cell that does not fit the regular expression; `what` says what it should be."""
    good = pc.match_substring_regex(column, pattern)
    if pc.all(good).as_py() is not False:
        return
    for index in np.flatnonzero(~np.asarray(good.to_numpy(zero_copy_only=False), dtype=bool)):
        text = f'"{column[int(index)].as_py()[:40]}" is not {what}'
        faults.add(text, int(rows[int(index)].as_py()), field)


def codes_of(column: pa.Array) -> tuple[npt.NDArray[np.int64], list[str]]:
    """A text column as codes into its distinct values: the cheap form of long repeated columns."""
    encoded = pc.dictionary_encode(column)
    codes = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    return codes, encoded.dictionary.to_pylist()


def no_repeats(keys: Sequence[npt.NDArray[Any]], faults: Faults, field: str, rows: pa.Array) -> None:
    """A fault for every row whose keys (integer columns of one length) stood in an earlier row."""
    joined = np.zeros(len(rows), dtype=np.int64)
    for key in keys:
        values, codes = np.unique(key, return_inverse=True)
        joined = joined * len(values) + codes
    _, first, which = np.unique(joined, return_index=True, return_inverse=True)
    for index in np.flatnonzero(first[which] != np.arange(len(joined))):
        earlier = int(rows[int(first[which[index]])].as_py())
        faults.add(f"repeats row {earlier}", int(rows[int(index)].as_py()), field)


def need_all(found: Iterable[str], wanted: Iterable[str], faults: Faults, field: str, what: str) -> None:
    """One fault naming every wanted value that is not among those found."""
    missing = sorted(set(wanted) - set(found))
    if missing:
        shown = ", ".join(missing[:40]) + (" …" if len(missing) > 40 else "")
        faults.add(f"{what} {shown} {'is' if len(missing) == 1 else 'are'} missing", field=field)


def need_count(found: int, least: int, what: str, faults: Faults) -> None:
    """A fault where fewer things are found than every whole file has."""
    if found < max(least, 1):
        faults.add(f"has {found} {what}, not {max(least, 1)} or more: the file was cut")


def need_grid(
    names: Sequence[str],
    codes: npt.NDArray[np.int64],
    periods: npt.NDArray[np.int64],
    faults: Faults,
    field: str,
) -> None:
    """A fault for every place that lacks some of the periods that the file covers, or leaves a gap in them.

    names    places by code; codes and periods of shape (n,), periods numbered without gaps (year*12+month)
    """
    if not len(codes):
        faults.add("the table has no rows")
        return
    span = int(periods.max() - periods.min()) + 1
    counts = np.bincount(codes, minlength=len(names))
    for index in np.flatnonzero(counts != span):
        faults.add(
            f"{names[int(index)]} has {counts[index]} rows, not one for each of {span} periods", field=field
        )
