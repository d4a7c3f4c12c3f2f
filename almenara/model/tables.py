"""The columns of every table of evidence: what a reader fills, and what the store adds."""

from __future__ import annotations

import pyarrow as pa

_D = pa.date32()
_S = pa.string()
_F = pa.float64()
_I = pa.int32()

OBSERVATIONS = pa.schema(
    [
        ("measure", _S),  # what is counted: homicide
        ("definition", _S),  # by which rule: one id of a Definition
        ("place", _S),  # as the reader gives it: scheme/code; as stored: the place's code
        ("start", _D),  # first day of the period
        ("end", _D),  # last day of the period
        ("breakdown", _S),  # "" or key=value;key=value; rows of one key partition the total
        ("value", _F),  # null where the publisher itself says unknown
        ("low", _F),
        ("high", _F),
        ("known", _D),  # the day it could be known
        ("ground", _S),  # how we know that: GROUNDS
        ("citation", _S),  # "" or the id of a row of `citations`
        ("sheet", _S),  # "" where the file has no sheets
        ("row", _I),  # 1-based, as an editor or spreadsheet shows it
        ("column", _S),  # header or spreadsheet column, as the publisher names it
        ("note", _S),
    ]
)
"""One value a publisher gave for one place, period and definition."""

EVENTS = pa.schema(
    [
        ("event", _S),  # the publisher's id, or one made from the row
        ("kind", _S),  # armed-clash, homicide, journalist-killed, arrest, roadblock …
        ("start", _D),
        ("end", _D),
        ("date_precision", _S),  # day, week, month, year, span
        ("place", _S),
        ("lat", _F),
        ("lon", _F),
        ("place_precision", _S),  # point, municipality, state, country
        ("side_a", _S),
        ("side_b", _S),
        ("victim_type", _S),
        ("deaths", _F),
        ("deaths_low", _F),
        ("deaths_high", _F),
        ("summary", _S),
        ("known", _D),
        ("ground", _S),
        ("citation", _S),
        ("sheet", _S),
        ("row", _I),
        ("column", _S),
        ("note", _S),
    ]
)
"""One thing that happened, as one publisher recorded it."""

STATEMENTS = pa.schema(
    [
        ("statement", _S),  # id, stable within the source
        ("subject", _S),
        ("predicate", _S),
        ("object", _S),
        ("place", _S),
        ("valid_from", _D),
        ("valid_to", _D),
        ("date_precision", _S),  # of valid_from: day, month, year; as of events
        ("language", _S),
        ("known", _D),
        ("ground", _S),
        ("citation", _S),
        ("sheet", _S),
        ("row", _I),
        ("column", _S),
        ("note", _S),
    ]
)
"""One claim about a subject: subject, predicate, object, with its time and its place."""

PLACES = pa.schema(
    [
        ("place", _S),
        ("kind", _S),
        ("name", _S),
        ("parent", _S),  # scheme/code, or "" for the resolver's own rule
        ("aliases", _S),  # joined by "|"
        ("lat", _F),
        ("lon", _F),
        ("geometry", pa.binary()),  # WKB, WGS 84, or null
        ("known", _D),
        ("ground", _S),
        ("sheet", _S),
        ("row", _I),
        ("note", _S),
    ]
)
"""Names, points and shapes of places."""

CITATIONS = pa.schema(
    [
        ("citation", _S),
        ("publisher", _S),
        ("title", _S),
        ("url", _S),
        ("published", _S),
        ("author", _S),
        ("language", _S),
        ("carrier", _S),  # who put out the page, where not the publisher
        ("title_es", _S),  # where the title is in our own words
    ]
)
"""Pages that a hand-kept table of facts quotes."""

DOCUMENTS = pa.schema(
    [
        ("document", _S),  # sha256 of the bytes as received
        ("source", _S),
        ("reader", _I),  # version of the reader
        ("layout", _S),
        ("name", _S),
        ("path", _S),
        ("publisher", _S),
        ("title", _S),
        ("url", _S),
        ("published", _D),
        ("ground", _S),
        ("language", _S),
        ("licence", _S),
        ("attribution", _S),
        ("marking", _S),
        ("bytes", pa.int64()),
        ("observations", pa.int64()),
        ("first", _D),
        ("last", _D),
        ("replaces", _S),  # "" or the document that this edition of it replaces
    ]
)
"""One reading of one file; a later reading of the same file supersedes it."""

RETRACTIONS = pa.schema(
    [
        ("document", _S),  # a whole document, or ""
        ("definition", _S),  # or the cells of one definition …
        ("place", _S),  # … at one place, "" for all
        ("start", _D),
        ("end", _D),
        ("known", _D),
        ("reason", _S),
    ]
)
"""What a publisher, or we, took back, and since when that is known."""

BATCHES = pa.schema(
    [
        ("batch", _S),
        ("stored", pa.timestamp("us", tz="UTC")),
        ("command", _S),
        ("almenara", _S),
    ]
)
"""One row per finished batch. Rows of the other tables are seen only if their batch stands here."""

LEDGER = pa.schema(
    [
        ("entry", _S),
        ("kind", _S),  # forecast, rating, judgement
        ("made", _D),
        ("as_of", _D),
        ("subject", _S),
        ("content", _S),  # JSON
    ]
)
"""Forecasts, ratings and judgements, as made."""

READ: dict[str, pa.Schema] = {
    "observations": OBSERVATIONS,
    "events": EVENTS,
    "statements": STATEMENTS,
    "places": PLACES,
    "citations": CITATIONS,
}
"""Tables that readers fill."""

KEPT: dict[str, pa.Schema] = {
    **{
        name: schema.append(pa.field("document", _S)).append(pa.field("batch", _S))
        for name, schema in READ.items()
    },
    "documents": DOCUMENTS.append(pa.field("batch", _S)),
    "retractions": RETRACTIONS.append(pa.field("batch", _S)),
    "ledger": LEDGER.append(pa.field("batch", _S)),
    "batches": BATCHES,
}
"""Tables of the store: what readers fill, with the document and the batch it came in."""

WIDENED = frozenset({"statements", "citations"})
"""Tables that gained a column since stores were first made: their older files lack it, and give null."""
