"""The commands that ask what a policy could change: scenario run, compare, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Json, Store
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row

_FILE = "A scenario file, or country/NAME of one that a country's pack brings: mx/recruitment-halved"
Draws = Annotated[int, typer.Option("--draws", metavar="N", help="Draws of the ensemble, 20 to 20,000.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None,
        help="What a policy could change in the number of members and deaths of armed groups, by a published model.",
    )  # fmt: skip
    group.command("run", epilog="Example: almenara scenario run mx/recruitment-halved --as-of 2018-11-02")(
        run
    )
    group.command("compare", epilog="Example: almenara scenario compare mx/arrests-doubled mx/both")(compare)
    group.command("check", epilog="Example: almenara scenario check --json")(check)
    app.add_typer(
        group,
        name="scenario",
        epilog="Example: almenara scenario run mx/recruitment-halved --as-of 2018-11-02",
    )


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_FILE)],
    draws: Draws = 1_000,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FIGURE", help="Draw the figure into this file, .svg or .png."),
    ] = None,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Run a scenario on the model fitted to the day's evidence, beside the present course.

    Exit code 3 where the file is not understood, 4 where too little was known.
    """
    from almenara.faces import findings
    from almenara.workspace import Workspace

    text, name = _text(file)
    workspace = Workspace.open(store)
    found = workspace.ask("scenario", as_of, scenario=text, file=name, draws=draws)
    if out is not None:
        workspace.draw(found, out)
    if json:
        findings.as_json(found)
        return
    _told(found)
    _shares(found)
    findings.remarks(found)
    if out is not None:
        typer.echo(f"figure: {out}")


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help=_FILE)],
    second: Annotated[
        str, typer.Argument(metavar="B", help="Another, of the same country, start and horizon.")
    ],
    draws: Draws = 1_000,
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """The difference of scenario B to scenario A with its interval, draw by draw."""
    from almenara.faces import findings, show
    from almenara.workspace import Workspace

    (one, one_name), (two, two_name) = _text(first), _text(second)
    found = Workspace.open(store).ask(
        "scenario-compare",
        as_of,
        first=one,
        second=two,
        first_file=one_name,
        second_file=two_name,
        draws=draws,
    )
    if json:
        findings.as_json(found)
        return
    names = [found.facts[key]["name"]["en"] for key in ("first", "second")]
    figures = found.figures
    typer.echo(
        show.paragraph(
            f'"{names[1]}" against "{names[0]}", as known on {found.as_of}: at the end, on '
            f"{figures['members_first'].period}, members differ by {_percent(figures['members_difference'])} and "
            f"deaths a week by {_percent(figures['deaths_difference'])}; in {figures['chance_fewer'].value:.0f} % of "
            f"{found.facts['draws']:,} draws the second has fewer. Deaths summed over the span differ by "
            f"{findings.value(figures['deaths_sum_difference'])}. In brackets: 90 % intervals.", 0,
        )
    )  # fmt: skip
    typer.echo("")
    findings.table(
        found,
        {
            "members_first": "members, first", "members_second": "second", "members_difference": "difference, %",
            "deaths_first": "deaths a week, first", "deaths_second": "second ", "deaths_difference": "difference, % ",
        },
        first="day",
    )  # fmt: skip
    _shares(found)
    findings.remarks(found)


def check(
    country: Annotated[
        str, typer.Argument(metavar="[COUNTRY]", help="Default: the first whose pack has a model.")
    ] = "",
    json: Json = False,
    store: Store = None,
) -> None:
    """Reproduce the published table from the published parameters; needs no files. Exit code 7 where it fails."""
    from almenara.errors import NotVerified
    from almenara.faces import findings, show
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    found = workspace.ask("scenario-check", None, country=workspace.place(country).code if country else "")
    if json:
        show.as_json(_record(found))
    else:
        _checked(found)
        findings.remarks(found)
    if not found.facts["within"]:
        raise typer.Exit(NotVerified.exit_code)


