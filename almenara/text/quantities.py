"""Every quantity that a text states, and every number that is none, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from almenara.model.claim import Hedge, LeftOut
from almenara.model.manuscript import Manuscript
from almenara.text.counted import counted_after
from almenara.text.everyday import everyday, everyday_phrases
from almenara.text.frequencies import every
from almenara.text.hedges import average_bounds, bounds, hedge_after, hedge_before
from almenara.text.idle import RATE_BASE, idle
from almenara.text.left_out import furniture, phrases, settle, written_shapes
from almenara.text.numbering import numbering
from almenara.text.numbers import Number, find_numbers
from almenara.text.quantity import Quantity as Quantity
from almenara.text.ranges import Range, ranges
from almenara.text.ranking import levels, ranks
from almenara.text.shared_scales import share_scales
from almenara.text.shared_units import share_rates, share_units
from almenara.text.shares import shares
from almenara.text.skeleton import Skeleton
from almenara.text.table_roles import labels_of_sums
from almenara.text.table_units import unit_of_cell
from almenara.text.units import Unit, unit_of
from almenara.text.years import years_among


def find_quantities(manuscript: Manuscript) -> tuple[list[Quantity], list[LeftOut]]:
    """Quantities and left-out numbers of a text, each in order; no two spans of either list overlap.

    Every number in digits is in one of the two lists.
    """
    text, language = manuscript.text, manuscript.language
    numbers = find_numbers(manuscript)
    years = years_among(manuscript, numbers)
    bones = Skeleton(text, numbers).text
    shapes = [*written_shapes(text, language), *everyday(text, language)]
    shapes += [*phrases(bones, language), *everyday_phrases(bones)]
    stretches = [
        *furniture(manuscript),
        *numbering(manuscript),
        *labels_of_sums(manuscript),
        *_of_one_block(shapes, manuscript),
        *years,
    ]
    left, staying = settle(stretches, numbers, text)
    skeleton = Skeleton(text, staying)
    special = _apart(
        [
            *levels(skeleton, text, language),
            *every(skeleton, text, language),
            *shares(skeleton, text, language),
            *ranks(skeleton, text, language),
        ],
        left,
        manuscript,
    )
    plain_ones, idle_ones = _plain(manuscript, skeleton, [*special, *left])
    found = sorted([*special, *plain_ones], key=lambda q: q.start)
    found = share_scales(share_units(found, text, [s.start for s in manuscript.sentences]), text)
    worth = {n.start: n.value for n in numbers}
    bases = [(o.end, worth[o.start]) for o in idle_ones if o.reason == RATE_BASE]
    found = share_rates(found, bases, text, [s.end for s in manuscript.sentences])
    return found, sorted([*left, *idle_ones], key=lambda item: item.start)


_DATE = "a date"


def _of_one_block(
    stretches: Iterable[tuple[int, int, str]], manuscript: Manuscript
) -> Iterator[tuple[int, int, str]]:
    """Stretches without those that reach from one paragraph or item into the next: "… in a week", "159 people …"; nor
    dates made of cells: "48", "August", "52"."""
    for start, end, reason in stretches:
        first = manuscript.block_of(start) if manuscript.sentences else None
        apart = first is not None and first.kind == "cell" and reason != _DATE
        if first is None or apart or end <= first.end or start < first.start:
            yield start, end, reason


class _Stretches:
    """Stretches of a text that nothing else may take."""

    def __init__(self, taken: Iterable[Quantity | LeftOut]) -> None:
        self._spans = sorted((item.start, item.end) for item in taken)
        self._starts = [start for start, _ in self._spans]

    def around(self, place: int) -> tuple[int, int | None]:
        """The end of the last that begins at or before a place, 0 without one; the start of the next, or None."""
        after = bisect_right(self._starts, place)
        end = self._spans[after - 1][1] if after else 0
        return end, self._starts[after] if after < len(self._starts) else None

    def holds(self, number: Number) -> bool:
        """Whether a number begins inside one."""
        return self.around(number.start)[0] > number.start


def _apart(found: list[Quantity], left: list[LeftOut], manuscript: Manuscript) -> list[Quantity]:
    """The found ones without those that overlap one before, something left out, or furniture."""
    kept: list[Quantity] = []
    outs = _Stretches(left)
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if kept and quantity.start < kept[-1].end:
            continue
        if outs.around(quantity.end - 1)[0] > quantity.start:
            continue
        if manuscript.sentences and manuscript.block_of(quantity.start).kind == "furniture":
            continue
        kept.append(quantity)
    return kept


class _Place(NamedTuple):
    """How far one may look around a number: its neighbours' ends, its sentence's bounds."""

    floor: int
    ceiling: int


def _plain(
    manuscript: Manuscript, skeleton: Skeleton, kept_off: list[Quantity | LeftOut]
) -> tuple[list[Quantity], list[LeftOut]]:
    """The numbers that stand for themselves: counts, percentages, rates, money, durations, averages, ranges."""
    text, language = manuscript.text, manuscript.language
    taken = _Stretches(kept_off)
    found: list[Quantity] = []
    out: list[LeftOut] = []
    spans = {r.first: r for r in ranges(skeleton, language)}
    tables = bool(manuscript.grid.spans)
    done = 0
    for index, number in enumerate(skeleton.numbers):
        if number.start < done or taken.holds(number):
            continue
        pair = spans.get(index)
        last = skeleton.numbers[pair.second] if pair else number
        if pair and taken.holds(last):
            pair, last = None, number
        place = _place(manuscript, number, last, done, taken)
        first_start = pair.start if pair else number.start
        unit = unit_of(
            skeleton, text, number.start, last.end, place.floor, place.ceiling, number.value, language
        )
        if tables and unit.kind == "count" and not unit.unit:
            unit = unit_of_cell(manuscript, number.start) or unit
        if reason := idle(text, number, last.end, unit, place.ceiling, manuscript):
            out.append(LeftOut(text[number.start : last.end], number.start, last.end, reason))
            done = last.end
            continue
        quantity = _quantity(
            manuscript, skeleton, number, last, pair, unit, place, min(first_start, unit.start)
        )
        found.append(quantity)
        done = quantity.end
    return found, out


def _place(manuscript: Manuscript, number: Number, last: Number, done: int, taken: _Stretches) -> _Place:
    floor, ceiling = done, len(manuscript.text)
    if manuscript.sentences:
        sentence = manuscript.sentences[manuscript.sentence_at(number.start)]
        floor = max(floor, min(sentence.start, number.start))
        ceiling = max(last.end, sentence.end)
    before, after = taken.around(number.start)
    if after is not None:
        ceiling = max(last.end, min(ceiling, after))
    return _Place(max(floor, before), ceiling)


def _quantity(
    manuscript: Manuscript,
    skeleton: Skeleton,
    number: Number,
    last: Number,
    pair: Range | None,
    unit: Unit,
    place: _Place,
    start: int,
) -> Quantity:
    text, language = manuscript.text, manuscript.language
    end = max(unit.end, last.end)
    signed = re.search(r"(?:^|(?<=[\s(:|]))[+\-−–]\s?$", text[max(place.floor, start - 3) : start])
    if signed and (text[start - 1] in "+-−" or unit.kind == "percent") and not pair:
        start -= len(signed[0])
    hedge, start = hedge_before(text, start, place.floor, language)
    later: Hedge = ""
    if not hedge:
        later, end = hedge_after(text, end, place.ceiling, language)
        hedge = later
    counted = counted_after(skeleton.text, max(end, unit.end), place.ceiling, language, number.value == 1)
    if (unit.kind == "rate" and unit.per) or unit.kind == "average":
        inside = counted_after(skeleton.text, last.end, place.ceiling, language, number.value == 1)
        counted = inside if inside.words else counted
    if counted.words and later == "":
        further, after = hedge_after(text, counted.end, place.ceiling, language)
        hedge = hedge or (further if further in ("at-least", "at-most") and after > counted.end else "")
    value = number.value * unit.factor
    step = number.step * unit.factor
    low, high = bounds(value, step, hedge, number.round, unit.kind == "count")
    if unit.kind == "average":
        low, high = average_bounds(number.value, number.step, hedge, unit.factor)
    second = None
    if pair:
        second = last.value * unit.factor
        if hedge in ("", "about", "almost"):
            low = bounds(value, step, "", number.round, unit.kind == "count")[0]
            high = bounds(second, last.step * unit.factor, "", last.round, unit.kind == "count")[1]
            hedge = "between"
    return Quantity(
        start, end, text[start:end], unit.kind, round(value, 9), low, high, hedge, unit.unit, number.start, last.end,
        text[counted.start : counted.end], counted.start, counted.end, unit.per, unit.currency, False, second,
    )  # fmt: skip
