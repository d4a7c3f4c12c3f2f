"""Directions: two counts that the text says rose or fell, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import goes_on_about
from almenara.analysis.checking.arithmetic.operands import (
    Pair,
    is_base,
    moves,
    operand,
    ordered,
    wrong_way,
    year,
)
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, Reckoning, number, span
from almenara.analysis.checking.arithmetic.told_last import SUM
from almenara.model.claim import Arithmetic, Claim
from almenara.text.comparisons import NAMES, follows


def directions(reading: Reading) -> Iterator[Reckoning]:
    """Counts that the text says rose or fell, against the two counts side by side."""
    words = reading.words
    for sentence, group in reading.inside.items():
        operands = [i for i in group if operand(reading, i, set(COUNTED) | {"percent"})]
        if len(operands) == 1 and (later := _later_before(reading, sentence, operands[0])) is not None:
            operands = [later, operands[0]]
        elif len(operands) == 1 and (base := _base_before(reading, sentence, operands[0])) is not None:
            operands = [base, operands[0]]
        said = NAMES.sub(" ", reading.said(sentence))
        up, down = bool(words["rise"].search(said)), bool(words["fall"].search(said))
        compared = _more_than(reading, said, operands)
        if up is down is False and compared:
            up, down = compared == "rise", compared == "fall"
        elif reading.told["slowed"].search(said):
            continue  # "the growth eased from 12 % to 8 %"
        elif reading.slips["more_and"].search(said):
            continue  # "fewer homicides, and more femicides: 64 against 51"
        if up == down or len(operands) != 2 or len(operands) + sum(reading.is_change(i) for i in group) > 3:
            continue
        if any(reading.is_change(i) for i in group):
            continue
        found = list(moves(reading, operands))
        found = found or ([(operands[1], operands[0])] if _since_then(reading, operands[1]) else [])
        pair = Pair(*found[0], True, True) if found else ordered(reading, *operands)
        new, old = reading.claims[pair.later], reading.claims[pair.base]
        timed = (
            found or (new.period and old.period and new.period != old.period) or _dated(reading, pair.base)
        )
        if not pair.ordered or not timed or not _of_a_kind(new, old) or reading.conflict(*operands):
            continue
        if words["later"].search(reading.after(pair.base)):
            continue  # "13,298 in June, and 13,350 a month later": the months are those of publication
        if old.hedge and follows(words["rise" if up else "fall"], reading.before(pair.base)):
            continue  # "fell below 500 in May, but is back above it: 512 in June": it went across that number
        one, two = span(new), span(old)
        direction = "rise" if up else "fall"
        holds = one[1] >= two[0] if up else one[0] <= two[1]
        shown = f"{number(old.value)} to {number(new.value)}"
        if old.value:
            shown += f" is {100 * (new.value / old.value - 1):+.1f} %"
        error = "" if holds else wrong_way(direction)
        yield Reckoning(
            pair.later,
            Arithmetic("direction", new.value, old.value, holds, error, shown, (pair.later, pair.base)),
        )


def _of_a_kind(new: Claim, old: Claim) -> bool:
    """Whether two claims are of one kind; of "26 million pounds" and "29 million" the second names no currency."""
    return new.kind == old.kind or (
        {new.kind, old.kind} == {"count", "money"} and min(new.value, old.value) >= SUM
    )


def _since_then(reading: Reading, later: int) -> bool:
    """Whether a count is what something came to since the one before it: "It has since fallen to 97"."""
    lead = reading.before(later)
    return follows(reading.words["to_level"], lead) and reading.slips["since_then"].search(lead) is not None


def _more_than(reading: Reading, said: str, operands: list[int]) -> str:
    """The direction of "more people in 2022 (812) than in 2021 (955)", both counts with their years; "" of others."""
    if len(operands) != 2:
        return ""
    spans = [reading.claims[i].period for i in operands]
    found = [n for n in ("more_than", "fewer_than") if reading.slips[n].search(said)]
    if spans[0] is None or spans[1] is None or len(found) != 1 or not spans[1].end < spans[0].start:
        return ""
    if any(reading.claims[i].hedge or not reading.claims[i].period_sure for i in operands):
        return ""
    return "rise" if found == ["more_than"] else "fall"


def _base_before(reading: Reading, sentence: int, later: int) -> int | None:
    """The only level of the sentence before, where this one tells what it moved to: "In 2022 the number fell to"."""
    sentences = reading.manuscript.sentences
    before = reading.inside.get(sentence - 1, [])
    if len(before) != 1 or sentences[sentence - 1].block != sentences[sentence].block:
        return None
    if not operand(reading, before[0], {"count"}) or reading.claims[later].kind != "count":
        return None
    if not follows(reading.words["to_level"], reading.before(later)) or not goes_on_about(reading, later):
        return None
    new, old = reading.claims[later], reading.claims[before[0]]
    if _since_then(reading, later):
        same = not new.counted or reading.same(before[0], later)
        return before[0] if same and old.period_sure and not (new.hedge or old.hedge) else None
    if new.period is None or old.period is None or not (new.period_sure and old.period_sure):
        return None
    if not old.period.end < new.period.start or old.period.days < 28 or new.hedge or old.hedge:
        return None
    if reading.apart(later, before[0]) or (new.counted and not reading.same(before[0], later)):
        return None
    return before[0]


def _later_before(reading: Reading, sentence: int, base: int) -> int | None:
    """The only level of the sentence before, where this one tells its base alone: "It was a fall from the 1,200"."""
    sentences = reading.manuscript.sentences
    before = reading.inside.get(sentence - 1, [])
    if len(before) != 1 or sentences[sentence - 1].block != sentences[sentence].block:
        return None
    if not operand(reading, before[0], set(COUNTED) | {"percent"}) or not is_base(reading, base):
        return None
    later, earlier = reading.claims[before[0]].period, reading.claims[base].period
    if later is None or earlier is None or not earlier.end < later.start or later.days != earlier.days:
        return None
    return before[0] if reading.same(before[0], base) else None


def _dated(reading: Reading, base: int) -> bool:
    """Whether a base is of an earlier time by its own words: "from 79", "8,664 in the same period"."""
    around = reading.before(base), reading.after(base)
    if follows(reading.words["from_base"], around[0]) or year(reading, base):
        return True
    return any(reading.words["earlier"].search(words) for words in around)
