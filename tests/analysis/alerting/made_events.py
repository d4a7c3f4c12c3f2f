"""Events of publishers that are told apart, put into a store as readers would leave them."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from almenara.reading.rows import make_table
from almenara.workspace import Workspace

CITY = {"place": "MX-14039", "lat": 20.6736, "lon": -103.344, "place_precision": "point"}
PLANT: dict[str, Any] = {
    "name": "North plant", "type": "plant", "kind": "site", "country": "MX", "points": [[-103.30, 20.70]],
    "marking": "TLP:AMBER",
}  # fmt: skip


def event(name: str, day: str = "2026-02-22", **changes: Any) -> dict[str, Any]:
    """One shooting in a city, as a row of events."""
    when = date.fromisoformat(day)
    row = {"event": name, "kind": "armed-clash", "start": when, "end": when, "date_precision": "day", "deaths": 3.0,
           "summary": f"shots, {name}"}  # fmt: skip
    return row | CITY | changes


def publish(
    workspace: Workspace,
    publisher: str,
    known: str,
    *rows: dict[str, Any],
    replaces: str = "",
    statements: Sequence[dict[str, Any]] = (),
) -> str:
    """Store one document of a publisher with some events, or statements; returns its digest."""
    day = date.fromisoformat(known)
    source = publisher.lower().replace(" ", "_")
    with workspace.store.writer("test") as writer:
        digest = writer.keep(
            hashlib.sha256(f"{publisher}{known}{rows}{statements}".encode()).hexdigest().encode()
        )
        for table, held in (("events", rows), ("statements", statements)):
            names = {n: [r.get(n) for r in held] for n in sorted({n for r in held for n in r})}
            columns = names | {"known": day, "ground": "stated", "row": list(range(2, len(held) + 2))}
            if held:
                writer.add(table, make_table(table, columns, len(held)), digest)
        writer.add_row(
            "documents",
            {"document": digest, "source": source, "reader": 1, "layout": "", "name": f"{source}.csv", "path": "",
             "publisher": publisher, "title": f"Events by {publisher}", "url": f"https://example.org/{source}",
             "published": day, "ground": "stated", "language": "en", "licence": "", "attribution": "",
             "marking": "TLP:CLEAR", "bytes": 1, "observations": 0, "first": None, "last": None, "replaces": replaces},
        )  # fmt: skip
    return digest
