"""The commands that send alerts: alerts send, alerts outbox."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from almenara.faces.alerts import alerts
from almenara.faces.options import Database, Json, Store


def register(_app: typer.Typer) -> None:
    """Add the commands to those of alerts."""
    alerts.command(epilog="Example: almenara alerts send channels.yml")(send)
    alerts.command(epilog="Example: almenara alerts outbox --state failed")(outbox)


def send(
    channels: Annotated[
        Path, typer.Argument(metavar="CHANNELS", help="A YAML file of channels (docs/how-to/send-alerts.md).")
    ],
    channel: Annotated[
        list[str] | None,
        typer.Option("--channel", metavar="NAME", help="Only this channel gets what is new; may be given again. "
                     "Corrections go to everyone who got the original.", show_default=False),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Try once more what was given up.")] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Only put what is new into the outbox; send nothing yet.")
    ] = False,
    json: Json = False,
    database: Database = None,
    store: Store = None,
) -> None:  # fmt: skip
    """Send what is due: new alerts, corrections and withdrawals, once each, to the channels of a file of yours.

    Exit code 6 where a marking forbids a channel, with each such message; the others go out. Run it every few
    minutes; what a killed run has left, the next one takes up.
    """
    from dataclasses import asdict

    from almenara.faces import show
    from almenara.workspace import Workspace
    from almenara.workspace.sending import Sending

    made = Sending(Workspace.open_own(store, database)).send(channels, channel or [], again, hold)
    if json:
        show.as_json(asdict(made))
    else:
        typer.echo(f"{len(made.posted.waiting)} put into the outbox, {len(made.posted.refused)} refused.")
        if made.run is not None:
            told = (
                f"{made.run.sent} sent, {made.run.later} to be tried again, {len(made.run.failed)} given up; "
            )
            typer.echo(f"{told}{made.run.waiting} messages wait for their hour or another attempt.")
            for line in made.run.failed:
                typer.echo(show.paragraph(f"given up: {line}", 2))
    made.posted.raise_refused()


def outbox(
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="Only waiting, open, sent, failed, refused or superseded.",
                     show_default=False),
    ] = None,
    json: Json = False,
    database: Database = None,
    store: Store = None,
) -> None:  # fmt: skip
    """List what went to whom and when, what waits, and what failed or was refused and why."""
    from dataclasses import asdict

    from almenara.errors import UsageError
    from almenara.faces import show
    from almenara.workspace import Workspace
    from almenara.workspace.sending import Sending

    known = ("waiting", "open", "sent", "failed", "refused", "superseded")
    if state is not None and state not in known:
        raise UsageError(f'"{state}" is not a state; there are: {", ".join(known)}')
    lines = [li for li in Sending(Workspace.open_own(store, database)).lines() if state in (None, li.state)]
    if json:
        show.as_json([asdict(line) for line in lines])
        return
    if not lines:
        typer.echo("Nothing." if state else "The outbox is empty; `almenara alerts send CHANNELS` fills it.")
        return
    rows = [
        {
            "alert": line.alert[:8], "to": f"{line.channel}: {line.recipient}", "state": line.state,
            "when": f"{line.sent or line.due:%Y-%m-%d %H:%M}", "attempts": line.attempts or "", "why": line.why,
        }
        for line in lines
    ]  # fmt: skip
    show.table(rows, ["alert", "to", "state", "when", "attempts", "why"])
