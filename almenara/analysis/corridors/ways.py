"""Routes: from stops through the network held, or from a line of one's own, as pieces that lie on its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.corridors.held import Codes, Held, codes_at, line_of
from almenara.analysis.methods.line_network import Floats, Ints, in_space, steps_km, ways
from almenara.analysis.neighbours import points as points_of
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.model.asset import OWN_MARKING
from almenara.model.document import Evidence
from almenara.model.phrase import phrase
from almenara.model.place import Place, fold

PIECE_KM = 1.0
"""Length of the pieces that a line of one's own is cut into."""
MATCH_KM = 3.0
"""How far from a cell's middle a piece may lie to be on it: the corridors are drawn to 1 or 2 km."""
SNAP_KM = 40.0
"""How far from the network a stop may lie."""
MOST_POINTS = 200_000
_DEGREES = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Way:
    """One route in pieces, in the order of going.

    line    longitude and latitude of its corners, shape (m, 2)
    middle  of each piece; cell it lies on, -1 where it lies on none; km its length; state its code or ""
    origin  what its line is from: "network", "place", "file", "asset", or the kind of a routing server
    own     where a line of one's own stands
    """

    name: str
    origin: str
    line: Floats
    middle: Floats
    cell: Ints
    km: Floats
    state: Codes
    own: Evidence | None = None

    @property
    def length(self) -> float:
        """Kilometres."""
        return float(self.km.sum())

    @property
    def on(self) -> float:
        """Kilometres of it that lie on the network."""
        return float(self.km[self.cell >= 0].sum())


def lines_asked(
    context: Context, pack: Pack, routes: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, Floats]]:
    """Routes that come with a line of their own, or name a place that is one: name, origin and corners.

    Raises UsageError for a line that is none.
    """
    found = []
    for number, route in enumerate(routes, 1):
        if route.get("points") is not None:
            name = str(route.get("name") or f"route {number}")
            found.append((name, str(route.get("origin") or "file"), _corners(name, route["points"])))
        elif route.get("place"):
            place = context.gazetteer.get(str(route["place"]))
            line = line_of(context, pack, place.code)
            if line is None:
                raise UsageError(
                    f"{place.name} ({place.code}) has no line, or its parts do not follow each other"
                )
            found.append((place.name, "place", line))
    return found


def own_line(context: Context, route: Mapping[str, Any]) -> Evidence:
    """Where a line of one's own stands: its file, with the hash, and the place in it."""
    source = {**route, **(route.get("provenance") or {})}
    day = date.fromisoformat(str(source["imported"])[:10]) if source.get("imported") else context.as_of
    row = source.get("row")
    return Evidence(
        document=str(source.get("sha256") or ""), file=str(source.get("file") or ""), source="",
        publisher="whoever asks", title=str(source.get("file") or route.get("name") or "a route"), url="",
        published=day, ground="stated", accessed=day, language="", licence="", attribution="",
        marking=str(route.get("marking") or OWN_MARKING), locator=f"row {row}" if row is not None else "", cells=1,
    )  # fmt: skip


def along(context: Context, pack: Pack, held: Held, name: str, origin: str, line: Floats) -> Way:
    """A line cut into pieces, each on the nearest cell of the network, if one is near."""
    steps = steps_km(line)
    marks = np.concatenate([[0.0], np.cumsum(steps)])
    parts = max(1, int(np.ceil(marks[-1] / PIECE_KM)))
    at = (np.arange(parts) + 0.5) * marks[-1] / parts
    middle = np.column_stack([np.interp(at, marks, line[:, i]) for i in (0, 1)])
    away, cell = held.network.middles.query(in_space(middle), distance_upper_bound=MATCH_KM)
    cell = np.where(np.isfinite(away), cell, -1)
    state = np.where(cell >= 0, held.state[np.maximum(cell, 0)], "")
    if (lost := state == "").any():
        state = state.astype("<U16")
        state[lost] = codes_at(context, pack, "state", middle[lost])
    return Way(name, origin, line, middle, cell, np.full(parts, marks[-1] / parts), state)


def through(context: Context, pack: Pack, held: Held, stops: Sequence[str], others: int) -> list[Way]:
    """Ways through the network by way of the stops: the shortest, and with two stops up to so many others.

    Raises UsageError where a stop is not found or lies far from the network, or no road joins two of them.
    """
    if len(stops) < 2:
        raise UsageError("a route needs two stops or more, or a file with its line")
    nodes = [_node(context, pack, held, stop) for stop in stops]
    legs = []
    for (one, a), (other, b) in pairwise(nodes):
        if a == b:
            raise UsageError(f"{one} and {other} are the same place of the network")
        found = ways(held.network, a, b, others if len(stops) == 2 else 0)
        if not found:
            raise UsageError(f"no road held joins {one} and {other}")
        legs.append(found)
    name = " – ".join(label for label, _ in nodes)
    if len(stops) == 2:
        made = [_way(held, nodes[0][1], cells, name) for cells in legs[0]]
    else:
        made = [_way(held, nodes[0][1], np.concatenate([found[0] for found in legs]), name)]
    if len(made) == 1:
        return made
    return [_named(held, way, made, k) for k, way in enumerate(made)]


