"""The counting rule that a passage goes by, for claims that name none: "the preliminary count was 35,964".

A text that speaks of one body's count all along means that body's where it says no more than "homicides". This only
ever turns "borne out by another definition" into borne out or outdated: nothing is accused on the strength of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from almenara.analysis.checking.bodies import bodies, called, definitions_of
from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.lexicon import Tokens, tokens_of
from almenara.countries.prose_terms import NamedPublisher
from almenara.model.claim import Claim

_BACK = 3
"""Paragraphs back in which a body may have been named, or a count told by its rule."""
_HELD = ("supported", "outdated")
_PREFERRED = "The count that is "
"""How the words begin that tell what another definition's count is."""


def by_the_passage(
    desk: Desk, claims: Sequence[Claim], rulings: Sequence[Ruling], rule: Callable[[Desk, Claim], Ruling]
) -> list[Ruling]:
    """The rulings; what only another definition bears out stands where the passage goes by that very definition.

    rule  judges one claim
    """
    out = list(rulings)
    if not any(_may_turn(c, r) for c, r in zip(claims, rulings, strict=True)):
        return out
    named = _named(desk)
    for number, (claim, ruling) in enumerate(zip(claims, rulings, strict=True)):
        if not _may_turn(claim, ruling):
            continue
        told = _of_the_body(desk, claim, ruling, named) or _of_the_last(desk, claims, out, number)
        if not told:
            continue
        again = rule(desk, replace(claim, definitions=told, definition=told[0] if len(told) == 1 else ""))
        if again.verdict in _HELD:
            out[number] = replace(
                again,
                reason=f"{again.reason} The text goes by this count. {_otherwise(ruling)}".strip(),
                uses=(
                    *again.uses,
                    *(use for use in ruling.uses if use[0] == "other" and use not in again.uses),
                ),
            )
    return out


def _otherwise(ruling: Ruling) -> str:
    """What the count that is preferred gives, of a ruling "Only as … The count that is preferred gives …"."""
    return ruling.reason[at:] if (at := ruling.reason.find(_PREFERRED)) >= 0 else ""


def _may_turn(claim: Claim, ruling: Ruling) -> bool:
    """Whether only another definition bears a claim out, and not against its own words."""
    if ruling.verdict != "supported-other-definition" or not ruling.definition:
        return False
    if claim.attribution and all(a.unnamed for a in claim.attribution):
        return False  # "according to one study": nobody knows by which rule
    return not claim.definition and (not claim.definitions or ruling.definition in claim.definitions)


def _of_the_body(
    desk: Desk, claim: Claim, ruling: Ruling, named: list[tuple[int, NamedPublisher]]
) -> tuple[str, ...]:
    """Definitions of the body that the text names last before the claim, where the ruling is by one of them."""
    said = [a.name for a in claim.attribution if not a.unnamed]
    known = [b for name in said for b in called(name, desk.now)]
    if known and not any(ruling.definition in definitions_of(b, desk.now) for b in known):
        return ()
    text = desk.manuscript
    sentence = text.sentences[text.sentence_at(claim.start)]
    first = text.blocks[max(0, sentence.block - _BACK)].start
    counts = [
        (at, own) for at, body in named
        if (own := _own(desk, claim, body)) and (at < sentence.end)
    ]  # fmt: skip
    near = [own for at, own in counts if at >= first]
    last = near[-1] if near else counts[-1][1] if counts and len({o for _, o in counts}) == 1 else ()
    return last if ruling.definition in last else ()


def _own(desk: Desk, claim: Claim, body: NamedPublisher) -> tuple[str, ...]:
    """A body's own definitions of what a claim counts."""
    if body.optional or (body.only and claim.measure not in body.only):
        return ()
    held = desk.now.definitions
    own = [d for d in definitions_of(body, desk.now) if d in held and claim.measure in held[d].measures]
    return tuple(d for d in own if not claim.definitions or d in claim.definitions)


def _of_the_last(
    desk: Desk, claims: Sequence[Claim], rulings: Sequence[Ruling], number: int
) -> tuple[str, ...]:
    """The definition of the count of the same told last before a claim, where its words say so and it stands."""
    claim, ruling = claims[number], rulings[number]
    block = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)].block
    for before in range(number - 1, -1, -1):
        earlier = claims[before]
        if block - desk.manuscript.sentences[desk.manuscript.sentence_at(earlier.start)].block > _BACK:
            break
        if earlier.kind != "count" or earlier.measure != claim.measure or earlier.place != claim.place:
            continue
        stands = rulings[before].verdict in _HELD and rulings[before].definition == ruling.definition
        return (ruling.definition,) if stands and not rulings[before].reason.startswith("Only") else ()
    return ()


def _named(desk: Desk) -> list[tuple[int, NamedPublisher]]:
    """Every mention of a body that counts, in order: where it begins, and which."""
    tokens = tokens_of(desk.manuscript)
    at: dict[str, list[int]] = {}
    for number, word in enumerate(tokens.words):
        at.setdefault(word, []).append(number)
    found = []
    for one in bodies(desk.now):
        for phrase in one.phrases:
            words = phrase.split()
            for first in at.get(words[0], ()):
                if tokens.words[first : first + len(words)] == words and _is_a_name(
                    tokens, first, len(words)
                ):
                    found.append((tokens.starts[first], one.body))
    return sorted(found, key=lambda f: f[0])


def _is_a_name(tokens: Tokens, first: int, length: int) -> bool:
    """Whether words can be a name: more than one, or one with a capital."""
    return length > 1 or tokens.capital(first)
