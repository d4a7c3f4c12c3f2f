"""Claims: what a text states in numbers, and what an audit says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import Place

Verdict = Literal[
    "supported",
    "supported-other-definition",
    "contradicted",
    "outdated",
    "inconsistent",
    "unsourced",
    "not-checkable",
]
"""supported                   a figure of the definition implied, known on the text's day, agrees
supported-other-definition  only a figure of another definition than the one implied agrees
contradicted                measure, place and period are plain, and no figure known by then or since agrees
outdated                    true when it was published, revised since
inconsistent                it does not agree with the text's own figures
unsourced                   in a draft of ours: a number that no citation beside it bears
not-checkable               nothing in evidence tells, or the claim does not say enough; the reason says which"""

QuantityKind = Literal[
    "count", "percent", "percentage-points", "rate", "ratio", "times", "average", "rank", "level", "money",
    "duration", "date",
]  # fmt: skip
"""average: so many a day, or one every so many minutes, as events per day; times: a multiple of a base;
ratio: one in four, as a share in [0, 1]; level: of a scale, as of a travel advisory."""

Hedge = Literal["", "more-than", "at-least", "less-than", "at-most", "about", "almost", "between"]

Role = Literal["supports", "contradicts", "now", "other", "base"]
"""What a figure does for a verdict: it agrees; it disagrees; it is what is known now; it is of another
definition or vintage; it is the base that a comparison stands on."""


@dataclass(frozen=True)
class Comparison:
    """What a claim is compared with.

    direction    rise, fall, same or ""
    base_text    the words that name the base: "over the same period in 2017"; "" where none do
    base_period  resolved, or what is meant where no words name it
    base_value   where the text states it beside; base_claim  its number among the claims
    """

    direction: Literal["rise", "fall", "same", ""]
    base_text: str = ""
    base_period: Period | None = None
    base_value: float | None = None
    base_claim: int | None = None

    @property
    def told_base(self) -> Period | None:
        """The base where words name it."""
        return self.base_period if self.base_text else None


@dataclass(frozen=True)
class Attribution:
    """Who says so: one level of "A, according to B, told C".

    unnamed  "one study", "a source", "experts": nobody who could be asked
    """

    name: str
    start: int
    end: int
    unnamed: bool = False


@dataclass(frozen=True)
class Arithmetic:
    """One sum done over the text's own figures.

    kind      sum, change, share, ratio, average, rank, total-repeated, direction, limit …
    error     "" where it holds, else the name of the classic error or "does not follow"
    shown     the sum in figures: "2,274 / 1,647 = +38.1 %"
    claims    numbers of the claims it used
    """

    kind: str
    stated: float
    computed: float | None
    holds: bool
    error: str = ""
    shown: str = ""
    claims: tuple[int, ...] = ()


@dataclass(frozen=True)
class Support:
    """One thing in evidence that bears on a claim: a figure, or a statement's evidence with its words."""

    role: Role
    figure: Figure | None = None
    evidence: tuple[Evidence, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Claim:
    """One quantity that a text states, with what is understood of it and what the audit finds.

    text          the words of the span, hedge and unit included; `start` and `end` count characters
    value         as stated; low and high, both ends included, what the words leave open by hedge and
                  rounding; None where one side is open
    unit          victims, %, percentage points, per 100,000, USD, days …
    per           what an average or rate is taken over, as written: "month"; the value is per day all the same
    measure       its id, "" where it is not one of ours; counted  the text's own words for what is counted
    definition    the one that the words imply, "" where they imply none; of a judged claim, the one it was held to
    definitions   those that the words leave possible, the preferred first; () where they say nothing of it
    place, period what it is about; None where the text does not say
    measure_sure, place_sure, period_sure  whether the sentence says so itself, not only the text around it
    period_open   a span whose end the text does not say: "so far this year"
    since         of a stock or a span: the day from which the text says it was counted
    projection    what is expected, aimed at or would be, not what was counted
    denied        told only to be called wrong, or as hearsay: "not 3,000, but 2,945"
    parts         numbers of the claims that it is the total of; of  the number of its total
    arithmetic    sums over the text's own figures
    proposed      "" or what a language model proposed: the link was then not ours
    """

    text: str
    start: int
    end: int
    kind: QuantityKind
    value: float
    low: float | None
    high: float | None
    hedge: Hedge = ""
    unit: str = ""
    per: str = ""
    counted: str = ""
    measure: str = ""
    measure_sure: bool = False
    definition: str = ""
    definitions: tuple[str, ...] = ()
    place: Place | None = None
    place_sure: bool = False
    period: Period | None = None
    period_sure: bool = False
    period_open: bool = False
    since: date | None = None
    comparison: Comparison | None = None
    attribution: tuple[Attribution, ...] = ()
    parts: tuple[int, ...] = ()
    of: int | None = None
    projection: bool = False
    denied: bool = False
    verdict: Verdict = "not-checkable"
    reason: str = ""
    evidence: tuple[Support, ...] = ()
    arithmetic: tuple[Arithmetic, ...] = ()
    proposed: str = ""

    def allows(self, value: float) -> bool:
        """Whether a value lies within what the words leave open."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class LeftOut:
    """A number that claims nothing, and why: a date, a page, a road, a telephone."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Audit:
    """A text with its claims.

    then  the day whose knowledge the text could have had; now  the day whose knowledge it is held against
    """

    manuscript: Manuscript
    claims: tuple[Claim, ...]
    left_out: tuple[LeftOut, ...]
    then: date
    now: date
    remarks: tuple[str, ...] = field(default=())
