"""Periods told in short after a longer one: "in the six before", "against 15,200 in the first"."""

from __future__ import annotations

from almenara.text.period_forms import Form
from almenara.text.period_meaning import MONTHS_OF, NOTHING, Around, Resolved, half_of, months, shifted
from almenara.text.period_words import PeriodWords
from almenara.text.period_written import point


def n_before(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """As many months, or years, as the span told last, right before it: "in the last six months 420; in the six
    before, 510"."""
    told = around.antecedents[0] if around.antecedents else None
    count = words.number(form.groups["n"])
    if told is None or not told.whole_months:
        return NOTHING
    size = told.month_count
    if (unit := MONTHS_OF.get(words.unit(form.groups.get("u", "")), 0)) and unit == size:
        return Resolved(
            months(*shifted(told.start.year, told.start.month, -size * count), size * count), True, sure=False
        )
    if count not in (size, size / 12):
        return NOTHING
    return Resolved(months(*shifted(told.start.year, told.start.month, -size), size), True, sure=False)


def other_part(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Another half-year, or quarter, of the year whose one was told: "in the second half 14,500, against 15,200 in the
    first"."""
    told = around.antecedents[0] if around.antecedents else None
    turn = words.ordinals[form.groups["n"]]
    if told is not None and turn < 3:
        month = told.start.year, told.start.month
        if told == half_of(*month, 3 - turn):  # "in the first half of July 1,402, in the second 1,576"
            return Resolved(half_of(*month, turn), True, sure=False)
    if told is None or not told.whole_months or told.month_count > 6:
        return NOTHING
    other = told.turned(turn)
    return Resolved(other, True, sure=False) if other not in (None, told) else NOTHING


def to_now(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "From 2018 to date", "from January to now": the time from which on something is told."""
    return point(form, words, around)
