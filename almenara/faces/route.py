"""The command that asks what may happen along a route: route."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Database, Json, Store
from almenara.model.finding import Finding, Row

MOST = 12
"""Segments that are printed."""


class Kind(StrEnum):
    """The network that routes belong to."""

    road = "road"
    pipeline = "pipeline"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara route mine.gpx other.gpx --strip strip.svg")(route)


def route(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|STOP",
            show_default=False,
            help="Files of routes (GPX, KML, KMZ, GeoJSON, CSV, .xlsx, zipped shapefile), compared with each other; "
            "or stops in their order, each a town or latitude,longitude; or the name of one line held.",
        ),
    ] = None,
    country: Annotated[
        str,
        typer.Option("--country", metavar="COUNTRY", help="Code or name of the country.", show_default=False),
    ] = "",
    kind: Annotated[Kind, typer.Option(help="The network it belongs to.")] = Kind.road,
    threat: Annotated[
        list[str] | None,
        typer.Option(
            "--threat", metavar="ID", help="Only these threats; may be given again.", show_default=False
        ),
    ] = None,
    vehicles: Annotated[
        str | None,
        typer.Option(
            "--vehicles",
            metavar="LOW..HIGH",
            show_default=False,
            help="Vehicles that pass any point in a day, as you assume: then thefts are told per trip, too.",
        ),
    ] = None,
    alternatives: Annotated[
        int, typer.Option("--alternatives", min=0, max=5, help="Other ways between two stops, at most.")
    ] = 2,
    asset: Annotated[
        list[str] | None,
        typer.Option(
            "--asset",
            metavar="NAME",
            help="A route or trip of the team's own; all: --asset all.",
            show_default=False,
        ),
    ] = None,
    strip: Annotated[
        Path | None,
        typer.Option(
            "--strip", metavar="OUT", help="Draw the strip chart, .svg or .png.", show_default=False
        ),
    ] = None,
    map: Annotated[
        Path | None,
        typer.Option("--map", metavar="OUT", help="Draw the map, .svg or .png.", show_default=False),
    ] = None,
    geojson: Annotated[
        Path | None,
        typer.Option(
            "--geojson", metavar="OUT", help="Write the segments as GeoJSON too.", show_default=False
        ),
    ] = None,
    router: Annotated[
        str,
        typer.Option(
            "--router",
            envvar="ALMENARA_ROUTER",
            metavar="KIND=URL",
            show_default=False,
            help="Your own routing server, which stops are sent to: osrm=URL or valhalla=URL. Default: the roads held",
        ),
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the pictures: en, es.")] = "en",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:
    """Expected incidents along a route, per 100 km and year, by segment and threat, the worst segments first.

    Counts by state are spread over the roads held; located events by the precision of their place.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace
    from almenara.workspace.roads import Roads

    if bool(given) == bool(asset):
        raise UsageError("name files, stops or a line, or --asset for the team's own routes: one of the two")
    roads = Roads(Workspace.open(store, database))
    drawn = bool(strip or map or geojson)
    wanted: dict[str, Any] = {"kind": kind.value, "alternatives": alternatives, "geometry": drawn}
    if threat:
        wanted["threats"] = list(threat)
    if vehicles:
        wanted["vehicles"] = _range(vehicles)
    if asset:
        routes = roads.own([] if list(asset) == ["all"] else asset)
    else:
        routes = roads.routes(given or [], router, country, as_of, alternatives)
    found = roads.ask(routes, country, as_of, **wanted)
    for path, picture in ((strip, "strip"), (map, "map")):
        if path:
            roads.draw(found, path, picture, lang)
    if geojson:
        roads.geojson(found, geojson)
    if json:
        findings.as_json(found)
    else:
        _shown(found)


def _range(text: str) -> list[float]:
    from almenara.errors import UsageError

    low, dots, high = text.partition("..")
    try:
        return [float(low), float(high if dots else low)]
    except ValueError as error:
        raise UsageError(f'--vehicles "{text}" is not a range: write 5000..15000') from error


