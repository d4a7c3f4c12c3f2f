"""Stocks against evidence: persons missing on a day, by the counts announced up to the text's own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from almenara.analysis.checking.held.counts import fits
from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.plainness import asks, turned_digits
from almenara.analysis.checking.held.said_by import speaks_for_us, who_says
from almenara.analysis.checking.held.telling import by, number, off_by, told, where, who_would_tell
from almenara.analysis.checking.held.vintages import ALL_TIME, Vintage
from almenara.analysis.checking.kindred import names_its_edition, near, same, words
from almenara.analysis.checking.what.counting_rules import register_scope
from almenara.model.claim import Claim
from almenara.model.period import Period

RECENT = timedelta(days=366)
"""A count no older than this, by the day it is of, may be quoted though a later one had been announced."""
SLACK = 0.10
"""A number contradicts a register only where it lies this far outside all its counts of the time."""

ALIKE = 2.0
"""Numbers further from all counts than this factor are of a part, or of how much a register grew: not of all of it."""
TELLING = 1000
"""A number from which on it is no coincidence that a kindred register has the very same."""
ABOUT = timedelta(days=15)
"""Days between an announcement and what a text takes for its time; and from that time to the text's own."""
OFTEN = 4
"""Counts of a register, at least, by which a number told of no day is held to be wrong: others fill the gaps."""
LONGEST = 31
"""Days of a time that an announcement is told of: a day, a week, a month."""
SAME_DAY, SOON = 0.03, timedelta(days=92)
"""A number told of the very day of a count contradicts it where it lies this far off: no other comes so soon."""
ESTIMATED = ("population",)
"""Measures of which editions that are not held may say otherwise."""


def judge_stock(desk: Desk, claim: Claim) -> Ruling:
    """A number that a register stood at; the claim's period is that of the count, or a span up to it."""
    assert claim.place is not None
    record = desk.held.record(claim.measure, claim.place, ALL_TIME)
    span = _span(desk, claim)
    every = [v for v in record.every() if not desk.quotes_us(v)]
    every.sort(key=lambda v: desk.now.preference(v.place, v.measure, v.definition), reverse=True)
    every.sort(key=lambda v: (v.period.end, v.known))  # of equals that of the preferred definition is last
    counts = [v for v in every if span.contains(v.period)]
    meant = _meant(desk, claim)
    agree = [v for v in counts if fits(claim, v.value)]
    for mine in (True, False):
        found = [v for v in agree if (v.definition in meant or not meant) is mine]
        if found:
            early = [v for v in found if v.known <= desk.knew]
            best = max(early or found, key=lambda v: (v.period.end, -v.known.toordinal()))
            ruling = _agreeing(desk, claim, counts, best, mine, meant)
            if claim.since and best.value != claim.value:
                reason = f"{told(desk.now, best)}; how many of them since {claim.since} is not told."
                return Ruling("not-checkable", reason, (("other", best),), best.definition)
            return _with_scope(desk, claim, ruling, best, counts) if claim.since else ruling
    if told_then := _made_known(desk, claim, [v for v in every if v.definition in meant or not meant]):
        return told_then
    if claim.period is not None and (flow := _during(desk, claim)):
        return flow
    return _of_kin(desk, claim) or _disagreeing(desk, claim, every, span, meant)


def _of_kin(desk: Desk, claim: Claim) -> Ruling | None:
    """A count of a kindred register told in this one's words: all who were ever reported, as missing."""
    assert claim.place is not None
    if claim.low != claim.high:
        return None
    for measure in same(claim.measure):
        counts = desk.held.record(measure, claim.place, ALL_TIME).every()
        agree = [v for v in counts if v.value == claim.value and not desk.quotes_us(v)]
        early = [v for v in agree if v.known <= desk.knew] or agree
        if early and claim.value >= TELLING:
            best = max(early, key=lambda v: v.period.end)
            name = desk.now.measure(measure).name("en")
            if (claim.measure_sure and not claim.definitions) or _says_still(desk, claim):
                reason = f"Only as {name}: {told(desk.now, best)}."
                return Ruling("supported-other-definition", reason, (("supports", best),), best.definition)
            return Ruling(
                "supported", f"As {name}: {told(desk.now, best)}.", (("supports", best),), best.definition
            )
    return None


