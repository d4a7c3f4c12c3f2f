"""Pairs of counts below a head that names two times: "victims, 2022 > 2023" and below it "one state: 3,260 > 3,104"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention
from almenara.text.quantity import Quantity

_BESIDE = re.compile(r"\s*(?:>+|→|⇒|[-–=]>|vs\.?|versus|/|\||and|y|e|to|a|contra|frente a|[-–—])\s*", re.I)
"""Between the two times of a head, or the two counts of a line below it."""
_ARROW = re.compile(r"\s*(?:>+|→|⇒|[-–=]>|vs\.?|versus|/|\||contra|frente a)\s*", re.I)
"""Between two counts of a line, where nothing else is told of them: not "and", which any two may have."""
_BRACKETED = re.compile(r"\s+(?:and|y|e)\s+", re.I)
_CLOSED = re.compile(r"(?:\s+[^\W\d]+){0,3}\s*\)")
"""Between two counts that alone fill a bracket, and behind them: "one state (seven and three victims)"."""
_BACK = 12
"""Lines back to which a head is looked for."""


def of_head(
    manuscript: Manuscript,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    number: int,
    end_of: str,
) -> Period | None:
    """The time of a head that a count takes by its turn in a pair; None where there is no such pair or head.

    end_of  which end of "from 67 to 242" the count is, "from" or "to": the earlier time or the later
    """
    turn = {"from": 0, "to": 1}.get(end_of, _turn(manuscript, quantities, number))
    if turn is None:
        return None
    sentence = manuscript.sentences[manuscript.sentence_at(quantities[number].start)]
    if _within(mentions, sentence.start, sentence.end):
        return None
    own = manuscript.blocks[sentence.block]
    if own.kind == "paragraph" and _within(mentions, own.start, sentence.start):
        return None  # "In January and February … One state went from 29 to 45"
    for back in range(sentence.block - 1, max(-1, sentence.block - 1 - _BACK), -1):
        block = manuscript.blocks[back]
        if block.kind == "cell":
            paired = end_of or _in_bracket(manuscript.text, quantities[number - turn : number - turn + 2])
            return _of_table(manuscript, mentions, block.table, turn) if paired else None
        if told := _within(mentions, block.start, block.end):
            both = _two_times(manuscript.text, told)
            if both is not None and end_of:
                both = min(both), max(both)
            return both[turn] if both is not None else None
    return None


def _of_table(
    manuscript: Manuscript, mentions: Sequence[PeriodMention], table: int, turn: int
) -> Period | None:
    """The earlier or the later of the two times that head the columns of a table above; None where it has others."""
    heads = [b for b in manuscript.blocks if b.table == table and (b.header or b.row == 0)]
    told = {m.period for b in heads for m in _within(mentions, b.start, b.end)}
    times = sorted(p for p in told if p is not None)
    return times[turn] if len(told) == len(times) == 2 and times[0].end < times[1].start else None


def _turn(manuscript: Manuscript, quantities: Sequence[Quantity], number: int) -> int | None:
    """0 or 1 where a count is one of the two that alone stand side by side in a line; else None."""
    at = manuscript.sentence_at(quantities[number].start)
    for first in (number, number - 1):
        if first < 0 or first + 1 >= len(quantities):
            continue
        one, two = quantities[first], quantities[first + 1]
        if one.kind != two.kind or one.kind not in ("count", "rate", "average"):
            continue
        if manuscript.sentence_at(one.start) != at or manuscript.sentence_at(two.start) != at:
            continue
        if _ARROW.fullmatch(manuscript.text, one.end, two.start) or _in_bracket(manuscript.text, (one, two)):
            longer = first and _ARROW.fullmatch(manuscript.text, quantities[first - 1].end, one.start)
            return None if longer else number - first
    return None


def _in_bracket(text: str, pair: Sequence[Quantity]) -> bool:
    """Whether two counts joined by "and" fill a bracket."""
    return (
        len(pair) == 2
        and text[: pair[0].start].rstrip()[-1:] == "("
        and _BRACKETED.fullmatch(text, pair[0].end, pair[1].start) is not None
        and _CLOSED.match(text, pair[1].end) is not None
    )


def _two_times(text: str, told: Sequence[PeriodMention]) -> tuple[Period, Period] | None:
    """The two times that a head names side by side, in its order; None where it names others."""
    if len(told) == 1 and (span := told[0].period) is not None:
        whole = span.whole_months and span.month_count == 24 and span.start.month == 1
        return (Period.year(span.start.year), Period.year(span.end.year)) if whole else None
    if len(told) != 2 or not _BESIDE.fullmatch(text, told[0].end, told[1].start):
        return None
    one, two = told[0].period, told[1].period
    if one is None or two is None or abs(one.days - two.days) > 3:
        return None
    return one, two


def _within(mentions: Sequence[PeriodMention], start: int, end: int) -> Sequence[PeriodMention]:
    return [m for m in beginning_in(mentions, start, end) if not m.reporting]
