"""Reads Natural Earth's first-level divisions, keeping those of the countries named in source.yml."""

from __future__ import annotations

from almenara.model.document import Document
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading, make_table
from almenara.reading.shapes import mended, need_properties, read_features
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """One place with its shape for each named division of a country kept; nameless slivers are left out.

    Raises BadInput on broken shapes of these countries, and on a file that was cut.
    """
    features = read_features(document)
    need_properties(document, features, ["iso3", "name"], spec.id)
    layout = spec.layouts["admin1"]
    faults = Faults(document, spec)
    least = spec.expect["features"]
    if len(features) < least:
        faults.add(f"has {len(features)} divisions, not {least} or more: the file was cut")
    wanted = set(layout["countries"])
    kept: dict[str, tuple[int, str, bytes | None]] = {}
    for number, properties, geometry in zip(
        features.numbers, features.properties, features.geometries, strict=True
    ):
        if properties["iso3"] not in wanted or not properties["name"]:
            continue
        code = properties.get("iso_3166_2", "")
        place = f"iso/{code}" if code else f"name/iso3:{properties['iso3']}/{properties['name']}"
        if place in kept:
            faults.add(f"stands in row {kept[place][0]} already", number, "name")
        kept[place] = (number, properties["name"], mended(geometry, layout["tolerance"], faults, number))
    faults.check()
    known, ground = layout_day(document, layout)
    table = make_table(
        "places",
        {
            "place": list(kept),
            "kind": "state",
            "name": [name for _, name, _ in kept.values()],
            "geometry": [shape for _, _, shape in kept.values()],
            "known": known,
            "ground": ground,
            "row": [number for number, _, _ in kept.values()],
        },
    )
    left = len(features) - len(kept)
    return Reading({"places": table}, known, ground, layout="admin1", notes=(f"{left} divisions not kept",))
