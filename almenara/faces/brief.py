"""The command that briefs: what is new about a country, and what threatens a site, a place or a trip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almenara.faces.options import AsOf, Database, Formats, Json, Marking, Paper, Store
from almenara.model.finding import Row

if TYPE_CHECKING:
    from almenara.workspace.briefing import Briefed
    from almenara.workspace.saying import Voice

MOST = 12
"""Lines of each kind in the terminal; the page has more, the JSON all."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara brief Salamanca --as-of 2018-11-02 --out briefs")(brief)


def brief(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="COUNTRY|PLACE|SITE", help="A country pack, a site or trip of yours, or a state, municipality "
            "or town.", show_default=False,
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="LAT,LON", help="A site by latitude and longitude in degrees, as 21.02,-101.26 or "
                     "Name=21.02,-101.26.", show_default=False),
    ] = None,
    lies_in: Annotated[
        str | None,
        typer.Option("--in", metavar="PLACE", help="The municipality or state that the site lies in, where no boundary "
                     "in evidence tells.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DAY", show_default=False,
            help='What is new since a day, YYYY-MM-DD, or since the "last" look, which is then this one. Default: last',
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write the page into this folder.", show_default=False),
    ] = None,
    formats: Formats = "html,pdf",
    language: Annotated[str, typer.Option("--lang", help="Of the page: en or es.")] = "en",
    marking: Marking = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="YAML with your own contact, handling, marking, tags."),
    ] = None,
    paper: Paper = "a4",
    remember: Annotated[
        bool,
        typer.Option("--remember/--peek", help="Whether the next --since last counts from this look."),
    ] = True,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
    database: Database = None,
) -> None:  # fmt: skip
    """Two pages on a site, a place or a trip: its level, threats, groups, advice, what changed, what is not known.

    For a country it is the Monday page: what is new, what was revised, which levels moved, what is near your assets,
    what is late. Alerts near assets are those that `almenara alerts check` made.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.faces.assess import at_point
    from almenara.faces.assess_words import WORDS
    from almenara.workspace import Workspace
    from almenara.workspace.briefing import LAST, BriefDesk
    from almenara.workspace.saying import voice

    if (what is None) == (at is None):
        raise UsageError("name one country, place or site; or a point with --at LAT,LON")
    workspace = Workspace.open(store, database)
    desk, said = BriefDesk(workspace), voice(workspace.registry, language)
    about = (
        desk.point(at_point(at, f"{WORDS[language]['site']} 1"), lies_in or "")
        if at
        else desk.what(what or "", lies_in or "")
    )
    wanted = [part.strip() for part in formats.split(",") if part.strip()]
    ask = desk.since if isinstance(about, str) else desk.site
    made = ask(
        about, since or LAST, as_of, out, wanted, language, marking, config, paper, remember,  # type: ignore[arg-type]
    )  # fmt: skip
    if json:
        findings.as_json(made.found)
    elif isinstance(about, str):
        _country(made)
    else:
        _site(made, said)


def _site(made: Briefed, said: Voice) -> None:
    """The answer as `assess` prints it, with what was written."""
    from almenara.faces.assess_shown import Shown
    from almenara.faces.assess_words import WORDS

    w = WORDS[said.language]
    Shown(said.finding(made.found), said).all(first=made.first)
    for message in (made.near or ())[:MOST]:
        headline = message.headline[message.spoken(said.language)]
        told = {"type": w[f"is-{message.type}"], "severity": w[f"severity-{message.severity}"]}
        typer.echo(w["alert"].format(headline=headline, **told))
    for path in made.paths:
        typer.echo(str(path))


def _country(made: Briefed) -> None:
    from almenara.faces import show

    found = made.found
    when = f"Since {made.since}, as known on {found.as_of}"
    if made.first:
        when += "; there was no look before, so a week is told"
    told = {name: int(figure.value or 0) for name, figure in found.figures.items()}
    typer.echo(
        show.paragraph(
            f"{when}: {told['arrived']} files and pages with something new, {told['revised']} watched values "
            f"revised, {told['late']} sources late.", 0,
        )
    )  # fmt: skip
    if made.near is None:
        typer.echo("Near your assets: not known, no alert rules were ever checked (almenara alerts check).")
    else:
        _list("Near your assets", [f"{m.headline.get('en', '')} ({m.type}, {m.severity})" for m in made.near])
    for kind, title in (
        ("advisory", "Travel advice"), ("rating", "Our rating"), ("advice", "Texts of advice"),
        ("new", "Newest periods"), ("revised", "Revised"), ("arrived", "Arrived"), ("taken-in", "Taken in"),
        ("late", "Late"),
    ):  # fmt: skip
        _list(title, [_line(row) for row in found.rows if row.facts["kind"] == kind])
    for reason in found.unknowns:
        typer.echo(show.paragraph(f"Not known: {reason}", 0))
    for path in made.paths:
        typer.echo(str(path))


def _list(title: str, lines: list[str]) -> None:
    from almenara.faces import show

    if not lines:
        return
    typer.echo(f"\n{title}")
    for line in lines[:MOST]:
        typer.echo(show.paragraph(f"- {line}", 2))
    if len(lines) > MOST:
        typer.echo(f"  and {len(lines) - MOST} more (--json has all)")


def _line(row: Row) -> str:
    from almenara.faces import findings

    value = {name: findings.value(figure) for name, figure in row.figures.items()}
    facts, place = row.facts, row.figures[next(iter(row.figures))].place.name
    match facts["kind"]:
        case "advisory" | "rating":
            by = f" ({facts['publisher']}, {facts['day']})" if "publisher" in facts else ""
            return f"{row.label}: level {value['level']}, {value['before']} before{by}"
        case "advice":
            where = f"({row.label}, {facts['page']})"
            return f"{facts['publisher']}, {facts['day']}: {value['lines']} lines changed {where}"
        case "new":
            figure = row.figures["value"]
            return (
                f"{row.label} ({facts['definition']}), {place}, {figure.period}: {value['value']}; a year before "
                f"{value['earlier']}"
            )
        case "revised":
            figure = row.figures["now"]
            many = f", one of {facts['of']}" if facts["of"] > 1 else ""
            return (
                f"{row.label} ({facts['definition']}), {place}, {figure.period}: {value['now']}, "
                f"{value['then']} before{many}"
            )
        case "late":
            return f"{row.label}: due on {facts['due']}, {value['days']} days ago"
    titles = "; ".join(facts["titles"])
    return f"{facts['day']} {row.label}: {titles} (rows: {value['rows']})"
