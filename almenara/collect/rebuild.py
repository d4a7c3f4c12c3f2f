"""Making a store anew from kept bytes: so that a figure can be computed again from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from almenara.collect.ingest import ingest
from almenara.collect.registry import Registry
from almenara.errors import NotVerified
from almenara.evidence.store import Store
from almenara.model.document import Document


def rebuild(kept: Store, documents: Iterable[str], into: Store, registry: Registry) -> None:
    """Read kept documents again, in the order in which they were stored, into an empty store.

    Raises StoreDamaged if kept bytes are gone or changed; NotVerified for a document never stored.
    """
    records = kept.as_of(date.max).every_document
    wanted = set(documents)
    if missing := wanted - set(records):
        raise NotVerified(
            f"{len(missing)} of the documents cited were never in this store: {', '.join(sorted(missing))}"
        )
    for record in sorted((records[d] for d in wanted), key=lambda r: (r.stored, r.document)):
        document = Document(
            kept.files.read(record.document),
            record.document,
            record.name,
            record.path,
            record.published if record.ground == "stated" else None,
            record.url or None,
            record.stored if record.ground == "retrieved" else None,
        )
        ingest(into, registry, [document], "rebuild", document.published)
