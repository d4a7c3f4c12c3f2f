"""The day of a web page as its marks for machines state it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from almenara.text.days import iso_day

_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "published_time",
    "pubdate", "date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
    "dcterms.date", "citation_publication_date",
)  # fmt: skip
"""Names of meta elements that state the day of publication, the surest first."""
LONGEST = 500_000
"""Most characters of one script of linked data that is read."""
_DEEPEST = 12


def stated_days(root: Any) -> list[tuple[str, str]]:
    """How the page states its day, and the day as it writes it: meta elements, linked data, <time>."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name in _METAS and meta.get("content"):
            metas.setdefault(name, meta.get("content"))
    out = [(f"meta {name}", metas[name]) for name in _METAS if name in metas]
    surest = [found for found in out if not found[0].endswith(("date", "created"))]
    linked = [("linked data, datePublished", day) for day in _linked(root)]
    rest = [found for found in out if found not in surest]
    return [(how, said[:40]) for how, said in [*surest, *linked, *rest, *_times(root)] if iso_day(said)]


def _linked(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) <= LONGEST:
            try:
                yield from _published(json.loads(text), 0)
            except (ValueError, RecursionError):
                continue


def _published(node: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(node, dict):
        day = node.get("datePublished")
        if isinstance(day, str):
            yield day
        for value in node.values():
            yield from _published(value, depth + 1)
    elif isinstance(node, list):
        for value in node:
            yield from _published(value, depth + 1)


def _times(root: Any) -> list[tuple[str, str]]:
    """<time> elements that say that they are the day of publication, or the only day that the page marks."""
    found = [e for e in root.iter("time") if e.get("datetime")]
    for element in found:
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in marks or "entry-date" in marks:
            return [("<time> of publication", element.get("datetime"))]
    days = {iso_day(e.get("datetime")) for e in found}
    return [("<time>", found[0].get("datetime"))] if len(days) == 1 else []
