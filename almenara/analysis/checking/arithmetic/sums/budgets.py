"""Sums of money divided in one breath: "84 million for safety: 31 million for cars, 38 for pay and 15 for rent"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, plus, span
from almenara.analysis.checking.arithmetic.sums.amounts import amounts
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told, rest_follows
from almenara.model.claim import Arithmetic

FEWEST, MOST = 3, 9
"""Parts of a sum."""
OFF = 0.15
"""Share of a sum by which its parts may miss it and still be meant to make it up."""
_SHORT = 60
"""Characters between two parts, at most."""
_JOINED = re.compile(r"[^.;:]{0,60}\b(?:and|y|e)\s+(?:[^\W\d]+\s+){0,4}$")


def budgets(reading: Reading) -> Iterator[Reckoning]:
    """Each sum of money in front of a colon against the parts behind it, where they leave nothing out."""
    for sentence, group in reading.inside.items():
        if group and not reading.cell(group[0]):
            found = _divided(reading, sentence, group)
            if found is not None:
                yield found


def _divided(reading: Reading, sentence: int, group: list[int]) -> Reckoning | None:
    text, end = reading.manuscript.text, reading.manuscript.sentences[sentence].end
    for place, whole in enumerate(group):
        claim = reading.claims[whole]
        if claim.kind != "money" or claim.hedge or claim.projection or reading.found.get(whole):
            continue
        run = [whole, *group[place + 1 :]]
        values = amounts(reading, run)
        if (
            values is None
            or not FEWEST <= len(run) - 1 <= MOST
            or ":" not in text[claim.end : reading.claims[run[1]].start]
        ):
            return None
        parts, said = run[1:], text[claim.end : end]
        if any(len(reading.before(i)) > _SHORT or ";" in reading.before(i) for i in parts[1:]):
            return None
        if not _JOINED.search(reading.before(parts[-1])) or reading.words["partial"].search(said):
            return None
        if any(values[i].value >= values[whole].value for i in parts):
            return None
        sums = [sum(span(values[i])[side] for i in parts) for side in (0, 1)]
        total = sum(values[i].value for i in parts)
        holds = meet((sums[0], sums[1]), span(claim))
        gap = abs(total - claim.value)
        told = rest_follows(reading, sentence) or gap_told(reading, gap, range(sentence, sentence + 3), run)
        if not holds and (gap > OFF * claim.value or told):
            return None
        shown = f"{plus(values[i].value for i in parts)} = {number(total)}"
        shown += "" if holds else f", not {number(claim.value)}"
        error = "" if holds else "parts-do-not-add-up"
        done = Arithmetic("sum", claim.value, total, holds, error, shown, (whole, *parts))
        return Reckoning(whole, done, tuple(parts))
    return None
