"""The command that tells what followed the fall of leaders: leader-effects."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from almenara.faces.asking import DefinitionId, PlaceName
from almenara.faces.options import AsOf, Json, Store

_COLUMNS = {
    "events": "events",
    "change_half_year": "months 0-5, % (95 %)",
    "change_first_year": "months 0-11",
    "change_second_year": "months 12-23",
    "change_trend": "trend before",
    "change_placebo": "random dates",
    "p": "p",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("leader-effects", epilog="Example: almenara leader-effects mx --as-of 2024-06-30")(
        leader_effects
    )


def leader_effects(
    place: PlaceName,
    measure: Annotated[
        str, typer.Option(metavar="MEASURE", help="What is counted by month and municipality.")
    ] = "homicide",
    definition: DefinitionId = None,
    before: Annotated[int, typer.Option(min=6, metavar="N", help="Months watched before the event.")] = 12,
    after: Annotated[int, typer.Option(min=24, metavar="N", help="Months watched after it.")] = 24,
    months: Annotated[bool, typer.Option("--months", help="Show the change month by month as well.")] = False,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """What followed captures and killings of leaders, in the place, beside it and where the group fought.

    Against places that no event touched, with the trend before and with random dates. Disputed events count only
    in the last lines, false reports never. Exit code 4 where counts by municipality or events are not known.
    """
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.ask(
        "leader-effects", as_of, country=workspace.place(place).code, measure=measure, definition=definition,
        before=before, after=after,
    )  # fmt: skip
    if json:
        findings.as_json(found)
        return
    effects = tuple(row for row in found.rows if "scope" in row.facts)
    findings.table(replace(found, rows=effects), _COLUMNS, "events and places")
    if months:
        course = tuple(row for row in found.rows if "scope" not in row.facts)
        findings.table(replace(found, rows=course), {"change_month": "change, % (95 %)"}, "month")
    spread = [found.figures[f"change_without_one_{end}"] for end in ("low", "high")]
    low, high = (f"{figure.value:+.0f} %" for figure in spread)
    typer.echo(f"Leaving out one place at a time, months 0-5 in the place range from {low} to {high}.")
    findings.remarks(found)
