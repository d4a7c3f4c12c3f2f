"""Commands that forecast any panel of counts: forecast and backtest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from almenara.faces.options import Json

Panel = Annotated[
    Path, typer.Argument(metavar="PANEL.csv", help="A long table: a row for every unit and month.")
]
Unit = Annotated[str, typer.Option(metavar="COL", help="Column of the unit: a place, a group.")]
Time = Annotated[str, typer.Option(metavar="COL", help="Column of the month, YYYY-MM.")]
Value = Annotated[str, typer.Option(metavar="COL", help="Column of the count.")]
From = Annotated[str, typer.Option("--from", metavar="MONTH", help="First month to forecast, YYYY-MM.")]
To = Annotated[str, typer.Option("--to", metavar="MONTH", help="Last month to forecast, YYYY-MM.")]
Samples = Annotated[
    Path | None,
    typer.Option(
        metavar="OUT.parquet",
        help="Write 1,000 samples a unit and month: unit, time, sample, value.",
        show_default=False,
    ),
]
Group = Annotated[
    str | None,
    typer.Option(
        metavar="COL",
        help="Column of what units are summed into; groups and the total are told, too.",
        show_default=False,
    ),
]
Seed = Annotated[int, typer.Option(help="The same seed gives the same samples.")]


def _out(text: str) -> Any:
    return typer.Option(metavar="UNITS.csv", help=text, show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    columns = "--unit place --time month --value deaths"
    app.command(epilog=f"Example: almenara forecast panel.csv {columns} --from 2020-01 --to 2020-12")(
        forecast
    )
    app.command(
        epilog=f"Example: almenara backtest panel.csv {columns} --train-until 2018-10 "
        "--from 2019-01 --to 2019-12"
    )(backtest)


def forecast(
    panel: Panel, unit: Unit, time: Time, value: Value, first: From, last: To,
    samples: Samples = None,
    out: Annotated[Path | None, _out("Write mean and quantiles, a line a unit and month.")] = None,
    group: Group = None, seed: Seed = 0, json: Json = False,
) -> None:  # fmt: skip
    """Forecast monthly counts from all that a table holds, as samples and quantiles.

    It needs no store. The table may end months before the first month to forecast.
    """
    from almenara.faces import show
    from almenara.workspace import Workspace

    answer = Workspace.forecast(
        panel, unit, time, value, first, last, samples=samples, out=out, group=group, seed=seed
    )  # fmt: skip
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
    panel: Panel, unit: Unit, time: Time, value: Value,
    train_until: Annotated[str, typer.Option(metavar="MONTH", help="Last month the forecaster may see.")],
    first: From, last: To,
    samples: Samples = None,
    out: Annotated[Path | None, _out("Write scores, a line a unit and model.")] = None,
    group: Group = None,
    baselines: Annotated[Literal["none", "simple", "all"] | None, typer.Option(
        help="AutoETS and AutoARIMA are slow: all asks for them on any panel, simple leaves them out. "
        "Without this option they are used where they take a minute or so.", show_default=False)] = None,
    seed: Seed = 0, json: Json = False,
) -> None:  # fmt: skip
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
        group=group, baselines=baselines, seed=seed,
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
