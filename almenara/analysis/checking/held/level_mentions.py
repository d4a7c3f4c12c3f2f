"""What a text says of levels of travel advice: which claims are levels or count places at one, whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.held.desk import Desk
from almenara.analysis.checking.held.level_words import Said, pattern, worded_levels
from almenara.analysis.checking.kindred import words
from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.model.claim import Claim
from almenara.model.place import Place

MEASURE = "advisory-level"
AT = re.compile(r"\s+(?:at|in|on|en|em|n?o)\s+(?:the\s+|el\s+|o\s+)?", re.IGNORECASE)
"""Between a count and a level: "five at level 4"."""
_WHOLE = re.compile(r"\b(?:of|de|d[eao]s?)\s+(?:[^\s,;:.()]+\s+){0,2}$", re.IGNORECASE)
"""Before a number, what makes it the whole that others are a part of: "of the country's 32 states"."""
_SEMICOLON = re.compile(";")
_INTO = re.compile(r"\b(?:to|into|para|hacia)\b", re.IGNORECASE)
"""Between a count and states, that something else is counted: "71 went to level 3 states"."""
_WITH_STATE = re.compile(r"[,(]|\s(?:in|en|em|n[oa])\s", re.IGNORECASE)
"""Within the name of a town told with its state, between the two."""


def is_level(claim: Claim) -> bool:
    """Whether a claim is a level, and of nothing but travel advice by its words."""
    return claim.kind == "level" and claim.measure in ("", MEASURE)


def counts_of_states(desk: Desk, claims: list[Claim], numbers: list[int]) -> list[int]:
    """Counts of states: "five states", "seis estados"; of "the 32 states, five at level 4" the five."""
    found, bare = [], []
    text = desk.manuscript.text
    for n in numbers:
        claim = claims[n]
        after = text[claim.end : claim.end + 40].split("\n")[0]
        noun = " ".join((claim.text, claim.counted, re.split(r"[,;:.()]", after)[0]))
        if claim.kind != "count" or claim.measure not in ("", MEASURE):
            continue
        if (named := pattern("states").search(noun)) and not _INTO.search(noun, 0, named.start()):
            found.append(n)
        elif (at := AT.match(text, claim.end)) and pattern("level_words").match(text, at.end()):
            bare.append(n)
    return [n for n in found if not (bare and _WHOLE.search(text[: claims[n].start]))] + bare if found else []


def levels_in_words(desk: Desk, sentence: int) -> list[Said]:
    """Levels that a sentence says in words: "do not travel", "the highest of four levels"."""
    held = desk.manuscript.sentences[sentence]
    said = desk.manuscript.text[held.start : held.end]
    out = []
    for level, wording in worded_levels().items():
        for hit in wording.finditer(said):
            out.append(Said(held.start + hit.start(), held.start + hit.end(), level, None))
    return out


def tops_of_scale(desk: Desk, sentence: int) -> list[Said]:
    """Where a sentence says "the highest of four levels": that four is the scale's, not a place's level."""
    held = desk.manuscript.sentences[sentence]
    said = desk.manuscript.text[held.start : held.end]
    return [
        Said(held.start + hit.start(), held.start + hit.end(), 4, None)
        for hit in pattern("levels", "top").finditer(said) if not re.match(r"level", hit[0], re.IGNORECASE)
    ]  # fmt: skip


def is_of_another_scale(desk: Desk, sentence: int, mention: Said) -> bool:
    """Whether a level is of the writer's own rating, of a scale that has not four, or of no place at all."""
    text, held = desk.manuscript.text, desk.manuscript.sentences[sentence]
    if pattern("other_levels", "rating").search(text[held.start : held.end]):
        return True
    behind = re.split(r"[:;.]", text[mention.end : min(held.end, mention.end + 24)])[0]
    before = re.split(r"[:;.]", text[max(held.start, mention.start - 24) : mention.start])[-1]
    beside = f"{before}{text[mention.start : mention.end]}{behind}"
    scaled = text[mention.start : min(held.end, mention.end + 24)]
    return bool(
        pattern("other_levels", "thing").search(beside) or pattern("other_levels", "scale").search(scaled)
    )


def adviser(desk: Desk, sentence: int, at: int = -1) -> tuple[str, bool]:
    """Definition of the levels meant, and whether the text says whose they are: in the sentence, before or after.

    at  a character of the sentence: of several who are named in it, the one of its clause is meant
    """
    text = desk.manuscript.text
    held = desk.manuscript.sentences[sentence]
    patterns = {
        d: re.compile(p, re.IGNORECASE) for d, p in words("advisers").items() if d in desk.now.definitions
    }
    said = text[held.start : held.end]
    if here := [d for d, p in patterns.items() if p.search(said)]:
        if len(here) > 1 and at >= 0:
            clause = text[slice(*clause_of(text, held.start, held.end, at))]
            here = [d for d in here if patterns[d].search(clause)] or here
        return here[0], len(here) == 1
    spoken = [(m.start(), d) for d, p in patterns.items() for m in p.finditer(text)]
    advising = {d for at, d in spoken if speaks_of_levels(desk, at)}
    if len(advising) == 1:  # "our fund in another country" gives no advice
        spoken = [(at, d) for at, d in spoken if d in advising]
    sure = len(advising) == 1
    if before := [(at, d) for at, d in spoken if at < held.start]:
        return max(before)[1], sure
    if spoken:
        return min(spoken)[1], sure
    preferred = [d for pack in desk.now.packs.values() for d in pack.preference.get(MEASURE, [])]
    return (preferred or ["us-state-advisory"])[0], False