def _says_still(desk: Desk, claim: Claim) -> bool:
    """Whether the clause of a count says that those counted are still sought, not that they ever were."""
    text = desk.manuscript.text
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    lead = _CLAUSE.split(text[sentence.start : claim.start])[-1]
    behind = _CLAUSE.split(text[claim.end : sentence.end])[0]
    return _still(desk.manuscript.language).search(f"{lead} | {behind}") is not None


_CLAUSE = re.compile(r"[;(]|,\s(?=[^\W\d])")


@lru_cache
def _still(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('still_missing')[language])})\b", re.IGNORECASE)


def _span(desk: Desk, claim: Claim) -> Period:
    """Days of which a count may be meant: those of the claim's period; all up to the text's where it says none."""
    if claim.period is None or claim.since or claim.period_open or not claim.period_sure:
        return Period(ALL_TIME.start, desk.written)
    if claim.period.start == claim.period.end == desk.written:  # "today": the newest count by then
        return Period(ALL_TIME.start, desk.written)
    return Period(claim.period.start, max(claim.period.start, min(claim.period.end, desk.now.as_of)))


def _meant(desk: Desk, claim: Claim) -> tuple[str, ...]:
    if claim.definition:
        return (claim.definition,)
    if claim.definitions:
        return claim.definitions
    pack = desk.now.pack_of(claim.place) if claim.place else None
    return tuple(pack.preference.get(claim.measure, [])) if pack else ()


def _agreeing(
    desk: Desk, claim: Claim, counts: list[Vintage], best: Vintage, mine: bool, meant: tuple[str, ...]
) -> Ruling:
    c = desk.now
    uses: list[Use] = [("supports", best)]
    reason = f"{told(c, best)}."
    open_end = _span(desk, claim).start == ALL_TIME.start
    later = [
        v for v in counts
        if (v.definition == best.definition or v.definition in meant) and v.period.end > best.period.end
        and v.known <= desk.knew and not claim.allows(v.value)
    ]  # fmt: skip
    if not mine:
        theirs = [v for v in counts if v.definition in meant and v.known <= desk.knew][-1:]
        reason = f"Only as {told(c, best)}."
        if theirs:
            reason += f" The count that is {'meant' if claim.definition else 'preferred'} gives {told(c, theirs[0])}."
            uses.append(("other", theirs[0]))
        return Ruling("supported-other-definition", reason, tuple(uses), best.definition)
    if later and open_end and not _told_as_then(desk, claim, best):
        newest = later[-1]
        uses.append(("other", newest))
        if desk.written - best.period.end > RECENT or _says_now(desk, claim):
            reason = f"{told(c, best)}; when the text was written the newest count was {told(c, newest)}."
            return Ruling("outdated", reason, tuple(uses), best.definition)
        reason = f"{told(c, best)}; {number(newest.value)}, of {newest.period}, had been announced by {newest.known}."
    elif best.known > desk.knew:
        reason = f"{told(c, best)}; the evidence held is of a later day than the text."
    return Ruling("supported", reason, tuple(uses), best.definition)


def _made_known(desk: Desk, claim: Claim, counts: list[Vintage]) -> Ruling | None:
    """A count that was announced in the time that the sentence tells: "the commission gave in June", "a week ago"."""
    told_of = claim.period
    if told_of is None or told_of.days > LONGEST or claim.since:
        return None
    announced = [
        v for v in counts
        if fits(claim, v.value) and v.known <= desk.knew and v.period.end <= told_of.end
        and told_of.start - ABOUT <= v.known <= told_of.end + ABOUT
    ]  # fmt: skip
    if not announced:
        return None
    best = max(announced, key=lambda v: (v.period.end, v.known))
    return Ruling("supported", f"{told(desk.now, best)}.", (("supports", best),), best.definition)


