"""Options that many commands share, worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        envvar="ALMENARA_STORE",
        help="Folder of the store; made, with the embedded figures, if there is none. Default: store",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Use only what was known on this day, YYYY-MM-DD. Default: today",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DAY",
        help="The day the files were published, YYYY-MM-DD, where you know it.",
        show_default=False,
    ),
]
