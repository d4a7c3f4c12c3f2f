"""The command that tells how exposed sites are: assess."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.assess_shown import Shown, sites, threats
from almenara.faces.assess_words import WORDS
from almenara.faces.options import AsOf, Database, Json, Store
from almenara.model.finding import Finding, Row


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara assess --place MX-GUA --as-of 2018-11-02")(assess)


def assess(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", help="Sites and trips of yours; all of them where nothing is named.",
            show_default=False,
        ),
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option("--at", metavar="LAT,LON", help="A site by latitude and longitude in degrees, as "
                     "21.02,-101.26 or Name=21.02,-101.26; may be given again.", show_default=False),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option("--place", metavar="PLACE", help="A state or municipality as a site; may be given again.",
                     show_default=False),
    ] = None,
    threat: Annotated[
        list[str] | None,
        typer.Option("--threat", metavar="ID", help="Only this threat; may be given again. Default: all",
                     show_default=False),
    ] = None,
    radius: Annotated[
        float | None,
        typer.Option("--radius", metavar="KM", help="What counts as near. Default: 10", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DAY",
            help='Tell what changed since this day, YYYY-MM-DD, or since the "last" look, which is then this one.',
            show_default=False,
        ),
    ] = None,
    geojson: Annotated[
        Path | None,
        typer.Option("--geojson", metavar="OUT", help="Write the sites as GeoJSON, too.", show_default=False),
    ] = None,
    kml: Annotated[
        Path | None, typer.Option("--kml", metavar="OUT", help="Write them as KML, too.", show_default=False)
    ] = None,
    map: Annotated[
        Path | None,
        typer.Option("--map", metavar="OUT", help="Draw them on a map, too: .svg, .png or .html.", show_default=False),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", help="Language of what is printed and drawn: en or es.")
    ] = "en",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:  # fmt: skip
    """What threatens each site, worst first: rates where it stands, trend, forecast, groups, advice, what is not known.

    The finest level held answers, municipality or state, and the answer says which. Files written hold the
    sites' own places: you alone can read them; pass them on as the sites' marking allows.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace
    from almenara.workspace.assessing import SiteDesk
    from almenara.workspace.saying import voice

    workspace = Workspace.open(store, database)
    desk, said = SiteDesk(workspace), voice(workspace.registry, lang)
    wanted = [at_point(text, f"{WORDS[lang]['site']} {number}") for number, text in enumerate(at or [], 1)]
    for text in place or []:
        found_place = workspace.place(text)
        full = workspace.registry.gazetteer.full_name(found_place)
        wanted.append({"name": full, "place": found_place.code, "marking": "TLP:CLEAR"})
    if names or not wanted:
        wanted += desk.kept(names or [])
    if not wanted:
        raise UsageError(
            "no site is named, and none is kept: give --at LAT,LON or --place PLACE, or keep yours with "
            "`almenara assets import FILE`"
        )
    if radius is not None:
        wanted = [{**site, "radius_km": radius} for site in wanted]
    found = said.finding(desk.assess(wanted, since or "", as_of, threat or []))
    if geojson:
        from almenara.faces import geojson as files

        features = ((row.key, _point(row), _properties(found, row)) for row in sites(found))
        files.write(geojson, features, private=True)
    if kml:
        from almenara.faces import kml as earth

        earth.write(
            kml, "Sites", ((row.label, row.facts["point"], _properties(found, row)) for row in sites(found))
        )
    if map:
        desk.draw(found, map, lang)
    if json:
        findings.as_json(found)
        return
    Shown(found, said).all(first=since == "last" and not found.facts["since"])


def at_point(text: str, unnamed: str) -> dict[str, Any]:
    """A site from "LAT,LON" or "Name=LAT,LON". Raises UsageError."""
    from almenara.errors import UsageError

    name, _, pair = text.rpartition("=")
    parts = pair.split(",")
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError as error:
        raise UsageError(
            f'--at "{text}": write latitude and longitude in degrees, as 21.02,-101.26'
        ) from error
    if not -90 <= latitude <= 90 and -90 <= longitude <= 90:
        raise UsageError(f'--at "{text}": latitude comes first and lies within 90; these two seem swapped')
    return {"name": name.strip() or unnamed, "points": [[longitude, latitude]]}


def _point(row: Row) -> dict[str, Any] | None:
    at = row.facts["point"]
    return None if at is None else {"type": "Point", "coordinates": [at[1], at[0]]}


def _properties(found: Finding, row: Row) -> dict[str, Any]:
    """What a map program shows of a site: values with their intervals, and whence they come."""
    out: dict[str, Any] = {
        "name": row.label, "as_of": str(found.as_of), "marking": row.facts["marking"],
        "place": row.facts["place_name"], "place_known_by": row.facts["located"],
    }  # fmt: skip
    for name in ("level", "score", "official"):
        if figure := row.figures.get(name):
            out[name] = figure.value
            if figure.low is not None:
                out |= {f"{name}_low": figure.low, f"{name}_high": figure.high}
    out["drivers"] = ", ".join(row.facts.get("drivers", []))
    for one in threats(found, row):
        rate, near = one.figures["rate"], one.figures.get("near")
        key = one.facts["threat"]
        out |= {f"{key}_rate": rate.value, f"{key}_low": rate.low, f"{key}_high": rate.high}
        out[f"{key}_of"] = f"{rate.place.name}, {rate.period}" if rate.is_known else str(rate.reason)
        if near is not None and near.is_known:
            out[f"{key}_near"] = near.value
    sources = {
        e.publisher
        for one in (row, *threats(found, row))
        for f in one.figures.values()
        for e in f.all_evidence()
    }
    out["sources"] = "; ".join(sorted(sources))
    return out
