"""Counts that a text says are of two crimes: "the following counts include femicide"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.kindred import made_of_two, made_with, words
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_KINDS = ("count", "percent", "ratio", "times", "average", "rate", "percentage-points")


@lru_cache
def _includes(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('includes_second')[language])})(?!\w)", re.IGNORECASE)


def with_second_crime(claims: Sequence[Claim], manuscript: Manuscript) -> list[Claim]:
    """The claims; those behind such a sentence, up to the next heading or measure, are of both crimes, unsure."""
    text = manuscript.text
    out = list(claims)
    for hit in _includes(manuscript.language).finditer(text):
        sentence = manuscript.sentences[manuscript.sentence_at(hit.start())]
        if re.search(r"\d", text[hit.end() : sentence.end]):
            continue  # "the figures include femicides, of which there were 850"
        end = _section_end(manuscript, sentence.block)
        for number, claim in enumerate(claims):
            if not sentence.end <= claim.start < end or claim.kind not in _KINDS:
                continue
            measure = made_with(claim.measure)
            if claim.measure and not measure and not made_of_two(claim.measure):
                break
            if measure and not claim.measure_sure:  # its own words may name one crime
                out[number] = replace(
                    claim, measure=measure, measure_sure=False, definition="", definitions=(), unit=claim.unit
                )
    return out


def _section_end(manuscript: Manuscript, block: int) -> int:
    """Where the section of a block ends: at the next heading, or with the text."""
    later = (b for b in manuscript.blocks[block + 1 :] if b.kind == "heading")
    found = next(later, None)
    return found.start if found is not None else len(manuscript.text)