def _told_as_then(desk: Desk, claim: Claim, best: Vintage) -> bool:
    """Whether the text tells a count as that of its own, earlier time."""
    told_of, year = claim.period, best.period.end.year
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    if year < desk.written.year and re.search(rf"\b{year}\b", desk.manuscript.said(sentence)):
        return True
    if told_of is None or told_of.days > LONGEST or desk.written - told_of.end < ABOUT:
        return False
    return told_of.start - ABOUT <= best.period.end <= told_of.end + ABOUT


def _says_now(desk: Desk, claim: Claim) -> bool:
    """Whether the sentence tells a number as today's: "today the register holds"."""
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    told = _now(desk.manuscript.language).search(desk.manuscript.said(sentence))
    return told is not None and not names_its_edition(desk.manuscript, claim.start)


@lru_cache
def _now(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('now')[language])})\b", re.IGNORECASE)


def _with_scope(desk: Desk, claim: Claim, ruling: Ruling, best: Vintage, counts: list[Vintage]) -> Ruling:
    """What of a register's number was not counted since the day that the text names."""
    scope = register_scope(desk.now, best.definition)
    assert claim.since is not None
    if scope is None or not (further := scope.since(claim.since)):
        return ruling
    held = {v.definition: v for v in counts if v.period == best.period}
    wrong = [held[d] for d, _ in scope.parts if d in further and d in held]
    right = [held[d] for d, _ in scope.parts if d not in further and d in held]
    told_of = scope.note.get(desk.manuscript.language) or scope.note.get("en", "")
    reason = f"{ruling.reason} “Since {claim.since.year}” is wrong"
    if wrong and right:
        larger = "the larger part" if sum(v.value for v in wrong) > sum(v.value for v in right) else "a part"
        parts = " and ".join(f"{number(v.value)} ({by(desk.now, v)})" for v in wrong)
        reason += f" for {larger} of it, {parts}"
    reason += f": {told_of} ({scope.source})." if told_of else "."
    uses: tuple[Use, ...] = tuple(("other", v) for v in (*wrong, *right) if v is not best)
    return replace(ruling, reason=reason, uses=(*ruling.uses, *uses))


def _during(desk: Desk, claim: Claim) -> Ruling | None:
    """Who went missing in a period, where the words of the stock are used for it."""
    assert claim.place is not None and claim.period is not None
    record = desk.held.record(claim.measure, claim.place, claim.period)
    agree = [
        v for v in record.every()
        if desk.now.definition(v.definition).kind == "flow" and fits(claim, v.value) and not desk.quotes_us(v)
    ]  # fmt: skip
    if not agree:
        return _last_seen(desk, claim)
    best = min(agree, key=lambda v: v.known)
    late = "" if best.known <= desk.knew else "; the evidence held is of a later day than the text"
    return Ruling("supported", f"{told(desk.now, best)}{late}.", (("supports", best),), best.definition)


def _last_seen(desk: Desk, claim: Claim) -> Ruling | None:
    """A kindred count of the very span: the cases of a year, told in the words of all that a register holds."""
    assert claim.place is not None and claim.period is not None
    if claim.period.days <= LONGEST or claim.low != claim.high or claim.value < TELLING:
        return None
    for measure in near(claim.measure):
        counts = desk.held.record(measure, claim.place, claim.period).every()
        agree = [
            v for v in counts if v.period == claim.period and v.value == claim.value and not desk.quotes_us(v)
        ]
        if agree:
            best = min(agree, key=lambda v: v.known)
            reason = f"As {desk.now.measure(measure).name('en')}: {told(desk.now, best)}."
            return Ruling("supported", reason, (("supports", best),), best.definition)
    return None


