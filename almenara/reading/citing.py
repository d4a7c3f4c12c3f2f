"""Facts kept by hand: the page each stands on, the day it was known, the place it is about."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import numpy as np
import pyarrow.compute as pc

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.document import GROUNDS, READ_LATER, Citation, Document
from almenara.model.period import parse_day, partial_day
from almenara.reading.faults import Faults
from almenara.reading.grids import Grid, read_csv

_PARTIAL = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_ISO = re.compile(r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")
_DAYS_IN_ADDRESSES = (
    re.compile(r"(?<!\d)(20[0-2]\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(20[0-2]\d)([01]\d)([0-3]\d)(?!\d)"),
    re.compile(r"/(20[0-2]\d)[/-](\d{2})(?!\d)"),
)
_ADDRESS = re.compile(r"^(https?://\S+\.\S+|doi:10\.\S+|isbn:[\dX-]+)$", re.IGNORECASE)


def read_kept_table(document: Document) -> Grid:
    """A table kept by hand: UTF-8, with commas, or with semicolons as some spreadsheets save it.

    Raises BadInput for a file that is not such a table, and for rows that do not each stand in one line.
    """
    grid = read_csv(document, "utf-8")
    if grid.lines is not None:
        at = int(np.flatnonzero(np.diff(grid.lines) != 1)[0])
        text = "is followed by a blank line, or has a line break in a cell"
        fault = Fault(document.name, text, grid.row_of(at))
        raise BadInput("reading", [fault], "Keep each row in one line, without blank lines between them")
    return grid


def check_formulas(grid: Grid, faults: Faults) -> None:
    """Note every cell that a spreadsheet would compute: a fact kept by hand is a value."""
    for header, column in grid.columns.items():
        for index in pc.indices_nonzero(pc.starts_with(column, "=")).to_pylist():
            cell = column[index].as_py()
            faults.add(f'"{cell[:40]}" is a formula; write what it shows', grid.first_row + index, header)


def reader_place(place: str, country: str = "") -> str:
    """The reader's code for a place as people write it: MX, MX-GUA, scheme/code, or a name.

    country  ISO 3166 code to look the name up in
    Raises ValueError for an empty place, and for a name without a country.
    """
    if not place:
        raise ValueError("is empty: write a code such as MX or MX-GUA, or a name with its country")
    if "/" in place:
        return place
    if _ISO.match(place):
        return f"iso/{place}"
    if not country:
        raise ValueError(f'"{place}" is a name: give its country in the column country, or name/cc/{place}')
    return f"name/{country.lower()}/{place}"


def known_by(published: str) -> date:
    """The day by which a page dated 2018, 2018-10 or 2018-10-05 was certainly known: the last one.

    Raises ValueError on anything else.
    """
    if not _PARTIAL.match(published):
        raise ValueError(f'"{published}" is not a day of publication: write 2018, 2018-10 or 2018-10-05')
    try:
        return partial_day(published)
    except UsageError as error:
        raise ValueError(str(error)) from error


def known_since(known: str, published: date | None, note: str, ground: str = "") -> date | None:
    """The day another page or copy proves, where the cited page itself has a later or no day.

    published  the day that the page's own date gives, kept where `known` is empty
    Raises ValueError on a day that is not one, and without a note that says what proves it, where the
    ground is not that the act itself was public or that the value is inferred.
    """
    if not known:
        if ground in READ_LATER:
            raise ValueError(f"is empty: {ground} needs the day of the act")
        return published
    if not note and ground not in READ_LATER:
        raise ValueError("needs a note that says what proves this day")
    try:
        return parse_day(known, name="known")
    except UsageError as error:
        raise ValueError(str(error)) from error


def only_known_by(published: str) -> str:
    """What a reader must be told of a partial date; "" for a full day."""
    if len(published) == 10:
        return ""
    return f"dated {published} only, so taken as known on {known_by(published)}"


def check_ground(ground: str) -> str:
    """A ground of GROUNDS, `stated` for an empty cell. Raises ValueError."""
    if ground and ground not in GROUNDS:
        raise ValueError(f'"{ground}" is not a ground: use {", ".join(GROUNDS)}')
    return ground or "stated"


def check_page_day(ground: str, known: str, page: str, address: str) -> None:
    """Refuse a page that is called the publisher's word of a day on which it did not exist yet.

    page  the page's own day, "" where it shows none; the day that the address bears counts, too
    Raises ValueError where the page is later than `known` and the ground is `stated`, and where it is not
    later although the ground says so.
    """
    if not _PARTIAL.match(known):
        return
    for where, day in (("the page is of", page), ("the address bears", address_day(address))):
        later = bool(day) and day[: len(known)] > known[: len(day)]
        if later and ground == "stated":
            raise ValueError(
                f"{where} {day}, later than {known}: the day is no day of publication; "
                "write the page's day under published, the fact's under known, and the ground"
            )
    if ground in READ_LATER and page and not page[: len(known)] > known[: len(page)] and len(page) == 10:
        raise ValueError(f"{ground} is for a page later than the fact, and this one is of {page}")


def address_day(address: str) -> str:
    """The day or month that a web address bears, as newspapers write it: /2019/01/20/, 20180824; "" for none."""
    for pattern in _DAYS_IN_ADDRESSES:
        if found := pattern.search(address):
            year, month, day = (*found.groups(), "")[:3]
            if 1 <= int(month) <= 12 and (not day or 1 <= int(day) <= 31):
                return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    return ""


def check_address(address: str) -> str:
    """A web address, doi: or isbn:. Raises ValueError: a fact that nobody can look up is no evidence."""
    if not address:
        raise ValueError("is empty: give the web address, doi: or isbn: where the figure stands")
    if not _ADDRESS.match(address):
        raise ValueError(f'"{address[:60]}" is not a web address, doi: or isbn:')
    return address


def citation_id(citation: Citation) -> str:
    """Short digest of publisher, title, address, day and carrier: one page has one id in every table."""
    parts = (citation.publisher, citation.title, citation.url, citation.published, citation.carrier)
    key = "|".join(parts if citation.carrier else parts[:-1])
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def join_notes(*notes: str) -> str:
    """Notes in one line, empty ones left out."""
    return "; ".join(note for note in notes if note)
