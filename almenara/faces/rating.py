"""The command that rates places: rate."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Json, Store
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period

_LEVELS = {1: "low", 2: "elevated", 3: "high", 4: "very high"}
_CAUSES = {
    "recording": "how much of the truth is recorded, and the age of the counts",
    "weights": "weights",
    "counts": "chance in the counts",
    "missing": "what is missing",
    "normalisation": "the scale",
    "aggregation": "how severities add up",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara rate mx --as-of 2018-11-02")(rate)


def rate(
    place: Annotated[
        str,
        typer.Argument(
            metavar="PLACE", help="A country, for all its states; or one state, or one municipality."
        ),
    ],
    level: Annotated[
        str, typer.Option(metavar="LEVEL", help="Of a country, what to rate: state or municipality.")
    ] = "state",
    top: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Show the N most dangerous. Default: all states, or 50 municipalities",
            show_default=False,
        ),
    ] = None,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Compare with each edition of the official levels instead.")
    ] = False,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Tell what the scores owe to each choice instead.")
    ] = False,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:  # fmt: skip
    """Our level 1 to 4 of each state, with its interval, drivers and what would change it.

    Beside it stands the official advisory level, which has no part in ours. Exit code 4 where too little is known.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    where = workspace.place(place)
    country = where.code.partition("-")[0]
    if agreement and sensitivity:
        raise UsageError("--agreement and --sensitivity are two questions; ask one at a time")
    if (agreement or sensitivity) and where.kind != "country":
        raise UsageError(f"--agreement and --sensitivity are about a country's states, not {where.name}")
    if agreement or sensitivity:
        question = "rating-agreement" if agreement else "rating-sensitivity"
        found = workspace.ask(question, as_of, country=country)
        show: Any = _agreement if agreement else _sensitivity
    else:
        wanted: dict[str, Any] = {"country": country, "level": level}
        if where.kind != "country":
            wanted |= {"level": where.kind, "place": where.code}
        elif top is not None:
            wanted["top"] = top
        found = workspace.ask("rate", as_of, **wanted)
        show = _profile if where.kind != "country" else _every
    if json:
        findings.as_json(found)
        return
    show(found)
    findings.remarks(found)


def _labels(found: Finding) -> dict[str, str]:
    return {i["id"]: i["label"]["en"] for i in found.facts["indicators"]}


def _level(row: Row) -> str:
    figure = row.figures["level"]
    if figure.value is None:
        return "–"
    low, high = int(figure.low or 0), int(figure.high or 0)
    return f"{figure.value:.0f}" + ("" if low == high else f" [{low}–{high}]")


def _official(row: Row) -> str:
    figure = row.figures.get("official")
    return "–" if figure is None or figure.value is None else f"{figure.value:.0f}"


def _paragraph(text: str) -> None:
    from almenara.faces import show

    typer.echo(show.paragraph(text, 0))


def _every(found: Finding) -> None:
    """A country: how many at each level, agreement with the official ones, then the table."""
    from almenara.faces import show

    rated = [row for row in found.rows if row.figures["level"].is_known]
    what = "states" if found.facts["level"] == "state" else "municipalities"
    facts = found.facts
    _paragraph(
        f"Our rating of {what} of {facts['country_name']} as known on {found.as_of}: {facts['rated']} of "
        f"{facts['places']} could be rated."
    )
    for n in (4, 3, 2, 1):
        count = found.figures[f"at_{n}"].value or 0
        names = [row.label for row in rated if row.figures["level"].value == n]
        if count:  # who they are only where all of them are shown
            told = f" ({', '.join(names)})" if len(names) == count else ""
            _paragraph(f"level {n}, {_LEVELS[n]}: {count:,.0f}{told}")
    _stands_on(found)
    if "kappa" in found.figures:
        _paragraph(_agreed(found.figures) + (_apart(rated) if len(rated) == facts["rated"] else ""))
    labels = _labels(found)
    typer.echo("")
    rows = [
        {
            "place": row.label,
            "our level": _level(row),
            "chance": _chance(row, row.figures["level"].value) if row.figures["level"].is_known else "–",
            "score": _bounds(row.figures["score"]),
            "rank": _bounds(row.figures["rank"]),
            **({"official": _official(row)} if found.facts["level"] == "state" else {}),
            "drivers": ", ".join(_with_rate(row, d, labels) for d in row.facts["drivers"]),
        }
        for row in found.rows
    ]
    show.table(rows, list(rows[0]))
    typer.echo("")


def _chance(row: Row, level: float | None) -> str:
    """Probability of a level as it is printed: never none, never certain."""
    value = row.figures[f"chance_{level:.0f}"].value or 0.0
    return "less than 1 %" if value < 1 else "more than 99 %" if value > 99 else f"{value:.0f} %"


