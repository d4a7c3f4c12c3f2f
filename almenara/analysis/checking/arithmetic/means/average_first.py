"""Averages an item told before what all came to: "demands averaged 50,000 dollars; the 12 demands came to 900,000"."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.means.per_item import FAR, averaged, noun_of, of_items
from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems, stems_in


def average_first(reading: Reading) -> Iterator[Reckoning]:
    """Averages with the number of their items right beside them, and what those came to right behind."""
    order = sorted(range(len(reading.claims)), key=lambda i: reading.claims[i].start)
    for at, index in enumerate(order):
        claim = reading.claims[index]
        if claim.kind not in ("money", "duration") or claim.projection or claim.denied or claim.value <= 0:
            continue
        if reading.found.get(index) or claim.hedge not in ("", "about") or not _averages(reading, index):
            continue
        for items, amount in ((at + 1, at + 2), (at - 1, at + 1)):
            if not 0 <= items < amount < len(order):
                continue
            done = averaged(reading, index, order[amount], order[items])
            if _all_came_to(reading, index, order[items], order[amount]) and (
                done.holds or 1 / FAR <= (done.computed or 0.0) / claim.value <= FAR
            ):
                yield Reckoning(index, done)
                break


def _averages(reading: Reading, index: int) -> bool:
    """Whether a claim is told as an average by the words right in front of it: "averaged about"."""
    before = reading.before(index)
    return any(idle(reading, before[hit.end() :]) for hit in reading.slips["on_average"].finditer(before))


def _all_came_to(reading: Reading, index: int, items: int, amount: int) -> bool:
    """Whether items of the average's own noun, in its sentence or the next, are told to have come to an amount."""
    claim, total = reading.claims[index], reading.claims[amount]
    sentences = reading.manuscript.sentences
    own = reading.sentence[index]
    near = all(0 <= reading.sentence[i] - own <= 1 for i in (items, amount))
    if not near or sentences[reading.sentence[amount]].block != sentences[own].block or reading.cell(amount):
        return False
    plain = total.kind == claim.kind and total.unit == claim.unit and total.hedge in ("", "about")
    if not plain or total.value <= claim.value or not of_items(reading, items):
        return False
    if any(reading.of_other_times(index, i) for i in (items, amount)):
        return False
    came = reading.slips["came_to"].search(reading.before(amount))
    if came is None:
        return False
    noun = set(stems(noun_of(reading, items)))
    behind = reading.slips["idle"].sub(" ", reading.slips["came_to"].sub(" ", reading.before(amount)))
    if reading.claims[items].start > claim.start and stems_in(behind) - noun:
        return False  # "the 12 fines for speeding came to"
    if reading.claims[items].start < claim.start:
        return (
            reading.slips["clause"].search(reading.before(index)) is not None
        )  # "the 12 demands, which averaged"
    lead = reading.manuscript.text[sentences[own].start : claim.start]
    return bool(stems_in(lead) & noun)
