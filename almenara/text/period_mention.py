"""What a text says of when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from almenara.model.period import Period

Relation = Literal["in", "since", "until", "base"]

How = Literal["clause", "sentence", "cell", "paragraph", "section"]


@dataclass(frozen=True)
class PeriodMention:
    """A period as a text writes it; `start` and `end` count characters of the text.

    period       resolved, None where it cannot be: "under the last government", "early 2018"
    relation     in; since: from the period's start until the text was written; until: a stock as of
                 period.end; base: what something else is compared with
    relative     whether the words alone do not say it: "last month", "the same period", "March"
    shift_years  years by which the words step back from another period of the text
    months_only  months or days named without their year, which was worked out
    open_end     the words do not say where it ends: "so far this year"; resolved to the last whole month
    sure         whether nothing was guessed
    reporting    the day on which somebody spoke or published, not what is counted
    edition      as of when the figures came out: it makes no part of a year that is told beside it
    cue          where the words that name a base begin, -1 where there are none
    """

    start: int
    end: int
    text: str
    period: Period | None
    relation: Relation = "in"
    relative: bool = False
    shift_years: int = 0
    months_only: bool = False
    open_end: bool = False
    sure: bool = True
    reporting: bool = False
    cue: int = -1
    edition: bool = False


class Governed(NamedTuple):
    """The period that governs a quantity, and how it was found: the last two were carried over."""

    mention: PeriodMention
    how: How

    @property
    def sure(self) -> bool:
        """Whether the sentence or cell itself says it, and nothing was guessed."""
        return self.how in ("clause", "sentence", "cell") and self.mention.sure
