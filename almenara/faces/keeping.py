"""Commands that change the store: ingest, collect, reread, retract, compact."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from almenara.faces.options import Json, Published, Store

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Ids of sources; none for all.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: almenara ingest downloads/ --keep-going")(ingest)
    app.command(epilog="Example: almenara collect us_advisory_feed")(collect)
    app.command(epilog="Example: almenara reread cited_figures")(reread)
    app.command(epilog="Example: almenara retract --document 3f2a9c1b --known 2024-05-01 --reason withdrawn")(
        retract
    )
    app.command(epilog="Example: almenara compact --store /srv/almenara")(compact)


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders to take in.")],
    published: Published = None,
    keep_going: Annotated[
        bool,
        typer.Option("--keep-going", help="Store the files that were understood, though others were not."),
    ] = False,
    json: Json = False,
    store: Store = None,
) -> None:
    """Take files in as one batch: recognise each file's source, read it, keep it. All are stored, or none is.

    Tells of each file what it is, what is new and what it revises. Bytes that are held already are skipped.
    """
    from almenara.faces import show
    from almenara.faces import taken as shown
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    with show.progress() as progress:
        taken = workspace.ingest(paths, published, keep_going, progress)
    if json:
        show.as_json(taken)
    else:
        shown.taken(taken)
    if any(item.failed for item in taken):
        raise typer.Exit(3)


def collect(
    sources: Sources = None,
    publishers: Annotated[
        str | None,
        typer.Option(
            "--from",
            envvar="ALMENARA_PUBLISHERS",
            metavar="URL",
            help="A web server that stands in for the publishers: URL/<host>/<path>.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Fetch from the publishers what has changed, and take it in. The only command that uses the network.

    Each source is a batch of its own: one that fails loses nothing of the others. Within a source, an address
    that cannot be read does not lose the other addresses; a file that is not understood does: none of its
    source's new files is stored. Whatever failed is told, one line each, and the exit code is 8.

    With --from, a web server of yours stands in for the publishers: https://HOST/PATH is asked for as
    URL/HOST/PATH. Otherwise the proxies that HTTPS_PROXY and NO_PROXY name are used. `almenara sources` says
    of each source what is fetched, or where to get it.
    """
    from almenara.faces import show
    from almenara.faces import taken as shown
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    with show.progress() as progress:
        outcomes = workspace.collect(sources or [], publishers, progress)
    if json:
        show.as_json(outcomes)
    else:
        shown.outcomes(outcomes)
    if any(item.errors for item in outcomes):
        raise typer.Exit(8)


def reread(sources: Sources = None, json: Json = False, store: Store = None) -> None:
    """Read kept files again with readers that were mended since. Nothing is fetched, nothing is lost."""
    from almenara.faces import show
    from almenara.faces import taken as shown
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    with show.progress() as progress:
        taken = workspace.reread(sources or [], progress)
    if json:
        show.as_json(taken)
    else:
        shown.taken(taken)


def retract(
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept with the retraction.")],
    known: Annotated[
        str, typer.Option("--known", metavar="DAY", help="The day the retraction was made public.")
    ],
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="HASH",
            help="A whole file, by its hash or the hash's first 8 or more digits.",
            show_default=False,
        ),
    ] = None,
    definition: Annotated[
        str | None,
        typer.Option(
            "--definition", metavar="ID", help="Or the values of one definition …", show_default=False
        ),
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help="… at one place", show_default=False)] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="… within a period.", show_default=False)
    ] = None,
    store: Store = None,
) -> None:
    """Record that a file, or some values, were taken back. Views of earlier days still see them.

    Nothing is deleted. Values published on a later day than the retraction count again.
    """
    from almenara.workspace import Workspace

    what = Workspace.open(store).retract(reason, known, document, definition, place, period)
    typer.echo(f"retracted as of {known}: {what}")


def compact(json: Json = False, store: Store = None) -> None:
    """Join small files into larger ones and drop what unfinished batches left. Changes no answer."""
    from almenara.faces import show
    from almenara.workspace import Workspace

    files = Workspace.open(store).compact()
    if json:
        show.as_json(files)
    else:
        show.table([{"table": name, "files": count} for name, count in files.items()], ["table", "files"])
