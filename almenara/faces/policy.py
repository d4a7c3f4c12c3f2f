"""The command that tells what governments proposed and did: policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from almenara.faces.asking import PlaceName
from almenara.faces.options import AsOf, Json, Store
from almenara.model.finding import Finding

if TYPE_CHECKING:
    from almenara.workspace import Workspace

STATUSES = {"in_force": "in force", "struck_down": "struck down"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara policy mx Amnesty --as-of 2018-11-02")(policy)


def policy(
    place: PlaceName,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="POLICY",
            help="One policy, by key, name or a part of its name, for its whole course.",
            show_default=False,
        ),
    ] = None,
    effects: Annotated[
        bool, typer.Option("--effects", help="What each could change, by the pack's policy_mechanisms.yml.")
    ] = False,
    prospects: Annotated[
        bool, typer.Option("--prospects", help="How likely each open proposal is to be in force in a year.")
    ] = False,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:  # fmt: skip
    """Proposals, laws, decrees and rulings with their status on the day; or the whole course of one.

    A later proposal or statement never undoes a law: only a court does. What two bodies do are two events.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace

    if sum((effects, prospects, bool(name))) > 1:
        raise UsageError("a policy's name, --effects and --prospects are three questions; ask one at a time")
    workspace = Workspace.open(store)
    code = workspace.place(place).code
    if effects or prospects:
        found = workspace.ask("policy-effects" if effects else "policy-prospects", as_of, place=code)
    else:
        found = workspace.ask("policies", as_of, place=code, policy=name or "")
    if json:
        findings.as_json(found)
        return
    if effects:
        _effects(found)
    elif prospects:
        _prospects(found)
        _expected(workspace, as_of, code)
    elif name:
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
            "register reads": ", ".join(row.facts["mechanisms"]),
            "run in the model on": row.facts.get("model", "–"),
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
            f"{found.as_of}. The register reads it as acting on {', '.join(facts['mechanisms'])}; "
            + (
                f"in the model it is run on {facts['model']}: {facts['model_why']['en']}"
                if "model" in facts
                else "nothing is supposed of it in the model."
            ), 0,
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


def _effects(found: Finding) -> None:
    from almenara.faces import findings, show

    figures = found.figures
    if figures:
        told = {name: findings.value(figure) for name, figure in figures.items()}
        typer.echo(
            show.paragraph(
                f"On the present course armed groups have {told['members_start']} members on {found.as_of} and "
                f"{told['members_present']} {found.facts['months']} months later, and lose {told['deaths_start']}, "
                f"then {told['deaths_present']}, a week. Against it at the end, with 90 % intervals:\n", 0,
            )
        )  # fmt: skip
    rows = [
        {
            "policy": row.label,
            "status": f"{_status(row.facts['status'])} {row.facts['since']}",
            "register reads": ", ".join(row.facts["register"]),
            "run on": row.facts["mechanism"],
            "supposed, %": findings.value(row.figures.get("supposed")),
            "members, %": findings.value(row.figures.get("members_change")),
            "deaths a week, %": findings.value(row.figures.get("deaths_change")),
        }
        for row in found.rows
    ]
    if rows:
        show.table(rows, list(rows[0]))
    typer.echo("")


def _prospects(found: Finding) -> None:
    from almenara.faces import findings

    columns = {"status": "status", "since": "since", "probability": "in force, %", "base": "any proposal, %"}
    findings.table(found, columns, "proposal")
    facts = found.facts
    typer.echo(
        f"\nwithin {facts['months']} months, by {found.rows[0].facts['settles']}; from {facts['courses']} courses "
        "of the register that stood open earlier\n"
    )


def _expected(workspace: Workspace, as_of: str | None, code: str) -> None:
    """What the pack's analysts say of the same day, beside the register's rate; nothing where they say nothing."""
    from almenara.errors import NoEvidence
    from almenara.faces import findings

    try:
        found = workspace.ask("policy-calls", as_of, place=code)
    except NoEvidence:
        return
    columns = {
        "status": "stage", "by": "by", "author": "said by", "probability": "probability, %",
        "base": "register's rate, %",
    }  # fmt: skip
    findings.table(found, columns, "expected of")
    typer.echo("")
