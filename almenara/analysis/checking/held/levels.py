"""Levels of travel advisories: what a text says of places against the editions in force on its day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.level_clauses import (
    advises,
    at_its_time,
    has_come_to,
    is_supposed,
    misnamed,
    of_abroad,
    places_meant,
    told_of_all,
    told_together,
)
from almenara.analysis.checking.held.level_editions import Told, day_meant, had_passed, held_level, in_force
from almenara.analysis.checking.held.level_lists import LevelList, find_level_lists, list_rulings
from almenara.analysis.checking.held.level_mentions import (
    AT,
    MEASURE,
    adviser,
    count_and_around,
    country_of_states,
    counts_of_states,
    inside_another,
    is_level,
    is_of_another_scale,
    levels_in_words,
    of_its_state,
    of_states_in_general,
    told_alone,
    told_plainly,
    tops_of_scale,
)
from almenara.analysis.checking.held.level_words import (
    Said,
    asked_of,
    counts_alone,
    moved_from,
    pattern,
    places_of,
    reach,
    was_then,
)
from almenara.analysis.checking.held.plainness import asks
from almenara.analysis.checking.kindred import words
from almenara.analysis.checking.where.places import PlaceMention, find_places
from almenara.model.claim import Claim
from almenara.model.figure import Figure
from almenara.model.place import Place
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods


def level_rulings(desk: Desk, claims: list[Claim]) -> dict[int, Ruling]:
    """Rulings on the claims of levels and on counts of states at a level, by number of the claim."""
    text = desk.manuscript.text
    advisers = (re.compile(p, re.IGNORECASE) for p in words("advisers").values())
    advised = pattern("advisories").search(text) is not None
    known = advised or any(a.search(text) for a in advisers)
    by_sentence: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        by_sentence.setdefault(desk.manuscript.sentence_at(claim.start), []).append(number)
    concerned = {
        s: numbers for s, numbers in by_sentence.items()
        if any(is_level(claims[n]) for n in numbers)
        or (levels_in_words(desk, s) and counts_of_states(desk, claims, numbers))
    }  # fmt: skip
    advised = advised or any(advises(desk, s) for s in concerned)
    if not concerned or not (known or any(counts_of_states(desk, claims, n) for n in concerned.values())):
        return {}
    places, periods = list(find_places(desk.manuscript, desk.now)), list(find_periods(desk.manuscript))
    _load(desk, [p.place for p in places] + [c.place for c in claims])
    out: dict[int, Ruling] = {}
    for sentence, numbers in concerned.items():
        out |= _sentence(desk, claims, sentence, numbers, places, periods, advised)
    levels = [n for n in out if is_level(claims[n])]
    named_all = any(_names_all(claims[n], r) for n, r in out.items())
    if not (known or named_all):
        return {}
    borne_out = named_all or sum(out[n].verdict == "supported" for n in levels) >= _BORNE_OUT
    if borne_out and not any(out[n].verdict == "contradicted" for n in levels):
        for sentence, numbers in concerned.items():
            again = _sentence(desk, claims, sentence, numbers, places, periods, advised, borne_out=True)
            out |= {n: r for n, r in again.items() if n in levels and r.verdict == "contradicted"}
    lists = find_level_lists(claims, places, desk.manuscript)
    return out | list_rulings(desk, claims, lists, _adviser_of_list)


_BORNE_OUT = 2
"""Levels of a text that the editions bear out from which on it plainly tells these levels all through."""


def _is_sure_of(claim: Claim, own: list[PlaceMention]) -> bool:
    """Whether a level's own place is sure, and none that only an aside names."""
    return claim.place_sure and (not own or claim.place in [p.place for p in own])


def _names_all(claim: Claim, ruling: Ruling) -> bool:
    """Whether a count of states at a level is borne out, of as many as no other scale would have by chance."""
    return claim.kind == "count" and claim.value > _BORNE_OUT and ruling.verdict == "supported"


def _adviser_of_list(desk: Desk, one: LevelList) -> tuple[str, bool]:
    """Whose levels a list gives: by what heads it."""
    return adviser(desk, desk.manuscript.sentence_at(one.heads[0][0]))


def _load(desk: Desk, places: Iterable[Place | None]) -> None:
    """Levels of all states of the countries named, with one query."""
    countries = {p.code.partition("-")[0] for p in places if p is not None}
    packs = [pack for code, pack in desk.now.packs.items() if code in countries]
    desk.now.view.load([MEASURE], [p.code for pack in packs for p in (pack.country, *pack.states)])


