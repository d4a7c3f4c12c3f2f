"""Shapes of a country's states, for maps."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.evidence.records import DocumentRecord

CARTOGRAM = "cartogram"
"""Note of shapes that are a drawing, not boundaries."""


@dataclass(frozen=True)
class Boundaries:
    """Shapes by place code, WGS 84, and the document they are from: its attribution goes under the map."""

    shapes: dict[str, BaseGeometry]
    document: DocumentRecord | None


def boundaries(context: Context, pack: Pack) -> Boundaries:
    """The newest known boundaries that have all of the country's states; empty if no document has them."""
    rows = context.view.rows_known("places")
    rows = rows.filter(
        (rows.kind == "state")
        & rows.geometry.notnull()
        & rows.place.isin([p.code for p in pack.states])
        & (rows.note != CARTOGRAM)
    )
    found: dict[str, dict[str, bytes]] = {}
    for row in context.view.fetch(rows.select("document", "place", "geometry")).to_pylist():
        found.setdefault(row["document"], {})[row["place"]] = row["geometry"]
    records = context.view.documents
    whole = [records[document] for document, shapes in found.items() if len(shapes) == len(pack.states)]
    if not whole:
        return Boundaries({}, None)
    newest = max(whole, key=lambda d: (d.published, d.stored, d.document))
    shapes = found[newest.document]
    return Boundaries({p.code: shapely.from_wkb(shapes[p.code]) for p in pack.states}, newest)


def state_shapes(context: Context, pack: Pack) -> dict[str, BaseGeometry]:
    """Shape of each state by its code, from the newest known boundaries that have them all; else {}."""
    return boundaries(context, pack).shapes
