"""Reads UCDP GED: a whole release or a candidate release as CSV, or a page of the API."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almenara.errors import BadInput, Fault
from almenara.model.document import Document, Ground
from almenara.reading.checks import codes_of, no_repeats
from almenara.reading.countries import country_code
from almenara.reading.counts import read_counts, read_numbers
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, need_columns, read_csv
from almenara.reading.json_files import json_value
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_RELEASE = re.compile(r"(?:GEDEvent_v|gedevents/)(\d\d)[._](\d)", re.IGNORECASE)
_NEEDED = [
    "id",
    "relid",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "date_prec",
    "date_start",
    "date_end",
    "dyad_name",
    "best",
    "high",
    "low",
]


def read(document: Document, spec: Spec) -> Reading:
    """Events with their estimates as given, and of a whole release the deaths by country or state and year.

    A page of the API and a candidate release are no whole years, so they give events only.
    Raises BadInput with every row that has an unknown code, country or day, a negative estimate, or
    an id that stood before.
    """
    grid, layout, text = _open(document, spec)
    need_columns(document, grid, _NEEDED, spec.id)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    columns = {name: grid.column(name) for name in grid.columns}
    if not grid.rows:
        faults.add("holds no events")
        faults.check("Ask the publisher for an intact file")
    ids, _ = codes_of(columns["id"])
    no_repeats([ids], faults, "id", rows)
    start, end = (_days(columns[name], faults, name, rows) for name in ("date_start", "date_end"))
    _in_order(start, end, faults, rows)
    deaths = {name: read_counts(columns[name], faults, name, rows) for name in ("best", "low", "high")}
    for name, values in deaths.items():
        for index in np.flatnonzero(np.isnan(values)):
            if not columns[name][int(index)].as_py():
                faults.add("is blank; an event has an estimate", int(rows[int(index)].as_py()), name)
    coded = {
        name: _coded(columns[name], spec, table, faults, name, rows)
        for name, table in (
            ("type_of_violence", "kind"),
            ("date_prec", "date_prec"),
            ("where_prec", "where_prec"),
        )
    }
    countries = _countries(columns["country"], spec, faults, rows)
    lat, lon = (read_numbers(columns[name], faults, name, rows) for name in ("latitude", "longitude"))
    faults.check(
        "Add the code or the country's spelling to source.yml, or ask the publisher for an intact file"
    )
    known, ground = _known(document, spec, text)
    places = _places(columns, countries, spec)
    events = make_table(
        "events",
        {
            "event": pc.binary_join_element_wise("ucdp", columns["id"], "-"),
            "kind": coded["type_of_violence"],
            "start": start,
            "end": end,
            "date_precision": coded["date_prec"],
            "place": places,
            "lat": lat,
            "lon": lon,
            "place_precision": coded["where_prec"],
            "side_a": columns["side_a"],
            "side_b": columns["side_b"],
            "deaths": deaths["best"],
            "deaths_low": deaths["low"],
            "deaths_high": deaths["high"],
            "summary": _summary(columns),
            "known": known,
            "ground": ground,
            "row": rows,
            "column": "best",
            "note": _bounds(deaths),
        },
    )
    tables = {"events": events}
    if layout == "release":
        tables["observations"] = _yearly(
            columns, countries, deaths, coded["type_of_violence"], start, rows, known, ground
        )
    return Reading(tables, known, ground, layout=layout)


def _open(document: Document, spec: Spec) -> tuple[Grid, str, str]:
    """The table, how the file lays it out, and the text in which the release may be named."""
    plain = plain_bytes(document)
    start = plain[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start[:1] == b"{":
        page = json_value(document, spec)
        result = page.get("Result")
        if not isinstance(result, list) or not all(isinstance(item, dict) for item in result):
            raise BadInput(spec.id, [Fault(document.name, "is not a page of the API: it has no list Result")])
        names = list(dict.fromkeys(name for item in result for name in item))
        columns = {n: pa.array([_cell(item.get(n)) for item in result], pa.string()) for n in names}
        return (
            Grid(columns, first_row=1),
            "api",
            str(page.get("NextPageUrl", "")) + str(page.get("PreviousPageUrl", "")),
        )
    decode(document, plain, ("utf-8-sig",))
    if re.match(rb'"?\d', start):
        header = ",".join(spec.layouts["columns"]).encode() + b"\n"
        grid = read_csv(document, plain=header + plain.lstrip(b"\xef\xbb\xbf"))
        lines = None if grid.lines is None else grid.lines - 1
        return Grid(grid.columns, first_row=grid.first_row - 1, lines=lines), "candidate", document.name
    return read_csv(document), "release", document.name


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _days(column: pa.Array, faults: Faults, field: str, rows: pa.Array) -> pa.Array:
    text = pc.utf8_slice_codeunits(column, 0, 10)
    out: list[date | None] = []
    for index, cell in enumerate(text.to_pylist()):
        try:
            out.append(date.fromisoformat(cell))
        except ValueError:
            faults.add(f'"{column[index].as_py()[:40]}" is not a day', int(rows[index].as_py()), field)
            out.append(None)
    return pa.array(out, pa.date32())


def _in_order(start: pa.Array, end: pa.Array, faults: Faults, rows: pa.Array) -> None:
    for index in pc.indices_nonzero(pc.fill_null(pc.less(end, start), False)).to_pylist():
        faults.add("lies before date_start", int(rows[index].as_py()), "date_end")


def _coded(column: pa.Array, spec: Spec, table: str, faults: Faults, field: str, rows: pa.Array) -> pa.Array:
    known = spec.lookups[table]
    codes, values = codes_of(column)
    for position, value in enumerate(values):
        if value not in known:
            first = int(np.flatnonzero(codes == position)[0])
            faults.add(f'"{value}" is not in lookups.{table}', int(rows[first].as_py()), field)
    return pa.array([known.get(value, "") for value in values], pa.string()).take(pa.array(codes))


def _countries(column: pa.Array, spec: Spec, faults: Faults, rows: pa.Array) -> pa.Array:
    codes, names = codes_of(column)
    out = []
    for position, name in enumerate(names):
        try:
            out.append(country_code(name, spec.lookups.get("country")))
        except KeyError:
            first = int(np.flatnonzero(codes == position)[0])
            faults.add(f'"{name}" is not a country that is known', int(rows[first].as_py()), "country")
            out.append("")
    return pa.array(out, pa.string()).take(pa.array(codes))


def _places(columns: dict[str, pa.Array], countries: pa.Array, spec: Spec) -> list[str]:
    """Reader's codes: the municipality in its state, else the state, else the country."""
    ending = re.compile(spec.layouts["endings"], re.IGNORECASE)
    made: dict[tuple[str, str, str], str] = {}
    out = []
    for key in zip(
        countries.to_pylist(), columns["adm_1"].to_pylist(), columns["adm_2"].to_pylist(), strict=True
    ):
        if key not in made:
            code, state, town = key[0], *(text.replace("|", " ").replace("/", " ") for text in key[1:])
            start = f"name/{code.lower()}/"
            inside = [
                f"{start}{name}, {state}"
                for name in dict.fromkeys((ending.sub("", town), town))
                if town and state
            ]
            made[key] = "||".join([*inside, *([f"{start}{state}"] if state else []), f"iso/{code}"])
        out.append(made[key])
    return out


