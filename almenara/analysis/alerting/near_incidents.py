"""Incidents that rules are about, as matches: with their areas, distances and certainty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from almenara.analysis.alerting.event_records import Record
from almenara.analysis.alerting.incidents import Incident, incidents, place_name
from almenara.analysis.alerting.match import Match
from almenara.analysis.alerting.matching import COUNTRY, MUNICIPALITY, POINT, STATE, Columns, hits
from almenara.analysis.alerting.rules import IncidentRule
from almenara.analysis.alerting.standing import Extent, extents
from almenara.analysis.context import Context
from almenara.analysis.questions import answer
from almenara.errors import UnknownPlace
from almenara.model.alert import Area, Certainty

_FINE = {"point": POINT, "municipality": MUNICIPALITY, "state": STATE, "country": COUNTRY}
CERTAINTY: dict[int, Certainty] = {
    1: "observed", 2: "observed", 3: "possible", 4: "unlikely", 5: "unlikely", 6: "unknown",
}  # fmt: skip
"""CAP's certainty by Admiralty number: observed only where it is confirmed or probably true."""
MOST_AREAS = 20


class Found:
    """Incidents of a day's knowledge that rules are about.

    unplaced  incidents in municipalities of which no point is known: whether an asset is near is not known
    """

    def __init__(
        self, context: Context, rules: Sequence[IncidentRule], assets: Sequence[dict[str, Any]],
        states: Sequence[frozenset[str]], day: date,
    ) -> None:  # fmt: skip
        self.context, self.rules, self.assets = context, rules, assets
        kinds = frozenset().union(*(r.taken for r in rules))
        self.every = incidents(context, kinds) if kinds else ()
        oldest = _oldest(rules)
        codes = {
            i.place for i in self.every if i.precision == "municipality" and (day - i.days[1]).days <= oldest
        }
        self.extents = extents(context, codes) if rules else {}
        self.columns = columns(context, self.every, self.extents)
        self.hits = hits(self.columns, rules, assets, states, day)
        unplaced = (self.columns.precision == MUNICIPALITY) & np.isnan(self.columns.lon)
        recent = (np.datetime64(day) - self.columns.last).astype(int) <= oldest
        self.unplaced = int((unplaced & recent).sum())

    def members(self, rule: int) -> set[str]:
        """Keys of all records of incidents that a rule is about."""
        return {m for i in self.hits[rule].incidents.tolist() for m in self.every[i].members}

    def match(self, rule: int, incident: int) -> Match:
        """An incident that a rule is about, told in full."""
        hit = self.hits[rule].hit(incident)
        found, about = self.every[incident], self.rules[rule]
        names = [self.assets[n.asset]["name"] for n in hit.near]
        nearest = hit.near[0] if hit.near else None
        asked: dict[str, Any] = {"incident": found.key, "kind": found.kind}
        if nearest is not None and nearest.km is not None:
            asked["points"] = [list(p) for p in self.assets[nearest.asset]["points"]]
        figures = answer(self.context, "incident", **asked).figures
        credibility = found.credibility(self.context)
        exact = found.precision == "point"
        facts = {
            "kind": found.kind, "deaths": found.deaths[0], "low": found.deaths[1], "high": found.deaths[2],
            "first": str(found.days[0]), "last": str(found.days[1]), "place": found.place,
            "precision": found.precision, "point": _rounded(found.point), "certainty": CERTAINTY[credibility],
            "assets": sorted(names),
        }  # fmt: skip
        return Match(
            about, found.key, found.members, "incident",
            {"place": found.place, "asset": names[0] if names else "", "more": str(len(names) - 1) if names else "",
             "kind": found.kind, "precision": found.precision},
            found.days, CERTAINTY[credibility], facts, about.threat_of(found.kind), figures, found.evidence,
            areas(self.context, found, self.extents, about.within_km),
            tuple((name, round(n.km, 1) if exact and n.km is not None else None)
                  for name, n in zip(names, hit.near, strict=True)),
        )  # fmt: skip


def _oldest(rules: Sequence[IncidentRule]) -> int:
    return max((r.max_age_days for r in rules), default=0)


def _rounded(point: tuple[float, float] | None) -> list[float] | None:
    return [round(x, 3) for x in point] if point else None


def columns(context: Context, every: Sequence[Incident], known: dict[str, Extent]) -> Columns:
    """Incidents as columns; of municipalities the middle and the reach where their shapes are known."""
    count = len(every)
    lon, lat, reach = np.full(count, np.nan), np.full(count, np.nan), np.zeros(count)
    inside: dict[str, frozenset[str]] = {}
    for n, item in enumerate(every):
        extent = known.get(item.place) if item.precision == "municipality" else None
        if extent:
            lon[n], lat[n], reach[n] = extent.lon, extent.lat, extent.reach
        elif item.point:
            lon[n], lat[n] = item.point
        if item.place not in inside:
            inside[item.place] = _inside(context, item.place)
    deaths = [i.deaths[0] for i in every]
    return Columns(
        [i.kind for i in every], lon, lat, reach, np.array([_FINE[i.precision] for i in every], dtype=np.int64),
        np.array([np.nan if d is None else d for d in deaths], dtype=float),
        np.array([i.days[1] for i in every], dtype="datetime64[D]"), [i.place for i in every],
        [inside[i.place] for i in every],
    )  # fmt: skip


def _inside(context: Context, code: str) -> frozenset[str]:
    """A place's code and those of all places that it lies in."""
    out: list[str] = []
    seen: str | None = code
    while seen and seen not in out:
        out.append(seen)
        try:
            seen = context.gazetteer.get(seen).parent
        except UnknownPlace:
            break
    return frozenset(out)


def areas(context: Context, found: Incident, known: dict[str, Extent], within: float) -> tuple[Area, ...]:
    """The places that records of an incident name as finely as the finest of them, each once.

    Of a state there is neither point nor circle: it is somewhere in it.
    """
    out: dict[Area, None] = {}
    for record in found.records:
        if record.precision == found.precision:
            out[_area(context, record, known, within)] = None
    return tuple(out)[:MOST_AREAS]


def _area(context: Context, record: Record, known: dict[str, Extent], within: float) -> Area:
    code = record.row["place"] or ""
    name = place_name(context, code) if code else ""
    lon, lat = record.row["lon"], record.row["lat"]
    if record.precision == "point" and lat is not None and lon is not None:
        return Area(name or f"{lat:.3f}, {lon:.3f}", code, lat, lon, within, "point")
    if record.precision == "municipality" and (extent := known.get(code)):
        return Area(name, code, extent.lat, extent.lon, round(extent.reach, 1), "municipality")
    if record.precision == "municipality" and lat is not None and lon is not None:
        return Area(name, code, lat, lon, None, "municipality")
    return Area(name, code, precision=record.precision)
