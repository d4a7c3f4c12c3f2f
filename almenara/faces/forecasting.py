"""Commands that forecast: a measure of the store or any panel of counts; and the backtest of a panel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from almenara.errors import UsageError
from almenara.faces.options import AsOf, Json, Store
from almenara.faces.outlook import outlook


def _optional(text: str, *names: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, metavar=metavar, help=text, show_default=False)


Panel = Annotated[
    Path, typer.Argument(metavar="PANEL.csv", help="A long table: a row for every unit and month.")
]
Subject = Annotated[
    str,
    typer.Argument(
        metavar="PANEL.csv|MEASURE",
        help="A long table, a row for every unit and month; or, with a place, a measure of the store.",
    ),
]
Place = Annotated[
    str | None,
    typer.Argument(
        metavar="PLACE",
        help="Makes it a measure of the store: a country, for its states and their total, or one place.",
        show_default=False,
    ),
]
UNIT = _optional("Column of the unit: a place, a group.", metavar="COL")
TIME = _optional("Column of the month, YYYY-MM.", metavar="COL")
VALUE = _optional("Column of the count.", metavar="COL")
FROM = _optional("First month to forecast, YYYY-MM.", "--from", metavar="MONTH")
TO = _optional("Last month to forecast, YYYY-MM.", "--to", metavar="MONTH")
UNTIL = _optional("Last month the forecaster may see.", metavar="MONTH")
SEED = _optional("The same seed gives the same samples. Default: 0")
MONTHS = _optional("With a measure: how many months from the day on, 1 to 12. Default: 3")
DEFINITION = _optional("With a measure: the definition to use. Default: the preferred one that is fresh")
FITTED = _optional(
    "AutoETS and AutoARIMA are slow: all asks for them on any panel, simple leaves them out. "
    "Without this option they are used where they take a minute or so."
)
CELLS = _optional("Write mean and quantiles, a line a unit and month.", metavar="UNITS.csv")
SCORES = _optional("Write scores, a line a unit and model.", metavar="UNITS.csv")
Samples = Annotated[
    Path | None,
    _optional("Write 1,000 samples a unit and month: unit, time, sample, value.", metavar="OUT.parquet"),
]
Group = Annotated[
    str | None,
    _optional("Column of what units are summed into; groups and the total are told, too.", metavar="COL"),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    columns = "--unit place --time month --value deaths"
    app.command(
        epilog="Example: almenara forecast homicide-and-femicide mx --as-of 2018-11-02\n\n"
        f"Of a table: almenara forecast panel.csv {columns} --from 2020-01 --to 2020-12"
    )(forecast)
    app.command(
        epilog=f"Example: almenara backtest panel.csv {columns} --train-until 2018-10 "
        "--from 2019-01 --to 2019-12"
    )(backtest)


def forecast(
    subject: Subject,
    place: Place = None,
    unit: Annotated[str | None, UNIT] = None,
    time: Annotated[str | None, TIME] = None,
    value: Annotated[str | None, VALUE] = None,
    first: Annotated[str | None, FROM] = None,
    last: Annotated[str | None, TO] = None,
    samples: Samples = None,
    out: Annotated[Path | None, CELLS] = None,
    group: Group = None,
    seed: Annotated[int | None, SEED] = None,
    months: Annotated[int | None, MONTHS] = None,
    definition: Annotated[str | None, DEFINITION] = None,
    as_of: AsOf = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Forecast monthly counts: of a table, as samples and quantiles; or of a measure and place of the store.

    A table needs no store and may end months before the first month to forecast. A measure is forecast as
    known on the day, for a country state by state, with the chance that it rises.
    """
    of_table = {"--unit": unit, "--time": time, "--value": value, "--from": first, "--to": last}
    more = {"--samples": samples, "--out": out, "--group": group, "--seed": seed}
    of_store = {"--months": months, "--definition": definition, "--as-of": as_of, "--store": store}
    if place is not None:
        _refuse(of_table | more, "goes with a table, not with a measure and place")
        outlook(subject, place, 3 if months is None else months, definition, as_of, store, json)
        return
    if missing := [name for name, given in of_table.items() if given is None]:
        other = "" if "." in subject else f"; or name a place: almenara forecast {subject} PLACE"
        raise UsageError(f"{', '.join(missing)}: needed to forecast the table {subject}{other}")
    given = of_store | ({"--store": None} if "ALMENARA_STORE" in os.environ else {})
    _refuse(given, "goes with a measure and place, not with a table")
    unit, time, value, first, last = map(str, of_table.values())
    _table_forecast(
        Path(subject), unit, time, value, first, last, json,
        samples=samples, out=out, group=group, seed=seed or 0,
    )  # fmt: skip


