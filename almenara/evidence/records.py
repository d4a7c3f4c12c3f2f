"""What is known of a document that was taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class DocumentRecord:
    """What the store says of one document that counts."""

    document: str
    source: str
    name: str
    path: str
    publisher: str
    title: str
    url: str
    published: date
    ground: str
    language: str
    licence: str
    attribution: str
    marking: str
    observations: int
    first: date | None
    last: date | None
    reader: int
    layout: str
    batch: str
    stored: datetime


def latest(rows: Iterable[dict[str, Any]]) -> dict[str, DocumentRecord]:
    """The last of each document's rows."""
    unseen = ("replaces", "bytes")
    return {r["document"]: DocumentRecord(**{k: v for k, v in r.items() if k not in unseen}) for r in rows}
