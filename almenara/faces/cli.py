"""The command line: parse, call one method of the workspace, show. Commands import what they need."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from almenara import __version__
from almenara.errors import AlmenaraError
from almenara.faces import asking, keeping, listing, producing, scanning

app = typer.Typer(
    name="almenara",
    help="Security reports from open evidence: dated, sourced to the figure, and reproducible as of any day.",
    epilog="Example: almenara figure homicide mx 2017 --as-of 2018-11-02",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"almenara {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _module in (producing, keeping, asking, scanning, listing):
    _module.register(app)


def main() -> None:
    """Run the command line; an error of ours is one paragraph on stderr and its exit code."""
    try:
        app()
    except AlmenaraError as error:
        typer.echo(f"almenara: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
