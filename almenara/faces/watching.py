"""Commands that tell what is out of the ordinary: anomalies, compare."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from almenara.faces.asking import DefinitionId, Measure
from almenara.faces.options import AsOf, Json, Store

if TYPE_CHECKING:
    from almenara.model.finding import Finding


class Level(StrEnum):
    """Which places are watched."""

    place = "place"
    state = "state"
    municipality = "municipality"


class Method(StrEnum):
    """How a count is judged."""

    farrington = "farrington"
    ears = "ears"


class Frequency(StrEnum):
    """Length of a file's time steps."""

    month = "month"
    week = "week"


def _column(text: str) -> Any:
    return typer.Option(metavar="COL", help=f"Of --panel: column of the {text}.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: almenara anomalies homicide-and-femicide mx --as-of 2018-11-02 --changes")(
        anomalies
    )
    app.command(
        epilog="Example: almenara compare homicide-and-femicide mx 2018-01..2018-06 --as-of 2018-11-02"
    )(compare)


def anomalies(
    measure: Annotated[
        str | None, typer.Argument(metavar="MEASURE", help="What is counted: homicide …", show_default=False)
    ] = None,
    place: Annotated[
        str | None, typer.Argument(metavar="PLACE", help="A country, or a smaller place.", show_default=False)
    ] = None,
    level: Annotated[
        Level | None,
        typer.Option(
            help="Its states, its municipalities or itself. Default: a country's states", show_default=False
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(metavar="MONTH", help="Last month watched. Default: the newest", show_default=False),
    ] = None,
    newest: Annotated[int, typer.Option(help="How many months are watched, up to the last.")] = 1,
    method: Annotated[
        Method | None,
        typer.Option(help="Default: farrington with three years of past, ears with less", show_default=False),
    ] = None,
    alpha: Annotated[
        float, typer.Option(help="Share of counts above the bound where nothing has changed.")
    ] = 0.01,
    changes: Annotated[bool, typer.Option("--changes", help="Also tell when levels changed.")] = False,
    definition: DefinitionId = None,
    panel: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Watch a table of yours; needs no store.", show_default=False),
    ] = None,
    unit: Annotated[str, _column("unit; none for one series")] = "",
    time: Annotated[str, _column("month or week")] = "time",
    value: Annotated[str, _column("count")] = "value",
    frequency: Annotated[Frequency, typer.Option(help="Of --panel: its time steps.")] = Frequency.month,
    years: Annotated[int, typer.Option(help="Of --panel: years looked back at most.")] = 5,
    least_cases: Annotated[
        float, typer.Option(help="Of --panel: cases in the last four steps without which nothing is tested.")
    ] = 5,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Which places have more in the newest month than their own past explains.

    An alarm is a count above the bound of the improved Farrington method, or of EARS where the past is short;
    it stands if it is among those kept with one in twenty of them false.
    """
    from almenara.errors import UsageError
    from almenara.workspace import Workspace

    if panel is not None:
        if measure or place or definition or level or month:
            raise UsageError(
                "--panel is watched by itself: give no MEASURE, PLACE, --definition, --level or --month"
            )
        answer = Workspace.watch(
            panel, unit, time, value, frequency=frequency.value, newest=newest,
            method=method.value if method else None, alpha=alpha, years=years, least_cases=least_cases,
            changes=changes,
        )  # fmt: skip
        _file_shown(answer, json)
        return
    if not measure or not place:
        raise UsageError(
            "give a MEASURE and a PLACE, or a table with --panel FILE.csv; `almenara anomalies --help`"
        )
    workspace = Workspace.open(store)
    asked = {
        "measure": measure, "place": workspace.place(place).code, "definition": definition,
        "level": level.value if level else None,
    }  # fmt: skip
    found = workspace.ask(
        "anomalies", as_of, **asked, month=month, newest=newest, method=method.value if method else None,
        alpha=alpha,
    )  # fmt: skip
    turned = workspace.ask("change-points", as_of, **asked, alpha=alpha) if changes else None
    if json:
        from almenara.faces import show
        from almenara.model.records import finding_record

        record = finding_record(found)
        show.as_json(record | {"changes": finding_record(turned)} if turned else record)
        return
    _shown(found, workspace.definition(found.facts["definition"]).name("en"))
    if turned:
        typer.echo()
        _turns_shown(turned)


def compare(
    measure: Measure,
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Its states are compared.")],
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="PERIOD", help="Whole months, a year at most. Default: this year's", show_default=False
        ),
    ] = None,
    definition: DefinitionId = None,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Which states rose or fell on the same months of the year before, and which only vary by chance."""
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.ask(
        "real-changes", as_of, measure=measure, place=workspace.place(country).code, definition=definition,
        period=period,
    )  # fmt: skip
    if json:
        findings.as_json(found)
        return
    numbers = {name: int(figure.value or 0) for name, figure in found.figures.items()}
    facts = found.facts
    typer.echo(
        f"{measure}, {facts['period']} against {facts['earlier']} "
        f"({workspace.definition(facts['definition']).name('en')}), as known on {found.as_of}"
    )
    typer.echo(
        f"Of {numbers['compared']} states, {numbers['rose']} rose and {numbers['fell']} fell beyond chance; "
        f"the change of {numbers['unclear']} cannot be told from chance."
    )
    typer.echo(
        "Beyond chance: at most one in twenty such verdicts is false. The ratio's 95 % interval is widened by how "
        f"far each state's months scattered in {facts['months_learned_from']}."
    )
    typer.echo()
    columns = {"count": "count", "earlier": "a year before", "change": "change, %", "ratio": "ratio",
               "adjusted": "p adjusted", "verdict": "verdict"}  # fmt: skip
    findings.table(found, columns, "state")
    findings.remarks(found)


def _shown(found: Finding, name: str) -> None:
    from almenara.faces import findings

    facts = found.facts
    numbers = {key: figure.value or 0 for key, figure in found.figures.items()}
    first, last = facts["first_month"], facts["last_month"]
    when = last if first == last else f"{first} to {last}"
    typer.echo(f"{facts['measure']}, {when} ({name}), as known on {found.as_of}")
    typer.echo(_sentence(numbers, facts["alpha"], facts["method"], facts["years"]))
    typer.echo()
    columns = {"count": "count", "expected": "expected", "upper": "bound", "p": "p", "adjusted": "p adjusted"}
    if first != last:
        columns = {"month": "month", **columns}
    alarms = tuple(row for row in found.rows if row.facts["alarm"])
    if alarms:
        from dataclasses import replace

        from almenara.model.finding import Row

        marked = [
            Row(
                r.key, r.label, r.figures, r.place, r.facts | {"stands": "yes" if r.facts["stands"] else "no"}
            )
            for r in alarms
        ]
        findings.table(replace(found, rows=tuple(marked)), columns | {"stands": "stands"}, most=40)
    findings.remarks(found)


def _sentence(numbers: dict[str, float], alpha: float, method: str, years: int) -> str:
    how = f"the improved Farrington method, {years} years of past" if method == "farrington" else "EARS C1"
    return (
        f"{numbers['alarms']:.0f} of {numbers['tested']:,.0f} counts tested are above the bound ({how}); with no "
        f"change anywhere, about {numbers['by_chance']:.1f} would be at alpha {alpha:g}. {numbers['stand']:.0f} stand "
        "when one false alarm in twenty is allowed."
    )


def _turns_shown(found: Finding) -> None:
    from almenara.faces import findings, show

    numbers = {key: figure.value or 0 for key, figure in found.figures.items()}
    facts = found.facts
    typer.echo(
        f"Level changed in {numbers['changed']:.0f} of {numbers['tested']:,.0f} series, {facts['months']}: "
        f"{numbers['changes']:.0f} changes; about {numbers['by_chance']:.1f} series would be given one by chance. "
        "Each date with its 95 % interval:"
    )
    typer.echo()
    columns = {"month": "changed in", "earliest": "earliest", "latest": "latest", "before": "before, a month",
               "after": "after, a month", "p": "p"}  # fmt: skip
    findings.table(found, columns, most=60)
    for text in (*found.unknowns, *found.caveats):
        typer.echo(show.paragraph(f"mind: {text}", 0))


def _file_shown(answer: Any, json: bool) -> None:
    from almenara.faces import show

    if json:
        show.as_json(answer)
        return
    numbers = {
        "alarms": answer.alarms, "tested": answer.tested, "by_chance": answer.by_chance, "stand": answer.stand,
    }  # fmt: skip
    when = answer.last if answer.first == answer.last else f"{answer.first} to {answer.last}"
    typer.echo(f"{answer.units} series, {when}")
    typer.echo(_sentence(numbers, answer.alpha, answer.method, answer.years))
    rows = [
        {"unit": c.unit, "time": c.time, "count": c.count, "expected": round(c.expected or 0, 1),
         "bound": round(c.upper or 0, 1), "p": f"{c.p:.4f}", "p adjusted": f"{c.adjusted:.4f}",
         "stands": "yes" if c.stands else "no"}
        for c in answer.cells if c.alarm
    ]  # fmt: skip
    if rows:
        typer.echo()
        show.table(rows[:60], list(rows[0]))
    if answer.changes:
        typer.echo("\nChanges of level, each date with its 95 % interval:\n")
        turns = [
            {"unit": t.unit, "changed in": t.time, "earliest": t.earliest, "latest": t.latest,
             "before": round(t.before, 1), "after": round(t.after, 1), "p": f"{t.p:.4f}"}
            for t in answer.changes
        ]  # fmt: skip
        show.table(turns[:60], list(turns[0]))
