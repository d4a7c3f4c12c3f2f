"""Reads the census list of municipalities: codes, names and populations as JSON."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_FIELDS = ("cve_completa", "nom_municipio", "poblacion_total", "poblacion_masculina",
           "poblacion_femenina", "viviendas_habitadas")  # fmt: skip


def read_census(document: Document, spec: Spec, plain: bytes) -> Reading:
    """Places with their names, and populations of municipality, state and country.

    Each population stands in one row of the file; a state's and the country's are those rows added up.
    Municipalities with neither people nor dwellings were made after the census: no population is given.
    Raises BadInput with all faults.
    """
    faults = Faults(document, spec)
    people: dict[str, tuple[int, int]] = {}
    places: dict[str, tuple[int, str]] = {}
    for number, item in enumerate(_items(document, plain), 1):
        missing = [f for f in _FIELDS if f not in item]
        if missing:
            faults.add(f"lacks {', '.join(missing)}", number)
            continue
        code = str(item["cve_completa"])
        if len(code) != 5 or not (code.isascii() and code.isdigit()):
            faults.add(f'"{code}" is not a code of 5 digits', number, "cve_completa")
            continue
        if code in places:
            faults.add(f'"{code}" stands in row {places[code][0]} already', number, "cve_completa")
        places[code] = (number, str(item["nom_municipio"]))
        counts = [item[f] for f in _FIELDS[2:]]
        wrong = [(f, n) for f, n in zip(_FIELDS[2:], counts, strict=True) if not _is_count(n)]
        for field, value in wrong:
            faults.add(f'"{value}" is not a count', number, field)
        if wrong:
            continue
        total, men, women, dwellings = counts
        if total != men + women:
            faults.add(f"{total} is not the sum of {men} and {women}", number, "poblacion_total")
        if total or dwellings:
            people[code] = (number, total)
    least = spec.expect["municipalities"]
    if len(places) < least:
        faults.add(f"has {len(places)} municipalities, not {least} or more: the file was cut")
    faults.check()
    known, ground = layout_day(document, spec.layouts["census"])
    day = spec.expect["census_day"]
    levels = [[f"inegi/{c}" for c in people], [f"inegi/{c[:2]}" for c in people], ["inegi/00"] * len(people)]
    common = {"measure": "population", "definition": "inegi-census-2020", "start": day, "end": day,
              "value": [float(total) for _, total in people.values()], "known": known, "ground": ground,
              "row": [number for number, _ in people.values()], "column": "poblacion_total"}  # fmt: skip
    tables = [make_table("observations", {**common, "place": level}) for level in levels]
    names = make_table(
        "places",
        {
            "place": [f"inegi/{code}" for code in places],
            "kind": "municipality",
            "name": [name for _, name in places.values()],
            "known": known,
            "ground": ground,
            "row": [number for number, _ in places.values()],
        },
    )
    return Reading(
        {"places": names, "observations": pa.concat_tables(tables)}, known, ground, layout="census"
    )


def _items(document: Document, plain: bytes) -> list[dict[str, Any]]:
    try:
        data = json.loads(plain.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput("reading", [Fault(document.name, f"is not JSON: {str(error)[:80]}")]) from error
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise BadInput("reading", [Fault(document.name, "is not a list of municipalities")])
    return data


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
