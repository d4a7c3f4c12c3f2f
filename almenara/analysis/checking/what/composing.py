"""Measures made of two words: of whom, and what happened to them. "Attacks on politicians", "jornalistas mortos"."""

from __future__ import annotations

from dataclasses import dataclass

from almenara.analysis.checking.lexicon import Lexicon, Tokens
from almenara.analysis.checking.vocabulary import Meaning

MADE = {
    ("journalists", "killed"): ("journalists-killed", "persons"),
    ("politicians", "killed"): ("politicians-killed", "persons"),
    ("politicians", "attacked"): ("politicians-attacked", "attacks"),
    ("officials", "killed"): ("officials-killed", "persons"),
    ("officials", "attacked"): ("officials-attacked", "attacks"),
    ("candidates", "killed"): ("candidates-killed", "persons"),
    ("foreigners", "killed"): ("foreigners-killed", "persons"),
    ("foreigners", "died"): ("foreign-deaths", "deaths"),
    ("foreigners", "slain"): ("foreigners-killed", "persons"),
    ("persons", "killed"): ("homicide", "victims"),
    ("persons", "missing"): ("missing-persons", "persons"),
}
"""What a group of people and an event make; dying counts as being killed but for foreigners, of whose deaths most
are accidents: they are killed where a word says that somebody killed them."""

_ONE = frozenset(("murder", "killing", "assassination", "homicide", "asesinato", "homicidio", "assassinato"))
"""Events in the singular before the people that they happened to."""

_QUOTES = frozenset("\"“”«»’'")
_REACH = 24
"""Words between people and what happened to them, at most."""


@dataclass(frozen=True)
class Hit:
    """A phrase found: words from `first` to before `last`, and what they stand for."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]

    def of(self, section: str) -> str | None:
        """The key of its meaning in a section, None where it has none there."""
        return next((m.key for m in self.meanings if m.section == section), None)


def scan(lexicon: Lexicon[Meaning], tokens: Tokens) -> list[Hit]:
    """Every phrase in a text, from the left, the longest at each word."""
    out: list[Hit] = []
    index, count = 0, len(tokens)
    while index < count:
        found = lexicon.longest(tokens, index)
        if found is None:
            index += 1
        else:
            out.append(Hit(index, found[0], tuple(found[1])))
            index = found[0]
    return out


@dataclass(frozen=True)
class Made:
    """People and what happened to them: the words of both, or of the people only where they stand apart.

    at      the event's first word, -1 without one; single  whether the words tell of one event: "murder of six"
    people  the word behind those for the people
    """

    first: int
    last: int
    who: str
    event: str
    measure: str
    unit: str
    at: int
    single: bool = False
    people: int = 0


def compose(
    tokens: Tokens, who: list[Hit], events: list[Hit], deeds: frozenset[str], slain: frozenset[str]
) -> list[Made]:
    """The people of one sentence, each with the event that is theirs, if one is.

    slain  words for dying that say that somebody did it
    """
    out = []
    for people in who:
        best: tuple[float, Hit] | None = None
        for event in events:
            cost = _cost(tokens, people, event, deeds)
            if people.of("who") == "persons" and (cost is None or cost > 3):
                continue
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, event)
        group = people.of("who") or ""
        if best is None:
            out.append(Made(people.first, people.last, group, "", "", "", -1))
            continue
        event = best[1]
        what = event.of("events") or ""
        kind = "killed" if what == "died" and (group, "died") not in MADE else what
        if kind == "died" and slain & set(tokens.words[event.first : event.last]):
            kind = "slain"
        measure, unit = MADE.get((group, kind), ("", ""))
        near = event.last <= people.first and people.first - event.last <= 2
        near = near or (event.first >= people.last and event.first - people.last <= 3)
        if event.last <= people.first and _counted_between(tokens, event.last, people.first):
            near = False  # "152 killed, including 48 candidates": the event has a number of its own
        first = min(people.first, event.first) if near else people.first
        last = max(people.last, event.last) if near else people.last
        single = event.last <= people.first and tokens.words[event.first] in _ONE
        at = -1 if not near and _counted_between(tokens, event.last, people.first) else event.first
        out.append(Made(first, last, group, what, measure, unit, at, single, people.last))
    return out


def _counted_between(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a comma and a number stand between what happened and people told behind it."""
    if first >= last or not any(word[0].isdigit() for word in tokens.words[first:last]):
        return False
    return any(set(tokens.between(i)) & set(",;:(") for i in range(first - 1, last))


def _cost(tokens: Tokens, people: Hit, event: Hit, deeds: frozenset[str]) -> float | None:
    """How far an event is from people; what stands before them and governs a list costs less."""
    if event.first >= people.last:
        gap = event.first - people.last
        if gap and tokens.words[event.first] in deeds:
            return None  # "officials counted 250 murders"
        start, end = people.last - 1, event.first
        extra = 0.0 if gap <= 3 else 4.0
    elif event.last <= people.first:
        gap = people.first - event.last
        start, end = event.last - 1, people.first
        extra = 0.0 if gap <= 4 else 3.0
    else:
        return None
    if gap > (4 if event.of("events") == "missing" else _REACH):
        return None
    gaps = [tokens.between(i) for i in range(start, end)]
    if any(set(gap) & _QUOTES and set(gap) & set(".!?") for gap in gaps):
        return None  # "Homicides have gone down." – the party's candidate
    breaks = sum(1 for gap in gaps if any(c in ";:." for c in gap))
    return gap + extra + 5.0 * breaks
