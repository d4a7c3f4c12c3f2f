"""Printing: JSON, tables, progress, and the lists of measures and holdings."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

import typer

from almenara.model.hidden import visible

Progress = Callable[[str, int, int], None]


def width() -> int:
    """Columns to write in: the terminal's, or 110 where the output goes elsewhere."""
    return shutil.get_terminal_size((110, 24)).columns if sys.stdout.isatty() else 110


def plain(value: Any) -> Any:
    """Days as text and records as dictionaries, for JSON."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_json(value: Any) -> None:
    """Print a value as indented JSON in UTF-8."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def number(value: float | None) -> str:
    """A value with thousands commas; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def paragraph(text: str, indent: int) -> str:
    """Text wrapped to the width, every line indented; hidden characters are shown."""
    pad = " " * indent
    return textwrap.fill(
        visible(text), width(), initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False
    )


def table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Rows as a table without lines; a cell that does not fit is wrapped."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in columns:
        figures = all(isinstance(r[name], (int, float)) or r[name] is None for r in rows)
        drawn.add_column(name.replace("_", " "), justify="right" if figures and rows else "left",
                         no_wrap=figures or name in _WHOLE, overflow="fold")  # fmt: skip
    for row in rows:
        drawn.add_row(*(Text(_cell(row[name])) for name in columns))
    room = width() if sys.stdout.isatty() else 10_000  # a program, or a file, has no edge
    Console(width=room, highlight=False).print(drawn)


_WHOLE = {"code", "source", "kind", "known", "last", "due", "late", "age", "table", "about"}
"""Columns that are never broken over two lines."""


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, (list, tuple)):
        return visible(", ".join(str(v) for v in value))
    return (
        number(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else visible(str(value))
    )


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A progress bar on a terminal; nothing where the output is read by a program."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    with shown:
        task = shown.add_task("", total=None)

        def step(name: str, index: int, total: int) -> None:
            shown.update(task, description=name, completed=index - 1, total=total)

        yield step


def measures(found: Sequence[dict[str, Any]]) -> None:
    """Measures, each with its definitions below it."""
    for item in found:
        code = f"  ICCS {item['iccs']}" if item["iccs"] else ""
        typer.echo(f"{item['measure']}  ({item['name']}){code}")
        if item["note"]:
            typer.echo(paragraph(item["note"], 4))
        for definition in item["definitions"]:
            typer.echo(paragraph(f"{definition['definition']}: {definition['name']}", 4))
            held = f"from {', '.join(definition['sources'])}" if definition["sources"] else "not held here"
            typer.echo(
                paragraph(f"{definition['unit']}, {definition['kind']}, {definition['attempts']}; {held}", 8)
            )
        if not item["definitions"]:
            typer.echo("    no definition declared")


def sources(found: Sequence[dict[str, Any]]) -> None:
    """Sources, each with its terms, how many of its files are held, and how to get more."""
    for item in found:
        typer.echo(f"{item['source']}  {item['title']}")
        every = "" if item["every"] == "never" else f"; every {item['every']}"
        files = f"{item['documents']} file{'' if item['documents'] == 1 else 's'} held"
        typer.echo(paragraph(f"{item['publisher']}; {item['licence']}{every}; {files}", 4))
        if item["addresses"]:
            token = f", with the publisher's token in {item['token']}" if item["token"] else ""
            hosts = ", ".join(dict.fromkeys(host.partition("/")[0] for host in item["hosts"]))
            typer.echo(paragraph(f"collected from {hosts}{token}: {item['ground']}", 4))
        if item["note"]:
            typer.echo(paragraph(f"{'besides' if item['addresses'] else 'not collected'}: {item['note']}", 4))
        if item["page"]:
            typer.echo(f"    {item['page']}")


def status(found: Sequence[Any]) -> None:
    """What is held, then what never was."""
    held = [h for h in found if h.documents]
    rows = [
        {
            "source": h.source,
            "files": h.documents,
            "observations": h.observations,
            "about": f"{h.first} to {h.last}" if h.first else "–",
            "known": f"{h.known} ({h.ground})",
            "age": f"{h.age} days",
            "due": h.due,
            "late": f"{h.late} days late" if h.late else "",
        }
        for h in held
    ]
    if rows:
        table(rows, list(rows[0]))
    else:
        typer.echo("nothing is held")
    never = [h.source for h in found if not h.documents]
    if never:
        typer.echo(paragraph(f"never held: {', '.join(never)}", 0))