def _refuse(options: dict[str, Any], why: str) -> None:
    if named := [name for name, given in options.items() if given is not None]:
        raise UsageError(f"{', '.join(named)} {why}")


def _table_forecast(
    panel: Path, unit: str, time: str, value: str, first: str, last: str, json: bool, **wanted: Any
) -> None:
    from almenara.faces import show
    from almenara.workspace import Workspace

    answer = Workspace.forecast(panel, unit, time, value, first, last, **wanted)
    if json:
        show.as_json(answer)
        return
    rows = [
        {"unit": c.unit, "month": c.time, "mean": round(c.mean, 1), "median": c.q50,
         "50 %": f"{c.q25:,.0f} to {c.q75:,.0f}", "90 %": f"{c.q05:,.0f} to {c.q95:,.0f}"}
        for c in answer.cells
    ]  # fmt: skip
    show.table(rows, list(rows[0]))
    typer.echo(
        f"{answer.units} units, {answer.history} months until {answer.trained_until}; seed {answer.seed}"
    )


def backtest(
    panel: Panel,
    unit: Annotated[str, UNIT],
    time: Annotated[str, TIME],
    value: Annotated[str, VALUE],
    train_until: Annotated[str, UNTIL],
    first: Annotated[str, FROM],
    last: Annotated[str, TO],
    samples: Samples = None,
    out: Annotated[Path | None, SCORES] = None,
    group: Group = None,
    baselines: Annotated[Literal["none", "simple", "all"] | None, FITTED] = None,
    seed: Annotated[int | None, SEED] = None,
    json: Json = False,
) -> None:
    """Forecast months that a table holds from earlier ones, and score that beside simple baselines.

    It needs no store. CRPS, IGN (bits) and MIS (90 %): smaller is better; coverage should equal its level.
    """
    from almenara.faces import show
    from almenara.workspace import Workspace

    def progress(model: str, done: int) -> None:
        if done % 25 == 0:
            typer.echo(f"{model}: {done} units fitted", err=True)

    answer = Workspace.backtest(
        panel, unit, time, value, first, last, progress, train_until=train_until, samples=samples, out=out,
        group=group, baselines=baselines, seed=seed or 0,
    )  # fmt: skip
    if json:
        show.as_json(answer)
        return
    _table(answer.scores)
    for level, scores in answer.sums.items():
        typer.echo({"group": f"Sums by {group}", "total": "Total of all units"}[level])
        _table(scores)
    typer.echo("Inside 50, 80, 95 %: by the randomised PIT. CI: in the closed interval, which counts exceed.")
    for model, why in answer.left_out.items():
        typer.echo(f"left out: {model} {why}")
    typer.echo(
        f"{answer.units} units x {answer.months} months; {answer.history} months of history "
        f"until {answer.trained_until}; seed {answer.seed}"
    )


def _table(scores: list[Any]) -> None:
    from almenara.faces import show

    rows = [
        {"model": s.model, "CRPS": f"{s.crps:.3f}", "IGN": f"{s.ign:.3f}", "MIS": f"{s.mis:.2f}",
         "50 %": f"{s.pit_coverage_50:.1%}", "80 %": f"{s.pit_coverage_80:.1%}",
         "95 %": f"{s.pit_coverage_95:.1%}", "CI 50": f"{s.coverage_50:.1%}",
         "CI 80": f"{s.coverage_80:.1%}", "CI 95": f"{s.coverage_95:.1%}"}
        for s in scores
    ]  # fmt: skip
    show.table(rows, list(rows[0]))
