"""Lines of a page as they are placed, and the columns that its prose is set in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

PROSE = 25
"""Most characters of a line that may be a cell's."""
LINES, IN_ALL = 3, 8
"""Least lines of prose of a column, and of all columns together."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a line without a gap. Edges in points from the page's lower left corner; font size in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.bottom + self.top) / 2


def running_prose(page: Sequence[Segment]) -> set[Segment]:
    """Long lines that go on straight below, with a small letter, and the lines that they go on in."""
    found: set[Segment] = set()
    for above, below in pairwise(sorted(page, key=lambda s: (round(s.left / 3), -s.middle))):
        near = abs(above.left - below.left) < 6 and 0 < above.middle - below.middle < 2.2 * above.size
        if near and len(above.text) > PROSE and below.text[:1].islower():
            found |= {above, below}
    return found


def gutters(prose: set[Segment]) -> list[float]:
    """Where the gaps between columns of prose stand, from left to right; [] where it is set in one column."""
    columns: list[list[float]] = []
    for line in sorted(prose, key=lambda s: s.left):
        if columns and line.left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], line.right)
            columns[-1][2] += 1
        else:
            columns.append([line.left, line.right, 1])
    if len(columns) < 2 or len(prose) < IN_ALL or any(count < LINES for _, _, count in columns):
        return []
    return [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]


def sides(page: Sequence[Segment], cuts: Sequence[float]) -> list[list[Segment]]:
    """The lines of each column, in the page's order; what reaches over a gap is of none."""
    bounds = [float("-inf"), *cuts, float("inf")]
    return [[s for s in page if s.left >= low and s.right <= high] for low, high in pairwise(bounds)]
