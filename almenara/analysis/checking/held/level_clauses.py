"""What the clause of a level says: which places it is told of together, of which time, by whom, and in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.level_mentions import clause_of, of_states_meant
from almenara.analysis.checking.held.level_words import Said, moved_from, pattern, was_then
from almenara.analysis.checking.kindred import words
from almenara.analysis.checking.where.places import PlaceMention
from almenara.model.claim import Claim
from almenara.text.period_mention import PeriodMention

_ASIDE = re.compile(r"[,(–—]\s*(?P<aside>[^,()–—;.]{3,90})\s*[,)–—]")
"""Between commas, dashes or in brackets."""


def advises(desk: Desk, sentence: int) -> bool:
    """Whether a sentence names an adviser and says that it advises or rates: it need not say what that is called."""
    said = desk.manuscript.said(desk.manuscript.sentences[sentence])
    named = any(re.search(p, said, re.IGNORECASE) for p in words("advisers").values())
    return named and pattern("advising").search(said) is not None


def places_meant(
    desk: Desk, here: Sequence[PlaceMention], mention: Said, places: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The places of a sentence of which a level may be told."""
    text, held = desk.manuscript.text, desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    meant = without_origins(with_those_meant(desk, here, mention, places), text)
    meant = without_compared(meant, mention, text, (held.start, held.end))
    asides = _asides(text, (held.start, held.end), mention, "relative")
    outside = [p for p in meant if not any(a <= p.start < b for a, b in asides)]
    meant = outside if any(p.start < mention.start for p in outside) else meant
    return of_states_meant(meant, mention.start, mention.end, text, desk.now)


def without_compared(
    here: Sequence[PlaceMention], mention: Said, text: str, sentence: tuple[int, int]
) -> list[PlaceMention]:
    """The places of a sentence but for those with which another is compared behind its level: "at level 3, one step
    above that state", "unlike the others". All, where none stands before the level."""
    before = [p for p in here if p.end <= mention.start]
    start, end = clause_of(text, *sentence, mention.start)
    behind = pattern("level_contrast").search(text, mention.end, end)
    if behind is None or not any(start <= p.start for p in before):
        return list(here)
    return [p for p in here if not behind.start() <= p.start < end]


def told_together(
    desk: Desk,
    mention: Said,
    every: Sequence[Said],
    here: Sequence[PlaceMention],
    places: Sequence[PlaceMention],
) -> bool:
    """Whether a level is said of whichever of its clause's places is meant.

    No other level, no place abroad and no rest of the country stands in the clause, it contrasts nothing, and it tells
    no move and no earlier time.
    """
    text, held = desk.manuscript.text, desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    start, end = clause_of(text, held.start, held.end, mention.start)
    if any(start <= m.start < end and m.start != mention.start for m in every):
        return False
    if moved_from(text, mention.start, mention.end) or was_then(text, mention.start, held):
        return False
    if any(pattern(*path).search(text, start, end) for path in _APART):
        return False
    last = max((p.start for p in here if p.start < end), default=start)
    if pattern("level_contrast").search(text, start, max(last, mention.start)):
        return False
    return not _abroad(text, start, end, places) and any(start <= p.start < end for p in here)


_APART = (("level_rest",), ("whole_country",), ("level_denied",))
"""Words by which a clause tells of other places, or tells nothing of them."""


def of_abroad(
    desk: Desk, mention: Said, here: Sequence[PlaceMention], places: Sequence[PlaceMention]
) -> bool:
    """Whether a place of another country stands before a level in its clause, and none of ours: it is that one's."""
    text, held = desk.manuscript.text, desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    start, _ = clause_of(text, held.start, held.end, mention.start)
    if any(start <= p.start < mention.start for p in here):
        return False
    return bool(_abroad(text, start, mention.start, places))


