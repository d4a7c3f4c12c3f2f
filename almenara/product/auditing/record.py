"""An audit as plain JSON values, for programs. The how-to "check a report" tells its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from almenara.model.claim import Arithmetic, Audit, Claim, Comparison, Support
from almenara.model.records import evidence_record, figure_record
from almenara.model.terms import Definition
from almenara.product.auditing.draft_finding import DraftFinding
from almenara.product.auditing.summary import counts, summary

LAYOUT = "almenara-audit/1"
"""Name and version of the layout."""


def record(
    audit: Audit, definitions: Mapping[str, Definition], findings: Sequence[DraftFinding] = ()
) -> dict[str, Any]:
    """The whole audit; spans are [start, end) in characters of `text`.

    definitions  by id, for their names
    findings     of a draft of ours
    """
    written = audit.manuscript
    return {
        "layout": LAYOUT,
        "name": written.name,
        "format": written.format,
        "language": written.language,
        "published": written.published.isoformat() if written.published else None,
        "dated_by": written.dated_by,
        "then": audit.then.isoformat(),
        "as_of": audit.now.isoformat(),
        "summary": summary(audit),
        "counts": counts(audit),
        "warnings": list(written.warnings),
        "remarks": list(audit.remarks),
        "claims": [_claim(claim, definitions) for claim in audit.claims],
        "left_out": [
            {"text": item.text, "span": [item.start, item.end], "reason": item.reason}
            for item in audit.left_out
        ],
        "findings": [_finding(finding) for finding in findings],
        "marks": [{"label": mark.label, "at": mark.position} for mark in written.marks],
        "text": written.text,
    }


def _finding(found: DraftFinding) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "span": [found.start, found.end],
        "text": found.text,
        "reason": found.reason,
        "claims": list(found.claims),
    }


def _claim(claim: Claim, definitions: Mapping[str, Definition]) -> dict[str, Any]:
    held = definitions.get(claim.definition)
    return {
        "text": claim.text,
        "span": [claim.start, claim.end],
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "kind": claim.kind,
        "hedge": claim.hedge,
        "counted": claim.counted,
        "measure": claim.measure,
        "definition": claim.definition,
        "definition_name": held.name("en") if held else "",
        "definitions": list(claim.definitions),
        "place": claim.place.code if claim.place else None,
        "place_name": claim.place.name if claim.place else "",
        "period": str(claim.period) if claim.period else None,
        "period_open": claim.period_open,
        "since": claim.since.isoformat() if claim.since else None,
        "projection": claim.projection,
        "denied": claim.denied,
        "comparison": _comparison(claim.comparison),
        "attribution": [
            {"name": a.name, "unnamed": a.unnamed, "span": [a.start, a.end]} for a in claim.attribution
        ],
        "parts": list(claim.parts),
        "of": claim.of,
        "verdict": claim.verdict,
        "reason": claim.reason,
        "evidence": [_support(s, definitions) for s in claim.evidence],
        "arithmetic": [_arithmetic(a) for a in claim.arithmetic],
        "sure": {"measure": claim.measure_sure, "place": claim.place_sure, "period": claim.period_sure},
        "proposed": claim.proposed,
    }


def _comparison(compared: Comparison | None) -> dict[str, Any] | None:
    if compared is None:
        return None
    return {
        "direction": compared.direction,
        "base_text": compared.base_text,
        "base_period": str(compared.base_period) if compared.base_period else None,
        "base_value": compared.base_value,
        "base_claim": compared.base_claim,
    }


def _support(support: Support, definitions: Mapping[str, Definition]) -> dict[str, Any]:
    figure = support.figure
    return {
        "role": support.role,
        "words": support.words,
        "figure": figure_record(figure, definitions.get(figure.definition)) if figure else None,
        "documents": [evidence_record(e) for e in support.evidence],
    }


def _arithmetic(done: Arithmetic) -> dict[str, Any]:
    return {
        "kind": done.kind,
        "stated": done.stated,
        "computed": done.computed,
        "holds": done.holds,
        "error": done.error,
        "shown": done.shown,
        "claims": list(done.claims),
    }
