"""Dated facts on armed groups and their leaders, against statements held: captured on, killed on, split from in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.analysis.leaders import LeaderEvent, leader_events
from almenara.analysis.statements import statements
from almenara.countries.prose_terms import load_prose_terms
from almenara.model.claim import Claim, Role, Support, Verdict
from almenara.model.document import Evidence
from almenara.model.manuscript import Manuscript, Sentence
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods

NEAR_DAYS = 7
"""Days between a stated day and an event's that may lie between it and its being announced."""
FAR_DAYS = 180
"""Days beyond which a date is another than one on which sources differ by a few."""
_DAYS_DIFFER = "disputed"
"""The flag of an event of which sources give different days; others say that it was false or is not confirmed."""
REACH = 120
"""Letters between the words of an event and its date, beyond which they are not read together."""


@dataclass(frozen=True)
class _Fact:
    """What is held of a person or group: an event or statement, as a span of days with its evidence.

    doubtful  of a disputed one: whether it is in doubt altogether; False where sources give days close together
    """

    kind: str
    span: Period
    disputed: bool
    words: str
    evidence: Evidence
    doubtful: bool = True


@dataclass(frozen=True)
class _Named:
    start: int
    end: int
    who: str


@dataclass(frozen=True)
class _Happened:
    start: int
    end: int
    kind: str
    of: str


def group_claims(manuscript: Manuscript, now: Context, then: Context | None) -> list[Claim]:
    """A claim of kind "date" for each dated fact of a known leader or group, with its verdict, in order.

    value  the ordinal day where a day is stated, else the year
    """
    text = plain(manuscript.text)
    known = _known(now)
    names = _Names(known)
    named = list(names.find(text, manuscript.text))
    if not named:
        return []
    periods = [p for p in find_periods(manuscript) if p.period is not None and p.relation == "in"]
    out: list[Claim] = []
    for sentence in manuscript.sentences:
        people = [n for n in named if sentence.start <= n.start < sentence.end]
        dates = [p for p in periods if sentence.start <= p.start < sentence.end]
        if people and dates:
            out += _read(manuscript, text, sentence, people, dates, known.facts)
    return sorted(out, key=lambda claim: claim.start)


