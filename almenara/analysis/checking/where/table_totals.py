"""Rows of totals: what they are the total of, when the table's rows are places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from almenara.analysis.checking.where.places import PlaceMention
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.manuscript import Block, Manuscript
from almenara.text.table_roles import is_total, label_of


def with_table_totals(
    claims: Sequence[Claim], places: Sequence[PlaceMention], manuscript: Manuscript, context: Context
) -> list[Claim]:
    """The claims, those of a total over places without a place unless they add up all there are.

    places  all mentions of places in the text
    A total that its column does not add up to may be the country's: it keeps the place, and is not sure.
    """
    if not manuscript.grid.spans:
        return list(claims)
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        cell = manuscript.block_of(claim.start)
        if cell.kind == "cell" and cell.column > 0 and not cell.header:
            columns[cell.table, cell.column].append(number)
    out = list(claims)
    summed = _summed(claims, columns.values(), manuscript)
    for column in columns.values():
        totals = {n: label for n in column if (label := _label(claims[n], manuscript)) is not None}
        parts = [n for n in column if n not in totals and claims[n].place_sure and _inner(claims[n])]
        if len(parts) < 2:
            continue
        codes = {place.code for n in parts if (place := claims[n].place)}
        if len(codes) < 2:
            continue  # rows of months or crimes in one place
        whole = any(codes >= {s.code for s in pack.states} for pack in context.packs.values() if pack.states)
        for number, label in totals.items():
            claim = claims[number]
            if any(label.start <= m.start < label.end and (m.place or m.nation) for m in places):
                continue
            if (label.table, label.row) in summed and not whole:
                claim = replace(claim, place=None, place_sure=False)
            out[number] = claim if whole else replace(claim, measure_sure=False)
    return out


def _summed(
    claims: Sequence[Claim], columns: Iterable[Sequence[int]], manuscript: Manuscript
) -> set[tuple[int, int]]:
    """Table and row of the totals that a column of counts of places adds up to."""
    out = set()
    for column in columns:
        totals = {n: label for n in column if (label := _label(claims[n], manuscript)) is not None}
        parts = [n for n in column if n not in totals and claims[n].place_sure and _inner(claims[n])]
        added = sum(claims[n].value for n in parts)
        out |= {
            (label.table, label.row)
            for n, label in totals.items()
            if claims[n].kind == "count" and claims[n].value == added
        }
    return out


def _label(claim: Claim, manuscript: Manuscript) -> Block | None:
    """The label of a claim's row, where it is that of a total."""
    label = label_of(manuscript, manuscript.block_of(claim.start))
    return label if label is not None and is_total(manuscript, label) else None


def _inner(claim: Claim) -> bool:
    return claim.place is not None and claim.place.kind != "country"
