"""Reads the feed of US travel advisories: RSS, or the same as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.countries import country_codes
from almenara.reading.faults import Faults
from almenara.reading.json_files import json_value, page_text
from almenara.reading.opening import plain_bytes
from almenara.reading.rows import Reading, make_table
from almenara.reading.spec import Spec

_TAG = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class _Item:
    title: str
    threat: str
    tag: str
    published: str
    row: int


def read(document: Document, spec: Spec) -> Reading:
    """The level of each country from the day of its advisory; null where an item gives no level from 1 to 4.

    Raises BadInput naming every item with an unknown country or an unreadable day.
    """
    is_json = plain_bytes(document).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{")
    items = _json_items(document, spec) if is_json else _rss_items(document, spec)
    faults = Faults(document, spec)
    if not items:
        faults.add("holds no advisory")
    rows: dict[tuple[str, date], dict[str, Any]] = {}
    for item in items:
        found = re.match(spec.layouts["title"], item.title)
        name = (found["country"] if found else item.title).strip()
        try:
            codes = country_codes(name, spec.lookups.get("country"))
        except KeyError:
            faults.add(f'"{name}" is not a country that is known', item.row, "title")
            continue
        try:
            day = _day(item.published)
        except (ValueError, TypeError):
            faults.add(f'"{item.published}" is not a day', item.row, "published")
            continue
        for code in codes:
            row = _row(spec, item, code, day)
            held = rows.setdefault((code, day), row)
            if held["value"] != row["value"]:
                held["value"] = None
                held["note"] = (
                    f"the feed has two items for it with different levels: {held['note']} / {row['note']}"
                )
    faults.check("Add the spelling to lookups.country in source.yml, or fetch the feed again")
    columns = {name: [row[name] for row in rows.values()] for name in next(iter(rows.values()))}
    fixed = {"measure": "advisory-level", "definition": "us-state-advisory", "ground": "stated"}
    published = min(day for _, day in rows)
    table = make_table("observations", columns | fixed, len(rows))
    return Reading({"observations": table}, published, "stated", layout="json" if is_json else "rss")


def _row(spec: Spec, item: _Item, code: str, day: date) -> dict[str, Any]:
    level = re.search(spec.layouts["level"], item.threat or item.title)
    note = item.threat or item.title
    if level is None:
        note = f'no level from 1 to 4 in "{note}"'
    return {
        "place": f"iso/{code}",
        "start": day,
        "end": day,
        "known": day,
        "row": item.row,
        "column": "title",
        "value": float(level["number"]) if level else None,
        "note": note + (f" (tag {item.tag})" if item.tag else ""),
    }


def _day(text: str) -> date:
    """The day of an advisory; the JSON has midnight in universal time as the evening before in Washington."""
    if re.match(r"\d{4}-", text):
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    if re.fullmatch(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}", text):
        return datetime.strptime(text, "%a, %d %b %Y").date()
    return parsedate_to_datetime(text).date()


def _rss_items(document: Document, spec: Spec) -> list[_Item]:
    text = page_text(document, spec)
    try:
        root = fromstring(text.encode("utf-8"), forbid_dtd=True)
    except DefusedXmlException as error:
        told = "declares entities of its own, which a feed has no need of"
        raise BadInput(spec.id, [Fault(document.name, told)]) from error
    except ParseError as error:
        told = f"is not whole XML: {error}"
        raise BadInput(spec.id, [Fault(document.name, told, error.position[0])]) from error
    out = []
    for number, node in enumerate(root.iter("item"), 1):
        category = {c.get("domain", ""): (c.text or "").strip() for c in node.iter("category")}
        published = _text(node, "pubDate") or _text(node, f"{_TAG}date")
        out.append(
            _Item(
                _text(node, "title"),
                category.get("Threat-Level", ""),
                category.get("Country-Tag", ""),
                published,
                number,
            )
        )
    return out


def _text(node: Element, name: str) -> str:
    return " ".join((node.findtext(name) or "").split())


def _json_items(document: Document, spec: Spec) -> list[_Item]:
    value = json_value(document, spec)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadInput(spec.id, [Fault(document.name, "is not a JSON list of advisories")])
    faults = Faults(document, spec)
    out = []
    for number, item in enumerate(value, 1):
        missing = [name for name in ("Title", "Published") if not isinstance(item.get(name), str)]
        for name in missing:
            faults.add("is missing", number, name)
        if not missing:
            tags = item.get("Category") or []
            day = str(item.get("Updated") or item["Published"])
            title = " ".join(item["Title"].split())
            out.append(_Item(title, "", ",".join(map(str, tags)), day, number))
    faults.check("Fetch the list again")
    return out
