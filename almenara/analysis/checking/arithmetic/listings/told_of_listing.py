"""What sentences below a table or a list say of its counts: sums, differences, changes and shares that fit them.

Only what holds is told, and nothing is accused: the words need not say which of its counts are meant. A share, sum or
change may be of one row, of the first so many, or of all of them; a change is between two columns, or between the
first and the last row where the rows go by time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from almenara.analysis.checking.arithmetic.listings.listing import Column, Listing, listing_above
from almenara.analysis.checking.arithmetic.parted import is_share
from almenara.analysis.checking.arithmetic.plain_counts import NAMED, counted
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    in_percent,
    number,
    plus,
    stated,
)
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.model.claim import Arithmetic
from almenara.model.period import Period
from almenara.model.place import fold

_NEAR = 40
"""Characters before a percentage in which what makes it a change stands."""
_LEAST = 20
"""A sum or a difference below it may be one of any counts."""


def told_of_listing(reading: Reading) -> Iterator[Reckoning]:
    """Each figure below a table or list, of which no sum was found that holds, that fits its counts."""
    for index, claim in enumerate(reading.claims):
        if claim.projection or claim.denied or reading.cell(index) or reading.holds(index):
            continue
        listing = listing_above(reading, index)
        found = None if listing is None else _fit(reading, index, listing)
        if found is not None:
            yield Reckoning(index, found)


def _fit(reading: Reading, index: int, listing: Listing) -> Arithmetic | None:
    claim, cue = reading.claims[index], reading.cues.get(index)
    if claim.kind == "count" and not claim.hedge and claim.value >= _LEAST:
        if cue is not None and (cue.kind == "difference" or (not cue.kind and cue.base_text)):
            return _difference(reading, index, listing)
        return _sum(reading, index, listing) if counted(reading, index) else None
    if claim.kind == "percent" and (direction := _told_way(reading, index)):
        return _behind_difference(reading, index, direction) or _change(reading, index, listing, direction)
    if is_share(reading, index):
        return _behind_difference(reading, index, "") or _share(reading, index, listing)
    return None


def _told_way(reading: Reading, index: int) -> str:
    """Which way a percentage tells that something moved, "same" where it only says that it did; "" for others."""
    cue = reading.cues.get(index)
    if cue is not None and cue.kind:
        return (cue.direction or "same") if cue.kind == "change" else ""
    before = reading.before(index)[-_NEAR:]
    return next((way for way in ("rise", "fall") if reading.words[way].search(before)), "")


def _behind_difference(reading: Reading, index: int, direction: str) -> Arithmetic | None:
    """A percentage told right behind a difference of two counts: "it gained 21,457 names, or 53 %"."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if not place or len(reading.before(index)) > _NEAR:
        return None
    done = [d for d in reading.found.get(group[place - 1], ()) if d.kind == "difference" and d.holds]
    if not done or len(done[0].claims) != 2:
        return None
    pair = sorted(done[0].claims, key=lambda i: (_when(reading, i), reading.claims[i].start))
    return _changed(reading, index, (pair[1],), (pair[0],), direction)


def _when(reading: Reading, index: int) -> date:
    period = reading.claims[index].period
    return period.end if period is not None else date.min


def _groups(reading: Reading, index: int, column: Column) -> Iterator[tuple[int, ...]]:
    """Counts of a column that a figure may be of together: as many of the first as it says, else all or some."""
    rows, told = column.rows, _many(reading, index)
    if 1 < told < len(rows):
        yield rows[:told]
        return
    for size in range(len(rows), 1, -1):
        yield rows[:size]


def _many(reading: Reading, index: int) -> int:
    """How many rows the sentence of a figure says are meant: "the first two make up"; 0 where it says none."""
    group = reading.inside[reading.sentence[index]]
    before = [reading.claims[i] for i in group[: group.index(index)]]
    told = [c for c in before if c.kind == "count" and 1 < c.value <= NAMED and not c.hedge]
    return int(told[-1].value) if told else 0


def _of_one(reading: Reading, index: int, other: int) -> bool:
    """Whether a count may be of what a figure is of: no other measure, and no other time that it says itself."""
    one, two = reading.claims[index], reading.claims[other]
    if one.measure and two.measure and one.measure != two.measure:
        return False
    apart = one.period is not None and two.period is not None and one.period != two.period
    return not (apart and one.period_sure)


def _named(reading: Reading, index: int, row: int, listing: Listing) -> bool:
    """Whether a figure is of the place or by the label of a row."""
    one, two = reading.claims[index], reading.claims[row]
    if one.place is not None and one.place == two.place and one.place.kind != "country":
        return True
    label = listing.labels.get(row, "")
    return len(label) > 2 and label in fold(reading.said(reading.sentence[index]))


def _sum(reading: Reading, index: int, listing: Listing) -> Arithmetic | None:
    for column in listing.columns:
        if not all(_of_one(reading, index, i) for i in column.rows):
            continue
        for parts in _groups(reading, index, column):
            if sum(reading.claims[i].value for i in parts) == reading.claims[index].value:
                return total_of(reading, index, list(parts))[1]
    return None


def _share(reading: Reading, index: int, listing: Listing) -> Arithmetic | None:
    group = reading.inside[reading.sentence[index]]
    told = [i for i in group if i != index and counted(reading, i) and reading.claims[i].value > NAMED]
    for column in listing.columns:
        if not all(_of_one(reading, index, i) for i in column.rows):
            continue
        one: list[tuple[int, ...]] = [(i,) for i in column.rows if _named(reading, index, i, listing)]
        several = list(_groups(reading, index, column)) if not one or _many(reading, index) else []
        for parts in [*one, *several]:
            most = sum(reading.claims[i].value for i in parts)
            for whole in (*told, *column.totals, *_summed_up(reading, column)):
                if whole in parts or reading.claims[whole].value < most:
                    continue
                done = shared(reading, index, list(parts), whole)
                if done is not None and done.holds:
                    return done
    return _share_of_row(reading, index, listing)


