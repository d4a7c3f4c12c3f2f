"""The two counts that a change, a multiple or a difference stands on: the later one and its base."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from almenara.analysis.checking.arithmetic.operands import (
    YEAR,
    Pair,
    at_word,
    is_base,
    moves,
    operand,
    ordered,
    told_when,
)
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading


def pairs(reading: Reading, index: int) -> list[Pair]:
    """The pairs that a claim may stand on, the likeliest first; one of them plain at most."""
    claim = reading.claims[index]
    number = reading.sentence[index]
    group = reading.inside[number]
    if reading.cell(index):
        return []
    kinds = {"percent"} if claim.kind == "percentage-points" else set(COUNTED)
    found = _of_sentence(reading, index, group, kinds)
    for kind in COUNTED if len(kinds) > 1 else ():
        found = found or _of_sentence(reading, index, group, {kind})
    if claim.kind == "percent":
        found = found or _of_sentence(reading, index, group, {"percent"})
        found = found or _across(reading, index, group, {"percent"})
    elif claim.kind == "percentage-points" and not any(reading.claims[i].kind == "percent" for i in group):
        found = found or _of_sentence(reading, index, group, set(COUNTED))  # points told for per cent
    found = found or _of_neighbours(reading, index, number, kinds)
    if claim.kind == "percent":
        found = found or _of_neighbours(reading, index, number, {"percent"})
    found = [_of_its_base(reading, index, pair) for pair in found]
    return found + _linked(reading, index, kinds) + _across(reading, index, group, kinds)


def _of_its_base(reading: Reading, index: int, pair: Pair) -> Pair:
    """A pair that is no longer plain where a change's words name another time for its base than the pair's."""
    comparison, base = reading.claims[index].comparison, reading.claims[pair.base].period
    wanted = comparison.told_base if comparison is not None else None
    if wanted is None or base is None or not reading.claims[pair.base].period_sure:
        return pair
    apart = wanted.end < base.start or base.end < wanted.start
    return replace(pair, plain=False) if apart else pair


def _linked(reading: Reading, index: int, kinds: set[str]) -> list[Pair]:
    """Pairs anywhere in the text that count the claim's own measure and place in two periods."""
    claim = reading.claims[index]
    if not claim.measure:
        return []
    wanted = claim.comparison.told_base if claim.comparison else None
    same = [
        i
        for i, other in enumerate(reading.claims)
        if i != index and other.measure == claim.measure and other.kind in kinds and other.period is not None
        and (claim.place is None or other.place == claim.place) and operand(reading, i, kinds)
    ]  # fmt: skip
    out = []
    for one, two in combinations(same[:14], 2):
        pair = ordered(reading, one, two)
        later, base = reading.claims[pair.later], reading.claims[pair.base]
        if not pair.ordered or not _alike(reading, one, two) or later.place != base.place:
            continue
        fits = claim.period in (later.period, base.period) or not claim.period_sure
        if fits and (wanted is None or base.period == wanted):
            near = abs(reading.sentence[pair.later] - reading.sentence[index]) <= 4
            if near or reading.cell(pair.later) or (claim.period_sure and wanted is not None):
                plain = (len(same) == 2 and _alone(reading, index, same)) or _last_told(reading, index, pair)
                plain = plain and not _unlike_spans(reading, one, two)
                out.append(Pair(pair.later, pair.base, True, plain))
    return out