def _way(held: Held, start: int, cells: Ints, name: str) -> Way:
    network = held.network
    corners, node = [start], start
    for a, b in network.ends[cells].tolist():
        node = b if a == node else a
        corners.append(node)
    return Way(
        name,
        "network",
        network.nodes[corners],
        network.middle[cells],
        cells,
        network.km[cells],
        held.state[cells],
    )


def _named(held: Held, way: Way, every: Sequence[Way], number: int) -> Way:
    """A way with what tells it apart: the town on it, of those where corridors meet, that lies farthest from others."""
    others = np.concatenate([w.middle for w in every if w is not way])
    best, via = 0.0, ""
    for town, node in held.towns.items():
        here = in_space(held.network.nodes[node])
        if ((in_space(way.line) - here) ** 2).sum(axis=1).min() < 0.01:
            away = float(((in_space(others) - here) ** 2).sum(axis=1).min())
            if away > best:
                best, via = away, town
    town = spelt(held, via)
    about = {"way": way.name} | ({"town": town} if via else {})
    if number == 0:
        return Way(phrase("way-shortest-via" if via else "way-shortest", **about), *_rest(way))
    name = phrase("way-via", **about) if via else phrase("way-number", **about, number=number + 1)
    return Way(name, *_rest(way))


def _rest(way: Way) -> tuple[str, Floats, Floats, Ints, Floats, Codes]:
    return way.origin, way.line, way.middle, way.cell, way.km, way.state


def spelt(held: Held, folded: str) -> str:
    """A town's name as the corridors write it."""
    for name in held.names:
        for part in re.split(r" – | \(", name):
            if fold(part) == folded:
                return part
    return folded


def stop_points(
    context: Context, pack: Pack, held: Held | None, stops: Sequence[str]
) -> list[tuple[str, Floats]]:
    """Label, and longitude and latitude, of each stop: a town of the corridors, a place, or latitude,longitude.

    Raises UsageError, UnknownPlace, AmbiguousPlace.
    """
    return [_where(context, pack, held, stop)[:2] for stop in stops]


def _where(context: Context, pack: Pack, held: Held | None, stop: str) -> tuple[str, Floats, int | None]:
    """A stop's label, its point, and its node where it is a town of the corridors."""
    if found := _DEGREES.fullmatch(stop):
        latitude, longitude = float(found[1]), float(found[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise UsageError(f'"{stop}" is not latitude,longitude in degrees; latitude comes first')
        return stop.strip(), np.array([longitude, latitude]), None
    if held is not None and (node := held.towns.get(fold(stop))) is not None:
        return spelt(held, fold(stop)), held.network.nodes[node], node
    place = context.gazetteer.find(stop, within=pack.code)
    if place.kind in ("country", "state"):
        raise UsageError(
            f'"{stop}" is {place.name}, a {place.kind}: name a town, or write latitude,longitude'
        )
    latitude, longitude = _point(context, pack, place)
    return place.name, np.array([longitude, latitude]), None


def _node(context: Context, pack: Pack, held: Held, stop: str) -> tuple[str, int]:
    """A stop's label and its node."""
    label, point, node = _where(context, pack, held, stop)
    return label, _nearest(held, stop, float(point[1]), float(point[0])) if node is None else node


def _point(context: Context, pack: Pack, place: Place) -> tuple[float, float]:
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    known = points_of(context, pack, place.kind, [place.code])
    if place.code not in known:
        raise UsageError(f"nothing says where {place.name} lies: write latitude,longitude")
    return known[place.code]


def _nearest(held: Held, stop: str, latitude: float, longitude: float) -> int:
    away, node = held.network.corners.query(in_space([(longitude, latitude)]))
    if away[0] > SNAP_KM:
        what = f"{stop} lies {away[0]:,.0f} km from the nearest road held; at most {SNAP_KM:g} km are bridged"
        swapped = (
            held.network.corners.query(in_space([(latitude, longitude)]))[0][0]
            if abs(longitude) <= 90
            else np.inf
        )
        hint = "; latitude comes first, longitude second" if swapped <= SNAP_KM else ""
        raise UsageError(what + hint)
    return int(node[0])


def _corners(name: str, points: Any) -> Floats:
    """A line's corners, each once. Raises UsageError where it is no line in degrees."""
    try:
        line = np.asarray(points, dtype=float)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name}: points are pairs of longitude and latitude") from error
    if line.ndim != 2 or line.shape[1] != 2 or len(line) < 2:
        raise UsageError(f"{name}: a route is two points or more, pairs of longitude and latitude")
    if len(line) > MOST_POINTS:
        raise UsageError(f"{name}: has {len(line):,} points; at most {MOST_POINTS:,} are read")
    if not np.isfinite(line).all() or (np.abs(line) > (180.0, 90.0)).any():
        raise UsageError(f"{name}: has points that are not longitude and latitude in degrees")
    moved = np.concatenate([[True], (line[1:] != line[:-1]).any(axis=1)])
    if moved.sum() < 2:
        raise UsageError(f"{name}: all its points are one place")
    return np.asarray(line[moved])