def _state_places(columns: dict[str, pa.Array], countries: pa.Array) -> list[str]:
    pairs = zip(countries.to_pylist(), columns["adm_1"].to_pylist(), strict=True)
    return [
        f"name/{code.lower()}/{state.replace('|', ' ').replace('/', ' ')}||" if state else "||"
        for code, state in pairs
    ]


def _yearly(
    columns: dict[str, pa.Array],
    countries: pa.Array,
    deaths: dict[str, Any],
    kind: pa.Array,
    start: pa.Array,
    rows: pa.Array,
    known: date,
    ground: str,
) -> pa.Table:
    """Deaths by calendar year: each event once for its country, and once for its state where it has one."""
    years = np.asarray(pc.year(start).to_numpy(zero_copy_only=False))
    first = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    last = (years - 1969).astype("datetime64[Y]").astype("datetime64[D]") - 1
    country = [f"iso/{code}" for code in countries.to_pylist()]
    columns_of = {
        "measure": "organised-violence-deaths",
        "definition": "ucdp-ged-best",
        "start": first,
        "end": last,
        "breakdown": pc.binary_join_element_wise("kind", kind, "="),
        "value": deaths["best"],
        "low": deaths["low"],
        "high": deaths["high"],
        "known": known,
        "ground": ground,
        "row": rows,
        "column": "best",
    }
    parts = [
        make_table("observations", columns_of | {"place": p})
        for p in (country, _state_places(columns, countries))
    ]
    return pa.concat_tables([parts[0], parts[1].filter(pc.not_equal(parts[1]["place"], "||"))])


def _summary(columns: dict[str, pa.Array]) -> pa.Array:
    """Who fought whom and where, in the publisher's own words; line breaks become spaces."""
    where = columns.get("where_description", columns.get("where_coordinates"))
    text = (
        columns["dyad_name"]
        if where is None
        else pc.binary_join_element_wise(columns["dyad_name"], where, ": ")
    )
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(text, r"\s+", " "))


def _bounds(deaths: dict[str, Any]) -> Sequence[str]:
    best, low, high = deaths["best"], deaths["low"], deaths["high"]
    notes = np.full(len(best), "", dtype=object)
    notes[low > best] = "as published: the low estimate is above the best"
    above = best > high
    notes[above] = "as published: the best estimate is above the high"
    notes[above & (low > best)] = "as published: the low estimate is above the best, and that above the high"
    return list(notes)


def _known(document: Document, spec: Spec, text: str) -> tuple[date, Ground]:
    """The day given, or that of the release named in the file, or in the way of every file."""
    found = _RELEASE.search(text) or _RELEASE.search(document.name)
    release = spec.layouts["releases"].get(f"{found[1]}.{found[2]}") if found else None
    if document.published is None and release is not None:
        return release, "calendar"
    return known_day(document, spec)
