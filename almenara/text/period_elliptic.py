"""Periods told in short after a longer one: "in the six before", "against 15,200 in the first"."""

from __future__ import annotations

from almenara.model.period import Period
from almenara.text.period_forms import Form
from almenara.text.period_meaning import NOTHING, Around, Resolved, months, shifted
from almenara.text.period_words import PeriodWords


def n_before(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """As many months, or years, as the span told last, right before it: "in the last six months 420; in the six
    before, 510"."""
    told = around.antecedents[0] if around.antecedents else None
    count = words.number(form.groups["n"])
    if told is None or not told.whole_months:
        return NOTHING
    size = told.month_count
    if count not in (size, size / 12):
        return NOTHING
    return Resolved(months(*shifted(told.start.year, told.start.month, -size), size), True, sure=False)


def other_part(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Another half-year, or quarter, of the year whose one was told: "in the second half 14,500, against 15,200 in the
    first"."""
    told = around.antecedents[0] if around.antecedents else None
    if told is None or not told.whole_months or told.month_count > 6:
        return NOTHING
    other = told.turned(words.ordinals[form.groups["n"]])
    return Resolved(other, True, sure=False) if other not in (None, told) else NOTHING


def to_now(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "From 2018 to date": the year from which on something is told."""
    return Resolved(Period.year(int(form.groups["y"])))