def _of_one_span(claim: Claim, low: float) -> bool:
    """Whether a number told of a year or months, and below all that a register held then, may be of that time alone."""
    spanned = claim.period is not None and claim.period_sure and claim.period.days > LONGEST
    return spanned and not claim.since and claim.high is not None and claim.high < low


def _is_off_the_day(desk: Desk, claim: Claim, inside: list[Vintage], beside: list[Vintage]) -> bool:
    """Whether an exact number lies beside all counts of the very day that it is told of, and beside its neighbours."""
    day = claim.period
    if day is None or day.start != day.end or claim.since or desk.written - day.end > SOON or claim.hedge:
        return False
    far = all(abs(v.value - claim.value) > SAME_DAY * v.value for v in inside)
    return far and all(abs(v.value - claim.value) > SAME_DAY / 3 * v.value for v in beside)


def _disagreeing(
    desk: Desk, claim: Claim, every: list[Vintage], span: Period, meant: tuple[str, ...]
) -> Ruling:
    c = desk.now
    name = c.measure(claim.measure).name("en")
    official = [
        v for v in every if c.definition(v.definition).official and (not meant or v.definition in meant)
    ]
    if not official:
        tells = who_would_tell(c, claim.measure, claim.place)
        reason = f"No count of {name} for {where(c, claim.place, claim.period)} is held."  # type: ignore[arg-type]
        return Ruling("not-checkable", f"{reason} {tells} would tell." if tells else reason)
    inside = [v for v in official if span.contains(v.period) and v.known <= max(desk.knew, desk.written)]
    before = [v for v in official if v.period.end < span.start][-1:]
    after = [v for v in official if v.period.start > span.end][:1]
    recent = inside[-1:] if span.start == ALL_TIME.start else inside
    around = [*before, *recent, *after] if span.start != ALL_TIME.start else [*inside[-2:], *after]
    if not around:
        around = official[-1:]
    nearest = min(around, key=lambda v: abs(v.value - claim.value))
    uses: tuple[Use, ...] = (("other", nearest),)
    low, high = (f(v.value for v in around) for f in (min, max))
    outside = (claim.high is not None and claim.high < low * (1 - SLACK)) or (
        claim.low is not None and claim.low > high * (1 + SLACK)
    )
    outside = outside or (bool(inside) and _is_off_the_day(desk, claim, inside, before + after))
    other = [v for v in every if v.definition not in meant and claim.allows(v.value)]
    named = claim.place_sure or (claim.place is not None and claim.place.kind == "country")
    plain = claim.measure_sure and named and not (claim.projection or claim.denied or asks(desk, claim))
    dated = claim.period_sure and not claim.period_open
    if claim.period is None:  # of any day: one count alone says little of the others
        dated = len({v.value for v in inside}) >= OFTEN or turned_digits(claim, inside)
    theirs = speaks_for_us(claim, c, [v.definition for v in official])
    sized = claim.comparison is None and 1 / ALIKE < claim.value / (nearest.value or 1) < ALIKE
    newest = max((v.period.end for v in inside), default=desk.written)
    fresh = (
        span.start != ALL_TIME.start or desk.written - newest <= RECENT
    )  # a register grows past old counts
    whole = claim.since is None and claim.measure not in ESTIMATED and not _of_one_span(claim, low)
    if inside and outside and not other and plain and dated and theirs and sized and whole and fresh:
        first = recent[-1] if recent else nearest
        reason = f"{off_by(claim, first.value)} than {told(c, first)}; no count of the time agrees."
        return Ruling("contradicted", reason, (("contradicts", first),), first.definition)
    reason = f"No count of that day or span gives it; the nearest held is {told(c, nearest)}."
    if not theirs:
        reason = f"By {told(c, nearest)}; {who_says(claim)} may count otherwise."
    return Ruling("not-checkable", reason, uses)
