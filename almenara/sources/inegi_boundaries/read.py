"""Reads outlines of states and municipalities, whatever the format, by the code that each feature has."""

from __future__ import annotations

from typing import Any

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading, make_table
from almenara.reading.shapes import Features, mended, read_features
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """One place with its shape for each feature; the shapes of the hexagon drawing are marked as such.

    Raises BadInput on unknown layouts, doubled or wrong codes, broken shapes and missing states.
    """
    features = read_features(document)
    name, layout = _layout(document, spec, features)
    faults = Faults(document, spec)
    codes: dict[str, int] = {}
    kept: list[tuple[str, int, str, bytes | None]] = []
    collapsed = sum(g is None or g.is_empty for g in features.geometries)
    may_collapse = 0 < collapsed <= layout.get("collapsed", 0)
    for number, properties, geometry in zip(
        features.numbers, features.properties, features.geometries, strict=True
    ):
        code = properties.get(layout["code"], "").zfill(layout["digits"])
        if len(code) != layout["digits"] or not (code.isascii() and code.isdigit()):
            faults.add(f'"{code}" is not a code of {layout["digits"]} digits', number, layout["code"])
        elif code in codes:
            faults.add(f'"{code}" stands in row {codes[code]} already', number, layout["code"])
        codes[code] = number
        if may_collapse and (geometry is None or geometry.is_empty):
            continue
        shape = mended(geometry, layout["tolerance"], faults, number)
        # a file without names leaves the name to the pack
        kept.append((f"inegi/{code}", number, properties.get(layout["label"], ""), shape))
    least = spec.expect[layout["kind"]]
    if len(features) < least:
        faults.add(f"has {len(features)} shapes, not {least} or more: the file was cut")
    faults.check()
    known, ground = layout_day(document, layout)
    places, numbers, names, shapes = zip(*kept, strict=True)
    table = make_table(
        "places",
        {
            "place": places,
            "kind": layout["kind"],
            "name": names,
            "geometry": shapes,
            "known": known,
            "ground": ground,
            "row": numbers,
            "note": layout.get("note", ""),
        },
    )
    notes = (f"{collapsed} places have no shape in the file and were left out",) if may_collapse else ()
    return Reading({"places": table}, known, ground, layout=name, notes=notes)


def _layout(document: Document, spec: Spec, features: Features) -> tuple[str, dict[str, Any]]:
    have = set(features.properties[0]) if features.properties else set()
    for name, layout in spec.layouts.items():
        if set(layout["fields"]) <= have:
            return name, layout
    shown = ", ".join(sorted(have)[:25]) or "none"
    raise BadInput(
        spec.id,
        [Fault(document.name, f"its features have properties that no layout knows: {shown}", 1)],
        "Describe the layout in source.yml under layouts",
    )
