"""Changes that give their slip away: no pair of counts around bears them out, and one gives just the wrong sum.

A percentage that misses its two counts may be of something else. One that is just the change on the later count,
just the step between two percentages, or just the change the other way is no accident: for these the pair need
not be named by the words, where it stands in the sentence or goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

from almenara.analysis.checking.arithmetic.moves.clauses import one_clause
from almenara.analysis.checking.arithmetic.nearby import (
    concludes,
    goes_on_about,
    points_away,
    titled,
    told_apart,
    told_before,
    told_below,
)
from almenara.analysis.checking.arithmetic.operands import YEAR, Pair, moves, operand, ordered, wrong_way
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    cut_off,
    in_percent,
    meet,
    number,
    stems,
)
from almenara.model.claim import Arithmetic, Claim

NEARLY_ALL = 99.0
"""Whole per cents from which any two counts of other orders give them, worked out on the later one."""
ROUND = 0.1
"""Share of a count that its rounding may leave open, at most."""
APART, FINE = 1.3, 0.25
"""Percentage points between the right change and the one told, at least; of one told to a decimal, of exact counts."""
YEAR_LONG = 300
"""Days of a span that is a year, at least."""
NEXT_YEAR = 366
"""Days that may lie between the span of a change and that of its later count."""
LEVELS = ("count", "money", "rate", "average")


def giveaways(reading: Reading) -> Iterator[Reckoning]:
    """Changes in per cent with no sum that holds, against the counts and percentages beside and before them."""
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        if (
            claim.kind not in ("percent", "ratio")
            or cue.kind != "change"
            or cue.direction not in ("rise", "fall")
        ):
            continue
        if claim.projection or claim.denied or claim.value <= 0 or reading.cell(index):
            continue
        if _told_below(reading, index):
            continue
        told = [done.error for done in reading.found.get(index, ()) if not done.holds]
        if set(told) - {"does-not-follow"} or points_away(reading, index):
            continue
        done = _of_percentages(reading, index)
        if told and done is not None:
            reading.found[index] = []  # the step between two shares beside it, not a change of some counts
        elif not told:
            done = done or _of_counts(reading, index)
        if done is not None:
            reading.found[index] = [one for one in reading.found[index] if not one.holds]
            yield Reckoning(index, done)


def _told_below(reading: Reading, index: int) -> bool:
    """Whether the change of a title is told again below, where it says what it is of: "this year … a fifth more"."""
    if not titled(reading, index):
        return False
    value = _value(reading.claims[index])
    below = [i for i in told_below(reading, index) if reading.is_change(i)]
    return any(in_percent(reading.claims[i]).kind in ("percent", "ratio")
               and abs(_value(reading.claims[i]) - value) < 1 for i in below)  # fmt: skip


def _of_counts(reading: Reading, index: int) -> Arithmetic | None:
    if any(done.holds and not _loosely(reading, index, done) for done in reading.found.get(index, ())):
        return None
    slips = []
    for kind in LEVELS:
        for pair in _pairs(reading, index, {kind}):
            new, old = reading.claims[pair.later].value, reading.claims[pair.base].value
            if min(new, old) <= 0:
                continue
            if _right(reading, index, new, old):
                return None
            slip = _slip(reading, index, pair)
            if slip is not None and _meant(reading, index, pair):
                slips.append(slip)
    return slips[0] if slips else None


def _loosely(reading: Reading, index: int, done: Arithmetic) -> bool:
    """Whether a change holds only because a round count may stand for another: 20 % from 1,000 to 1,250."""
    off = abs(abs(done.computed or 0.0) - _value(reading.claims[index]))
    return done.kind == "change" and off >= APART


def _right(reading: Reading, index: int, new: float, old: float) -> bool:
    change = 100 * (new - old) / old
    change = change if reading.cues[index].direction == "rise" else -change
    return meet(cut_off(in_percent(reading.claims[index])), (change, change))


def _slip(reading: Reading, index: int, pair: Pair) -> Arithmetic | None:
    """The wrong sum that gives a change; None where none does."""
    claim, direction = reading.claims[index], reading.cues[index].direction
    new, old = reading.claims[pair.later].value, reading.claims[pair.base].value
    value, said = _value(claim), _close(claim)
    size = abs(100 * (new - old) / old)
    fine = not claim.value.is_integer() and not claim.hedge and _exact(reading, pair)
    if abs(size - value) < (FINE if fine else APART) and (new > old) is (direction == "rise"):
        return None
    shown = f"{number(new)} / {number(old)} = {100 * (new - old) / old:+.1f} %"
    used = (pair.later, pair.base)
    computed = 100 * (new - old) / old
    if (new > old) is not (direction == "rise"):
        timed = pair.ordered and _timed(reading, pair)
        if timed and new != old and meet(said, (size, size)):
            return Arithmetic("change", value, computed, False, wrong_way(direction), shown, used)
        return None
    if (value < NEARLY_ALL or not value.is_integer()) and meet(said, (size * old / new,) * 2):
        wrong = f"({number(new)} - {number(old)}) / {number(new)} = {100 * (new - old) / new:+.1f} %"
        shown += f"; {wrong} is the change on the later value"
        return Arithmetic("change", value, computed, False, "change-on-later-value", shown, used)
    if new > old and value > 100 and meet(said, (100 * new / old,) * 2):
        shown += f"; {value:g} % of the base is not {value:g} % more"
        return Arithmetic("change", value, computed, False, "times-more", shown, used)
    return None


def _exact(reading: Reading, pair: Pair) -> bool:
    """Whether two counts are told to the unit."""
    told = (reading.claims[pair.later], reading.claims[pair.base])
    return all(c.low == c.high == c.value >= 100 and c.value % 10 for c in told)


def _of_percentages(reading: Reading, index: int) -> Arithmetic | None:
    """A step between two percentages told in per cent."""
    claim, direction = reading.claims[index], reading.cues[index].direction
    if claim.kind != "percent" or any(a.holds and a.kind != "change" for a in reading.found.get(index, ())):
        return None
    own = [i for i in reading.inside[reading.sentence[index]] if _level(reading, i, index, {"percent"})]
    going_on = goes_on_about(reading, index) and not of_counted(reading, index)
    if not (own or going_on or titled(reading, index) or _of_a_share(reading, index)):
        return None
    found = None
    for pair in _pairs(reading, index, {"percent"}):
        new, old = reading.claims[pair.later].value, reading.claims[pair.base].value
        if old <= 0 or (new > old) is not (direction == "rise"):
            continue
        if _right(reading, index, new, old):
            return None
        step, change = abs(new - old), 100 * (new - old) / old
        if not _meant(reading, index, pair):
            continue
        if meet(_close(claim), (step, step)) and abs(abs(change) - claim.value) > 0.15 * claim.value:
            shown = (
                f"{number(old)} % to {number(new)} % is {number(round(step, 2))} points; "
                f"{number(new)} / {number(old)} = {change:+.1f} %"
            )
            error = "percent-for-percentage-points"
            found = found or Arithmetic(
                "change", claim.value, change, False, error, shown, (pair.later, pair.base)
            )
    return found


def _meant(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether nothing says that a change is of something else than the counts, or of another time."""
    claim, later = reading.claims[index], reading.claims[pair.later]
    share = reading.claims[pair.later].kind == "percent" and _of_a_share(reading, index)
    if (told_apart(reading, index, pair.later, pair.base) and not share) or not one_clause(
        reading, index, pair
    ):
        return False
    if claim.period_sure and later.period_sure and claim.period and later.period:
        return (
            (claim.period.end - later.period.start).days
            > -NEXT_YEAR
            < (later.period.end - claim.period.start).days
        )
    return True


