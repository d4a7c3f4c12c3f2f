"""A count of two crimes together: "both crimes left 35,588 victims", after those of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.kindred import made_of_two, made_with, together, words
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


@lru_cache
def _both(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('both')[language])})(?!\w)", re.IGNORECASE)


@lru_cache
def _counting(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('counting_both')[language])})(?!\w)", re.IGNORECASE)


@lru_cache
def _added(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('added')[language])})(?!\w)", re.IGNORECASE)


def of_both(claims: Sequence[Claim], manuscript: Manuscript) -> list[Claim]:
    """The claims; one of "both crimes" is of the measure that the two told last make together. It is never sure."""
    out = list(claims)
    for number, claim in enumerate(claims):
        if claim.kind != "count":
            continue
        if (measure := _counting_both(claim, manuscript)) != "":
            out[number] = replace(
                claim, measure=measure, measure_sure=False, definition="", definitions=(), unit="victims"
            )
            continue
        two = _summed(claims, number, manuscript)
        if not two:
            if not _says_both(claim, manuscript):
                continue
            two = _last_two(claims, number, manuscript)
        if (measure := together(two)) and (claim.measure in (*two, measure) or not claim.counted):
            out[number] = replace(
                claim,
                measure=measure,
                measure_sure=False,
                definition="",
                definitions=(),
                unit=claim.unit or "victims",
            )
    return out


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
    """The two measures whose counts stand right beside one and add up to it: "29,705 and 850, 30,555 in all"."""
    claim = claims[number]
    sentence = manuscript.sentence_at(claim.start)
    for pair in (claims[max(0, number - 2) : number], claims[number + 1 : number + 3]):
        near = [c for c in pair if c.kind == "count" and abs(manuscript.sentence_at(c.start) - sentence) <= 2]
        exact = all(c.value == c.low == c.high for c in (claim, *near))
        measures = frozenset(c.measure for c in near)
        if len(near) == 2 and exact and together(measures) and sum(c.value for c in near) == claim.value:
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
