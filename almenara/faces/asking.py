"""Commands that ask for figures: figure, series."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from almenara.faces.options import AsOf, Json, Store

Measure = Annotated[
    str,
    typer.Argument(metavar="MEASURE", help="What is counted: homicide, kidnapping … (`almenara measures`)"),
]
PlaceName = Annotated[
    str,
    typer.Argument(metavar="PLACE", help='Code, name or alias: a country, a state, "Town, State"'),
]
PeriodText = Annotated[
    str,
    typer.Argument(metavar="PERIOD", help="2017, 2018-05, 2018-Q1, 2018-H1, 2018-05-03 or 2018-01..2018-05"),
]
DefinitionId = Annotated[
    str | None, typer.Option("--definition", metavar="ID", help="Only this definition.", show_default=False)
]


class Frequency(StrEnum):
    """Length of the periods of a series."""

    month = "month"
    quarter = "quarter"
    year = "year"


class Format(StrEnum):
    """How a series is printed."""

    csv = "csv"
    json = "json"
    chart = "chart"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: almenara figure homicide mx 2017 --as-of 2018-11-02 --history")(figure)
    app.command(epilog="Example: almenara series homicide MX-GUA --from 2015 --to 2018 --frequency quarter")(
        series
    )


def figure(
    measure: Measure,
    place: PlaceName,
    period: PeriodText,
    as_of: AsOf = None,
    json: Json = False,
    history: Annotated[
        bool, typer.Option("--history", help="Show how it was revised, each vintage with the difference.")
    ] = False,
    definition: DefinitionId = None,
    store: Store = None,
) -> None:
    """Every definition's figure known on the day, the preferred one first, each with its evidence.

    Exit code 4, with the reason, where the evidence of that day has no such figure.
    """
    from almenara.faces import figures, show
    from almenara.model.records import figure_record
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    ask = workspace.history if history else workspace.figures
    found = ask(measure, place, period, as_of, definition)
    if json:
        show.as_json([figure_record(item, workspace.definition(item.definition)) for item in found])
    elif history:
        figures.history(found, workspace.definition)
    else:
        figures.figures(found, workspace.definition)


def series(
    measure: Measure,
    place: PlaceName,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PERIOD", help="Where it begins. Default: with the evidence", show_default=False
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="PERIOD", help="Where it ends. Default: with the evidence", show_default=False
        ),
    ] = None,
    frequency: Annotated[Frequency, typer.Option(help="Length of its periods.")] = Frequency.month,
    definition: DefinitionId = None,
    form: Annotated[
        Format, typer.Option("--format", help="csv, json, or a chart drawn in the terminal.")
    ] = Format.csv,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """A measure over time at one place, one definition after the other, each value with its evidence."""
    from almenara.faces import figures, show
    from almenara.model.records import figure_record
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.series_figures(measure, place, first, last, frequency.value, definition, as_of)
    if json or form is Format.json:
        show.as_json([figure_record(item, workspace.definition(item.definition)) for item in found])
    elif form is Format.csv:
        figures.series_csv(found, workspace.definition)
    else:
        figures.series_chart(found, workspace.definition)
