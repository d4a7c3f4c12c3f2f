"""Matching: which incidents which rules are about, and near which assets; all rules at once.

Place precision is carried. A point is near an asset by its distance. Of a municipality the whole may be where it
happened, so it is near where any part of it may be. A state is no point: what happened somewhere in it concerns
the assets that lie in it, by the state alone, never by the distance from its middle. A country is too coarse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    """An asset concerned by an incident: km from it, None where the place is known by its state alone.

    low, high  km between which the distance lies; of a point both are km
    """

    asset: int
    km: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Hit:
    """An incident that a rule is about; `near` the nearest asset first, those by their state last."""

    incident: int
    near: tuple[Near, ...] = field(default=())


def hits(
    columns: Columns, rules: Sequence[IncidentRule], assets: Sequence[dict[str, Any]],
    states: Sequence[frozenset[str]], day: date,
) -> list[list[Hit]]:  # fmt: skip
    """For each rule the incidents that it is about, in their order.

    assets  plain JSON: name, type, points, radius_km
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
    codes, kinds = np.unique(np.array(columns.kind, dtype=object).astype(str), return_inverse=True)
    age = (np.datetime64(day) - columns.last).astype(int)
    reach = np.nan_to_num(columns.reach)
    somewhere = _by_state(columns, states)
    of_places: dict[tuple[str, ...], npt.NDArray[np.bool_]] = {}
    out = []
    for n, rule in enumerate(rules):
        taken = np.isin(codes, list(rule.taken))[kinds]
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
            out.append([Hit(int(i)) for i in np.flatnonzero(taken)])
            continue
        fit = taken[point] & chosen[n][shape] & (km - reach[point] <= radius[n][shape])
        found: dict[int, list[Near]] = {}
        for i, a, d, r in zip(
            point[fit].tolist(), shape[fit].tolist(), km[fit].tolist(), reach[point[fit]], strict=True
        ):
            found.setdefault(i, []).append(Near(a, d, max(d - r, 0.0), d + r))
        if rule.precision == "state":
            for i, those in somewhere:
                if taken[i] and (mine := [a for a in those if chosen[n, a]]):
                    found.setdefault(i, []).extend(Near(a, None) for a in mine)
        out.append([Hit(i, tuple(sorted(found[i], key=_order))) for i in sorted(found)])
    return out


def _order(near: Near) -> tuple[bool, float, int]:
    return (near.km is None, near.km or 0.0, near.asset)


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