def _summed_up(reading: Reading, column: Column) -> list[int]:
    """The last count of a column, where it is the sum of all above it, whatever its line is called."""
    *parts, last = column.rows
    whole = sum(reading.claims[i].value for i in parts)
    return [last] if len(parts) > 1 and reading.claims[last].value == whole else []


def _share_of_row(reading: Reading, index: int, listing: Listing) -> Arithmetic | None:
    """A share that one count of a row, or of a column of crimes, is of the total of both: "2.8 % of the sum"."""
    claim = reading.claims[index]
    pairs = list(listing.sums)
    for column in listing.columns:
        pairs += [(i, whole) for whole in column.totals for i in column.rows]
    for part, whole in pairs:
        one = reading.claims[part]
        if not claim.measure or one.measure != claim.measure or claim.place != one.place:
            continue
        if claim.period is not None and one.period != claim.period:
            continue
        done = shared(reading, index, [part], whole)
        if done is not None and done.holds:
            return done
    return None


def _difference(reading: Reading, index: int, listing: Listing) -> Arithmetic | None:
    claim = reading.claims[index]
    for later, base in _pairs(reading, index, listing):
        new, old = _total(reading, later), _total(reading, base)
        cue = reading.cues[index]
        if abs(new - old) != claim.value or _wrong_way(cue.direction, new, old):
            continue
        shown = f"{number(max(new, old))} - {number(min(new, old))} = {number(abs(new - old))}"
        return Arithmetic("difference", claim.value, abs(new - old), True, "", shown, (*later, *base))
    return None


def _change(reading: Reading, index: int, listing: Listing, direction: str) -> Arithmetic | None:
    tried = (_changed(reading, index, *pair, direction) for pair in _pairs(reading, index, listing))
    return next((done for done in tried if done is not None), None)


def _changed(
    reading: Reading, index: int, later: tuple[int, ...], base: tuple[int, ...], direction: str
) -> Arithmetic | None:
    """A change between counts, where they give it."""
    claim = in_percent(reading.claims[index])
    low, high = stated(claim)
    new, old = _total(reading, later), _total(reading, base)
    if old <= 0 or _wrong_way(direction, new, old):
        return None
    computed = 100 * (new - old) / old
    if not low <= abs(computed) <= high or abs(abs(computed) - claim.value) > max(1.0, 0.1 * claim.value):
        return None
    shown = f"{_written(reading, later)} / {_written(reading, base)} = {computed:+.1f} %"
    return Arithmetic("change", claim.value, computed, True, "", shown, (*later, *base))


def _wrong_way(direction: str, new: float, old: float) -> bool:
    return (direction == "rise" and new < old) or (direction == "fall" and new > old)


def _pairs(
    reading: Reading, index: int, listing: Listing
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Counts of a later and of an earlier time that a change may be between, the plainest first."""
    columns = [c for c in listing.columns if all(_may_move(reading, index, i) for i in c.rows)]
    comparison = reading.claims[index].comparison
    now, then = reading.claims[index].period, comparison.base_period if comparison else None
    for column in columns:
        spanned = _spanned(reading, column, now), _spanned(reading, column, then)
        if spanned[0] and spanned[1]:
            yield spanned[0], spanned[1]
    dated = [c for c in columns if _time(reading, c) is not None]
    for one in dated:
        for two in dated:
            first, second = _time(reading, one), _time(reading, two)
            if first is None or second is None or first.start <= second.end:
                continue
            yield from (((a,), (b,)) for a, b in zip(one.totals, two.totals, strict=False))
            if len(one.rows) == len(two.rows):
                yield from zip(_groups(reading, index, one), _groups(reading, index, two), strict=False)
    for column in columns:
        told = [(p, i) for i in column.rows if (p := reading.claims[i].period) is not None]
        if len({p for p, _ in told}) == len(column.rows) > 1:
            told.sort()
            yield (told[-1][1],), (told[0][1],)


def _may_move(reading: Reading, index: int, other: int) -> bool:
    one, two = reading.claims[index], reading.claims[other]
    return not (one.measure and two.measure and one.measure != two.measure)


def _time(reading: Reading, column: Column) -> Period | None:
    """The one time of all counts of a column, or the span of its rows of months."""
    told = [reading.claims[i].period for i in column.rows]
    times = [p for p in told if p is not None]
    if len(times) < len(told) or len(set(times)) not in (1, len(times)):
        return None
    return Period(min(p.start for p in times), max(p.end for p in times))


def _spanned(reading: Reading, column: Column, span: Period | None) -> tuple[int, ...]:
    """The counts of a column whose times make up a span, one behind the other; () where they do not."""
    if span is None:
        return ()
    told = [(p, i) for i in column.rows if (p := reading.claims[i].period) and span.contains(p)]
    told.sort()
    whole = bool(told) and len({p for p, _ in told}) == len(told)
    return tuple(i for _, i in told) if whole and sum(p.days for p, _ in told) == span.days else ()


def _total(reading: Reading, counts: Sequence[int]) -> float:
    return sum(reading.claims[i].value for i in counts)


def _written(reading: Reading, counts: Sequence[int]) -> str:
    said = plus(reading.claims[i].value for i in counts)
    return said if len(counts) == 1 else f"({said})"
