"""What the lint of a draft finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftFinding:
    """One rule broken: `start` and `end` count characters of the text, `claims` are numbers of the audit's claims."""

    rule: str
    start: int
    end: int
    text: str
    reason: str
    claims: tuple[int, ...] = ()