def _sentence(
    desk: Desk,
    claims: list[Claim],
    sentence: int,
    numbers: list[int],
    places: list[PlaceMention],
    periods: list[PeriodMention],
    advised: bool,
    borne_out: bool = False,
) -> dict[int, Ruling]:
    """Rulings of one sentence.

    advised    whether the text speaks of travel advice by that name, not only of who gives it
    borne_out  whether other levels of the text are those of the adviser's editions
    """
    held = desk.manuscript.sentences[sentence]
    here = [
        of_its_state(p, desk.now)
        for p in places
        if held.start <= p.start < held.end and p.place is not None and not p.in_name
    ]
    here = [p for p in here if not inside_another(p, here)]
    mentions = [
        Said(claims[n].start, claims[n].end, claims[n].value, n, reach(desk.manuscript.text, claims[n].end))
        for n in numbers
        if is_level(claims[n])
    ]
    worded = [
        m
        for m in levels_in_words(desk, sentence)
        if not any(m.start < o.end and o.start < m.end for o in mentions)
    ]
    size = {
        m.claim
        for m in mentions
        if any(w.start < m.start < w.end + 12 for w in tops_of_scale(desk, sentence))
    }
    definition, named = adviser(desk, sentence)
    out: dict[int, Ruling] = {}
    named_levels = [m for m in mentions if m.claim not in size] or worded
    distinct = {m.level for m in (*named_levels, *worded)}
    counts = counts_of_states(desk, claims, numbers)
    listed = [p.place for p in here if p.place is not None]
    for number in counts:
        near = {(m.level, m.reach): m for m in _beside(desk, claims[number], [*named_levels, *worded])}
        tried = [_counted(desk, claims[number], near[key], listed, definition, named) for key in sorted(near)]
        if found := _of_counts(tried):
            out[number] = found
    for mention in mentions:
        assert mention.claim is not None
        if is_of_another_scale(desk, sentence, mention):
            out[mention.claim] = Ruling(
                "not-checkable", "It is a level of another scale, or of another thing."
            )
            continue
        if (wrong := misnamed(desk.manuscript.text, mention, worded)) is not None:
            out[mention.claim] = wrong
            continue
        counted = any(
            counts_alone(desk.manuscript.text, claims[n].end, mention.start, mention.end, here)
            for n in counts
        )
        if counts and (counted or not any(p.kind == "state" for p in listed)):
            out[mention.claim] = _with_count([out[n] for n in counts if n in out], mention.level)
            continue
        definition, named = adviser(desk, sentence, mention.start)
        own = places_meant(desk, here, mention, places)
        mine = places_of(desk.manuscript.text, mention, named_levels, own)
        claim = at_its_time(desk, claims[mention.claim], mention, periods)
        headed = desk.manuscript.block_of(claim.start).header
        counts_only = not here and not claim.place_sure and bool(counts_of_states(desk, claims, numbers))
        several = of_states_in_general(desk.manuscript.text, mention.start, mention.end)
        if counts_only or (
            (headed or several) and not here
        ):  # "5 states at level 4" is said of no place by name, the country least of all
            mine = []
        elif claim.place is not None and (not here or (_is_sure_of(claim, own) and len(distinct) > 1)):
            mine = [[claim.place]]
        country = _country_told(desk, mention, named_levels, listed)
        if country is not None:
            mine = country
        asked = asked_of(desk.manuscript, sentence, places) if not here else None
        if asked is not None and country is None:
            mine = [[asked]]
        alone = told_alone(desk, sentence, mention, here)
        together = told_together(desk, mention, named_levels, own, places)
        trusted = borne_out and (alone or together)
        plain = told_plainly(desk, sentence, mention) and (named or trusted) and bool(here or asked)
        if not mine and country is None and len(set(listed)) == 1 and not counts:
            plain = plain and has_come_to(desk.manuscript.text, mention)
            mine = [[listed[0]]]  # "X, now at level 4, was at level 3"
        plain = plain and not (is_supposed(desk, mention) or of_abroad(desk, mention, own, places))
        how = Told(plain, alone, together, told_of_all(desk.manuscript.text, mention, own))
        ruled = _of_some_day(desk, claim, mention, mine, definition, how, len(mentions) > 1)
        if ruled.verdict in ("contradicted", "outdated") and asks(desk, claim):
            softened: tuple[Use, ...] = tuple(("other", f) for _, f in ruled.uses)
            ruled = Ruling("not-checkable", f"The sentence asks; {ruled.reason}", softened)
        if ruled.verdict == "contradicted" and not (advised or trusted):
            softened = tuple(("other", f) for _, f in ruled.uses)
            ruled = Ruling(
                "not-checkable", f"The text does not speak of travel advice; {ruled.reason}", softened
            )
        out[mention.claim] = ruled
    return out


def _country_told(
    desk: Desk, mention: Said, every: list[Said], listed: list[Place]
) -> list[list[Place]] | None:
    """What a level's own words name that is no state: the country, in "X is at level 3 and the country at level 2";
    nothing by name, in "and the rest at level 2"; None where they name neither.
    """
    text = desk.manuscript.text
    held = desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    before = [m.end for m in every if m.end <= mention.start]
    words_between = re.split(r"[,;:(]|\b(?:and|y|e)\b", text[max([held.start, *before]) : mention.start])
    own = words_between[-1]
    if not before or any(place.name in own for place in listed):
        return None
    if pattern("level_rest").search(own):
        return []
    countries = [pack.country for place in listed if (pack := desk.now.pack_of(place)) is not None]
    if pattern("whole_country").search(own) and len({c.code for c in countries}) == 1:
        return [[countries[0]]]
    return None


