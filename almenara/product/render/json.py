"""A report as JSON: every figure with recipe and evidence, every text, the digest. `verify` reads it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.product.digest import seal
from almenara.product.document import (
    Block,
    Bullets,
    Inline,
    Judgement,
    Link,
    Number,
    Paragraph,
    Picture,
    Reference,
    Report,
    Table,
    Tiles,
)

FORMAT = "almenara-edition/1"
"""Name and version of the layout."""


def to_json(report: Report) -> bytes:
    """The edition as JSON, UTF-8, keys sorted; the same report gives the same bytes."""
    content = edition(report)
    content["seal"] = seal(content)
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def edition(report: Report) -> dict[str, Any]:
    """The edition as plain data.

    figures   list in the order of first use; `inputs` are nested figures without anchors
    evidence  by key, each item once; figures and endnotes name the keys
    """
    shelf = _Shelf()
    figures = [{"id": anchor, **_figure(f, shelf)} for anchor, f in report.figures.items()]
    notes = [
        {
            "number": n.number,
            "evidence": shelf.key(n.evidence),
            "locators": list(n.locators),
            "portion": n.portion,
        }
        for n in report.endnotes
    ]
    sections = [
        {
            "id": s.id,
            "title": s.title,
            "portion": s.portion,
            "kind": s.kind,
            "blocks": [_block(b) for b in s.blocks],
        }
        for s in report.sections
    ]
    revisions = {anchor: [_figure(f, shelf) for f in items] for anchor, items in report.revisions.items()}
    return {
        "format": FORMAT,
        "id": report.id,
        "title": report.title,
        "subtitle": report.subtitle,
        "tags": list(report.tags),
        "region": report.region,
        "country": report.country,
        "as_of": report.as_of.isoformat(),
        "since": report.since.isoformat() if report.since else None,
        "language": report.language,
        "marking": report.banner,
        "handling": report.handling,
        "digest": report.digest,
        "attributions": list(report.attributions),
        "contact": list(report.contact),
        "sections": sections,
        "figures": figures,
        "evidence": shelf.items,
        "endnotes": notes,
        "revisions": revisions,
    }


class _Shelf:
    """Evidence met so far, each item once, named e1, e2 … in order of first use."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self._keys: dict[Evidence, str] = {}

    def key(self, item: Evidence) -> str:
        if item not in self._keys:
            self._keys[item] = f"e{len(self._keys) + 1}"
            self.items[self._keys[item]] = _plain(asdict(item))
        return self._keys[item]


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in value.items()}


def _figure(figure: Figure, shelf: _Shelf) -> dict[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "decimals": figure.decimals,
        "measure": figure.measure,
        "definition": figure.definition,
        "place": {"code": figure.place.code, "name": figure.place.name, "kind": figure.place.kind},
        "period": str(figure.period),
        "as_of": figure.as_of.isoformat(),
        "status": figure.status,
        "reason": figure.reason,
        "known": figure.known.isoformat() if figure.known else None,
        "ground": figure.ground,
        "method": figure.method,
        "note": figure.note,
        "recipe": figure.recipe,
        "inputs": [_figure(f, shelf) for f in figure.inputs],
        "evidence": [shelf.key(e) for e in figure.evidence],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "portion": block.portion, "text": _inlines(block.inlines)}
        case Bullets():
            return {"kind": "bullets", "items": [_block(item) for item in block.items]}
        case Judgement():
            return {
                "kind": "judgement",
                "portion": block.portion,
                "text": _inlines(block.sentence),
                "term": block.term,
                "probability": block.probability.id if block.probability else None,
                "band": block.band,
                "confidence": block.confidence,
                "basis": _inlines(block.basis),
            }
        case Table():
            return {
                "kind": "table",
                "portion": block.portion,
                "id": block.id,
                "title": block.title,
                "columns": [{"heading": c.heading, "align": c.align} for c in block.columns],
                "rows": [[_inlines(cell) for cell in row] for row in block.rows],
                "caption": _inlines(block.caption),
            }
        case Picture():
            return {
                "kind": "picture",
                "portion": block.portion,
                "id": block.id,
                "title": block.title,
                "alt": block.alt,
                "chart": block.chart,
                "figures": [n.id for n in block.numbers],
                "caption": _inlines(block.caption),
            }
        case Tiles():
            tiles = [
                {"number": _inlines((t.number,))[0], "label": t.label, "detail": _inlines(t.detail)}
                for t in block.tiles
            ]
            return {"kind": "tiles", "portion": block.portion, "tiles": tiles}


def _inlines(items: tuple[Inline, ...]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for item in items:
        match item:
            case Number():
                out.append(
                    {"figure": item.id, "text": item.text, "notes": list(item.notes), "style": item.style}
                )
            case Reference():
                out.append({"notes": list(item.notes)})
            case Link():
                out.append({"text": item.text, "url": item.url})
            case _:
                out.append({"text": item.text, "style": item.style})
    return out
