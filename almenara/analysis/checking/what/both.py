"""A count of two crimes together: "both crimes left 35,588 victims", after those of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.kindred import made_of_two, made_with, together, words
from almenara.analysis.checking.what.choosing import Linked
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_RELATIVE = re.compile(r"\b(?:which|whom|that|que|quienes|cuales|quais)\b[^,]*$", re.IGNORECASE)
"""The words before how many of the second crime there were: "of which there were"."""
_PART = re.compile(
    r",[^,]*\b(?:which|whom|that|que|quienes|cuales|quais)\b[^,]*?\d[\d.,\s\N{NO-BREAK SPACE}]*,\s", re.I
)
"""How many they were, between commas."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BACK = 3
"""Paragraphs back in which the two are looked for."""
_ON = 2
"""Sentences on in which something may be told of their sum."""
_TOLD = ("average", "rate", "percent", "times", "ratio")
_BASE = re.compile(
    r"[\s,(]+(?:(?:as )?against|versus|vs\.?|(?:up |down )?from|compared (?:with|to)"
    r"|contra|frente a|ante|que l[oa]s|than|de)(?: (?:the|l[oa]s|[oa]s))?\s+$",
    re.IGNORECASE,
)
"""Between a count and the one it is compared with."""
_AROUND = 8
"""Claims before and behind a sum among which its two parts are looked for."""
_TELLING = 100
"""From here on it is no chance that two counts a paragraph off add up."""


@lru_cache
def _both(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('both')[language])})(?!\w)", re.IGNORECASE)


@lru_cache
def _counting(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('counting_both')[language])})(?!\w)", re.IGNORECASE)


@lru_cache
def _added(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('added')[language])})(?!\w)", re.IGNORECASE)


def of_both(claims: Sequence[Claim], links: Sequence[Linked], manuscript: Manuscript) -> list[Claim]:
    """The claims; one of "both crimes" is of the measure that the two told last make together. It is never sure.

    links  of the claims, in their order
    What the next sentences tell of it without naming anything, "97 a day", is of the same measure.
    """
    out = list(claims)
    for number, claim in enumerate(claims):
        if claim.kind != "count":
            continue
        if (measure := _counting_both(claim, manuscript)) != "":
            out[number] = _made(claim, measure, "victims")
            for told in _told_of_it(claims, number, links, manuscript):
                if claims[told].measure == claim.measure:
                    out[told] = _made(claims[told], measure, claims[told].unit)
            continue
        two = _summed(claims, number, manuscript)
        if not two and _says_both(claim, manuscript):
            two = _last_two(claims, number, manuscript)
        if (measure := together(two)) and (claim.measure in (*two, measure) or not claim.counted):
            out[number] = _made(claim, measure, claim.unit or "victims")
            for told in _told_of_it(claims, number, links, manuscript):
                if claims[told].measure in two:
                    out[told] = _made(claims[told], measure, claims[told].unit)
    return out


def _made(claim: Claim, measure: str, unit: str) -> Claim:
    return replace(claim, measure=measure, measure_sure=False, definition="", definitions=(), unit=unit)


def _told_of_it(
    claims: Sequence[Claim], number: int, links: Sequence[Linked], manuscript: Manuscript
) -> Iterator[int]:
    """Averages and changes right behind a count, in its sentence or the two after it, that name nothing themselves."""
    at = manuscript.sentence_at(claims[number].start)
    carried = links[number].subject
    for later in range(number + 1, len(claims)):
        claim, subject = claims[later], links[later].subject
        same = carried is not None and subject is not None and subject.start == carried.start
        if not same or manuscript.sentence_at(claim.start) - at > _ON:
            return
        gap = manuscript.text[claims[later - 1].end : claim.start]
        if claim.kind == "count" and (_numbers_in(gap) or not _BASE.search(gap)):
            return
        if claim.kind in (*_TOLD, "count"):
            yield later


def _counting_both(claim: Claim, manuscript: Manuscript) -> str:
    """The measure of "31,000 killings, counting homicide and femicide", "" where the words behind say no such thing."""
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    hit = _counting(manuscript.language).search(manuscript.text, claim.end, sentence.end)
    if hit is not None and not re.search(r"\d", manuscript.text[claim.end : hit.start()]):
        return made_with(claim.measure)
    added = _added(manuscript.language)
    after = added.search(manuscript.text, claim.end, sentence.end)
    if after is not None and not _numbers_in(manuscript.text[claim.end : after.start()]):
        return made_with(claim.measure)
    front = [h.end() for h in added.finditer(manuscript.text, sentence.start, claim.start)]
    return (
        made_with(claim.measure) if front and _is_the_total(manuscript.text[front[-1] : claim.start]) else ""
    )


def _numbers_in(between: str) -> bool:
    """Whether words hold a number other than a year."""
    return re.search(r"\d", _YEAR.sub("", between)) is not None


def _is_the_total(between: str) -> bool:
    """Whether a number that far behind "if femicides are added" is the total, and not how many they were."""
    if not _numbers_in(between):
        return not _RELATIVE.search(between)
    rest = _PART.sub(" ", between, count=1)
    return rest != between and not _numbers_in(rest)


def _summed(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> frozenset[str]:
    """The two measures whose counts stand near one and add up to it: "29,705 and 850, 30,555 in all"."""
    claim = claims[number]
    if not claim.value == claim.low == claim.high:
        return frozenset()
    sentence = manuscript.sentence_at(claim.start)
    block = manuscript.sentences[sentence].block

    def close(other: Claim) -> bool:
        there = manuscript.sentence_at(other.start)
        apart = abs(manuscript.sentences[there].block - block)
        return apart == 0 or abs(there - sentence) <= 2 or (apart <= 1 and claim.value >= _TELLING)

    near = [
        c
        for c in claims[max(0, number - _AROUND) : number + _AROUND + 1]
        if c is not claim and c.kind == "count" and c.measure and c.value == c.low == c.high and close(c)
    ]
    for at, one in enumerate(near):
        for other in near[at + 1 :]:
            measures = frozenset((one.measure, other.measure))
            if together(measures) and one.value + other.value == claim.value:
                return measures
    return frozenset()


def _says_both(claim: Claim, manuscript: Manuscript) -> bool:
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    hits = list(_both(manuscript.language).finditer(manuscript.text, sentence.start, sentence.end))
    hits = [h for h in hits if h.end() <= claim.start or h.start() >= claim.end]
    return any(
        not re.search(r"\d", manuscript.text[min(h.end(), claim.end) : max(h.start(), claim.start)])
        for h in hits
    )


def _last_two(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> frozenset[str]:
    """The two measures told last before a claim, in its paragraph or the ones just before."""
    block = manuscript.sentences[manuscript.sentence_at(claims[number].start)].block
    found: list[str] = []
    for claim in reversed(claims[:number]):
        there = manuscript.block_of(claim.start)
        near = (
            there.kind == "cell"
            or block - manuscript.sentences[manuscript.sentence_at(claim.start)].block <= _BACK
        )
        if not near or len(found) == 2:
            break
        if claim.kind == "count" and claim.measure not in ("", *found) and not made_of_two(claim.measure):
            found.append(claim.measure)
    return frozenset(found)
