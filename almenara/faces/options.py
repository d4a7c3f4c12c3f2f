"""Options that many commands share, worded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.errors import UsageError
from almenara.model.period import parse_day


def _past(option: str, why: str) -> Callable[[str | None], str | None]:
    """A check that a day is not later than today, in UTC or where the computer stands."""

    def check(text: str | None) -> str | None:
        today = max(datetime.now(UTC).date(), date.today())
        if text and (day := parse_day(text, name=option)) > today:
            raise UsageError(f"{option} {day} is later than today, {today}: {why}")
        return text

    return check


def day_option(option: str, help: str, why: str) -> Any:
    """An option for a day that is not later than today; `why` tells what is wrong with a later one."""
    return typer.Option(option, metavar="DAY", help=help, callback=_past(option, why), show_default=False)


Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        envvar="ALMENARA_STORE",
        help="Folder of the store; made, with the embedded figures, if there is none. Default: store",
        show_default=False,
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="ALMENARA_DATABASE",
        metavar="WHERE",
        help="Your own state: a file, or postgresql://user@host/name. Default: a file beside the store, store-own.db",
        show_default=False,
        show_envvar=True,
    ),
]
AsOf = Annotated[
    str | None,
    day_option(
        "--as-of",
        "Use only what was known on this day, YYYY-MM-DD. Default: today",
        "what will be known then cannot be known yet",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Published = Annotated[
    str | None,
    day_option(
        "--published",
        "The day the files were published, YYYY-MM-DD, where you know it.",
        "a file that is here was published by today",
    ),
]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help="Any of html,pdf,docx,md,json, with commas.")
]
Marking = Annotated[
    str | None,
    typer.Option("--marking", metavar="TLP", help="TLP 2.0 label to go out under. Default: worked out."),
]
Paper = Annotated[str, typer.Option("--paper", help="a4 or letter, for PDF and Word.")]