def _text(file: str) -> tuple[str, str]:
    """The text of a scenario file and its name; a name such as xx/both where there is no such file."""
    from almenara.errors import BadInput, Fault, UsageError

    path = Path(file)
    if not path.is_file():
        country, slash, name = file.partition("/")
        if slash and len(country) == 2 and name and "/" not in name and not path.suffix:
            return file, file
        raise UsageError(f"{file} does not exist; give a scenario file, or country/NAME of a pack's own")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = Fault(path.name, f"is not UTF-8 text: byte {error.start}")
        raise BadInput("scenario", [fault], "Save it as UTF-8", outcome="nothing was run") from error
    return text if "\n" in text else text + "\n", path.name


def _percent(figure: Figure) -> str:
    return f"{figure.value:+.1f} % [{figure.low:+.1f}, {figure.high:+.1f}]"


def _change(change: dict[str, Any]) -> str:
    low, mode, high = (f"{change[k]:g}" for k in ("low", "mode", "high"))
    range_ = mode if low == high else f"{mode} ({low} to {high})"
    phase = f", phased in over {change['phase_in']} months" if change["phase_in"] else ""
    return f"{change['mechanism']} times {range_} from {change['from']}{phase}"


def _told(found: Finding) -> None:
    """A plain answer, then the table of years."""
    from almenara.faces import findings, show

    facts, figures = found.facts["scenario"], found.figures
    changes = "; ".join(_change(c) for c in facts["changes"]) or "nothing is changed"
    typer.echo(
        show.paragraph(f"{facts['name'].get('en') or next(iter(facts['name'].values()))}: {changes}.", 0)
    )
    typer.echo(
        show.paragraph(
            f"As known on {found.as_of}. At the start, {facts['start']}: {findings.value(figures['members_start'])} "
            f"members, {findings.value(figures['recruits_start'])} recruits, "
            f"{findings.value(figures['arrests_start'])} arrests and {findings.value(figures['deaths_start'])} deaths "
            f"a week. In brackets: 90 % of {found.facts['draws']:,} draws.", 0,
        )
    )  # fmt: skip
    last = figures["members"].period.end
    typer.echo(
        show.paragraph(
            f"By {last}, against the present course: members {_percent(figures['members_change'])}, deaths a week "
            f"{_percent(figures['deaths_change'])}, deaths summed {findings.value(figures['deaths_sum_difference'])} "
            f"({_percent(figures['deaths_sum_change'])}). Against the start: deaths a week "
            f"{_percent(figures['deaths_on_start'])}, where the present course would have "
            f"{_percent(figures['deaths_present_on_start'])}; in {figures['chance_above_start'].value:.0f} % of draws "
            f"they end above the start.", 0,
        )
    )  # fmt: skip
    typer.echo("")
    rows = [_line(row) for row in found.rows if row.facts.get("year")]
    show.table(rows, list(rows[0]))
    typer.echo("")


def _line(row: Row) -> dict[str, str]:
    from almenara.faces import findings

    columns = {
        "members_present": "members, present course", "members": "members, scenario", "members_change": "change, %",
        "deaths_present": "deaths a week, present course", "deaths": "deaths a week, scenario",
        "deaths_change": "change, % ",
    }  # fmt: skip
    return {"day": row.label} | {
        heading: findings.value(row.figures.get(name)) for name, heading in columns.items()
    }


def _shares(found: Finding) -> None:
    """The two assumptions, the fit, and what press reported: always shown."""
    from almenara.faces import show

    shares, fit = found.facts["shares"], found.facts["fit"]
    drawn = [f"{100 * v:.3g}" for v in (*shares["casualties_drawn"], *shares["arrests_drawn"])]
    typer.echo(
        show.paragraph(
            f"assumed: {100 * shares['casualties']:g} % of homicides and missing persons and "
            f"{100 * shares['arrests']:g} % of arrests are members; varied from {drawn[0]} to {drawn[1]} % and from "
            f"{drawn[2]} to {drawn[3]} %", 0,
        )
    )  # fmt: skip
    p, on = fit["parameters"], fit["on_published_pct"]
    typer.echo(
        show.paragraph(
            f"fitted to {fit['first']}–{fit['last']} ({', '.join(fit['series'])}), {fit['box']} box: recruitment "
            f"{p['recruitment']:.4g} ({on['recruitment']:+.0f} %), arrests {p['incapacitation']:.4g} "
            f"({on['incapacitation']:+.0f} %), lethality {p['lethality']:.3g} ({on['lethality']:+.0f} %), saturation "
            f"{p['saturation']:.3g} ({on['saturation']:+.0f} %), members at the start {p['members']:,.0f} "
            f"({on['members']:+.0f} %); in brackets the difference to the published fit to "
            f"{fit['published_fit']['first']}–{fit['published_fit']['last']}", 0,
        )
    )  # fmt: skip
    if told := found.facts.get("reported"):
        said = "; ".join(
            f"{r['policy']}: members {r['members_change_pct']:+g} %, deaths a week {r['deaths_change_pct']:+g} %"
            for r in told
        )
        typer.echo(
            show.paragraph(f"reported of the study by press, for 2022 to 2027, not verified: {said}", 0)
        )


