"""The place that a rank is of, where the country beside it only says among whose parts it ranks: "3,104, the
highest number in the country"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_REACH = 60
"""Characters between a place's count and the rank told behind it."""


def with_ranked_places(claims: Sequence[Claim], manuscript: Manuscript) -> list[Claim]:
    """The claims; a rank right behind a state's count in its sentence is that state's, of its measure."""
    out = list(claims)
    for number in range(1, len(out)):
        count, rank = out[number - 1], out[number]
        if (
            rank.kind != "rank" or count.kind not in ("count", "rate") or rank.start - count.end > _REACH
            or manuscript.sentence_at(count.start) != manuscript.sentence_at(rank.start)
            or rank.place is None or rank.place.kind != "country"
            or count.place is None or count.place.kind != "state" or not count.place_sure
            or count.measure != rank.measure
        ):  # fmt: skip
            continue
        out[number] = replace(rank, place=count.place, place_sure=True)
    return out
