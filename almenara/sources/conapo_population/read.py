"""Reads two tables of one edition: states by year and sex (long), and municipalities by year (wide).

Population is a stock: each figure is about one day, 1 July or 1 January.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from almenara.model.document import Document
from almenara.reading.checks import codes_of, filled, matches, need_all, need_count, no_repeats, whole_numbers
from almenara.reading.counts import read_counts
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_csv
from almenara.reading.rows import Reading, choose, make_table
from almenara.reading.spans import days_of
from almenara.reading.spec import Spec

_MEND = "Fetch the table again from the publisher: it must be whole, and its parts must meet their totals"


def read(document: Document, spec: Spec) -> Reading:
    """Persons by place and day; nation and states by sex: their total is checked, not stored twice."""
    grid = read_csv(document, "utf-8")
    if "cve_ent" in grid.columns:
        return _states(document, spec, grid)
    return _municipalities(document, spec, grid)


def _municipalities(document: Document, spec: Spec, grid: Grid) -> Reading:
    low, high = spec.expect["municipal_years"]
    years = [str(year) for year in range(low, high + 1)]
    need_columns(document, grid, ["CVE", *years], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    matches(grid.column("CVE"), r"^\d{5}$", "a municipality code of five digits", faults, "CVE", rows)
    places, names = codes_of(grid.column("CVE"))
    no_repeats([places], faults, "CVE", rows)
    need_all({name[:2] for name in names}, spec.expect["states"], faults, "CVE", "state")
    need_count(len(names), spec.expect["municipalities"], "municipalities", faults)
    for year in years:
        filled(grid.column(year), faults, year, rows)
    values = np.column_stack([read_counts(grid.column(year), faults, year, rows) for year in years])
    faults.check(_MEND)
    published, ground = layout_day(document, spec.layouts["municipalities"])
    day = days_of(np.tile(np.arange(low, high + 1), len(places)), *spec.lookups["date"]["pob_mid_year"])
    observations = make_table(
        "observations",
        {
            "measure": "population",
            "definition": "conapo-projection-2023",
            "place": choose(np.repeat(places, len(years)), [f"inegi/{name}" for name in names]),
            "start": day,
            "end": day,
            "value": values.ravel(),
            "known": published,
            "ground": ground,
            "row": np.repeat(rows.to_numpy(), len(years)),
            "column": choose(np.tile(np.arange(len(years)), len(places)), years),
        },
    )
    return Reading({"observations": observations}, published, ground, layout="municipalities")


def _states(document: Document, spec: Spec, grid: Grid) -> Reading:
    dates = spec.lookups["date"]
    need_columns(document, grid, ["n_year", "cve_ent", "genero", *dates], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    years = whole_numbers(grid.column("n_year"), faults, "n_year", rows, *spec.expect["years"])
    places, names = codes_of(grid.column("cve_ent"))
    sexes, words = codes_of(grid.column("genero"))
    whole = [spec.expect["national"], *spec.expect["states"]]
    for column, codes, known, texts in (
        ("cve_ent", places, whole, names),
        ("genero", sexes, spec.lookups["sex"], words),
    ):
        for index in np.flatnonzero([texts[code] not in known for code in codes]):
            text = f'"{texts[codes[index]]}" is not one of those in source.yml'
            faults.add(text, int(rows[int(index)].as_py()), column)
    need_all(names, whole, faults, "cve_ent", "state")
    need_all(words, spec.lookups["sex"], faults, "genero", "the rows of")
    values = {}
    for column in dates:
        filled(grid.column(column), faults, column, rows)
        values[column] = read_counts(grid.column(column), faults, column, rows)
    if not len(faults):
        no_repeats([years, places, sexes], faults, "cve_ent", rows)
    if not len(faults):
        for column in dates:
            _check_sums(values[column], years, places, names, sexes, words, faults, column, rows, spec)
    faults.check(_MEND)
    published, ground = layout_day(document, spec.layouts["states"])
    parts = np.flatnonzero([words[code] != "Total" for code in sexes])
    tables = [
        make_table(
            "observations",
            {
                "measure": "population",
                "definition": "conapo-projection-2023",
                "place": choose(places[parts], [f"inegi/{name}" for name in names]),
                "start": days_of(years[parts], *date),
                "end": days_of(years[parts], *date),
                "breakdown": choose(sexes[parts], [spec.lookups["sex"][word] for word in words]),
                "value": values[column][parts],
                "known": published,
                "ground": ground,
                "row": rows.take(pa.array(parts)),
                "column": column,
            },
        )
        for column, date in dates.items()
    ]
    return Reading({"observations": pa.concat_tables(tables)}, published, ground, layout="states")


def _check_sums(
    values: np.ndarray, years: np.ndarray, places: np.ndarray, names: list[str], sexes: np.ndarray,
    words: list[str], faults: Faults, column: str, rows: pa.Array, spec: Spec,
) -> None:  # fmt: skip
    """Men and women must make the total; where a year has states, all must be there and make the nation."""
    low = int(years.min())
    sums = np.full((int(years.max()) - low + 1, len(names), len(words)), np.nan)
    at = np.zeros(sums.shape, dtype=np.int64)
    sums[years - low, places, sexes] = values
    at[years - low, places, sexes] = rows.to_numpy()
    total, nation = words.index("Total"), names.index(spec.expect["national"])
    both = np.nansum(sums, axis=2) - np.nan_to_num(sums[:, :, total])
    for year, place in np.argwhere(~np.isnan(sums[:, :, total]) & (both != sums[:, :, total])):
        text = f"is {sums[year, place, total]:.0f}, but men and women add up to {both[year, place]:.0f}"
        faults.add(text, int(at[year, place, total]), column)
    totals = sums[:, :, total]
    states = np.delete(totals, nation, axis=1)
    for year in np.flatnonzero(~np.isnan(states).all(axis=1)):
        absent = [n for n, v in zip(names, totals[year], strict=True) if np.isnan(v)]
        if absent:
            faults.add(f"the year {year + low} lacks {', '.join(absent)}", field="cve_ent")
        elif states[year].sum() != totals[year, nation]:
            text = f"is {totals[year, nation]:.0f}, but the states add up to {states[year].sum():.0f}"
            faults.add(text, int(at[year, nation, total]), column)
