"""The embedded default: hand-kept figures and statements of the packs, taken into every new store."""

from __future__ import annotations

import warnings

from almenara.collect.held import held_documents
from almenara.collect.registry import Registry
from almenara.errors import StoreWarning
from almenara.evidence.files import sha256
from almenara.evidence.store import Store
from almenara.model.document import Document

FOLDERS = ("figures", "statements")
"""Folders of a pack whose tables are taken in."""


def embedded_documents(registry: Registry) -> list[Document]:
    """Every table in the packs' `figures` and `statements` folders, as documents."""
    out = []
    for pack in registry.packs.values():
        for folder in FOLDERS:
            for path in sorted((pack.folder / folder).glob("*.csv")):
                content = path.read_bytes()
                name = f"{pack.code.lower()}-{path.name}"
                below = f"embedded/{pack.code.lower()}/{path.name}"
                out.append(Document(content, sha256(content), name, below))
    return out


def bring_up_to_date(store: Store, registry: Registry) -> None:
    """Take in embedded tables that the store does not have; a newer edition replaces the older one.

    A read-only store is left as it is, with a StoreWarning.
    """
    held = held_documents(store)
    missing = [d for d in embedded_documents(registry) if d.sha256 not in held]
    if missing and not store.is_writable:
        tables = f"{len(missing)} embedded table{'s' if len(missing) > 1 else ''}"
        text = (
            f"the store {store.root} is read-only: {tables} of this version of Almenara could not be taken in"
        )
        warnings.warn(text, StoreWarning, stacklevel=2)
    elif missing:
        from almenara.collect.ingest import ingest  # an up-to-date store answers without it

        ingest(store, registry, missing, "embedded figures")
