"""Several times told in one breath: "in 2016 and 2017 there were 45,000" is a number of neither year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.period_meaning import MONTHS_OF, months, shifted
from almenara.text.period_mention import PeriodMention
from almenara.text.period_words import period_words
from almenara.text.quantity import Quantity

_ENDS = re.compile(r"\b(?:and|y|e)\b|&", re.IGNORECASE)
"""Before the last of some times."""


class Breath(NamedTuple):
    """The whole of some times, or a number's turn among them, and whether it can only be of that."""

    period: Period
    alone: bool


@lru_cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    said = word_list("in_one_breath")[language]
    return re.compile(said["and"], re.IGNORECASE), re.compile(rf"\b(?:{said['ordinal']})$", re.IGNORECASE)


def in_one_breath(
    mention: PeriodMention,
    mentions: Sequence[PeriodMention],
    number: int,
    quantities: Sequence[Quantity],
    manuscript: Manuscript,
) -> Breath | None:
    """The times that a count's own is told in one breath with, None where it stands by itself.

    Of as many numbers side by side, "in 2016 and 2017, 20,547 and 25,339", each has its turn.
    """
    quantity = quantities[number]
    if quantity.kind not in ("count", "average") or mention.relation != "in" or mention.period is None:
        return None
    joined, ordinal = _words(manuscript.language)
    text = manuscript.text
    sentence = manuscript.sentences[manuscript.sentence_at(quantity.start)]
    counts = [q for q in quantities if sentence.start <= q.start < sentence.end and q.kind == "count"]
    alone = counts in ([], [quantity])
    if ordinal.search(text, max(sentence.start, mention.start - 30), mention.start):
        return Breath(mention.period, False)
    told = [m for m in mentions if sentence.start <= m.start < sentence.end and not m.reporting]
    at = bisect_left(told, mention.start, key=lambda m: m.start)
    if at == len(told) or told[at].period != mention.period:
        return None
    first = last = at
    while first and _follow(told[first - 1], told[first], joined, text):
        first -= 1
    while last + 1 < len(told) and _follow(told[last], told[last + 1], joined, text):
        last += 1
    spans = [m.period for m in told[first : last + 1] if m.period is not None]
    if first == last and (part := _of_units(mention, quantity, counts, joined, manuscript)):
        return Breath(part, True)
    if first == last or not _ENDS.search(text[told[last - 1].end : told[last].start]):
        return None  # "2015, 2016" is no list that ends, nor "a year before, in 2022"
    if turn := _turn(quantity, counts, len(spans), joined, text):
        return Breath(spans[turn - 1], True)
    whole = Period(min(p.start for p in spans), max(p.end for p in spans))
    return Breath(whole, alone and sum(p.days for p in spans) == whole.days)


def _of_units(
    mention: PeriodMention,
    quantity: Quantity,
    counts: Sequence[Quantity],
    joined: re.Pattern[str],
    manuscript: Manuscript,
) -> Period | None:
    """A number's turn among as many as its time has months or years: "in the two that followed, 33,743 and 34,681"."""
    text, period = manuscript.text, mention.period
    if period is None or mention.shift_years or not period.whole_months or mention.end > quantity.start:
        return None
    written = re.findall(r"\w+", plain(mention.text))
    numbers = period_words(manuscript.language).numbers
    size = next((n for w in written if (n := int(w) if w.isdigit() else numbers.get(w, 0)) > 1), 0)
    if not size or period.month_count % size or period.month_count // size not in MONTHS_OF.values():
        return None
    turn = _turn(quantity, [c for c in counts if c.start >= mention.end], size, joined, text)
    unit = period.month_count // size
    return months(*shifted(period.start.year, period.start.month, (turn - 1) * unit), unit) if turn else None


def _follow(one: PeriodMention, other: PeriodMention, joined: re.Pattern[str], text: str) -> bool:
    """Whether two times of one kind are joined by nothing but "and"."""
    if one.period is None or other.period is None or one.relation != "in" or other.relation != "in":
        return False
    alike = one.period.whole_months and one.period.month_count == other.period.month_count
    return alike and one.period != other.period and joined.fullmatch(text, one.end, other.start) is not None


def _turn(
    quantity: Quantity, counts: Sequence[Quantity], size: int, joined: re.Pattern[str], text: str
) -> int:
    """Which of so many numbers side by side one is, from 1; 0 where they are not so many."""
    runs: list[list[Quantity]] = []
    for count in counts:
        if runs and joined.fullmatch(text[runs[-1][-1].end : count.start]):
            runs[-1].append(count)
        else:
            runs.append([count])
    mine = next((run for run in runs if quantity in run), [])
    return mine.index(quantity) + 1 if len(mine) == size else 0
