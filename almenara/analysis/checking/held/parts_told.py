"""Totals of the places that a text lists: the country's count says nothing of them."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.checking.held.desk import Ruling, Use
from almenara.model.claim import Claim


def without_totals_of_some(claims: Sequence[Claim], rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings; a count of a country that adds up counts of places in it, as a table of five states does, is not
    held against the whole country's."""
    return [
        _softened(ruling) if ruling.verdict == "contradicted" and _adds_up_places(claims, claim) else ruling
        for claim, ruling in zip(claims, rulings, strict=True)
    ]


def _adds_up_places(claims: Sequence[Claim], claim: Claim) -> bool:
    if claim.kind != "count" or claim.place is None or claim.place.kind != "country":
        return False
    for done in claim.arithmetic:
        parts = [c for i in done.claims if (c := claims[i]) is not claim]
        if done.kind == "sum" and done.holds and len(parts) > 1:
            return all(c.place is not None and c.place.kind != "country" for c in parts)
    return False


def _softened(ruling: Ruling) -> Ruling:
    uses: tuple[Use, ...] = tuple(("other", use) for _, use in ruling.uses)
    return Ruling(
        "not-checkable", f"It adds up the places told beside it; of the country: {ruling.reason}", uses
    )
