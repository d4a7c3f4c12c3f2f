"""Reads lists of places – codes, names, points – and the census populations of municipalities."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.checks import no_repeats
from almenara.reading.counts import read_numbers
from almenara.reading.dates import layout_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, read_csv
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec
from almenara.sources.inegi_places.census import read_census

_COUNTRY = "00"


def read(document: Document, spec: Spec) -> Reading:
    """One place for each row with a place's code; for the census also its population.

    Raises BadInput on unknown layouts, wrong or doubled codes, points off the globe and missing rows.
    """
    plain = plain_bytes(document)
    if plain.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"[":
        return read_census(document, spec, plain)
    text = decode(document, plain)
    grid = read_csv(document, plain=text.encode())
    name, layout = _layout(document, spec, grid)
    faults = Faults(document, spec)
    rows = grid.row_numbers()
    codes = _codes(grid, layout, faults, rows)
    stated = ~np.isin(np.array([c[-3:] for c in codes.tolist()]), list(spec.omit["endings"]))
    if layout["kind"] != "municipality":
        stated[:] = True
    _in_states(codes, layout, spec, faults, rows)
    no_repeats([np.unique(codes, return_inverse=True)[1]], faults, layout["code"][-1], rows)
    if int(stated.sum()) < layout["rows"]:
        faults.add(f"has {int(stated.sum())} places, not {layout['rows']} or more: the file was cut")
    lat, lon = _degrees(grid, layout, "lat", 90, faults), _degrees(grid, layout, "lon", 180, faults)
    faults.check()
    known, ground = layout_day(document, layout)
    keep = np.flatnonzero(stated)
    label, parent = layout.get("label"), layout.get("parent")
    table = make_table(
        "places",
        {
            "place": [f"inegi/{codes[i]}" for i in keep],
            "kind": ["country" if codes[i] == _COUNTRY else layout["kind"] for i in keep],
            "name": grid.column(label).take(pa.array(keep)) if label else "",
            "parent": [f"inegi/{codes[i][:parent]}" for i in keep] if parent else "",
            "lat": lat[keep],
            "lon": lon[keep],
            "known": known,
            "ground": ground,
            "row": rows.take(pa.array(keep)),
        },
    )
    return Reading({"places": table}, known, ground, layout=name)


def _layout(document: Document, spec: Spec, grid: Grid) -> tuple[str, dict[str, Any]]:
    for name, layout in spec.layouts.items():
        wanted = {*layout.get("code", ["?"]), *(layout[k] for k in ("label", "lat", "lon") if layout.get(k))}
        if wanted <= set(grid.columns):
            return name, layout
    have = ", ".join(list(grid.columns)[:25])
    raise BadInput(
        spec.id,
        [Fault(document.name, f"no layout has these columns: {have}", 1)],
        "Describe the layout in source.yml under layouts",
    )


def _codes(grid: Grid, layout: dict[str, Any], faults: Faults, rows: pa.Array) -> npt.NDArray[np.str_]:
    """Codes with their zeros, shape (n,), joined from the columns that hold their parts."""
    parts = []
    for header, digits in zip(layout["code"], layout["digits"], strict=True):
        column = grid.column(header)
        good = pc.match_substring_regex(column, rf"^\d{{1,{digits}}}$")
        for index in np.flatnonzero(~np.asarray(good.to_numpy(zero_copy_only=False), dtype=bool)):
            text = f'"{column[int(index)].as_py()[:40]}" is not a code of {digits} digits'
            faults.add(text, int(rows[int(index)].as_py()), header)
        parts.append(pc.utf8_lpad(column, digits, "0"))
    return np.asarray(pc.binary_join_element_wise(*parts, "").to_pylist())


def _in_states(
    codes: npt.NDArray[np.str_], layout: dict[str, Any], spec: Spec, faults: Faults, rows: pa.Array
) -> None:
    """A fault for every code that does not begin with that of a state, the country's own excepted."""
    states = {f"{number:02d}" for number in range(1, spec.expect["states"] + 1)}
    for index, code in enumerate(codes.tolist()):
        if code[:2] not in states and not (code == _COUNTRY and layout["kind"] == "state"):
            text = f'"{code}" is not a code of a place in states 01 to {spec.expect["states"]}'
            faults.add(text, int(rows[index].as_py()), layout["code"][0])


def _degrees(
    grid: Grid, layout: dict[str, Any], which: str, most: float, faults: Faults
) -> npt.NDArray[np.float64]:
    header = layout.get(which)
    if header is None:
        return np.full(grid.rows, np.nan)
    rows = grid.row_numbers()
    degrees = read_numbers(grid.column(header), faults, header, rows)
    for index in np.flatnonzero(np.abs(degrees) > most):
        text = f'"{grid.column(header)[int(index)].as_py()}" is not between -{most} and {most} degrees'
        faults.add(text, int(rows[int(index)].as_py()), header)
    return degrees
