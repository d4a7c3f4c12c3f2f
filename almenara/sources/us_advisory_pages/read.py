"""Reads a page of the US travel advisory: a level and its reasons for each state, and the advice itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from almenara.model.document import Document
from almenara.model.place import fold
from almenara.reading.advisories import (
    Edition,
    Level,
    country_of,
    label,
    level_of,
    level_rows,
    open_edition,
    statements,
)  # fmt: skip
from almenara.reading.checks import need_count
from almenara.reading.dates import known_day, month_number
from almenara.reading.faults import Faults
from almenara.reading.json_files import json_value
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_DEFINITION = "us-state-advisory"


def read(document: Document, spec: Spec) -> Reading:
    """Levels and reasons where the page gives them, and every sentence of it as a statement.

    An advisory is known from the day it states; a page without one from the day of its copy.
    Raises BadInput where the list at the top and a state's own heading give different levels.
    """
    if document.name.endswith(".json"):
        return _read_info(document, spec)
    edition = open_edition(document, spec)
    stated = _advisory_day(edition)
    if stated is not None:
        edition = replace(edition, known=stated, ground="stated")
    faults = Faults(document, spec)
    levels = _headed_levels(edition)
    _check_against_list(edition, levels, faults)
    if levels and (least := spec.expect.get("states", {}).get(edition.code, 0)):
        need_count(len(levels), least, "states with a heading", faults)
    faults.check("Ask for an intact copy of the page, or mend layouts.heading and layouts.list in source.yml")
    tables: dict[str, pa.Table] = {
        "statements": pa.concat_tables([statements(edition), _reasons(edition, levels)])
    }
    country = _country_level(edition)
    if levels or country:
        rows = [*country, *levels.values()]
        tables["observations"] = level_rows(rows, _DEFINITION, edition.known, edition.known, edition.ground)
    title = edition.advice.headings[0].text if edition.advice.headings else ""
    return Reading(tables, edition.known, edition.ground, title=title, layout="page")


def _advisory_day(edition: Edition) -> date | None:
    pattern = re.compile(edition.spec.layouts["dated"])
    for heading in edition.advice.headings:
        if found := pattern.match(heading.text):
            return date(int(found["year"]), month_number(found["month"], "en"), int(found["day"]))
    return None


def _headed_levels(edition: Edition) -> dict[str, Level]:
    """Level by heading, keyed by the folded name, in order."""
    pattern = re.compile(edition.spec.layouts["heading"])
    out: dict[str, Level] = {}
    for heading in edition.advice.headings:
        found = pattern.match(heading.text)
        name = label(found["place"]) if found else ""
        if not found or heading.level != 7 or not name:
            continue
        value = level_of(found["words"], edition.spec)
        note = heading.text if value is not None else f'"{found["words"]}" is not a level of the scale'
        place = _place(edition, found["place"], name)
        out[fold(name)] = Level(place, value, note, heading.row, edition.page)
    return out


def _place(edition: Edition, words: str, name: str) -> str:
    """The heading's name as it stands, which must be a place; a shorter form is only tried after it."""
    whole = re.sub(r"\s*\(.*\)", "", words).strip().replace("/", " ").replace("|", " ")
    names = dict.fromkeys((whole, name))
    return "||".join(f"name/{edition.code.lower()}/{n}" for n in names)


def _country_level(edition: Edition) -> list[Level]:
    pattern = re.compile(edition.spec.layouts["country"])
    texts = [(h.row, h.text) for h in edition.advice.headings] + [
        (ln.row, ln.text) for ln in edition.advice.lines
    ]
    for row, text in texts:
        if found := pattern.match(text):
            return [Level(f"iso/{edition.code}", float(found["number"]), text, row, edition.page)]
    return []


def _check_against_list(edition: Edition, levels: dict[str, Level], faults: Faults) -> None:
    pattern = re.compile(edition.spec.layouts["list"])
    for line in edition.advice.lines:
        found = pattern.match(line.lead[0]) if line.bullet and line.lead else None
        if not found:
            continue
        name = fold(label(re.sub(r"\s+due to .*", "", line.text)))
        held = levels.get(name)
        if held and held.value is not None and held.value != level_of(found["words"], edition.spec):
            text = f'stands under "{line.lead[0]}", but its heading in line {held.row} says otherwise'
            faults.add(text, line.row, "level")


def _reasons(edition: Edition, levels: dict[str, Level]) -> pa.Table:
    """One statement for each reason: "due to crime and kidnapping" gives crime, kidnapping."""
    pattern = re.compile(edition.spec.layouts["reasons"])
    rows = []
    for held in levels.values():
        line = next((ln for ln in edition.advice.lines if held.row is not None and ln.row > held.row), None)
        found = pattern.search(line.text) if line is not None else None
        if line is None or found is None or line.section[-1] != held.note:
            continue
        for reason in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", found["reasons"]):
            digest = hashlib.sha256(f"{held.place}\n{edition.known}\n{reason}".encode()).hexdigest()[:16]
            rows.append(
                (f"{edition.spec.id}/{digest}", label(held.note), reason.strip(), held.place, line.row)
            )
    columns: dict[str, Any] = {
        name: [row[index] for row in rows]
        for index, name in enumerate(("statement", "subject", "object", "place", "row"))
    }
    fixed = {
        "predicate": "advisory-indicator", "valid_from": edition.known, "language": "en",
        "known": edition.known, "ground": edition.ground, "column": edition.page,
    }  # fmt: skip
    return make_table("statements", columns | fixed, len(rows))


def _read_info(document: Document, spec: Spec) -> Reading:
    """What the copy's own record says of the country's level: null where the department gives "Other"."""
    info = json_value(document, spec)
    faults = Faults(document, spec)
    number = info.get("risk_level_number") if isinstance(info, dict) else None
    if number not in (-1, 1, 2, 3, 4):
        faults.add(f'"{number}" is neither a level from 1 to 4 nor -1 for none', field="risk_level_number")
    day = None
    try:
        day = date.fromisoformat(str(info["update_date_advisory"])[:10])
    except (KeyError, TypeError, ValueError):
        faults.add("does not give the advisory's day as YYYY-MM-DD", field="update_date_advisory")
    faults.check("Ask for an intact copy of the record")
    assert day is not None  # or check() has raised
    _, code = country_of(document, spec, [str(info.get("name", ""))])
    known, ground = known_day(document, spec)
    words = str(info.get("risk_level", ""))
    level = Level(
        f"iso/{code}", None if number == -1 else float(str(number)), words, None, "risk_level_number"
    )
    return Reading(
        {"observations": level_rows([level], _DEFINITION, day, known, ground)}, known, ground, layout="info"
    )
