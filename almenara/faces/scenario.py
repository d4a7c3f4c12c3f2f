"""The commands that ask what a policy could change: scenario run, compare, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Json, Store
from almenara.faces.scenario_words import WORDS
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row

FLOATING = 1e-12
"""Relative difference below which processors of different makes differ among themselves; none smaller is told."""
_FILE = "A scenario file, or country/NAME of one that a country's pack brings: mx/recruitment-halved"
Language = Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of what is told: en or es.")]
Full = Annotated[
    bool, typer.Option("--full", help="With --json: every figure repeats its evidence, ten times the size.")
]
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
    lang: Language = "en",
    as_of: AsOf = None,
    json: Json = False,
    full: Full = False,
    store: Store = None,
) -> None:
    """Run a scenario on the model fitted to the day's evidence, beside the present course.

    Exit code 3 where the file is not understood, 4 where too little was known.
    """
    from almenara.faces import findings
    from almenara.workspace import Workspace
    from almenara.workspace.saying import in_language

    text, name = _text(file)
    workspace = Workspace.open(store)
    w = _words(lang)
    found = in_language(workspace.ask("scenario", as_of, scenario=text, file=name, draws=draws), lang)
    if out is not None:
        workspace.draw(found, out, lang)
    if json:
        findings.as_json(found, shared=not full)
        return
    _told(found, w, lang)
    _shares(found, w)
    findings.remarks(found, words=w)
    if out is not None:
        typer.echo(f"{w['figure']}: {out}")


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help=_FILE)],
    second: Annotated[
        str, typer.Argument(metavar="B", help="Another, of the same country, start and horizon.")
    ],
    draws: Draws = 1_000,
    lang: Language = "en",
    as_of: AsOf = None,
    json: Json = False,
    full: Full = False,
    store: Store = None,
) -> None:
    """The difference of scenario B to scenario A with its interval, draw by draw."""
    from almenara.faces import findings, show
    from almenara.workspace import Workspace
    from almenara.workspace.saying import in_language

    w = _words(lang)
    (one, one_name), (two, two_name) = _text(first), _text(second)
    asked = {"first": one, "second": two, "first_file": one_name, "second_file": two_name}
    found = in_language(Workspace.open(store).ask("scenario-compare", as_of, **asked, draws=draws), lang)
    if json:
        findings.as_json(found, shared=not full)
        return
    figures = found.figures
    told = w["compared"].format(
        second=_name(found.facts["second"], lang), first=_name(found.facts["first"], lang), as_of=found.as_of,
        day=figures["members_first"].period, members=_percent(figures["members_difference"]),
        deaths=_percent(figures["deaths_difference"]), fewer=f"{figures['chance_fewer'].value:.0f}",
        draws=f"{found.facts['draws']:,}", sum=findings.value(figures["deaths_sum_difference"]),
    )  # fmt: skip
    typer.echo(show.paragraph(told, 0) + "\n")
    names = [f"{kind}_{side}" for kind in ("members", "deaths") for side in ("first", "second", "difference")]
    findings.table(found, {name: w[name] for name in names}, first=w["day"])
    _shares(found, w)
    findings.remarks(found, words=w)


def check(
    country: Annotated[
        str, typer.Argument(metavar="COUNTRY", help="Default: the first whose pack has a model.")
    ] = "",
    lang: Language = "en",
    json: Json = False,
    store: Store = None,
) -> None:
    """Reproduce the published table from the published parameters; needs no files. Exit code 7 where it fails."""
    from almenara.errors import NotVerified
    from almenara.faces import findings, show
    from almenara.workspace import Workspace
    from almenara.workspace.saying import in_language

    w, workspace = _words(lang), Workspace.open(store)
    code = workspace.place(country).code if country else ""
    found = in_language(workspace.ask("scenario-check", None, country=code), lang)
    if json:
        show.as_json(_record(found))
    else:
        _checked(found, w)
        findings.remarks(found, words=w)
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


def _words(language: str) -> dict[str, str]:
    """The words of a language. Raises UsageError where it is not en or es."""
    from almenara.errors import UsageError

    if language not in WORDS:
        raise UsageError(f'"{language}" is not a language of this command; use {" or ".join(WORDS)}')
    return WORDS[language]


def _name(scenario: dict[str, Any], language: str) -> str:
    names: dict[str, str] = scenario["name"]
    return names.get(language) or names.get("en") or next(iter(names.values()))


def _percent(figure: Figure) -> str:
    return f"{figure.value:+.1f} % [{figure.low:+.1f}, {figure.high:+.1f}]"


def _change(change: dict[str, Any], w: dict[str, str]) -> str:
    low, mode, high = (f"{change[k]:g}" for k in ("low", "mode", "high"))
    range_ = mode if low == high else f"{mode} ({low} {w['to']} {high})"
    phase = w["phase"].format(months=change["phase_in"]) if change["phase_in"] else ""
    return w["change"].format(mechanism=w[change["mechanism"]], range=range_, day=change["from"], phase=phase)


def _told(found: Finding, w: dict[str, str], language: str) -> None:
    """A plain answer, then the table of years."""
    from almenara.faces import findings, show

    facts, figures = found.facts["scenario"], found.figures
    changes = "; ".join(_change(c, w) for c in facts["changes"]) or w["nothing"]
    started = {
        name: findings.value(figures[f"{name}_start"])
        for name in ("members", "recruits", "arrests", "deaths")
    }
    ended = w["end"].format(
        day=figures["members"].period.end, members=_percent(figures["members_change"]),
        deaths=_percent(figures["deaths_change"]), sum=findings.value(figures["deaths_sum_difference"]),
        sum_change=_percent(figures["deaths_sum_change"]), on_start=_percent(figures["deaths_on_start"]),
        present_on_start=_percent(figures["deaths_present_on_start"]),
        above=f"{figures['chance_above_start'].value:.0f}",
    )  # fmt: skip
    start = w["start"].format(
        as_of=found.as_of, day=facts["start"], draws=f"{found.facts['draws']:,}", **started
    )
    for text in (f"{_name(facts, language)}: {changes}.", start, ended):
        typer.echo(show.paragraph(text, 0))
    typer.echo("")
    names = ("members_present", "members", "members_change", "deaths_present", "deaths", "deaths_change")
    rows = [
        {w["day"]: row.label} | {w[name]: findings.value(row.figures.get(name)) for name in names}
        for row in found.rows
        if row.facts.get("year")
    ]
    show.table(rows, list(rows[0]))
    typer.echo("")


def _shares(found: Finding, w: dict[str, str]) -> None:
    """The two assumptions, the fit, and what press reported: always shown."""
    from almenara.faces import show

    shares, fit = found.facts["shares"], found.facts["fit"]
    low, high, low_arrests, high_arrests = (
        f"{100 * v:.3g}" for v in (*shares["casualties_drawn"], *shares["arrests_drawn"])
    )
    lines = [
        w["assumed"].format(
            casualties=f"{100 * shares['casualties']:g}", arrests=f"{100 * shares['arrests']:g}", low=low, high=high,
            low_arrests=low_arrests, high_arrests=high_arrests,
        )
    ]  # fmt: skip
    shown = {
        "recruitment": ".4g",
        "incapacitation": ".4g",
        "lethality": ".3g",
        "saturation": ".3g",
        "members": ",.0f",
    }
    values = {
        name: f"{fit['parameters'][name]:{form}} ({fit['on_published_pct'][name]:+.0f} %)"
        for name, form in shown.items()
    }
    published = fit["published_fit"]
    lines.append(
        w["fitted"].format(
            years=f"{fit['first']}–{fit['last']}", series=", ".join(fit["series"]), box=w[f"box_{fit['box']}"],
            published=f"{published['first']}–{published['last']}", **values,
        )
    )  # fmt: skip
    if told := found.facts.get("reported"):
        said = "; ".join(
            w["report"].format(policy=r["policy"], members=f"{r['members_change_pct']:+g}",
                               deaths=f"{r['deaths_change_pct']:+g}")
            for r in told
        )  # fmt: skip
        lines.append(w["reported"].format(said=said))
    for line in lines:
        typer.echo(show.paragraph(line, 0))


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


def _checked(found: Finding, w: dict[str, str]) -> None:
    from almenara.faces import show

    figures, facts = found.figures, found.facts
    told = w["checked"].format(
        members=f"{figures['members'].value:,.0f}", day=figures["members"].period,
        members_target=f"{facts['members_target']:,.0f}", recruits=f"{figures['recruits_per_week'].value:,.1f}",
        recruits_target=f"{facts['recruits_target']:,.1f}",
        identity=f"{max(figures['identity'].value or 0.0, FLOATING):.0e}",
        ending=w["within"] if facts["within"] else w["outside"],
    )  # fmt: skip
    typer.echo(show.paragraph(told, 0) + "\n")
    show.table([_cells(row, w) for row in found.rows], list(_cells(found.rows[0], w)))
    first, shares = {"low": "−", "as_is": "=", "high": "+"}, facts["shares"]
    sizes = {k.removeprefix("size_"): f.value or 0 for k, f in figures.items() if k.startswith("size_")}
    each = ", ".join(
        f"{first[a]}{first[b]} {sizes[f'{a}_{b}']:,.0f}"
        for a in first
        for b in first
        if a + b != "as_isas_is"
    )
    told = w["sizes"].format(
        casualties=f"{100 * shares['casualties']:g}", arrests=f"{100 * shares['arrests']:g}",
        varied=f"{100 * shares['varied']:g}", low=f"{min(sizes.values()):,.0f}", high=f"{max(sizes.values()):,.0f}",
        each=each,
    )  # fmt: skip
    typer.echo("\n" + show.paragraph(told, 0))


def _cells(row: Row, w: dict[str, str]) -> dict[str, str]:
    target, told = row.facts["target"], row.facts["reported"]
    cells = {w["policy"]: row.label, w["week"]: f"+{row.facts['week']}"}
    for name in ("members", "deaths"):
        key = f"{name}_change_pct"
        cells[w[f"{name}_pct"]] = f"{row.figures[f'{name}_change'].value:+.1f}"
        cells[w[f"{name}_target"]] = f"{target[key]:+.1f}" if target else "–"
    cells[w["is_within"]] = w["yes" if row.facts["within"] else "no"] if target else "–"
    cells[w["told"]] = f"{told['members_change_pct']:+g} / {told['deaths_change_pct']:+g}" if told else "–"
    cells[w["sum"]] = f"{row.figures['deaths_sum'].value:,.0f}"
    return cells
