"""Commands that list what there is: measures, places, sources, status."""

from __future__ import annotations

from typing import Annotated

import typer

from almenara.faces.options import AsOf, Json, Store


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: almenara measures homicide")(measures)
    app.command(epilog='Example: almenara places "san pedro"')(places)
    app.command(epilog="Example: almenara sources")(sources)
    app.command(epilog="Example: almenara status --as-of 2018-11-02")(status)


def measures(
    measure: Annotated[
        str | None, typer.Argument(metavar="MEASURE", help="Only this one, by its name: homicide.")
    ] = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """What can be asked for: measures with their ICCS codes, definitions and sources."""
    from almenara.faces import show
    from almenara.workspace import Workspace

    found = Workspace.open(store).measures(measure)
    if json:
        show.as_json(found)
    else:
        show.measures(found)


def places(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A code, or part of a name; accents and case do not matter.")
    ],
    json: Json = False,
    store: Store = None,
) -> None:
    """Places whose code, name or alias holds the text."""
    from almenara.faces import show
    from almenara.workspace import Workspace

    found = Workspace.open(store).places(text)
    if json:
        show.as_json(found)
    else:
        show.table(found, ["code", "kind", "name", "aliases"])


def sources(json: Json = False, store: Store = None) -> None:
    """The sources that can be read: publisher, licence, rhythm, and what `collect` fetches or where else to get it."""
    from almenara.faces import show
    from almenara.workspace import Workspace

    found = Workspace.open(store).sources()
    if json:
        show.as_json(found)
    else:
        show.sources(found)


def status(as_of: AsOf = None, json: Json = False, store: Store = None) -> None:
    """What is held by source, how old it is, what is late by the source's rhythm, what was never held."""
    from almenara.faces import show
    from almenara.workspace import Workspace

    found = Workspace.open(store).status(as_of)
    if json:
        show.as_json(found)
    else:
        show.status(found)
