"""Days as publishers write them, and the day a file says it became known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from almenara.model.document import Document, Ground
from almenara.model.period import last_day
from almenara.model.place import fold
from almenara.reading.spec import Rhythm, Spec

MONTHS: dict[str, dict[str, int]] = {
    "es": {
        name: i + 1
        for i, name in enumerate(
            [
                "enero",
                "febrero",
                "marzo",
                "abril",
                "mayo",
                "junio",
                "julio",
                "agosto",
                "septiembre",
                "octubre",
                "noviembre",
                "diciembre",
            ]
        )
    },
    "en": {
        name: i + 1
        for i, name in enumerate(
            [
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december",
            ]
        )
    },
}
"""Month names by language, folded."""


def month_number(name: str, language: str) -> int:
    """1 to 12 for a month's name or an abbreviation of three letters or more. Raises KeyError."""
    folded = fold(name)
    months = MONTHS[language]
    if folded in months:
        return months[folded]
    for full, number in months.items():
        if len(folded) >= 3 and full.startswith(folded):
            return number
    raise KeyError(name)


def release_day(rhythm: Rhythm, last: date) -> date:
    """The calendar day on which data up to `last` are published by the source's rhythm."""
    month_index = last.year * 12 + last.month - 1 + rhythm.lag
    year, month = divmod(month_index, 12)
    return date(year, month + 1, min(rhythm.day, last_day(year, month + 1).day))


_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d{2}|19\d{2})-(\d{2})-(\d{2})(?!\d)")


def day_in_path(document: Document) -> date | None:
    """A day YYYY-MM-DD in the file's name, or else in its folder's; the last one if there are several."""
    for part in reversed(document.path.split("/")):
        found = _DAY_IN_NAME.findall(part)
        for year, month, day in reversed(found):
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None


def known_day(document: Document, spec: Spec, last: date | None = None) -> tuple[date, Ground]:
    """The day a file became known and how we know it.

    In this order: the day given when it was ingested (stated); our retrieval, where we fetched it: an
    older file may have been revised before we did; a day in its name or folder (archived copy); its
    last day of data and the source's rhythm (calendar).
    Raises ValueError when none of them is there.
    """
    if document.published is not None:
        return document.published, "stated"
    if document.retrieved is not None:
        return document.retrieved.date(), "retrieved"
    if (day := day_in_path(document)) is not None:
        return day, "archived"
    if last is not None and spec.rhythm.every != "never":
        return release_day(spec.rhythm, last), "calendar"
    raise ValueError("nothing says when it was published: give the day with --published YYYY-MM-DD")


def layout_day(document: Document, layout: Mapping[str, Any]) -> tuple[date, Ground]:
    """The day of an edition whose file does not state it: `known` and `ground` of its layout in source.yml.

    The day given when it was ingested goes first, then our retrieval, where we fetched it: the publisher may
    have replaced the edition since.
    """
    if document.published is not None:
        return document.published, "stated"
    if document.retrieved is not None:
        return document.retrieved.date(), "retrieved"
    return layout["known"], layout["ground"]
