"""Documents: what was received, from whom, and since when it could be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Ground = Literal["stated", "calendar", "archived", "public-act", "inferred", "retrieved"]

GROUNDS: dict[str, str] = {
    "stated": "the publisher or the citing page states the day",
    "calendar": "the publisher's own calendar of releases gives the day",
    "archived": "a dated archived copy",
    "public-act": "a public act of that day, read on a page of a later or unknown day",
    "inferred": "inferred from what stood before and after, read on a later page",
    "retrieved": "our own retrieval",
}
"""How we know when something became known, from the strongest ground to the weakest."""

READ_LATER: frozenset[str] = frozenset({"public-act", "inferred"})
"""Grounds on which the fact is older than the page it was read on."""


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
    """What an endnote needs of a source: who said it, where, when.

    publisher  whose count or statement it is
    published  the page's own day, as precisely as it is known; "" where it is not
    carrier    who put out the page, where that is somebody else than the publisher
    title_es   the title in Spanish, where it is in our own words
    """

    publisher: str
    title: str
    url: str = ""
    published: str = ""
    author: str = ""
    language: str = ""
    carrier: str = ""
    title_es: str = ""


@dataclass(frozen=True)
class Evidence:
    """Where a figure stands: the kept bytes, and the cells in them.

    published  the day it could be known; `ground` says how we know that, `citation` has the page's own day

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
