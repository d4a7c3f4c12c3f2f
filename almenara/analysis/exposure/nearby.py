"""Recorded events near a site, each spread as far as its own place is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from almenara.analysis.armed_groups.presence import state_of
from almenara.analysis.context import Context
from almenara.analysis.exposure.sites import Site, outlines_of
from almenara.analysis.methods.placed_events import Near, interval, sizes, within_of_areas, within_of_points
from almenara.analysis.statements import rank, row_evidence
from almenara.countries.pack import Pack
from almenara.evidence.cells import locator_of_rows
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.threat import Threat

DOUBT = {"point": 2.0, "municipality": 12.0}
"""Kilometres, standard deviation along each axis, by which an event's point may be off: a named spot in or near a town;
a municipality whose boundary is not held."""
FINER = ("point", "municipality", "state")
"""Precisions of a place that say more than the country: a source without any has nothing to say of a site."""
YEARS = 3
"""Whole years of events that are counted."""
OLDEST = 7
"""Years before the day after which a source's newest events no longer speak of a site."""
COLUMNS = ("event", "kind", "start", "place", "lat", "lon", "place_precision", "known", "ground", "citation",
           "sheet", "row", "column", "document")  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """One source's events of a threat over its newest whole years.

    rows    of the events, each once
    period  whole years, ending with the year of the source's newest event, or with the day's
    by_site positions of the events and their chances to lie near, by site
    unplaced how many can be spread nowhere, for want of a boundary
    of_all  the files of all its events, once they are asked for: what every site without any near stands on
    """

    source: str
    rows: list[dict[str, Any]]
    period: Period
    by_site: dict[int, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]
    unplaced: int
    of_all: list[tuple[Evidence, ...]] = field(default_factory=list, compare=False, repr=False)

    def figure(self, context: Context, number: int, site: Site, threat: str) -> Figure:
        """Events a year within the site's radius."""
        which, chance = self.by_site.get(number, (np.empty(0, np.int64), np.empty(0)))
        value, low, high = interval(chance)
        years = self.period.days / 365.25
        fine = [self.rows[i]["place_precision"] in DOUBT for i in which.tolist()]
        share = round(100 * float(chance[fine].sum() / chance.sum())) if len(chance) else 100
        files = self.files(context, which)
        place = site.place or next(iter(context.packs.values())).country
        return Figure(
            value / years, "events a year", threat, "", place, self.period, context.as_of,
            known=max((e.published for e in files), default=None), low=low / years, high=high / years,
            method=phrase("near-events", radius=f"{site.radius:g}", share=share), decimals=1, evidence=files,
        )  # fmt: skip

    def files(self, context: Context, which: npt.NDArray[np.int64]) -> tuple[Evidence, ...]:
        """The files that hold the events near; all of the source's where none is."""
        if len(which):
            return _files(context, [self.rows[i] for i in which.tolist()])
        if not self.of_all:
            self.of_all.append(_files(context, self.rows))
        return self.of_all[0]


def _files(context: Context, chosen: Sequence[dict[str, Any]]) -> tuple[Evidence, ...]:
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in chosen:
        by_document.setdefault(row["document"], []).append(row)
    out = []
    for document in sorted(by_document):
        rows, record = by_document[document], context.view.documents[document]
        item = row_evidence(context, max(rows, key=lambda r: (r["known"], r["row"] or 0)))
        where = locator_of_rows([f"row {r['row']}" for r in rows if r["row"] is not None])
        if rows[0]["sheet"]:
            where = f"sheet {rows[0]['sheet']}, {where}"
        out.append(replace(item, publisher=record.publisher, title=record.title, url=record.url,
                           language=record.language, locator=where, cells=len(rows), citation=None))  # fmt: skip
    return tuple(out)


def placed(context: Context, pack: Pack, threat: Threat, sites: Sequence[tuple[int, Site]]) -> list[Placed]:
    """Events of a threat by source, that with the most events first; sources are never added up.

    sites  those in the country that have a point, with their numbers
    """
    by_source: dict[str, list[dict[str, Any]]] = {}
    for row in _events(context, pack, threat.events):
        by_source.setdefault(context.view.documents[row["document"]].source, []).append(row)
    out = []
    for source, rows in by_source.items():
        last = min(max(row["start"] for row in rows), context.as_of)
        vague = all(row["place_precision"] not in FINER for row in rows)
        if last.year < context.as_of.year - OLDEST or vague:
            continue
        period = Period(date(last.year - YEARS + 1, 1, 1), min(date(last.year, 12, 31), context.as_of))
        held = [row for row in rows if period.start <= row["start"] <= period.end]
        by_site, unplaced = _near(context, pack, held, sites)
        out.append(Placed(source, held, period, by_site, unplaced))
    return sorted(out, key=lambda p: (-len(p.rows), p.source))


