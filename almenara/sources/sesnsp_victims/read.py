"""Reads the wide table of victims: year x state x crime x modality x sex x age, months as columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from almenara.model.document import Document
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
)
from almenara.reading.wide_months import (
    Codes,
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
    """Observations by state, month, crime, modality, sex and age of the victims.

    Raises BadInput with every fault of the file; ValueError where nothing dates it.
    """
    names = spec.layouts["columns"]
    grid, note = open_table(document, [names["year"], names["legal_good"]])
    need_columns(document, grid, [*names.values(), *_MONTHS], spec.id)
    faults = Faults(document, spec)
    years = read_years(grid, names["year"], faults)
    span = spec.layouts["years"]
    outside = (years > 0) & ((years < span["first"]) | (years > span["last"]))
    text = f"is outside {span['first']}-{span['last']}, the years of this catalogue"
    fault_rows(grid, outside, text, names["year"], faults)
    cells = lay_out(grid, years, _MONTHS, faults)
    columns = {key: coded(grid, names[key]) for key in ("crime", "modality", "sex", "age")}
    _check_lookups(grid, columns, names, spec, faults)
    categories, kinds = combined(list(columns.values()))
    targets = [_targets(kind, spec) for kind in kinds]
    count = spec.expect["states"]
    states = read_numbers_to(grid, names["state"], count, "a state", faults)
    places = Codes(states, [f"inegi/{n:02d}" for n in range(count + 1)])

    def describe(index: int) -> str:
        return f"{years[index]}, state {states[index]}, {', '.join(kinds[categories[index]])}"

    check_repeats(grid, [years, states, categories], describe, faults)
    check_pairs(grid, names["state"], names["state_name"], faults)
    check_pairs(grid, names["crime"], names["type"], faults)
    check_pairs(grid, names["crime"], names["legal_good"], faults)
    labels = [f"state {n}" for n in range(1, count + 1)]
    check_complete(grid, years, states - 1, labels, names["state"], faults)
    check_not_empty(cells, _MONTHS, faults, grid.sheet)
    faults.check()
    known, ground, why = vintage_day(document, spec, cells.last)
    check_published(grid, cells, _MONTHS, beyond(document, spec, known), why, faults)
    faults.check("Give the right day with --published, or ask the publisher for an intact file")
    table = month_observations(grid, cells, _MONTHS, categories, targets, places, known, ground)
    notes = [note] if note else []
    if cells.blanks:
        notes.append(f"{cells.blanks} cells of published months are blank: kept as unknown")
    return Reading({"observations": table}, known, ground, notes=tuple(notes))


def _check_lookups(
    grid: Grid, columns: dict[str, Codes], names: dict[str, str], spec: Spec, faults: Faults
) -> None:
    """Fault each row with a crime, modality, sex or age that the lookups do not know."""
    crimes = columns["crime"]
    for key, column in columns.items():
        for code, text in enumerate(column.values):
            rows: Any = column.of == code
            if text in spec.lookups[key]:
                continue
            if key == "modality":  # a modality may repeat its crime
                rows = rows & (np.array([c != text for c in crimes.values], dtype=bool)[crimes.of])
            fault_rows(grid, rows, f'"{text}" is not in lookups.{key}', names[key], faults)


def _targets(kind: tuple[str, ...], spec: Spec) -> list[Target]:
    """What rows of one crime, modality, sex and age count; nothing where a lookup failed."""
    crime, modality, sex, age = kind
    entry: dict[str, Any] = spec.lookups["crime"].get(crime, {"measures": []})
    english = spec.lookups["modality"].get(modality)
    parts = [english, spec.lookups["sex"].get(sex), spec.lookups["age"].get(age)]
    if english:
        parts.append(f"modality={modality}")
    breakdown = ";".join(part for part in parts if part)
    return [Target(measure, "sesnsp-victims", breakdown) for measure in entry["measures"]]
