"""Reads outlines of departments and municipalities by their DANE codes."""

from __future__ import annotations

from almenara.model.document import Document
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading, make_table
from almenara.reading.shapes import mended, need_properties, read_features
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """One place with its shape for each feature.

    Raises BadInput on doubled or wrong codes, broken shapes and missing places.
    """
    features = read_features(document)
    has_towns = any("MPIO_CCNCT" in p for p in features.properties)
    name = "municipalities" if has_towns else "departments"
    layout = spec.layouts[name]
    need_properties(document, features, [layout["code"], layout["label"]], spec.id)
    faults = Faults(document, spec)
    codes: dict[str, int] = {}
    shapes = []
    for number, properties, geometry in zip(
        features.numbers, features.properties, features.geometries, strict=True
    ):
        code = properties.get(layout["code"], "")
        if len(code) != layout["digits"] or not (code.isascii() and code.isdigit()):
            faults.add(f'"{code}" is not a code of {layout["digits"]} digits', number, layout["code"])
        elif code in codes:
            faults.add(f'"{code}" stands in row {codes[code]} already', number, layout["code"])
        codes[code] = number
        shapes.append(mended(geometry, layout["tolerance"], faults, number))
    if len(features) != spec.expect[layout["kind"]]:
        faults.add(f"has {len(features)} shapes, not {spec.expect[layout['kind']]}: the file was cut")
    faults.check()
    known, ground = layout_day(document, layout)
    table = make_table(
        "places",
        {
            "place": [f"dane/{code}" for code in codes],
            "kind": layout["kind"],
            "name": [p[layout["label"]] for p in features.properties],
            "geometry": shapes,
            "known": known,
            "ground": ground,
            "row": features.numbers,
        },
    )
    return Reading({"places": table}, known, ground, layout=name)
