"""Documents: what was received, from whom, and since when it could be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Ground = Literal["stated", "calendar", "archived", "retrieved"]

GROUNDS: dict[str, str] = {
    "stated": "the publisher or the citing page states the day",
    "calendar": "the publisher's own calendar of releases gives the day",
    "archived": "a dated archived copy",
    "retrieved": "our own retrieval",
}
"""How we know when something became known, from the strongest ground to the weakest."""


@dataclass(frozen=True)
class Document:
    """Bytes as received, with their names. `content` is never changed.

    sha256     hex digest of `content` (of the bytes on disk: a .gz is kept as .gz)
    name       file name as received, without folders
    path       folders and name below the folder that was ingested, with "/" (a publisher's date may stand there)
    published  the day given by the person who ingests it, if any
    url        address it was fetched from, if any
    retrieved  moment of our retrieval, if it was fetched
    """

    content: bytes
    sha256: str
    name: str
    path: str
    published: date | None = None
    url: str | None = None
    retrieved: datetime | None = None


@dataclass(frozen=True)
class Citation:
    """What an endnote needs of a source: who said it, where, when."""

    publisher: str
    title: str
    url: str = ""
    published: str = ""
    author: str = ""
    language: str = ""


@dataclass(frozen=True)
class Evidence:
    """Where a figure stands: the kept bytes, and the cells in them.

    locator  for example 'sheet Hoja1, rows 5-36, columns H:S'
    cells    number of cells read
    """

    document: str
    file: str
    source: str
    publisher: str
    title: str
    url: str
    published: date
    ground: str
    accessed: date
    language: str
    licence: str
    attribution: str
    marking: str
    locator: str
    cells: int
    citation: Citation | None = None
    descriptor: str = ""
    reliability: str = "F"
