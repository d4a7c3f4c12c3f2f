"""Commands that keep score: score, replay."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Json, Store


class By(StrEnum):
    """What groups of calls are told apart by, beside their kind."""

    kind = "kind"
    model = "model"
    author = "author"
    product = "product"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: almenara score mx --as-of 2019-06-30 --by model --list")(score)
    app.command(epilog="Example: almenara replay mx --from 2016-01 --to 2018-10 --questions pace")(replay)


def score(
    country: Annotated[
        str | None,
        typer.Argument(
            metavar="COUNTRY",
            help='Code or name of a country pack; all where absent. Or "settle", then ENTRY yes|no.',
            show_default=False,
        ),
    ] = None,
    entry: Annotated[
        str | None,
        typer.Argument(metavar="ENTRY", help="With settle: the judgement's name.", show_default=False),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Argument(metavar="yes|no", help="With settle: whether it came true.", show_default=False),
    ] = None,
    by: Annotated[By, typer.Option(help="What calls are told apart by, beside their kind.")] = By.kind,
    every: Annotated[bool, typer.Option("--list", help="Each call with what came of it.")] = False,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="With settle: by what it is settled.", show_default=False)
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="With settle: where that stands.", show_default=False)
    ] = "",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """How good were we: every call of the ledger, settled by what is known on the day, and scored.

    Brier score, CRPS and ranked probability score (RPS): smaller is better. Skill above 0 % beats the
    baseline. Judgements that no figure can settle are settled by a person: almenara score settle ENTRY yes
    --reason TEXT. Nothing that was said is ever changed.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    if country == "settle":
        if not entry or outcome not in ("yes", "no"):
            raise UsageError("write: almenara score settle ENTRY yes|no --reason TEXT")
        made = workspace.settle(entry, outcome == "yes", reason, source, as_of)
        typer.echo(f"{made.subject} is settled: {outcome}, from {made.as_of} on ({made.id})")
        return
    if entry or outcome:
        raise UsageError(
            f'"{entry}": one country at a time; to settle a judgement write `almenara score settle`'
        )
    code = workspace.place(country).code if country else ""
    found = workspace.ask("score", as_of, by="call" if every else by.value, country=code)
    if json:
        findings.as_json(found)
    elif every:
        _calls(found)
    else:
        _record(found)
        _remarks(found)


def replay(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Code or name of a country pack: mx.")],
    first: Annotated[str, typer.Option("--from", metavar="MONTH", help="First month, YYYY-MM.")],
    last: Annotated[str, typer.Option("--to", metavar="MONTH", help="Last month, YYYY-MM.")],
    questions: Annotated[
        str,
        typer.Option(metavar="LIST", help="Any that the pack replays, with commas. Default: all of them."),
    ] = "",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Make the calls of each month's last day from what was known on it, record them, and score them.

    They are kept in the ledger as replayed, apart from calls that were made live. The same replay made
    again adds nothing. --as-of scores them as of a day.
    """
    from almenara.faces import findings, show
    from almenara.model.records import finding_record
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    wanted = [part.strip() for part in questions.split(",") if part.strip()]
    with show.progress() as progress:
        made = workspace.replay(country, first, last, wanted, progress)
    found = workspace.ask("score", as_of, country=made.country)
    if json:
        days = [str(day) for day in made.days]
        told = {"days": days, "skipped": list(made.skipped), "calls": len(made.made)}
        show.as_json(told | {"score": finding_record(found)})
        return
    typer.echo(f"{len(made.made)} calls as of {len(made.days)} days.")
    for reason in made.skipped[:8]:
        typer.echo(show.paragraph(f"skipped: {reason}", 0))
    if len(made.skipped) > 8:
        typer.echo(f"and {len(made.skipped) - 8} more skipped; --json names all")
    _record(found)
    findings.remarks(found)


HEADS = {
    "settled": "settled", "open": "open", "by-hand": "for a person", "void": "void", "score": "score",
    "rival": "baseline", "skill": "skill", "log": "log score",
    **{f"covered_{p}": f"{p} %" for p in (50, 80, 90, 95)},
}  # fmt: skip


def _record(found: Any) -> None:
    from dataclasses import replace

    from almenara.faces import findings

    groups = [row for row in found.rows if row.facts["table"] == "record"]
    if not groups:
        typer.echo(f"Nothing had been said by {found.as_of} that the ledger holds.")
        return
    settled, waiting = found.facts["settled"], found.facts["open"] + found.facts["by-hand"]
    if not settled:
        typer.echo(f"None of the {waiting} calls on record is settled by what is known on {found.as_of}.")
    else:
        typer.echo(
            f"Of the calls on record {settled} are settled by what is known on {found.as_of}; {waiting} are open."
        )
    named = [replace(row, label=f"{row.label}, {row.facts['how']} ({row.facts['metric']})") for row in groups]
    columns = {k: v for k, v in HEADS.items() if any(k in row.figures for row in named)}
    findings.table(replace(found, rows=tuple(named)), columns, "calls")
    for group in groups:
        name = (group.facts["kind"], group.facts["how"])
        steps = [
            r for r in found.rows if r.key.startswith(group.key + "|") and r.facts["table"] == "calibration"
        ]
        if steps:
            typer.echo(f"\nCalibration, {name[0]}, {name[1]}: what was said, and how often it came true")
            columns = {
                "calls": "calls",
                "said": "mean said, %",
                "happened": "came true",
                "expected": "if calibrated",
            }
            findings.table(replace(found, rows=tuple(steps)), columns, "said")


def _calls(found: Any) -> None:
    from dataclasses import replace

    from almenara.faces import findings

    def came(facts: dict[str, Any]) -> str:
        if facts["state"] != "settled":
            return f"{facts['state']}: {facts['reason']}"
        return "" if facts["happened"] is None else "came true" if facts["happened"] else "did not"

    rows = tuple(
        replace(row, label=row.key[:12], facts=row.facts | {"came": came(row.facts)}) for row in found.rows
    )
    columns = {"as_of": "as of", "how": "how", "subject": "about", "said": "said", "threshold": "above",
               "truth": "truth", "came": "came", "score": "score"}  # fmt: skip
    if not rows:
        typer.echo(f"Nothing had been said by {found.as_of} that the ledger holds.")
    findings.table(replace(found, rows=rows), columns, "entry")
    for row in rows:
        if row.facts["text"] and row.facts["state"] == "by-hand":
            typer.echo(f"{row.label}: {row.facts['text']}")


def _remarks(found: Any) -> None:
    from almenara.faces import findings

    findings.remarks(found)
