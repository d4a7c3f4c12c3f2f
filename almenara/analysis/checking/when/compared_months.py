"""The time of a count of which only that is told with what months it is compared: "97 victims, against 114 in January
and February of last year"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.period_mention import PeriodMention
from almenara.text.quantity import Quantity

_BESIDE = 40
"""Characters between a count and the words of what it is compared with, at most."""
_YEAR = 12


def of_like_months(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, quantity: Quantity
) -> Period | None:
    """The same months of a later year, where they alone are told in the sentence and compared with at once.

    Of the year that the text told them of before, else of the one after; None where that had not passed.
    """
    sentence = manuscript.sentences[manuscript.sentence_at(quantity.start)]
    low, high = (bisect_left(mentions, at, key=lambda m: m.start) for at in (sentence.start, sentence.end))
    here = [m for m in mentions[low:high] if not m.reporting]
    if quantity.kind != "count" or len(here) != 1:
        return None
    base = here[0]
    months = base.period
    if base.relation != "base" or months is None or not months.whole_months or months.month_count >= _YEAR:
        return None
    if not quantity.end <= base.cue <= quantity.end + _BESIDE or months.start.year != months.end.year:
        return None
    told = [m.period for m in mentions[:low] if m.period is not None and not m.reporting]
    later = [
        p for p in told if p.end > months.end and months.years_earlier(months.start.year - p.start.year) == p
    ]
    if later:
        return min(later, key=lambda p: p.end)
    after = months.years_earlier(-1)
    over = manuscript.published is not None and after.end < manuscript.published
    return after if over and base.relative else None