def _of_some_day(
    desk: Desk,
    claim: Claim,
    mention: Said,
    ways: list[list[Place]],
    definition: str,
    how: Told,
    others: bool,
) -> Ruling:
    """The ruling by the day that the sentence tells; open where only the text's own day bears it out.

    others  whether the sentence tells more than one level
    """
    ruling = held_level(desk, claim, mention, ways, definition, how)
    text, sentence = (
        desk.manuscript.text,
        desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)],
    )
    gone = moved_from(text, mention.start, mention.end) or was_then(text, mention.start, sentence)
    if ruling.verdict == "outdated" and gone:
        return Ruling("supported", ruling.reason, ruling.uses, definition)
    now = ruling.uses[-1][1] if ruling.uses else None
    if (
        ruling.verdict == "outdated"
        and how.plain
        and isinstance(now, Figure)
        and had_passed(desk, claim, now)
    ):
        uses: tuple[Use, ...] = tuple(("contradicts", f) for _, f in reversed(ruling.uses))
        ruling = Ruling("contradicted", ruling.reason, uses, definition)
    if ruling.verdict not in ("contradicted", "outdated") or day_meant(desk, claim) == desk.written:
        return ruling
    today = held_level(desk, replace(claim, period=None), mention, ways, definition, how)
    if today.verdict != "supported":
        return ruling
    if others:  # the day may be that of another level told beside it
        return today
    uses = tuple(("other", f) for _, f in (*ruling.uses, *today.uses))
    return Ruling("not-checkable", f"It does not say plainly of which day it is; {today.reason}", uses)


def _beside(desk: Desk, claim: Claim, levels: list[Said]) -> list[Said]:
    """The levels next to a count, the one before it and the one after; the latter alone where it says that it is at it:
    "three at level 1"."""
    before = [m for m in levels if m.start < claim.start]
    after = [m for m in levels if m.start > claim.start]
    if after and AT.fullmatch(desk.manuscript.text, claim.end, min(m.start for m in after)):
        return [min(after, key=lambda m: m.start)]
    return [*sorted(before, key=lambda m: m.start)[-1:], *sorted(after, key=lambda m: m.start)[:1]]


def _of_counts(tried: list[Ruling]) -> Ruling | None:
    """The ruling on a count that may be of either level beside it: it stands where one holds, and is open else."""
    if stands := [r for r in tried if r.verdict == "supported"]:
        return stands[0]
    return tried[0] if len(tried) == 1 else None


def _with_count(counted: list[Ruling], level: float) -> Ruling:
    """A level said of a number of places that are not named: it stands where their number does."""
    at = f"at level {level:.0f}"
    if stands := [r for r in counted if r.verdict == "supported" and at in r.reason]:
        return stands[0]
    return Ruling("not-checkable", "The sentence counts the places at that level and does not name them.")


def _counted(
    desk: Desk, claim: Claim, mention: Said, here: list[Place], definition: str, named: bool
) -> Ruling:
    """A number of states at a level, and the list beside it where there is one."""
    pack = country_of_states(desk, claim, here)
    listed = [p for p in here if p.kind == "state"]
    if pack is None:
        return Ruling("not-checkable", "The text does not say of which country's states.")
    found = {s.code: in_force(desk, claim, s, definition) for s in pack.states}
    at = [s for s in pack.states if (f := found[s.code]) is not None and mention.fits(f.value)]
    if any(f is None for f in found.values()):
        return Ruling("not-checkable", "Levels of all states are not held for the text's day.")
    names = ", ".join(s.name for s in at)
    shown = [found[s.code] for s in at]
    figures = [f for f in shown if f is not None]
    edition = max((f.period.start for f in found.values() if f is not None), default=desk.written)
    name = desk.now.definition(definition).name("en")
    reason = f"{name}, edition of {edition}: {len(at)} at level {mention.level:.0f}"
    reason += {1: " or above", -1: " or below"}.get(mention.reach, "") + (f" ({names})." if at else ".")
    if listed and pattern("other_states").search(count_and_around(desk, claim)):
        beside = {p.code for p in listed}
        if len(at) == claim.value + len(beside) and beside <= {s.code for s in at}:
            reason = f"{reason[:-1]}: {len(beside)} named beside, and {claim.value:.0f} more."
            return Ruling("supported", reason, tuple(("supports", f) for f in figures), definition)
        return Ruling("not-checkable", reason, tuple(("other", f) for f in figures), definition)
    same = not listed or {p.code for p in listed} == {s.code for s in at}
    if len(at) == claim.value and same:
        return Ruling("supported", reason, tuple(("supports", f) for f in figures), definition)
    if claim.allows(len(at)) and same:
        return Ruling("supported", reason, tuple(("supports", f) for f in figures), definition)
    if claim.value >= len(
        pack.states
    ):  # "of the 32 states": the whole of which some are counted; more are no states
        return Ruling("not-checkable", reason, tuple(("other", f) for f in figures), definition)
    if named and claim.hedge == "" and (same or len(set(listed)) == claim.value):
        return Ruling("contradicted", reason, tuple(("contradicts", f) for f in figures), definition)
    return Ruling("not-checkable", reason, tuple(("other", f) for f in figures), definition)
