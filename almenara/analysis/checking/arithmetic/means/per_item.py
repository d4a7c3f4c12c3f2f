"""Averages over things and not over time: "31 laptops were lost. That is 46,500 dollars, 1,500 each on average".

The amount stands before the average and is of its kind: money, minutes, kilos. What it is divided by is the count told
with it, of the noun that the average names ("per branch") or the only one there ("each").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.model.claim import Arithmetic

_BACK = 2
"""Sentences before an average in which its amount and its count may stand."""
FAR = 5.0
"""An average that is wrong by more than this factor is one of something else."""
_ROUNDED = 0.02
"""Share of itself by which the rounding of an amount may leave an average open."""
_LEAST = 3
"""Below it a count is of days or parties rather than of what an average is taken over."""


def per_item(reading: Reading) -> Iterator[Reckoning]:
    """Averages an item of which no other sum was found."""
    for index, claim in enumerate(reading.claims):
        if claim.kind not in ("money", "duration") or claim.projection or claim.denied or reading.cell(index):
            continue
        if reading.found.get(index) or claim.hedge not in ("", "about") or claim.value <= 0:
            continue
        if (over := _over(reading, index)) is None or not _restates(reading, index):
            continue
        near = _near(reading, index)
        amounts = [i for i in near if _amount(reading, index, i)]
        items = [
            i for i in near if of_items(reading, i) and (not over or over & set(stems(noun_of(reading, i))))
        ]
        done = [averaged(reading, index, a, i) for a, i in product(amounts, items)]
        if kept := next((one for one in done if one.holds), None):
            yield Reckoning(index, kept)
        elif len(done) == 1 and 1 / FAR <= (done[0].computed or 0.0) / claim.value <= FAR:
            yield Reckoning(index, done[0])


def _over(reading: Reading, index: int) -> set[str] | None:
    """Stems of what an average is taken over, empty for "each"; None where a claim is no average of items."""
    before, after = reading.before(index)[-45:], re.split(r"[,;:.(]\s", reading.after(index))[0][:60]
    if not any(reading.slips["on_average"].search(said) for said in (before, after)):
        return None
    if reading.slips["each"].search(after):
        return set()
    hit = reading.slips["per_what"].search(after)
    return set(stems(hit["what"])) or None if hit else None


def _restates(reading: Reading, index: int) -> bool:
    """Whether only words of an average lead to a claim, from the claim before it or from its sentence's start."""
    group = reading.inside[reading.sentence[index]]
    lead = reading.before(index)
    if group[0] != index and "," in lead:
        lead = lead[lead.index(",") :]
    lead = reading.without(lead, "on_average", "mean")
    return idle(reading, lead)


def _near(reading: Reading, index: int) -> list[int]:
    """Claims of an average's sentence before it and of the sentences before, in its paragraph."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    near = [n for n in range(max(0, own - _BACK), own + 1) if sentences[n].block == sentences[own].block]
    return [
        i
        for n in near
        for i in reading.inside.get(n, [])
        if reading.claims[i].end <= reading.claims[index].start
    ]


def _amount(reading: Reading, index: int, other: int) -> bool:
    claim, of = reading.claims[index], reading.claims[other]
    plain = of.hedge in ("", "about") and not (of.projection or of.denied)
    return plain and of.kind == claim.kind and of.unit == claim.unit and of.value > claim.value


def of_items(reading: Reading, index: int) -> bool:
    """Whether a claim is a plain number of items."""
    claim = reading.claims[index]
    return claim.kind == "count" and counted(reading, index) and not claim.hedge and claim.value >= _LEAST


def noun_of(reading: Reading, index: int) -> str:
    """What items are, by their noun or else by the words right behind their number."""
    claim = reading.claims[index]
    return claim.counted or " ".join(re.findall(r"[^\W\d_]+", reading.after(index))[:2])


def averaged(reading: Reading, index: int, amount: int, items: int) -> Arithmetic:
    """An average an item against an amount over a number of items."""
    claim, whole, over = (reading.claims[i] for i in (index, amount, items))
    computed = whole.value / over.value
    low = min(claim.value if claim.low is None else claim.low, claim.value * (1 - _ROUNDED))
    high = max(claim.value if claim.high is None else claim.high, claim.value * (1 + _ROUNDED))
    holds = low <= computed <= high
    shown = f"{number(whole.value)} / {number(over.value)} = {number(round(computed, 2))} each"
    error = "" if holds else "wrong-average"
    return Arithmetic("average", claim.value, computed, holds, error, shown, (amount, items))
