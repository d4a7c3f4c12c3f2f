"""What a share or a rank is told to be within: the whole country, and by count and not by rate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from almenara.analysis.checking.held.desk import Desk
from almenara.analysis.checking.kindred import words
from almenara.model.claim import Claim

_FAR = 110
"""Characters behind a share or a rank in which its country stands."""
_PAUSE = re.compile(r"[;:()\n]|[.,](?!\d)")


def of_the_country(desk: Desk, claim: Claim) -> bool:
    """Whether the words right behind a share or a rank say that it is of the whole country, and of no part of it."""
    pack = desk.now.pack_of(claim.place) if claim.place is not None else None
    if pack is None:
        return False
    behind = _behind(desk, claim)
    said = _words("of_the_country", desk.manuscript.language)
    names = "|".join(re.escape(name) for name in pack.names.values())
    named = (
        re.search(rf"(?<!\w)(?:{names})(?!\w)", behind) is not None
        or said["whole"].search(behind) is not None
    )
    return named and said["part"].search(behind) is None


def named_beside(desk: Desk, claim: Claim) -> bool:
    """Whether the sentence of a claim names its place."""
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    names = (claim.place.name, *claim.place.aliases) if claim.place is not None else ()
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", desk.manuscript.said(sentence)) for n in names)


def by_count(desk: Desk, claim: Claim) -> bool:
    """Whether the words of a rank, or those behind it, say that it is by the number of things counted."""
    said = _words("ranked_by", desk.manuscript.language)
    told = claim.text + _behind(desk, claim)
    return said["count"].search(told) is not None and said["rate"].search(told) is None


def _behind(desk: Desk, claim: Claim) -> str:
    text = desk.manuscript.text
    pause = _PAUSE.search(text, claim.end)
    return text[claim.end : min(pause.start() if pause else len(text), claim.end + _FAR)]


@lru_cache
def _words(section: str, language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a section of the judging's words for a language, by name."""
    return {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)", re.IGNORECASE)
        for name, expressions in words(section)[language].items()
    }
