"""The command that asks what may happen along a route: route."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from almenara.faces.options import AsOf, Database, Json, Store
from almenara.faces.route_words import SHORT, WORDS
from almenara.model.finding import Finding, Row

if TYPE_CHECKING:
    from almenara.workspace.saying import Voice

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
    lang: Annotated[
        str, typer.Option("--lang", help="Language of what is printed and drawn: en or es.")
    ] = "en",
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
    from almenara.workspace.saying import voice

    if bool(given) == bool(asset):
        raise UsageError("name files, stops or a line, or --asset for the team's own routes: one of the two")
    workspace = Workspace.open(store, database)
    roads, said = Roads(workspace), voice(workspace.registry, lang)
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
    found = said.finding(roads.ask(routes, country, as_of, **wanted))
    for path, picture in ((strip, "strip"), (map, "map")):
        if path:
            roads.draw(found, path, picture, lang)
    if geojson:
        roads.geojson(found, geojson)
    if json:
        findings.as_json(found)
    else:
        _Shown(found, said).all()


def _range(text: str) -> list[float]:
    from almenara.errors import UsageError

    low, dots, high = text.partition("..")
    try:
        return [float(low), float(high if dots else low)]
    except ValueError as error:
        raise UsageError(f'--vehicles "{text}" is not a range: write 5000..15000') from error


class _Shown:
    """A finding on routes in the terminal."""

    def __init__(self, found: Finding, voice: Voice) -> None:
        self.found, self.voice = found, voice
        self.words = WORDS[voice.language]
        self.routes = [row for row in found.rows if row.facts["row"] == "route"]
        self.parts = [row for row in found.rows if row.facts["row"] == "segment"]
        self.several = len(self.routes) > 1

    def all(self) -> None:
        """Everything, from the threats to the attribution."""
        from almenara.faces import findings, show

        w, found, threats = self.words, self.found, {t["id"]: t for t in self.found.facts["threats"]}
        for key, told in threats.items():
            typer.echo(show.paragraph(self._about(key, told), 0))
        typer.echo("")
        columns = {"length": "km", **{key: self._head("per_100", key) for key in threats}}
        columns |= {f"{key}:trip": self._head("trip", key) for key in threats if self._has_trip(key)}
        columns |= {f"{key}:year": self._head("year", key) for key in threats}
        self._table(self.routes, columns, w["routes" if self.several else "route"])
        if threats:
            typer.echo("")
            columns = {"length": "km", "ratio": w["ratio"], "driver": w["of"]}
            columns |= {key: self._head("per_100", key) for key in threats}
            self._table(self.parts[:MOST], columns, w["segments"], self.several)
            if len(self.parts) > MOST:
                typer.echo(w["more_rows"].format(count=len(self.parts) - MOST))
        for line in (*self._named(), *self._events()):
            typer.echo(show.paragraph(line, 0))
        findings.remarks(found, words=findings.WORDS[self.voice.language])
        if own := sorted({r["marking"] for r in found.facts["routes"] if r["marking"] != "TLP:CLEAR"}):
            typer.echo(w["marking"].format(markings=", ".join(own)))
        if found.facts["attribution"]:
            typer.echo(show.paragraph(w["lines"].format(attribution=found.facts["attribution"]), 0))

    def _head(self, column: str, key: str) -> str:
        return self.words[column].format(threat=self._short(key))

    def _short(self, key: str) -> str:
        threat = key.partition(":")[0]
        return SHORT[self.voice.language].get(threat, threat)

    def _has_trip(self, key: str) -> bool:
        return any(row.figures[f"{key}:trip"].is_known for row in self.routes)

    def _about(self, key: str, told: dict[str, Any]) -> str:
        from almenara.faces import findings

        figures, w, language = self.found.figures, self.words, self.voice.language
        network = figures[f"{key}:network"]
        text = w["about"].format(
            threat=told["names"].get(language, told["names"]["en"]), source=told["source"], period=network.period,
            value=findings.value(network), unit=self.voice.unit(network.unit.removesuffix(" per 100 km and year")),
        )  # fmt: skip
        if told["how"] == "located":
            events, off = (findings.value(figures[f"{key}:{name}"]) for name in ("events", "off"))
            text += w["events"].format(events=events, off=off)
        return text + "."

    def _events(self) -> list[str]:
        """Single events in municipalities that a route passes, of sources that tell too few for a density."""
        out = []
        for told in self.found.facts["routes"]:
            by_day: dict[tuple[str, str, str], list[str]] = {}
            for item in told["events"]:
                by_day.setdefault((item["kind"], item["day"], item["publisher"]), []).append(item["what"])
            which = self.words["which"].format(number=told["number"]) if self.several else ""
            out += [
                self.words["single"].format(
                    kind=self.voice.kind(kind),
                    day=day,
                    which=which,
                    what="; ".join(what),
                    publisher=publisher,
                )
                for (kind, day, publisher), what in sorted(by_day.items(), reverse=True)
            ]
        return out

    def _table(self, rows: list[Row], columns: dict[str, str], first: str, several: bool = False) -> None:
        from almenara.faces import findings, show

        if not rows:
            return
        made = []
        for row in rows:
            numbered = several or row.facts["row"] == "route"
            number = f"{row.facts['route']}: " if numbered else ""
            road = f" · {row.facts['road']}" if row.facts.get("road") else ""
            made.append(
                {first: number + row.label + road}
                | {
                    head: self._short(row.facts[name])
                    if name == "driver"
                    else findings.value(row.figures.get(name))
                    for name, head in columns.items()
                }
            )
        show.table(made, list(made[0]))

    def _named(self) -> list[str]:
        """Stretches that sources name as dangerous on the routes' corridors, once each."""
        seen = dict.fromkeys(
            (item["corridor"], item["stretch"], item["publisher"], item["published"])
            for row in self.parts
            for item in row.facts["named"]
        )
        by_corridor: dict[tuple[str, str, str], list[str]] = {}
        for corridor, stretch, publisher, published in seen:
            by_corridor.setdefault((corridor, publisher, published), []).append(stretch)
        return [
            self.words["named"].format(
                corridor=corridor, publisher=publisher, published=published, stretches="; ".join(stretches)
            )
            for (corridor, publisher, published), stretches in by_corridor.items()
        ]
