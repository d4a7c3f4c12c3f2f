"""Reads UK travel advice: every sentence of a page; it has no levels."""

from __future__ import annotations

from datetime import date
from typing import Any

from almenara.model.document import Document
from almenara.reading.advisories import open_edition, statements
from almenara.reading.advisory_lists import is_list, numbered_rows
from almenara.reading.countries import country_codes
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """One statement for each sentence or bullet; of a world list, the day of each country's last update."""
    if is_list(document):
        return _read_list(document, spec)
    edition = open_edition(document, spec)
    return Reading({"statements": statements(edition)}, edition.known, edition.ground, layout="page")


def _read_list(document: Document, spec: Spec) -> Reading:
    faults = Faults(document, spec)
    known, ground = known_day(document, spec)
    rows: list[dict[str, Any]] = []
    for number, row in numbered_rows(document, spec, faults):
        name, updated = str(row.get("destination") or ""), str(row.get("last_updated") or "")
        try:
            codes = country_codes(name, spec.lookups.get("country"))
        except KeyError:
            faults.add(f'"{name}" is not a country that is known', number, "destination")
            continue
        try:
            day = date.fromisoformat(updated[:10])
        except ValueError:
            faults.add(f'"{updated}" is not a day', number, "last_updated")
            continue
        for code in codes:
            rows.append(
                {"statement": f"{spec.id}/updated/{code}/{name}", "subject": name, "object": day.isoformat(),
                 "place": f"iso/{code}", "valid_from": day, "row": number}
            )  # fmt: skip
    faults.check()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    fixed = {"predicate": "last-updated", "known": known, "ground": ground, "column": "last_updated"}
    return Reading(
        {"statements": make_table("statements", columns | fixed, len(rows))}, known, ground, layout="list"
    )
