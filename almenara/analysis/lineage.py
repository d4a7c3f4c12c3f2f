"""Who split from whom: the splits, mergers and ends that sources state, as a tree that can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from almenara.analysis.armed_groups.claims import Claim
from almenara.analysis.armed_groups.registry import Registry
from almenara.analysis.context import Context
from almenara.analysis.statements import files_of
from almenara.model.document import Evidence

SPLIT, MERGED, END = "split-from", "merged-into", "active-to"
UNKNOWN, IMPROBABLE = 6, 5
"""Credibilities: a claim that cannot be judged ranks below a doubtful one, and above one that others contradict."""


def splits(found: Registry) -> list[Claim]:
    """Splits from a group that is named; oldest first, those without a date last."""
    held = [c for c in found.claims if c.predicate == SPLIT and c.object]
    return sorted(held, key=lambda c: (c.since or date.max, c.known, c.subject, c.object))


def _worth(claim: Claim) -> tuple[float, bool, date, str]:
    """Sort key of claims on one group's parent: the most credible first, then a dated one, then the first stated."""
    rank = {UNKNOWN: 4.5}.get(claim.credibility, float(claim.credibility))
    return (rank, claim.since is None, claim.known, claim.object)


def _dates_differ(claim: Claim) -> bool:
    """Whether sources that state the same split date it to different years."""
    return len({s.valid_from.year for s in claim.statements if s.valid_from}) > 1


@dataclass(frozen=True)
class Branch:
    """One group in the tree.

    depth     0 for a group that is said to have split from none
    since     the day from which it is drawn: its split, or the first day that a statement speaks of it
    until     the day it ended; None where it is not said to have
    parent    key of the group that it split from, "" for none
    dated     whether a source dates its split; else it is drawn from the day it was first stated
    disputed  whether sources contradict each other on it
    """

    key: str
    label: str
    depth: int
    since: date
    until: date | None
    parent: str
    dated: bool
    disputed: bool
    claims: tuple[Claim, ...]


def branches(found: Registry) -> list[Branch]:
    """Groups that split or were split from, each below the one it came from, elder ones first.

    A group with several parents stands below the one that is most credible, then dated, then first stated, from the
    first day that any claim of this parent gives; the other claims are kept with it. A ring of splits is opened at
    the group stated first.
    """
    by_child: dict[str, list[Claim]] = {}
    for claim in splits(found):
        by_child.setdefault(claim.subject, []).append(claim)
    chosen = {key: min(held, key=_worth) for key, held in by_child.items()}
    members = dict.fromkeys([*(c.object for c in chosen.values()), *chosen])
    children: dict[str, list[str]] = {}
    for key, claim in chosen.items():
        children.setdefault(claim.object, []).append(key)
    out: list[Branch] = []
    drawn: set[str] = set()

    def walk(key: str, depth: int) -> None:
        if key in drawn:
            return
        drawn.add(key)
        out.append(_branch(found, key, depth, chosen.get(key) if depth else None, by_child.get(key, [])))
        for child in sorted(children.get(key, []), key=lambda k: (chosen[k].since or chosen[k].known, k)):
            walk(child, depth + 1)

    roots = [key for key in members if key not in chosen]
    for key in sorted(roots, key=lambda k: (-_size(k, children), found.labels[k])):
        walk(key, 0)
    for key in members:
        walk(key, 0)
    return out


def _size(key: str, children: dict[str, list[str]], seen: frozenset[str] = frozenset()) -> int:
    if key in seen:
        return 0
    return 1 + sum(_size(child, children, seen | {key}) for child in children.get(key, []))


def _branch(found: Registry, key: str, depth: int, claim: Claim | None, every: Sequence[Claim]) -> Branch:
    mine = found.groups[key].claims if key in found.groups else ()
    ends = [
        c for c in mine if c.subject == key and c.predicate in (END, MERGED) and c.credibility != IMPROBABLE
    ]
    days = [c.since or c.known for c in mine]
    splits_off = [c.since for c in every if claim and c.object == claim.object and c.since]
    first = min(splits_off, default=None)
    since = min(days, default=date.max) if claim is None else first or min(c.known for c in every)
    disputed = len({c.object for c in every}) > 1 or any(c.disputed or _dates_differ(c) for c in every)
    until = max((c.until or c.since or c.known for c in ends), default=None)
    return Branch(
        key, found.labels[key], depth, since, until, claim.object if claim else "",
        first is not None, disputed, (*every, *ends),
    )  # fmt: skip


def claims_evidence(context: Context, claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The files in which claims stand, each with its rows."""
    return files_of(context, (statement.evidence for claim in claims for statement in claim.statements))
