"""Printing findings: as JSON, and as a table of their rows, with what they do not know and what to mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

from almenara.faces import show
from almenara.model.figure import Figure
from almenara.model.finding import Finding
from almenara.model.records import finding_record, shared_record

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "unknown": "not known", "mind": "mind", "from": "from {file} ({publisher}), known since {day}",
        "more": "and {count} more files; --json names each figure's cells",
        "one_more": "and 1 more file; --json names each figure's cells",
    },
    "es": {
        "unknown": "no se sabe", "mind": "téngase en cuenta",
        "from": "de {file} ({publisher}), conocido desde el {day}",
        "more": "y {count} archivos más; --json nombra las celdas de cada cifra",
        "one_more": "y 1 archivo más; --json nombra las celdas de cada cifra",
        "whoever asks": "quien pregunta", "the site's owner": "quien tiene el sitio",
    },
}  # fmt: skip
"""What stands around remarks, and publishers that are no names."""


def as_json(finding: Finding, shared: bool = False) -> None:
    """The whole finding for programs, every figure with its evidence.

    shared  evidence once for all, under `evidence`; a figure's own lists its places in that list
    """
    show.as_json(shared_record(finding) if shared else finding_record(finding))


def value(figure: Figure | None) -> str:
    """A figure in a table's cell: its value, with its bounds where it has any; a dash for unknown."""
    if figure is None or not figure.is_printable:
        return "–"
    text = _number(figure.value, figure)
    if figure.low is None or figure.high is None:
        return text
    return f"{text} [{_number(figure.low, figure)}, {_number(figure.high, figure)}]"


def _number(number: float | None, figure: Figure) -> str:
    if number is None:
        return "–"
    return f"{round(number, figure.decimals) + 0.0:,.{figure.decimals}f}"  # no minus before a zero


def table(
    finding: Finding, columns: Mapping[str, str], first: str = "place", most: int | None = None
) -> None:
    """The finding's rows: their labels, then a column for each name of a figure or fact.

    columns  heading by name, in order
    most     rows shown at most
    """
    rows = [
        {first: row.label}
        | {
            heading: value(row.figures[name]) if name in row.figures else str(row.facts.get(name, "–"))
            for name, heading in columns.items()
        }
        for row in finding.rows[:most]
    ]
    if rows:
        show.table(rows, list(rows[0]))
    if most is not None and len(finding.rows) > most:
        typer.echo(f"… and {len(finding.rows) - most} more; --json prints all")


def remarks(
    finding: Finding, sources: Sequence[str] | None = None, words: Mapping[str, str] = WORDS["en"]
) -> None:
    """What is not known, what to mind, and the documents that the answer stands on.

    sources  lines that tell the documents, where they are not those of the figures
    words    unknown, mind, from and more in the command's language
    """
    for reason in finding.unknowns:
        typer.echo(show.paragraph(f"{words['unknown']}: {reason}", 0))
    for caveat in finding.caveats:
        typer.echo(show.paragraph(f"{words['mind']}: {caveat}", 0))
    if sources is not None:
        for line in sources:
            typer.echo(show.paragraph(line, 0))
        return
    figures = [*finding.figures.values(), *(f for row in finding.rows for f in row.figures.values())]
    files = dict.fromkeys((e.file, e.publisher, e.published) for f in figures for e in f.all_evidence())
    for file, publisher, published in list(files)[:8]:
        told = words["from"].format(file=file, publisher=words.get(publisher, publisher), day=published)
        typer.echo(show.paragraph(told, 0))
    if len(files) > 8:
        more = words.get("one_more", words["more"]) if len(files) == 9 else words["more"]
        typer.echo(more.format(count=len(files) - 8))
