"""The command that asks whether this year passes the record: pace."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from almenara.faces.asking import DefinitionId, Measure, PlaceName
from almenara.faces.options import AsOf, Json, Store
from almenara.model.finding import Finding, Row
from almenara.model.terms import Definition, likelihood

NOUNS = ("almost-no-chance", "roughly-even")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara pace homicide-and-femicide mx --as-of 2018-11-02")(pace)


def pace(
    measure: Measure,
    place: PlaceName,
    than: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="Number of events to pass. Default: the highest whole year known, by the same definition",
            show_default=False,
        ),
    ] = None,
    definition: DefinitionId = None,
    by_state: Annotated[
        bool, typer.Option("--by-state", help="Also each state of a country against its own record.")
    ] = False,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """How likely is it that this year's total passes the record, or any number?

    From the months so far, the season, growth, and how published months are usually revised, all as known on
    the day and by one definition. Exit code 4, with the reason, where the evidence of that day does not tell.
    """
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    code = workspace.place(place).code
    wanted = {"measure": measure, "place": code, "threshold": than, "by_state": by_state}
    found = workspace.ask("pace", as_of, definition=definition, **wanted)
    if json:
        findings.as_json(found)
        return
    _say(found, workspace.definition(found.facts["definition"]))
    if by_state:
        columns = {
            "chance": "probability", "term": "in words", "to_date": "so far", "record": "record",
            "record_year": "of", "projected": "year's total, 90 %",
        }  # fmt: skip
        rows = tuple(replace(row, facts=row.facts | {"chance": _chance(row)}) for row in found.rows)
        findings.table(replace(found, rows=rows), columns, "state")
    else:
        columns = {"same": f"first {found.facts['months']} months", "total": "whole year"}
        findings.table(found, columns, "past year")
    findings.remarks(found)


def _percent(percent: float) -> str:
    return "more than 99 %" if percent > 99 else "less than 1 %" if percent < 1 else f"{percent:.0f} %"


def _chance(row: Row) -> str:
    return "passed" if row.facts["passed"] else _percent(row.figures["probability"].value or 0.0)


def _say(found: Finding, definition: Definition) -> None:
    """The answer in words, then what it rests on."""
    from almenara.faces import show
    from almenara.faces.findings import value

    figures, facts = found.figures, found.facts
    goal, to_date, projected = figures["record"], figures["to_date"], figures["projected"]
    of = f"{show.number(goal.value)} {goal.unit}"
    mark = of if goal.period == projected.period else f"the record of {goal.period}, {of}"
    counted = f"by {definition.id} ({definition.name('en')})"
    where = f"{facts['measure']} in {to_date.place.name}"
    so_far = f"{show.number(to_date.value)} were recorded in {to_date.period}, as known since {to_date.known}"
    if facts["passed"]:
        typer.echo(show.paragraph(f"{where}: {facts['year']} has passed {mark}, {counted}: {so_far}.", 0))
    else:
        percent = figures["probability"].value or 0.0
        step = likelihood(percent / 100)
        number = _percent(percent)
        article = "There is a" if step.key == "roughly-even" else "There is" if step.key in NOUNS else "It is"
        typer.echo(
            show.paragraph(
                f"{where}: {article[0].lower()}{article[1:]} {step.words['en']} ({number}) that the total of "
                f"{facts['year']} passes {mark}, {counted}. {so_far[0].upper()}{so_far[1:]}.", 0,
            )
        )  # fmt: skip
    low, high = show.number(projected.low), show.number(projected.high)
    typer.echo(
        show.paragraph(
            f"The year's total is put at {show.number(projected.value)}, with 90 % between {low} and {high}; the "
            f"months so far over their share of the year would give {value(figures['naive'])}.", 0,
        )
    )  # fmt: skip
    revised = figures["revised"]
    if revised.is_known:
        typer.echo(
            show.paragraph(
                f"The months so far are expected to be known as {show.number(revised.value)} by "
                f"{facts['year'] + 1}-12-31, with 90 % between {show.number(revised.low)} and "
                f"{show.number(revised.high)}.", 0,
            )
        )  # fmt: skip
    rests = (
        f"{facts['history']} months"
        if facts["method"] == "months"
        else f"sums of {len(facts['years'])} past years"
    )
    typer.echo(f"confidence {facts['confidence']}: it rests on {rests}\n")
