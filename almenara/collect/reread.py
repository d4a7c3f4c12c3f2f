"""Reading kept bytes again with a reader mended since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from almenara.collect.held import held_documents
from almenara.collect.ingest import Progress, Taken, take_in
from almenara.collect.registry import Registry
from almenara.errors import UsageError
from almenara.evidence.store import Store


def reread(
    store: Store, registry: Registry, sources: Sequence[str] = (), progress: Progress | None = None
) -> list[Taken]:
    """Read kept bytes again where a source's reader was mended since. Nothing is fetched, nothing lost.

    sources  source ids, or none for all
    Raises UsageError on an unknown source, NoEvidence where the store is empty.
    """
    unknown = [name for name in sources if name not in registry.specs]
    if unknown:
        raise UsageError(f"there is no source {', '.join(unknown)}; `almenara sources` lists them")
    results = []
    with store.turn("editions"):
        held = held_documents(store)
        records = [
            record
            for record in store.as_of(date.max).documents.values()
            if (spec := registry.specs.get(record.source))
            and (not sources or spec.id in sources)
            and record.reader < spec.reader
        ]
        with store.writer("reread") as writer:
            for number, record in enumerate(records, 1):
                if progress:
                    progress(record.name, number, len(records))
                received = held[record.document].received(store.files.read(record.document))
                found = take_in(writer, received, registry.specs[record.source], registry)
                results += [replace(taken, notes=("read again",)) for taken in found]
    return results
