"""One day's knowledge: the only door through which analysis sees the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from almenara.errors import NoEvidence
from almenara.evidence.cells import Cell
from almenara.evidence.damage import reading
from almenara.evidence.gathering import cells_of
from almenara.evidence.listed import among, list_rows
from almenara.evidence.moments import moments
from almenara.evidence.records import DocumentRecord, latest
from almenara.model.document import Citation
from almenara.model.entry import Entry, entry_of
from almenara.model.period import Period
from almenara.model.tables import KEPT, WIDENED

Paths = Callable[[str], list[str]]
"""Parquet files of a table of the store."""

_KEY = ["measure", "definition", "place", "start", "end"]
_VINTAGE = ["document", "batch", "known", "ground", "citation"]


@dataclass(frozen=True)
class Span:
    """What of a document is known by a day: its observations' number and period, and its newest row's known day."""

    observations: int
    first: date | None
    last: date | None
    known: date


def known_by(observations: ir.Table, visible: ir.Table, as_of: date) -> ir.Table:
    """Rows known by a day, of readings that count, each with its `rank`: the greater, the later known.

    observations  rows of model.tables.KEPT["observations"]
    visible       document, batch, reading: what counts, with its place in the order of storing
    """
    rows = observations.filter(observations.known <= ibis.literal(as_of)).inner_join(
        visible, ["document", "batch"]
    )
    day = rows.known.year() * 10_000 + rows.known.month() * 100 + rows.known.day()
    return rows.mutate(rank=day.cast("int64") * 2**32 + rows.reading)


def standing(rows: ir.Table, addresses: bool = True) -> ir.Table:
    """Of each measure, definition, place and period what is known latest, its rows added up.

    rows       as known_by gives them; ties go to the later batch
    addresses  whether to collect sheet, rows and columns, too
    A sum is null where any of its rows is: unknown does not add up to a number.
    """
    # Two passes: the first looks at few columns of all vintages, the second at all columns of one.
    newest = rows.group_by(_KEY).aggregate(rank=rows.rank.max())
    rows = rows.semi_join(newest, [*_KEY, "rank"])
    total = {
        "value": ibis.cases((rows.value.count() == rows.count(), rows.value.sum()), else_=None),
        "low": rows.low.sum(),
        "high": rows.high.sum(),
        "first_row": rows.row.min(),
    }
    if addresses:
        total |= {
            "rows": rows.row.collect(),
            "column": rows["column"].min(),
            "last_column": rows["column"].max(),
            "sheet": rows.sheet.max(),
            "note": rows.note.max(),
        }
    summed = rows.group_by([*_KEY, *_VINTAGE]).aggregate(**total)
    # one document may give a cell twice, on two grounds or from two pages: the first one stands
    window = ibis.window(
        group_by=_KEY, order_by=[ibis.asc("first_row"), ibis.asc("citation"), ibis.asc("ground")]
    )
    return (
        summed.mutate(place_in_line=ibis.row_number().over(window))
        .filter(lambda t: t.place_in_line == 0)
        .drop("place_in_line")
    )


class View:
    """What was known on one day. Everything it answers with had been published by then."""

    def __init__(self, paths: Paths, as_of: date, stored_by: datetime | None = None) -> None:
        self.as_of = as_of
        self._paths = paths
        self._connection: Any = None
        self._tables: dict[str, ir.Table] = {}
        # Batches are read before any other table: whatever one of them brought stands there already.
        rows = moments(self.fetch(self.table("batches").select("batch", "stored")))
        self._stored: dict[str, datetime] = {
            batch: moment for batch, moment in rows.items() if stored_by is None or moment <= stored_by
        }
        self.stored_by: datetime = stored_by or max(self._stored.values(), default=datetime.now(UTC))
        """The moment whose state of the store is seen: with it, later, the same view again."""
        self._loaded: dict[str, tuple[set[str], dict[tuple[str, str], list[Cell]]]] = {}
        self._places: dict[tuple[str, str | None], frozenset[str]] = {}
        if not self.documents:
            raise NoEvidence(self._nothing())

    def on(self, day: date) -> View:
        """The same state of the store as of another day; what is read already is not read again.

        Raises NoEvidence if nothing in the store was known by that day.
        """
        other = copy(self)
        other.as_of, other._loaded, other._places = day, {}, {}
        for name in ("documents", "_retractions", "readings", "visible", "ledger"):
            other.__dict__.pop(name, None)
        if not other.documents:
            raise NoEvidence(other._nothing())
        return other

    def _nothing(self) -> str:
        first = None
        if self._paths("batches") and self._paths("documents"):
            docs = self.table("documents")
            first = self.fetch(docs.aggregate(first=docs.published.min()))["first"][0].as_py()
        if first is None:
            return "the store holds no evidence; ingest files or collect from the publishers first"
        return f"nothing in the store was known on {self.as_of}; its evidence begins on {first}"

    def _con(self) -> Any:
        if self._connection is None:
            self._connection = ibis.duckdb.connect()
        return self._connection

    def table(self, name: str) -> ir.Table:
        """A kept table as it stands, all batches, without the view's filters. Raises StoreDamaged."""
        if name not in self._tables:
            paths = self._paths(name)
            with reading(lambda: paths):
                self._tables[name] = (
                    self._con().read_parquet(paths, table_name=f"kept_{name}", union_by_name=name in WIDENED)
                    if paths
                    else self._con().create_table(
                        f"kept_{name}", schema=ibis.Schema.from_pyarrow(KEPT[name]), temp=True
                    )
                )
        return self._tables[name]

    def fetch(self, rows: ir.Table) -> pa.Table:
        """The rows of an expression over this view's tables.

        Ibis compiles it and DuckDB runs it: Ibis's own way to Arrow loads pandas first, a quarter of a
        second, as does every Arrow table made of Python lists; this module makes none.
        """
        with reading(lambda: [path for name in self._tables for path in self._paths(name)]):
            return self._con().con.sql(self._con().compile(rows)).to_arrow_table()

    @cached_property
    def documents(self) -> dict[str, DocumentRecord]:
        """Documents known by the day and stored by then, by digest: of each its latest reading.

        A document that a newer edition replaces, or that was retracted as a whole, is not among them.
        """
        known = [row for row in self._document_rows if row["published"] <= self.as_of]
        gone = {row["replaces"] for row in known if row["replaces"]}
        retracted: dict[str, date] = {}
        for taken in self._retractions:
            if taken["document"]:
                retracted[taken["document"]] = max(taken["known"], retracted.get(taken["document"], date.min))
        return {
            name: record
            for name, record in latest(known).items()
            if name not in gone and retracted.get(name, date.min) < record.published
        }

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """What was said from the knowledge of the day or an earlier one, in the order of storing."""
        rows = [row for row in self._finished("ledger") if row["as_of"] <= self.as_of]
        rows.sort(key=lambda row: (row["stored"], row["entry"]))
        return tuple(entry_of(row, row["stored"]) for row in rows)

    def turning_days(self, measure: str, definition: str) -> list[date]:
        """Days up to the view's on which what is known of a definition may have changed, in order."""
        rows = self.observations([measure], [definition])
        found = self.fetch(rows.filter(rows.known <= ibis.literal(self.as_of)).select("known").distinct())
        replaced = {row["published"] for row in self._document_rows if row["replaces"]}
        taken = {row["known"] for row in self._retractions}
        return sorted(d for d in {*found["known"].to_pylist(), *replaced, *taken} if d <= self.as_of)

    @cached_property
    def _document_rows(self) -> list[dict[str, Any]]:
        rows = self._finished("documents")
        # one reading may have several rows: days on which the same bytes are known to have stood
        return sorted(rows, key=lambda row: (row["stored"], row["document"], row["published"]))

    def _finished(self, name: str) -> list[dict[str, Any]]:
        """Rows of a small table whose batch is finished and was stored in time, with that moment."""
        rows: list[dict[str, Any]] = self.fetch(self.table(name)).to_pylist()
        return [row | {"stored": self._stored[row["batch"]]} for row in rows if row["batch"] in self._stored]

    @cached_property
    def _retractions(self) -> list[dict[str, Any]]:
        return [row for row in self._finished("retractions") if row["known"] <= self.as_of]

    @cached_property
    def readings(self) -> tuple[DocumentRecord, ...]:
        """The documents that count, each where `visible` says: in the order of storing."""
        records = sorted(self.documents.values(), key=lambda r: r.document, reverse=True)
        return tuple(sorted(records, key=lambda r: r.stored))

    @cached_property
    def visible(self) -> ir.Table:
        """document, batch and reading of each document that counts, as a table to join with.

        reading  its place in the order of storing; within one batch, in that of digests from the last
        """
        connection = self._con()
        name = f"visible_{self.as_of:%Y%m%d}"  # views of several days may share the connection
        columns = "(document VARCHAR, batch VARCHAR, reading BIGINT)"
        connection.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} {columns}")
        if (
            records := self.readings
        ):  # digests and batch names are hexadecimal and digits: no need for quoting
            values = ", ".join(f"('{r.document}', '{r.batch}', {n})" for n, r in enumerate(records))
            connection.con.execute(f"INSERT INTO {name} VALUES {values}")
        return connection.table(name)

    def listed(self, name: str, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> ir.Table:
        """Rows of one's own as a table to join with: many cells are picked so faster than by a list of each column.

        columns  names with DuckDB's types; a table of the same name made before is replaced
        """
        return list_rows(self._con(), f"listed_{name}", columns, rows)

    def observations(
        self,
        measures: Iterable[str] | None = None,
        definitions: Iterable[str] | None = None,
        places: Iterable[str] | None = None,
        within: Period | None = None,
        breakdown: str | None = None,
    ) -> ir.Table:
        """Kept observations filtered; not yet as of the day (see `current`)."""
        rows = self.table("observations")
        if measures is not None:
            rows = rows.filter(among(rows.measure, measures))
        if definitions is not None:
            rows = rows.filter(among(rows.definition, definitions))
        if places is not None:
            rows = rows.filter(among(rows.place, places))
        if within is not None:
            rows = rows.filter((rows.start <= within.end) & (rows.end >= within.start))
        if breakdown:
            rows = rows.filter(rows.breakdown.contains(breakdown))
        return rows

    def current(self, rows: ir.Table, addresses: bool = True) -> ir.Table:
        """Of observations, what stood on the day: one row for each definition, place and period."""
        return standing(known_by(self._not_retracted(rows), self.visible, self.as_of), addresses)

    def _not_retracted(self, rows: ir.Table) -> ir.Table:
        """Rows without the values that were taken back; those known later than that count again."""
        for taken in self._retractions:
            if not taken["definition"]:
                continue
            hit = (rows.definition == taken["definition"]) & (rows.known <= ibis.literal(taken["known"]))
            if taken["place"]:
                hit &= rows.place == taken["place"]
            if taken["start"]:
                hit &= rows.start >= ibis.literal(taken["start"])
            if taken["end"]:
                hit &= rows.end <= ibis.literal(taken["end"])
            rows = rows.filter(~hit)
        return rows

    def cells(
        self,
        measure: str,
        places: Iterable[str] | None = None,
        within: Period | None = None,
        breakdown: str | None = None,
        definition: str | None = None,
    ) -> dict[tuple[str, str], list[Cell]]:
        """What stood on the day, by definition and place, each list in order of time.

        definition  the only one that is read, where no places are named: those of every place take long
        Asked with places and without `within`, the answer is kept, and later questions about those places are
        answered from it; it may then hold cells outside `within`.
        """
        wanted = frozenset(places) if places is not None else None
        if breakdown or wanted is None:
            rows = self.observations([measure], definition and [definition], wanted, within, breakdown)
            return self._collect(self.current(rows)).get(measure, {})
        loaded, held = self._loaded.setdefault(measure, (set(), {}))
        missing = wanted - loaded
        if missing and within is not None and not loaded:
            rows = self.current(self.observations([measure], None, wanted, within))
            return self._collect(rows).get(measure, {})
        if missing:
            self.load([measure], missing)
        return {key: cells for key, cells in held.items() if key[1] in wanted}

    def load(self, measures: Iterable[str], places: Iterable[str]) -> None:
        """Read what stood on the day of several measures at once: `cells` then answers without a query each."""
        wanted = set(places)
        for_each = {m: self._loaded.setdefault(m, (set(), {})) for m in dict.fromkeys(measures)}
        behind = [m for m, (loaded, _) in for_each.items() if not wanted <= loaded]
        if not behind:
            return
        found = self._collect(self.current(self.observations(behind, None, wanted)))
        for measure in behind:
            loaded, held = for_each[measure]
            held |= found.get(measure, {})
            loaded |= wanted

    def has_read(self, measure: str, places: Iterable[str]) -> bool:
        """Whether `cells` answers about these places without a query."""
        return measure in self._loaded and set(places) <= self._loaded[measure][0]

    def places_of(self, measure: str, definition: str | None = None) -> frozenset[str]:
        """Every place that an observation of a measure, by one definition or any, known on the day is about."""
        key = (measure, definition)
        if key not in self._places:
            wanted = None if definition is None else [definition]
            rows = known_by(self.observations([measure], wanted), self.visible, self.as_of)
            found = self.fetch(rows.select("place").distinct())
            self._places[key] = frozenset(found["place"].to_pylist())
        return self._places[key]

    def _collect(self, rows: ir.Table) -> dict[str, dict[tuple[str, str], list[Cell]]]:
        """Cells by measure, then by definition and place."""
        return cells_of(self.fetch(rows.order_by([*_KEY])))

    def spans(self) -> dict[str, Span]:
        """Of each document with rows known by the day: its observations and their period, its newest known day."""
        rows = known_by(self.table("observations"), self.visible, self.as_of)
        found = rows.group_by("document").aggregate(
            observations=rows.count(), first=rows.start.min(), last=rows.end.max(), known=rows.known.max()
        )
        out = {row.pop("document"): Span(**row) for row in self.fetch(found).to_pylist()}
        for name in ("statements", "events"):
            told = self.rows_known(name).group_by("document").aggregate(known=lambda t: t.known.max())
            for row in self.fetch(told).to_pylist():
                out.setdefault(row["document"], Span(0, None, None, row["known"]))
        return out

    def rows_known(self, name: str) -> ir.Table:
        """Rows of events, statements or places known by the day, of readings that count."""
        rows = self.table(name)
        return rows.filter(rows.known <= ibis.literal(self.as_of)).inner_join(
            self.visible.drop("reading"), ["document", "batch"]
        )

    @cached_property
    def citations(self) -> dict[str, Citation]:
        """Pages that tables quote, by id: of several rows that which tells most, of equals that stored last."""
        rows = self._finished("citations")
        more = ("author", "language", "title_es")  # all else is in the id
        rows.sort(key=lambda row: (sum(bool(row.get(m)) for m in more), row["stored"], row["document"]))
        own = ("citation", "document", "batch", "stored")
        return {
            row["citation"]: Citation(**{k: v or "" for k, v in row.items() if k not in own}) for row in rows
        }
