"""Averages a day, an hour or a month against the count and the days of its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.means.lengths import length_told
from almenara.analysis.checking.arithmetic.means.restating import part_or_present
from almenara.analysis.checking.arithmetic.nearby import answers, concludes, goes_on_about, idle
from almenara.analysis.checking.arithmetic.operands import is_base
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    cut_off,
    meet,
    narrow,
    number,
    plus,
    span,
    stated,
)
from almenara.model.claim import Arithmetic
from almenara.model.period import Period
from almenara.text.frequencies import PER_DAY, months_of

_ENDS = re.compile(r"\s*(?:[.,;)]|$)")
_BESIDE = 48
"""Characters between a count and the average that restates it, at most."""
LEAST_CUT = 10
"""Averages from this on may have been cut off: 38.5 a day told as 38."""
A_YEAR = 2021
"""A year of 365 days, for counts told as of a year that is not named."""
FAR = 5.0
"""An average that is wrong by more than this factor is one of something else."""


FEWER, MORE = 2.5, 1.6
"""Days by which a span of whole months may be shorter or longer than so many months of mean length."""


def averages(reading: Reading) -> Iterator[Reckoning]:
    """Each average against the counts around it."""
    for index, claim in enumerate(reading.claims):
        if claim.kind == "average" and not claim.projection:
            yield from _average(reading, index)


def _average(reading: Reading, index: int) -> Iterator[Reckoning]:
    claim, sentence = reading.claims[index], reading.sentence[index]
    beside = _beside(reading, index)
    around = [sentence, *sorted(reading.near(sentence, 4), key=lambda n: abs(n - sentence))]
    if reading.cell(index):
        return
    holding: list[tuple[bool, float, Arithmetic]] = []
    failing: list[Arithmetic] = []
    for n in around:
        if beside is not None and n != sentence:
            continue  # "583 killed, seven a day": of no count told elsewhere
        here = [i for i in reading.inside.get(n, []) if _adds(reading, i) and not reading.conflict(index, i)]
        sets = [[i] for i in here] + [list(two) for two in combinations(here[:5], 2)]
        for members in sets:
            period = _period(reading, index, members)
            if period is None:
                continue
            done = averaged(reading, index, members, period)
            if done.holds and (members == [beside] or _may_be(reading, index, members, abs(n - sentence))):
                holding.append((claim.period == period, sum(reading.claims[i].value for i in members), done))
            elif not done.holds and _alone_meant(reading, index, members, beside, period):
                failing.append(done)
    if not holding and not failing and (linked := _linked(reading, index)) is not None:
        yield Reckoning(index, linked)
    if holding:
        yield Reckoning(index, max(holding, key=lambda kept: kept[:2])[2])
    elif len(set(failing)) == 1 and claim.value > 0:
        yield Reckoning(index, failing[0])


def _linked(reading: Reading, index: int) -> Arithmetic | None:
    """An average against the only value that the whole text gives for its measure, place and period, all told with it:
    "In 2022 there were 30,968 … In 2022 somebody was killed every 12 minutes"."""
    claim = reading.claims[index]
    if not (claim.measure and claim.measure_sure and claim.period and claim.period_sure) or claim.period_open:
        return None
    same = [
        i for i, other in enumerate(reading.claims)
        if other.measure == claim.measure and other.period == claim.period and other.place == claim.place
        and other.period_sure and other.hedge == "" and counted(reading, i) and other.kind == "count"
    ]  # fmt: skip
    if not same or len({reading.claims[i].value for i in same}) != 1 or reading.apart(index, same[0]):
        return None
    if not reading.claims[same[0]].measure_sure or claim.period.days < 28:
        return None
    done = averaged(reading, index, same[:1], claim.period)
    near = claim.value / FAR <= (done.computed or 0.0) <= claim.value * FAR
    return done if done.holds or (near and not claim.hedge) else None


def _adds(reading: Reading, index: int) -> bool:
    """Whether a claim is a count of what happened in its span: also what a register grew by."""
    claim, cue = reading.claims[index], reading.cues.get(index)
    gained = cue is not None and cue.kind == "difference" and not (claim.projection or claim.denied)
    return claim.kind == "count" and (counted(reading, index) or gained)


def _beside(reading: Reading, index: int) -> int | None:
    """The count that an average restates at once: "3,430 women killed in all, more than nine a day"."""
    group = reading.inside[reading.sentence[index]]
    before = [i for i in group[: group.index(index)] if counted(reading, i)]
    if (
        not before
        or before[-1] != group[group.index(index) - 1]
        or reading.claims[before[-1]].kind != "count"
    ):
        return None
    between = reading.before(index)
    if len(between) > _BESIDE or re.search(r"[;:]|\.\s", between):
        return None
    of = _compared_with(reading, before[-1])
    return before[-1] if of is None else of


def _compared_with(reading: Reading, index: int) -> int | None:
    """The count before it in its sentence that a count is compared with: of "730, up from 365, two a day" the first."""
    group = reading.inside[reading.sentence[index]]
    before = [i for i in group[: group.index(index)] if _adds(reading, i)]
    if not before or not is_base(reading, index):
        return None
    between = reading.manuscript.text[reading.claims[before[-1]].end : reading.claims[index].start]
    return None if re.search(r";|\.\s", between) else before[-1]


def _alone_meant(
    reading: Reading, index: int, members: list[int], beside: int | None, period: Period
) -> bool:
    """Whether an average is plainly meant to be that of one count, and no other stands right before it."""
    if len(members) != 1 or beside not in (None, *members):
        return False
    if is_base(reading, index) and reading.inside[reading.sentence[index]][0] != index:
        return False  # "91.2 a day against 80.6"
    if members[0] < index and _compared_with(reading, members[0]) is not None:
        return False  # "33,341, 15 % more than the 28,866 of 2017: 2,778 a month"
    if members[0] < index and part_or_present(reading, reading.before(index)):
        return False
    if members[0] > index and _of_another_clause(reading, index, members[0]):
        return False
    length = length_told(reading, index)
    if length and abs(length - period.days) > (0.5 if length.is_integer() else FEWER):
        return False  # "in the 4 weeks of April": not over the whole month
    return _plainly(reading, index, members[0], period)


def _of_another_clause(reading: Reading, index: int, member: int) -> bool:
    """Whether a clause of its own begins between an average and a count behind it: "41 a day, though May had 1,096"."""
    between = reading.manuscript.text[reading.claims[index].end : reading.claims[member].start]
    one_sentence = reading.sentence[index] == reading.sentence[member]
    return one_sentence and (";" in between or reading.words["contrast"].search(between) is not None)


def _may_be(reading: Reading, index: int, members: list[int], away: int) -> bool:
    """Whether counts that fit an average may be meant: of the same thing, or near it and both told exactly."""
    if all(reading.same(index, i) for i in members) or (
        len(members) == 1 and (_lone(reading, index, members[0]) or _following(reading, index, members[0]))
    ):
        return True
    return away <= 2 and all(narrow(reading.claims[i]) for i in (index, *members))


def _period(reading: Reading, index: int, members: list[int]) -> Period | None:
    """The span that an average and its counts are of; None where the text does not say it whole."""
    claim = reading.claims[index]
    spans = {reading.span_of(i) for i in members}
    if any(reading.claims[i].period_open for i in members) or len(spans) != 1:
        return None
    (period,) = spans
    if period is None and claim.period is None and _a_year(reading, members):
        return Period.year(A_YEAR)
    if claim.period and claim.period_sure and not claim.period_open and period and claim.period != period:
        return None
    return period or (None if claim.period_open else claim.period)


def _a_year(reading: Reading, members: list[int]) -> bool:
    """Whether one count is told as that of a year, whichever: "what do 850 a year mean?"."""
    after = re.split(r"[,.;:?]", reading.after(members[0]))[0]
    return len(members) == 1 and reading.slips["in_a_year"].search(after) is not None


def averaged(reading: Reading, index: int, members: list[int], period: Period) -> Arithmetic:
    """An average against counts over the days of a period."""
    claim = reading.claims[index]
    spans = [span(reading.claims[i]) for i in members]
    values = [reading.claims[i].value for i in members]
    computed = sum(values) / period.days
    rounded = cut_off(claim) if claim.value >= LEAST_CUT else stated(claim)
    true = sum(s[0] for s in spans) / period.days, sum(s[1] for s in spans) / period.days
    holds = meet(true, rounded)
    size = months_of(claim.per, reading.manuscript.language)
    if size and period.whole_months:
        part = PER_DAY["month"] / period.month_count
        holds = holds or meet((sum(s[0] for s in spans) * part, sum(s[1] for s in spans) * part), rounded)
    top = number(values[0]) if len(values) == 1 else f"({plus(values)})"
    shown = f"{top} / {period.days} days = {number(round(computed, 2))} a day"
    if holds and not meet(true, span(claim)):
        shown += ", cut off rather than rounded"
    if size:
        months = period.month_count if period.whole_months else period.days * PER_DAY["month"]
        shown += f", {number(round(sum(values) / months * size, 1))} a {'year' if size == 12 else 'month'}"
    error = "" if holds else "wrong-average"
    return Arithmetic("average", claim.value, computed, holds, error, shown, (index, *members))


def _plainly(reading: Reading, index: int, member: int, period: Period) -> bool:
    """Whether an average is plainly meant to be that of a count: the same thing, place and span."""
    claim, count = reading.claims[index], reading.claims[member]
    if count.hedge not in ("", "about") or claim.place != count.place:
        return False
    if reading.apart(index, member):
        return False
    following = _following(reading, index, member)
    if not following and not reading.same(index, member) and not _lone(reading, index, member):
        return False
    apart = reading.sentence[index] != reading.sentence[member]
    if apart and not (count.measure_sure or following):
        return False  # a count of another sentence may be of a part only
    if apart and not claim.measure_sure and _counted_since(reading, index, member):
        return False
    told = count.period_sure or claim.period_sure or _a_year(reading, [member])
    told = told or _of_no_span(reading, index, member)
    if not told or period.days < 2:
        return False
    if not claim.value / FAR <= count.value / period.days <= claim.value * FAR:
        return False
    if claim.period is not None:
        return claim.period == count.period
    return reading.sentence[index] == reading.sentence[member] or following


def _counted_since(reading: Reading, index: int, member: int) -> bool:
    """Whether a count is told in a sentence between a count and an average that names nothing: it may be meant."""
    return any(
        reading.claims[i].kind == "count" and reading.sentence[i] > reading.sentence[member]
        for i in range(member + 1, index)
    )


def _of_no_span(reading: Reading, index: int, member: int) -> bool:
    """Whether an average is that of a count over no span of whole months, so that it is wrong whichever is meant."""
    value, said = reading.claims[member].value, stated(reading.claims[index])
    sizes = [*range(1, 13), *(12 * years for years in range(2, 7))]
    if months_of(reading.claims[index].per, reading.manuscript.language):
        return False
    return not any(
        meet((value / (days + MORE), value / (days - FEWER)), said)
        for days in (size / PER_DAY["month"] for size in sizes)
    )


def _following(reading: Reading, index: int, member: int) -> bool:
    """Whether an average is all that the next sentence tells, and names nothing: "That is four a day"."""
    number_, sentences = reading.sentence[index], reading.manuscript.sentences
    if reading.sentence[member] != number_ - 1 or sentences[number_].block != sentences[number_ - 1].block:
        return False
    if reading.slips["mean"].search(reading.before(index)) and not _ENDS.match(reading.after(index)):
        return False  # "the monthly average of 40 in the capital"
    if (
        reading.claims[index].counted
        or reading.inside[number_] != [index]
        or reading.inside[number_ - 1] != [member]
    ):
        return False
    return goes_on_about(reading, index) or concludes(reading, index) or answers(reading, index)


def _lone(reading: Reading, index: int, member: int) -> bool:
    """Whether an average that names nothing stands with the only count of its sentence: "1,200, or 100 a month"."""
    sentence = reading.sentence[index]
    if reading.claims[index].counted or reading.sentence[member] != sentence or member > index:
        return False
    told = [i for i in reading.inside[sentence] if _adds(reading, i)]
    if len(told) > 1 and told[-1] < index and _compared_with(reading, told[-1]) == member:
        if not idle(reading, reading.before(index)):
            return False  # "up from 365 in 2022, when there was one a day"
        told = told[:-1]
    if told != [member]:
        return False
    between = reading.manuscript.text[reading.claims[member].end : reading.claims[index].start]
    return not reading.words["contrast"].search(between) and not reading.conflict(index, member)
