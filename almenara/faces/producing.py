"""Commands that make the product and check it: report, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from almenara.faces.options import AsOf, Formats, Json, Marking, Paper, Store


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: almenara report mx --as-of 2018-11-02 --out reports --format html,pdf")(
        report
    )
    app.command(epilog="Example: almenara verify out/EDITION.json")(verify)


def report(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Code or name of a country pack: mx.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the files.")] = Path(
        "reports"
    ),
    formats: Formats = "html,pdf,docx,md,json",
    language: Annotated[str, typer.Option("--lang", help="en or es.")] = "en",
    marking: Marking = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since", metavar="EDITION", help="An earlier edition's JSON, to tell changes against."
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="YAML with your own contact, handling, resources, marking."
        ),
    ] = None,
    paper: Paper = "a4",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Write the security report on a country as of a day, from the evidence in the store.

    Every figure is one that had been published by that day, and is numbered to its source.
    """
    from almenara.faces import show
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    wanted = [part.strip() for part in formats.split(",") if part.strip()]
    paths = workspace.report(
        country, out, as_of, wanted, language, marking, since, config, paper
    )  # fmt: skip
    if json:
        show.as_json([str(path) for path in paths])
        return
    for path in paths:
        typer.echo(str(path))


def verify(
    edition: Annotated[Path, typer.Argument(metavar="EDITION.json", help="The JSON of an edition.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", help="Say what had changed by this day. Default: today"),
    ] = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Compute every figure of an edition again from the kept bytes, and name what later vintages have changed.

    Exit code 7 if any printed figure does not follow from the evidence it cites.
    """
    from dataclasses import asdict

    from almenara.errors import NotVerified, UsageError
    from almenara.faces import show
    from almenara.workspace import Workspace

    if not edition.is_file():
        raise UsageError(
            f"{edition} does not exist; name the JSON of an edition, as `almenara report` wrote it"
        )
    found = Workspace.open(store).verify(edition, as_of)
    if json:
        show.as_json(asdict(found))
    else:
        good = found.checked - len(found.failed)
        typer.echo(
            f"{good} of {found.checked} figures follow from the kept bytes that {found.edition} cites."
        )
        for item in found.failed:
            typer.echo(f"  {item.id} {item.measure} {item.place} {item.period}: printed {_value(item.printed)}, "
                       f"computed {_value(item.computed)}{f' ({item.reason})' if item.reason else ''}")  # fmt: skip
        for line in found.altered:
            typer.echo(f"  {line}")
        if found.changed:
            typer.echo(f"{len(found.changed)} have been changed since by later vintages:")
        for item in found.changed:
            typer.echo(f"  {item.id} {item.measure} ({item.definition}) {item.place} {item.period}: "
                       f"{_value(item.printed)} then, {_value(item.computed)} since {item.known}")  # fmt: skip
    if found.failed or found.altered:
        raise typer.Exit(NotVerified.exit_code)


def _value(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.10g}"
