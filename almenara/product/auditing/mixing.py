"""Counts of one measure by two definitions, side by side in a draft that does not name both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from almenara.analysis.checking.what.terms import find_subjects
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.model.claim import Audit, Claim
from almenara.model.manuscript import Manuscript
from almenara.model.terms import Definition
from almenara.product.auditing.draft_finding import DraftFinding

_RULE = re.compile(
    r"\b(?:old(?:er)?|new(?:er)?|official|private|registry|register|catalogue|method|certificates?|files?|victims?|"
    r"antigu[oa]s?|anterior(?:es)?|nuev[oa]s?|oficial(?:es)?|privad[oa]s?|registro|catálogo|método|metodología|actas?|"
    r"carpetas?|víctimas?|certificados?)\b",
    re.IGNORECASE,
)
"""Words by which a text tells one way of counting from another."""
_COMPARING = ("sum", "change", "difference", "share", "ratio", "times")


def mixed(audit: Audit, now: Context, definitions: Mapping[str, Definition]) -> list[DraftFinding]:
    """Counts of one measure by two definitions, in one sentence, sum or column, where the text names one at most."""
    written = audit.manuscript
    cues = [s.start for s in find_subjects(written, now) if not s.head or s.unit or s.part]
    groups: dict[tuple[str, int], list[int]] = {}
    for number, claim in enumerate(audit.claims):
        if _definition(claim):
            groups.setdefault(_group(written, claim), []).append(number)
    pairs = [pair for numbers in groups.values() for pair in _unlike(audit, numbers)]
    for number, claim in enumerate(audit.claims):
        for done in claim.arithmetic:
            if done.kind in _COMPARING:
                pairs += _unlike(audit, sorted({number, *done.claims}))
    found: dict[tuple[int, int], DraftFinding] = {}
    for one, two in pairs:
        first, second = audit.claims[one], audit.claims[two]
        spans = [_spoken(written, claim) for claim in (first, second)]
        if _named(written, first, second, spans, cues) or _alike(now, first, second):
            continue
        names = [
            definitions[d].name("en") if d in definitions else d for d in map(_definition, (first, second))
        ]
        reason = f"“{first.text}” counts {names[0]}, “{second.text}” {names[1]}: use one, or name both in the text."
        start, end = min(first.start, second.start), max(first.end, second.end)
        text = " ".join(written.text[start:end].split())
        found.setdefault(
            (start, end), DraftFinding("mixed-definitions", start, end, text, reason, (one, two))
        )
    return list(found.values())


def _definition(claim: Claim) -> str:
    """The definition that a claim counts by: that of the figure that agrees."""
    if not claim.measure or claim.kind != "count":
        return ""
    held = (s.figure for s in claim.evidence if s.role == "supports" and s.figure is not None)
    return next((f.definition for f in held if f.measure == claim.measure), "")


def _group(written: Manuscript, claim: Claim) -> tuple[str, int]:
    block = written.block_of(claim.start)
    if block.kind == "cell":
        return f"table {block.table}", block.column
    return "sentence", written.sentence_at(claim.start)


def _unlike(audit: Audit, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbours among claims of one measure that count by different definitions."""
    last: dict[str, int] = {}
    out = []
    for number in numbers:
        claim = audit.claims[number]
        if not _definition(claim):
            continue
        before = last.get(claim.measure)
        if before is not None and _definition(audit.claims[before]) != _definition(claim):
            out.append((before, number))
        last[claim.measure] = number
    return out


def _alike(now: Context, first: Claim, second: Claim) -> bool:
    """Whether the figure of the other's definition agrees as well, so that both may be of one."""
    return any(_would(now, one, _definition(two)) for one, two in ((first, second), (second, first)))


def _would(now: Context, claim: Claim, definition: str) -> bool:
    held = next(s.figure for s in claim.evidence if s.role == "supports" and s.figure is not None)
    other = figure(now, held.measure, held.place, held.period, definition)
    return other.value is not None and claim.allows(other.value)


def _named(
    written: Manuscript,
    first: Claim,
    second: Claim,
    spans: Sequence[list[tuple[int, int]]],
    cues: Sequence[int],
) -> bool:
    """Whether words beside the two tell them apart: each is held to a rule of its own, or two cues stand there."""
    if first.definitions and second.definitions and not set(first.definitions) & set(second.definitions):
        return True
    said = [{c for c in cues if any(a <= c < b for a, b in stretch)} for stretch in spans]
    words = {m[0].casefold() for a, b in (*spans[0], *spans[1]) for m in _RULE.finditer(written.text, a, b)}
    return len(said[0] | said[1]) >= 2 or len(words) >= 2


def _spoken(written: Manuscript, claim: Claim) -> list[tuple[int, int]]:
    """Where the words for a claim may stand: its sentence; of a cell, its row and the head of its column."""
    block = written.block_of(claim.start)
    if block.kind != "cell":
        held = written.sentences[written.sentence_at(claim.start)]
        return [(held.start, held.end)]
    row = [b for b in written.blocks if b.table == block.table and b.row == block.row]
    heads = [b for b in written.blocks if b.table == block.table and b.header and b.column == block.column]
    return [(b.start, b.end) for b in (*row, *heads)]
