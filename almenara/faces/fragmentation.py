"""The command that tells how fragmented the field of armed groups is: fragmentation."""

from __future__ import annotations

from typing import Annotated

import typer

from almenara.faces.asking import PlaceName
from almenara.faces.options import AsOf, Json, Store

_COLUMNS = {
    "groups": "groups seen",
    "effective": "effective number (95 %)",
    "dyads": "pairs fighting",
    "splits": "splits stated",
    "deaths_between": "deaths between groups",
    "deaths_civilians": "on civilians",
    "share_between": "% between",
    "contested": "contested municipalities",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara fragmentation mx --as-of 2024-12-31")(fragmentation)


def fragmentation(
    place: PlaceName,
    years: Annotated[int, typer.Option(min=1, metavar="N", help="Newest years shown, at most.")] = 20,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Groups, their effective number, splits, pairs that fight and places they contest, year by year.

    From events on record and from what sources state of splits. In brackets: from what was seen to the upper end
    for what was not. Exit code 4 where neither fights nor splits were known on the day.
    """
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.ask("fragmentation", as_of, country=workspace.place(place).code, years=years)
    if json:
        findings.as_json(found)
        return
    fought = any("groups" in row.figures for row in found.rows)
    findings.table(found, _COLUMNS if fought else {"splits": "splits stated"}, "year")
    splits = found.figures["splits"]
    typer.echo(
        f"Of {splits.value:.0f} groups, sources known on {found.as_of} say that they split from another."
    )
    if found.facts["largest"]:
        told = ", ".join(f"{item['group']} {100 * item['share']:.0f} %" for item in found.facts["largest"])
        typer.echo(f"Deaths of {found.facts['last']} in events that a group took part in: {told}.")
    findings.remarks(found)
