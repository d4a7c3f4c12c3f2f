"""The network that the day's evidence holds: roads or pipelines as cells, each with its state and municipality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from almenara.analysis.context import Context
from almenara.analysis.methods.line_network import Floats, LineNetwork, cut, in_space, steps_km
from almenara.analysis.neighbours import outlines
from almenara.analysis.newest_months import every_place
from almenara.analysis.statements import files_of, row_evidence
from almenara.countries.pack import Pack
from almenara.model.document import Evidence
from almenara.model.place import fold

KINDS = ("road", "pipeline")
"""Kinds of places that are lines of a network."""
CELL_KM = 2.0
"""Longest cell: the precision of the corridors held."""
_PLAUSIBLE = (0.8, 1.5)
"""A stated length counts where it is between these multiples of the drawn one."""
_SLIT = 0.05
"""Degrees by which a point may lie outside of all boundaries, and still be in the nearest."""

Codes = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Held:
    """A network as known on the day.

    kind         road, pipeline, or "own": nothing is held, so the routes asked about are the network
    names        of the lines it is made of
    state, town  codes of the state and the municipality of each cell; "" where no boundary says
    towns        node of each town that a corridor begins or ends in, by its folded name
    evidence     the files of lines; attribution is what must stand on every map and file made of them
    """

    kind: str
    network: LineNetwork
    names: tuple[str, ...]
    state: Codes
    town: Codes
    towns: dict[str, int] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    @property
    def attribution(self) -> str:
        """What the licences of its files ask to be printed."""
        return "; ".join(dict.fromkeys(e.attribution for e in self.evidence if e.attribution))


def held_network(context: Context, pack: Pack, kind: str) -> Held | None:
    """The network of a kind, of the newest document that has lines of it; none where no document has.

    It is worked out once for a context.
    """
    key = ("corridors", pack.code, kind, context.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = _held(context, pack, kind)
    found: Held | None = context.answers[key]
    return found


def own_network(context: Context, pack: Pack, lines: Sequence[Floats]) -> Held:
    """The routes asked about as the only network there is; each (longitude, latitude), shape (n, 2)."""
    network = cut([shapely.LineString(line) for line in lines], [np.nan] * len(lines), CELL_KM)
    state, town = (codes_at(context, pack, level, network.middle) for level in ("state", "municipality"))
    return Held("own", network, ("",) * len(lines), state, town)


def line_of(context: Context, pack: Pack, code: str) -> Floats | None:
    """The line of one place that is one (a road, a route, a pipeline), shape (n, 2); none where not known."""
    rows = context.view.rows_known("places")
    rows = rows.filter((rows.place == code) & rows.geometry.notnull())
    found = _newest(context, context.view.fetch(rows.select("document", "geometry")).to_pylist())
    lines = [shapely.from_wkb(row["geometry"]) for row in found]
    lines = [shapely.line_merge(x) if x.geom_type == "MultiLineString" else x for x in lines]
    if len(lines) != 1 or lines[0].geom_type != "LineString":
        return None
    return np.asarray(shapely.get_coordinates(lines[0]))


def shapes_held(context: Context, pack: Pack, level: str) -> tuple[Codes, shapely.STRtree]:
    """Codes of a country's states or municipalities whose boundaries are known, and a tree of these, in one order."""
    key = ("outline-tree", pack.code, level, context.as_of, context.view.stored_by)
    if key not in context.answers:
        shapes = outlines(context, pack, level, every_place(pack, level))
        drawn = np.array(list(shapes.values()), dtype=object)
        shapely.prepare(drawn)
        context.answers[key] = (np.array(list(shapes), dtype="<U16"), shapely.STRtree(drawn))
    found: tuple[Codes, shapely.STRtree] = context.answers[key]
    return found


def codes_at(context: Context, pack: Pack, level: str, points: Floats) -> Codes:
    """Code of the state or municipality each point (longitude, latitude) lies in; "" where none is known to."""
    names, tree = shapes_held(context, pack, level)
    found = np.full(len(points), "", dtype="<U16")
    if len(names):
        at, inside = tree.query(shapely.points(points), predicate="intersects")
        found[at[::-1]] = names[inside[::-1]]
        if (lost := np.flatnonzero(found == "")).size:  # simplified coasts and borders leave slits
            at, near = tree.query_nearest(shapely.points(points[lost]), max_distance=_SLIT, all_matches=False)
            found[lost[at]] = names[near]
    return found


def _held(context: Context, pack: Pack, kind: str) -> Held | None:
    rows = context.view.rows_known("places")
    rows = rows.filter(
        (rows.kind == kind) & rows.place.startswith(f"{pack.code}-") & rows.geometry.notnull()
    ).select("document", "place", "name", "geometry", "known", "ground", "sheet", "row")
    found = _newest(context, context.view.fetch(rows).to_pylist())
    if not found:
        return None
    said = _said(context, found[0]["document"], kind)
    lines, stated, names, ends = [], [], [], []
    for row in found:
        parts = shapely.get_parts(shapely.from_wkb(row["geometry"]))
        drawn = [float(steps_km(shapely.get_coordinates(p)).sum()) for p in parts]
        told = _number(said.get((row["place"], f"{kind}-length-km")))
        ratio = told / sum(drawn) if told and sum(drawn) > 0 else np.nan
        if not _PLAUSIBLE[0] <= ratio <= _PLAUSIBLE[1]:
            ratio = 1.0
        for part, length in zip(parts, drawn, strict=True):
            if length > 0:
                lines.append(part)
                stated.append(ratio * length)
                names.append(row["name"])
                points = shapely.get_coordinates(part)
                ends += [
                    (said.get((row["place"], f"{kind}-{end}"), ""), points[i])
                    for end, i in (("from", 0), ("to", -1))
                ]
    network = cut(lines, stated, CELL_KM)
    state, town = (codes_at(context, pack, level, network.middle) for level in ("state", "municipality"))
    evidence = files_of(
        context, (row_evidence(context, r | {"citation": "", "column": "geometry"}) for r in found)
    )
    towns = {fold(t): int(network.corners.query(in_space(p))[1][0]) for t, p in ends if t}
    return Held(kind, network, tuple(names), state, town, towns, evidence)


def _newest(context: Context, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the document among them that was published last, in the order of its places."""
    held: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        held.setdefault(row["document"], []).append(row)
    records = context.view.documents
    best = max(held, key=lambda d: (records[d].published, records[d].stored, d), default="")
    return sorted(held.get(best, []), key=lambda r: str(r.get("place")))


def _said(context: Context, document: str, kind: str) -> dict[tuple[str, str], str]:
    """What the document states of its lines, by place and predicate."""
    rows = context.view.rows_known("statements")
    rows = rows.filter((rows.document == document) & rows.predicate.startswith(f"{kind}-"))
    return {
        (r["place"], r["predicate"]): r["object"]
        for r in context.view.fetch(rows.select("place", "predicate", "object")).to_pylist()
    }


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
