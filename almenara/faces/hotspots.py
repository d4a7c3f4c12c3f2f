"""The command that asks where it is hot: hotspots."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from almenara.faces.asking import DefinitionId, Measure
from almenara.faces.options import AsOf, Json, Store
from almenara.model.finding import Finding, Row

GeoJson = Annotated[
    Path | None,
    typer.Option("--geojson", metavar="OUT", help="Write the places as GeoJSON too.", show_default=False),
]
WHOLE, MOST = 40, 20
"""Rows up to which all are printed, and how many are where there are more."""
_BESIDE = {
    "pack": "those that share a border",
    "boundaries": "those that share a border",
    "points": "the six nearest",
}


class Level(StrEnum):
    """Which places are compared."""

    state = "state"
    municipality = "municipality"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara hotspots homicide-and-femicide mx --as-of 2018-11-02")(hotspots)


def hotspots(
    measure: Measure,
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Code or name of a country: mx")],
    definition: DefinitionId = None,
    level: Annotated[Level, typer.Option(help="Which places are compared.")] = Level.state,
    months: Annotated[int, typer.Option(min=1, help="How many of the newest months.")] = 12,
    geojson: GeoJson = None,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Where rates are high, or low, together with the neighbours' rates, and what became of it.

    Gi* of empirical-Bayes rates, with the false discovery rate held at 5 %. Exit code 4, with the reason,
    where the evidence of that day does not bear it.
    """
    from almenara.errors import NoEvidence
    from almenara.faces import findings
    from almenara.faces import geojson as files
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.ask(
        "hotspots", as_of, measure=measure, country=workspace.place(country).code, definition=definition,
        level=level.value, months=months, **({"geometry": True} if geojson else {}),
    )  # fmt: skip
    if not found.rows:
        raise NoEvidence("\n".join(found.unknowns))
    if geojson:
        files.write(geojson, ((row.key, row.facts["geometry"], _properties(row)) for row in found.rows))
    if json:
        findings.as_json(found)
    else:
        _shown(found)


def _properties(row: Row) -> dict[str, object]:
    values: dict[str, object] = {name: figure.value for name, figure in row.figures.items()}
    return {"name": row.label, **values, **{k: v for k, v in row.facts.items() if k != "geometry"}}


def _shown(found: Finding) -> None:
    from almenara.faces import findings, show

    facts, count = found.facts, found.rows[0].figures["count"]
    head = f"{facts['measure']} ({facts['definition']}, {count.unit}) in {facts['period']}: {_answer(found)}."
    typer.echo(show.paragraph(head, 0))
    patterned = found.rows[0].facts["pattern"] is not None
    about = [
        f"Neighbours are {_BESIDE[facts['neighbours']]}{_alone(facts['islands'])}.",
        f"Of the places that stand out, at most {100 * facts['false_discovery_rate']:g} % are expected to be "
        f"chance ({facts['permutations']:,} permutations).",
    ]
    if patterned:
        about.append(f"Patterns are over {facts['history_months']} months.")
    typer.echo(show.paragraph(" ".join(about), 0))
    columns = {"count": "count", "rate": "rate", "smoothed": "smoothed", "z": "Gi* z", "p": "p"}
    told = {"spot": "spot", "quadrant": "alike", "pattern": "pattern"}
    columns |= {name: head for name, head in told.items() if any(row.facts[name] for row in found.rows)}
    findings.table(found, columns, first=facts["level"], most=None if len(found.rows) <= WHOLE else MOST)
    findings.remarks(found)


def _answer(found: Finding) -> str:
    every = f"{len(found.rows):,} {found.figures['hot'].unit}"
    hot = [row.label for row in found.rows if row.facts["spot"] == "hot"]
    cold = [row.label for row in reversed(found.rows) if row.facts["spot"] == "cold"]
    if not hot and not cold:
        top = ", ".join(f"{r.label} (z {r.figures['z'].value:.1f})" for r in found.rows[:3])
        return f"none of {every} stands out from chance together with its neighbours; the highest are {top}"
    kinds = (("hot spots", hot), ("cold spots", cold))
    return "; ".join(
        f"{len(names) or 'none'} of {every} stand out as {kind}" + (f" ({_some(names, 10)})" if names else "")
        for kind, names in kinds
    )


def _alone(islands: list[str]) -> str:
    some = _some(islands, 4)
    return f"; places without a border on file are joined to the nearest ({some})" if islands else ""


def _some(names: list[str], most: int) -> str:
    return "; ".join(names[:most]) + (" …" if len(names) > most else "")
