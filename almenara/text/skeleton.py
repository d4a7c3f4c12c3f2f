"""A text whose numbers are blanked, so that patterns see where a number stands and not how it is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from almenara.text.numbers import Number

NUMBER = "\ue000"
"""Stands for each character of a number; of a private-use area, so no word contains it."""


class Skeleton:
    """A text of the same length as the manuscript's, with each number blanked by NUMBER.

    text  the blanked text: every position means the same character as in the manuscript
    """

    def __init__(self, text: str, numbers: Iterable[Number]) -> None:
        self.numbers = list(numbers)
        parts, at = [], 0
        for number in self.numbers:
            parts += [text[at : number.start].replace(NUMBER, " "), NUMBER * (number.end - number.start)]
            at = number.end
        parts.append(text[at:].replace(NUMBER, " "))
        self.text = "".join(parts)
        self._starts = [n.start for n in self.numbers]

    def index_at(self, start: int) -> int | None:
        """Which number begins at a position, or None."""
        index = bisect_left(self._starts, start)
        return index if index < len(self._starts) and self._starts[index] == start else None

    def at(self, start: int) -> Number:
        """The number that begins at a position. Raises KeyError where none does."""
        index = self.index_at(start)
        if index is None:
            raise KeyError(start)
        return self.numbers[index]
