"""Dated facts on armed groups and their leaders, against statements held: captured on, killed on, split from in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from almenara.analysis.checking.held.known_names import Fact, Named, Names, known_of
from almenara.analysis.checking.held.whom import Happened, named_before, whom
from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.model.claim import Claim, Role, Support, Verdict
from almenara.model.manuscript import Manuscript, Sentence
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods

NEAR_DAYS = 7
"""Days between a stated day and an event's that may lie between it and its being announced."""
FAR_DAYS = 180
"""Days beyond which a date is another than one on which sources differ by a few."""
_DEATHS = {"killed", "died"}
"""Kinds of one thing: of somebody who was killed a text says, too, that he died."""
REACH = 120
"""Letters between the words of an event and its date, beyond which they are not read together."""


def group_claims(manuscript: Manuscript, now: Context, then: Context | None) -> list[Claim]:
    """A claim of kind "date" for each dated fact of a known leader or group, with its verdict, in order.

    value  the ordinal day where a day is stated, else the year
    """
    text = plain(manuscript.text)
    known = known_of(now)
    names = Names(known)
    named = list(names.find(text, manuscript.text))
    if not named:
        return []
    periods = [p for p in find_periods(manuscript) if p.period is not None and p.relation == "in"]
    out: list[Claim] = []
    for sentence in manuscript.sentences:
        dates = [p for p in periods if sentence.start <= p.start < sentence.end]
        if dates:
            out += _read(manuscript, text, sentence, named, dates, known.facts)
    return sorted(out, key=lambda claim: claim.start)


def _read(
    manuscript: Manuscript, text: str, sentence: Sentence, named: list[Named],
    dates: list[PeriodMention], facts: dict[str, list[Fact]],
) -> Iterator[Claim]:  # fmt: skip
    happened = list(_happened(text, sentence))
    taken: set[int] = set()
    for event in happened:
        dated = [d for d in dates if d.start not in taken and _apart(event, d) <= REACH]
        if not dated:
            continue
        date = min(dated, key=lambda d: _apart(event, d))
        if any(_apart(other, date) < _apart(event, date) for other in happened if other is not event):
            continue
        who = whom(text, manuscript, sentence, event, named)
        claim = None
        if who is not None:
            if any(f.kind in _alike(event.kind) for f in facts.get(who, [])):
                claim = _judged(manuscript, event, who, date, facts[who])
        elif meant := named_before(text, manuscript, sentence, event, date, named):
            claim = _of_one_told_before(manuscript, event, meant, date, facts)
        if claim is not None:
            taken.add(date.start)
            yield claim


def _of_one_told_before(
    manuscript: Manuscript,
    event: Happened,
    meant: list[str],
    date: PeriodMention,
    facts: dict[str, list[Fact]],
) -> Claim | None:
    """Of the leaders who may be meant the one whose date it is, else the one whose date it plainly slipped from."""
    able = [who for who in meant if any(f.kind in _alike(event.kind) for f in facts.get(who, []))]
    judged = [_judged(manuscript, event, who, date, facts[who], by_name=False) for who in able]
    for verdict in ("supported", "contradicted"):
        found = [claim for claim in judged if claim.verdict == verdict]
        if len(found) == 1 or (found and verdict == "supported"):
            return found[0]
    return judged[0] if judged and judged[0].verdict == "not-checkable" else None


def _apart(event: Happened, date: PeriodMention) -> int:
    return max(date.start - event.end, event.start - date.end, 0)


def _judged(
    manuscript: Manuscript, event: Happened, who: str, date: PeriodMention, facts: list[Fact],
    *, by_name: bool = True,
) -> Claim:  # fmt: skip
    """The claim that an event befell somebody at a time; one whom the sentence does not name is told a wrong time of
    only where it slipped from the right one."""
    assert date.period is not None
    said = date.period
    mine = [f for f in facts if f.kind in _alike(event.kind)]
    agree = [f for f in mine if f.span.start <= said.end and said.start <= f.span.end]
    near = [f for f in mine if _gap(f.span, said) <= NEAR_DAYS]
    same = [f for f in mine if f.kind == event.kind or {f.kind, event.kind} == _DEATHS]
    verdict: Verdict = "not-checkable"
    role: Role = "other"
    if sure := [f for f in agree if not f.disputed]:
        best = min(sure, key=lambda f: (f.span.days, f.span.start))
        verdict, role, used = "supported", "supports", [best]
        reason = f"{best.words}: {best.span} ({best.evidence.publisher})."
    elif agree or near:
        used = (agree or near)[:2]
        differ = "sources differ on it" if any(f.disputed for f in used) else "a few days from what is held"
        reason = f"{used[0].words}: {used[0].span} ({used[0].evidence.publisher}); {differ}."
    else:
        used = sorted(same or mine, key=lambda f: _gap(f.span, said))[:2]
        known = " and ".join(f"{f.span} ({f.evidence.publisher})" for f in used)
        reason = f"{used[0].words}: {known}."
        clear = _is_plain(said) and bool(same) and not any(f.disputed and f.doubtful for f in same)
        clear = clear and event.of != "groups"  # groups split, and are listed, more than once
        if clear and _plainly_wrong(event.kind, said, same, by_name):
            verdict, role = "contradicted", "contradicts"
            reason = f"{used[0].words}: {known}, not {said}."
        else:
            reason += " It may be of another time."
    one_day = said.start == said.end
    value = float(said.start.toordinal() if one_day else said.start.year)
    return Claim(
        manuscript.text[date.start : date.end], date.start, date.end, "date", value, value, value,
        unit="day" if one_day else "year", counted=f"{who}: {event.kind}", period=said, period_sure=date.sure,
        verdict=verdict, reason=reason,
        evidence=tuple(Support(role, evidence=(f.evidence,), words=f.words) for f in used),
    )  # fmt: skip


def _is_plain(said: Period) -> bool:
    """Whether a date is a day, a month or a year."""
    return said.start == said.end or (said.whole_months and said.month_count in (1, 12))


def _gap(one: Period, other: Period) -> int:
    return max((other.start - one.end).days, (one.start - other.end).days, 0)


def _plainly_wrong(kind: str, said: Period, same: list[Fact], by_name: bool) -> bool:
    """What happens once is wrong at any other time; what may happen again only where the date slipped."""
    if by_name and kind in word_list("group_words")["once"]:
        return all(_gap(f.span, said) > (FAR_DAYS if f.disputed else 31) for f in same)
    if len(same) != 1 or said.start != said.end or same[0].span.start != same[0].span.end:
        return False
    known, told = same[0].span.start, said.start
    slips = (known.day == told.day) + (known.month == told.month) + (known.year == told.year)
    return slips == 2 and abs((known - told).days) > (FAR_DAYS if same[0].disputed else NEAR_DAYS)


@lru_cache
def _alike(kind: str) -> frozenset[str]:
    found = {k for group in word_list("group_words")["alike"] if kind in group for k in group}
    return frozenset({kind, *found})


@lru_cache
def _patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (of, kind, re.compile(rf"\b(?:{'|'.join(listed)})(?!\w)"))
        for of in ("leaders", "groups") for kind, listed in word_list("group_words")[of].items()
    ]  # fmt: skip


def _happened(text: str, sentence: Sentence) -> Iterator[Happened]:
    for of, kind, pattern in _patterns():
        for hit in pattern.finditer(text, sentence.start, sentence.end):
            yield Happened(hit.start(), hit.end(), kind, of)
