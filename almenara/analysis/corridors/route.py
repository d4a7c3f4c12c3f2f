"""What may happen along a route: expected incidents by segment and threat, beside the network and other routes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.corridors import figures as printing
from almenara.analysis.corridors.held import KINDS, Held, held_network, own_network
from almenara.analysis.corridors.named import on_way
from almenara.analysis.corridors.segments import expected, segments, worst
from almenara.analysis.corridors.spread import ALONG, Located, Single, Spread, spread
from almenara.analysis.corridors.surroundings import nearby_outlines, towns_on
from almenara.analysis.corridors.ways import Way, along, lines_asked, own_line, through
from almenara.analysis.lifetimes import AGED_DAYS
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.phrase import Worded, phrase
from almenara.reading.threats import find_threat

MOST_ROUTES = 500


def ask(
    context: Context,
    routes: list[dict[str, Any]],
    country: str,
    kind: str = "road",
    threats: list[str] | None = None,
    vehicles: list[float] | None = None,
    alternatives: int = 2,
    geometry: bool = False,
) -> Finding:
    """Expected incidents a year along routes, per 100 km, and per trip where the traffic is assumed.

    routes        each {"stops": [names or "lat,lon"]}, {"name", "points": [[lon, lat], …]} or {"place": code}
    country       code of a country with a pack
    kind          "road" or "pipeline": the network they belong to
    threats       ids of threats; those told of the kind where None
    vehicles      lowest and highest number that pass any point in a day, as whoever asks assumes
    alternatives  how many other ways between two stops are looked for, at most
    geometry      whether rows' facts hold their lines, and the finding's those of the states crossed
    Returns       a row for each route, then one for each segment, worst first. Their figures: length; for each
                  threat its id (per 100 km and year) and `id:year`; of routes `id:trip`; of segments `ratio`. The
                  finding's figures are the network's: `id:network`, `id:events`, `id:off`
    Raises        UsageError, UnknownPlace, AmbiguousPlace
    """
    pack = _checked(context, routes, country, kind, vehicles, alternatives)
    told = [find_threat(name) for name in (ALONG[kind] if threats is None else threats)]
    held, ways, unknowns = _ways(context, pack, routes, kind, alternatives)
    lines: list[Spread | Located] = []
    single: list[Single] = []
    for threat in told:
        found, few, lacking = spread(context, pack, held, threat)
        lines += found
        single += few
        unknowns += lacking
    printers = [printing.printer(context, pack, held, line) for line in lines]
    range_ = (float(vehicles[0]), float(vehicles[1])) if vehicles else None
    overall, parts, described = [], [], []
    for number, way in enumerate(ways, 1):
        whole, pieces = _rows(context, pack, held, way, number, printers, range_, geometry)
        overall.append(whole)
        parts += pieces
        described.append(_described(held, number, way, single))
    parts.sort(key=lambda row: (-(row.figures["ratio"].value or -1), row.key))
    figures: dict[str, Figure] = {}
    for printer in printers:
        figures |= printing.of_network(printer)
    facts: dict[str, Any] = {
        "country": pack.code, "kind": kind, "network": held.kind, "attribution": held.attribution,
        "routes": described, "threats": [_threat(line) for line in lines],
        "vehicles": list(range_) if range_ else None,
    }  # fmt: skip
    if geometry:
        facts |= {"outlines": nearby_outlines(context, pack, ways), "towns": towns_on(held, ways)}
    caveats = _caveats(context, held, ways, lines)
    return Finding("route", context.as_of, figures, (*overall, *parts), facts, tuple(unknowns), caveats)


def _checked(
    context: Context,
    routes: Sequence[Any],
    country: str,
    kind: str,
    vehicles: Sequence[float] | None,
    others: int,
) -> Pack:
    if country not in context.packs:
        raise UsageError(f'"{country}" is not a country with a pack; there are: {", ".join(context.packs)}')
    if kind not in KINDS:
        raise UsageError(f'"{kind}" is not a kind of network: {" or ".join(KINDS)}')
    if not routes or len(routes) > MOST_ROUTES:
        raise UsageError(f"1 to {MOST_ROUTES} routes are told at once, not {len(routes)}")
    for route in routes:
        if not isinstance(route, Mapping) or not (
            route.get("stops") or route.get("place") or route.get("points") is not None
        ):
            raise UsageError("a route has stops, points or a place")
    if vehicles is not None and (len(vehicles) != 2 or not 0 < vehicles[0] <= vehicles[1] < 1e7):
        raise UsageError("vehicles a day are a range above 0, the lower number first: 5000..15000")
    if not 0 <= others <= 5:
        raise UsageError(f"0 to 5 alternatives are looked for, not {others}")
    return context.packs[country]


def _ways(
    context: Context, pack: Pack, routes: Sequence[Mapping[str, Any]], kind: str, others: int
) -> tuple[Held, list[Way], list[str]]:
    """The network, the routes on it, and what is not known of either."""
    held = held_network(context, pack, kind)
    unknowns: list[str] = []
    if held is None:
        if any(route.get("stops") for route in routes):
            raise UsageError(
                f"no {kind}s are held on {context.as_of}, so that nothing leads from stop to stop: give a file with "
                "the route's line, or ingest roads first (`almenara sources` lists them)"
            )
        unknowns.append(phrase("route-none-held", what=phrase(f"route-{kind}s"), as_of=context.as_of))
        own = lines_asked(context, pack, routes)
        held = own_network(context, pack, [line for _, _, line in own])
    ways = []
    for route in routes:
        if route.get("stops"):
            ways += through(context, pack, held, [str(s) for s in route["stops"]], others)
        else:
            ((name, origin, line),) = lines_asked(context, pack, [route])
            way = along(context, pack, held, name, origin, line)
            ways.append(way if route.get("place") else replace(way, own=own_line(context, route)))
    if not (held.state != "").any():
        unknowns.append(phrase("route-no-states", as_of=context.as_of))
    return held, ways, unknowns


def _rows(
    context: Context, pack: Pack, held: Held, way: Way, number: int, printers: Sequence[printing.Printer],
    vehicles: tuple[float, float] | None, geometry: bool,
) -> tuple[Row, list[Row]]:  # fmt: skip
    of = segments(way)
    size = int(of.max()) + 1
    told = [expected(p.line, held, way, of) for p in printers]
    ratios, which = worst([(p.line.common, t) for p, t in zip(printers, told, strict=True)], size)
    stretches = on_way(context, pack, held, way)
    starts = np.concatenate([[0.0], np.cumsum(np.bincount(of, way.km))])
    evidence = held.evidence if way.own is None else (way.own,)
    figures = {"length": printing.length(context, pack, way, way.length, way.on, evidence)}
    for p, t in zip(printers, told, strict=True):
        figures |= printing.of_threat(p, t, -1, vehicles, True)
    whole = Row(str(number), way.name, figures, pack.code, {"row": "route", "route": number})
    rows = []
    for k in range(size):
        inside = np.flatnonzero(of == k)
        km, on = float(way.km[inside].sum()), float(way.km[inside][way.cell[inside] >= 0].sum())
        figures = {"length": printing.length(context, pack, way, km, on, evidence)}
        for p, t in zip(printers, told, strict=True):
            figures |= printing.of_threat(p, t, k, None, False)
        code = _most([str(c) for c in way.state[inside]])
        state = context.gazetteer.get(code).name if code else ""
        roads = [held.names[held.network.line[c]] for c in way.cell[inside] if c >= 0]
        road = _most(roads) if roads else ""
        facts: dict[str, Any] = {
            "row": "segment", "route": number, "from_km": round(starts[k], 1), "to_km": round(starts[k + 1], 1),
            "state": state, "road": road, "driver": "", "named": stretches.get(code, []),
        }  # fmt: skip
        if printers:
            worst_of = printers[which[k]].line
            figures["ratio"] = printing.ratio(figures[worst_of.id], float(ratios[k]))
            facts["driver"] = worst_of.id if figures["ratio"].is_known else ""
        else:
            figures["ratio"] = printing.ratio(figures["length"], float("nan"))
        if geometry:
            facts["line"] = np.round(_line(way, inside), 4).tolist()
        label = f"km {starts[k]:.0f}–{starts[k + 1]:.0f}" + (f", {state}" if state else "")
        rows.append(Row(f"{number}.{k + 1}", label, figures, code or pack.code, facts))
    return whole, rows


def _line(way: Way, inside: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A segment's corners: middles of its pieces, joined to the next segment's first."""
    last = min(int(inside[-1]) + 1, len(way.middle) - 1)
    points = way.middle[[*inside, last]]
    if inside[0] == 0:
        points = np.concatenate([way.line[:1], points])
    if inside[-1] == len(way.middle) - 1:
        points = np.concatenate([points, way.line[-1:]])
    return points


