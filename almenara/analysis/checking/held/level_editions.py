"""What the editions of travel advisories say of places on a day, and the ruling on a level held against them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.level_mentions import MEASURE, clause_of
from almenara.analysis.checking.held.level_words import Said, pattern
from almenara.analysis.figures import figure
from almenara.model.claim import Claim
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.text.periods import find_periods


@dataclass(frozen=True)
class Told:
    """How plainly a sentence says a level of places.

    plain     whether it is plain whose levels they are
    alone     whether nothing but the places and a verb stands before the level in its sentence
    together  whether whichever of the places is meant, the level is said of it
    every     whether it is said of all of them by words for it
    """

    plain: bool
    alone: bool = False
    together: bool = False
    every: bool = False


def held_level(
    desk: Desk, claim: Claim, mention: Said, ways: list[list[Place]], definition: str, how: Told
) -> Ruling:
    """The ruling on a level said of places, in one of several ways."""
    level = mention.level
    if not ways:
        return Ruling("not-checkable", "The sentence does not say which place is at that level.")
    tried = [[(place, in_force(desk, claim, place, definition)) for place in way] for way in ways]
    for way in tried:
        if all(f is not None and mention.fits(f.value) for _, f in way):
            return _stands(desk, way, definition)
    for way in tried:
        place, found = way[0]
        before = (
            _earlier(desk, claim, place, definition, level) if found is not None and len(way) == 1 else None
        )
        if before is not None:
            was = f"level {level:.0f} by the edition of {before.period.start}"
            reason = f"{place.name} was at {was}; later {_told(found)}."
            uses: tuple[Use, ...] = tuple(("other", f) for f in (before, found) if f is not None)
            return Ruling("outdated", reason, uses, definition)
    wrong = [(place, f) for place, f in tried[0] if f is not None and not mention.fits(f.value)]
    if not any(f for way in tried for _, f in way):
        names = ", ".join(place.name for place, _ in tried[0])
        held = desk.now.definition(definition).name("en")
        return Ruling("not-checkable", f"No {held} of {names} is held for the text's day.")
    known = "; ".join(f"{place.name}: {_told(f)}" for place, f in wrong) or "no level of it is held"
    uses = tuple(("contradicts", f) for _, f in wrong)
    plain = len(ways) == 1 and len(tried[0]) == len(wrong) and how.plain and bool(wrong)
    plain = plain and (
        len(wrong) == 1 or how.together or (how.alone and len({f.value for _, f in wrong}) == 1)
    )
    known_all = len(ways) == 1 and all(f is not None for _, f in tried[0])
    if plain or (how.plain and how.together and how.every and wrong and known_all):
        return Ruling(
            "contradicted", f"By {desk.now.definition(definition).name('en')}: {known}.", uses, definition
        )
    softened: tuple[Use, ...] = tuple(("other", f) for _, f in wrong)
    return Ruling(
        "not-checkable", f"It does not say plainly which place or whose level it means; {known}.", softened
    )


def had_passed(desk: Desk, claim: Claim, found: Figure) -> bool:
    """Whether an earlier edition's level is told as that of the edition which changed it: the text names that edition
    by its day, the level's own clause names the place, and the sentence speaks of no earlier time."""
    published = desk.manuscript.published
    edition = Period(found.period.start, found.period.start)
    if published is None or edition.start > published:
        return False
    sentence = desk.manuscript.sentences[desk.manuscript.sentence_at(claim.start)]
    text = desk.manuscript.text
    clause = text[slice(*clause_of(text, sentence.start, sentence.end, claim.start))]
    names = "|".join(re.escape(name) for name in (found.place.name, *found.place.aliases))
    if pattern("level_past").search(text, sentence.start, sentence.end) or not re.search(
        rf"(?<!\w)(?:{names})(?!\w)", clause
    ):
        return False
    return any(p.period == edition for p in find_periods(desk.manuscript))


def _stands(desk: Desk, way: list[tuple[Place, Figure | None]], definition: str) -> Ruling:
    figures = [f for _, f in way if f is not None]
    told = ", ".join(place.name for place, _ in way)
    edition = max(f.period.start for f in figures)
    name = desk.now.definition(definition).name("en")
    every = "all at " if len({f.value for f in figures}) == 1 < len(way) else ""
    reason = f"{told}: {every}level {figures[0].value:.0f} ({name}, edition of {edition})."
    return Ruling("supported", reason, tuple(("supports", f) for f in figures), definition)


def _told(found: Figure | None) -> str:
    if found is None or found.value is None:
        return "no level held"
    return f"level {found.value:.0f} (edition of {found.period.start})"


def day_meant(desk: Desk, claim: Claim) -> date:
    """The day whose level is meant: the claim's own where the sentence gives one, else the text's."""
    if claim.period is not None and claim.period_sure and not claim.period_open:
        return min(claim.period.end, desk.written)
    return desk.written


def in_force(desk: Desk, claim: Claim, place: Place, definition: str) -> Figure | None:
    """The level of a place on the day that a claim means; None where none is held, or only one that quotes the text."""
    day = day_meant(desk, claim)
    found = figure(desk.now, MEASURE, place, Period(day, day), definition)
    if not found.is_known or _quotes(desk, found) or _is_passed_over(desk, place, definition, found, day):
        return None
    return found


def _is_passed_over(desk: Desk, place: Place, definition: str, found: Figure, day: date) -> bool:
    """Whether a later edition gave the states' levels and none for the country: its own is then not known."""
    pack = desk.now.pack_of(place)
    if pack is None or place.code != pack.code:
        return False
    held = desk.now.view.cells(MEASURE, [s.code for s in pack.states])
    editions = [c.start for (d, _), cells in held.items() if d == definition for c in cells if c.start <= day]
    return bool(editions) and max(editions) > found.period.start


def _quotes(desk: Desk, found: Figure) -> bool:
    return any(desk.own.are_quoted_by(e.citation) for e in found.evidence)


def _earlier(desk: Desk, claim: Claim, place: Place, definition: str, level: float) -> Figure | None:
    """The newest earlier edition that had put a place at a level, and was in force within two years of the day."""
    day = day_meant(desk, claim)
    cells = desk.now.view.cells(MEASURE, [place.code]).get((definition, place.code), [])
    ordered = sorted((c for c in cells if c.start <= day), key=lambda c: (c.start, c.known))
    ended = [later.start for _, later in pairwise(ordered)] + [day]
    had = [
        c.start for c, end in zip(ordered, ended, strict=True) if c.value == level and (day - end).days < 731
    ]
    if not had:
        return None
    return figure(desk.now, MEASURE, place, Period(max(had), max(had)), definition)
