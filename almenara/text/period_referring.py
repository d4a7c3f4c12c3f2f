"""Periods told by what was told of before: "during the process", "the latter year", "the two that followed"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from almenara.model.period import Period, last_day
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
from almenara.text.period_relative import same, so_far, those_n
from almenara.text.period_words import PeriodWords
from almenara.text.period_written import point

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


def same_n(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In the same two months of last year": those that were told, one by one or as one span."""
    told = those_n(form, words, around).period
    if told is None or told.month_count >= 12:
        year_alone = {k: v for k, v in form.groups.items() if k == "y"}
        return same(replace(form, groups=year_alone), words, around)
    if "y" not in form.groups:
        return Resolved(told.years_earlier() if form.relation == "base" else told, True, sure=False)
    year, sure = year_of(form.groups["y"], words, around)
    if not year:
        return Resolved(told.years_earlier(), True, 1, sure=False)
    back = told.end.year - year
    return Resolved(told.years_earlier(back), True, max(back, 0), sure=sure)


def from_day(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In the six months before the vote of 6 June": up to the day before it, or from the one behind it on."""
    day = point(form, words, around)
    if day.period is None or day.period.days > 1:
        return replace(day, period=None, sure=False)
    at, count = day.period.start, words.number(form.groups["n"])
    unit = words.unit(form.groups["u"])
    before = re.fullmatch(words.raw["before_day"], form.groups["way"]) is not None
    if unit in ("day", "week"):
        span = timedelta(count * (7 if unit == "week" else 1))
        other = at - span if before else at + span
    else:
        by = MONTHS_OF.get(unit, 0) * count
        year, month = shifted(at.year, at.month, -by if before else by)
        other = date(year, month, min(at.day, last_day(year, month).day))
    one = timedelta(1)
    span_of = Period(other, at - one) if before else Period(at + one, other)
    return Resolved(span_of if other != at else None, True, sure=False)


def year_total(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In November 2,687, taking the total for the year to 30,499": from January to that month."""
    told = around.antecedents[0] if around.antecedents else None
    now = around.published
    if (named := form.groups.get("y")) and (now is None or int(named) != now.year):
        return Resolved(Period.year(int(named)))  # "2018 adds up to 33,743", written later
    if told is None or (named and told.end.year != int(named)):
        return so_far(form, words, around)
    year = Period.year(told.end.year)
    lately = now is not None and timedelta(0) < now - told.end <= _LATELY
    if not lately or not told.whole_months or told.start.year != told.end.year:
        over = now is None or year.end < now
        return Resolved(year, True, sure=False) if over else so_far(form, words, around)
    return Resolved(Period(year.start, told.end), True, sure=False)


def _this_year(form: Form, words: PeriodWords, around: Around) -> Period | None:
    """The months of this year that were told, else those that have passed."""
    now = around.published
    told = around.antecedents[0] if around.antecedents else None
    if (
        now
        and told
        and told.whole_months
        and told.start == date(now.year, 1, 1)
        and 1 < told.month_count < 12
    ):
        return told
    return so_far(replace(form, groups={}), words, around).period


def by_now(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "A year ago at this point": the months that this year has had so far, of the year before."""
    told = _this_year(form, words, around)
    if told and (named := form.groups.get("y")):
        back = told.end.year - int(named)
        return Resolved(told.years_earlier(back), True, max(back, 0), sure=False)
    return Resolved(told.years_earlier(), True, 1, sure=False) if told else NOTHING
