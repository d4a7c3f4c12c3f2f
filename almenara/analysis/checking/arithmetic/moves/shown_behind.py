"""Changes whose two counts a colon or a bracket shows: "a decline of a quarter: 60 incidents now, 90 then"."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.nearby import goes_on_about
from almenara.analysis.checking.arithmetic.operands import operand
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, stems

_SHOWN = re.compile(r"\s?[:(—–]\s*(?:[^\W\d]+\s+){0,2}")
_WORD = re.compile(r"[^\W\d_]+")


def shown_behind(reading: Reading, index: int, *two: int) -> bool:
    """Whether two counts, the only ones of its sentence, stand behind a change and nothing but a colon or a bracket,
    and count what its sentence names, or where it names nothing, whatever they name."""
    claim, text = reading.claims[index], reading.manuscript.text
    number = reading.sentence[index]
    counts = [i for i in reading.inside[number] if operand(reading, i, set(COUNTED))]
    if sorted(counts) != sorted(two) or min(two) < index:
        return False
    first = min(reading.claims[i].start for i in two)
    if not _SHOWN.fullmatch(text, claim.end, first):
        return False
    lead = text[reading.manuscript.sentences[number].start : claim.start]
    told = set(stems(" ".join(_WORD.findall(lead))))
    return goes_on_about(reading, index) or all(_named(reading, i, told) for i in two)


def _named(reading: Reading, index: int, told: set[str]) -> bool:
    noun = reading.claims[index].counted
    return not noun or bool(set(stems(noun)) & told) or reading.slips["any_case"].match(noun) is not None
