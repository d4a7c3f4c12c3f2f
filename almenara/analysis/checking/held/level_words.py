"""What the words beside a level say of it: "or above", a count of places behind it, a level that was left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from almenara.analysis.checking.kindred import words
from almenara.analysis.checking.where.places import PlaceMention
from almenara.model.manuscript import Manuscript, Sentence
from almenara.model.place import Place

_BRACKETED = re.compile(r"^\s*(?:\([^)]*\)|«[^»]*»)?[\s,]*")
_BETWEEN_COMMAS = re.compile(r"^\s*(?:,[^,;.:]{3,80},|\([^)]{3,80}\))")
_QUESTION = 60
"""Characters of a question that asks no more than of a place."""
_NEAR = 60
"""Characters between a count of places and the level that they are at."""


@dataclass(frozen=True)
class Said:
    """A level in a sentence: where, which, and the number of the claim that states it, None for words alone."""

    start: int
    end: int
    level: float
    claim: int | None
    reach: int = 0

    def fits(self, value: float | None) -> bool:
        """Whether a level held is the one said; of "level 3 or above" (reach 1) and "or below" (-1), one beyond it."""
        if value is None:
            return False
        return value == self.level or (value - self.level) * self.reach > 0


@lru_cache
def pattern(*path: str) -> re.Pattern[str]:
    """An expression of the judging's words, by its place in their list."""
    found = words(path[0])
    for key in path[1:]:
        found = found[key]
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE)


def reach(text: str, end: int) -> int:
    """1 for "level 3 or above", -1 for "or below", 0 for a level alone; `end` is the level's."""
    after = text[end : end + 24].lstrip(" ,(")
    if pattern("or_above").match(after):
        return 1
    return -1 if pattern("or_below").match(after) else 0


def counts_alone(text: str, count_end: int, start: int, end: int, here: Sequence[PlaceMention]) -> bool:
    """Whether a level start..end is said of a count before it, the places behind being named as a reason only.

    "Six states are at level 4, since X, which …": not "six states are at level 4: X, Y …".
    """
    if not 0 <= start - count_end < _NEAR or any(count_end <= p.start < start for p in here):
        return False
    return pattern("because").match(_BRACKETED.sub("", text[end : end + _NEAR])) is not None


def moved_from(text: str, start: int, end: int) -> bool:
    """Whether a place is told to have left the level start..end: "from level three to two"."""
    front = text[max(0, start - 40) : start].rstrip()
    if any(m.end() == len(front) for m in pattern("level_moved", "left").finditer(front)):
        return True
    before = [m for m in pattern("level_moved", "before").finditer(front) if m.end() == len(front)]
    behind = _BETWEEN_COMMAS.sub("", text[end : end + 120])
    moved = pattern("level_moved", "after").match(behind.lstrip()) is not None
    return any(moved or front[: m.start()].rstrip()[-1:].isdigit() for m in before)


def asked_of(manuscript: Manuscript, sentence: int, places: Sequence[PlaceMention]) -> Place | None:
    """The one place that the question right before a sentence asks of: "And the south? Level 2." """
    if not sentence:
        return None
    question = manuscript.sentences[sentence - 1]
    said = manuscript.said(question).rstrip(" \"'”’»)\n")
    if not said.endswith("?") or len(said) > _QUESTION:
        return None
    named = {p.place for p in places if question.start <= p.start < question.end and p.place is not None}
    return next(iter(named)) if len(named) == 1 else None


def was_then(text: str, start: int, sentence: Sentence) -> bool:
    """Whether a sentence tells the level that begins at `start` as one of an earlier time: "was then at level 3"."""
    before = text[max(sentence.start, start - 32) : start].rstrip()
    was = any(m.end() == len(before) for m in pattern("level_was", "verb").finditer(before))
    return was and pattern("level_was", "time").search(text, sentence.start, sentence.end) is not None


@lru_cache
def worded_levels() -> dict[float, re.Pattern[str]]:
    """Words of each level, from the highest."""

    def made() -> Iterator[tuple[float, re.Pattern[str]]]:
        for level in ("4", "3", "2", "1"):
            listed = [*words("levels")[level], *(words("levels")["top"] if level == "4" else ())]
            yield float(level), re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)

    return dict(made())


def _same_clause(text: str, one: int, other: int) -> bool:
    return ";" not in text[min(one, other) : max(one, other)]


_WHICH = re.compile(
    r"\s*,\s*(?:which|that|que|[oa] qual|el cual|la cual)\s[^,;.:()]{0,50}?\b(?:to|at|on|in|al?|en|em|n?o|de)\s+"
    r"(?:the\s+|el\s+|o\s+)?",
    re.IGNORECASE,
)
"""Between a place and a level that a clause tells of it alone."""


def places_of(text: str, mention: Said, every: list[Said], here: list[PlaceMention]) -> list[list[Place]]:
    """The ways in which a sentence's places may be divided among its levels, as this level's places."""
    ordered = sorted(every, key=lambda m: m.start)
    found = [p for p in here if p.place is not None]
    inside = [p for p in found if _same_clause(text, p.start, mention.start)]
    if inside:
        ordered, found = [m for m in ordered if _same_clause(text, m.start, mention.start)], inside
    last = next((p for p in reversed(found) if p.end <= mention.start), None)
    if last is not None and _WHICH.fullmatch(text, last.end, mention.start):
        return [_of([last])]  # "both lie in one state, which has been moved to level 3"
    if len(ordered) <= 1:
        inner = [p for p in found if p.place is not None and p.place.kind != "country"] or found
        return [_of(inner)] if inner else []
    at = next((i for i, m in enumerate(ordered) if m.start == mention.start), 0)
    before = [p for p in found if (ordered[at - 1].end if at else 0) <= p.start < mention.start]
    limit = ordered[at + 1].start if at + 1 < len(ordered) else 10**9
    after = [p for p in found if mention.end <= p.start < limit]
    return [_of(part) for part in (before, after) if part]


def _of(mentions: Iterable[PlaceMention]) -> list[Place]:
    return list(dict.fromkeys(m.place for m in mentions if m.place is not None))
