"""Numbers that take the places told just before in turn: "94, 116 and 103 respectively", "the former … the latter"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.place import Place
from almenara.text.beginning import beginning_in

_JOIN = re.compile(r"\s*(?:[,;]|,?\s*(?:and|y|e|&))\s*", re.I)
_IN_TURN = re.compile(
    r"\b(?:respectively|all (?:two|three|four|five)|both|in other words|that is|in that order|"
    r"respectivamente|l[oa]s (?:dos|tres|cuatro|cinco)|amb[oa]s|dicho de otr[ao] (?:modo|manera|forma)|"
    r"es decir|en otras palabras|en ese orden|[oa]s (?:dois|duas|três|quatro|cinco)|"
    r"ou seja|em outras palavras|dito de outr[oa] (?:modo|forma)|nessa ordem)\b",
    re.I,
)
_TURNS = (
    re.compile(
        r"\b(?:the (?:former|first)|(?:el|la) primer[oa]?|aquel(?:la)?|aquél(?:la)?|[oa] primeir[oa])\b", re.I
    ),
    re.compile(r"\b(?:the (?:latter|second)|(?:el|la) segund[oa]|ést[ea]|[oa] segund[oa])\b", re.I),
    re.compile(r"\b(?:the third|(?:el|la) tercer[oa]?|[oa] terceir[oa])\b", re.I),
)
_NOUN = re.compile(
    r"\s+(?!(?:had|was|went|fell|rose|from|ven|pas|sub|baj|ten|tuv|sum|tev|sai|ca[ií]|foi|com|con|with)\w*)[^\W\d]+\s",
    re.I,
)
_TO = re.compile(r"\s+(?:to|a|para|até|hasta)\s+", re.I)
_BACK = 3


def placed_in_turn(
    claims: list[Claim], mentions: Sequence[PlaceMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims, with those that take the places told before them, one by one, at their places.

    As many numbers stand side by side as the sentence before named states or towns, and words say that each is of
    its own; or an ordinal says whose turn it is. Such places are never sure.
    """
    out = list(claims)
    narrow = [m for m in mentions if _narrow(m)]
    at = 0
    while at < len(claims):
        last = at
        while last + 1 < len(claims) and _JOIN.fullmatch(
            manuscript.text, claims[last].end, claims[last + 1].start
        ):
            last += 1
        for number, place in _turns(claims, at, last, narrow, manuscript):
            out[number] = replace(claims[number], place=place, place_sure=False)
            if number == last and number + 1 < len(claims) and _moves(claims, number, manuscript):
                out[number + 1] = replace(claims[number + 1], place=place, place_sure=False)
        at = last + 1
    return out


def _moves(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> bool:
    """Whether what was counted moved from one claim to the next: "in the first, from 1,174 to 1,504"."""
    return _TO.fullmatch(manuscript.text, claims[number].end, claims[number + 1].start) is not None


def _turns(
    claims: Sequence[Claim],
    first: int,
    last: int,
    mentions: Sequence[PlaceMention],
    manuscript: Manuscript,
) -> list[tuple[int, Place]]:
    """Numbers of a run of claims with the place of each; mentions are those of states and towns, in order."""
    sentence = manuscript.sentences[manuscript.sentence_at(claims[first].start)]
    if beginning_in(mentions, sentence.start, sentence.end):
        return []
    size = last - first + 1
    if size > 1:
        told = _IN_TURN.search(manuscript.text, sentence.start, sentence.end)
        places = _places_before(mentions, manuscript, claims[first].start) if told else []
        return list(zip(range(first, last + 1), places, strict=True)) if len(places) == size else []
    turn = _ordinal(manuscript.text, sentence.start, claims[first].start)
    if turn is None:
        return []
    places = _places_before(mentions, manuscript, claims[first].start)
    return [(first, places[turn])] if 1 < len(places) <= 3 and turn < len(places) else []


def _ordinal(text: str, opening: int, start: int) -> int | None:
    """Which of the places told is meant by the ordinal last before a number, with no other number between."""
    best: tuple[int, int] | None = None
    for turn, pattern in enumerate(_TURNS):
        for found in pattern.finditer(text, opening, start):
            if not re.search(r"\d|[;.]\s", text[found.end() : start]) and not _NOUN.match(text, found.end()):
                best = max(best or (0, 0), (found.end(), turn))
    return best[1] if best else None


def _narrow(mention: PlaceMention) -> bool:
    usable = mention.place is not None and mention.place.kind != "country"
    return usable and not (mention.nation or mention.in_name or mention.dateline or mention.compared)


def _places_before(mentions: Sequence[PlaceMention], manuscript: Manuscript, position: int) -> list[Place]:
    """The states or towns that the last sentence of the paragraph to name any named, in order, each once."""
    number = manuscript.sentence_at(position)
    block = manuscript.sentences[number].block
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        sentence = manuscript.sentences[back]
        if sentence.block != block:
            break
        here = [m.place for m in beginning_in(mentions, sentence.start, sentence.end)]
        if here:
            return list(dict.fromkeys(p for p in here if p is not None))
    return []