def _last_told(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a change whose words name its base is of the last count of the sentence before, which has both: "344
    in 2016, 1,064 in 2017, 2,121 in 2018. That is six times as many as in 2016"."""
    claim, number = reading.claims[index], reading.sentence[index]
    wanted = claim.comparison.told_base if claim.comparison else None
    before = [i for i in reading.inside.get(number - 1, []) if operand(reading, i, set(COUNTED))]
    if wanted is None or reading.inside[number] != [index] or not {pair.later, pair.base} <= set(before):
        return False
    return pair.later == before[-1] and reading.claims[pair.base].period == wanted


def _alone(reading: Reading, index: int, two: list[int]) -> bool:
    """Whether a change and the only two counts of its measure stand close, with no other change among them."""
    told = sorted(reading.sentence[i] for i in (index, *two))
    if told[-1] - told[0] > 2 or reading.sentence[index] != told[-1] or any(reading.cell(i) for i in two):
        return False
    around = [i for n in range(told[0], told[-1] + 1) for i in reading.inside.get(n, [])]
    return [i for i in around if reading.is_change(i) and not _elsewhere(reading, i, index)] == [index]


def _elsewhere(reading: Reading, other: int, index: int) -> bool:
    """Whether another change is plainly of another place than a claim: "A had twice as many and B three times"."""
    one, two = reading.claims[other], reading.claims[index]
    sure = one.place_sure and two.place_sure and one.place is not None and two.place is not None
    return sure and one.place != two.place


def _across(reading: Reading, index: int, group: list[int], kinds: set[str]) -> list[Pair]:
    """Pairs of the sentence that semicolons divide."""
    operands = [i for i in group if i != index and operand(reading, i, kinds)]
    if len(operands) != 2 or len(_of_clause(reading, index, operands)) == 2 or not _alike(reading, *operands):
        return []
    pair = ordered(reading, *operands)
    alone = [i for i in group if reading.is_change(i)] == [index]
    moved = (pair.later, pair.base) in set(moves(reading, operands))
    same = moved or reading.same(*operands)
    said = alone and same and (kinds == {"percent"} or _right_behind(reading, index, operands))
    return [Pair(pair.later, pair.base, pair.ordered or moved, said)]


def _right_behind(reading: Reading, index: int, operands: list[int]) -> bool:
    """Whether a change stands behind the semicolon that ends the clause of its two counts: "from 120 in the one year
    to 360 in the next; they tripled"."""
    text, ends = reading.manuscript.text, sorted(reading.claims[i].end for i in operands)
    starts = sorted(reading.claims[i].start for i in operands)
    joined, since = text[ends[0] : starts[1]], text[ends[1] : max(ends[1], reading.claims[index].start)]
    return ";" not in joined and since.count(";") == 1


def _of_sentence(reading: Reading, index: int, group: list[int], kinds: set[str]) -> list[Pair]:
    operands = [i for i in group if i != index and operand(reading, i, kinds)]
    operands = _of_clause(reading, index, operands)
    base = _named_base(reading, index, operands)
    if base is not None:
        laters = [i for i in operands if i != base and not is_base(reading, i)]
        if len(laters) == 1 and base in operands:
            plain = not reading.conflict(laters[0], base) and not _unlike_spans(reading, laters[0], base)
            return [Pair(laters[0], base, True, plain)]
        if not laters and len(operands) > 1:
            return []  # "double the 17, fewer than the 48": what has doubled is told before
    changes = _of_clause(reading, index, [i for i in group if reading.is_change(i)])
    if len(changes) > 1 and len(operands) > 2:
        mine = _share_out(changes, operands, group, index)
        if mine is not None:
            operands, changes = mine, [index]
    moved = list(moves(reading, operands))
    told_twice = len(operands) == 2 and any(reading.claims[i].kind == "times" for i in changes)
    told_twice = told_twice and len({reading.cues[i].direction for i in changes}) == 1
    if len(moved) == 1 and (len(changes) == 1 or told_twice) and not _told_since(moved[0], operands, index):
        later, base = moved[0]
        return [Pair(later, base, True, _alike(reading, later, base, moved=True))]
    if len(operands) == 2 and len(changes) == 1 and _alike(reading, *operands):
        pair = ordered(reading, *operands)
        return [replace(pair, plain=pair.plain and not _unlike_spans(reading, *operands))]
    if len(operands) < 2 or len({reading.claims[i].kind for i in operands}) > 1:
        return []
    out = [ordered(reading, a, b) for a, b in combinations(operands[:8], 2)]
    return [Pair(p.later, p.base, p.ordered, False) for p in out if _alike(reading, p.later, p.base)]


_THE = re.compile(r"\s(?:the|(?:de )?l[oa]s?|d?[oa]s?|del) ", re.IGNORECASE)


def _named_base(reading: Reading, index: int, operands: list[int]) -> int | None:
    """The count that a change's words name as its base, or that stands right behind a multiple: "double the 17"."""
    claim, text = reading.claims[index], reading.manuscript.text
    if claim.comparison and claim.comparison.base_claim is not None:
        return claim.comparison.base_claim
    if claim.kind != "times":
        return None
    return next((i for i in operands if _THE.fullmatch(text, claim.end, reading.claims[i].start)), None)


def _unlike_spans(reading: Reading, one: int, other: int) -> bool:
    """Whether two counts are of spans of unlike length, both of months: a year, and two months of the next."""
    a, b = reading.claims[one].period, reading.claims[other].period
    if a is None or b is None or not (a.whole_months and b.whole_months):
        return False
    return a.month_count != b.month_count


def _told_since(pair: tuple[int, int], operands: list[int], index: int) -> bool:
    """Whether another count stands between a move and a change: "rose from 50 to 60, then fell to 55, 10 % above …"."""
    return any(max(pair) < i < index for i in operands)


def _of_clause(reading: Reading, index: int, operands: list[int]) -> list[int]:
    """The operands between the same semicolons as a claim."""
    text, at = reading.manuscript.text, reading.claims[index].start

    def apart(i: int) -> bool:
        one, two = sorted((at, reading.claims[i].start))
        return ";" in text[one:two]

    return [i for i in operands if not apart(i)]


def _share_out(changes: list[int], operands: list[int], group: list[int], index: int) -> list[int] | None:
    """The two operands of one of several changes, where each plainly has its own two in turn."""
    line = [i for i in group if i in changes or i in operands]
    if len(operands) != 2 * len(changes):
        return None
    for at in range(0, len(line), 3):
        three = line[at : at + 3]
        if sum(i in changes for i in three) != 1:
            return None
    at = line.index(index) // 3 * 3
    return [i for i in line[at : at + 3] if i != index]


def _alike(reading: Reading, one: int, two: int, *, moved: bool = False) -> bool:
    """Whether two claims can be an earlier and a later count of one thing; `moved`: the words say they are."""
    a, b = reading.claims[one], reading.claims[two]
    kinds = a.kind == b.kind or {a.kind, b.kind} == {"count", "money"}
    if not kinds or reading.conflict(one, two):
        return False
    if not moved and at_word(reading, one) and at_word(reading, two):
        return False  # "26.9 % by the one, from 24,559, and 27.3 by the other, from 22,571"
    timed = a.period is not None and a.period == b.period and bool(a.measure)
    return moved or not timed or is_base(reading, one) != is_base(reading, two)


def _of_neighbours(reading: Reading, index: int, number: int, kinds: set[str]) -> list[Pair]:
    """Pairs with a count, or both, in the sentences around."""
    own = [i for i in reading.inside[number] if i != index and operand(reading, i, kinds)]
    own = [i for i in own if reading.claims[i].kind != "average"] or own
    others = {
        n: [
            i
            for i in reading.inside.get(n, [])
            if operand(reading, i, kinds) and not reading.conflict(index, i)
        ]
        for n in reading.near(number)
    }
    out: list[Pair] = []
    if len(own) == 1:
        out = _one_here(reading, index, number, own[0], others)
    elif own:
        return []
    alone = not own
    for n in sorted(others, key=lambda n: (abs(n - number), n > number)):
        inside = others[n]
        taken = any(reading.is_change(i) for i in reading.inside.get(n, []))
        if len(inside) == 2 and _alike(reading, *inside):
            pair = ordered(reading, *inside)
            close = abs(n - number) == 1 or (n == number - 2 and _idle(reading, number - 1, number))
            plain = alone and close and not taken and not out and _told_here(reading, index, pair)
            out.append(Pair(pair.later, pair.base, pair.ordered, plain))
    around = [i for n in sorted(others) for i in others[n] if abs(n - number) <= 2]
    seen = {(p.later, p.base) for p in out}
    for a, b in combinations(around[:8], 2):
        pair = ordered(reading, a, b)
        if pair.ordered and _alike(reading, a, b) and (pair.later, pair.base) not in seen:
            out.append(Pair(pair.later, pair.base, True, False))
    return out


def _idle(reading: Reading, between: int, number: int) -> bool:
    """Whether the sentence before another is of its paragraph and counts nothing."""
    sentences = reading.manuscript.sentences
    return not reading.inside.get(between) and sentences[between].block == sentences[number].block


def _told_here(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a change with no count in its sentence plainly speaks of a neighbour's pair."""
    claim, later, base = (reading.claims[i] for i in (index, pair.later, pair.base))
    if claim.kind == "times" and (pair.later > index or len(reading.after(index).strip(" .")) > 12):
        return False  # "doubled in a decade"
    if claim.place is not None and later.place is not None and claim.place != later.place:
        return False  # "… fallen by 65. One state, not in the table, went from 67 to 242"
    if claim.measure and claim.measure == later.measure == base.measure:
        return claim.period is None or not claim.period_sure or claim.period == later.period
    return not claim.measure and not claim.period_sure and claim.kind == "percent"


def _one_here(
    reading: Reading, index: int, number: int, own: int, others: dict[int, list[int]]
) -> list[Pair]:
    claim = reading.claims[index]
    wanted = claim.comparison.told_base if claim.comparison else None
    out: list[Pair] = []
    if is_base(reading, own):
        for n in (number - 1, number - 2):
            laters = [i for i in others.get(n, []) if not is_base(reading, i) and _alike(reading, i, own)]
            laters = [i for i in laters if i not in {b for _, b in moves(reading, others[n])}]
            if laters:
                plain = len(laters) == 1 and n == number - 1
                out += [
                    Pair(own, i, True, plain) if _told_after(reading, own, i) else Pair(i, own, True, plain)
                    for i in laters
                ]
                break
        return out
    for n in sorted(others, key=lambda n: (abs(n - number), n > number)):
        for i in others[n]:
            if not _alike(reading, own, i):
                continue
            timed = wanted is not None and reading.claims[i].period == wanted
            linked = timed and reading.same(own, i) and bool(reading.claims[own].measure)
            pair = ordered(reading, own, i)
            if linked:
                out.insert(0, Pair(own, i, True, not any(p.plain for p in out)))
            elif pair.ordered:
                plain = n == number - 1 and pair.later == own and not any(p.plain for p in out)
                plain = plain and len(others[n]) == 1 and goes_on(reading, index, pair)
                out.append(Pair(pair.later, pair.base, True, plain))
    return out


def _earlier_time(reading: Reading, base_text: str, pair: Pair) -> bool:
    """Whether the words of a base name no more than an earlier time: "than four years earlier"."""
    later, base = reading.claims[pair.later], reading.claims[pair.base]
    told = YEAR.findall(base_text)
    if told and base.period is not None:
        return told == [str(base.period.start.year)] and len(base_text.split()) <= 4
    timed = reading.slips["years_ago"].search(base_text) is not None and len(base_text.split()) <= 6
    return timed and later.period_sure and base.period_sure


def _told_after(reading: Reading, own: int, other: int) -> bool:
    """Whether a count that "when there were" makes look like a base is of a later time than the other by its words."""
    one, two = reading.claims[own].period, reading.claims[other].period
    timed = one is not None and two is not None and two.end < one.start
    return timed and reading.claims[own].period_sure and told_when(reading, reading.before(own))


YEARLY = 300
"""Days of a span that is compared with the one before it, where the words do not say with which."""


def goes_on(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a change stands between the only count of the sentence before and its own: "In 2015 there were 900.
    By 2018 they had doubled, to 1,800"."""
    later, base = reading.claims[pair.later], reading.claims[pair.base]
    cue, told = reading.cues.get(index), reading.sentence[pair.base]
    if (
        cue is None
        or (cue.base_text and not _earlier_time(reading, cue.base_text, pair))
        or any(reading.is_change(i) for i in reading.inside[told])
    ):
        return False
    if sum(reading.is_change(i) for i in reading.inside[reading.sentence[index]]) > 1:
        return False
    spans = [c.period for c in (later, base)]
    if not all(p is not None and p.days >= YEARLY for p in spans) or spans[0] == spans[1]:
        return False
    sentences = reading.manuscript.sentences
    one_block = sentences[told].block == sentences[reading.sentence[index]].block
    return one_block and (reading.same(pair.later, pair.base) or not later.counted)
