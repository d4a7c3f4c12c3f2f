"""Dated acts that the statements hold — votes, decrees, rulings, hand-overs — and how prose calls them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from almenara.analysis.checking.held.act_words import act_words
from almenara.analysis.checking.lexicon import Lexicon, lines, tokens_of
from almenara.analysis.context import Context
from almenara.analysis.policies import PolicyEvent, policies
from almenara.analysis.statements import statements
from almenara.countries.prose_terms import NamedAct, read_folder
from almenara.model.document import Evidence
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period, last_day
from almenara.text.letters import plain

HAPPENED = "happened"
"""The kind of an event that no verb need tell: its name and a date are enough."""


@dataclass(frozen=True)
class HeldAct:
    """One act with its evidence.

    status   of the policy's event, or the kind that the country's words give it
    bodies   who did it, by the word list's names of bodies
    """

    id: str
    policy: str
    act: str
    status: str
    bodies: frozenset[str]
    span: Period
    words: str
    evidence: Evidence


@dataclass(frozen=True)
class Named:
    """A policy, an act or an event as a text names it, characters start to end."""

    start: int
    end: int
    thing: NamedAct
    country: str


@dataclass(frozen=True)
class Meant:
    """What a name stands for: the acts meant, and all of the same course, whose days are never wrong."""

    acts: tuple[HeldAct, ...]
    course: tuple[HeldAct, ...]


def named_acts(manuscript: Manuscript, context: Context) -> list[Named]:
    """Every name of a policy, act or event in a text, the longest from each word on."""
    lexicon = _lexicon(tuple((code, pack.folder) for code, pack in context.packs.items()))
    tokens = tokens_of(manuscript)
    out: list[Named] = []
    index = 0
    while index < len(tokens):
        found = lexicon.longest(tokens, index)
        if found is None:
            index += 1
            continue
        last, meanings = found
        country, number = meanings[0]
        thing = read_folder(context.packs[country].folder).acts[number]
        out.append(Named(tokens.starts[index], tokens.ends[last - 1], thing, country))
        index = last
    return out


@lru_cache(maxsize=12)
def _lexicon(packs: tuple[tuple[str, Path], ...]) -> Lexicon[tuple[str, int]]:
    lexicon: Lexicon[tuple[str, int]] = Lexicon()
    for code, folder in packs:
        for number, thing in enumerate(read_folder(folder).acts):
            for phrase in lines(thing.terms):
                lexicon.add(phrase, (code, number))
    return lexicon


class HeldActs:
    """All acts held on a day, read once."""

    def __init__(self, context: Context) -> None:
        self._acts = tuple(_acts(context))

    def meant_by(self, named: Named) -> Meant:
        """The acts that a name may mean."""
        thing = named.thing
        if thing.statements:
            mine = [a for a in self._acts if a.id in thing.statements]
        else:
            mine = [a for a in self._acts if a.policy == thing.policy]
            mine = [a for a in mine if thing.acts is None or a.act in thing.acts]
        if thing.kind:
            mine = [_of_kind(a, thing.kind) for a in mine]
        keys = {a.policy for a in mine} | ({thing.policy} if thing.policy else set())
        course = [a for a in self._acts if a.policy in keys] + mine
        return Meant(tuple(mine), tuple(course))


def _of_kind(act: HeldAct, kind: str) -> HeldAct:
    return HeldAct(act.id, act.policy, act.act, kind, act.bodies, act.span, act.words, act.evidence)


def _acts(context: Context) -> Iterator[HeldAct]:
    said = act_words(context)
    for policy in policies(context):
        for event in policy.events:
            if (span := _span(event)) is not None:
                words = f"{event.policy}, {event.status.replace('_', ' ')}: {event.actor}, {event.instrument}"
                bodies = said.bodies_in(plain(f"{event.actor}, {event.instrument}"))
                named = frozenset(body for _, _, body in bodies)
                yield HeldAct(
                    event.id, event.key, event.act, event.status, named, span, words, event.evidence
                )
    for item in statements(context, ("context",), language="en"):
        if item.span is not None:
            words = f"{item.subject}: {item.object}"
            yield HeldAct(item.id, item.id, "", "statement", frozenset(), item.span, words, item.evidence)


def _span(event: PolicyEvent) -> Period | None:
    start = event.start
    if start is None:
        return None
    if event.precision == "year":
        return Period.year(start.year)
    return Period(start, last_day(start.year, start.month) if event.precision == "month" else start)
