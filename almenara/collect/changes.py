"""What a file changed: of its cells how many are new, how many were revised, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from almenara.evidence.store import Store


@dataclass(frozen=True)
class Change:
    """One measure and definition of one file, set against what had been known before it.

    cells    places and periods with a value, breakdowns added up
    new      those that had none before
    revised  those that had another value before
    net      sum of the differences of the revised cells at `level`
    level    country, or parts where the file gives no country total: levels are never added together
    before   the day on which the newest of the replaced values became known
    """

    document: str
    measure: str
    definition: str
    cells: int
    new: int
    revised: int
    net: float
    level: str
    before: date | None


# One pass over a definition's rows: each document's cells beside the newest earlier ones of the same key.
# A place's code holds one hyphen for each level below the country.
_QUERY = """
with totals as (
  select o.measure, o.definition, o.place, o.start, o."end", o.document, o.known, v.stored,
         case when count(o.value) = count(*) then sum(o.value) end as value
  from observations o join readings v on o.document = v.document and o.batch = v.batch
  where o.definition in (select unnest($definitions))
  group by all
), dated as (
  select *, lag(value) over earlier as before, lag(known) over earlier as before_known,
         row_number() over earlier as nth
  from totals
  window earlier as (
    partition by measure, definition, place, start, "end" order by known, stored, document)
), mine as (
  select *, position('-' in place) > 0 as part,
         min(position('-' in place) > 0) over (partition by document, measure, definition) as only_parts
  from dated where document in (select unnest($documents))
    and (document, known) not in (select document, known from told)
)
select document, measure, definition, count(*) as cells, count(*) filter (nth = 1) as new,
       count(*) filter (nth > 1 and value is distinct from before) as revised,
       coalesce(sum(value - before) filter (nth > 1 and part = only_parts), 0) as net,
       any_value(only_parts) as only_parts,
       max(before_known) filter (value is distinct from before) as before_known
from mine group by document, measure, definition order by document, measure, definition
"""


def changes(
    store: Store, documents: Iterable[str], held: Mapping[str, Iterable[date]]
) -> dict[str, list[Change]]:
    """What each of these documents, stored already, changed; by document.

    held  days on which earlier readings of them had been known: their rows are no news
    """
    wanted = sorted(set(documents))
    if not wanted or not store.paths("observations"):
        return {}
    connection = duckdb.connect()
    connection.register("readings", _latest_readings(store))
    told = [(document, day) for document in wanted for day in held.get(document, ())]
    connection.register(
        "told",
        pa.table(
            {
                "document": pa.array([document for document, _ in told], pa.string()),
                "known": pa.array([day for _, day in told], pa.date32()),
            }
        ),
    )
    connection.read_parquet(store.paths("observations")).create_view("observations")
    found = connection.execute(
        "select distinct definition from observations where document in (select unnest($documents))",
        {"documents": wanted},
    ).fetchall()
    out: dict[str, list[Change]] = {}
    # definition by definition: the whole of a large one fits in memory, all of them together may not
    for (definition,) in sorted(found):
        rows = connection.execute(_QUERY, {"definitions": [definition], "documents": wanted})
        for document, measure, name, cells, new, revised, net, parts, before in rows.fetchall():
            change = Change(
                document, measure, name, cells, new, revised, net, "parts" if parts else "country", before
            )
            out.setdefault(document, []).append(change)
    return out


def _latest_readings(store: Store) -> pa.Table:
    """document, batch, stored of the latest reading of each document, by finished batches."""
    documents, batches = store.table("documents"), store.table("batches")
    if documents is None or batches is None:
        return pa.table({"document": pa.array([], pa.string())})
    stored = {
        r["batch"]: r["stored"] for r in batches.to_pyarrow_table(columns=["batch", "stored"]).to_pylist()
    }
    rows = documents.to_pyarrow_table(columns=["document", "batch"]).to_pylist()
    latest: dict[str, str] = {}
    for row in sorted((r for r in rows if r["batch"] in stored), key=lambda r: stored[r["batch"]]):
        latest[row["document"]] = row["batch"]
    return pa.table(
        {
            "document": list(latest),
            "batch": list(latest.values()),
            "stored": pa.array([stored[b] for b in latest.values()], pa.timestamp("us", tz="UTC")),
        }
    )
