"""Reads cargo theft as compiled from the press: counts by counting body; the rest as statements."""

from __future__ import annotations

from datetime import date

import numpy as np

from almenara.model.document import Document
from almenara.reading.checks import need_count
from almenara.reading.citing import join_notes
from almenara.reading.counts import read_numbers
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.pages import Pages, not_after, read_pages
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spans import read_days
from almenara.reading.spec import Spec

_COUNTS = ["period_start", "period_end", "scope", "metric", "value", "source_org", "url", "note"]


def read(document: Document, spec: Spec) -> Reading:
    """Observations for counts of the nation and of states; statements for all other rows."""
    grid = read_csv(document, "utf-8")
    need_columns(document, grid, _COUNTS, spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers().to_pylist()
    text = {name: column.to_pylist() for name, column in grid.columns.items()}
    start = read_days(text["period_start"], faults, "period_start", rows)
    end = read_days(text["period_end"], faults, "period_end", rows)
    values = read_numbers(grid.column("value"), faults, "value", grid.row_numbers(), missing=())
    pages = read_pages(text["url"], spec, faults, rows)
    need_count(grid.rows, 1, "rows", faults)
    not_after(end, pages, faults, rows, "period_end")
    rules = [_rule(text, i, spec, faults, rows[i]) for i in range(len(rows))]
    seen: dict[tuple[str, ...], int] = {}
    for i, row in enumerate(rows):
        key = tuple(cells[i] for name, cells in text.items() if name not in ("value", "note"))
        if seen.setdefault(key, row) != row:
            faults.add(f"repeats row {seen[key]}", row, "scope")
        if start[i] > end[i]:
            faults.add(f"{end[i]} lies before the first day, {start[i]}", row, "period_end")
        whole = text["metric"][i] in ("count", "rank")
        if not 0 <= values[i] <= (1e7 if whole else 100) or (whole and values[i] % 1):
            faults.add(f'"{text["value"][i]}" is not a {text["metric"][i]}', row, "value")
    faults.check()
    kept = [i for i, rule in enumerate(rules) if rule]
    said = [i for i, rule in enumerate(rules) if not rule]
    notes = [
        join_notes(f"counted by {o}", n, p)
        for o, n, p in zip(text["source_org"], text["note"], pages.note, strict=True)
    ]
    tables = {
        "observations": make_table(
            "observations",
            {
                "measure": [rules[i]["measure"] for i in kept],
                "definition": [rules[i]["definition"] for i in kept],
                "place": [_place(text, i, spec) for i in kept],
                "start": [start[i] for i in kept],
                "end": [end[i] for i in kept],
                "value": values[np.array(kept, dtype=np.int64)],
                **_origin(pages, kept, document),
                "row": [rows[i] for i in kept],
                "column": "value",
                "note": [notes[i] for i in kept],
            },
        ),
        "statements": make_table(
            "statements",
            {
                "statement": [f"{'road' if 'route' in text else 'state'}-{rows[i]}" for i in said],
                "subject": [_subject(text, i) for i in said],
                "predicate": [
                    f"{spec.lookups['scope'][text['scope'][i]]}-{spec.lookups['metric'][text['metric'][i]]}"
                    for i in said
                ],
                "object": [text["value"][i] for i in said],
                "place": [_place(text, i, spec) for i in said],
                "valid_from": [start[i] for i in said],
                "valid_to": [end[i] for i in said],
                **_origin(pages, said, document),
                "row": [rows[i] for i in said],
                "column": "value",
                "note": [notes[i] for i in said],
            },
        ),
        "citations": citation_table(pages.citations),
    }
    published = document.published or pages.published
    return Reading(tables, published, "stated" if document.published else "archived")


def _rule(text: dict[str, list[str]], i: int, spec: Spec, faults: Faults, row: int) -> dict[str, str]:
    """Measure and definition of a row, or nothing where it is to be a statement."""
    for field in ("scope", "metric"):
        if text[field][i] not in spec.lookups[field]:
            faults.add(f'"{text[field][i]}" is not in lookups.{field}', row, field)
    key = f"{text['source_org'][i]}|{text['scope'][i]}"
    key += next((f"|{q}" for q in spec.lookups["qualifier"] if text["note"][i].startswith(q)), "")
    if text["metric"][i] != "count":
        return {}
    rule = spec.lookups["count"].get(key)
    if rule is None:
        faults.add(f'"{key}" is not in lookups.count', row, "source_org")
    part = text["route"][i] if "route" in text else text["municipality"][i]
    return {} if part or rule is None else rule


def _place(text: dict[str, list[str]], i: int, spec: Spec) -> str:
    if "route" in text:
        return "inegi/00"
    state = text["state"][i]
    code = "inegi/00" if state == "Nacional" else f"inegi/{text['state_code'][i]}"
    town = text["municipality"][i]
    return f"name/mx/{town}, {text['state'][i]}||{code}" if town else code


def _subject(text: dict[str, list[str]], i: int) -> str:
    if "route" in text:
        return " ".join(part for part in (text["route"][i], text["segment"][i]) if part)
    return ", ".join(part for part in (text["municipality"][i], text["state"][i]) if part)


def _origin(pages: Pages, of: list[int], document: Document) -> dict[str, list[object]]:
    least = document.published or date.min
    return {
        "known": [max(pages.known[i], least) for i in of],
        "ground": [pages.ground[i] for i in of],
        "citation": [pages.citation[i] for i in of],
    }
