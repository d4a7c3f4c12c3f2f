"""Reads the missing-persons register by municipality, month of disappearance, status and sex.

The table leaves out rows of zeros. They are put back where a reader of a year needs them: for every
municipality in each year in which it has the status at all, and for every state in all months. A
state's figure is its municipalities' rows, so that it keeps their addresses.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from almenara.model.document import Document
from almenara.reading.checks import codes_of, filled, matches, need_all, need_count, no_repeats, whole_numbers
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_csv
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import month_spans
from almenara.reading.spec import Spec

Whole = npt.NDArray[np.int64]
_MEND = "Scrape the register again, or mend lookups in source.yml: no status and no sex may be guessed"


def read(document: Document, spec: Spec) -> Reading:
    """Persons by municipality and by state, month, status (a measure each) and sex (a breakdown)."""
    grid = read_csv(document, "utf-8")
    sexes = list(spec.lookups["sex"])
    need_columns(document, grid, ["cvegeo", "year", "month", "status_id", *sexes, "total"], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    low, high = spec.expect["years"]
    years = whole_numbers(grid.column("year"), faults, "year", rows, low, high)
    months = years * 12 + whole_numbers(grid.column("month"), faults, "month", rows, 1, 12) - 1
    towns, names = codes_of(grid.column("cvegeo"))
    status, words = codes_of(grid.column("status_id"))
    counts = _check(grid, spec, faults, [towns, status, months], words, names)
    published, ground = layout_day(document, spec.layouts["scrape"])
    last = np.datetime64(published, "M").astype(int) + 1970 * 12
    for index in np.flatnonzero(months > last)[:50]:
        faults.add(f"lies after the day of the scrape, {published}", int(rows[int(index)].as_py()), "month")
    faults.check(_MEND)

    states = sorted({name[:2] for name in names})
    of_state = np.array([len(names) + states.index(name[:2]) for name in names], dtype=np.int64)
    places = [f"inegi/{code}" for code in (*names, *states)]
    row, sex = np.nonzero(counts)
    file_rows = np.asarray(rows.to_numpy()[row], dtype=np.int32)
    zeros = [
        _absent(towns, status, months, by_year=True),
        _absent(of_state[towns], status, months, by_year=False),
    ]
    blank = sum(len(z[0]) for z in zeros)
    place = np.concatenate([towns[row], of_state[towns[row]], *(z[0] for z in zeros)])
    which = np.concatenate([status[row], status[row], *(z[1] for z in zeros)])
    month = np.concatenate([months[row], months[row], *(z[2] for z in zeros)])
    start, end = month_spans(month // 12, month % 12 + 1)
    kinds = [spec.lookups["status"][word] for word in words]
    absent = np.full(blank, len(sexes))
    observations = make_table(
        "observations",
        {
            "measure": choose(which, [kind["measure"] for kind in kinds]),
            "definition": choose(which, [kind["definition"] for kind in kinds]),
            "place": choose(place, places),
            "start": start,
            "end": end,
            "breakdown": choose(np.concatenate([sex, sex, absent]), [*spec.lookups["sex"].values(), ""]),
            "value": np.concatenate([counts[row, sex], counts[row, sex], np.zeros(blank)]),
            "known": published,
            "ground": ground,
            "row": pa.concat_arrays([pa.array(file_rows), pa.array(file_rows), pa.nulls(blank, pa.int32())]),
            "column": choose(np.concatenate([sex, sex, absent]), [*sexes, ""]),
            "note": choose(np.repeat([0, 1], [2 * len(row), blank]), ["", "no row in the table: zero"]),
        },
    )
    unmet = _unmet([towns, status, months], words, counts.sum(axis=1), spec.expect["all"])
    text = "places and months the statuses do not add up to the row of all: the register moved meanwhile"
    notes = (f"in {unmet} {text}",) if unmet else ()
    return Reading({"observations": observations}, published, ground, layout="scrape", notes=notes)


def _check(
    grid: Grid, spec: Spec, faults: Faults, keys: list[Whole], words: list[str], names: list[str]
) -> npt.NDArray[np.float64]:
    """Persons by row and sex, shape (rows, sexes), after every check that the table allows."""
    rows = grid.row_numbers()
    status = keys[1]
    matches(grid.column("cvegeo"), r"^\d{5}$", "a municipality code of five digits", faults, "cvegeo", rows)
    need_all({name[:2] for name in names}, spec.expect["states"], faults, "cvegeo", "state")
    need_count(len(names), spec.expect["municipalities"], "municipalities", faults)
    need_all(words, spec.lookups["status"], faults, "status_id", "status")
    unknown = [index for index, word in enumerate(words) if word not in spec.lookups["status"]]
    for index in np.flatnonzero(np.isin(status, unknown)):
        faults.add(
            f'"{words[status[index]]}" is not in lookups.status', int(rows[int(index)].as_py()), "status_id"
        )
    fields = [*spec.lookups["sex"], "total"]
    for field in fields:
        filled(grid.column(field), faults, field, rows)
    counts = np.column_stack([read_counts(grid.column(field), faults, field, rows) for field in fields])
    if len(faults):
        return counts[:, :-1]
    no_repeats(keys, faults, "cvegeo", rows)
    sums = counts[:, :-1].sum(axis=1)
    for index in np.flatnonzero(sums != counts[:, -1]):
        text = f"is {counts[index, -1]:.0f}, but the sexes add up to {sums[index]:.0f}"
        faults.add(text, int(rows[int(index)].as_py()), "total")
    unmet = _unmet(keys, words, sums, spec.expect["all"])
    if unmet > spec.expect["unmet"]:
        text = f"in {unmet} places and months the statuses do not add up to the row of all: rows are missing"
        faults.add(text, field="status_id")
    return counts[:, :-1]


def _unmet(keys: list[Whole], words: list[str], totals: npt.NDArray[np.float64], whole: str) -> int:
    """In how many places and months the statuses do not make up the row of all."""
    towns, status, months = keys
    if whole not in words:
        return 0
    _, cell = np.unique(towns * 100_000 + months, return_inverse=True)
    rest = np.bincount(cell.reshape(-1), np.where(status == words.index(whole), totals, -totals))
    return int((rest != 0).sum())


def _absent(place: Whole, status: Whole, months: Whole, by_year: bool) -> tuple[Whole, Whole, Whole]:
    """Place, status and month of what the table leaves out as zero, in years it has or in all its months."""
    low, width = int(months.min()) // 12 * 12, 12
    span = int(months.max()) // 12 * 12 + width - low
    held = np.zeros((int(place.max()) + 1, int(status.max()) + 1, span), dtype=bool)
    held[place, status, months - low] = True
    near = held.reshape(*held.shape[:2], span // width, width)
    wanted = near.any(axis=3, keepdims=True) if by_year else near.any(axis=(1, 2, 3), keepdims=True)
    absent = (np.broadcast_to(wanted, near.shape) & ~near).reshape(held.shape)
    absent[:, :, int(months.max()) - low + 1 :] = False
    absent[:, :, : int(months.min()) - low] = False
    found = np.nonzero(absent)
    return found[0], found[1], found[2] + low
