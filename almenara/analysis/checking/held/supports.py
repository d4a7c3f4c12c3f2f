"""Vintages as figures with their evidence: where each stands, to the row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from almenara.analysis.checking.held.vintages import Vintage
from almenara.analysis.context import Context
from almenara.analysis.figures import evidence
from almenara.evidence.cells import Cell
from almenara.evidence.listed import among
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.phrase import phrase

_Spot = tuple[str, str, str, str]
"""document, batch, measure, definition"""


def as_figures(now: Context, then: Context | None, vintages: Iterable[Vintage]) -> dict[Vintage, Figure]:
    """A figure for each vintage, its rows found with one query for all."""
    wanted = list(dict.fromkeys(vintages))
    rows = _rows(now, wanted)
    made = {}
    for vintage in wanted:
        definition = now.definition(vintage.definition)
        cells = [found for cell in vintage.cells for found in _located(vintage, cell, rows)]
        parts = len(vintage.cells)
        method = phrase("as-published") if parts == 1 else phrase("sum-of-periods", count=parts)
        if vintage.tiling.taken:
            method = phrase("published-difference")
        elif vintage.summed:
            pack = now.packs[vintage.place.code]
            method = phrase("sum-of-states", count=len(pack.states))
        value = int(vintage.value) if float(vintage.value).is_integer() else vintage.value
        made[vintage] = Figure(
            value, definition.unit, vintage.measure, vintage.definition, vintage.place, vintage.period,
            vintage.known, known=vintage.known, ground=max(vintage.cells, key=lambda c: c.known).ground,
            method=method, evidence=_evidence(now, then, cells),
            recipe={"op": "figure", "measure": vintage.measure, "definition": vintage.definition,
                    "place": vintage.place.code, "period": str(vintage.period)},
        )  # fmt: skip
    return made


def _evidence(now: Context, then: Context | None, cells: list[Cell]) -> tuple[Evidence, ...]:
    held = [c for c in cells if c.document in now.view.documents]
    out = evidence(now.view, now, held)
    if then is not None and (gone := [c for c in cells if c.document not in now.view.documents]):
        out += evidence(then.view, then, gone)
    return tuple(out)


def _rows(now: Context, vintages: list[Vintage]) -> dict[_Spot, list[dict[str, Any]]]:
    if not vintages:
        return {}
    wanted: set[tuple[Any, ...]] = set()
    for v in vintages:
        places = [s.code for s in now.packs[v.place.code].states] if v.summed else []
        for cell in v.cells:
            cited = (v.measure, v.definition, cell.document, cell.batch, cell.start, cell.end)
            wanted |= {(*cited, place) for place in (v.place.code, *places)}
    view = now.view
    asked = view.listed("cited", _CITED, sorted(wanted))
    measures, definitions, documents, _, _, _, places_asked = (
        set(column) for column in zip(*wanted, strict=True)
    )
    rows = view.observations(measures, definitions, places_asked)
    rows = rows.filter(among(rows.document, documents)).inner_join(asked, list(_CITED))
    own = rows.place.isin(sorted({v.place.code for v in vintages}))
    keys = ["measure", "definition", "start", "end", "document", "batch", "known", "citation", "at"]
    rows = rows.mutate(at=own.ifelse(rows.place, ""))  # of states that only a sum asks for, all together
    found: dict[_Spot, list[dict[str, Any]]] = {}
    held = rows.group_by(keys).aggregate(
        sheet=rows.sheet.max(), rows=rows.row.collect(), note=rows.note.max(),
        first=rows["column"].min(), last=rows["column"].max(),
    )  # fmt: skip
    for row in view.fetch(held).to_pylist():
        key = (row["document"], row["batch"], row["measure"], row["definition"])
        found.setdefault(key, []).append(row)
    return found


_CITED = {
    "measure": "VARCHAR", "definition": "VARCHAR", "document": "VARCHAR", "batch": "VARCHAR",
    "start": "DATE", "end": "DATE", "place": "VARCHAR",
}  # fmt: skip
"""Columns by which the rows of a cell are found."""


def _located(vintage: Vintage, cell: Cell, rows: dict[_Spot, list[dict[str, Any]]]) -> list[Cell]:
    """The cell with its rows, columns and sheet."""
    spot = (cell.document, cell.batch, vintage.measure, vintage.definition)
    mine = [
        r for r in rows.get(spot, [])
        if (r["start"], r["end"], r["known"], r["citation"]) == (cell.start, cell.end, cell.known, cell.citation)
        and (r["at"] != cell.place if vintage.summed else r["at"] == cell.place)
    ]  # fmt: skip
    if not mine:
        return [cell]
    columns = dict.fromkeys(c for r in mine for c in (r["first"], r["last"]) if c)
    numbers = sorted({n for r in mine for n in r["rows"] or () if n is not None})
    return [
        replace(cell, sheet=max(r["sheet"] or "" for r in mine), columns=tuple(columns), rows=tuple(numbers),
                note=max(r["note"] or "" for r in mine))
    ]  # fmt: skip
