"""Periods told by what was told of before: "during the process", "the latter year", "the two that followed"."""

from __future__ import annotations

from datetime import timedelta

from almenara.model.period import Period
from almenara.text.period_forms import Form
from almenara.text.period_meaning import (
    MONTHS_OF,
    NOTHING,
    Around,
    Resolved,
    half_of,
    months,
    shifted,
    which_year,
    year_of,
)
from almenara.text.period_relative import so_far
from almenara.text.period_words import PeriodWords

_LONG = 60
"""Days from which on a span between two days is that of a campaign or a process."""
_LATELY = timedelta(62)
"""How long ago the month may have ended to which a total of the year, told in passing, goes."""


def span_event(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "During the process": the span between two days that was told last, "between 8 September and election day"."""
    spans = (a for a in around.antecedents if a.days > _LONG and not a.whole_months)
    told = next(spans, None)
    return Resolved(told, True, sure=False) if told else NOTHING


def span_told(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In that period": the one told last, but for a day."""
    told = around.antecedents[0] if around.antecedents else None
    return Resolved(told, True, sure=False) if told and told.days > 1 else NOTHING


def one_after(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In the one after that": the next of the months or years told last."""
    return _beside(around, 1)


def one_before(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In the one before that"."""
    return _beside(around, -1)


def _beside(around: Around, step: int) -> Resolved:
    told = around.antecedents[0] if around.antecedents else None
    if told is None or not told.whole_months or told.month_count not in MONTHS_OF.values():
        return NOTHING
    size = told.month_count
    return Resolved(months(*shifted(told.start.year, told.start.month, step * size), size), True, sure=False)


def n_after(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """So many months, or years, right behind the one told last: "in the two that followed, 33,743 and 34,681"."""
    told = around.antecedents[0] if around.antecedents else None
    count = words.number(form.groups.get("n") or form.groups["n2"])
    if told is None or not told.whole_months:
        return NOTHING
    written = form.groups.get("u") or form.groups.get("u2")
    size = MONTHS_OF.get(words.unit(written), 0) if written else told.month_count
    if not size or size not in MONTHS_OF.values() or size > told.month_count:
        return NOTHING
    span = months(*shifted(told.end.year, told.end.month, 1), size * count)
    over = around.published is None or span.end < around.published
    return Resolved(span, True, sure=False) if over else NOTHING


def of_two(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The latter, or the former, of two years or months told one after the other."""
    size = MONTHS_OF.get(words.unit(form.groups["u"]), 0)
    two = around.antecedents[:2]
    if len(two) < 2 or any(not a.whole_months or a.month_count != size for a in two):
        return NOTHING
    return Resolved(two[form.kind == "former"], True, sure=False)


def half_month(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The first or second half of a month: its days 1 to 15, or the rest."""
    g = form.groups
    turn = 2 if g["n"] in words.raw["last"] else words.ordinals[g["n"]]
    month = words.month(g["m"])
    year, sure = year_of(g.get("y"), words, around)
    if not year:
        year, sure = which_year(month, 1, around, form.future)
    if not year or turn > 2:
        return NOTHING
    return Resolved(half_of(year, month, turn), not g.get("y", "").isdigit(), 0, "y" not in g, sure=sure)


def year_total(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In November 2,687, taking the total for the year to 30,499": from January to that month."""
    told = around.antecedents[0] if around.antecedents else None
    now = around.published
    if told is None:
        return so_far(form, words, around)
    year = Period.year(told.end.year)
    lately = now is not None and timedelta(0) < now - told.end <= _LATELY
    if not lately or not told.whole_months or told.start.year != told.end.year:
        over = now is None or year.end < now
        return Resolved(year, True, sure=False) if over else so_far(form, words, around)
    return Resolved(Period(year.start, told.end), True, sure=False)


def by_now(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "A year ago at this point": the months that this year has had so far, of the year before."""
    told = so_far(form, words, around).period
    return Resolved(told.years_earlier(), True, 1, sure=False) if told else NOTHING
