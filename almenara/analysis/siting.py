"""Where a point lies: in which covered country and state, or how far outside all of them.

With boundaries held, a point is in a state, or outside by a distance. Without them nobody can tell land from sea:
then a point is only held against how far the states reach from the points that the country pack gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.boundaries import boundaries
from almenara.analysis.context import Context
from almenara.analysis.neighbours import TABLE
from almenara.countries.pack import Pack

TOLERANCE_KM = 5.0
"""How far a point may lie outside boundaries drawn for maps and still count as inside: coasts and piers are coarse."""
REACH = 1.25
"""A state reaches as far as its farthest neighbour's point, times this; or REACH_KM where it has no neighbour."""
REACH_KM = 300.0
_EARTH_KM = 6371.0088

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spot:
    """One point as judged.

    country   code of the covered country it lies in, "" for none
    state     code of the state that it lies in, or that is the nearest one; without boundaries the nearest by
              its point alone
    checked   whether boundaries said so; without them it is only near enough
    away_km   how far outside it lies, or how far from the state's point without boundaries; 0 inside
    """

    country: str
    state: str
    checked: bool
    away_km: float


@dataclass(frozen=True)
class Land:
    """The covered countries as far as a day's knowledge draws them.

    shapes  of states by code, of those countries whose boundaries are held
    reach   longitude, latitude and reach in km by state, of the other countries
    names   of countries and states by code
    """

    shapes: dict[str, BaseGeometry]
    reach: dict[str, tuple[float, float, float]]
    names: dict[str, str]
    unheld: tuple[str, ...] = field(default=())

    @cached_property
    def _codes(self) -> list[str]:
        return list(self.shapes)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree([self.shapes[c] for c in self._codes])

    def spots(self, points: Sequence[tuple[float, float]]) -> list[Spot]:
        """Each point judged, in their order. Points beyond the degrees of the globe lie nowhere."""
        xy = np.asarray(points, dtype=float).reshape(-1, 2)
        real = np.isfinite(xy).all(axis=1) & (np.abs(xy) <= (180.0, 90.0)).all(axis=1)
        out = [Spot("", "", False, float("inf"))] * len(xy)
        drawn = self._by_shape(xy, real)
        for index in np.flatnonzero(real):
            spot = drawn.get(int(index))
            if spot is None or spot.country == "":
                near = self._by_reach(xy[index])
                spot = near if spot is None or (near is not None and near.country) else spot
            out[int(index)] = spot or out[int(index)]
        return out

    def name(self, spot: Spot) -> str:
        """State and country of a spot, in English; the country alone where no boundaries tell the state."""
        country = spot.state.partition("-")[0]
        if spot.country and not spot.checked:
            return self.names.get(country, country)
        return f"{self.names.get(spot.state, spot.state)}, {self.names.get(country, country)}"

    def _by_shape(self, xy: Floats, real: npt.NDArray[np.bool_]) -> dict[int, Spot]:
        if not self.shapes:
            return {}
        places = np.flatnonzero(real)
        made = shapely.points(xy[places])
        inside, states = self._tree.query(made, predicate="intersects")
        out = {int(places[i]): self._inside(int(s), 0.0) for i, s in zip(inside, states, strict=True)}
        rest = np.array([i for i, place in enumerate(places) if int(place) not in out], dtype=int)
        if len(rest):
            which, nearest = self._tree.query_nearest(made[rest], all_matches=False)
            for i, s in zip(which, nearest, strict=True):
                place = int(places[rest[i]])
                line = shapely.shortest_line(made[rest[i]], self.shapes[self._codes[int(s)]])
                ends = shapely.get_coordinates(line)
                away = float(distance_km(ends[0], ends[1]))
                out[place] = self._inside(int(s), away)
        return out

    def _inside(self, state: int, away: float) -> Spot:
        code = self._codes[state]
        within = away <= TOLERANCE_KM
        return Spot(code.partition("-")[0] if within else "", code, True, 0.0 if within else away)

    def _by_reach(self, point: Floats) -> Spot | None:
        if not self.reach:
            return None
        held = np.array(list(self.reach.values()))
        away = distance_km(point, held[:, :2])
        reached = np.flatnonzero(away <= held[:, 2])
        best = int(np.argmin(away) if len(reached) == 0 else reached[np.argmin(away[reached])])
        code = list(self.reach)[best]
        within = len(reached) > 0
        return Spot(code.partition("-")[0] if within else "", code, False, float(away[best]))


def land(context: Context | None, packs: Sequence[Pack]) -> Land:
    """The covered countries, drawn where the day's knowledge holds boundaries; `context` None for none held."""
    shapes: dict[str, BaseGeometry] = {}
    reach: dict[str, tuple[float, float, float]] = {}
    names: dict[str, str] = {}
    unheld = []
    for pack in packs:
        names |= {code: place.name for code, place in pack.upper.items()}
        drawn = boundaries(context, pack).shapes if context is not None else {}
        if drawn:
            shapes |= drawn
        else:
            reach |= _reach(pack)
            unheld.append(pack.country.name)
    return Land(shapes, reach, names, tuple(unheld))


def _reach(pack: Pack) -> dict[str, tuple[float, float, float]]:
    points = {
        p.code: (float(p.lon), float(p.lat)) for p in pack.states if p.lon is not None and p.lat is not None
    }
    farthest: dict[str, float] = {}
    for row in pack.rows(TABLE):
        here, beside = row["code"], [code for code in row["neighbours"].split("|") if code in points]
        if here in points and beside:
            others = np.array([points[code] for code in beside])
            km = distance_km(np.array(points[here]), others)
            for code, away in zip([here] * len(beside) + beside, [*km, *km], strict=True):
                farthest[code] = max(farthest.get(code, 0.0), float(away))
    return {
        code: (lon, lat, max(REACH * farthest.get(code, 0.0), REACH_KM))
        for code, (lon, lat) in points.items()
    }


def distance_km(a: Floats, b: Floats) -> Floats:
    """Great-circle distance between longitude-latitude pairs, shapes (…, 2), in km (haversine, mean radius)."""
    lon1, lat1 = np.radians(a[..., 0]), np.radians(a[..., 1])
    lon2, lat2 = np.radians(b[..., 0]), np.radians(b[..., 1])
    h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    out: Floats = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1)))
    return out
