"""Changes, multiples and points that fit counts or shares which no words join to them."""

from __future__ import annotations

from itertools import combinations

from almenara.analysis.checking.arithmetic.around import CLOSE, alike, around, close_by, exact, goes
from almenara.analysis.checking.arithmetic.moves.changes import held
from almenara.analysis.checking.arithmetic.nearby import titled, told_below
from almenara.analysis.checking.arithmetic.operands import YEAR, operand, ordered
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, number, stated
from almenara.model.claim import Arithmetic, Claim


def changed(reading: Reading, index: int) -> Arithmetic | None:
    """A change in per cent or a multiple against two counts of one thing and place, one of them close."""
    claim = reading.claims[index]
    kinds = set(COUNTED)
    here = [i for i in reading.inside[reading.sentence[index]] if exact(reading, i)]
    alone = claim.kind == "times" and len(here) == 2 and _one_measure(reading, *here)
    if alone and (done := _ordered(reading, index, *here)) is not None:
        return done
    pool = [i for i in _near_or_linked(reading, index) if operand(reading, i, kinds)]
    fine = claim.kind == "percent" and not float(claim.value).is_integer()
    years = {int(y) for y in YEAR.findall(reading.said(reading.sentence[index]))}
    for one, two in combinations(pool, 2):
        if not alike(reading, one, two) or reading.claims[one].value == reading.claims[two].value:
            continue
        if reading.conflict(index, one) or reading.conflict(index, two):
            continue
        both = close_by(reading, index, one) and close_by(reading, index, two)
        joined = both or (fine and close_by(reading, index, one, two)) or _one_row(reading, one, two)
        if not (joined or _of_two_years(reading, one, two, years) or _of_own(reading, index, one, two)):
            continue
        done = _ordered(reading, index, one, two)
        if done is not None:
            return done
    return None


def _one_measure(reading: Reading, one: int, two: int) -> bool:
    """Whether nothing says that two counts, of two places, are of different things."""
    a, b = reading.claims[one], reading.claims[two]
    return a.kind == b.kind and (not a.measure or not b.measure or a.measure == b.measure)


def _near_or_linked(reading: Reading, index: int) -> list[int]:
    """The counts around a claim, and the cells of its own measure and place."""
    claim, out = reading.claims[index], around(reading, index)
    if claim.place is not None:
        out = out + [
            i for i, other in enumerate(reading.claims)
            if i not in out and other.place == claim.place and exact(reading, i)
            and (other.measure == claim.measure if not reading.cell(i) else not reading.conflict(i, index))
        ]  # fmt: skip
    return [i for i in out if not reading.cell(i) or reading.claims[i].place == claim.place]


def _of_two_years(reading: Reading, one: int, two: int, years: set[int]) -> bool:
    """Whether two counts are of just the two years that the sentence of a change names."""
    spans = [reading.claims[i].period for i in (one, two)]
    told = [p.start.year for p in spans if p is not None and p.days > 300]
    return len(years) == len(set(told)) == len(told) == 2 and set(told) == years


def _of_own(reading: Reading, index: int, one: int, two: int) -> bool:
    """Whether one of two counts stands in a change's own sentence and the other is of the change's own year."""
    claim = reading.claims[index]
    here = [i for i in (one, two) if reading.sentence[i] == reading.sentence[index]]
    if len(here) != 1 or claim.period is None or not claim.period_sure:
        return False
    (other,) = {one, two} - set(here)
    return reading.claims[other].period == claim.period != reading.claims[here[0]].period


def _one_row(reading: Reading, one: int, two: int) -> bool:
    """Whether two cells stand in one row of a table."""
    cells = [reading.manuscript.block_of(reading.claims[i].start) for i in (one, two)]
    return all(c.kind == "cell" for c in cells) and (cells[0].table, cells[0].row) == (
        cells[1].table,
        cells[1].row,
    )


def _ordered(reading: Reading, index: int, one: int, two: int) -> Arithmetic | None:
    """The sum of a change over two counts, in the order that the words or the periods give, else in any that fits."""
    cue = reading.cues.get(index)
    if cue is None:
        return None
    pair = ordered(reading, one, two)
    orders = [(pair.later, pair.base)] if pair.ordered else [(pair.later, pair.base), (pair.base, pair.later)]
    for later, base in orders:
        done = held(reading, index, later, base)
        if done is not None and done.holds and _closely(reading.claims[index], done):
            return done
    return None


def _closely(claim: Claim, done: Arithmetic) -> bool:
    """Whether a sum does not only hold because its words leave much open."""
    if done.computed is None:
        return False
    size = abs(done.computed)
    if claim.kind == "times":
        size = 1 / size if 0 < size < 1 < claim.value else size
        return abs(size / claim.value - 1) <= 0.15
    return abs(size - claim.value) <= max(1.0, 0.1 * claim.value)


def points(reading: Reading, index: int) -> Arithmetic | None:
    """Points against two percentages of its own sentence, of the one before or of those under its title."""
    claim, own = reading.claims[index], reading.sentence[index]
    told = [i for n in (own, own - 1) for i in reading.inside.get(n, [])]
    told += told_below(reading, index) if titled(reading, index) else []
    shares = [i for i in told if reading.claims[i].kind == "percent" and operand(reading, i, {"percent"})]
    for one, two in combinations(shares[:6], 2):
        apart = abs(reading.claims[one].value - reading.claims[two].value)
        cue = reading.cues.get(index)
        if claim.allows(round(apart, 6)) and goes(reading, one, two, cue.direction if cue else ""):
            high, low = sorted((reading.claims[one].value, reading.claims[two].value), reverse=True)
            shown = f"{number(high)} - {number(low)} = {number(round(apart, 4))} points"
            return Arithmetic("difference", claim.value, apart, True, "", shown, (one, two))
    return None


def revision(reading: Reading, index: int) -> Arithmetic | None:
    """ "First published with 35,964 … 36,685 … a correction of about 2 percent": a percentage without direction."""
    claim = reading.claims[index]
    if claim.kind != "percent" or not reading.slips["revised"].search(reading.said(reading.sentence[index])):
        return None
    for one, two in combinations(around(reading, index, CLOSE + 1, 0), 2):
        a, b = sorted((one, two), key=lambda i: reading.claims[i].value)
        if not alike(reading, one, two) or reading.claims[a].value == reading.claims[b].value:
            continue
        computed = 100 * (reading.claims[b].value / reading.claims[a].value - 1)
        low, high = stated(claim)
        if low <= computed <= high and abs(computed - claim.value) <= max(0.5, 0.1 * claim.value):
            shown = (
                f"{number(reading.claims[b].value)} / {number(reading.claims[a].value)} = {computed:+.1f} %"
            )
            return Arithmetic("change", claim.value, computed, True, "", shown, (b, a))
    return None
