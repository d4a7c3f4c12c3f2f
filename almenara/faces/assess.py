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
            metavar="[NAME]...", help="Sites and trips of yours; all of them where nothing is named.",
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
    lang: Annotated[str, typer.Option("--lang", help="Language of what is printed: en or es.")] = "en",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:  # fmt: skip
    """What threatens each site, worst first: rates where it stands, trend, forecast, groups, advice, what is not known.

    The finest level held answers, municipality or state, and the answer says which. Files written hold the
    sites' own places: treat them as the sites' marking asks.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace
    from almenara.workspace.assessing import SiteDesk
    from almenara.workspace.saying import voice

    workspace = Workspace.open(store, database)
    desk = SiteDesk(workspace)
    sites = [at_point(text, number) for number, text in enumerate(at or [], 1)]
    desk, said = SiteDesk(workspace), voice(workspace.registry, lang)
    wanted = [_at(text, f"{WORDS[lang]['site']} {number}") for number, text in enumerate(at or [], 1)]
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

        files.write(geojson, ((row.key, _point(row), _properties(found, row)) for row in sites(found)))
    if kml:
        from almenara.faces import kml as earth

        earth.write(
            kml, "Sites", ((row.label, row.facts["point"], _properties(found, row)) for row in sites(found))
        )
    if json:
        findings.as_json(found)
        return
    shown(found, first=since == "last" and not found.facts["since"])
    findings.remarks(found)


def at_point(text: str, number: int) -> dict[str, Any]:
    Shown(found, said).all(first=since == "last" and not found.facts["since"])


def _at(text: str, unnamed: str) -> dict[str, Any]:
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


def shown(found: Finding, first: bool = False) -> None:
    """Print an answer; `first` where a last look was asked for and there is none."""
    from almenara.faces import show

    sites = _sites(found)
    if found.facts["marking"] != "TLP:CLEAR":
        typer.echo(found.facts["marking"])
    count = "1 site" if len(sites) == 1 else f"{len(sites)} sites, worst first"
    typer.echo(show.paragraph(f"{count}, as known on {found.as_of}:", 0))
    if first:
        typer.echo("No look before this one is kept: nothing is compared.")
    show.table([_line(found, row) for row in sites], list(_line(found, sites[0])))
    typer.echo("")
    for row in sites if len(sites) <= DETAILED else []:
        _site(found, row)
    if len(sites) > DETAILED:
        typer.echo(show.paragraph("Ask about one site, or with --json, for each threat and its evidence.", 0))
    for row in found.rows:
        if row.key.startswith("country:"):
            _foreigners(row)


def _line(found: Finding, row: Row) -> dict[str, str]:
    official, facts = row.figures.get("official"), row.facts
    line = {
        "site": row.label,
        "lies in": facts["place_name"] or "not known",
        "our level": _level(row.figures["level"]),
        "score": _bounds(row.figures["score"], 0),
        "official": "–" if official is None or official.value is None else f"{official.value:.0f}",
        "drivers": ", ".join(facts.get("drivers", [])) or "–",
    }
    if found.facts["since"]:
        line["changed"] = ", ".join(facts.get("changes", [])) or "–"
    return line


def _level(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    low, high = int(figure.low or 0), int(figure.high or 0)
    return f"{figure.value:.0f} {_LEVELS[int(figure.value)]}" + ("" if low == high else f" [{low}–{high}]")


def _bounds(figure: Figure | None, decimals: int) -> str:
    if figure is None or figure.value is None:
        return "–"
    text = f"{figure.value:,.{decimals}f}"
    if figure.low is None or figure.high is None:
        return text
    return f"{text} [{figure.low:,.{decimals}f}, {figure.high:,.{decimals}f}]"


def _site(found: Finding, row: Row) -> None:
    """One site: threats, groups, what changed, what is not known."""
    from almenara.faces import show

    facts = row.facts
    known = {"stated": "as stated", "boundary": "by its boundary", "nearest point": "by the nearest point"}
    if not facts["place_name"]:
        typer.echo(show.paragraph(f"{row.label}: {facts['unknowns'][0]['reason']}", 0))
        typer.echo("")
        return
    typer.echo(show.paragraph(f"{row.label}: {facts['place_name']} ({known[facts['located']]}).", 0))
    lines = [line for one in _threats(found, row) if len(set((line := _threat(one)).values())) > 2]
    if lines:  # what nothing counts is told below, with its reason; a column without any value is left out
        near = (
            f"; near is within {facts['radius_km']:g} km"
            if any(x["near, a year"] != "–" for x in lines)
            else ""
        )
        typer.echo(f"Rates per 100,000 a year{near}; trend and forecast are the state's.")
        columns = [name for name in lines[0] if any(line[name] != "–" for line in lines)]
        show.table([{name: line[name] for name in columns} for line in lines], columns)
    typer.echo(show.paragraph(_counted(found, row), 0))
    typer.echo(show.paragraph(_groups(row), 0))
    if since := found.facts["since"]:
        typer.echo(show.paragraph(_changes(found, row, since), 0))
    for reason in dict.fromkeys(u["reason"] for u in facts["unknowns"]):
        names = [
            found.facts["threats"][u["threat"]]["en"] for u in facts["unknowns"] if u["reason"] == reason
        ]
        typer.echo(show.paragraph(f"not known: {'; '.join(names)}: {reason}", 0))
    typer.echo("")


def _threat(one: Row) -> dict[str, str]:
    rate, ahead, trend = (one.figures.get(name) for name in ("rate", "forecast", "trend"))
    assert rate is not None
    moved = _TREND.get(one.facts["trend"], "")
    if moved and trend is not None and trend.value is not None:
        moved += f", ×{_bounds(trend, 2)}"
    coming = (
        f"{_bounds(ahead, 0)} in {ahead.period}" if ahead is not None and ahead.value is not None else "–"
    )
    state = one.figures.get("state_rate")
    return {
        "threat": one.facts["names"]["en"],
        "rate": _bounds(rate, 1),
        "of": f"{rate.place.name}, {rate.period}" if rate.is_known else "–",
        "state": f"{_bounds(state, 1)}, {state.period}" if state is not None else "–",
        "trend": moved or "–",
        "forecast": coming,
        "near, a year": _bounds(one.figures.get("near"), 1),
    }


def _counted(found: Finding, row: Row) -> str:
    """By which rule each rate is counted."""
    rules = [
        f"{one.facts['names']['en']}: {rate.measure} ({rate.definition})"
        for one in _threats(found, row)
        if (rate := one.figures["rate"]).is_known
    ]
    return f"Counted are {'; '.join(rules)}." if rules else "Nothing here is counted on the day."


def _groups(row: Row) -> str:
    here, rivals, figures = row.facts.get("groups", []), row.facts.get("rivals", []), row.figures
    if not here and not rivals:
        reason = figures["groups"].reason if "groups" in figures else "no state is known"
        return f"Groups said to be in the state: not known: {reason}."
    said = f"Groups said to be in the state: {'; '.join(here) or 'none by name'}."
    if rivals:
        said += f" Contested: {'; '.join(' and '.join(pair) for pair in rivals)}."
    return said


def _changes(found: Finding, row: Row, since: str) -> str:
    said = []
    for name, word in (("level", "our level"), ("official", "the official level")):
        before, now = row.figures.get(f"{name}_before"), row.figures.get(name)
        if before is not None and now is not None and before.value != now.value:
            said.append(f"{word} was {_plain(before)}, is {_plain(now)}")
    if row.facts.get("new_groups"):
        said.append(f"newly said to be there: {'; '.join(row.facts['new_groups'])}")
    for one in _threats(found, row):
        if changed := one.facts.get("changed"):
            before, now = one.figures["rate_before"], one.figures["rate"]
            told = f" ({_bounds(before, 1)} to {_bounds(now, 1)})" if before.is_known and now.is_known else ""
            said.append(f"{one.facts['names']['en']}: {changed}{told}")
    return f"Since {since}: {'; '.join(said) or 'nothing that is told here changed'}."


def _plain(figure: Figure) -> str:
    return "not known" if figure.value is None else f"{figure.value:.0f}"


def _foreigners(row: Row) -> None:
    """The bystander question, as far as the evidence bears it."""
    from almenara.faces import show

    said = []
    for name, word in (
        ("foreigners-killed", "foreign citizens killed"),
        ("foreign-deaths", "deaths of foreign citizens"),
    ):
        figure = row.figures[name]
        if figure.value is not None:
            said.append(f"{word} {figure.value:,.0f} in {figure.period} ({figure.definition})")
    told = "; ".join(said) or "not known"
    typer.echo(show.paragraph(f"Bystanders, {row.label}: {told}; {row.figures['travellers'].reason}.", 0))
