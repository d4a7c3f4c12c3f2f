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

    Of one batch the greatest digest comes first, as `View.visible` ranks them: of two that tell the same on the
    same day the same one stands again.
    Raises StoreDamaged if kept bytes are gone or changed; NotVerified for a document never stored.
    """
    held, wanted = held_documents(kept), set(documents)
    if missing := wanted - set(held):
        raise NotVerified(
            f"{len(missing)} of the documents cited were never in this store: {', '.join(sorted(missing))}"
        )
    in_order = sorted((held[d] for d in wanted), key=lambda h: h.document, reverse=True)
    for record in sorted(in_order, key=lambda h: h.stored):
        received = record.received(kept.files.read(record.document))
        ingest(into, registry, received, "rebuild", received[0].published)
