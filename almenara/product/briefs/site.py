"""The brief of a site, a place or a trip: two pages for whoever answers for it, or goes there.

Its headings follow a travel risk assessment (ISO 31030:2021): context, risks identified and analysed, evaluation,
review; the endnotes are the record. It advises no treatment: what to do is for those who answer for the site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from almenara.model.alert import Message
from almenara.model.finding import Finding
from almenara.model.place import fold
from almenara.model.terms import strictest
from almenara.product import formats
from almenara.product.briefs import site_around, site_review, site_short, site_threats
from almenara.product.briefs.site_map import site_map
from almenara.product.briefs.told import Told
from almenara.product.build import assemble
from almenara.product.document import (
    Report,
    Section,
)
from almenara.product.making import Making
from almenara.product.release import by_number, marked


def site_page(
    making: Making,
    found: Finding,
    given: dict[str, Any],
    near: Sequence[Message] | None = None,
    first: bool = False,
    marking: str | None = None,
) -> Report:
    """The brief, from the answer to the question `assess` about one site, place or trip.

    given  the site as the question was given it
    near   messages about it since the last look; None where no alert rules were ever checked
    first  whether the last look was asked for and there is none
    Raises ReleaseRefused, UsageError.
    """
    told = Told(making, found, given, near, first)
    sections = _sections(told)
    notes = by_number(making.press.endnotes)
    least = strictest([str(found.facts["marking"]), *(m.marking for m in near or ())])
    title = making.words["briefs"]["site"]["title"].format(name=given["name"])
    name = f"brief-{_file_name(given)}"
    report = assemble(making, tuple(marked(s, notes) for s in sections), title, name, marking, least)
    return replace(report, subtitle=_subtitle(told), layout="brief")


def _file_name(given: dict[str, Any]) -> str:
    """Of letters and digits: a place by its code, anything else by its name."""
    text = str(given.get("place") or "") if given.get("type") == "place" else ""
    name = re.sub(r"[^a-z0-9]+", "-", fold(text or str(given["name"]))).strip("-")
    return name[:60] or "site"


def _subtitle(told: Told) -> str:
    """Where it lies and what it is; the days of a trip."""
    parts = [told.site.facts["place_name"] or ""] if len(told.stops) == 1 else []
    if parts and fold(parts[0]) == fold(str(told.given["name"])):
        parts = []
    kind = str(told.given.get("type") or "other")
    if kind != "place":
        parts.append(told.words["types"].get(kind, kind))
    if told.given.get("first") and told.given.get("last"):
        days = [
            formats.day(date.fromisoformat(str(told.given[n])), told.making.language)
            for n in ("first", "last")
        ]
        parts.append(told.words["days"].format(first=days[0], last=days[1]))
    return " · ".join(p for p in parts if p)


def _sections(told: Told) -> list[Section]:
    """All of them, in order; one without anything to tell is left out."""
    parts = (
        ("short", site_short.short(told)),
        ("context", [*site_around.context(told), *site_map(told)]),
        ("threats", site_threats.table(told.making, told.threats) if told.place else ()),
        ("near", site_around.near(told)),
        ("evaluation", [*site_around.advice(told), *site_around.foreigners(told)]),
        ("review", site_review.review(told)),
        ("unknown", site_review.unknown(told)),
    )
    return [
        Section(f"site-{name}", told.words["sections"][name], tuple(blocks))
        for name, blocks in parts
        if blocks
    ]
