"""The command of the registry of armed groups: who they are, where, whom they fight; decisions on their names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from almenara.faces.options import AsOf, Json, Store

VERBS = ("same", "not-same", "undo", "decisions")
HEADS = {
    "split-from": "lineage", "part-of": "lineage", "merged-into": "lineage", "active-from": "identity",
    "active-to": "identity", "type": "identity", "designated-by": "identity", "name": "identity", "alias": "identity",
    "leader": "leaders", "ally-of": "relations", "rival-of": "relations", "presence": "presence",
    "activity": "activity",
}  # fmt: skip
"""Part of a group's page in which claims of a predicate stand."""
BETWEEN = ("ally-of", "rival-of", "part-of", "split-from", "merged-into", "designated-by")
"""Predicates that read as words before a name."""
ORDER = ("identity", "lineage", "leaders", "relations", "presence", "activity")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: almenara groups MX-TAM --as-of 2018-11-02")(groups)


def groups(
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME|PLACE",
            help="A group, by key or any of its names, or a place; all groups where absent. Or same, not-same with "
            "two groups, undo with a decision's id, decisions.",
            show_default=False,
        ),
    ] = None,
    one: Annotated[
        str | None, typer.Argument(metavar="A", help="With same, not-same, undo.", show_default=False)
    ] = None,
    other: Annotated[
        str | None, typer.Argument(metavar="B", help="With same and not-same.", show_default=False)
    ] = None,
    author: Annotated[
        str, typer.Option(metavar="NAME", help="With same, not-same, undo: who decides.", show_default=False)
    ] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="With same, not-same, undo: why.", show_default=False)
    ] = "",
    country: Annotated[
        str,
        typer.Option(help="Country pack. Default: the first with rules on groups", show_default=False),
    ] = "",
    stix: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a STIX 2.1 bundle.", show_default=False)
    ] = None,
    graphml: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write groups and relations as GraphML.", show_default=False),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every statement as CSV.", show_default=False)
    ] = None,
    network: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Draw alliances, rivalries and splits: .svg, .png or .html.",
            show_default=False,
        ),
    ] = None,
    presence: Annotated[
        Path | None,
        typer.Option(
            "--map", metavar="FILE", help="Draw presence by state: .svg, .png or .html.", show_default=False
        ),
    ] = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="Language of pictures: en or es.")] = "en",
    marking: Annotated[str, typer.Option(help="TLP 2.0 label of the STIX bundle.")] = "TLP:CLEAR",
    as_of: AsOf = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Armed groups as views over dated, sourced statements: names, lineage, leaders, relations, places, conflicts.

    Every line has the day it was known, its source, and the Admiralty rating: the letter is the source's, the
    number the claim's (1 needs independent origins; F and 6 mean unknown). Two that disagree both stand. A name
    that several groups bear asks which. Whether two names are one group's is decided by a person, and can be undone.
    """
    from almenara.errors import UsageError
    from almenara.faces import findings
    from almenara.workspace import Workspace

    workspace = Workspace.open(store)
    desk = workspace.groups(country, as_of)
    if about in VERBS:
        _decide(desk, about, one, other, author, reason, json)
        return
    if one or other:
        raise UsageError(f'"{one}": one group or place at a time; quote a name of several words')
    files = {"stix": stix, "graphml": graphml, "csv": csv, "network": network, "map": presence}
    wanted = {what: path for what, path in files.items() if path is not None}
    if wanted:
        if about:
            raise UsageError(f'files hold the whole registry: leave out "{about}"')
        _write(desk, wanted, lang, marking, json)
        return
    found = workspace.ask("groups", as_of, country=desk.country, about=about or "")
    if json:
        findings.as_json(found)
        return
    {"all": _all, "place": _place, "group": _group}[found.facts["about"]](found)
    findings.remarks(found, None if found.facts["about"] == "all" else _sources(found))


def _write(desk: Any, wanted: dict[str, Path], lang: str, marking: str, json: bool) -> None:
    """Write the files; a picture that cannot be drawn is told after them, with the exit code of missing evidence."""
    from almenara.errors import NoEvidence
    from almenara.faces import show

    written = desk.write(wanted, lang, marking)
    if json:
        show.as_json([str(path) for path in written.paths])
    else:
        for path in written.paths:
            typer.echo(str(path))
    for what, reason in written.undrawn.items():
        rest = "; the other files are written" if written.paths else ""
        typer.echo(show.paragraph(f"almenara: {wanted[what]} is not written: {reason}{rest}", 0), err=True)
    if written.undrawn:
        raise typer.Exit(NoEvidence.exit_code)


def _sources(found: Any) -> list[str]:
    """The files that the answer's own statements stand in, each with how many and the newest day."""
    facts = found.facts["about"] == "place"
    claims = [c for row in found.rows for c in (row.facts["claims"] if facts else [row.facts])]
    said = {(s["file"], s["id"]): s["known"] for c in claims for s in c["statements"]}
    said |= {(e["file"], e["id"]): e["known"] for e in found.facts.get("events", ())}
    days: dict[str, list[str]] = {}
    for (file, _), day in said.items():
        days.setdefault(file, []).append(day)
    return [
        f"from {file}: {len(held)} statement{'s' if len(held) > 1 else ''}, the newest known since {max(held)}"
        for file, held in sorted(days.items())
    ]


