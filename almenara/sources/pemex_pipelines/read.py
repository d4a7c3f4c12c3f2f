"""Reads the map of fuel pipelines (places, with statements on them) and the municipalities they cross."""

from __future__ import annotations

import re

import numpy as np
import shapely

from almenara.model.document import Document
from almenara.reading.checks import codes_of, matches, no_repeats
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_csv
from almenara.reading.property_statements import property_statements
from almenara.reading.rows import Reading, make_table
from almenara.reading.shapes import Features, need_properties, read_features
from almenara.reading.spec import Spec

_SIZE = re.compile(r"[0-9]{1,9}(\.[0-9]+)?")
_LINES = ("LineString", "MultiLineString")
_MEND = "Ask the publisher for an intact file, or change expect in source.yml if the map has really changed"


def read(document: Document, spec: Spec) -> Reading:
    """Places of kind pipeline with their lines, or one statement for each municipality crossed."""
    if document.content[:2] == b"PK":
        return _lines(document, spec, read_features(document))
    return _crossed(document, spec, read_csv(document, "utf-8"))


def _lines(document: Document, spec: Spec, features: Features) -> Reading:
    attributes = spec.lookups["attribute"]
    need_properties(document, features, ["nom_ducto", *attributes], spec.id)
    faults = Faults(document, spec)
    if len(features) != spec.expect["pipelines"]:
        expected = spec.expect["pipelines"]
        faults.add(f"has {len(features)} lines, not {expected}: the map was cut, or it is another edition")
    shapes: list[bytes] = []
    points: list[tuple[float, float]] = []
    for number, held, line in zip(features.numbers, features.properties, features.geometries, strict=True):
        if not held["nom_ducto"]:
            faults.add("has no name", number, "nom_ducto")
        for column in ("longitud", "cap_nom", "cap_operat"):
            if not _is_size(held[column]):
                faults.add(f'"{held[column]}" is not a size of zero or more', number, column)
        if line is None or line.is_empty or line.geom_type not in _LINES:
            faults.add(
                f"is {'no geometry' if line is None else 'a ' + line.geom_type}, not a line",
                number,
                "geometry",
            )
            continue
        flat = shapely.force_2d(line)
        if (np.abs(shapely.get_coordinates(flat)) > (180.0, 90.0)).any():
            faults.add("has coordinates that are not degrees of longitude and latitude", number, "geometry")
            continue
        middle = shapely.line_interpolate_point(flat, 0.5, normalized=True)
        shapes.append(shapely.to_wkb(flat))
        points.append((middle.x, middle.y))
    faults.check(_MEND)
    known, ground = layout_day(document, spec.layouts["lines"])
    codes = [f"P-{number:03d}" for number in features.numbers]
    names = [f"{held['nom_ducto']}, {held['diametro']}".rstrip(", ") for held in features.properties]
    places = make_table(
        "places",
        {
            "place": [f"named/mx/{code}" for code in codes],
            "kind": "pipeline",
            "name": names,
            "parent": "iso/MX",
            "aliases": [held["nom_ducto"] for held in features.properties],
            "lat": [y for _, y in points],
            "lon": [x for x, _ in points],
            "geometry": shapes,
            "known": known,
            "ground": ground,
            "row": features.numbers,
        },
    )
    statements = property_statements(
        features, codes, names, attributes, "named/mx", spec.language, known, ground
    )
    return Reading({"places": places, "statements": statements}, known, ground, layout="lines")


def _is_size(cell: str) -> bool:
    return bool(_SIZE.fullmatch(cell))


def _crossed(document: Document, spec: Spec, grid: Grid) -> Reading:
    need_columns(document, grid, ["CVE_ENT", "CVE_MUN", "id"], spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    numbers = rows.to_pylist()
    ids = grid.column("id").to_pylist()
    matches(grid.column("id"), r"^\d{5}$", "a municipality code of five digits", faults, "id", rows)
    parts = zip(grid.column("CVE_ENT").to_pylist(), grid.column("CVE_MUN").to_pylist(), strict=True)
    for row, code, (state, town) in zip(numbers, ids, parts, strict=True):
        if code != state + town:
            faults.add(f'"{code}" is not "{state}" and "{town}" joined', row, "id")
    no_repeats([codes_of(grid.column("id"))[0]], faults, "id", rows)
    if len(ids) < spec.expect["municipalities"]:
        faults.add(
            f"has {len(ids)} municipalities, not {spec.expect['municipalities']} or more: the list was cut"
        )
    faults.check(_MEND)
    known, ground = layout_day(document, spec.layouts["municipalities"])
    statements = make_table(
        "statements",
        {
            "statement": [f"crossed-{code}" for code in ids],
            "subject": [f"municipality {code}" for code in ids],
            "predicate": "crossed-by-pipeline",
            "object": "fuel pipelines of Pemex",
            "place": [f"inegi/{code}" for code in ids],
            "language": "en",
            "known": known,
            "ground": ground,
            "row": numbers,
            "column": "id",
        },
    )
    return Reading({"statements": statements}, known, ground, layout="municipalities")
