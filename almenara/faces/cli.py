"""The command line: parse, call one method of the workspace, show. Commands import what they need."""

from __future__ import annotations

import errno
import sys
import warnings
from collections.abc import Callable
from typing import Annotated, Any

import typer

from almenara import __version__
from almenara.errors import AlmenaraError, StoreWarning, UsageError
from almenara.faces import (
    alerts,
    asking,
    assess,
    assets,
    brief,
    checking,
    forecasting,
    fragmentation,
    groups,
    hotspots,
    keeping,
    leader_effects,
    listing,
    nowcast,
    pace,
    policy,
    producing,
    rating,
    route,
    scanning,
    scenario,
    scoring,
    sending,
    watching,
)
from almenara.model.hidden import visible

app = typer.Typer(
    name="almenara",
    help="Security reports from open evidence: dated, sourced to the figure, and reproducible as of any day.",
    epilog="Example: almenara figure homicide mx 2017 --as-of 2018-11-02",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 120},
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


for _module in (
    producing,
    brief,
    checking,
    keeping,
    asking,
    hotspots,
    scanning,
    watching,
    forecasting,
    nowcast,
    fragmentation,
    leader_effects,
    pace,
    policy,
    rating,
    assess,
    route,
    groups,
    scenario,
    scoring,
    assets,
    alerts,
    sending,
    listing,
):
    _module.register(app)


_OF_THE_SYSTEM = {
    errno.EACCES,
    errno.ENAMETOOLONG,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EISDIR,
    errno.ENOTDIR,
}
"""What the system may refuse of a file or folder that a user names."""


def main() -> None:
    """Run the command line; an error of ours, or of a file, is one paragraph on stderr and its exit code."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", StoreWarning)
        warnings.showwarning = _shown(warnings.showwarning)
        try:
            app()
        except AlmenaraError as error:
            _complain(str(error))
            sys.exit(error.exit_code)
        except OSError as error:
            if error.errno not in _OF_THE_SYSTEM or error.filename is None:
                raise
            _complain(f"{error.filename}: {error.strerror}")
            sys.exit(UsageError.exit_code)


def _complain(text: str) -> None:
    """Say something on stderr; what a file holds may be in it, and never reaches the terminal as a command."""
    typer.echo(f"almenara: {visible(text)}", err=True)


def _shown(others: Callable[..., None]) -> Callable[..., None]:
    """How warnings are shown: ours in one line, `others` as they were."""

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if issubclass(category, StoreWarning):
            _complain(str(message))
        else:
            others(message, category, *where, **more)

    return show


if __name__ == "__main__":
    main()
