"""Where claims contradict each other: by a topic that their notes share, by dates, by alliance and rivalry at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from almenara.analysis.armed_groups.claims import Claim

ONCE = ("active-from", "active-to", "split-from")
"""What happens once: two dates of it that do not contain each other cannot both be right."""


Key = tuple[str, str, str, str]
"""A claim's subject, predicate, object or words, and place."""


def against(claims: Sequence[Claim]) -> dict[Key, dict[str, set[Key]]]:
    """Of each claim that another known one contradicts, by its key: the topics, and who contradicts it in each."""
    found: dict[Key, dict[str, set[Key]]] = {}

    def note(topic: str, one: Claim, other: Claim) -> None:
        found.setdefault(one.key, {}).setdefault(topic, set()).add(other.key)
        found.setdefault(other.key, {}).setdefault(topic, set()).add(one.key)

    by_topic: dict[str, list[Claim]] = {}
    by_subject: dict[tuple[str, str], list[Claim]] = {}
    between: dict[frozenset[str], list[Claim]] = {}
    for claim in claims:
        for topic in {t for s in claim.statements for t in s.topics}:
            by_topic.setdefault(topic, []).append(claim)
        if claim.predicate in ONCE:
            by_subject.setdefault((claim.subject, claim.predicate), []).append(claim)
        if claim.predicate in ("ally-of", "rival-of") and claim.object:
            between.setdefault(frozenset((claim.subject, claim.object)), []).append(claim)
    for topic, held in by_topic.items():
        for one, other in combinations(held, 2):
            if not _same_elsewhere(one, other):
                note(topic, one, other)
    for (_, predicate), held in by_subject.items():
        for one, other in combinations(held, 2):
            if _differ(one, other):
                note(f"{predicate}-dates", one, other)
    for held in between.values():
        for one, other in combinations(held, 2):
            if one.predicate != other.predicate and _meet(one, other):
                note("ally-and-rival", one, other)
    return found


def _same_elsewhere(one: Claim, other: Claim) -> bool:
    """Whether the two say the same of two places: lists that disagree on one place agree on the others."""
    same = (one.subject, one.predicate, one.object or one.text) == (
        other.subject, other.predicate, other.object or other.text,
    )  # fmt: skip
    return same and one.place != other.place


def _differ(one: Claim, other: Claim) -> bool:
    """Whether the two date one thing differently; a year holds its months."""
    spans = [s.span for s in one.statements if s.span], [s.span for s in other.statements if s.span]
    return any(not (a.contains(b) or b.contains(a)) for a in spans[0] for b in spans[1])


def _meet(one: Claim, other: Claim) -> bool:
    """Whether the two speak of one year, and of one place where both name one."""
    years = [{s.span.start.year for s in c.statements if s.span} for c in (one, other)]
    return bool(years[0] & years[1]) and (not one.place or not other.place or one.place == other.place)