def _abroad(text: str, start: int, end: int, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places of other countries from one character to another, but for the adviser's."""
    advisers = [m.span() for p in words("advisers").values() for m in re.finditer(p, text, re.IGNORECASE)]
    return [
        p for p in places
        if start <= p.start < end and p.place is None and not p.again
        and not any(a <= p.start < b for a, b in advisers)
    ]  # fmt: skip


def told_of_all(text: str, mention: Said, here: Sequence[PlaceMention]) -> bool:
    """Whether the words say that all places behind a level are at it: "at level 3, as are A and B", "and A, too"."""
    behind = [p for p in here if p.start >= mention.end]
    if not behind or len(behind) == len(here):
        return False
    before = text[mention.end : behind[0].start]
    hits = [m.end() for m in pattern("level_companions").finditer(before)]
    if any(_NO_MORE.fullmatch(before[at:]) for at in hits):
        return True
    return pattern("level_also").match(text[behind[-1].end :].lstrip()) is not None


_NO_MORE = re.compile(
    r"(?:\s+(?:in|en|em|the|el|la|los|las|o|a|os|as|states?|estados?|of|de|do|da|n[oa]s?))*\s*", re.IGNORECASE
)
"""Between a word like "alongside" and a place."""


def is_supposed(desk: Desk, mention: Said) -> bool:
    """Whether a sentence supposes, fears or asks for a level before it tells it: "if it went to level 4"."""
    text, held = desk.manuscript.text, desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    start, _ = clause_of(text, held.start, held.end, mention.start)
    return pattern("level_supposed").search(text[start : mention.start].lstrip()) is not None


def without_origins(here: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """The places but for those that somebody only comes from."""

    def left(place: PlaceMention) -> bool:
        front = text[max(0, place.start - 24) : place.start].rstrip()
        return any(m.end() == len(front) for m in pattern("level_left").finditer(front))

    return [p for p in here if not left(p)]


def has_come_to(text: str, mention: Said) -> bool:
    """Whether a level is told as the one to which a place was moved or at which it stands: "…, fell to level 2"."""
    front = text[max(0, mention.start - 24) : mention.start].rstrip().removesuffix(" the").removesuffix(" o")
    return any(m.end() == len(front) for m in pattern("level_reached").finditer(front))


def with_those_meant(
    desk: Desk, here: Sequence[PlaceMention], mention: Said, places: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The places of a sentence; where only a word for one said before stands before the level, that one alone.

    "The state: … The department has moved it to level 3, as it did others": not of the others.
    """
    text, held = desk.manuscript.text, desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    start, _ = clause_of(text, held.start, held.end, mention.start)
    if any(start <= p.start < mention.start for p in here):
        return list(here)
    again = [p for p in places if p.again and start <= p.start < mention.start]
    referred = pattern("level_pronouns").search(text, start, mention.start)
    if not again and referred is None:
        return list(here)
    named = _last_named(desk, held.start, places)
    if named is None:
        return list(here)
    at = again[-1].start if again else referred.start() if referred else start
    return [replace(named, start=at, end=at + 1)]


def _last_named(desk: Desk, start: int, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The one state that the two sentences before a character name last, None where the last names several."""
    number = desk.manuscript.sentence_at(start)
    for before in range(number - 1, max(number - 3, -1), -1):
        sentence = desk.manuscript.sentences[before]
        found = [
            p for p in places
            if sentence.start <= p.start < sentence.end and not p.in_name
            and p.place is not None and p.place.kind == "state"
        ]  # fmt: skip
        if found:
            return found[0] if len({p.place for p in found}) == 1 else None
    return None


def at_its_time(desk: Desk, claim: Claim, mention: Said, periods: Sequence[PeriodMention]) -> Claim:
    """The claim without the time that only an aside of its sentence tells: "which last year was one step lower"."""
    text, held = desk.manuscript.text, desk.manuscript.sentences[desk.manuscript.sentence_at(mention.start)]
    told = [m for m in periods if held.start <= m.start < held.end and m.period is not None]
    asides = _asides(text, (held.start, held.end), mention, "relative", "timed")
    outside = [m for m in told if not any(a <= m.start < b for a, b in asides)]
    if len(outside) == len(told) or any(m.period == claim.period for m in outside):
        return claim
    return replace(claim, period=None, period_sure=False)


def _asides(text: str, sentence: tuple[int, int], mention: Said, *kinds: str) -> list[tuple[int, int]]:
    """The asides of a sentence that a level does not stand in."""
    found = [m.span("aside") for m in _ASIDE.finditer(text, *sentence)]
    begun = [(a, b) for a, b in found if any(pattern("level_asides", k).match(text, a, b) for k in kinds)]
    return [(a, b) for a, b in begun if not a <= mention.start < b]


def misnamed(text: str, mention: Said, worded: Sequence[Said]) -> Ruling | None:
    """A level told beside the words of another: "level 2 (reconsider travel)"; None where there is nothing of it."""
    for other in worded:
        if other.level == mention.level:
            continue
        behind = _CALLED.fullmatch(text, mention.end, other.start) and _CALLED_END.match(text, other.end)
        before = _CALLED_BEFORE.fullmatch(text, other.end, mention.start) and _BRACKET_END.match(
            text, mention.end
        )
        if behind or before:
            said = text[other.start : other.end]
            reason = f"“{said}” is level {other.level:.0f}, not level {mention.level:.0f}."
            return Ruling("inconsistent", f"The text's own words disagree: {reason}")
    return None


_CALLED = re.compile(r"\s*(?:[,:(–—-]\s*)?[\"“”«'‘’(]?(?:exercise |exerç\w+ |ejer\w+ )?")
_CALLED_END = re.compile(r"\s*[\"”»'’)]|\s*[.;]?\s*$|\s*[.;]\s", re.MULTILINE)
_CALLED_BEFORE = re.compile(r"[\"”»'’]?\s*\(\s*")
_BRACKET_END = re.compile(r"\s*\)")
"""Round a level and what it is called."""
