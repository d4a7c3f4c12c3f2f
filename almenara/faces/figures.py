"""Printing figures: with their evidence, their history, as CSV and as a chart in the terminal."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence

import typer

from almenara.faces.show import number, paragraph, width
from almenara.model.document import GROUNDS, Evidence
from almenara.model.figure import Figure
from almenara.model.records import figure_record
from almenara.model.terms import Definition

Definitions = Callable[[str], Definition]
_INDENT = 14
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def figures(found: Sequence[Figure], definitions: Definitions) -> None:
    """Each figure with its unit, definition, known day and where it stands."""
    first = found[0]
    typer.echo(f"{first.measure} · {first.place.name} · {first.period} · as known on {first.as_of}")
    for item in found:
        typer.echo("")
        _one(item, definitions(item.definition), first)


def _one(item: Figure, definition: Definition, first: Figure) -> None:
    span = f" ({item.period})" if item.period != first.period else ""
    typer.echo(
        f"{_value(item):>{_INDENT - 2}}  {item.unit}{span}, {item.definition}: {definition.name('en')}"
    )
    if item.reason:
        typer.echo(paragraph(f"unknown: {item.reason}", _INDENT))
    typer.echo(
        paragraph(
            f"known since {item.known} ({GROUNDS.get(item.ground, item.ground)}); {item.method}", _INDENT
        )
    )
    if item.note:
        typer.echo(paragraph(f"note: {item.note}", _INDENT))
    for evidence in item.all_evidence():
        _evidence(evidence)


def _value(item: Figure) -> str:
    if item.value is None:
        return "unknown"
    band = (
        f" ({number(item.low)}–{number(item.high)})" if item.low is not None and item.low != item.high else ""
    )
    return number(item.value) + band


def _evidence(evidence: Evidence) -> None:
    typer.echo(
        paragraph(
            f"source {evidence.source}: {evidence.publisher}, {evidence.title}, {evidence.published}", _INDENT
        )
    )
    if evidence.url:
        typer.echo(" " * _INDENT + evidence.url)
    typer.echo(" " * _INDENT + f"document {evidence.document} ({evidence.file})")
    if evidence.locator:
        typer.echo(paragraph(f"at {evidence.locator}", _INDENT))


def history(found: Sequence[Figure], definitions: Definitions) -> None:
    """Each definition's values in the order in which they became known, with the difference from the last."""
    first = found[0]
    typer.echo(f"{first.measure} · {first.place.name} · {first.period} · every vintage")
    before: Figure | None = None
    for item in found:
        if before is None or before.definition != item.definition:
            typer.echo(f"\n{item.definition}: {definitions(item.definition).name('en')}")
            before = None
        moved = ""
        if before is not None and before.value is not None and item.value is not None:
            moved = f"{item.value - before.value:+,.0f}"
        newest = max(item.all_evidence(), key=lambda e: e.published)
        typer.echo(
            f"  {item.known}  {_value(item):>12} {moved:>10}  {item.unit}, {item.ground}, "
            f"{newest.source} {newest.document[:12]} ({newest.file})"
        )
        before = item


_COLUMNS = [
    "definition", "period", "start", "end", "value", "unit", "low", "high", "status", "measure", "place",
    "place_name", "known", "ground", "method", "source", "document", "locator", "publisher", "title", "url",
    "published", "as_of",
]  # fmt: skip


def series_csv(found: Sequence[Figure], definitions: Definitions) -> None:
    """One row for each value, with its provenance.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers never do.
    """
    writer = csv.DictWriter(sys.stdout, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for item in found:
        record = figure_record(item, definitions(item.definition))
        writer.writerow({name: _inert(record[name]) for name in _COLUMNS})


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def series_chart(found: Sequence[Figure], definitions: Definitions) -> None:
    """Bars, one definition after the other; each has its own scale, as definitions do not compare."""
    for name in dict.fromkeys(item.definition for item in found):
        definition = definitions(name)
        mine = [item for item in found if item.definition == name]
        top = max((item.value or 0 for item in mine), default=0) or 1
        room = max(20, width() - 40)
        typer.echo(f"\n{name}: {definition.name('en')}, {definition.unit}, {mine[0].place.name}")
        broken = {b.day: b.reason for b in definition.breaks}
        for item in mine:
            for day, reason in broken.items():
                if item.period.start <= day <= item.period.end:
                    typer.echo(f"  ── {day}: {reason}")
            bar = "█" * round(room * (item.value or 0) / top)
            typer.echo(f"  {item.period!s:>18} {_value(item):>12} {bar}")