def _most(items: Sequence[str]) -> str:
    return max(dict.fromkeys(items), key=items.count)


def _described(held: Held, number: int, way: Way, single: Sequence[Single]) -> dict[str, Any]:
    towns = set(held.town[way.cell[way.cell >= 0]].tolist())
    return {
        "number": number, "name": way.name, "origin": way.origin,
        "marking": way.own.marking if way.own else "TLP:CLEAR", "on_share": round(way.on / way.length, 3),
        "events": [item.told for item in single if item.town in towns],
    }  # fmt: skip


def _threat(line: Spread | Located) -> dict[str, Any]:
    return {
        "id": line.id, "threat": line.threat.id, "names": line.threat.names,
        "how": "counted" if isinstance(line, Spread) else "located",
        "source": line.source if isinstance(line, Located) else line.like.definition,
        "precision": line.precision if isinstance(line, Located) else None,
    }  # fmt: skip


def _caveats(
    context: Context, held: Held, ways: Sequence[Way], lines: Sequence[Spread | Located]
) -> tuple[str, ...]:
    out: list[str] = []
    if any(isinstance(line, Spread) for line in lines):
        out.append(phrase("route-even-road" if held.kind == "road" else "route-even-pipeline"))
    for line in lines:
        end = line.like.period.end if isinstance(line, Spread) else line.period.end
        if (context.as_of - end).days > AGED_DAYS:
            source = line.like.definition if isinstance(line, Spread) else line.source
            out.append(phrase("route-ends", threat=Worded(line.threat.names), source=source, day=end))
        if isinstance(line, Spread):
            out += line.notes
    if any(isinstance(line, Located) for line in lines):
        out.append(phrase("route-near"))
    for way in ways:
        if way.on < 0.98 * way.length and held.kind != "own":
            off = way.length - way.on
            out.append(phrase("route-off-held", way=way.name, off=f"{off:,.0f}", length=f"{way.length:,.0f}"))
    return tuple(out)
