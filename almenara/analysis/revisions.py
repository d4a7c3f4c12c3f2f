"""How a printed figure stood before: the values it had on the days on which its evidence changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import ibis

from almenara.analysis.context import Context
from almenara.evidence.cells import Cell, tile
from almenara.evidence.view import known_by
from almenara.model.figure import Figure
from almenara.model.place import Place


@dataclass(frozen=True)
class _Vintage:
    """A document's value for the country, one definition and one period; its rank tells which stands."""

    cell: Cell
    rank: int


class Revisions:
    """Earlier values of a country's figures. Holds each measure's vintages once loaded, for one view."""

    def __init__(self, context: Context, measures: Iterable[str] = ()) -> None:
        """measures: those that will be asked for, so that they are read at once."""
        self._context = context
        self._measures = set(measures)
        self._vintages: dict[tuple[str, str], dict[str, list[_Vintage]]] = {}

    def of(self, figure: Figure) -> tuple[Figure, ...]:
        """Values that differ from the next later one, oldest first, without the one that stands now.

        Only for figures of a whole country that add up over time (kind flow) and were read, not worked out.
        """
        definition = self._context.definitions.get(figure.definition)
        if figure.recipe.get("op") != "figure" or figure.place.kind != "country" or not figure.is_known:
            return ()
        if definition is None or definition.kind != "flow":
            return ()
        held = self._load(figure.measure, figure.place).get(figure.definition, [])
        inside = [v for v in held if figure.period.start <= v.cell.start and v.cell.end <= figure.period.end]
        out: list[Figure] = []
        for day in sorted({v.cell.known for v in inside}):
            best: dict[tuple[date, date], _Vintage] = {}
            for vintage in inside:
                key = (vintage.cell.start, vintage.cell.end)
                if vintage.cell.known <= day and (key not in best or vintage.rank > best[key].rank):
                    best[key] = vintage
            laid = tile([v.cell for v in best.values()], figure.period)
            if laid is not None and laid.value is not None and (not out or out[-1].value != laid.value):
                value = int(laid.value) if float(laid.value).is_integer() else laid.value
                out.append(replace(figure, value=value, known=day, evidence=(), inputs=(), recipe={}))
        while out and out[-1].value == figure.value:
            out.pop()
        return tuple(f for f in out if f.value != figure.value)

    def _load(self, measure: str, place: Place) -> dict[str, list[_Vintage]]:
        if (measure, place.code) not in self._vintages:
            pack = self._context.packs.get(place.code)
            states = [s.code for s in pack.states] if pack else []
            wanted = sorted(self._measures | {measure})
            for name in wanted:
                self._vintages[name, place.code] = {}
            for row in [*self._rows(wanted, [place.code], 1), *self._rows(wanted, states, len(states))]:
                held = self._vintages[row["measure"], place.code]
                held.setdefault(row["definition"], []).append(_vintage(row, place.code))
        return self._vintages[measure, place.code]

    def _rows(self, measures: list[str], places: list[str], needed: int) -> list[dict[str, Any]]:
        """Sums over `places` by measure, definition, period and document; only those that have every place."""
        if not places:
            return []
        view = self._context.view
        rows = known_by(view.observations(measures, None, places), view.visible, view.as_of)
        vintage = ["measure", "definition", "start", "end", "document", "known", "rank"]
        # a table of quoted figures gives one place several times, from several pages: the first page stands
        once = rows.group_by([*vintage, "place", "citation"])
        by_place = once.aggregate(value=rows.value.sum(), open=rows.value.isnull().sum())
        whole = by_place.group_by(vintage).aggregate(
            value=by_place.value.sum(),
            places=by_place.place.nunique(),
            rows=by_place.count(),
            open=by_place.open.sum(),
        )
        kept = whole.filter(
            (whole.places == ibis.literal(needed)) & (whole.rows == whole.places) & (whole.open == 0)
        )
        out: list[dict[str, Any]] = view.fetch(kept).to_pylist()
        return out


def _vintage(row: dict[str, Any], place: str) -> _Vintage:
    cell = Cell(
        row["definition"], place, row["start"], row["end"], row["value"], None, None, row["known"], "",
        row["document"], "", "", "", (), (), "",
    )  # fmt: skip
    return _Vintage(cell, row["rank"])
