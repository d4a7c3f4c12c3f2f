"""Editions: up to which month a file says it goes, and in which of its publisher's spellings it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from almenara.model.document import Document, Ground
from almenara.model.period import last_day
from almenara.model.place import fold
from almenara.reading.dates import known_day, month_number
from almenara.reading.grids import Grid, read_csv, read_sheet
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.spec import Spec

_MONTH_IN_NAME = re.compile(r"\b([a-z]{3,10}) ?(?:de |of )?(\d{4}|\d{2})\b")


def month_in_name(document: Document, language: str) -> date | None:
    """Last day of the month that a file's name states (mar22, feb2021, "marzo 2019"), or None."""
    for word, digits in _MONTH_IN_NAME.findall(fold(document.name)):
        try:
            month = month_number(word, language)
        except KeyError:
            continue
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        return last_day(year, month)
    return None


def vintage_day(document: Document, spec: Spec, last: date | None) -> tuple[date, Ground, str]:
    """Known day, its ground, and the reason in words, for checking that no month lies beyond it.

    last  last day of data in the file; a later month in the file's name counts instead, as a table cut
          from a later edition was published with it
    Raises ValueError where nothing says when it was published.
    """
    named = month_in_name(document, spec.language)
    newest = max(day for day in (last, named) if day) if last or named else None
    known, ground = known_day(document, spec, newest)
    reasons = {"stated": "the day given", "archived": "the day in its name", "retrieved": "our retrieval"}
    if ground == "calendar" and named:
        return known, ground, "the month in its name"
    return known, ground, reasons.get(ground, "the publisher's calendar")


def beyond(document: Document, spec: Spec, known: date) -> date:
    """Last day that a file's data may be about: its known day, or the end of the month in its name."""
    named = month_in_name(document, spec.language)
    return min(known, named) if named else known


_DAMAGE: tuple[tuple[str, str], ...] = (("mac_roman", "latin-1"), ("latin-1", "utf-8"), ("cp1252", "utf-8"))
"""Text once read in the first encoding though written in the second, and saved as UTF-8."""


def mended_text(document: Document, headers: Sequence[str]) -> tuple[bytes, str]:
    """A text table as UTF-8 without byte order mark, and what had to be mended, in words.

    headers  columns that its first line holds when it is read rightly
    Tries UTF-8, Latin-1, and then the ways in which copies are damaged (bytes read as Mac Roman or
    Latin-1 and saved so). Where none gives the headers, the first that can be read is returned, for
    the caller to say which columns are missing.
    Raises BadInput on a damaged archive and on NUL bytes, as in UTF-16.
    """
    text = decode(document, plain_bytes(document))
    if not _holds(text, headers):
        for wrong, right in _DAMAGE:
            try:
                mended = text.encode(wrong).decode(right)
            except UnicodeError:
                continue
            if _holds(mended, headers):
                return mended.encode(), f"text written in {right} had been read as {wrong}; undone"
    return text.encode(), ""


def open_table(document: Document, headers: Sequence[str]) -> tuple[Grid, str]:
    """The first sheet of a workbook of values, or a comma-separated table in whatever spelling it reached us.

    headers  as for `mended_text`
    Returns the table and what had to be mended, in words. Raises BadInput on damage and formulas.
    """
    plain = plain_bytes(document)
    if plain[:2] == b"PK":
        return read_sheet(document, plain=plain), ""
    text, note = mended_text(document, headers)
    return read_csv(document, plain=text), note


def _holds(text: str, headers: Sequence[str]) -> bool:
    line = text.partition("\n")[0]
    return all(header in line for header in headers)
