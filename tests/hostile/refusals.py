"""Attempts to take a spoilt file in: what is said of it, and that nothing of it stayed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from almenara.collect.ingest import ingest
from almenara.collect.registry import Registry
from almenara.errors import BadInput
from almenara.evidence.store import Store
from almenara.model.document import Document
from tests.sources.made_places import made, reading

TABLES = ("observations", "documents", "batches")


def faults_of(
    name: str, content: bytes | str, source: str, published: date | None = None, **expect: int
) -> list[str]:
    """The faults that a source's reader finds in a file, as lines; all are of this file and source."""
    with pytest.raises(BadInput) as caught:
        reading(made(name, content, published), source, **expect)
    assert caught.value.source == source
    assert all(fault.file == name for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def refusal(folder: Path, registry: Registry, whole: Document, spoilt: Document) -> str:
    """The error's text where a spoilt document is taken into a store that holds a whole one, and not kept."""
    store = Store.open(folder)
    ingest(store, registry, [whole], "a whole file")
    before = {name: store.paths(name) for name in TABLES}
    with pytest.raises(BadInput) as caught:
        ingest(store, registry, [spoilt], "a spoilt file", strict=True)
    assert {name: store.paths(name) for name in before} == before
    assert not store.files.has(spoilt.sha256)
    assert all(fault.file == spoilt.name for fault in caught.value.faults)
    return str(caught.value)
