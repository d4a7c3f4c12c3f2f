"""Printing what a batch took in, and what collecting from the publishers came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from almenara.faces.show import number, paragraph


def taken(found: Sequence[Any]) -> None:
    """Of each file: source, rows, period, known day, what is new and what was revised; then a summary."""
    for item in found:
        if item.skipped:
            continue
        typer.echo(f"{item.name}  ({item.source})")
        rows = ", ".join(f"{count:,} {name}" for name, count in item.rows.items()) or "no rows"
        about = f" about {item.first} to {item.last}" if item.first else ""
        typer.echo(paragraph(f"{rows}{about}; known since {item.published} ({item.ground})", 4))
        for change in item.changes:
            typer.echo(paragraph(_change(change), 4))
        for note in item.notes:
            typer.echo(paragraph(note, 4))
    skipped = [item for item in found if item.skipped]
    for item in skipped:
        if item.failed or len(skipped) <= 40:
            typer.echo(
                paragraph(f"{'not stored' if item.failed else 'skipped'}: {item.name}: {item.skipped}", 0)
            )
    if len(skipped) > 40:
        reasons: dict[str, list[str]] = {}
        for item in skipped:
            if not item.failed:
                reasons.setdefault(item.skipped.partition(",")[0], []).append(item.name)
        for reason, names in reasons.items():
            more = f" and {len(names) - 10} more" if len(names) > 10 else ""
            typer.echo(paragraph(f"skipped: {len(names)} files: {reason}: {', '.join(names[:10])}{more}", 0))
    stored = len(found) - len(skipped)
    total = sum(sum(item.rows.values()) for item in found)
    typer.echo(f"{stored} files stored with {total:,} rows, {len(skipped)} not")


def _change(change: Any) -> str:
    text = f"{change.measure} ({change.definition}): {change.new:,} of {change.cells:,} cells new"
    if change.revised:
        where = "for the country" if change.level == "country" else "over its places"
        sign = "+" if change.net > 0 else ""
        text += (
            f", {change.revised:,} revised, net {sign}{number(change.net)} {where}, against {change.before}"
        )
    return text


def outcomes(found: Sequence[Any]) -> None:
    """Of each source fetched: what came, what had not changed, what failed."""
    for item in found:
        typer.echo(f"{item.source}:")
        for name in item.unchanged:
            typer.echo(paragraph(f"{name}: unchanged", 4))
        if item.note:
            typer.echo(paragraph(item.note, 4))
        for error in item.errors:
            typer.echo(paragraph(f"failed: {error}", 4))
        if item.taken:
            taken(item.taken)
    failed = sum(1 for item in found if item.errors)
    typer.echo(f"{len(found)} sources, {failed} failed")