def _decide(
    desk: Any, verb: str, one: str | None, other: str | None, author: str, reason: str, json: bool
) -> None:
    from almenara.errors import UsageError
    from almenara.faces import show

    if verb == "decisions":
        rows = desk.decisions
        if json:
            show.as_json(rows)
            return
        columns = ("id", "verdict", "a", "b", "source", "author", "day", "undone", "reason")
        told = [{c: ("yes" if r["undone"] else "") if c == "undone" else r[c] for c in columns} for r in rows]
        show.table(told, list(columns))
        return
    needed = (one,) if verb == "undo" else (one, other)
    if not all(needed) or (verb == "undo" and other):
        what = "ID" if verb == "undo" else "A B"
        raise UsageError(f"write: almenara groups {verb} {what} --author NAME --reason TEXT")
    made = desk.undo(one, author, reason) if verb == "undo" else desk.decide(verb, one, other, author, reason)
    if json:
        show.as_json({"decision": made, "as_of": desk.context.as_of})
        return
    typer.echo(
        f"recorded as {made}, from {desk.context.as_of} on; almenara groups undo {made[:8]} takes it back"
    )


def _all(found: Any) -> None:
    from almenara.faces import show

    numbers = {name: show.number(figure.value) for name, figure in found.figures.items()}
    typer.echo(
        show.paragraph(
            f"{numbers['groups']} groups are known on {found.as_of}, with {numbers['relations']} relations; "
            f"{numbers['contested']} states are contested.", 0,
        )
    )  # fmt: skip
    rows = [
        {
            "group": row.label,
            "key": row.key,
            "also": row.facts["names"],
            "rivals": len(row.facts["rivals"]),
            "allies": len(row.facts["allies"]),
            "places": len(row.facts["places"]),
            "statements": row.facts["statements"],
            "disputed": row.facts["disputed"],
            "known": row.facts["known"],
        }
        for row in found.rows
    ]
    show.table(rows, list(rows[0]))
    for item in found.facts["contested"]:
        pairs = "; ".join(" and ".join(pair) for pair in item["pairs"])
        typer.echo(show.paragraph(f"contested: {item['place']}: {pairs}", 0))


def _place(found: Any) -> None:
    from almenara.faces import show

    if found.rows:
        place = found.facts["place_name"]
        typer.echo(f"Groups stated to be, or to fight, in {place} by {found.as_of}, newest first:")
    for row in found.rows:
        typer.echo(f"\n{row.label}  ({row.key})")
        for claim in row.facts["claims"]:
            typer.echo(show.paragraph(_line(claim, row.key), 4))
    if found.rows:
        typer.echo()


def _group(found: Any) -> None:
    from almenara.faces import show

    facts = found.facts
    typer.echo(f"{facts['label']}  ({facts['key']})")
    if facts["labels"][1:]:
        typer.echo(show.paragraph(f"written as: {', '.join(facts['labels'][1:])}", 4))
    if facts["names"]:
        typer.echo(show.paragraph(f"also called: {', '.join(facts['names'])}", 4))
    for item in facts["homonyms"]:
        typer.echo(show.paragraph(f"not the same for sharing a name: {item['label']} ({item['key']})", 4))
    for head in ORDER:
        claims = [row.facts for row in found.rows if HEADS[row.facts["predicate"]] == head]
        events = facts["events"] if head == "leaders" else []
        if claims or events:
            typer.echo(f"\n{head}")
        for claim in claims:
            typer.echo(show.paragraph(_line(claim, facts["key"]), 4))
        for event in events:
            flag = f" ({event['flag']})" if event["flag"] else ""
            where = f", {event['place']}" if event["place"] else ""
            typer.echo(
                show.paragraph(
                    f"{_day(event['start'], event['precision'])} {event['person']}: {event['kind']}{where}{flag} "
                    f"[{event['letter']}; {event['publisher']}, known {event['known']}]", 4,
                )
            )  # fmt: skip
    if facts["conflicts"]:
        typer.echo("\nconflicts: sources disagree, and both stay")
    for conflict in facts["conflicts"]:
        typer.echo(f"    {conflict['topic']}")
        for claim in conflict["claims"]:
            typer.echo(show.paragraph(_line(claim, facts["key"]), 8))
    typer.echo()


def _line(claim: dict[str, Any], key: str) -> str:
    """A claim in one line: what, where, when, how far to be trusted, who says it since which day."""
    mutual = claim["predicate"] in ("ally-of", "rival-of")
    of_it = claim["object_key"] == key and claim["subject_key"] != key
    other = claim["subject"] if of_it else claim["object"]
    words = claim["predicate"].replace("-", " ")
    if of_it and not mutual:
        what = f"{other} is {words} it"
    elif claim["predicate"] == "presence":
        what = other
    else:
        what = f"{words}{' ' if claim['predicate'] in BETWEEN else ': '}{other}"
    where = f" in {claim['place_name']}" if claim["place_name"] else ""
    if key not in (claim["subject_key"], claim["object_key"]):  # of a conflict's other side
        what = f"{claim['subject']} {'is' if claim['predicate'] in BETWEEN else 'has'} {what}"
    when = f", {claim['when']}" if claim["when"] else ""
    newest = claim["statements"][-1]
    pages = len({(s["publisher"], s["url"]) for s in claim["statements"]})
    more = f" and {pages - 1} more page{'s' if pages > 2 else ''}" if pages > 1 else ""
    disputed = ", disputed" if claim["disputed"] else ""
    rating = f"{'/'.join(claim['letters'])}{claim['credibility']}"
    return (
        f"{what}{where}{when}{disputed} [{rating}; {newest['publisher']}{more}, known since {claim['known']}]"
    )


def _day(start: str, precision: str) -> str:
    return start[: {"year": 4, "month": 7}.get(precision, 10)]
