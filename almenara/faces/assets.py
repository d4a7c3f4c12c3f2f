"""The commands for what a team protects: assets import, add, list, show, export, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from almenara.errors import UsageError
from almenara.faces.options import Database, Json, Store
from almenara.model.asset import ASSET_KINDS, ASSET_TYPES, OWN_MARKING

if TYPE_CHECKING:
    from almenara.model.asset import Asset

assets = typer.Typer(
    help="What you protect: sites, routes and trips. Kept in a database of your own, sent nowhere.",
    epilog="Example: almenara assets import sites.csv routes.gpx",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_TYPES = f"One of {', '.join(ASSET_TYPES)}; or a word for it, in English or Spanish."
Replace = Annotated[
    bool, typer.Option("--replace", help="Put assets in the place of those of the same name.")
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Keep places in the sea or outside the covered countries, too.")
]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="NAME", help="Names; none for all.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(assets, name="assets")
    assets.command("import", epilog="Example: almenara assets import sites.csv routes.gpx")(import_)
    assets.command(
        epilog='Example: almenara assets add "North depot" --at 20.5881,-100.3899 --type warehouse --people 40'
    )(add)
    assets.command("list", epilog="Example: almenara assets list --type pipeline")(list_)
    assets.command(epilog='Example: almenara assets show "North depot"')(show)
    assets.command(epilog="Example: almenara assets export mine.geojson")(export)
    assets.command(epilog='Example: almenara assets remove "North depot"')(remove)


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="CSV, workbook (.xlsx), GeoJSON, GPX, KML, KMZ, zipped shapefile; - for a table on standard input.",
        ),
    ],
    type_: Annotated[
        str, typer.Option("--type", metavar="TYPE", help=f"Of assets whose file states none. {_TYPES}")
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Of assets whose file states none: {', '.join(ASSET_KINDS)}. Default: by type and geometry",
        ),
    ] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help="ISO 4217 code of values without one, as USD.")
    ] = "",
    marking: Annotated[
        str, typer.Option("--marking", metavar="LABEL", help="TLP 2.0 label where the file states none.")
    ] = OWN_MARKING,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=COLUMN",
            help="The column of a field, where its name does not say it; several, with commas, are joined: "
            "name=label,city",
            show_default=False,
        ),
    ] = None,
    replace: Replace = False,
    anyway: Anyway = False,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:  # fmt: skip
    """Take in sites, routes and trips: all of the files, or nothing. Every fault of every row is told at once.

    Columns may be named in English or Spanish: name, lat, lon, place, type, people, value, currency, hours, first,
    last, marking, note. Rows with the same name and an order make a route. What lies in the sea or outside the covered
    countries is refused, and exchanged coordinates are recognised.
    """
    from almenara.workspace import Workspace

    columns = _columns(column or [])
    own = Workspace.open_own(store, database)
    given = own.defaults(type=type_, kind=kind, currency=currency, marking=marking)
    found = own.import_assets(files, given, columns, replace, anyway)
    _taken(found, json)


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of its own.")],
    at: Annotated[
        list[str] | None,
        typer.Option(
            "--at",
            metavar="LAT,LON",
            help="Latitude and longitude in degrees; several, in order, for a route.",
            show_default=False,
        ),
    ] = None,
    place: Annotated[
        str,
        typer.Option("--place", metavar="PLACE", help="State or municipality of a site: code or name."),
    ] = "",
    type_: Annotated[str, typer.Option("--type", metavar="TYPE", help=_TYPES)] = "other",
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="KIND", help=f"{', '.join(ASSET_KINDS)}. Default: by type and places"),
    ] = "",
    people: Annotated[str, typer.Option("--people", help="How many people are there at once.")] = "",
    value: Annotated[str, typer.Option("--value", help="What is at stake, as USD 2500000.")] = "",
    hours: Annotated[
        str, typer.Option("--hours", help='Opening hours as OpenStreetMap writes them: "Mo-Fr 08:00-18:00".')
    ] = "",
    radius: Annotated[str, typer.Option("--radius", metavar="KM", help="What counts as near.")] = "",
    first: Annotated[str, typer.Option("--first", metavar="DAY", help="First day of a trip.")] = "",
    last: Annotated[str, typer.Option("--last", metavar="DAY", help="Last day of a trip.")] = "",
    marking: Annotated[str, typer.Option("--marking", metavar="LABEL", help="TLP 2.0 label.")] = OWN_MARKING,
    note: Annotated[str, typer.Option("--note", help="Anything else.")] = "",
    replace: Replace = False,
    anyway: Anyway = False,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:
    """Keep one site, route or trip as you type it."""
    from almenara.workspace import Workspace

    texts = {
        "name": name, "type": type_, "kind": kind, "people": people, "value": value, "hours": hours,
        "radius_km": radius, "first": first, "last": last, "marking": marking, "note": note,
        "place": place,
    }  # fmt: skip
    _taken(Workspace.open_own(store, database).add_asset(texts, at or [], replace, anyway), json)


def list_(
    type_: Annotated[str, typer.Option("--type", metavar="TYPE", help="Only assets of this type.")] = "",
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:
    """What is kept, by name."""
    from almenara.faces import show as shown
    from almenara.model.asset import asset_record
    from almenara.model.terms import strictest
    from almenara.workspace import Workspace

    if type_ and type_ not in ASSET_TYPES:
        raise UsageError(f'"{type_}" is not a type of asset; there are: {", ".join(ASSET_TYPES)}')
    found = [a for a in Workspace.open_own(store, database).chosen() if type_ in ("", a.type)]
    if json:
        shown.as_json([asset_record(asset) for asset in found])
        return
    if not found:
        typer.echo("nothing is kept yet; `almenara assets import FILE` takes a list in")
        return
    rows = [_row(asset) for asset in found]
    typer.echo(f"{strictest([a.marking for a in found])}   {len(rows)} kept\n")
    shown.table(rows, [c for c in rows[0] if any(r[c] not in (None, "") for r in rows)])


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name; case and accents do not matter.")],
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:
    """One asset, with the file and row that it comes from."""
    from almenara.faces import show as shown
    from almenara.model.asset import asset_record
    from almenara.workspace import Workspace

    (found,) = Workspace.open_own(store, database).chosen([name])
    if json:
        shown.as_json(asset_record(found))
        return
    typer.echo(f"{found.marking}\n\n{found.name}: {found.kind}, {found.type}")
    kept = found.provenance
    source = "" if kept is None else kept.file if kept.row is None else f"{kept.file}, row {kept.row}"
    facts: dict[str, Any] = {
        "where": _where(found) if found.points else None,
        "place": found.place,
        "length": f"{found.length_km():,.1f} km" if len(found.points) > 1 else None,
        "country": found.country or "none that is covered",
        "people": found.people,
        "value": None if found.value is None else f"{shown.number(found.value)} {found.currency}",
        "hours": found.hours,
        "near within": None if found.radius_km is None else f"{shown.number(found.radius_km)} km",
        "days": _days(found),
        "note": found.note,
        "from": source,
        "sha256": kept.sha256 if kept else "",
        "kept since": kept.imported.strftime("%Y-%m-%d %H:%M UTC") if kept else "",
    }
    for key, value in facts.items():
        if value not in (None, ""):
            typer.echo(f"  {key:<12}{shown.number(value) if isinstance(value, int) else value}")


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write: .csv, .geojson or .kml.")],
    names: Names = None,
    store: Store = None,
    database: Database = None,
) -> None:
    """Write assets into a file of yours, with their marking in it. Nothing else ever writes them out."""
    from almenara.workspace import Workspace

    marking = Workspace.open_own(store, database).export_assets(out, names or [])
    typer.echo(f"{out}: {marking}")


def remove(
    names: Names = None,
    every: Annotated[bool, typer.Option("--all", help="Remove everything that is kept.")] = False,
    store: Store = None,
    database: Database = None,
) -> None:
    """Remove assets by name: all that are named, or none."""
    from almenara.workspace import Workspace

    if bool(names) == every:
        raise UsageError("name what is to be removed, or give --all for everything")
    own = Workspace.open_own(store, database)
    wanted = [asset.name for asset in own.chosen(names or [])]
    typer.echo(f"{own.assets.remove(wanted)} removed")


def _columns(given: list[str]) -> dict[str, list[str]]:
    out = {}
    for text in given:
        field, mark, columns = text.partition("=")
        if not mark or not columns.strip():
            raise UsageError(f'--column "{text}": write it FIELD=COLUMN, as name=label')
        out[field.strip()] = [c.strip() for c in columns.split(",")]
    return out


def _taken(found: Any, json: bool) -> None:
    from almenara.faces import show as shown
    from almenara.model.asset import asset_record

    if json:
        shown.as_json(
            {
                "assets": [asset_record(asset) for asset in found.assets],
                "added": found.added,
                "replaced": found.replaced,
                "remarks": [{"file": file, "remark": text} for file, text in found.remarks],
            }
        )
        return
    kinds = [f"{n} {kind}{'s' if n != 1 else ''}" for kind in ASSET_KINDS
             if (n := sum(a.kind == kind for a in found.assets))]  # fmt: skip
    replaced = f", of which {len(found.replaced)} replaced" if found.replaced else ""
    typer.echo(f"kept {', '.join(kinds)}{replaced}")
    for file, text in found.remarks:
        typer.echo(shown.paragraph(f"{file}: {text}" if file else text, 2))


def _row(asset: Asset) -> dict[str, Any]:
    return {
        "name": asset.name,
        "kind": asset.kind,
        "type": asset.type,
        "where": _where(asset) if asset.points else "",
        "place": asset.place,
        "country": asset.country or "–",
        "people": asset.people,
        "value": None if asset.value is None else f"{asset.value:,.0f} {asset.currency}",
        "hours": asset.hours,
        "days": _days(asset),
        "marking": asset.marking,
    }


def _where(asset: Asset) -> str:
    ends = [f"{lat:.4f}, {lon:.4f}" for lon, lat in (asset.points[0], asset.points[-1])]
    if asset.kind == "site":
        return ends[0]
    return f"{ends[0]} to {ends[1]}, {len(asset.points)} {'stops' if asset.kind == 'trip' else 'points'}"


def _days(asset: Asset) -> str:
    return " to ".join(day.isoformat() for day in (asset.first, asset.last) if day)
