"""The commands of alerts: check, list, show, acknowledge, snooze, close, reinstate, note, rules, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from almenara.errors import UsageError
from almenara.faces.options import AsOf, Database, Json, Store
from almenara.model.alert import DISPOSITIONS

if TYPE_CHECKING:
    from datetime import datetime

    from almenara.workspace.alerts import AlertDesk

alerts = typer.Typer(
    help="Be told of what happens near what you protect: one alert an incident, corrected and withdrawn as evidence "
    "changes. It follows no person and notifies no public.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_STATES = ("new", "acknowledged", "snoozed", "closed")
Id = Annotated[str, typer.Argument(metavar="ALERT", help="Its id, or the first letters of it.")]
Author = Annotated[str, typer.Option("--author", metavar="NAME", help="Who does it; kept in the log.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept in the log.")]
Lang = Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the texts: en or es.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    example = "Example: almenara alerts check rules.yml --since 2026-02-20"
    app.add_typer(alerts, name="alerts", epilog=example)
    alerts.command(epilog=example)(check)
    alerts.command("list", epilog="Example: almenara alerts list --state new")(list_)
    alerts.command(epilog="Example: almenara alerts show 6a1d3c58")(show)
    alerts.command(epilog='Example: almenara alerts acknowledge 6a1d3c58 --author "Night desk"')(acknowledge)
    alerts.command(
        epilog='Example: almenara alerts snooze 6a1d3c58 --until 2026-02-23T08:00 --author "Night desk"'
    )(snooze)
    alerts.command(epilog='Example: almenara alerts close 6a1d3c58 --as some-impact --author "Night desk"')(
        close
    )
    alerts.command(epilog='Example: almenara alerts reinstate 6a1d3c58 --author "Night desk"')(reinstate)
    alerts.command(
        epilog='Example: almenara alerts note 6a1d3c58 --author "Night desk" --note "called the guard"'
    )(note)
    alerts.command(epilog="Example: almenara alerts rules")(rules)
    alerts.command(
        epilog="Example: almenara alerts export --cap out --atom alerts.atom --geojson alerts.geojson"
    )(export)


def check(
    file: Annotated[Path, typer.Argument(metavar="RULES", help="A YAML file of rules (docs/how-to/alert-rules.md).")],
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DAY", show_default=False,
            help="Tell what this day's knowledge did not hold, YYYY-MM-DD. Default: that of the last check; of the "
            "first one, 30 days before",
        ),
    ] = None,
    lang: Lang = "en",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:  # fmt: skip
    """Evaluate the rules, and keep what is new, corrected or withdrawn; the same knowledge makes no message twice.

    Exit code 3 where the rules are not understood; every fault is told at once.
    """
    from almenara.faces import show as shown
    from almenara.model.message_record import message_record

    found = _desk(store, database).check(file, as_of, since)
    if json:
        shown.as_json(
            {
                "as_of": found.as_of, "since": found.since, "messages": [message_record(m) for m in found.messages],
                "reminded": found.reminded, "unknowns": found.unknowns, "alerts_of_other_rules": found.elsewhere,
            }
        )  # fmt: skip
        return
    heads = {"alert": "new", "update": "corrected", "cancel": "withdrawn"}
    counts = ", ".join(
        f"{sum(m.type == kind for m in found.messages)} {word}" for kind, word in heads.items()
    )
    typer.echo(f"as known on {found.as_of}, against {found.since}: {counts}")
    for message in found.messages:
        words = message.headline[message.spoken(lang)]
        typer.echo(f"\n{message.alert[:8]}  {heads[message.type]}  {message.severity}, {message.certainty}  "
                   f"[{message.rule}]")  # fmt: skip
        typer.echo(shown.paragraph(words, 4))
    for alert in found.reminded:
        typer.echo(f"\n{alert[:8]}  back from rest: almenara alerts show {alert[:8]}")
    for reason in found.unknowns:
        typer.echo(shown.paragraph(f"not known: {reason}", 0))
    if found.elsewhere:
        told = f"mind: {found.elsewhere} alerts are of rules that {file.name} does not hold; they stay as they are"
        typer.echo(shown.paragraph(told, 0))


def list_(
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", metavar="STATE", help=f"Only these: {', '.join(_STATES)}.", show_default=False
        ),
    ] = None,
    rule: Annotated[str, typer.Option("--rule", metavar="NAME", help="Only of this rule.")] = "",
    lang: Lang = "en",
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:
    """Alerts, the newest first; all that are not closed where no state is named."""
    from almenara.faces import show as shown

    found = _desk(store, database).listed(_states(state), rule)
    if json:
        shown.as_json([_brief(a) for a in found])
        return
    if not found:
        typer.echo("there is none")
        return
    rows = [
        {
            "alert": a.id[:8],
            "state": a.state + (", withdrawn" if a.withdrawn else ""),
            "severity": a.messages[-1].severity,
            "happened": str(a.messages[-1].happened[1]),
            "what": a.messages[-1].headline[a.messages[-1].spoken(lang)],
            "rule": a.rule,
            "messages": len(a.messages),
        }
        for a in found
    ]
    shown.table(rows, list(rows[0]))


def show(
    alert: Id, lang: Lang = "en", json: Json = False, store: Store = None, database: Database = None
) -> None:
    """One alert: its newest message, the earlier ones, where it comes from, and its log."""
    from almenara.faces import show as shown
    from almenara.model.message_record import message_record

    found = _desk(store, database).kept.find(alert)
    if json:
        log = [vars(n) | {"moment": n.moment.isoformat()} for n in found.log]
        shown.as_json(_brief(found) | {"messages": [message_record(m) for m in found.messages], "log": log})
        return
    last = found.messages[-1]
    language = last.spoken(lang)
    typer.echo(shown.paragraph(f"{last.marking}  {last.headline[language]}", 0))
    closed = f" as {DISPOSITIONS[found.disposition]['en']}" if found.disposition else ""
    rest = f" until {_moment(found.snoozed_until)}" if found.snoozed_until else ""
    gone = "; withdrawn" if found.withdrawn else ""
    typer.echo(f"{found.id}  {found.state}{closed}{rest}{gone}")
    typer.echo(
        f"rule {found.rule}; severity {last.severity}, urgency {last.urgency}, certainty {last.certainty}"
    )
    for line in last.text[language].splitlines():
        typer.echo(shown.paragraph(line, 4))
    if last.instruction.get(language):
        typer.echo(shown.paragraph(f"What to do: {last.instruction[language]}", 4))
    for area in last.areas:
        point = f" at {area.lat:.4f}, {area.lon:.4f}" if area.lat is not None and area.lon is not None else ""
        typer.echo(f"place: {area.name}{point} (known to the {area.precision or 'place'})")
    for source in last.sources:
        named = (source.get(k, "") for k in ("publisher", "title", "published", "url"))
        told = ", ".join(filter(None, named))
        typer.echo(shown.paragraph(f"from {told}", 0))
    for message in found.messages[:-1]:
        said = message.headline[message.spoken(language)]
        typer.echo(shown.paragraph(f"earlier: {_moment(message.sent)} {message.type}: {said}", 0))
    for entry in found.log:
        typer.echo(shown.paragraph(f"{_moment(entry.moment)} {entry.author}: {entry.action}"
                                   + (f": {entry.note}" if entry.note else ""), 0))  # fmt: skip


def acknowledge(
    alert: Id, author: Author, note: Note = "", store: Store = None, database: Database = None
) -> None:
    """Say that somebody looks at it."""
    _done(_desk(store, database).kept.acknowledge(alert, author, _now(), note), "acknowledged")


def snooze(
    alert: Id,
    author: Author,
    until: Annotated[
        str,
        typer.Option(
            "--until", metavar="MOMENT", help="A day or moment, YYYY-MM-DDTHH:MM, UTC unless it says."
        ),
    ],
    note: Note = "",
    store: Store = None,
    database: Database = None,
) -> None:
    """Put it out of sight until a moment; then it comes back by itself, with a reminder."""
    from datetime import UTC, datetime

    try:
        when = datetime.fromisoformat(until)
        moment = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f'--until "{until}" is not a moment; write YYYY-MM-DDTHH:MM') from error
    _done(
        _desk(store, database).kept.snooze(alert, moment, author, _now(), note),
        f"snoozed until {_moment(moment)}",
    )


def close(
    alert: Id,
    author: Author,
    disposition: Annotated[
        str,
        typer.Option(
            "--as", metavar="DISPOSITION", help=f"What it turned out to be: {', '.join(DISPOSITIONS)}."
        ),
    ],
    note: Note = "",
    store: Store = None,
    database: Database = None,
) -> None:
    """Close it with what it turned out to be; from this the precision of its rule is learned."""
    _done(
        _desk(store, database).kept.close(alert, disposition, author, _now(), note),
        f"closed as {disposition}",
    )


def reinstate(
    alert: Id, author: Author, note: Note = "", store: Store = None, database: Database = None
) -> None:
    """Take back that it was closed or snoozed: it is new again."""
    _done(_desk(store, database).kept.reinstate(alert, author, _now(), note), "new again")


def note(alert: Id, author: Author, note: Note, store: Store = None, database: Database = None) -> None:
    """Add a line to its log."""
    _done(_desk(store, database).kept.note(alert, author, _now(), note), "noted")


def rules(json: Json = False, store: Store = None, database: Database = None) -> None:
    """How often each rule is right: its alerts by what they turned out to be, with a 90 % interval.

    Duplicates count neither for a rule nor against it.
    """
    from almenara.faces import show as shown

    found = _desk(store, database).rules()
    if json:
        shown.as_json([vars(t) | {"precision": p.value, "low": p.low, "high": p.high} for t, p in found])
        return
    if not found:
        typer.echo("no alert was made yet")
        return
    rows = [
        {
            "rule": t.rule, "alerts": t.alerts, "relevant": t.relevant, "false": t.false, "duplicate": t.duplicates,
            "withdrawn": t.withdrawn,
            "precision": "not known yet" if p.value is None else f"{p.value:.0%} [{p.low:.0%}, {p.high:.0%}]",
        }
        for t, p in found
    ]  # fmt: skip
    shown.table(rows, list(rows[0]))


def export(
    cap: Annotated[Path | None, typer.Option("--cap", metavar="DIR", help="A CAP 1.2 file for each message.")] = None,
    atom: Annotated[Path | None, typer.Option("--atom", metavar="FILE", help="An Atom feed of the alerts.")] = None,
    geojson: Annotated[
        Path | None, typer.Option("--geojson", metavar="FILE", help="The places of the alerts, for maps.")
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", metavar="STATE", help=f"Only these: {', '.join(_STATES)}.", show_default=False),
    ] = None,
    sender: Annotated[
        str, typer.Option("--sender", metavar="ID", help="Who sends, as CAP wants it: such as an e-mail address.")
    ] = "almenara@localhost",
    lang: Lang = "en",
    store: Store = None,
    database: Database = None,
) -> None:  # fmt: skip
    """Write alerts into files that you alone can read; closed ones, too, where no state is named.

    CAP files have all languages of a rule; feed and map have one.
    """
    if cap is None and atom is None and geojson is None:
        raise UsageError("name at least one of --cap DIR, --atom FILE and --geojson FILE")
    wanted = _states(state) if state else ()
    for path in _desk(store, database).export(cap, atom, geojson, lang, sender, wanted):
        typer.echo(str(path))


def _desk(store: Path | None, database: str | None) -> AlertDesk:
    from almenara.workspace import Workspace
    from almenara.workspace.alerts import AlertDesk

    return AlertDesk.of(Workspace.open(store, database))


def _states(state: list[str] | None) -> tuple[str, ...]:
    for name in state or ():
        if name not in _STATES:
            raise UsageError(f'"{name}" is no state of an alert; there are: {", ".join(_STATES)}')
    return tuple(state) if state else _STATES[:-1]


def _brief(found: Any) -> dict[str, Any]:
    names = ("id", "rule", "incident", "state", "disposition", "withdrawn", "snoozed_until", "made")
    last = found.messages[-1]
    return {name: getattr(found, name) for name in names} | {
        "headline": last.headline, "severity": last.severity, "certainty": last.certainty, "as_of": last.as_of,
        "happened": list(last.happened), "marking": last.marking, "messages": len(found.messages),
    }  # fmt: skip


def _done(alert: str, what: str) -> None:
    typer.echo(f"{alert[:8]} {what}")


def _now() -> datetime:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _moment(value: datetime) -> str:
    return value.strftime("%Y-%m-%d %H:%M UTC")