def of_counted(reading: Reading, index: int) -> bool:
    """Whether a change's own words name what the sentences before count: "60 % of 12,000 crimes …. Crimes rose"."""
    lead = set(stems(" ".join(re.findall(r"[^\W\d_]+", reading.before(index)))))
    before = (reading.claims[i] for i in told_before(reading, index))
    return any(lead & set(stems(c.counted)) for c in before if c.kind == "count" and c.counted)


def _of_a_share(reading: Reading, index: int) -> bool:
    said = reading.before(index)
    return reading.slips["a_share"].search(said) is not None


def _pairs(reading: Reading, index: int, kinds: set[str]) -> Iterator[Pair]:
    """Pairs of levels in the claim's sentence, of one there and one before, or of the ones before."""
    group = reading.inside[reading.sentence[index]]
    own = [i for i in group if _level(reading, i, index, kinds)]
    several = any(reading.is_change(i) and not _told_too(reading, i, own) for i in group if i != index)
    if len(own) > 1 and "percent" not in kinds and several:
        return
    if len(own) > 1:
        sets: list[tuple[int, int]] = list(combinations(own, 2)) if len(own) < 4 else []
    else:
        title = titled(reading, index)
        told = told_below(reading, index) if title else told_before(reading, index)
        before = [i for i in told if _level(reading, i, index, kinds)]
        alike = [i for i in before if reading.claims[i].measure == reading.claims[index].measure != ""]
        before = alike if title and len(alike) > 1 else before
        if own and several:
            return
        if own and not before:
            before = _told_next(reading, index, kinds)
        if own:
            sets = list(product(own, before))
        elif (named_years := _of_named_years(reading, index, before)) is not None:
            sets = [named_years]
        elif title or concludes(reading, index) or goes_on_about(reading, index) or "percent" in kinds:
            sets = list(combinations(before, 2)) if len(before) < 4 else []
        else:
            sets = []
    for one, two in sets:
        first, second = sorted((one, two), key=lambda i: reading.claims[i].start)
        a, b = reading.claims[first], reading.claims[second]
        named = (a.attribution and b.attribution) or not concludes(reading, index)
        if reading.conflict(first, second) or a.value == b.value:
            continue
        parted = reading.apart(first, second) or reading.apart(second, first)
        if named and parted and not _continued(reading, index, first, second):
            continue
        if "percent" not in kinds and a.counted and b.counted and not reading.same(first, second):
            continue
        base = reading.claims[index].comparison
        wanted = base.told_base if base is not None else None
        moved = list(moves(reading, [first, second]))
        pair = Pair(*moved[0], True, True) if moved else ordered(reading, first, second)
        if wanted is not None and pair.ordered:
            found = reading.claims[pair.base].period
            of_later = reading.claims[pair.later].period == wanted
            if found not in (None, wanted) and found.start.year != wanted.start.year and not of_later:
                continue
        if pair.ordered:
            yield pair
        else:
            rise = reading.cues[index].direction == "rise"
            yield (
                Pair(second, first, False, False)
                if (b.value > a.value) is rise
                else Pair(first, second, False, False)
            )


