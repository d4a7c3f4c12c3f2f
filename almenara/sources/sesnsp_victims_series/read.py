"""Reads the long series of victims: one row for each month, place and crime, zeros to December."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almenara.model.document import Document
from almenara.reading.checks import need_count
from almenara.reading.counts import read_counts
from almenara.reading.editions import open_table, vintage_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import iso_day
from almenara.reading.spec import Spec
from almenara.reading.wide_checks import check_repeats
from almenara.reading.wide_months import Codes, Floats, Ints, coded, fault_rows, last_ended, month_end

_DEFINITION = "sesnsp-victims"


def read(document: Document, spec: Spec) -> Reading:
    """Observations by month, crime and place up to the last published month.

    The series writes 0 for months not yet published. The last published month is the last one in which
    the country has any victim of any crime; later months are dropped, and must hold nothing but zeros.
    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    names = spec.layouts["columns"]
    grid, note = open_table(document, list(names.values()))
    need_columns(document, grid, list(names.values()), spec.id)
    faults = Faults(document, spec)
    need_count(grid.rows, 1, "rows", faults)
    faults.check()
    months = _months(grid, names["month"], faults)
    total = read_counts(grid.column(names["total"]), faults, names["total"], grid.row_numbers(), grid.sheet)
    blank = np.asarray(pc.equal(grid.column(names["total"]), "").to_numpy(zero_copy_only=False), dtype=bool)
    fault_rows(grid, blank, "is blank", names["total"], faults)
    places, crimes = _looked_up(grid, "place", spec, faults), _looked_up(grid, "crime", spec, faults)

    def describe(index: int) -> str:
        where, what = places.values[places.of[index]], crimes.values[crimes.of[index]]
        return f"{month_end(int(months[index])):%Y-%m}, {where}, {what}"

    check_repeats(grid, [months, places.of, crimes.of], describe, faults)
    if not len(faults):
        _check_sums(grid, months, places, crimes, total, spec, faults)
        if not (total > 0).any():
            faults.add("is 0 in all rows", field=names["total"])
    faults.check()
    newest = int(months[total > 0].max())
    last = month_end(newest)
    known, ground, why = vintage_day(document, spec, last)
    text = f"lies in a month that had not ended on {known} ({why})"
    fault_rows(grid, (months > last_ended(known)) & (total > 0), text, names["total"], faults)
    faults.check("Give the right day with --published, or fetch the series again")
    kept = np.flatnonzero(months <= newest)
    table = _observations(grid, kept, months, places, crimes, total, spec, known, ground)
    dropped = grid.rows - len(kept)
    notes = [note] if note else []
    if dropped:
        notes.append(f"{dropped} rows after {last:%Y-%m} are 0 in the whole country: not yet published")
    return Reading({"observations": table}, known, ground, notes=tuple(notes))


def _months(grid: Grid, header: str, faults: Faults) -> Ints:
    """Months since January 1970, shape (rows,), of days written YYYY-MM-01."""
    column = coded(grid, header)
    out = np.zeros(len(column.values), dtype=np.int64)
    for code, text in enumerate(column.values):
        day = iso_day(text) or date(1970, 1, 2)
        if day.day != 1:
            message = f'"{text[:40]}" is not the first day of a month'
            fault_rows(grid, column.of == code, message, header, faults)
        out[code] = (day.year - 1970) * 12 + day.month - 1
    return out[column.of]


def _looked_up(grid: Grid, key: str, spec: Spec, faults: Faults) -> Codes:
    """A column of names, each of which must stand in the lookup of that name."""
    header = spec.layouts["columns"][key]
    column = coded(grid, header)
    for code, text in enumerate(column.values):
        if text not in spec.lookups[key]:
            fault_rows(grid, column.of == code, f'"{text}" is not in lookups.{key}', header, faults)
    return column


def _check_sums(
    grid: Grid, months: Ints, places: Codes, crimes: Codes, total: Floats, spec: Spec, faults: Faults
) -> None:
    """Every month and crime has all places once, and its national row is the sum of its states."""
    names, count = spec.layouts["columns"], spec.expect["places"]
    key = months * len(crimes.values) + crimes.of
    _, group = np.unique(key, return_inverse=True)
    group = group.reshape(-1)
    national = np.array([spec.lookups["place"][v] == "00" for v in places.values])[places.of]
    size, sums = np.bincount(group), np.bincount(group, weights=np.where(national, 0, total))
    for index in np.flatnonzero(national & (size[group] == count) & (sums[group] != total)):
        text = f"{total[index]:g} is not the sum of the states, {sums[group[index]]:g}"
        faults.add(text, grid.row_of(int(index)), names["total"], grid.sheet)
    _, first = np.unique(group, return_index=True)
    for index in first[size != count]:
        text = f"{crimes.values[crimes.of[index]]} in {month_end(int(months[index])):%Y-%m} has rows of "
        faults.add(f"{text}{size[group[index]]} places, not {count}", field=names["place"], sheet=grid.sheet)


def _observations(
    grid: Grid, kept: Ints, months: Ints, places: Codes, crimes: Codes, total: Floats, spec: Spec,
    known: date, ground: str,
) -> pa.Table:  # fmt: skip
    """One row for each measure that a kept row's crime counts in."""
    tables = []
    lookups = [spec.lookups["crime"][name] for name in crimes.values]
    for measure in dict.fromkeys(m for names in lookups for m in names):
        counts = np.array([measure in names for names in lookups])
        rows = kept[counts[crimes.of[kept]]]
        start = months[rows].astype("datetime64[M]").astype("datetime64[D]")
        end = (months[rows] + 1).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
        columns = {
            "measure": measure,
            "definition": _DEFINITION,
            "place": choose(places.of[rows], [f"inegi/{spec.lookups['place'][v]}" for v in places.values]),
            "start": pa.array(start),
            "end": pa.array(end),
            "value": total[rows],
            "known": known,
            "ground": ground,
            "row": grid.rows_of(rows),
            "column": spec.layouts["columns"]["total"],
        }
        tables.append(make_table("observations", columns, len(rows)))
    return pa.concat_tables(tables)
