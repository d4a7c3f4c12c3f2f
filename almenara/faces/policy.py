"""The command that tells what governments proposed and did: policy."""

from __future__ import annotations

from typing import Annotated

import typer

from almenara.faces.asking import PlaceName
from almenara.faces.options import AsOf, Json, Store
from almenara.model.finding import Finding

STATUSES = {"in_force": "in force", "struck_down": "struck down"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara policy mx Amnesty --as-of 2018-11-02")(policy)


def policy(
    place: PlaceName,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[POLICY]",
            help="One policy, by key, name or a part of its name, for its whole course.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Proposals, laws, decrees and rulings with their status on the day; or the whole course of one.

    A later proposal or statement never undoes a law: only a court does. What two bodies do are two events.
    """
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.ask("policies", as_of, place=workspace.place(place).code, policy=name or "")
    if json:
        findings.as_json(found)
        return
    if name:
        _course(found)
    else:
        _list(found)
    findings.remarks(found)


def _status(status: str) -> str:
    return STATUSES.get(status, status)


def _list(found: Finding) -> None:
    from almenara.faces import show

    rows = [
        {
            "key": row.key,
            "policy": row.label,
            "status": _status(row.facts["status"]) + (f" ({row.facts['act']})" if row.facts["act"] else ""),
            "since": row.facts["since"],
            "acts on": ", ".join(row.facts["mechanisms"]),
            "beside it": "; ".join(
                f"{a['name']}: {_status(a['status'])} {a['since']}"
                for a in row.facts["acts"]
                if a["name"] != row.facts["act"]
            ),
        }
        for row in found.rows
    ]
    typer.echo(f"{len(rows)} policies as known on {found.as_of}\n")
    show.table(rows, list(rows[0]))
    typer.echo("")


def _course(found: Finding) -> None:
    from almenara.faces import show

    facts = found.facts
    act = f", its {facts['act']}" if facts["act"] else ""
    typer.echo(
        show.paragraph(
            f"{facts['key']} {facts['name']}{act}: {_status(facts['status'])} since {facts['since']}, as known on "
            f"{found.as_of}; it would act on {', '.join(facts['mechanisms'])}.", 0,
        )
    )  # fmt: skip
    for row in found.rows:
        told = row.facts
        act = f" ({told['act']})" if told["act"] else ""
        typer.echo(f"\n{told['date']}  {_status(told['status'])}{act}: {told['actor']}, {told['instrument']}")
        typer.echo(show.paragraph(told["text"], 12))
        typer.echo(f"            {row.key}, {told['publisher']}, known {told['known']}")
        typer.echo(f"            {told['url']}")
        if told["note"]:
            typer.echo(show.paragraph(f"mind: {told['note']}", 12))
    typer.echo("")