def _bounds(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    return f"{figure.value:.0f} [{figure.low:.0f}, {figure.high:.0f}]"


def _with_rate(row: Row, indicator: str, labels: dict[str, str]) -> str:
    figure = row.figures.get(indicator)
    return labels[indicator] + (f" {figure.value:,.1f}" if figure and figure.value is not None else "")


def _agreed(figures: dict[str, Figure]) -> str:
    kappa, same, near = figures["kappa"], figures["same"], figures["within_one"]
    count = len([f for f in same.inputs if f.measure == "advisory-level"])
    return (
        f"Beside the official levels in force, which have no part in ours: {same.value:.0f} of {count} states have the "
        f"same level, {near.value:.0f} differ by one at most; weighted kappa {kappa.value:.2f}, 95 % interval "
        f"{kappa.low:.2f} to {kappa.high:.2f} (0 is what chance gives, 1 full agreement)."
    )


def _apart(rated: list[Row]) -> str:
    said = ""
    for verdict in ("higher", "lower"):
        if names := [row.label for row in rated if row.facts.get("against") == verdict]:
            said += f" Ours is {verdict} for {', '.join(names)}."
    return said


def _stands_on(found: Finding) -> None:
    told = [
        f"{i['label']['en']} {100 * i['weight']:.0f} % ({i['period'] or 'not known'})"
        for i in found.facts["indicators"]
    ]
    part = any(i["period"] and Period.parse(i["period"]).month_count < 12 for i in found.facts["indicators"])
    scaled = "; counts of less than a year are scaled to one" if part else ""
    _paragraph(
        "It stands on yearly rates per 100,000 inhabitants, with these weights and months: "
        + "; ".join(told)
        + f"{scaled}."
    )


def _profile(found: Finding) -> None:
    """One place: level, chances, drivers, what would change it, what is missing."""
    (row,) = found.rows
    labels, figures = _labels(found), row.figures
    level, score = figures["level"], figures["score"]
    n = int(level.value or 0)
    chances = ", ".join(f"level {k} {_chance(row, k)}" for k in (4, 3, 2, 1))
    reach = f"from level {level.low:.0f} to {level.high:.0f}" if level.low != level.high else "no other level"
    _paragraph(
        f"{row.label}, as known on {found.as_of}: our level {n} of 4, {_LEVELS[n]}; "
        f"the 90 % interval reaches {reach}. Score {score.value:.0f} of 100 [{score.low:.0f}, {score.high:.0f}]; "
        f"{chances}. Rank {figures['rank'].value:.0f} of {found.facts['rated']}, 1 the most dangerous "
        f"[{figures['rank'].low:.0f}, {figures['rank'].high:.0f}]."
    )
    if "official" in figures:
        verdict = {"same": "the same", "higher": "lower than ours", "lower": "higher than ours"}
        said = verdict.get(row.facts["against"], "not known")
        _paragraph(f"Official advisory level: {_official(row)}, {said}; it has no part in ours.")
    typer.echo("")
    for one in found.facts["indicators"]:
        figure = figures.get(one["id"])
        if figure is None or figure.value is None:
            typer.echo(
                f"  {one['label']['en']}: not known; it widens the interval ({100 * one['weight']:.0f} % of weight)"
            )
        else:
            share = figures[f"share_{one['id']}"]
            scaled = " alone, scaled to a year" if figure.period.month_count < 12 else ""
            typer.echo(f"  {one['label']['en']}: {figure.value:,.1f} per 100,000 a year, {one['period']}{scaled} "
                f"({one['measure']}, {one['definition']}); "
                       f"{share.value:.0f} % of the score")  # fmt: skip
    typer.echo("")
    told = [
        f"{_more(figures[name].value or 0)} {labels[row.facts[f'{name}_by']]} alone would move it to level {to}"
        for name, to in (("lower", n - 1), ("higher", n + 1))
        if name in figures
    ]
    _paragraph("What would change it: " + ("; ".join(told) if told else "no change of a single rate") + ".")


def _more(percent: float) -> str:
    return f"{abs(percent):,.0f} % {'less' if percent < 0 else 'more'}"


def _agreement(found: Finding) -> None:
    from almenara.faces import findings

    _paragraph(
        "Our rating, from what was known on each edition's day, beside the levels that the edition gave:"
    )
    findings.table(
        found, {"kappa": "weighted kappa", "same": "same", "higher": "ours higher", "lower": "ours lower"},
        first="edition",
    )  # fmt: skip


def _sensitivity(found: Finding) -> None:
    from almenara.faces import show

    _paragraph("Of the variance of the scores, on average over the states, is owed to:")
    show.table(
        [
            {"cause": _CAUSES[row.key]}
            | {f"{k}, %": round(row.figures[k].value or 0) for k in ("first", "total")}
            for row in found.rows
        ],
        ["cause", "first, %", "total, %"],
    )
