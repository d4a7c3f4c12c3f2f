"""Making a store anew from kept bytes: so that a figure can be computed again from nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from almenara.collect.held import held_documents
from almenara.collect.ingest import ingest
from almenara.collect.registry import Registry
from almenara.errors import NotVerified
from almenara.evidence.store import Store


def rebuild(kept: Store, documents: Iterable[str], into: Store, registry: Registry) -> None:
    """Read kept documents again, in the order in which they were stored, into an empty store.

    Raises StoreDamaged if kept bytes are gone or changed; NotVerified for a document never stored.
    """
    held, wanted = held_documents(kept), set(documents)
    if missing := wanted - set(held):
        raise NotVerified(
            f"{len(missing)} of the documents cited were never in this store: {', '.join(sorted(missing))}"
        )
    for record in sorted((held[d] for d in wanted), key=lambda h: (h.stored, h.document)):
        received = record.received(kept.files.read(record.document))
        ingest(into, registry, received, "rebuild", received[0].published)
