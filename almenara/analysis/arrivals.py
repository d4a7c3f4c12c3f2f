"""What came in after a day: rows by the file, and the quoted page, that they stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import ibis

from almenara.analysis.context import Context
from almenara.analysis.figures import evidence
from almenara.evidence.cells import Cell
from almenara.evidence.view import known_by
from almenara.model.document import Evidence

SHOWN = 3
"""Titles told of one publisher's arrivals, the newest first."""


@dataclass(frozen=True)
class Arrival:
    """What came in from one publisher.

    source       of files; "" of pages that tables kept by hand quote
    known_since  files and pages that became known after the day; 0 of what was public before and only taken in
    rows         observations, statements and events
    counts       measures with their definitions
    """

    source: str
    publisher: str
    titles: tuple[str, ...]
    known: date
    known_since: int
    rows: int
    first: date | None
    last: date | None
    counts: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]


def arrivals(
    context: Context, country: str, day: date, stored_after: datetime | None = None
) -> list[Arrival]:
    """Arrivals about a country and its places, those that became known last first.

    day           rows known after it arrived
    stored_after  rows of files taken in after it, too, although they were known by the day
    """
    found = [
        row for table in ("observations", "statements", "events") for row in _rows(context, table, country)
    ]
    fresh: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in found:
        record = context.view.documents[row["document"]]
        since = row["known"] > day
        if not since and (stored_after is None or record.stored <= stored_after):
            continue
        cited = context.view.citations.get(row["citation"])
        publisher = cited.publisher if cited else record.publisher
        fresh.setdefault(("" if cited else record.source, publisher, since), []).append(row)
    out = [_arrival(context, *key, rows) for key, rows in fresh.items()]
    return sorted(out, key=lambda a: (not a.known_since, -a.known.toordinal(), a.source, a.publisher))


def _rows(context: Context, name: str, country: str) -> list[dict[str, Any]]:
    """Rows of a table by document, page and day."""
    view = context.view
    here = view.table(name)
    here = here.filter((here.place == country) | here.place.startswith(f"{country}-"))
    rows = known_by(here, view.visible, view.as_of)
    begin, end = (rows.valid_from, rows.valid_to) if name == "statements" else (rows.start, rows.end)
    rows = rows.mutate(begin=begin, finish=ibis.coalesce(end, begin))
    keys = ["document", "batch", "citation", "known", "ground"]
    what = {
        "many": rows.count(), "first": rows.begin.min(), "last": rows.finish.max(), "row": rows.row.min(),
    }  # fmt: skip
    if name == "observations":
        keys += ["measure", "definition"]
    found: list[dict[str, Any]] = view.fetch(rows.group_by(keys).aggregate(**what)).to_pylist()
    return found


def _arrival(
    context: Context, source: str, publisher: str, since: bool, rows: list[dict[str, Any]]
) -> Arrival:
    pages = {(row["document"], row["citation"]) for row in rows}
    cells = [
        Cell(
            "", "", row["known"], row["known"], None, None, None, row["known"], row["ground"], row["document"],
            row["batch"], row["citation"], "", (), (), "",
        )
        for row in rows
    ]  # fmt: skip
    items = sorted(evidence(context.view, context, cells), key=lambda e: e.published, reverse=True)
    counts = {(row["measure"], row["definition"]) for row in rows if "measure" in row}
    newest: dict[tuple[str, str], Evidence] = {}
    for item in items:
        newest.setdefault((item.document, item.title), replace(item, locator="", cells=0))
    return Arrival(
        source, publisher, tuple(dict.fromkeys(e.title for e in items))[:SHOWN],
        max(row["known"] for row in rows), len(pages) if since else 0, sum(row["many"] for row in rows),
        min((row["first"] for row in rows if row["first"]), default=None),
        max((row["last"] for row in rows if row["last"]), default=None),
        tuple(sorted(counts)), tuple(newest.values()),
    )  # fmt: skip
