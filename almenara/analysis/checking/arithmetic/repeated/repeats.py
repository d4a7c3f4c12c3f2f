"""Totals told twice: one measure, place and period with two values in two sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, span, stems
from almenara.model.claim import Arithmetic, Claim
from almenara.text.letters import plain
from almenara.text.period_words import period_words
from almenara.text.vocabulary import any_expression


def repeats(reading: Reading) -> Iterator[Reckoning]:
    """Claims that a later sentence states again: the same, or another value."""
    told: dict[tuple[object, ...], list[int]] = defaultdict(list)
    places: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        if claim.measure and claim.place:
            places[claim.measure].add(claim.place.code)
    for i, claim in enumerate(reading.claims):
        if claim.kind == "count" and claim.measure and claim.period and counted(reading, i):
            only = next(iter(places[claim.measure]), "nowhere said")
            where = claim.place.code if claim.place else only
            if claim.place or len(places[claim.measure]) < 2:
                told[(claim.measure, where, claim.period)].append(i)
    for group in told.values():
        for place, later in enumerate(group[1:], 1):
            for first in group[:place]:
                done = _compared(reading, first, later)
                if done is not None:
                    yield Reckoning(later, done)
                    break


def _compared(reading: Reading, first: int, later: int) -> Arithmetic | None:
    one, two = reading.claims[first], reading.claims[later]
    if reading.sentence[first] == reading.sentence[later] or _one_table(reading, first, later):
        return None
    if meet(span(one), span(two)):
        if one.value != two.value:
            return None
        shown = f"{number(two.value)} in both sentences"
        return Arithmetic("total-repeated", two.value, one.value, True, "", shown, (first, later))
    if not _plain(reading, first, later):
        return None
    shown = f"{number(one.value)} in one sentence, {number(two.value)} in another"
    return Arithmetic("total-repeated", two.value, one.value, False, "total-differs", shown, (first, later))


def _one_table(reading: Reading, first: int, later: int) -> bool:
    """Whether two cells are of one table: what tells them apart stands at the head of its rows and columns."""
    one, two = (reading.manuscript.block_of(reading.claims[i].start) for i in (first, later))
    return one.kind == two.kind == "cell" and one.table == two.table


def _plain(reading: Reading, first: int, later: int) -> bool:
    """Whether nothing tells the two counts apart: no other source, wording, edition or part."""
    one, two = reading.claims[first], reading.claims[later]
    sure = all(
        c.period_sure and not c.period_open and not c.projection and c.of is None and not c.hedge
        for c in (one, two)
    )
    if (
        not sure
        or not (one.measure_sure or two.measure_sure)
        or one.definition != two.definition
        or one.unit != two.unit
        or one.since != two.since
    ):
        return False
    if one.definitions and two.definitions and not set(one.definitions) & set(two.definitions):
        return False
    if any(reading.words["no_total"].search(reading.before(i)) for i in (first, later)):
        return False
    both_named = _names(one) and _names(two)
    lone = _of_one_day(one) or _transposed(one, two)
    if _names(one) != _names(two) and (both_named or not lone):
        return False
    nouns = set(stems(one.counted)), set(stems(two.counted))
    if nouns[0] != nouns[1] and not (all(nouns) and (nouns[0] <= nouns[1] or nouns[1] <= nouns[0])):
        return False
    if max(one.value, two.value) > 1.25 * min(one.value, two.value):
        return False
    if _of_months_and_whole(reading, first, later):
        return False
    return not any(reading.words["cut"].search(reading.said(reading.sentence[i])) for i in (first, later))


def _of_months_and_whole(reading: Reading, first: int, later: int) -> bool:
    """Whether one sentence tells of the whole year and the other of months of it: "eleven months against eleven: 13,687
    in 2018 …. The whole of 2018 closed at 14,894"."""
    words = period_words(reading.manuscript.language)
    said = [plain(reading.said(reading.sentence[i])) for i in (first, later)]
    month = re.compile(rf"\b{any_expression(words.raw['units']['month'])}\b")
    return any(
        words.cues["whole_year"].search(one) and month.search(other) for one, other in (said, said[::-1])
    )


def _transposed(one: Claim, two: Claim) -> bool:
    """Whether two values have the same digits in another order, which is a slip of the pen: 2,418 and 2,148."""
    digits = [re.findall(r"\d", claim.text) for claim in (one, two)]
    return len(digits[0]) > 2 and sorted(digits[0]) == sorted(digits[1])


def _of_one_day(claim: Claim) -> bool:
    """Whether a count is of one day, as a register's: then no other source need be behind another value."""
    return claim.period is not None and claim.period.start == claim.period.end


def _names(claim: Claim) -> tuple[str, ...]:
    return tuple(a.name for a in claim.attribution)
