"""World lists of advisory levels as a scraper keeps them: one row a country, as CSV or JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.checks import need_count
from almenara.reading.countries import country_codes
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.heads import head_of
from almenara.reading.json_files import json_value
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec


def is_list(document: Document) -> bool:
    """Whether a file of advice is a list of countries, as JSON or a table; else it is a page."""
    head = head_of(document)
    if document.name.endswith(".md") or head.text.lstrip("\ufeff \r\n\t").startswith("#"):
        return False
    json_text = head.text.lstrip("\ufeff \r\n\t")[:1] in ("[", "{")
    return json_text or "destination" in head.columns or document.name.endswith((".csv", ".json"))


def is_json(document: Document) -> bool:
    """Whether a list is JSON, by its first character or its name."""
    return head_of(document).text.lstrip("\ufeff \r\n\t")[:1] in ("[", "{") or document.name.endswith(".json")


def numbered_rows(document: Document, spec: Spec, faults: Faults) -> list[tuple[int, dict[str, Any]]]:
    """Rows of a CSV or JSON list with their numbers, cells as the file has them, None for JSON null.

    Fewer than `expect.countries` are a fault: the list was cut.
    """
    if is_json(document):
        value = json_value(document, spec)
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise BadInput(spec.id, [Fault(document.name, "is not a JSON list of rows")])
        rows = list(enumerate(value, 1))
    else:
        decode(document, plain_bytes(document), ("utf-8-sig",))
        grid = read_csv(document)
        layout = spec.layouts["list"]
        updated = next((name for name in layout["updated"] if name in grid.columns), layout["updated"][0])
        need_columns(document, grid, [c for c in ("destination", layout["level"], updated) if c], spec.id)
        cells = [column.to_pylist() for column in grid.columns.values()]
        records = [dict(zip(grid.columns, row, strict=True)) for row in zip(*cells, strict=True)]
        rows = list(zip(grid.row_numbers().to_pylist(), records, strict=True))
    if not rows:
        faults.add("the list has no rows")
    need_count(len(rows), spec.expect.get("countries", 0), "countries", faults)
    _no_repeats(rows, faults)
    return rows


def _no_repeats(rows: list[tuple[int, dict[str, Any]]], faults: Faults) -> None:
    """A fault for every row that says the same as an earlier one."""
    first: dict[str, int] = {}
    for number, row in rows:
        earlier = first.setdefault(repr(sorted(row.items())), number)
        if earlier != number:
            faults.add(f"repeats row {earlier}", number, "destination")


def read_list(document: Document, spec: Spec, definition: str) -> Reading:
    """Levels by country from a list, known on the day of the copy, in force from each row's last update.

    `layouts.list` names the columns: `level` (words or number; "" for a list without levels), `updated`, and
    `number`, which repeats the level as a number and must agree with it.
    lookups.level gives the level of each wording: a number, null where the publisher itself says that it
    has none, and "not read" where only the copy lacks it (such a row says nothing). Several rows about one
    country are one level if they agree, and unknown if they differ.
    Raises BadInput naming every row with an unknown country, wording or day.
    """
    layout = spec.layouts["list"]
    faults = Faults(document, spec)
    rows = numbered_rows(document, spec, faults)
    known, ground = known_day(document, spec)
    held: dict[str, list[tuple[date, float | None, str, int]]] = {}
    not_read = 0
    for number, row in rows:
        name = str(row.get("destination") or "").strip()
        if not name or name in spec.omit.get("destination", {}):
            if not name:
                faults.add("is blank", number, "destination")
            continue
        try:
            codes = country_codes(name, spec.lookups.get("country"))
        except KeyError:
            faults.add(f'"{name}" is not a country that is known', number, "destination")
            continue
        updated = next((str(row[c]) for c in layout["updated"] if row.get(c)), "")
        words = str(row.get(layout["level"]) or "").strip() if layout["level"] else ""
        words = words.removesuffix(layout.get("suffix", "\0")).strip()
        if words not in spec.lookups["level"]:
            faults.add(f'"{words}" is not in lookups.level', number, layout["level"])
            continue
        level = spec.lookups["level"][words]
        if (stated := row.get(layout.get("number", ""))) not in (None, "") and not _agrees(stated, level):
            faults.add(f'"{stated}" does not go with "{words}"', number, layout["number"])
            continue
        if level == "not read":
            not_read += 1
            continue
        try:
            day = date.fromisoformat(updated[:10]) if updated else known
        except ValueError:
            faults.add(f'"{updated}" is not a day', number, "last_updated")
            continue
        for code in codes:
            value = None if level is None else float(level)
            held.setdefault(code, []).append((day, value, str(row.get(layout["level"])), number))
    faults.check()
    kept = {code: _one(items) for code, items in held.items()}
    table = make_table(
        "observations",
        {
            "measure": "advisory-level",
            "definition": definition,
            "place": [f"iso/{code}" for code in kept],
            "start": [item[0] for item in kept.values()],
            "end": [item[0] for item in kept.values()],
            "value": [item[1] for item in kept.values()],
            "known": known,
            "ground": ground,
            "row": [item[3] for item in kept.values()],
            "column": layout["level"],
            "note": [item[2] for item in kept.values()],
        },
        len(kept),
    )
    notes = (f"{not_read} countries without a level in this copy",) if not_read else ()
    return Reading({"observations": table}, known, ground, layout="list", notes=notes)


def _agrees(stated: Any, level: Any) -> bool:
    """Whether a level as a number is that of the words: -1 where the words give none."""
    return str(stated).removesuffix(".0") == ("-1" if level is None else str(level))


def _one(items: list[tuple[date, float | None, str, int]]) -> tuple[date, float | None, str, int]:
    """The row of a country: its latest; unknown where rows of that day, or of other parts, differ."""
    latest = max(item[0] for item in items)
    values = {item[1] for item in items}
    day, value, words, number = next(item for item in items if item[0] == latest)
    if len(values) > 1:
        given = ", ".join(item[2] for item in items)
        return day, None, f"the list has several rows for it, with different levels: {given}", number
    return day, value, words, number
