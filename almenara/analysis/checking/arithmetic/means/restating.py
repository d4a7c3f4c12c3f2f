"""Whether an average does no more than say a count again: ", that is 45 a month"; "or, in other words, two a day"."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.operands import YEAR, compared
from almenara.analysis.checking.arithmetic.reading import Reading, stems_in

_ENDS = re.compile(r"[,;:.(—–]")


def restates(reading: Reading, index: int, count: int) -> bool:
    """Whether nothing is named between a count and an average behind it, nor right behind that, but for the time."""
    text, claim, of = reading.manuscript.text, reading.claims[index], reading.claims[count]
    start = of.end
    if reading.sentence[count] != reading.sentence[index]:
        start = reading.manuscript.sentences[reading.sentence[index]].start
    lead, after = text[start : claim.start], _ENDS.split(reading.after(index))[0]
    if compared(reading, lead) or any(reading.words["contrast"].search(said) for said in (lead, after)):
        return False
    if part_or_present(reading, lead):
        return False
    if (against := reading.words["base"].search(after)) is not None:
        after = after[: against.start()]
    if reading.slips["one_of_them"].match(claim.text):  # "drivers faced one every"
        lead = max(
            (lead[hit.end() :] for hit in reading.slips["happened"].finditer(lead)), key=len, default=lead
        )
    named = f"{of.counted} {text[reading.manuscript.sentences[reading.sentence[count]].start : of.end]}"
    return not _named(reading, f"{lead} {after}") - stems_in(named)


def part_or_present(reading: Reading, lead: str) -> bool:
    """Whether words in front of an average make it one of a part, or of the present: "of which", "now there are"."""
    return any(reading.slips[name].search(lead) for name in ("of_which", "at_present"))


def _named(reading: Reading, said: str) -> set[str]:
    """Stems of what words name, those left aside that tell of a time or only that a count is told again."""
    said = reading.without(
        said,
        "length",
        "months_long",
        "span_told",
        "a_span",
        "idle",
        "so",
        "restating",
        "mean",
        "on_average",
        "a_rate",
    )
    return stems_in(YEAR.sub(" ", said))
