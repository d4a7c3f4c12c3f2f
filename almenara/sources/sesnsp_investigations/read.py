"""Reads the wide tables of case files: year x state or municipality x crime x modality, months as columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from almenara.model.document import Document, Ground
from almenara.reading.dates import MONTHS
from almenara.reading.editions import beyond, open_table, vintage_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec
from almenara.reading.wide_checks import (
    check_complete,
    check_not_empty,
    check_pairs,
    check_published,
    check_repeats,
    lost_blanks,
)
from almenara.reading.wide_months import (
    Codes,
    Ints,
    MonthCells,
    Target,
    coded,
    combined,
    fault_rows,
    lay_out,
    month_observations,
    read_numbers_to,
    read_years,
)

_MONTHS = [name.capitalize() for name in MONTHS["es"]]


def read(document: Document, spec: Spec) -> Reading:
    """Observations by place, month, crime and modality; of the registry of 2026 also in the older catalogue.

    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    names = spec.layouts["columns"]
    grid, note = open_table(document, [names["year"], names["legal_good"]])
    layout = "municipality" if spec.layouts["municipality"]["place"] in grid.columns else "state"
    need_columns(document, grid, [*names.values(), *_MONTHS], spec.id)
    faults = Faults(document, spec)
    years = read_years(grid, names["year"], faults)
    cells = lay_out(grid, years, _MONTHS, faults)
    catalogue = _catalogues(grid, years, names["year"], spec, faults)
    parts = [catalogue, coded(grid, names["crime"]), coded(grid, names["modality"])]
    categories, kinds = combined(parts)
    targets = [_targets(grid, categories, i, kind, spec, faults) for i, kind in enumerate(kinds)]
    places, states = _places(grid, layout, spec, faults)

    def describe(index: int) -> str:
        return f"{years[index]}, {places.values[places.of[index]]}, {', '.join(kinds[categories[index]][1:])}"

    check_repeats(grid, [years, places.of, categories], describe, faults)
    check_pairs(grid, names["state"], names["state_name"], faults)
    if len(np.unique(catalogue.of)) == 1:
        check_pairs(grid, names["crime"], names["type"], faults)
        check_pairs(grid, names["crime"], names["legal_good"], faults)
    if layout == "state":
        labels = [f"state {n}" for n in range(1, spec.expect["states"] + 1)]
        check_complete(grid, years, states - 1, labels, names["state"], faults)
        check_not_empty(cells, _MONTHS, faults, grid.sheet)
    faults.check()
    known, ground, why = _dated(document, spec, grid, cells)
    check_published(grid, cells, _MONTHS, beyond(document, spec, known), why, faults)
    faults.check("Give the right day with --published, or ask the publisher for an intact file")
    table = month_observations(grid, cells, _MONTHS, categories, targets, places, known, ground)
    notes = [note] if note else []
    if cells.blanks:
        notes.append(f"{cells.blanks} cells of published months are blank: kept as unknown")
    title = spec.layouts[layout]["title"]
    return Reading({"observations": table}, known, ground, title, layout=layout, notes=tuple(notes))


def _catalogues(grid: Grid, years: Ints, header: str, spec: Spec, faults: Faults) -> Codes:
    """Which catalogue of crimes each row is written in, by its year."""
    known: dict[str, dict[str, int]] = spec.layouts["catalogues"]
    of = np.full(len(years), -1, dtype=np.int64)
    for code, span in enumerate(known.values()):
        of[(years >= span["first"]) & (years <= span["last"])] = code
    outside = (of < 0) & (years > 0)
    fault_rows(grid, outside, "is outside the years of this source's catalogues", header, faults)
    return Codes(np.maximum(of, 0), list(known))


def _targets(
    grid: Grid, categories: Ints, code: int, kind: tuple[str, ...], spec: Spec, faults: Faults
) -> list[Target]:
    """What rows of one catalogue, crime and modality count."""
    catalogue, crime, modality = kind
    entry: dict[str, Any] | None = spec.lookups[catalogue].get(crime)
    english = spec.lookups["modality"].get(modality)
    names = spec.layouts["columns"]
    rows = categories == code
    if entry is None:
        fault_rows(grid, rows, f'"{crime}" is not in lookups.{catalogue}', names["crime"], faults)
        return []
    if english is None and modality != crime:
        fault_rows(grid, rows, f'"{modality}" is not in lookups.modality', names["modality"], faults)
        return []
    parts = [entry.get("part"), english, f"modality={modality}" if english else None]
    breakdown = ";".join(part for part in parts if part)
    also = spec.lookups["also"].get(crime, {}).get(modality, [])
    ids = spec.layouts["definitions"]
    own = ids["cnsp"] if catalogue == "cnsp" else ids[entry.get("kind", "comparable")]
    out = [Target(measure, own, breakdown) for measure in [*entry["measures"], *also]]
    if catalogue != "cnsp":
        put_back = entry.get("bridged", entry["measures"])
        out += [Target(measure, ids["bridged"], breakdown) for measure in [*put_back, *also]]
    return out


def _places(grid: Grid, layout: str, spec: Spec, faults: Faults) -> tuple[Codes, Ints]:
    """Place code of each row, and its state's number (0 where it is not one)."""
    names, states = spec.layouts["columns"], spec.expect["states"]
    numbers = read_numbers_to(grid, names["state"], states, "a state", faults)
    if layout == "state":
        return Codes(numbers, [f"inegi/{n:02d}" for n in range(states + 1)]), numbers
    header = spec.layouts[layout]["place"]
    towns = coded(grid, header)
    codes = np.array([int(v) if v.isascii() and v.isdigit() else 0 for v in towns.values], dtype=np.int64)
    for index in np.flatnonzero(codes[towns.of] // 1000 != numbers):
        text = f'"{towns.values[towns.of[index]]}" is not a municipality of state {numbers[index]}'
        faults.add(text, grid.row_of(int(index)), header, grid.sheet)
    check_pairs(grid, header, spec.layouts[layout]["name"], faults)
    return Codes(towns.of, [f"inegi/{n:05d}" for n in codes]), numbers


def _dated(document: Document, spec: Spec, grid: Grid, cells: MonthCells) -> tuple[date, Ground, str]:
    """Known day, ground and reason. A table cut from a later edition is not dated by its own last month."""
    cut_from = spec.layouts["cuts"].get(document.sha256)
    known, ground, why = vintage_day(document, spec, cut_from or cells.last)
    lost = lost_blanks(grid, _MONTHS)
    if lost and cut_from is None and ground == "calendar" and why != "the month in its name":
        raise ValueError(
            f"{', '.join(lost)} is written with decimals: the table was cut from a later edition; "
            "give the day on which that one was published with --published YYYY-MM-DD"
        )
    return known, ground, why
