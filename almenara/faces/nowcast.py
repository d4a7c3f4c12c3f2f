"""The command that says how far figures will still move: nowcast."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Json, Store


class Unit(StrEnum):
    """Length of a period."""

    day = "day"
    week = "week"
    month = "month"


def _column(option: str, text: str) -> Any:
    return typer.Option(option, metavar="COL", help=text, show_default=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Example: almenara nowcast homicide-and-femicide mx --as-of 2018-11-02\n\n"
        "Of a table: almenara nowcast reports.csv --event week --delay lag --count n"
    )(nowcast)


def nowcast(
    subject: Annotated[
        str,
        typer.Argument(metavar="MEASURE|FILE.csv", help="What is counted; or a table of reports, --event …"),
    ],
    place: Annotated[
        str | None,
        typer.Argument(metavar="PLACE", help="Code, name or alias, for a measure.", show_default=False),
    ] = None,
    definition: Annotated[
        str | None,
        typer.Option("--definition", metavar="ID", help="Default: the preferred fresh one.", show_default=False),
    ] = None,
    months: Annotated[int, typer.Option(help="How many of the newest months, for a measure.")] = 12,
    event: Annotated[
        str | None, _column("--event", "Column of the event's period: a day, a month YYYY-MM, or a number.")
    ] = None,
    delay: Annotated[
        str | None, _column("--delay", "Column of the delay in periods, or of the day of the report.")
    ] = None,
    count: Annotated[str | None, _column("--count", "Column of the number of reports.")] = None,
    unit: Annotated[
        Unit | None,
        typer.Option(help="Length of a period. Default: as the file's events.", show_default=False),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(
            metavar="N|DAY",
            help="Use only what was reported by then: a day, or the number of a period, the first being 1. "
            "Default: the last report",
            show_default=False,
        ),
    ] = None,
    periods: Annotated[int, typer.Option(help="How many of the last periods, for a file.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer, for a file.")] = 0,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:  # fmt: skip
    """How far will the newest figures still move, as reports come in late?

    Of a measure, the newest months are shown beside the value expected after the revisions that the vintages
    known on the day teach. Of a file, a row an event period and delay with a count, no store is needed.
    """
    from almenara.errors import UsageError

    columns = {"--event": event, "--delay": delay, "--count": count}
    if not any(columns.values()):
        if place is None:
            raise UsageError(f"{subject}: a measure needs a place, a file needs --event, --delay and --count")
        if unit or now:
            raise UsageError("--unit and --now are for files; --as-of says whose day's knowledge is used")
        _of_the_store(subject, place, definition, months, as_of, json, store)
        return
    if missing := [name for name, given in columns.items() if not given]:
        raise UsageError(f"a file needs {', '.join(missing)}, too")
    if place is not None or definition is not None or as_of is not None:
        raise UsageError("a file takes no place, --definition or --as-of; --now says what to use of it")
    _of_a_file(Path(subject), columns, unit.value if unit else None, now, periods, seed, json)


def _of_a_file(
    table: Path, columns: dict[str, str | None], unit: str | None, now: str | None, periods: int, seed: int,
    json: bool,
) -> None:  # fmt: skip
    from almenara.faces import show
    from almenara.workspace import Workspace

    event, delay, count = (name or "" for name in columns.values())
    answer = Workspace.nowcast(table, event, delay, count, unit=unit, now=now, periods=periods, seed=seed)
    if json:
        show.as_json(answer)
        return
    rows = [
        {
            answer.unit: p.period, "reported": p.reported, "share in": f"{p.share_in:.1%}", "expected": p.q50,
            "50 %": f"{p.q25:,} to {p.q75:,}", "95 %": f"{p.q025:,} to {p.q975:,}",
        }
        for p in answer.periods
    ]  # fmt: skip
    show.table(rows, list(rows[0]))
    typer.echo(
        f"as reported by {answer.now}; learned from {answer.all_periods} {answer.unit}s and "
        f"{answer.all_reports:,} reports, delays up to {answer.delays - 1}; seed {answer.seed}"
    )


def _of_the_store(
    measure: str, place: str, definition: str | None, months: int, as_of: str | None, json: bool,
    store: Path | None,
) -> None:  # fmt: skip
    from almenara.faces import findings, show
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    where = workspace.place(place)
    found = workspace.ask(
        "nowcast", as_of, measure=measure, place=where.code, definition=definition, months=months
    )
    if json:
        findings.as_json(found)
        return
    facts = found.facts
    typer.echo(f"{measure} · {where.name} · {facts['definition']} · as known on {found.as_of}")
    typer.echo(show.paragraph(_answer(found), 0))
    findings.table(
        found, {"published": "published", "expected": "expected, 95 %", "likely": "50 %"}, first="month"
    )
    for jump in facts["jumps"]:
        typer.echo(
            show.paragraph(
                f"re-filed: {jump['name']}, {jump['months']} months from {jump['first']} to {jump['last']}, "
                f"{jump['before']:,.0f} on {jump['previous']}, {jump['after']:,.0f} on {jump['known']}",
                0,
            )
        )
    findings.remarks(found)
    if found.unknowns and facts["others"]:
        held = ", ".join(f"{name} to {month}" for name, month in facts["others"].items())
        typer.echo(show.paragraph(f"other definitions with months: {held}; --definition asks for one", 0))


def _answer(found: Any) -> str:
    """The answer in a sentence or two."""
    from almenara.faces.show import number

    published, expected = found.figures["published"], found.figures.get("expected")
    if not published.is_known:
        return f"The sum of the months is not known: {published.reason}."
    said = f"{number(published.value)} {published.unit} were published for {published.period}."
    if expected is None or not expected.is_known:
        return f"{said} How far that will move is unknown."
    moved = found.figures["movement"]
    return (
        f"{said} In {found.facts['horizon']} months the same months are expected to stand at "
        f"{number(expected.value)}, with 95 % between {number(expected.low)} and {number(expected.high)}: a "
        f"movement of {moved.value:+,.0f} ({moved.low:+,.0f} to {moved.high:+,.0f}). It rests on "
        f"{len(found.facts['vintages'])} vintages, in which {found.facts['passages']} times a place passed "
        "to a later one."
    )