def _read(
    manuscript: Manuscript, text: str, sentence: Sentence, people: list[_Named],
    dates: list[PeriodMention], facts: dict[str, list[_Fact]],
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
        who = _subject(event, people)
        if who is None or not any(f.kind in _alike(event.kind) for f in facts.get(who, [])):
            continue
        taken.add(date.start)
        yield _judged(manuscript, event, who, date, facts[who])


def _apart(event: _Happened, date: PeriodMention) -> int:
    return max(date.start - event.end, event.start - date.end, 0)


def _subject(event: _Happened, people: list[_Named]) -> str | None:
    """Whom an event is told of: the last one named before it, else the one named next after it."""
    before = [p for p in people if p.end <= event.start]
    after = [p for p in people if p.start >= event.end]
    if event.of == "groups":
        found = before[-1:] or after[:1]
    else:
        found = before[-1:] or [p for p in after if p.start - event.end < 40][:1]
    return found[0].who if found else None


def _judged(
    manuscript: Manuscript, event: _Happened, who: str, date: PeriodMention, facts: list[_Fact]
) -> Claim:
    assert date.period is not None
    said = date.period
    mine = [f for f in facts if f.kind in _alike(event.kind)]
    agree = [f for f in mine if f.span.start <= said.end and said.start <= f.span.end]
    near = [f for f in mine if _gap(f.span, said) <= NEAR_DAYS]
    same = [f for f in mine if f.kind == event.kind]
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
        if clear and _plainly_wrong(event.kind, said, same):
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


def _is_in_doubt(event: LeaderEvent) -> bool:
    """Whether it is in doubt that or in what year an event was, not only on which of some days or where."""
    return event.flag != _DAYS_DIFFER or event.start != event.end


def _is_plain(said: Period) -> bool:
    """Whether a date is a day, a month or a year."""
    return said.start == said.end or (said.whole_months and said.month_count in (1, 12))


def _gap(one: Period, other: Period) -> int:
    return max((other.start - one.end).days, (one.start - other.end).days, 0)


def _plainly_wrong(kind: str, said: Period, same: list[_Fact]) -> bool:
    """What happens once is wrong at any other time; what may happen again only where the date slipped."""
    if kind in word_list("group_words")["once"]:
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


def _happened(text: str, sentence: Sentence) -> Iterator[_Happened]:
    for of, kind, pattern in _patterns():
        for hit in pattern.finditer(text, sentence.start, sentence.end):
            yield _Happened(hit.start(), hit.end(), kind, of)


@dataclass(frozen=True)
class _Known:
    """All that is held of one leader or group, by name, with the ways in which it may be written."""

    facts: dict[str, list[_Fact]]
    spellings: dict[str, set[str]]
    aliases: frozenset[str]


def _known(context: Context) -> _Known:
    facts: dict[str, list[_Fact]] = {}
    spellings: dict[str, set[str]] = {}
    aliases: set[str] = set()
    events = leader_events(context)
    names = {e.person.partition(' ("')[0] for e in events}
    for event in events:
        name, _, listed = event.person.partition(' ("')
        who = max((n for n in names if f"{n} ".startswith(f"{name} ")), key=len)  # one name may be cut short
        flag = f", {event.flag}" if event.flag else ""
        words = f"{name}, {event.kind.replace('-', ' ')}{flag}"
        span = Period(event.start, event.end)
        fact = _Fact(event.kind, span, bool(event.flag), words, event.evidence, _is_in_doubt(event))
        facts.setdefault(who, []).append(fact)
        also = {plain(a.strip()) for a in re.split(r"[,/]", listed.rstrip('")')) if len(a.strip()) >= 4}
        aliases |= also
        for spelling in (*_of_a_person(name), *also):
            spellings.setdefault(spelling, set()).add(who)
    terms = [load_prose_terms(pack) for pack in context.packs.values()]
    forms = [form for term in terms for form in term.group_forms]
    for item in statements(context, tuple(word_list("group_words")["groups"])):
        for spelling in _of_a_group(item.subject, forms):
            spellings.setdefault(spelling, set()).add(item.subject)
        if item.span is not None:
            words = f"{item.subject}, {item.predicate.replace('-', ' ')} {item.object}"
            fact = _Fact(item.predicate, item.span, bool(item.topics), words, item.evidence)
            facts.setdefault(item.subject, []).append(fact)
    told_of = {who for owners in spellings.values() for who in owners}
    for term in terms:
        for who, others in term.groups.items():
            for spelling in others if who in told_of else ():
                spellings.setdefault(plain(spelling), set()).add(who)
    return _Known(facts, spellings, frozenset(aliases))


def _of_a_person(name: str) -> Iterator[str]:
    """The full name, the name with the first surname, both surnames."""
    parts = plain(name).split()
    yield " ".join(parts)
    if len(parts) in (3, 4):
        yield " ".join(parts[:-1])
        yield " ".join(parts[-2:])


def _of_a_group(name: str, forms: list[tuple[str, str]]) -> Iterator[str]:
    """The name as stated and as other languages write it; what stands in brackets tells it from another group."""
    own = plain(name)
    yield own
    for pattern, form in forms:
        if re.match(pattern, own):
            yield re.sub(pattern, form, own)


class _Names:
    """Names and aliases of leaders and groups, so long as each is only one's."""

    def __init__(self, known: _Known) -> None:
        self._capital = known.aliases
        self._who = {s: next(iter(w)) for s, w in known.spellings.items() if len(w) == 1}
        listed = sorted(self._who, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)") if listed else None
        )

    def find(self, text: str, written: str) -> Iterator[_Named]:
        """Names in a text without accents; an alias must be written with a capital as its last word."""
        if self._pattern is None:
            return
        for hit in self._pattern.finditer(text):
            name = written[hit.start() : hit.end()]
            if hit[0] in self._capital and not name.split()[-1][:1].isupper():
                continue
            yield _Named(hit.start(), hit.end(), self._who[hit[0]])
