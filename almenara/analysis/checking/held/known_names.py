"""What is held of leaders and groups with a date, and the names by which a text may tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.analysis.leaders import LeaderEvent, leader_events
from almenara.analysis.statements import statements
from almenara.countries.prose_terms import load_prose_terms
from almenara.model.document import Evidence
from almenara.model.period import Period
from almenara.text.letters import plain

_DAYS_DIFFER = "disputed"
"""The flag of an event of which sources give different days; others say that it was false or is not confirmed."""


@dataclass(frozen=True)
class Fact:
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
class Named:
    """A name in a text; is_person  whether it is a leader's, not a group's."""

    start: int
    end: int
    who: str
    is_person: bool


def _is_in_doubt(event: LeaderEvent) -> bool:
    """Whether it is in doubt that or in what year an event was, not only on which of some days or where."""
    return event.flag != _DAYS_DIFFER or event.start != event.end


@dataclass(frozen=True)
class Known:
    """All that is held of one leader or group, by name, with the ways in which it may be written."""

    facts: dict[str, list[Fact]]
    spellings: dict[str, set[str]]
    aliases: frozenset[str]
    people: frozenset[str]


def known_of(context: Context) -> Known:
    """All dated facts of leaders and groups that were known on the view's day."""
    facts: dict[str, list[Fact]] = {}
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
        fact = Fact(event.kind, span, bool(event.flag), words, event.evidence, _is_in_doubt(event))
        facts.setdefault(who, []).append(fact)
        also = {plain(a.strip()) for a in re.split(r"[,/]", listed.rstrip('")')) if len(a.strip()) >= 4}
        aliases |= also
        for spelling in (*_of_a_person(name), *also):
            spellings.setdefault(spelling, set()).add(who)
    people = set(facts)
    terms = [load_prose_terms(pack) for pack in context.packs.values()]
    forms = [form for term in terms for form in term.group_forms]
    for item in statements(context, tuple(word_list("group_words")["groups"])):
        for spelling in _of_a_group(item.subject, forms):
            spellings.setdefault(spelling, set()).add(item.subject)
        if item.span is not None:
            words = f"{item.subject}, {item.predicate.replace('-', ' ')} {item.object}"
            fact = Fact(item.predicate, item.span, bool(item.topics), words, item.evidence)
            facts.setdefault(item.subject, []).append(fact)
    told_of = {who for owners in spellings.values() for who in owners}
    for term in terms:
        for who, others in term.groups.items():
            for spelling in others if who in told_of else ():
                spellings.setdefault(plain(spelling), set()).add(who)
    return Known(facts, spellings, frozenset(aliases), frozenset(people))


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


class Names:
    """Names and aliases of leaders and groups, so long as each is only one's."""

    def __init__(self, known: Known) -> None:
        self._capital = known.aliases
        self._people = known.people
        self._who = {s: next(iter(w)) for s, w in known.spellings.items() if len(w) == 1}
        listed = sorted(self._who, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)") if listed else None
        )

    def find(self, text: str, written: str) -> Iterator[Named]:
        """Names in a text without accents; an alias must be written with a capital as its last word."""
        if self._pattern is None:
            return
        for hit in self._pattern.finditer(text):
            name = written[hit.start() : hit.end()]
            if hit[0] in self._capital and not name.split()[-1][:1].isupper():
                continue
            who = self._who[hit[0]]
            yield Named(hit.start(), hit.end(), who, who in self._people)
