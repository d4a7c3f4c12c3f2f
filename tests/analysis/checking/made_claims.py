"""Claims made by hand for tests of the judging, as the linking of a text would make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from almenara.model.claim import Attribution, Claim
from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.model.period import Period
from almenara.model.place import Place

MEXICO = Place("MX", "country", "Mexico")


def made_manuscript(*lines: str, published: date | None = None, language: str = "en") -> Manuscript:
    """A text whose lines are its blocks and sentences; the first is its heading."""
    blocks, sentences, at = [], [], 0
    for number, line in enumerate(lines):
        blocks.append(Block("heading" if number == 0 else "paragraph", at, at + len(line)))
        sentences.append(Sentence(at, at + len(line), number))
        at += len(line) + 1
    return Manuscript(
        "-", "text", "\n".join(lines), tuple(blocks), tuple(sentences), language, published, "option"
    )


def made_claim(value: float, measure: str, period: str | None, **more: Any) -> Claim:
    """A plain exact count for the whole country; `more` replaces fields, `by` names who says so."""
    said = more.pop("by", None)
    fields: dict[str, Any] = {
        "text": f"{value:,}", "start": 0, "end": 1, "kind": "count", "value": value, "low": value, "high": value,
        "measure": measure, "measure_sure": True, "place": MEXICO, "place_sure": True,
        "period": Period.parse(period) if period else None, "period_sure": period is not None,
        "attribution": (Attribution(said, 0, 1, unnamed=said == ""),) if said is not None else (),
    }  # fmt: skip
    return Claim(**{**fields, **more})