def clause_of(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The part of a sentence that holds a character, between semicolons and words that set two clauses apart."""
    cuts = [m.start() for p in (pattern("level_cuts"), _SEMICOLON) for m in p.finditer(text, start, end)]
    return max([start, *(c for c in cuts if c <= at)]), min([end, *(c for c in cuts if c > at)])


def told_plainly(desk: Desk, sentence: int, mention: Said) -> bool:
    """Whether the clause of a level does not deny, expect or remember it, nor says it of a rating of the writer's own,
    of another thing or of a part of a place; where its sentence names the adviser, only the words right before count.
    """
    held = desk.manuscript.sentences[sentence]
    text = desk.manuscript.text
    clause = _CLAUSE.split(text[held.start : mention.start])[-1]
    start, end = clause_of(text, held.start, held.end, mention.start)
    if any(re.search(p, text[start:end], re.IGNORECASE) for p in words("advisers").values()):
        return pattern("level_denied").search(clause[-_JUST_BEFORE:]) is None
    if pattern("level_own").search(_CLAUSE.split(text[mention.end : end])[0]):
        return False
    return not any(pattern(name).search(clause) for name in ("level_denied", "level_own"))


_CLAUSE = re.compile(r"[,;(]")
_JUST_BEFORE = 30
"""Characters before a level in which what denies it stands, where its sentence says whose it is."""


def told_alone(desk: Desk, sentence: int, mention: Said, here: Sequence[PlaceMention]) -> bool:
    """Whether nothing but places and a verb stands before a level in its sentence: "A and B are at level 3"."""
    held = desk.manuscript.sentences[sentence]
    said = desk.manuscript.text[held.start : mention.start]
    before = [p for p in here if p.end <= mention.start]
    for place in reversed(before):
        said = said[: place.start - held.start] + said[place.end - held.start :]
    return bool(before) and pattern("level_verbs").fullmatch(said.strip(" ,-–—•*")) is not None


def speaks_of_levels(desk: Desk, at: int) -> bool:
    """Whether the sentence at a character speaks of travel advice or of levels."""
    held = desk.manuscript.sentences[desk.manuscript.sentence_at(at)]
    said = desk.manuscript.text[held.start : held.end]
    return bool(pattern("advisories").search(said) or pattern("level_words").search(said))


def country_of_states(desk: Desk, claim: Claim, listed: list[Place]) -> Pack | None:
    """The country of the states beside a claim, or else of its own place."""
    for place in (*listed, *([claim.place] if claim.place else [])):
        if pack := desk.now.pack_of(place):
            return pack
    return None


def of_its_state(mention: PlaceMention, context: Context) -> PlaceMention:
    """A town told with its state as that state, which has the level: "the resort, in its state, is at Level 2"."""
    return _state_of(mention, context) if _WITH_STATE.search(mention.text) else mention


def of_states_in_general(text: str, start: int, end: int) -> bool:
    """Whether a level start..end is that of some states that the words do not name: "trips to level 3 states"."""
    front = text[max(0, start - 20) : start].rstrip()
    several = pattern("level_of_a_state", "several")
    before = any(m.end() == len(front) for m in several.finditer(front))
    return before or several.match(text[end : end + 24].lstrip()) is not None


def of_states_meant(
    here: Sequence[PlaceMention], start: int, end: int, text: str, context: Context
) -> list[PlaceMention]:
    """The places beside a level start..end; where the level is a state's, each town as its state.

    "Our plant there lies in a level 4 state", "in a state that is at level 4".
    """
    front = text[max(0, start - 20) : start].rstrip()
    before = any(m.end() == len(front) for m in pattern("level_of_a_state", "before").finditer(front))
    one = before or pattern("level_of_a_state", "behind").match(text[end : end + 24].lstrip()) is not None
    lies = pattern("level_of_a_state", "lies")
    return [_state_of(p, context) if one or lies.search(text, p.end, max(start, p.end)) else p for p in here]


def _state_of(mention: PlaceMention, context: Context) -> PlaceMention:
    place = mention.place
    pack = context.pack_of(place) if place is not None else None
    state = pack.places.get(place.parent) if place is not None and pack is not None and place.parent else None
    return mention if state is None or state.kind != "state" else replace(mention, place=state)


def inside_another(mention: PlaceMention, others: Sequence[PlaceMention]) -> bool:
    """Whether a place is a town of a state named beside it: "the state is at level 4, so no visit to the town"."""
    place = mention.place
    return place is not None and any(
        o.place is not None and o.place.kind == "state" and o.place.code == place.parent for o in others
    )


def count_and_around(desk: Desk, claim: Claim) -> str:
    """A count with the word before it and those after it."""
    text = desk.manuscript.text
    return text[max(0, claim.start - 8) : claim.end + 24].split("\n")[0]