def first_day(context: Context) -> date:
    """The first day whose events are looked at."""
    return date(context.as_of.year - OLDEST - YEARS + 1, 1, 1)


def _events(context: Context, pack: Pack, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Events of some kinds in a country, each once: of documents that hold it the one published last answers."""
    if not kinds:
        return []
    rows = context.view.rows_known("events")
    rows = rows.filter(rows.kind.isin(list(kinds)))
    rows = rows.filter((rows.place == pack.code) | rows.place.startswith(f"{pack.code}-"))
    rows = rows.filter(rows.start >= first_day(context))
    held: dict[str, dict[str, Any]] = {}
    found = context.view.fetch(rows.select(*COLUMNS)).to_pylist()
    ranks = {document: rank(context, document) for document in {row["document"] for row in found}}
    for row in found:
        other = held.get(row["event"])
        if other is None or ranks[row["document"]] < ranks[other["document"]]:
            held[row["event"]] = row
    return [held[name] for name in sorted(held)]


def _near(
    context: Context, pack: Pack, rows: Sequence[dict[str, Any]], sites: Sequence[tuple[int, Site]]
) -> tuple[dict[int, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]], int]:
    """For each site the events that may lie near it, with their chances; and how many events are spread nowhere."""
    areas = {level: outlines_of(context, pack, level) for level in ("municipality", "state")}
    points: list[int] = []
    in_area: dict[str, list[int]] = {}
    whole: list[int] = []
    unplaced = 0
    for i, row in enumerate(rows):
        precision, place = row["place_precision"], row["place"]
        if precision == "municipality" and place in areas["municipality"]:
            in_area.setdefault(place, []).append(i)
        elif precision in DOUBT and row["lat"] is not None:
            points.append(i)
        elif precision == "state" and (state := state_of(context, place)) in areas["state"]:
            in_area.setdefault(state, []).append(i)
        elif place == pack.code and areas["state"]:
            whole.append(i)
        else:
            unplaced += 1
    where = [site.point for _, site in sites if site.point]
    radius = [site.radius for _, site in sites]
    near = within_of_points(
        where, radius, [(rows[i]["lat"], rows[i]["lon"]) for i in points],
        [DOUBT[rows[i]["place_precision"]] for i in points],
    )  # fmt: skip
    parts = [Near(near.point, np.asarray(points, dtype=np.int64)[near.event], near.probability)]
    codes = list(in_area)
    shapes = [areas["municipality"].get(c) or areas["state"][c] for c in codes]
    found = within_of_areas(where, radius, shapes)
    for point, area, share in zip(found.point, found.event, found.probability, strict=True):
        some = np.asarray(in_area[codes[area]], dtype=np.int64)
        parts.append(Near(np.full(len(some), point), some, np.full(len(some), share)))
    if whole:
        parts.append(_in_country(list(areas["state"].values()), where, radius, whole))
    point, event, chance = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("point", "event", "probability")
    )
    order = np.lexsort((event, point))
    out = {}
    for n in np.unique(point):
        mine = order[np.searchsorted(point[order], n) : np.searchsorted(point[order], n, "right")]
        out[sites[int(n)][0]] = (event[mine], chance[mine])
    return out, unplaced


def _in_country(
    states: Sequence[BaseGeometry], where: Sequence[Any], radius: Sequence[float], events: list[int]
) -> Near:
    """Events known only by their country: anywhere in it with equal chance."""
    size = sizes(states)
    near = within_of_areas(where, radius, states)
    chance = np.bincount(near.point, near.probability * size[near.event] / size.sum(), minlength=len(where))
    point, times = np.flatnonzero(chance), len(events)
    return Near(
        np.repeat(point, times), np.tile(np.asarray(events, dtype=np.int64), len(point)),
        np.repeat(chance[point], times),
    )  # fmt: skip