def _record(found: Finding) -> dict[str, Any]:
    """The check as plain JSON: results beside their targets."""
    figures, facts = found.figures, found.facts
    return {
        "members_2022": figures["members"].value, "recruits_per_week": figures["recruits_per_week"].value,
        "identity": figures["identity"].value,
        "targets": {"members_2022": facts["members_target"], "recruits_per_week": facts["recruits_target"]},
        "within": facts["within"], "within_each": facts["within_each"],
        "policies": [
            {
                "policy": row.facts["policy"], "week": row.facts["week"],
                "members_change_pct": row.figures["members_change"].value,
                "deaths_change_pct": row.figures["deaths_change"].value,
                "deaths_sum": row.figures["deaths_sum"].value,
                "target": row.facts["target"], "within": row.facts["within"], "reported": row.facts["reported"],
            }
            for row in found.rows
        ],
        "sizes_by_share": {k.removeprefix("size_"): f.value for k, f in figures.items() if k.startswith("size_")},
        "ties": facts["ties"], "parameters": facts["parameters"], "shares": facts["shares"],
        "source": facts["source"], "caveats": [str(c) for c in found.caveats],
    }  # fmt: skip


def _checked(found: Finding) -> None:
    from almenara.faces import show

    figures, facts = found.figures, found.facts
    ending = "all within the tolerances" if facts["within"] else "NOT all within the tolerances"
    typer.echo(
        show.paragraph(
            f"The published parameters give {figures['members'].value:,.0f} members on {figures['members'].period} "
            f"(target {facts['members_target']:,.0f}) and {figures['recruits_per_week'].value:,.1f} recruits a week "
            f"(target {facts['recruits_target']:,.1f}); change of members and flows agree to "
            f"{figures['identity'].value:.0e}: {ending}.", 0,
        )
    )  # fmt: skip
    typer.echo("")
    show.table([_cells(row) for row in found.rows], list(_cells(found.rows[0])))
    typer.echo("")
    first, shares = {"low": "−", "as_is": "=", "high": "+"}, facts["shares"]
    sizes = {k.removeprefix("size_"): f.value or 0 for k, f in figures.items() if k.startswith("size_")}
    typer.echo(
        show.paragraph(
            f"Members on that day with the shares of casualties ({100 * shares['casualties']:g} %) and of arrests "
            f"({100 * shares['arrests']:g} %) varied by {100 * shares['varied']:g} % of themselves: "
            f"{min(sizes.values()):,.0f} to {max(sizes.values()):,.0f} ("
            + ", ".join(
                f"{first[a]}{first[b]} {sizes[f'{a}_{b}']:,.0f}" for a in first for b in first if a + b != "as_isas_is"
            )
            + ").", 0,
        )
    )  # fmt: skip


def _cells(row: Row) -> dict[str, str]:
    target, told = row.facts["target"], row.facts["reported"]
    cells = {"policy": row.label, "week": f"+{row.facts['week']}"}
    for name, heading in (("members", "members"), ("deaths", "deaths a week")):
        key = f"{name}_change_pct"
        cells[f"{heading}, %"] = f"{row.figures[f'{name}_change'].value:+.1f}"
        cells[f"{name} target"] = f"{target[key]:+.1f}" if target else "–"
    cells["within"] = ("yes" if row.facts["within"] else "NO") if target else "–"
    cells["reported"] = f"{told['members_change_pct']:+g} / {told['deaths_change_pct']:+g}" if told else "–"
    cells["deaths summed"] = f"{row.figures['deaths_sum'].value:,.0f}"
    return cells
