"""How the months of one series were known on each day on which any of them changed: reporting triangles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ibis
import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.figures import evidence
from almenara.analysis.flows import Series
from almenara.analysis.panel import month_number
from almenara.evidence.cells import Cell
from almenara.evidence.view import known_by
from almenara.model.document import Evidence
from almenara.model.period import is_month

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Vintages:
    """Values by day of knowledge, place and month, all by one definition.

    first   number of the first month: 12 * year + month - 1
    days    on which a value became known, in order
    counts  shape (days, places, months): as known on that day; nan where not known yet, or open
    since   of the same shape: index of the day on which that value was last published; -1 where never. A sum
            of states is as old as the oldest of its parts
    """

    series: Series
    places: tuple[str, ...]
    first: int
    days: tuple[date, ...]
    counts: Array
    since: npt.NDArray[np.int64]


def vintages(context: Context, series: Series, places: Sequence[str]) -> Vintages:
    """Every vintage of whole months known by the context's day.

    places  codes; a country's months are its own, or the sum of its states where all are known and known
            later than the country's own
    """
    codes = list(places)
    needed = dict.fromkeys(codes)
    for code in codes:
        if pack := context.packs.get(code):
            needed |= dict.fromkeys(s.code for s in pack.states)
    held = list(needed)
    rows = _rows(context, series, held)
    days = tuple(sorted({row[2] for row in rows}))
    if not rows:
        nothing = np.empty((0, len(codes), 0))
        return Vintages(series, tuple(codes), 0, (), nothing, nothing.astype(np.int64))
    first = min(row[1] for row in rows)
    months = max(row[1] for row in rows) - first + 1
    counts = np.full((len(days), len(held), months), np.nan)
    since = np.full((len(days), len(held), months), -1, dtype=np.int64)
    at_day = {day: i for i, day in enumerate(days)}
    at_place = {code: i for i, code in enumerate(held)}
    for place, month, day, value in rows:  # in order of knowledge: what comes later stands from its day on
        counts[at_day[day] :, at_place[place], month - first] = value
        since[at_day[day] :, at_place[place], month - first] = at_day[day]
    chosen = np.empty((len(days), len(codes), months))
    when = np.empty(chosen.shape, dtype=np.int64)
    for i, code in enumerate(codes):
        own, published = counts[:, at_place[code]], since[:, at_place[code]]
        pack = context.packs.get(code)
        if pack and pack.states:
            parts = [at_place[s.code] for s in pack.states]
            total, newest = counts[:, parts].sum(axis=1), since[:, parts].min(axis=1)
            summed = ~np.isnan(total) & (newest > published)
            own, published = np.where(summed, total, own), np.where(summed, newest, published)
        chosen[:, i], when[:, i] = own, published
    return Vintages(series, tuple(codes), first, days, chosen, when)


def _rows(context: Context, series: Series, places: list[str]) -> list[tuple[str, int, date, float]]:
    """Place, month, known day and value of each document's whole months, in order of knowledge."""
    view = context.view
    rows = known_by(
        view.observations([series.measure], [series.definition], places), view.visible, context.as_of
    )
    # a table of quoted figures gives one place several times, from several pages: the first page stands
    keys = ["place", "start", "end", "document", "known", "rank", "citation"]
    summed = rows.group_by(keys).aggregate(
        value=rows.value.sum(), open=rows.value.isnull().sum(), row=rows.row.min()
    )
    found: dict[tuple[str, date, date, int], tuple[str, int, date, float]] = {}
    for row in view.fetch(summed.order_by(["rank", "row", "citation"])).to_pylist():
        start, end = row["start"], row["end"]
        if not is_month(start, end):
            continue
        value = float("nan") if row["open"] else float(row["value"])
        key = (row["place"], start, end, row["rank"])
        found.setdefault(key, (row["place"], month_number(start), row["known"], value))
    return list(found.values())


def vintage_evidence(context: Context, series: Series, places: Sequence[str]) -> tuple[Evidence, ...]:
    """Every document that gave whole months of the series at the places by the day, in whatever vintage."""
    view = context.view
    rows = known_by(
        view.observations([series.measure], [series.definition], places), view.visible, context.as_of
    )
    after = rows.end + ibis.interval(days=1)
    one = (rows.start.month() == rows.end.month()) & (rows.start.year() == rows.end.year())
    rows = rows.filter(one & (rows.start.day() == 1) & (after.day() == 1))
    held = rows.group_by(["document", "batch", "known", "ground", "citation"]).aggregate(
        rows=rows.row.collect(), columns=rows["column"].collect(),
        sheet=rows.sheet.max(), start=rows.start.min(), end=rows.end.max(),
    )  # fmt: skip
    cells = [
        Cell(
            series.definition, "", r["start"], r["end"], None, None, None, r["known"], r["ground"],
            r["document"], r["batch"], r["citation"], r["sheet"], tuple(sorted({c for c in r["columns"] or () if c})),
            tuple(sorted({n for n in r["rows"] or () if n is not None})), "",
        )
        for r in view.fetch(held).to_pylist()
    ]  # fmt: skip
    cells.sort(key=lambda c: (c.known, c.document, c.citation))
    return tuple(evidence(view, context, cells))
