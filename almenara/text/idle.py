"""Numbers that stay after dates and names are gone and yet claim nothing: "two sides", a table's row numbers."""

from __future__ import annotations

import re
from functools import cache

from almenara.model.manuscript import Manuscript
from almenara.text.numbers import Number
from almenara.text.units import Unit
from almenara.text.vocabulary import any_of, words

SMALL = 12
"""Up to here a number in words may be idle."""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    listed = words("left_out", language)
    between = r"(?:[^\W\d_][\w-]+\s+){0,2}?"
    nouns = re.compile(rf"\s+(?:[^\W\d_][\w-]+\s+)?{any_of(listed['idle'])}(?!\w)", re.IGNORECASE)
    pronoun = {
        "en": r"\s+of\s+(?:the|them|us|these|those|which|whom|his|her|its|their)\b|\s*[.,;:)]|\s+"
        r"(?:and|or|were|are|have|had)\b",
        "es": r"\s+de\s+(?:los|las|ellos|ellas|estos|estas|esos|esas|sus)\b|\s*[.,;:)]",
        "pt": r"\s+d(?:os|as|eles|elas|estes|estas|esses|essas)\b|\s*[.,;:)]",
    }[language]
    return nouns, re.compile(pronoun, re.IGNORECASE), re.compile(between)


def idle(
    text: str,
    skeleton: str,
    number: Number,
    end: int,
    unit: Unit,
    floor: int,
    ceiling: int,
    manuscript: Manuscript,
) -> str | None:
    """The reason for which a number claims nothing; "" where it is not even worth telling; None where it claims."""
    if unit.kind != "count" or unit.unit:
        return None
    nouns, _, _ = _patterns(manuscript.language)
    if number.form == "words" and number.value <= SMALL and nouns.match(text, end, ceiling):
        return "counts parts of the text or of speech, nothing that evidence holds"
    if number.form == "digits" and number.value <= SMALL and nouns.match(text, end, ceiling):
        return "counts parts of the text or of speech, nothing that evidence holds"
    if number.form == "digits" and re.match(r"(?:st|nd|rd|th|º|ª|°)(?!\w)", text[end : end + 3]):
        return "an ordinal"
    if number.form == "digits" and re.match(r"0\d+$", number.text):
        return "an identifier"
    if number.form == "digits" and _numbers_a_row(text, number, manuscript):
        return "a row's number"
    if (
        number.form == "digits"
        and text[max(0, number.start - 1) : number.start] in ("/", "_")
        and re.match(r"[/_]", text[end : end + 1] or " ")
    ):
        return "part of a code"
    return None


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
