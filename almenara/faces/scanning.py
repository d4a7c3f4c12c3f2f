"""The command that looks for clusters in files of counts: scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.options import Json


class Model(StrEnum):
    """What the counts are compared with."""

    poisson = "poisson"
    bernoulli = "bernoulli"
    permutation = "permutation"


class Shape(StrEnum):
    """How windows grow."""

    circles = "circles"
    ellipses = "ellipses"
    connected = "connected"


class Unit(StrEnum):
    """Length of a time step."""

    day = "day"
    month = "month"
    year = "year"


def _file(option: str, text: str) -> Any:
    return typer.Option(option, metavar="FILE", help=text, show_default=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog="Example: almenara scan --cases nm.cas --population nm.pop --coordinates nm.geo --space-time"
    )(scan)


def scan(
    cases: Annotated[Path, _file("--cases", "Place, number of cases, time, covariates; a line each.")],
    coordinates: Annotated[Path, _file("--coordinates", "Place, latitude, longitude; or place, x, y.")],
    controls: Annotated[
        Path | None, _file("--controls", "Place, number of controls, time; for bernoulli.")
    ] = None,
    population: Annotated[
        Path | None, _file("--population", "Place, time, people, covariates; for poisson.")
    ] = None,
    grid: Annotated[Path | None, _file("--grid", "Centres of circles. Default: every place.")] = None,
    neighbours: Annotated[
        Path | None, _file("--neighbours", "A place, then those that touch it; for connected windows.")
    ] = None,
    model: Annotated[Model, typer.Option(help="What the counts are compared with.")] = Model.poisson,
    space: Annotated[bool, typer.Option("--space", help="Places only, over all times. The default.")] = False,
    space_time: Annotated[bool, typer.Option("--space-time", help="Places and any span of time.")] = False,
    prospective: Annotated[
        bool, typer.Option("--prospective", help="Places and spans that last until the end: alive clusters.")
    ] = False,
    windows: Annotated[Shape, typer.Option(help="How windows grow.")] = Shape.circles,
    max_population: Annotated[
        float, typer.Option(metavar="SHARE", help="Most of the expected cases that a window may hold.")
    ] = 0.5,
    max_time: Annotated[
        float, typer.Option(metavar="SPAN", help="Longest span: a share of the study below 1, or time steps.")
    ] = 0.5,
    max_radius: Annotated[
        float | None,
        typer.Option(metavar="KM", help="Largest radius, in km or the plane's unit.", show_default=False),
    ] = None,
    unit: Annotated[
        Unit | None,
        typer.Option(help="Length of a time step. Default: as the case file.", show_default=False),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="First day of the study. Default: of the cases", show_default=False),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Last day of the study. Default: of the cases", show_default=False),
    ] = None,
    degrees: Annotated[
        bool | None,
        typer.Option(
            "--degrees/--plane",
            help="What coordinates are. Default: degrees if all can be.",
            show_default=False,
        ),
    ] = None,
    replications: Annotated[int, typer.Option(help="Made-up data sets for p-values.")] = 999,
    seed: Annotated[int, typer.Option(help="The same seed gives the same p-values.")] = 0,
    stop_after: Annotated[
        int | None,
        typer.Option(metavar="N", help="Stop when N replications beat the best cluster.", show_default=False),
    ] = None,
    least_cases: Annotated[int, typer.Option(help="Cases that a cluster needs.")] = 2,
    geojson: Annotated[
        Path | None,
        typer.Option(
            "--geojson", metavar="OUT", help="Write the clusters' hulls as GeoJSON too.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Find clusters of cases in space and time by Kulldorff's scan statistic, from SaTScan's files.

    It needs no store. Clusters share no place; the best comes first. p says how often chance alone gives
    a window as striking anywhere.
    """
    from almenara.errors import UsageError
    from almenara.faces import geojson as files
    from almenara.faces import show
    from almenara.model.period import parse_day
    from almenara.workspace import Workspace

    wanted = {"space": space, "space-time": space_time, "prospective": prospective}
    named = [name for name, given in wanted.items() if given]
    if len(named) > 1:
        raise UsageError(f"--{' and --'.join(named)} exclude each other")
    answer = Workspace.scan(
        cases, coordinates, controls=controls, population=population, grid=grid, neighbours=neighbours,
        model=model.value, scope=named[0] if named else "space", windows=windows.value,
        max_population=max_population, max_time=max_time, max_radius=max_radius,
        unit=unit.value if unit else None, degrees=degrees,
        start=parse_day(start, name="--start") if start else None,
        end=parse_day(end, name="--end") if end else None,
        replications=replications, seed=seed, stop_after=stop_after, least_cases=least_cases,
        geometry=geojson is not None,
    )  # fmt: skip
    if geojson:
        files.write(geojson, _features(answer))
    if json:
        show.as_json(_record(answer))
        return
    _shown(answer)


def _record(answer: Any) -> dict[str, Any]:
    """The answer for programs; hulls go to the file alone."""
    made = asdict(answer)
    for cluster in made["clusters"]:
        del cluster["geometry"]
    return made


def _features(answer: Any) -> Iterator[tuple[str, dict[str, Any] | None, dict[str, Any]]]:
    for number, cluster in enumerate(_record(answer)["clusters"], 1):
        days = {
            name: day.isoformat() if day else None for name in ("start", "end") for day in [cluster[name]]
        }
        yield str(number), answer.clusters[number - 1].geometry, cluster | days


def _shown(answer: Any) -> None:
    from almenara.faces import show

    if not answer.clusters:
        typer.echo("No window has more cases than expected.")
        return
    rows = [
        {
            "places": _named(c.locations), "from": c.start, "to": c.end, "cases": c.cases,
            "expected": round(c.expected, 2),
            "risk": None if c.relative_risk is None else round(c.relative_risk, 2),
            "llr": f"{c.llr:.6f}", "p": "–" if c.p is None else f"{c.p:.3g}",
            "gumbel": "–" if c.p_gumbel is None else f"{c.p_gumbel:.2g}" if c.p_gumbel else "< 1e-300",
        }
        for c in answer.clusters
    ]  # fmt: skip
    if answer.clusters[0].start is None:
        rows = [{k: v for k, v in row.items() if k not in ("from", "to")} for row in rows]
    show.table(rows, list(rows[0]))
    left_out = f"; {answer.left_out} outside the study left out" if answer.left_out else ""
    typer.echo(
        f"{answer.cases} cases in {answer.places} places{left_out}; "
        f"{answer.replications} replications, seed {answer.seed}"
    )
    typer.echo(f"Coordinates were taken as {'degrees' if answer.degrees else 'points on a plane'}.")
    if answer.too_large:
        typer.echo(f"In no window, as each is larger than the largest: {_named(answer.too_large)}")


def _named(locations: list[str]) -> str:
    """At most twelve names; the rest as a number."""
    rest = len(locations) - 12
    return ", ".join(locations[:12]) + (f" and {rest} more" if rest > 0 else "")
