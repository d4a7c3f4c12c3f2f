"""One incident: its deaths, how many tell of it, and how far it is from a place, as figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from almenara.analysis.alerting.incidents import Incident, family, incidents, place_name
from almenara.analysis.alerting.origins import independent
from almenara.analysis.alerting.standing import extents
from almenara.analysis.context import Context
from almenara.analysis.methods.nearness import EARTH_KM, pairs
from almenara.errors import NoEvidence
from almenara.model.figure import Figure, Status
from almenara.model.finding import Finding
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place
from almenara.reading.threats import threats


def ask(context: Context, incident: str, kind: str, points: list[list[float]] | None = None) -> Finding:
    """What was known of an incident on the day.

    incident  key of any of its records: source/id
    kind      its kind, or another one that is told as the same
    points    of an asset, (longitude, latitude); with them the distance is among the figures
    Figures   deaths (low and high between which records have them), records, origins (independent ones), km
    Raises    NoEvidence where no record with that key was known
    """
    found = find(context, incident, kind)
    first, last = found.days
    place = _place(context, found)
    period = Period(first, last)

    def one(value: float | None, unit: str, method: str, reason: str = "", **more: Any) -> Figure:
        status: Status = "known" if value is not None else "unknown"
        return Figure(
            value, unit, "incident", "", place, period, context.as_of, status, reason,
            known=max(r.row["known"] for r in found.records), method=phrase(method), evidence=found.evidence, **more,
        )  # fmt: skip

    deaths, low, high = found.deaths
    ends = {"low": low, "high": high} if low != high else {}
    why = "" if deaths is not None else phrase("incident-no-deaths")
    figures = {
        "deaths": one(deaths, "deaths", "incident-deaths", why, **ends),
        "records": one(len(found.records), "records", "incident-records"),
        "origins": one(independent(context, found.records), "origins", "incident-origins"),
    }
    if points:
        km, reach = distance(context, found, points)
        between = {"low": max(km - reach, 0.0), "high": km + reach} if km is not None and reach else {}
        reason = "" if km is not None else phrase("incident-no-point")
        figures["km"] = one(
            km, "km", "incident-km", reason, decimals=0 if km is None or km >= 10 else 1, **between
        )
    facts = {
        "incident": found.key, "kind": found.kind, "place": found.place, "precision": found.precision,
        "place_name": place_name(context, found.place), "first": str(first), "last": str(last),
        "members": list(found.members), "credibility": found.credibility(context),
    }  # fmt: skip
    return Finding("incident", context.as_of, figures, (), facts)


def find(context: Context, key: str, kind: str) -> Incident:
    """The incident that a record belongs to. Raises NoEvidence where none was known on the day."""
    name = family(kind)
    every = threats()[name].events if name in threats() else (kind,)
    held = ("incident-of", name, context.view.as_of, context.view.stored_by)
    if held not in context.answers:
        context.answers[held] = {m: i for i in incidents(context, every) for m in i.members}
    if key not in context.answers[held]:
        raise NoEvidence(f"no record {key} of {kind} was known on {context.as_of}")
    found: Incident = context.answers[held][key]
    return found


def distance(context: Context, found: Incident, points: list[list[float]]) -> tuple[float | None, float]:
    """Km from an asset, and how far the incident may be from there; None where it has no point."""
    at, reach = located(context, found)
    if at is None:
        return None, 0.0
    near = pairs(
        np.array([at[0]]), np.array([at[1]]), [[(p[0], p[1]) for p in points]], np.array([EARTH_KM * 4])
    )
    return float(near.km[0]), reach


def located(context: Context, found: Incident) -> tuple[tuple[float, float] | None, float]:
    """Where an incident is taken to be, and km by which it may be elsewhere."""
    if found.precision == "point":
        return found.point, 0.0
    if found.precision != "municipality":
        return None, 0.0
    held = extents(context, [found.place]).get(found.place)
    if held:
        return (held.lon, held.lat), held.reach
    return found.point, 0.0


def _place(context: Context, found: Incident) -> Place:
    return context.gazetteer.get(found.place) if found.place else Place("", "unspecified", "")