def _told_next(reading: Reading, index: int, kinds: set[str]) -> list[int]:
    """The only level of the sentence behind, where its words tell it as of the time before: "rose 25 %, to 500. In the
    same quarter of last year there had been 400"."""
    number_, sentences = reading.sentence[index] + 1, reading.manuscript.sentences
    told = reading.inside.get(number_, [])
    if len(told) != 1 or sentences[number_].block != sentences[number_ - 1].block:
        return []
    early = reading.words["earlier"].search(reading.said(number_))
    return told if early and _level(reading, told[0], index, kinds) else []


def _of_named_years(reading: Reading, index: int, before: list[int]) -> tuple[int, int] | None:
    """The two of several counts told before that are of the two years which the sentence of a change names, where it
    speaks of what was told before: "7 in 2015, 9 in 2016 and 12 in 2017. From 2016 to 2017 it thus rose by"."""
    years = {int(year) for year in YEAR.findall(reading.said(reading.sentence[index]))}
    if len(years) != 2 or not (concludes(reading, index) or goes_on_about(reading, index)):
        return None
    told = {
        year: [
            i
            for i in before
            if (p := reading.claims[i].period) and p.days > YEAR_LONG and p.start.year == year
        ]
        for year in sorted(years)
    }
    if any(len(counts) != 1 for counts in told.values()):
        return None
    (one,), (two,) = told.values()
    named = reading.claims[one].counted and reading.claims[two].counted
    return (one, two) if reading.same(one, two) or not named else None


def _told_too(reading: Reading, other: int, own: list[int]) -> bool:
    """Whether another change of the sentence is of the same two counts by its sum: "tripled, from 40 to 120"."""
    done = reading.found.get(other, ())
    return len(own) == 2 and any(one.holds and set(one.claims) == set(own) for one in done)


def _continued(reading: Reading, index: int, first: int, second: int) -> bool:
    """Whether a count that names no source goes on about the one before it, of one measure and place, and the change
    about both: "An institute counted 900 in 2023. In 2022 there were 1,000. The fall is"."""
    one, two = reading.claims[first], reading.claims[second]
    if any(not a.unnamed for a in two.attribution) or not one.measure or one.measure != two.measure:
        return False
    timed = one.period is not None and two.period is not None and one.period != two.period
    follows_on = reading.sentence[second] - reading.sentence[first] <= 1
    return timed and one.place == two.place and follows_on and goes_on_about(reading, index)


def _level(reading: Reading, other: int, index: int, kinds: set[str]) -> bool:
    claim = reading.claims[other]
    if other == index or not operand(reading, other, kinds) or reading.conflict(index, other):
        return False
    if claim.hedge not in ("", "about") or claim.low is None or claim.high is None:
        return False
    return claim.value > 0 and claim.high - claim.low <= ROUND * claim.value


def _timed(reading: Reading, pair: Pair) -> bool:
    one, two = reading.claims[pair.base].period, reading.claims[pair.later].period
    return one is not None and two is not None and one.end < two.start


def _value(claim: Claim) -> float:
    return 100 * claim.value if claim.kind == "ratio" else claim.value


def _close(claim: Claim) -> tuple[float, float]:
    """What a figure leaves open by its digits alone, its hedge left aside: about 33 as 33."""
    value = _value(claim)
    if claim.kind == "ratio":
        return value * 0.98, value * 1.02
    half = 0.5 if float(value).is_integer() else 0.05
    if claim.hedge in ("more-than", "at-least"):
        return value, value + 2 * half
    if claim.hedge in ("less-than", "almost", "at-most"):
        return value - 2 * half, value
    return value - half, value + half
