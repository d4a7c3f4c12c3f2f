"""A store with made statements on made groups, in the country pack that has rules on groups."""

from __future__ import annotations

from pathlib import Path

from almenara.workspace import Workspace

HEADER = (
    "id,subject,predicate,object,place,valid_from,valid_to,known,publisher,title,address,credibility,note\n"
)
ROWS = [
    # subject, predicate, object, place, from, to, known, publisher, note
    ("Clan Alder", "ally-of", "Clan Birch", "MX-GUA", "2014", "", "2014-05-01", "Daily One", ""),
    ("Clan Birch", "rival-of", "Clan Alder", "MX-GUA", "2017", "", "2017-06-01", "Daily Two", ""),
    ("Clan Alder", "presence", "present", "MX-GUA", "2017", "", "2017-06-02", "Daily One", "cites PGR"),
    ("Clan Alder", "presence", "present", "MX-GUA", "2017", "", "2017-06-03", "Daily Two", "cites PGR"),
    ("Clan Birch", "presence", "present", "MX-GUA", "2018", "", "2018-02-01", "Daily One", "cites PGR"),
    ("Clan Birch", "presence", "present", "MX-GUA", "2018", "", "2018-02-02", "Daily Three", "DEA map"),
    ("Clan Cedar (north)", "alias", "The Cedars", "MX", "", "", "2016-01-01", "Daily One", ""),
    ("Clan Cedar (south)", "alias", "The Cedars", "MX", "", "", "2016-01-02", "Daily Two", ""),
    ("Clan Cedar (north)", "split-from", "Clan Alder", "MX", "2010", "", "2016-02-01", "Daily One", "[conflict:cedar]"),
    ("Clan Cedar (north)", "split-from", "Clan Birch", "MX", "2011", "", "2019-02-01", "Daily Two", "[conflict:cedar]"),
    ("Alder Group", "presence", "present", "MX-JAL", "2018", "", "2018-03-01", "Daily One", ""),
    ("Clan Alder", "leader", "A Person", "MX", "2018", "", "2020-01-01", "Daily One", "treat as false"),
]  # fmt: skip


def table(rows: list[tuple[str, ...]]) -> str:
    """The rows as a table of cited statements; ids are of the rows' places in ROWS."""
    lines = []
    for row in rows:
        number = ROWS.index(row)
        said = ",".join(row[:7])
        lines.append(f"t-{number},{said},{row[7]},T,https://a.example/{number},,{row[8]}\n")
    return HEADER + "".join(lines)


def told(workspace: Workspace, folder: Path, *parts: list[tuple[str, ...]]) -> Workspace:
    """The workspace with the rows taken in, each part a table of its own, in the order given."""
    for number, rows in enumerate(parts or (ROWS,)):
        file = folder / f"made-{number}-{ROWS.index(rows[0])}.csv"
        file.write_text(table(rows), encoding="utf-8")
        workspace.ingest([file])
    return workspace
