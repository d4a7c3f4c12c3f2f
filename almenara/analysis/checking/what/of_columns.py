"""What a sentence below a table speaks of by the head of a column that adds up others: "the sum fell by 14 %"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.kindred import made_of_two, parts_of
from almenara.analysis.checking.what.subjects import Subject
from almenara.model.claim import Claim
from almenara.model.manuscript import Block, Manuscript
from almenara.text.beginning import beginning_in
from almenara.text.table_roles import is_total, said

_BELOW = 3
"""Paragraphs behind a table in which a sentence may speak of it."""


def of_summed_columns(
    claims: Sequence[Claim], subjects: Sequence[Subject], manuscript: Manuscript
) -> list[Claim]:
    """The claims; one told behind the head of a column or row of sums, and behind nothing else counted, is of its sums.

    Its measure stays unsure.
    """
    if not manuscript.grid.spans:
        return list(claims)
    return [_of_sums(claim, claims, subjects, manuscript) for claim in claims]


def _of_sums(
    claim: Claim, claims: Sequence[Claim], subjects: Sequence[Subject], manuscript: Manuscript
) -> Claim:
    block = manuscript.block_of(claim.start)
    if block.kind != "paragraph":
        return claim
    table = _above(manuscript, manuscript.sentences[manuscript.sentence_at(claim.start)].block)
    if not table:
        return claim
    start = manuscript.sentences[manuscript.sentence_at(claim.start)].start
    for cell in _heads_of_sums(manuscript, table):
        word = re.escape(said(manuscript, cell).strip(" :*"))
        hits = list(re.finditer(rf"(?<!\w){word}(?!\w)", manuscript.text[start : claim.start], re.IGNORECASE))
        told = beginning_in(subjects, start + hits[-1].end(), claim.start) if hits else ()
        if not hits or any(s.measure for s in told):
            continue
        whole = _measure_of(cell, claims, manuscript)
        if whole and made_of_two(whole) and claim.measure in ("", *parts_of(whole, "")):
            return replace(claim, measure=whole, measure_sure=False, definition="", definitions=())
    return claim


def _above(manuscript: Manuscript, number: int) -> int:
    """The table that ends right before a paragraph, or a few before it; 0 where a title stands between."""
    for above in range(number - 1, max(-1, number - 1 - _BELOW), -1):
        block = manuscript.blocks[above]
        if block.kind in ("cell", "heading"):
            return block.table if block.kind == "cell" else 0
    return 0


def _heads_of_sums(manuscript: Manuscript, table: int) -> list[Block]:
    first, last = manuscript.grid.spans[table]
    cells = manuscript.blocks[first : last + 1]
    return [b for b in cells if (b.header or b.column == 0) and is_total(manuscript, b)]


def _measure_of(head: Block, claims: Sequence[Claim], manuscript: Manuscript) -> str:
    """The one measure of all cells of a head's column, or of a label's row."""
    found = set()
    for claim in claims:
        cell = manuscript.block_of(claim.start)
        if cell.table != head.table or cell.header or cell.kind != "cell" or claim.kind != "count":
            continue
        if (cell.column == head.column) if head.header else (cell.row == head.row):
            found.add(claim.measure)
    return found.pop() if len(found) == 1 else ""
