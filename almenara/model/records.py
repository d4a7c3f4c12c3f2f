"""Figures as plain records: what JSON, CSV and data frames say of them."""

from __future__ import annotations

from typing import Any

from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding
from almenara.model.terms import Definition


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Where a figure stands, as plain JSON values."""
    return {
        "document": evidence.document,
        "file": evidence.file,
        "source": evidence.source,
        "publisher": evidence.publisher,
        "title": evidence.title,
        "url": evidence.url,
        "published": evidence.published.isoformat(),
        "ground": evidence.ground,
        "accessed": evidence.accessed.isoformat(),
        "locator": evidence.locator,
        "cells": evidence.cells,
        "language": evidence.language,
        "licence": evidence.licence,
        "attribution": evidence.attribution,
        "marking": evidence.marking,
    }


def figure_record(figure: Figure, definition: Definition | None = None) -> dict[str, Any]:
    """A figure as plain JSON values, days as YYYY-MM-DD.

    `document`, `locator`, `source`, `publisher` … are those of its newest evidence, which gives
    `known` and `ground`; `evidence` lists all of it.
    """
    every = list(figure.all_evidence())
    newest = max(every, key=lambda e: e.published) if every else None
    return {
        "value": figure.value,
        "unit": figure.unit,
        "measure": figure.measure,
        "definition": figure.definition,
        "definition_name": definition.name("en") if definition else "",
        "place": figure.place.code,
        "place_name": figure.place.name,
        "period": str(figure.period),
        "start": figure.period.start.isoformat(),
        "end": figure.period.end.isoformat(),
        "status": figure.status,
        "reason": figure.reason,
        "known": figure.known.isoformat() if figure.known else None,
        "ground": figure.ground,
        "as_of": figure.as_of.isoformat(),
        "low": figure.low,
        "high": figure.high,
        "method": figure.method,
        "source": newest.source if newest else "",
        "document": newest.document if newest else "",
        "locator": newest.locator if newest else "",
        "publisher": newest.publisher if newest else "",
        "title": newest.title if newest else "",
        "url": newest.url if newest else "",
        "published": newest.published.isoformat() if newest else None,
        "note": figure.note,
        "evidence": [evidence_record(e) for e in every],
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as plain JSON values: figures as figure_record gives them, by role, and by column of each row."""
    return {
        "question": finding.question,
        "as_of": finding.as_of.isoformat(),
        "figures": {name: figure_record(item) for name, item in finding.figures.items()},
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "place": row.place,
                **row.facts,
                "figures": {name: figure_record(item) for name, item in row.figures.items()},
            }
            for row in finding.rows
        ],
        "facts": finding.facts,
        "unknowns": list(finding.unknowns),
        "caveats": list(finding.caveats),
        "calls": [{"kind": c.kind, "subject": c.subject, **c.content} for c in finding.calls],
    }


def shared_record(finding: Finding) -> dict[str, Any]:
    """As finding_record, small: evidence once under `evidence`, by figures its places in that list."""
    found = finding_record(finding)
    listed: list[dict[str, Any]] = []
    places: dict[tuple[Any, ...], int] = {}

    def place(item: dict[str, Any]) -> int:
        key = tuple(item.values())
        if key not in places:
            places[key] = len(listed)
            listed.append(item)
        return places[key]

    for group in (found["figures"], *(row["figures"] for row in found["rows"])):
        for item in group.values():
            item["evidence"] = [place(e) for e in item["evidence"]]
    return found | {"evidence": listed}
