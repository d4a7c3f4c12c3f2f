"""Numbers that stay after dates and names are gone and yet claim nothing: "two sides", a table's row numbers."""

from __future__ import annotations

import re
from functools import cache

from almenara.model.manuscript import Manuscript
from almenara.text.numbers import Number
from almenara.text.units import RATE_BASES, Unit
from almenara.text.vocabulary import any_of, words

RATE_BASE = "what a rate is taken over"
"""The reason for a base without a number of its own: "homicides per 100,000 people"."""
SMALL = 12
"""Up to here a number may be idle."""


@cache
def _nouns(language: str) -> re.Pattern[str]:
    listed = any_of(words("left_out", language)["idle"])
    return re.compile(rf"\s+(?:[^\W\d_][\w-]+\s+)?{listed}(?!\w)", re.IGNORECASE)


def idle(text: str, number: Number, end: int, unit: Unit, ceiling: int, manuscript: Manuscript) -> str:
    """The reason for which a number claims nothing; "" where it claims.

    end      of the number, or of the second one of a range
    ceiling  no noun ends after it: the sentence's end, or the next number read before
    """
    if unit.kind != "count" or unit.unit:
        return ""
    if (
        number.form in ("words", "digits")
        and number.value <= SMALL
        and _nouns(manuscript.language).match(text, end, ceiling)
    ):
        return "counts parts of the text or of speech, nothing that evidence holds"
    if _is_base(text, number.start, number.value, manuscript.language):
        return RATE_BASE
    if number.form != "digits":
        return ""
    if re.match(r"(?:st|nd|rd|th|º|ª|°)(?!\w)", text[end : end + 3]):
        return "an ordinal"
    if re.match(r"0\d+$", number.text):
        return "an identifier"
    if _numbers_a_row(text, number, manuscript):
        return "a row's number"
    if text[max(0, number.start - 1) : number.start] in ("/", "_") and text[end : end + 1] in ("/", "_"):
        return "part of a code"
    return ""


def _is_base(text: str, start: int, value: float, language: str) -> bool:
    """Whether a number is the base of a rate that stands elsewhere: "homicides per 100,000 people"."""
    return value in RATE_BASES and _per(language).search(text[max(0, start - 24) : start]) is not None


@cache
def _per(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('quantities', language)['per'])}\s+$", re.IGNORECASE)


def _numbers_a_row(text: str, number: Number, manuscript: Manuscript) -> bool:
    """Whether a cell of a table's first column, or a paragraph, holds nothing but a small whole number."""
    if not manuscript.sentences:
        return False
    block = manuscript.block_of(number.start)
    if text[block.start : block.end].strip(" .)(") != number.text or number.value > 500:
        return False
    return (block.kind == "cell" and block.column == 0) or (
        block.kind in ("paragraph", "heading") and number.value < 200
    )
