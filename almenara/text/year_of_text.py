"""The year, or the part of one, that a text is about by its first words."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.model.manuscript import Manuscript
from almenara.text.period_mention import PeriodMention


def year_of_text(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, told: PeriodMention
) -> PeriodMention | None:
    """The year or the months that a text opens with, where another paragraph told of one month of them."""
    if told.period is None or told.period.month_count != 1 or not told.period.whole_months:
        return None
    first = next(
        (m for m in mentions if m.relation == "in" and not m.reporting and m.period is not None), None
    )
    if (
        first is None
        or first.period is None
        or not first.period.whole_months
        or not 2 < first.period.month_count <= 12
    ):
        return None
    opens = (
        manuscript.sentence_at(first.start) < 2
        and first.period.start <= told.period.start <= first.period.end
    )
    return first if opens else None
