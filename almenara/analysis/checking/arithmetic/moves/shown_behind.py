"""Changes whose two counts a colon or a bracket shows: "a decline of a quarter: 60 incidents now, 90 then"."""

from __future__ import annotations

from almenara.analysis.checking.arithmetic.nearby import goes_on_about, shows
from almenara.analysis.checking.arithmetic.operands import operand
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, stems, stems_in


def shown_behind(reading: Reading, index: int, *two: int) -> bool:
    """Whether two counts, the only ones of its sentence, stand behind a change and nothing but a colon or a bracket,
    and count what its sentence names, or where it names nothing, whatever they name."""
    claim, text = reading.claims[index], reading.manuscript.text
    number = reading.sentence[index]
    counts = [i for i in reading.inside[number] if operand(reading, i, set(COUNTED))]
    if sorted(counts) != sorted(two) or min(two) < index:
        return False
    first = min(two, key=lambda i: reading.claims[i].start)
    if not shows(reading, index, first):
        return False
    lead = text[reading.manuscript.sentences[number].start : claim.start]
    told = stems_in(lead)
    return goes_on_about(reading, index) or all(_named(reading, i, told) for i in two)


def _named(reading: Reading, index: int, told: set[str]) -> bool:
    noun = reading.claims[index].counted
    return not noun or bool(set(stems(noun)) & told) or reading.slips["any_case"].match(noun) is not None
