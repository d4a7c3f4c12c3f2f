"""Parts of a whole that nothing but their place narrows: "Of the country's 811, one state had 181 and another 84"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.word_lists import plain_words, word_list
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_WORD = re.compile(r"[^\W\d_]+")
_OF_PLACES = re.compile(
    r"(?:[^\W\d]+\s){0,2}(?:states|municipalities|cities|towns|estados|entidades|municipios|municípios|ciudades|cidades)\b",
    re.I,
)
_BESIDE = 10
"""Characters between a place and the number that is its own, at most."""
_CUT = re.compile(r"[;:()\n]|[.,]\s|\s(?:and|while|but|y|mientras|pero|e|enquanto|mas)\s(?=[^.;]{0,40}?\d)")


def only_placed(
    claim: Claim, places: Sequence[PlaceMention], manuscript: Manuscript, measured: Sequence[tuple[int, int]]
) -> bool:
    """Whether a count's own words, between commas, hold its place and otherwise plain words alone.

    measured  characters of the words for what is counted
    """
    if claim.place is None or claim.place.kind == "country":
        return False
    text = manuscript.text
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    cuts = list(_CUT.finditer(text, sentence.start, sentence.end))
    first = max((c.end() for c in cuts if c.end() <= claim.start), default=sentence.start)
    last = min((c.start() for c in cuts if c.start() >= claim.end), default=sentence.end)
    low, high = (bisect_left(places, x, key=lambda m: m.start) for x in (first, last))
    here = [m for m in places[low:high] if not m.in_name]
    if not any(m.place == claim.place for m in here):
        return False
    known = [*((m.start, m.end) for m in here), *measured, (claim.start, claim.end)]
    plain = plain_words(manuscript.language) | frozenset(word_list("belonging")[manuscript.language].split())
    return all(
        folded(m[0]) in plain or any(a <= m.start() < b for a, b in known)
        for m in _WORD.finditer(text, first, last)
    )


def told_at_its_place(claim: Claim, words: str, places: Sequence[PlaceMention]) -> bool:
    """Whether words that narrow are those of a list of places, each with its own number: "the states with the most
    are one (14,982) and another (13,136)"."""
    if claim.place is None or claim.place.kind == "country" or _OF_PLACES.match(words) is None:
        return False
    at = bisect_left(places, claim.start, key=lambda m: m.start)
    return any(
        m.place == claim.place and 0 <= claim.start - m.end <= _BESIDE for m in places[max(0, at - 2) : at]
    )
