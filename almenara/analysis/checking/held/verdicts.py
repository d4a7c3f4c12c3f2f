"""The verdict on each claim: held against what was known when the text was written, and what is known now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from almenara.analysis.checking.held.changes import at_its_end, judge_change, other_bases
from almenara.analysis.checking.held.changes_betrayed import with_slips
from almenara.analysis.checking.held.corroborating import corroborated
from almenara.analysis.checking.held.counts import judge_count
from almenara.analysis.checking.held.derived import (
    judge_average,
    judge_rank,
    judge_rate,
    judge_share,
    rank_places,
)
from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.elided import elided_asks
from almenara.analysis.checking.held.levels import level_rulings
from almenara.analysis.checking.held.other_times import first_months, other_times
from almenara.analysis.checking.held.parts_told import without_totals_of_some
from almenara.analysis.checking.held.passages import by_the_passage
from almenara.analysis.checking.held.ranks_told import without_any_such_rank
from almenara.analysis.checking.held.said_by import OwnWords
from almenara.analysis.checking.held.since_counts import span_since
from almenara.analysis.checking.held.stocks import judge_stock
from almenara.analysis.checking.held.supports import as_figures
from almenara.analysis.checking.held.vintages import ALL_TIME, Ask, Held, Vintage
from almenara.analysis.checking.kindred import near, same
from almenara.analysis.context import Context
from almenara.model.claim import Claim, Support
from almenara.model.figure import Figure
from almenara.model.manuscript import Manuscript
from almenara.text.comparison_words import comparison_words
from almenara.text.comparisons import follows


def judge(claims: list[Claim], manuscript: Manuscript, now: Context, then: Context | None) -> list[Claim]:
    """Every claim with verdict, reason, evidence and the definition it was held to; in the same order.

    now   what is known on the day asked, never before `then`
    then  what was known on the day the text was written; None where nothing was
    """
    written = then.as_of if then is not None else (manuscript.published or now.as_of)
    asked = [
        ask
        for claim in claims
        for ask in (*_asks(claim, now, manuscript), *_since(claim, manuscript, written))
    ]
    held = Held(now, then, [*asked, *elided_asks(claims, manuscript)])
    desk = Desk(now, then, manuscript, held, OwnWords(manuscript), written)
    levels = level_rulings(desk, claims)
    rulings = [levels.get(number) or _rule(desk, claim) for number, claim in enumerate(claims)]
    rulings = corroborated(desk, claims, rulings, _rule)
    rulings = by_the_passage(desk, claims, rulings, _rule)
    rulings = without_totals_of_some(claims, rulings)
    rulings = with_slips(desk, claims, without_any_such_rank(desk, claims, rulings))
    used = [u for r in rulings for _, u in r.uses if isinstance(u, Vintage)]
    figures = as_figures(now, then, used)
    return [_ruled(claim, ruling, figures) for claim, ruling in zip(claims, rulings, strict=True)]


def is_stock(context: Context, measure: str) -> bool:
    """Whether a measure is counted at a moment, not over a period."""
    kinds = {d.kind for d in context.definitions.values() if measure in d.measures}
    return "stock" in kinds


def adds_up(context: Context, measure: str) -> bool:
    """Whether a measure is counted over a period: neither a stock, nor a level that holds at a time."""
    return {d.kind for d in context.definitions.values() if measure in d.measures} <= {"flow"}


_NO_COUNT = {"money": "A sum of money", "duration": "A length of time"}
"""Kinds of which nothing is counted here, in words."""
_NO_RULE = {
    **_NO_COUNT, "percentage-points": "A difference in percentage points", "times": "A multiple",
    "percent": "A percentage", "date": "A date", "level": "A level",
}  # fmt: skip
"""Kinds that no rule judges as they stand, in words."""


def _asks(claim: Claim, now: Context, manuscript: Manuscript) -> Iterator[Ask]:
    """What may bear on a claim: its measure and kindred ones, the base it is compared with, what it is a part of."""
    if not claim.measure or claim.place is None:
        return
    if is_stock(now, claim.measure):
        yield from (Ask(measure, claim.place, ALL_TIME) for measure in (claim.measure, *same(claim.measure)))
    if claim.period is None:
        return
    base = claim.comparison.base_period if claim.comparison else None
    for measure in dict.fromkeys((claim.measure, *same(claim.measure), *near(claim.measure))):
        yield Ask(measure, claim.place, claim.period)
        if base is not None:
            yield Ask(measure, claim.place, base)
            yield Ask(measure, claim.place, at_its_end(claim).period or base)
    yield from (Ask(claim.measure, claim.place, other) for other in other_bases(claim))
    for other in (*other_times(claim, manuscript), *first_months(claim, manuscript)):
        yield Ask(claim.measure, claim.place, other)
    if claim.kind == "rate":
        yield Ask("population", claim.place, ALL_TIME)
    if claim.kind == "rank":
        yield from (Ask(claim.measure, place, claim.period) for place in rank_places(now, claim.place))
    if claim.kind in ("percent", "ratio") and base is None and (pack := now.pack_of(claim.place)):
        yield Ask(claim.measure, pack.country, claim.period)


def _since(claim: Claim, manuscript: Manuscript, written: date) -> Iterator[Ask]:
    """What bears on a count since a year."""
    span = span_since(claim, manuscript, written)
    if span is not None and claim.place is not None:
        yield Ask(claim.measure, claim.place, span)


def _rule(desk: Desk, claim: Claim, counted: bool = False) -> Ruling:
    """counted: whatever speaks for an expectation is passed over."""
    if claim.kind == "date" and claim.reason:
        return Ruling(
            claim.verdict, claim.reason, tuple((s.role, s) for s in claim.evidence), claim.definition
        )
    ahead = claim.period is not None and claim.period.start > (desk.manuscript.published or desk.written)
    if not counted and (claim.projection or ahead) and not _is_a_count_all_the_same(desk, claim):
        return Ruling("not-checkable", "It tells what is expected or aimed at, not what was counted.")
    return _told_as_counted(desk, claim)


def _told_as_counted(desk: Desk, claim: Claim) -> Ruling:
    """What is told as having been counted, or measured."""
    if claim.kind in _NO_COUNT and not claim.measure:
        return Ruling("not-checkable", f"{_NO_COUNT[claim.kind]} is not a measure of ours.")
    if not claim.measure:
        what = f"“{claim.counted}”" if claim.counted else "What is counted"
        return Ruling("not-checkable", f"{what} is not a measure of ours.")
    if claim.place is None:
        return Ruling("not-checkable", "The text does not say where, or it is no place of ours.")
    stock = is_stock(desk.now, claim.measure)
    if claim.period is None and not (stock and claim.kind == "count"):
        return Ruling("not-checkable", "The text does not say for which period.")
    if stock and claim.kind == "count":
        return judge_stock(desk, claim)
    compared = claim.comparison is not None and claim.comparison.base_period is not None
    if claim.kind in ("percent", "times") and compared:
        return judge_change(desk, claim)
    if claim.kind == "count":
        return _count(desk, claim, compared)
    if claim.kind in ("percent", "times") and claim.comparison is not None and claim.comparison.direction:
        return Ruling("not-checkable", "The text does not say plainly with which period it is compared.")
    rule = _RULES.get(claim.kind)
    if rule is None or claim.period is None:
        return Ruling("not-checkable", f"{_NO_RULE.get(claim.kind, 'It')} is not held against evidence.")
    return rule(desk, claim)


def _is_a_count_all_the_same(desk: Desk, claim: Claim) -> bool:
    """Whether what seems to be expected is an exact number that was counted: "plans to deal with the 37,435 cases"."""
    exact = claim.low == claim.high == claim.value and claim.value >= 1000 and claim.value % 100 != 0
    counted = replace(claim, projection=False)
    return exact and _told_as_counted(desk, counted).verdict.startswith("supported")


_MOST_OF_IT = 0.6
"""Share of what is held that no difference from another time is expected to come to."""


_WORDS = 40
"""Characters before a count in which the words stand that make it a difference."""


def _count(desk: Desk, claim: Claim, compared: bool) -> Ruling:
    """A count; of one that is compared, what it would be as a difference is tried before anything is called wrong."""
    ruling = judge_count(desk, claim)
    if compared and ruling.verdict in ("contradicted", "not-checkable"):
        difference = judge_change(desk, claim)
        if difference.verdict.startswith("supported"):
            return difference
        told = claim.comparison
        before = desk.manuscript.text[max(0, claim.start - _WORDS) : claim.start]
        against = comparison_words(desk.manuscript.language)["base"].search(before) is not None
        own = told is not None and not (told.direction or against) and told.base_period == claim.period
        held = max((use.value for _, use in ruling.uses if isinstance(use, Vintage)), default=0.0)
        large = claim.value > _MOST_OF_IT * held > 0
        if ruling.verdict == "contradicted" and told and not (own or large) and told.base_value is None:
            return _as_difference(ruling)
    if ruling.verdict == "contradicted" and _is_difference(desk, claim):
        return _as_difference(ruling)
    return ruling


def _as_difference(ruling: Ruling) -> Ruling:
    reason = f"It may be a difference: {ruling.reason}"
    return Ruling("not-checkable", reason, tuple(("other", use) for _, use in ruling.uses))


def _is_difference(desk: Desk, claim: Claim) -> bool:
    """Whether a count is by how much another is greater or less: the text's own sum, or the words before it, say so."""
    if any(a.kind == "difference" and a.holds for a in claim.arithmetic):
        return True
    before = desk.manuscript.text[max(0, claim.start - _WORDS) : claim.start]
    return follows(comparison_words(desk.manuscript.language)["gained"], before)


_RULES: dict[str, Callable[[Desk, Claim], Ruling]] = {
    "rate": judge_rate,
    "average": judge_average,
    "percent": judge_share,
    "ratio": judge_share,
    "rank": judge_rank,
}


def _ruled(claim: Claim, ruling: Ruling, figures: dict[Vintage, Figure]) -> Claim:
    evidence = []
    for role, use in ruling.uses:
        if isinstance(use, Support):
            evidence.append(use)
        else:
            evidence.append(Support(role, figures[use] if isinstance(use, Vintage) else use))
    return replace(
        claim, verdict=ruling.verdict, reason=ruling.reason, evidence=tuple(evidence),
        definition=ruling.definition or claim.definition,
    )  # fmt: skip
