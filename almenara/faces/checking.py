"""The command that checks what a text states in numbers: check."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.errors import AlmenaraError, UsageError
from almenara.faces.options import AsOf, Json, Store, day_option
from almenara.model.claim import Audit

WIDTHS = {"claim": 5, "understood as": 6, "verdict": 4, "why": 9}
"""Columns of the table, with their shares of the width."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara check report.pdf --as-of 2018-11-02 --html checked.html")(check)


def check(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Text, Markdown, HTML, PDF, Word or .eml; - for standard input."),
    ],
    as_of: AsOf = None,
    published: Annotated[
        str | None,
        day_option(
            "--published",
            "The day the text was written, YYYY-MM-DD. Default: as the text says",
            "what is checked was written by today",
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--lang", help="Language of the text: auto, en, es or pt.")
    ] = "auto",
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="Write the text as a page with its claims marked."),
    ] = None,
    docx: Annotated[
        Path | None,
        typer.Option("--docx", metavar="OUT", help="Write the text as a Word document with comments."),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Exit code 1 if a claim is contradicted, at odds with the text or, in a draft of ours, unsourced, "
            "stale or of mixed definitions.",
        ),
    ] = False,
    propose: Annotated[
        bool,
        typer.Option(
            "--propose",
            help="Ask the language model that is configured what claims without a link are about.",
        ),
    ] = False,
    draft: Annotated[
        bool | None,
        typer.Option(
            "--draft/--no-draft",
            help="Hold it to the rules of our own drafts. Default: where it is Markdown that cites its own notes",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """What does a text state in numbers, and does the evidence bear it out?

    Each claim is held against what was known on the day the text was written, and against what is known now;
    sums over the text's own figures are done again. Nothing in the file is run or followed.
    """
    from almenara.faces import show
    from almenara.workspace import Workspace

    source: Path | bytes = sys.stdin.buffer.read() if file == "-" else Path(file)
    for option, out in (("--html", html), ("--docx", docx)):
        if out and isinstance(source, Path) and out.resolve() == source.resolve():
            raise UsageError(f"{option} {out} is the file that is checked; name another")
    found = Workspace.open(store).check(source, as_of, published, language, propose, draft)
    if html:
        _write(html, "--html", found.html())
    if docx:
        _write(docx, "--docx", found.docx())
    if json:
        show.as_json(found.record())
    elif html or docx:
        for out in filter(None, (html, docx)):
            typer.echo(str(out))
        _mind(found.audit)
        typer.echo(show.paragraph(found.summary(), 0))
    else:
        _say(found)
    if strict and found.refuted:
        raise typer.Exit(AlmenaraError.exit_code)


def _write(path: Path, option: str, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{option} {path} cannot be written: {error.strerror}") from error


def _say(found: Any) -> None:
    """The claims that were judged, those that could not be, what was left out, and the whole in short."""
    from almenara.faces import show

    audit, told = found.audit, found.told()
    typer.echo(show.paragraph(_head(audit, found.heading()), 0) + "\n")
    judged = [t for t in told if t.claim.verdict != "not-checkable"]
    if judged:
        _table(judged)
    _sums(told)
    _unchecked([t for t in told if t.claim.verdict == "not-checkable"])
    if audit.left_out:
        reasons = Counter(item.reason for item in audit.left_out)
        listed = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common())
        typer.echo(show.paragraph(f"Left out, as they claim nothing: {listed}.", 0) + "\n")
    _mind(audit)
    typer.echo(show.paragraph(found.summary(), 0))


def _mind(audit: Audit) -> None:
    """What the file held that was not followed or not sure, and what the audit remarks of the whole."""
    from almenara.faces import show

    for remark in (*audit.manuscript.warnings, *audit.remarks):
        typer.echo(show.paragraph(f"mind: {remark}", 0))


def _head(audit: Audit, heading: str) -> str:
    written = audit.manuscript
    how = {"": "", "option": " as given"}.get(written.dated_by, f' by "{written.dated_by}"')
    day = (
        f"written on {written.published}{how}" if written.published else f"undated, taken as of {audit.then}"
    )
    return f"{heading} · {written.format}, {written.language} · {day} · held against {audit.now}"


def _table(told: Sequence[Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from almenara.faces import show

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True)
    for name, share in WIDTHS.items():
        drawn.add_column(name, ratio=share, overflow="fold")
    for t in told:
        understood = "; ".join(part for part in (t.understood, t.unnamed) if part)
        cells = (t.text, understood, f"{t.mark} {t.verdict}", t.reason)
        drawn.add_row(*(Text(cell) for cell in cells))
    Console(width=show.width(), highlight=False).print(drawn)
    typer.echo()


def _sums(told: Sequence[Any]) -> None:
    from almenara.faces import show

    done = dict.fromkeys(item for t in told for item in t.sums)
    if not done:
        return
    typer.echo("Sums over the text's own figures:")
    for item in done:
        typer.echo(show.paragraph(f"{'=' if item.holds else '≠'} {item.shown}: {item.words}", 2))
    typer.echo()


def _unchecked(told: Sequence[Any]) -> None:
    """Claims that nothing tells of, those of one reason together."""
    from almenara.faces import show

    if not told:
        return
    typer.echo(f"? Not checkable ({len(told)}):")
    by_reason: dict[str, list[str]] = {}
    for t in told:
        by_reason.setdefault(t.reason, []).append(f"“{t.text}”" + (f", {t.unnamed}" if t.unnamed else ""))
    for reason, texts in by_reason.items():
        typer.echo(show.paragraph(f"{', '.join(dict.fromkeys(texts))}: {reason}", 2))
    typer.echo()
