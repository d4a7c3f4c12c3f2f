"""The days of a country's elections, as a text tells them, against those that its pack holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from almenara.analysis.checking.held.act_words import act_words
from almenara.analysis.checking.lexicon import lines
from almenara.analysis.checking.where.places import find_places, home_of
from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.analysis.policies import PolicyEvent, policies
from almenara.countries.elections import Election, elections
from almenara.model.claim import Claim, Role, Support, Verdict
from almenara.model.manuscript import Manuscript, Sentence
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods

REACH = 40
"""Letters between the word for an election and its day."""
YEARS = 2
"""Years by which the day of an election may be off and still be a slip."""
NEAR_DAYS = 2
"""Days after a vote on which it may still be counted, and told as won."""


def election_day_claims(manuscript: Manuscript, now: Context) -> list[Claim]:
    """A claim of kind "date" for each day or month given to an election of the text's country, in order."""
    text, words = plain(manuscript.text), act_words(now)
    if not _nouns().search(text):
        return []
    latest = min(manuscript.published or now.as_of, now.as_of)
    told = [
        (p, p.period) for p in find_periods(manuscript) if p.relation == "in" and not p.relative and p.sure
    ]
    dates = [p for p, span in told if span is not None and span.start <= latest and _is_day_or_month(span)]
    masked = words.without_own(text)
    for pattern in filter(
        None, {_winners(e.winners) for pack in now.packs.values() for e in elections(pack)}
    ):
        masked = pattern.sub(lambda hit: " " * len(hit[0]), masked)
    found = [(s, d, o) for s in manuscript.sentences for d, o in _told_in(s, dates, masked)]
    if not found:
        return []
    places = find_places(manuscript, now)
    home = home_of(places, now, manuscript.text)
    out: list[Claim] = []
    for sentence, date, noun in found:
        code = home.code if home else ""
        for pack in now.packs.values():
            held = elections(pack)
            winners = [e for e in held if _wins(e, text, sentence)]
            here = [p for p in places if sentence.start <= p.start < sentence.end and not p.in_name]
            if not held or (code != pack.code and not winners):
                continue
            if any(p.place is None and not p.nation and p.country != pack.code for p in here):
                continue
            if any(p.place is not None and p.place.kind != "country" and not p.dateline for p in here):
                continue
            if _pattern("other").search(text, sentence.start, sentence.end):
                continue
            if words.is_foreign(text, sentence.start, sentence.end, pack.code, anywhere=True):
                continue
            plainly = bool(winners or _pattern("national").search(text, *noun) or any(p.place for p in here))
            own = _own().search(text[min(noun[1], date.end) : max(noun[0], date.start)]) is not None
            out.append(_claim(manuscript, now, date, held, winners, plainly, own))
            break
    return out


def _is_day_or_month(span: Period) -> bool:
    return span.days == 1 or (span.whole_months and span.month_count == 1)


def _told_in(
    sentence: Sentence, dates: Sequence[PeriodMention], text: str
) -> Iterator[tuple[PeriodMention, tuple[int, int]]]:
    """Dates right beside a word for an election, with where that stands."""
    for date in dates:
        if not sentence.start <= date.start < sentence.end:
            continue
        before = list(_nouns().finditer(text, max(sentence.start, date.start - 80), date.start))
        for noun in before[-1:]:
            opening = max(sentence.start, noun.start() - 25)
            if _pattern("aside").search(text, opening, noun.start()):
                break
            if _beside().fullmatch(text, noun.end(), date.start):
                yield date, noun.span()
                break
        else:
            after = _nouns().search(text, date.end, min(sentence.end, date.end + 60))
            if after and _ahead().fullmatch(text, date.end, after.start()):
                yield date, after.span()


def _wins(election: Election, text: str, sentence: Sentence) -> bool:
    listed = _winners(election.winners)
    return listed is not None and listed.search(text, sentence.start, sentence.end) is not None


def _claim(
    manuscript: Manuscript, now: Context, date: PeriodMention, held: Sequence[Election],
    winners: Sequence[Election], plainly: bool, own: bool,
) -> Claim:  # fmt: skip
    said = date.period
    assert said is not None
    days = [Period(e.day, e.day) for e in held]
    agree = [d for d in days if said.start <= d.start <= said.end]
    verdict: Verdict = "not-checkable"
    role: Role = "other"
    used = agree[:1] or sorted(days, key=lambda d: abs((d.start - said.start).days))[:1]
    reason = f"An election of the country was on {used[0]}."
    if agree:
        verdict, role, reason = "supported", "supports", f"The election was on {used[0]}."
    else:
        reason += " Another one may be meant."
        wrong = _meant(said, [Period(e.day, e.day) for e in winners] or days, bool(winners), own)
        if plainly and wrong is not None:
            verdict, role, used = "contradicted", "contradicts", [wrong]
            reason = f"The election was on {wrong}, not on {said}."
    evidence = [e for e in _events(now, used[0]) if e.evidence]
    value = float(said.start.toordinal())
    return Claim(
        manuscript.text[date.start : date.end], date.start, date.end, "date", value, value, value,
        unit="day" if said.days == 1 else "month", counted="election", period=said, period_sure=date.sure,
        verdict=verdict, reason=reason,
        evidence=tuple(Support(role, evidence=(e.evidence,), words=e.text) for e in evidence[:1]),
    )  # fmt: skip


def _meant(said: Period, days: Sequence[Period], won: bool, own: bool) -> Period | None:
    """The one election that a day or month was meant to be of: another day of its year, or its day in another year."""
    same_year = [d for d in days if d.start.year == said.start.year]
    if len(same_year) == 1:
        late = (said.start - same_year[0].start).days
        return None if 0 <= late <= NEAR_DAYS and not own else same_year[0]
    slipped = [
        d for d in days
        if d.start.month == said.start.month and abs(d.start.year - said.start.year) <= YEARS
        and ((said.days == 1 and d.start.day == said.start.day) or (said.days > 1 and won))
    ]  # fmt: skip
    return slipped[0] if len(slipped) == 1 else None


def _events(now: Context, day: Period) -> list[PolicyEvent]:
    return [e for p in policies(now) for e in p.events if e.start == day.start and e.precision == "day"]


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word_list('act_words')['election']['noun'])})(?!\w)")


@lru_cache(maxsize=4)
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word_list('act_words')['election'][section])})(?!\w)")


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    """What makes a day an election's own, from behind it or after it."""
    return re.compile(rf"\b(?:{'|'.join(word_list('act_words')['election']['own'])})\b")


@lru_cache(maxsize=2)
def _beside() -> re.Pattern[str]:
    """What may stand between an election and its day behind it."""
    return re.compile(rf"[\s,(]*(?:(?:{'|'.join(word_list('act_words')['election']['between'])})[\s,]+)*")


@lru_cache(maxsize=2)
def _ahead() -> re.Pattern[str]:
    """What may stand between a day and the election behind it."""
    return re.compile(rf"[\s,]*(?:(?:{'|'.join(word_list('act_words')['election']['ahead'])})[\s,]+)*")


@lru_cache(maxsize=32)
def _winners(terms: str) -> re.Pattern[str] | None:
    listed = lines(terms)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})(?!\w)") if listed else None
