"""The forecast of a measure of the store: a sentence, and a table by state."""

from __future__ import annotations

from pathlib import Path

import typer

from almenara.model.figure import Figure
from almenara.model.terms import likelihood


def outlook(
    measure: str,
    place: str,
    months: int,
    definition: str | None,
    as_of: str | None,
    store: Path | None,
    json: bool,
) -> None:
    """Print what is to be expected of a measure in a place in the months from the day on."""
    from almenara.faces import findings, show
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    where = workspace.place(place)
    found = workspace.ask(
        "outlook", as_of, measure=measure, place=where.code, definition=definition, months=months
    )
    if json:
        findings.as_json(found)
        return
    if found.figures:
        typer.echo(show.paragraph(_sentence(measure, where.name, found.figures), 0))
        typer.echo()
    rows = [
        {"place": label, "last": findings.value(f["last"]), "a year earlier": findings.value(f["same"]),
         "median [80 %]": findings.value(f["median"]), "[50 %]": _interval(f["half"]),
         "above last": chance(f["above_last"]), "above a year earlier": chance(f["above_same"])}
        for label, f in [(row.label, row.figures) for row in found.rows]
        + ([(f"{where.name}, total", found.figures)] if found.figures and len(found.rows) > 1 else [])
    ]  # fmt: skip
    show.table(rows, list(rows[0]))
    facts = found.facts
    known = next(iter(found.rows)).figures["last"].period
    typer.echo(
        show.paragraph(
            f"{facts['definition']}; months to come: {facts['period']}; last: {known}, the newest known as of "
            f"{found.as_of}; {facts['history']} months of history",
            0,
        )
    )
    findings.remarks(found)


def chance(figure: Figure) -> str:
    """A chance with its word of the ICD 203 scale."""
    if figure.value is None:
        return "–"
    return f"{figure.value:.0f} % {likelihood(figure.value / 100).words['en']}"


def _interval(figure: Figure) -> str:
    return f"[{figure.low or 0:,.0f}, {figure.high or 0:,.0f}]"


def _sentence(measure: str, place: str, figures: dict[str, Figure]) -> str:
    median, same = figures["median"], figures["above_same"]
    text = (
        f"{measure} in {place}, {median.period}: {median.value:,.0f} expected (80 % interval {median.low:,.0f} to "
        f"{median.high:,.0f}). Chance that it is more than in {figures['last'].period}: "
        f"{chance(figures['above_last'])}"
    )
    return text + (f"; than a year earlier: {chance(same)}." if same.value is not None else ".")
