"""One quantity that a text states."""

from __future__ import annotations

from dataclasses import dataclass

from almenara.model.claim import Hedge, QuantityKind


@dataclass(frozen=True)
class Quantity:
    """A number with its hedge, its unit and the words for what it counts.

    start, end    characters from the hedge to the unit sign: "more than 2,200", "38%", "85 per day", "one in four"
    value         magnitude, never negative: whether "-5%" falls is for the comparison to say. Percentages in
                  per cent, ratios in [0, 1], averages in events per day, ranks from 1
    low, high     what hedge and rounding leave open, both ends included; None where a side is open
    unit          "%", "percentage points", "per 100,000", "per day", a currency's code, a unit of time; else ""
    number_start, number_end  the number alone; of one without a number ("half"), the whole
    noun          the words after it that say what is counted; "" where they do not. noun_start, noun_end its span
    per           what an average or rate is taken over, as written: "day", "100,000 inhabitants"
    currency      of money: ISO code, or "pesos" or "$" where the text does not say whose; else ""
    ordinal       whether it ranks
    second        the other end of a range
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    value: float
    low: float | None
    high: float | None
    hedge: Hedge = ""
    unit: str = ""
    number_start: int = 0
    number_end: int = 0
    noun: str = ""
    noun_start: int = 0
    noun_end: int = 0
    per: str = ""
    currency: str = ""
    ordinal: bool = False
    second: float | None = None
