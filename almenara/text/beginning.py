"""What begins in a stretch of a text, of things kept in the order in which they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Whatever stands in a text from a character on."""

    @property
    def start(self) -> int:
        """First character."""


P = TypeVar("P", bound=Placed)


def beginning_in(things: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those of `things`, in order of `start`, that begin in the characters from `start` on and before `end`."""
    first, last = (bisect_left(things, place, key=attrgetter("start")) for place in (start, end))
    return things[first:last]
