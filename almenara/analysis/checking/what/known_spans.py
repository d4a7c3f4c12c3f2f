"""What of a text is understood besides what it counts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Spans:
    """What of a text is known to be a place, a time, who says it, or the number itself: characters, in order.

    told  where places and times alone begin
    """

    known: tuple[tuple[int, int], ...]
    told: tuple[int, ...] = ()

    def covers(self, position: int) -> bool:
        """Whether a character stands in one of them, or in the wider of two that begin before it."""
        at = bisect_right(self.known, position, key=lambda span: span[0])
        return any(a <= position < b for a, b in self.known[max(0, at - 4) : at])
