"""Matching: which incidents which rules are about, and near which assets; all rules at once.

Place precision is carried. A point is near an asset by its distance. Of a municipality the whole may be where it
happened, so it is near where any part of it may be. A state is no point: what happened somewhere in it concerns
the assets that lie in it, by the state alone, never by the distance from its middle. A country is too coarse.
An asset of which only the place is named is concerned by what happened in that place, without a distance: where
that is a state, by rules that take states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.analysis.alerting.rules import IncidentRule
from almenara.analysis.methods.nearness import pairs

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
POINT, MUNICIPALITY, STATE, COUNTRY = range(4)


@dataclass(frozen=True)
class Columns:
    """Incidents as columns, each of length n.

    lon, lat   degrees; nan where there is no point
    reach      km by which the place may lie elsewhere: of a municipality how far it reaches; nan where not known
    precision  POINT, MUNICIPALITY, STATE or COUNTRY
    deaths     nan where not known
    last       day on which it ended, as datetime64[D]
    inside     codes of the place and of all that it lies in
    """

    kind: Sequence[str]
    lon: Floats
    lat: Floats
    reach: Floats
    precision: Ints
    deaths: Floats
    last: npt.NDArray[np.datetime64]
    place: Sequence[str]
    inside: Sequence[frozenset[str]]


@dataclass(frozen=True)
class Near:
    """An asset concerned by an incident: km from it, None where one of the two is known by its place alone.

    low, high  km between which the distance lies; of a point both are km
    """

    asset: int
    km: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Hit:
    """An incident that a rule is about; `near` the nearest asset first, those by their place last."""

    incident: int
    near: tuple[Near, ...] = ()


@dataclass(frozen=True)
class Hits:
    """What one rule is about, as arrays: a hit is told in full only where it is asked for.

    incidents          each once, in order
    point, asset, km   pairs with a distance, in the order of the incidents, the nearest asset first
    reach              of each incident, as in Columns
    by_place           of incidents the assets without a distance: one of the two is known by its place alone
    """

    incidents: Ints
    point: Ints
    asset: Ints
    km: Floats
    reach: Floats
    by_place: dict[int, list[int]]

    def __len__(self) -> int:
        return len(self.incidents)

    def hit(self, incident: int) -> Hit:
        """One of them, with its assets."""
        first, end = np.searchsorted(self.point, (incident, incident + 1))
        reach = float(self.reach[incident])
        near = [
            Near(a, d, max(d - reach, 0.0), d + reach)
            for a, d in zip(self.asset[first:end].tolist(), self.km[first:end].tolist(), strict=True)
        ]
        return Hit(incident, (*near, *(Near(a, None) for a in self.by_place.get(incident, ()))))


def hits(
    columns: Columns, rules: Sequence[IncidentRule], assets: Sequence[dict[str, Any]],
    states: Sequence[frozenset[str]], day: date,
) -> list[Hits]:  # fmt: skip
    """For each rule the incidents that it is about, in their order.

    assets  plain JSON: name, type, points, radius_km; place where there is no point
    states  of each asset the states that it lies in
    day     ages are counted back from it
    """
    chosen = np.array([[r.concerns(a) for a in assets] for r in rules], dtype=bool).reshape(
        len(rules), len(assets)
    )
    own = np.array([a.get("radius_km") or np.nan for a in assets], dtype=float)
    within = np.array([r.within_km for r in rules])
    radius = np.where(np.isnan(own)[None, :], within[:, None], own[None, :]).reshape(len(rules), len(assets))
    point, shape, km = _near(columns, assets, np.where(chosen, radius, 0).max(axis=0, initial=0))
    order = np.lexsort((shape, km, point))
    point, shape, km = point[order], shape[order], km[order]
    codes = sorted(set(columns.kind))
    number = {kind: n for n, kind in enumerate(codes)}
    kinds = np.fromiter((number[k] for k in columns.kind), np.int64, len(columns.kind))
    age = (np.datetime64(day) - columns.last).astype(int)
    reach = np.nan_to_num(columns.reach)
    somewhere = _by_state(columns, states)
    named = _by_named_place(columns, assets, states)
    of_places: dict[tuple[str, ...], npt.NDArray[np.bool_]] = {}
    out = []
    for n, rule in enumerate(rules):
        taken = np.array([k in rule.taken for k in codes], dtype=bool)[kinds]
        taken &= (age <= rule.max_age_days) & (age >= 0)
        if rule.least_deaths:
            taken &= np.nan_to_num(columns.deaths, nan=-1) >= rule.least_deaths
        taken &= (
            columns.precision
            <= {"point": POINT, "municipality": MUNICIPALITY, "state": COUNTRY}[rule.precision]
        )
        if rule.places:
            if rule.places not in of_places:
                wanted = set(rule.places)
                of_places[rule.places] = np.array([bool(i & wanted) for i in columns.inside], dtype=bool)
            taken &= of_places[rule.places]
        if not (rule.assets or rule.names):
            nothing = np.zeros(0, dtype=np.int64)
            out.append(Hits(np.flatnonzero(taken), nothing, nothing, np.zeros(0), reach, {}))
            continue
        mine = np.flatnonzero(chosen[n][shape])
        mine = mine[taken[point[mine]]]
        mine = mine[km[mine] - reach[point[mine]] <= radius[n][shape[mine]]]
        known: dict[int, list[int]] = {}
        if rule.precision == "state":
            for i, those in somewhere:
                if taken[i] and (some := [a for a in those if chosen[n, a]]):
                    known[i] = some
        for i, a, state in named:
            if taken[i] and chosen[n, a] and (rule.precision == "state" or not state):
                known.setdefault(i, []).append(a)
        about = np.union1d(point[mine], np.array(list(known), dtype=np.int64))
        out.append(Hits(about, point[mine], shape[mine], km[mine], reach, known))
    return out


def _near(columns: Columns, assets: Sequence[dict[str, Any]], radius: Floats) -> tuple[Ints, Ints, Floats]:
    """Pairs of an incident with a point and an asset, with the distance; municipalities from their middle."""
    shapes = [[tuple(p) for p in a["points"]] for a in assets]
    placed = ~np.isnan(columns.lon) & ~np.isnan(columns.lat)
    parts = []
    for fineness in (POINT, MUNICIPALITY):
        some = np.flatnonzero(placed & (columns.precision == fineness))
        if not len(some):
            continue
        more = float(np.nan_to_num(columns.reach[some]).max(initial=0)) if fineness == MUNICIPALITY else 0.0
        found = pairs(columns.lon[some], columns.lat[some], shapes, np.where(radius > 0, radius + more, 0))
        parts.append((some[found.point], found.shape, found.km))
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    point, shape, km = (np.concatenate(part) for part in zip(*parts, strict=True))
    return point, shape, km


def _by_state(columns: Columns, states: Sequence[frozenset[str]]) -> list[tuple[int, list[int]]]:
    """Incidents known by their state alone, each with the assets that lie in it."""
    of_state: dict[str, list[int]] = {}
    for n, some in enumerate(states):
        for code in some:
            of_state.setdefault(code, []).append(n)
    where = np.flatnonzero(columns.precision == STATE).tolist()
    return [(i, of_state[columns.place[i]]) for i in where if columns.place[i] in of_state]


def _by_named_place(
    columns: Columns, assets: Sequence[dict[str, Any]], states: Sequence[frozenset[str]]
) -> list[tuple[int, int, bool]]:
    """Incidents placed more finely than a state, with each asset of which only a place around it is named.

    Each with whether that place is a whole state.
    """
    found = []
    for a, asset in enumerate(assets):
        if asset["points"] or not (code := asset.get("place")):
            continue
        within = [code in inside for inside in columns.inside]
        where = np.flatnonzero(np.array(within, dtype=bool) & (columns.precision < STATE))
        found += [(int(i), a, code in states[a]) for i in where]
    return found