def _shown(found: Finding) -> None:
    from almenara.faces import findings, show

    threats = {t["id"]: t for t in found.facts["threats"]}
    routes = [row for row in found.rows if row.facts["row"] == "route"]
    parts = [row for row in found.rows if row.facts["row"] == "segment"]
    for key, told in threats.items():
        typer.echo(show.paragraph(_about(found, key, told), 0))
    typer.echo("")
    several = len(routes) > 1
    columns = {"length": "km", **{key: f"{_short(key)}, per 100 km" for key in threats}}
    if any(
        f"{key}:trip" in routes[0].figures and routes[0].figures[f"{key}:trip"].is_known for key in threats
    ):
        columns |= {f"{key}:trip": f"{_short(key)}, per trip" for key in threats if _has_trip(routes, key)}
    columns |= {f"{key}:year": f"{_short(key)}, a year" for key in threats}
    _table(routes, columns, "route" if not several else "routes, compared")
    if threats:
        typer.echo("")
        columns = {
            "length": "km",
            "ratio": "× mean",
            "driver": "of",
            **{k: f"{_short(k)}, per 100 km" for k in threats},
        }
        _table(parts[:MOST], columns, "worst segments", several)
        if len(parts) > MOST:
            typer.echo(f"… and {len(parts) - MOST} more; --json prints all")
    for line in (*_named(parts), *_events(found)):
        typer.echo(show.paragraph(line, 0))
    findings.remarks(found)
    if own := sorted({r["marking"] for r in found.facts["routes"] if r["marking"] != "TLP:CLEAR"}):
        typer.echo(f"marking of the routes' own lines: {', '.join(own)}")
    if found.facts["attribution"]:
        typer.echo(show.paragraph(f"lines: {found.facts['attribution']}", 0))


def _short(key: str) -> str:
    return key.partition(":")[0]


def _events(found: Finding) -> list[str]:
    """Single events in municipalities that a route passes, of sources that tell too few for a density."""
    out = []
    for told in found.facts["routes"]:
        by_day: dict[tuple[str, str, str], list[str]] = {}
        for item in told["events"]:
            by_day.setdefault((item["kind"], item["day"], item["publisher"]), []).append(item["what"])
        which = f" of route {told['number']}" if len(found.facts["routes"]) > 1 else ""
        out += [
            f"{kind}, {day}, in municipalities{which}: {'; '.join(what)} ({publisher})"
            for (kind, day, publisher), what in sorted(by_day.items(), reverse=True)
        ]
    return out


def _has_trip(routes: list[Row], key: str) -> bool:
    return any(row.figures[f"{key}:trip"].is_known for row in routes)


def _about(found: Finding, key: str, told: dict[str, Any]) -> str:
    from almenara.faces import findings

    network = found.figures[f"{key}:network"]
    text = (
        f"{told['names']['en']} ({told['source']}), {network.period}: {findings.value(network)} {network.unit} "
        "on average over the network"
    )
    if told["how"] == "located":
        events, off = found.figures[f"{key}:events"], found.figures[f"{key}:off"]
        text += f"; {findings.value(events)} events, {findings.value(off)} of them on no line held"
    return text + "."


def _table(rows: list[Row], columns: dict[str, str], first: str, several: bool = False) -> None:
    from almenara.faces import findings, show

    if not rows:
        return
    made = []
    for row in rows:
        where = f"{row.facts['route']}: " if several else ""
        road = f" · {row.facts['road']}" if row.facts.get("road") else ""
        number = f"{row.facts['route']}: " if row.facts["row"] == "route" else where
        made.append(
            {first: number + row.label + road}
            | {
                head: _short(row.facts[name]) if name == "driver" else findings.value(row.figures.get(name))
                for name, head in columns.items()
            }
        )
    show.table(made, list(made[0]))


def _named(parts: list[Row]) -> list[str]:
    """Stretches that sources name as dangerous on the routes' corridors, once each."""
    seen = dict.fromkeys(
        (item["corridor"], item["stretch"], item["publisher"], item["published"])
        for row in parts
        for item in row.facts["named"]
    )
    by_corridor: dict[tuple[str, str, str], list[str]] = {}
    for corridor, stretch, publisher, published in seen:
        by_corridor.setdefault((corridor, publisher, published), []).append(stretch)
    return [
        f"named as dangerous for trucks on {corridor} by {publisher} ({published}): {'; '.join(stretches)}"
        for (corridor, publisher, published), stretches in by_corridor.items()
    ]
