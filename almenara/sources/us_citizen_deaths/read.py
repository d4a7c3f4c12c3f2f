"""Reads the table of US citizens' non-natural deaths abroad: one row a death."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pyarrow as pa

from almenara.model.document import Document
from almenara.model.period import Period
from almenara.reading.checks import need_count
from almenara.reading.countries import country_codes
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns, read_csv
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_DAY = re.compile(r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{2}|[0-9]{4})$")
_ALL, _HOMICIDE = "us-citizens-nonnatural", "us-citizens-homicide"


def read(document: Document, spec: Spec) -> Reading:
    """An event for each death, and the deaths by country and month; a month without a row is a count of zero.

    The table lists every death of its span, so months between its first and its last one are complete.
    Raises BadInput with every row whose country, day or cause is not understood.
    """
    decode(document, plain_bytes(document), ("utf-8-sig",))
    grid = read_csv(document)
    need_columns(document, grid, ["country", "date", "location", "cause"], spec.id)
    faults = Faults(document, spec)
    deaths = []
    cells = (grid.column(name).to_pylist() for name in ("country", "date", "location", "cause"))
    rows = grid.row_numbers().to_pylist()
    for number, (country, day, location, cause) in zip(rows, zip(*cells, strict=True), strict=True):
        try:
            codes = country_codes(country, spec.lookups["country"])
        except KeyError:
            faults.add(f'"{country}" is not a country that is known', number, "country")
            codes = ("",)
        if cause not in spec.lookups["cause"]:
            faults.add(f'"{cause}" is not in lookups.cause', number, "cause")
        when = _day(day, spec)
        if when is None:
            faults.add(f'"{day}" is not a day as M/D/YY', number, "date")
        else:
            known_cause = spec.lookups["cause"].get(cause, "")
            deaths.append((codes, when, location, known_cause, number, country))
    need_count(grid.rows, 1, "rows", faults)
    faults.check()
    last = max(death[1] for death in deaths)
    known, ground = known_day(document, spec, last)
    fixed = {"known": known, "ground": ground}
    events = make_table(
        "events",
        {
            "event": [f"us-citizen-death-{known:%Y}-{death[4]}" for death in deaths],
            "kind": [f"foreigner-{death[3]}" for death in deaths],
            "start": [death[1] for death in deaths],
            "end": [death[1] for death in deaths],
            "place": [_place(death[0], death[2], death[5]) for death in deaths],
            "place_precision": ["municipality" if "," in death[2] else "country" for death in deaths],
            "victim_type": "foreign citizen",
            "deaths": [1.0] * len(deaths),
            "summary": [death[2] for death in deaths],
            "row": [death[4] for death in deaths],
            "column": "cause",
            "note": ["" if len(death[0]) == 1 else f'the table says "{death[5]}"' for death in deaths],
        }
        | fixed,
    )
    return Reading({"events": events, "observations": _monthly(deaths, spec, fixed)}, known, ground)


def _day(text: str, spec: Spec) -> date | None:
    found = _DAY.match(text)
    if not found:
        return None
    year = int(found[3]) + (spec.layouts["century"] if len(found[3]) == 2 else 0)
    try:
        return date(year, int(found[1]), int(found[2]))
    except ValueError:
        return None


def _place(codes: tuple[str, ...], location: str, country: str) -> str:
    """Reader's code: the town in its state, else the state, else the country; "" for several countries."""
    if len(codes) > 1:
        return ""
    parts = [part.strip().replace("|", " ").replace("/", " ") for part in location.split(",")]
    parts = [part for part in parts if part and part.casefold() != country.casefold()]
    start = f"name/{codes[0].lower()}/"
    town = [f"{start}{parts[0]}, {parts[-1]}"] if len(parts) > 1 else []
    return "||".join([*town, *([f"{start}{parts[-1]}"] if parts else []), f"iso/{codes[0]}"])


def _monthly(deaths: list[Any], spec: Spec, fixed: dict[str, Any]) -> pa.Table:
    """One row a death by month, and a row of zero for every month in which a country has none."""
    rows: list[dict[str, Any]] = []
    seen: dict[str, set[tuple[str, date]]] = {_ALL: set(), _HOMICIDE: set()}
    places = sorted({codes[0] for codes, *_ in deaths if len(codes) == 1})
    for codes, day, _, cause, number, _ in deaths:
        month = Period.month(day.year, day.month)
        for definition in (_ALL, _HOMICIDE) if cause == spec.layouts["homicide"] else (_ALL,):
            if len(codes) == 1:
                seen[definition].add((codes[0], month.start))
                rows.append(_row(codes[0], definition, month, f"cause={cause}", 1.0, number, ""))
    span = Period(
        min(d[1] for d in deaths).replace(day=1), Period.month(*_month(max(d[1] for d in deaths))).end
    )
    for definition, held in seen.items():
        for code in places:
            for month in span.split_months():
                if (code, month.start) not in held:
                    rows.append(
                        _row(code, definition, month, "", 0.0, None, "no row of the table is of this month")
                    )
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return make_table("observations", columns | fixed | {"measure": "foreign-deaths", "column": "cause"})


def _row(
    code: str, definition: str, month: Period, breakdown: str, value: float, row: int | None, note: str
) -> dict[str, Any]:
    return {
        "place": f"iso/{code}", "definition": definition, "start": month.start, "end": month.end,
        "breakdown": breakdown, "value": value, "row": row, "note": note,
    }  # fmt: skip


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
