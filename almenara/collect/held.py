"""What the store holds already: to skip it, to replace its older edition, or to read it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from almenara.evidence.moments import moments
from almenara.evidence.store import Store
from almenara.model.document import Document


@dataclass(frozen=True)
class Sighting:
    """One day on which a document is known to have stood, with the names it had in that copy."""

    name: str
    path: str
    url: str
    published: date
    ground: str


@dataclass(frozen=True)
class Held:
    """A document that the store has, in its latest reading.

    published  its latest known day
    stored     when that reading was taken in
    sightings  every day it is known to have stood on, in order; one, unless its source keeps editions
    """

    document: str
    source: str
    name: str
    reader: int
    published: date
    stored: datetime
    sightings: tuple[Sighting, ...]

    @property
    def days(self) -> frozenset[date]:
        """The days of all sightings."""
        return frozenset(s.published for s in self.sightings)

    def received(self, content: bytes) -> list[Document]:
        """The document as its reader was given it, once for each sighting.

        The day of a retrieval is that of the first reading, not of any later one.
        """
        return [
            Document(
                content, self.document, s.name, s.path,
                s.published if s.ground == "stated" else None,
                s.url or None,
                datetime.combine(s.published, time(), UTC) if s.ground == "retrieved" else None,
            )
            for s in self.sightings
        ]  # fmt: skip


def held_documents(store: Store) -> dict[str, Held]:
    """Every document of finished batches, by digest, in its latest reading. Raises StoreDamaged."""
    columns = ["document", "source", "name", "path", "url", "reader", "published", "ground", "batch"]
    columns += ["observations"]
    documents, batches = store.rows("documents", columns), store.rows("batches", ["batch", "stored"])
    if batches is None:
        return {}
    if documents is None:
        store.insist("documents")
        return {}
    stored = moments(batches)
    readings: dict[str, tuple[datetime, list[dict[str, object]]]] = {}
    for row in documents.to_pylist():
        if (moment := stored.get(row["batch"])) is None:
            continue
        latest = readings.get(row["document"])
        if latest is None or latest[0] < moment:
            readings[row["document"]] = (moment, [row])
        elif latest[0] == moment:
            latest[1].append(row)
    if any(row["observations"] for _, rows in readings.values() for row in rows):
        store.insist("observations")
    return {name: _held(name, *reading) for name, reading in sorted(readings.items(), key=lambda r: r[1][0])}


def _held(document: str, stored: datetime, rows: list[dict[str, object]]) -> Held:
    sightings = sorted(
        (Sighting(**{name: row[name] for name in Sighting.__dataclass_fields__}) for row in rows),  # type: ignore[arg-type]
        key=lambda s: s.published,
    )
    last = sightings[-1]
    source, reader = str(rows[0]["source"]), int(str(rows[0]["reader"]))
    return Held(document, source, last.name, reader, last.published, stored, tuple(sightings))
