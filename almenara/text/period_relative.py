"""Periods that the words point to: from the day of the text, or from another period in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from almenara.model.period import Period, last_day
from almenara.text.period_forms import Form
from almenara.text.period_meaning import MONTHS_OF, NOTHING, Around, Resolved, months, shifted, year_of
from almenara.text.period_words import PeriodWords

_A_MONTH = timedelta(31)
"""How much before the last whole month one may have ended to which, told last, the year so far goes."""
_NEAR = 3
"""Times told before among which the last of its months is looked for."""
_JUST_CLOSED = 3
"""The last month in which "the year closed with" is said of the one before."""
_SHORT_OF = 70
"""Days before the last whole month within which the months told before are those of "so far this year"."""


def past_n(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The last twelve months, the past year: whole months before the text's own."""
    g, now = form.groups, around.published
    unit, count = words.unit(g["u"]), words.number(g.get("n", "1"))
    if not now:
        return NOTHING
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return Resolved(Period(now - timedelta(days), now), True, open_end=True, sure=False)
    size = MONTHS_OF.get(unit, 120) * count
    end = now.replace(day=1) - timedelta(1)
    year, month = shifted(end.year, end.month, 1 - size)
    return Resolved(Period(date(year, month, 1), end), True, open_end=True, sure=unit == "month")


def so_far(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """This year so far: to the last whole month before the text's own."""
    written = form.groups.get("y", "")
    now = around.published
    if not now:
        return NOTHING
    digits = written[:4]
    year = int(digits) if digits.isdigit() else year_of(written or None, words, around)[0] or now.year
    end = now.replace(day=1) - timedelta(1)
    if year < now.year:
        end = min(end, date(year, 12, 31))
    if end.year < year:  # in January no whole month has passed
        end = now if now.year == year else date(year, 12, 31)
    month = [
        a.end for a in around.antecedents[:1] if a.whole_months and a.month_count == 1 and a.end.year == year
    ]
    last = max(
        (a.end for a in around.antecedents[:_NEAR] if a.whole_months and a.month_count == 1), default=end
    )
    told = [e for e in month if timedelta(0) < end - last <= _A_MONTH] and [last]
    told += [
        a.end for a in around.antecedents if a.start == date(year, 1, 1) and a.whole_months and a.end < end
    ]
    if told and (end - max(told)).days < _SHORT_OF:
        end = max(told)  # "January to August" was told before: the count goes so far
    return Resolved(Period(date(year, 1, 1), end), not digits.isdigit(), open_end=True)


def _around_day(unit: str, day: date) -> Period | None:
    if unit == "day":
        return Period(day, day)
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return Period(monday, monday + timedelta(6))
    if size := MONTHS_OF.get(unit):
        return months(day.year, (day.month - 1) // size * size + 1, size)
    return None


def _unit(form: Form, words: PeriodWords) -> str:
    g = form.groups
    return words.unit(next(g[k] for k in ("u", "u2", "u3") if k in g))


def this(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """This month, week, year."""
    now = around.published
    return Resolved(_around_day(_unit(form, words), now), True) if now else NOTHING


def _step(period: Period, unit: str, steps: int) -> Period | None:
    if unit in ("day", "week"):
        by = timedelta(steps * (7 if unit == "week" else 1))
        return Period(period.start + by, period.end + by)
    size = MONTHS_OF.get(unit)
    if not size:
        return None
    start = shifted(period.start.year, period.start.month, steps * size)
    count = period.month_count
    whole = months(*start, count)
    if period.whole_months:
        return whole
    end = shifted(period.end.year, period.end.month, steps * size)
    return Period(
        date(*start, min(period.start.day, last_day(*start).day)),
        date(*end, min(period.end.day, last_day(*end).day)),
    )


def last_unit(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Last month, week, year."""
    now = around.published
    if not now:
        return NOTHING
    unit = _unit(form, words)
    this = _around_day(unit, now)
    return Resolved(_step(this, unit, -1) if this else None, True)


def next_unit(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Next month, week, year."""
    now = around.published
    unit = _unit(form, words)
    this = _around_day(unit, now) if now else None
    return Resolved(_step(this, unit, 1), True) if this else NOTHING


def _neighbour(form: Form, words: PeriodWords, around: Around, step: int) -> Resolved:
    unit = _unit(form, words)
    size = MONTHS_OF.get(unit, 0)
    alone = step > 0 and bool(around.antecedents) and around.antecedents[0].days < 32
    if alone and unit == "year":  # "took office in December 2006; in the following year"
        return Resolved(Period.year(around.antecedents[0].end.year + 1), True, sure=False)
    if unit == "year" and around.antecedents and 1 < around.antecedents[0].days < 360:
        return Resolved(around.antecedents[0].years_earlier(-step), True, max(-step, 0), sure=False)
    for before in around.antecedents:
        if unit == "day" and before.days == 1:
            return Resolved(_step(before, unit, step), True)
        if (size and before.whole_months and before.month_count == size) or before.days == 7 == 7 * (
            unit == "week"
        ):
            moved = _step(before, unit, step)
            return Resolved(moved, True, max(-step, 0) if unit == "year" else 0)
    if unit == "year" and around.antecedents:
        return Resolved(Period.year(around.antecedents[0].end.year + step), True, max(-step, 0), sure=False)
    return replace(last_unit(form, words, around), sure=False) if step < 0 else NOTHING


def previous(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The month or year before the one just spoken of."""
    return _neighbour(form, words, around, -1)


def following(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The month or year after the one just spoken of."""
    return _neighbour(form, words, around, 1)


def that(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The month or year just spoken of."""
    unit = _unit(form, words)
    size = MONTHS_OF.get(unit, 0)
    told = around.antecedents[0] if around.antecedents else None
    if unit == "year" and told is not None and told.days == 1:
        return Resolved(
            Period.year(told.end.year), True
        )  # "on 16 May 2022 it had 9, at the end of that year 10"
    for before in around.antecedents:
        if size and before.whole_months and before.month_count == size:
            return Resolved(before, True)
    return NOTHING


def then(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The time just spoken of, and be it one compared with: "the fall from 2019 is steep: then it had 2,362"."""
    return Resolved(around.antecedents[0], True, 1, sure=False) if around.antecedents else NOTHING


def those_months(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The months just spoken of, of the latest year that they were told of: the years before are what it had been."""
    if not around.antecedents:
        return NOTHING
    return Resolved(_latest_of(around.antecedents[0], around), True, sure=False)


def _latest_of(period: Period, around: Around) -> Period:
    """The latest of the periods told that are the same months as one."""
    if not period.whole_months or period.month_count >= 12:
        return period
    months_of_it = (period.start.month, period.month_count)
    alike = [
        a
        for a in around.antecedents
        if a.whole_months and (a.start.month, a.month_count) == months_of_it and a.end >= period.end
    ]
    return max(alike, key=lambda a: a.end, default=period)


def those_n(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The two years, the three months told before, where they follow one another."""
    size, count = MONTHS_OF.get(_unit(form, words), 0), words.number(form.groups["n"])
    if not size or count < 2:
        return NOTHING
    for before in around.antecedents:
        if before.whole_months and before.month_count == size * count:
            return Resolved(_latest_of(before, around), True, sure=False)
    told = sorted({a for a in around.antecedents if a.whole_months and a.month_count == size})[-count:]
    if len(told) < count or any((b.start - a.end).days != 1 for a, b in pairwise(told)):
        return NOTHING
    return Resolved(Period(told[0].start, told[-1].end), True, sure=False)


def bare_unit(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The year, half-year or quarter spoken of: told before, or the one that a shorter one told before ends."""
    size = MONTHS_OF.get(_unit(form, words), 0)
    if size == 12:  # "in the year as a whole"
        told = around.antecedents[:1]
        now = around.published
        if "alone" in form.groups and (now is None or (told and told[0].end.year >= now.year)):
            return NOTHING  # "in the year" may be so far
        return Resolved(Period.year(told[0].end.year), True, sure=False) if told else NOTHING
    alike = [b for b in around.antecedents[:4] if size and b.whole_months and b.month_count == size]
    if alike:  # an older one was told to compare with, and may have been the only one
        whole, last = max(alike, key=lambda b: b.end), around.antecedents[0]
        if (
            last.whole_months
            and last.month_count < size
            and last.end.month % size == 0
            and last.end > whole.end
        ):
            whole = months(*shifted(last.end.year, last.end.month, 1 - size), size)
        return Resolved(whole, True, sure=False)
    for place, before in enumerate(around.antecedents[:4]):
        ends = size and before.whole_months and before.month_count < size and before.end.month % size == 0
        if ends and (before.month_count > 1 or not place):
            return Resolved(
                months(*shifted(before.end.year, before.end.month, 1 - size), size), True, sure=False
            )
    return _opened(size, around)


def _opened(size: int, around: Around) -> Resolved:
    """ "3,346 in the first quarter and 7,906 for the half-year": the one that a shorter span told last begins, once it
    is over."""
    told = around.antecedents[0] if around.antecedents else None
    if told is None or not size or 12 % size or not told.whole_months or told.month_count >= size:
        return NOTHING
    if (told.start.month - 1) % size:
        return NOTHING
    whole = months(told.start.year, told.start.month, size)
    over = around.published is not None and whole.end < around.published
    return Resolved(whole, True, sure=False) if over else NOTHING


def whole_unit(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In the whole year": the one told last that was over when the text was written; none that is to come."""
    now = around.published
    years = (told.end.year for told in around.antecedents)
    over = next((y for y in years if now is None or y < now.year or (now.month, now.day) == (12, 31)), 0)
    return Resolved(Period.year(over), True, sure=False) if over and not form.future else NOTHING


def the_year(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "31 December: the year ends with 34,720": all of the year that is told beside it, or was told last."""
    told, now = around.antecedents[:1], around.published
    if told:
        return Resolved(Period.year(told[0].end.year), True, sure=False)
    if now is None or now.month > _JUST_CLOSED:
        return NOTHING
    return Resolved(
        Period.year(now.year - 1), True, sure=False
    )  # written in January: the one that just closed


def same(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The same period, in another year where one is named."""
    g = form.groups
    if not around.antecedents:
        return NOTHING
    before = around.antecedents[0]
    if "n" in g:
        return _moved(before, words.unit(g["u"]), words.number(g["n"]))
    if "y" not in g:
        if form.relation == "base":
            return Resolved(before.years_earlier(), True, 1, sure=False)
        return Resolved(before, True)
    phrase = "" if g["y"][0].isdigit() else words.year_phrase(g["y"])
    if phrase == "year_previous":
        return Resolved(before.years_earlier(), True, 1)
    year, sure = year_of(g["y"], words, around)
    if not year:
        return NOTHING
    before = next((a for a in around.antecedents if a.end.year != year and a.days < 360), before)
    back = max(before.end.year - year, 0)
    if before.end.year == year or before.days >= 360:
        return (
            Resolved(None, True, sure=False)
            if before.end.year == year
            else Resolved(Period.year(year), True, back, sure=False)
        )
    return Resolved(before.years_earlier(before.end.year - year), True, back, sure=sure)


def _moved(before: Period, unit: str, count: int) -> Resolved:
    if unit == "year":
        return Resolved(before.years_earlier(count), True, count)
    months = MONTHS_OF.get(unit, 1) * count
    years = months // 12 if unit != "year" and unit in MONTHS_OF and months % 12 == 0 else 0
    return Resolved(_step(before, unit, -count), True, years) if unit else NOTHING


def shift(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """A year earlier, two months before."""
    if not around.antecedents:
        return NOTHING
    unit, count = words.unit(form.groups["u"]), words.number(form.groups["n"])
    if unit == "decade":
        unit, count = "year", count * 10
    return _moved(_over(around), unit, count)


def _over(around: Around) -> Period:
    """The period told last; of a year that is not over, the months of it that were told."""
    last, now = around.antecedents[0], around.published
    if now is None or last.end <= now:
        return last
    return next((a for a in around.antecedents if a.start == last.start and a.end <= now), last)


def later(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """A year later, two days later: the same period so much on; a day by days and weeks only."""
    unit, count = words.unit(form.groups["u"]), words.number(form.groups["n"])
    told = around.antecedents[0] if around.antecedents else None
    if unit in ("day", "week") and told is not None and told.days == 1:
        on = _step(told, unit, count)
        early = on is not None and (around.published is None or on.start <= around.published)
        return Resolved(on, True, sure=False) if early else NOTHING
    if told is None or unit not in MONTHS_OF or not told.whole_months or told.month_count > 12:
        return NOTHING
    moved = told.years_earlier(-count) if unit == "year" else _step(told, unit, count)
    if moved is None or (around.published and moved.start > around.published):
        return NOTHING
    return Resolved(moved, True, sure=False)


def in_n(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """ "In five months" behind a month that is its year's fifth: the year so far."""
    count = words.number(form.groups["n"])
    told = next((a for a in around.antecedents[:4] if a.whole_months and a.end.month == count), None)
    if told is None or not 1 < count < 12 or told.start.year != told.end.year:
        return NOTHING
    return Resolved(Period(date(told.end.year, 1, 1), told.end), True, sure=False)


def ago(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Two years ago."""
    unit, count = words.unit(form.groups["u"]), words.number(form.groups["n"])
    now = around.published
    part = bool(around.antecedents) and around.antecedents[0].days < 360
    if unit == "decade":
        unit, count = "year", count * 10
    if around.antecedents and (form.relation == "base" or (unit == "year" and count == 1 and part)):
        return replace(shift(form, words, around), sure=False)
    this = _around_day(unit, now) if now else None
    if not this or not now:
        return NOTHING
    if unit != "year":
        return Resolved(_step(this, unit, -count), True)
    told = around.antecedents[0] if around.antecedents else None
    if told and told.whole_months and told.end.year == now.year and told.month_count < 12:
        return Resolved(told.years_earlier(count), True, count, sure=False)  # the same months, "a year ago"
    return Resolved(_step(this, unit, -count), True, count, sure=count > 1)


def on_year(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Year on year: the base is the same period a year earlier, or of the year that is named."""
    if "y" in form.groups:
        return same(form, words, around)
    return Resolved(around.antecedents[0].years_earlier(), True, 1) if around.antecedents else NOTHING


def on_month(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Month on month: the base is the month before."""
    before = next((a for a in around.antecedents if a.whole_months and a.month_count == 1), None)
    return Resolved(_step(before, "month", -1), True) if before else NOTHING


def unresolved(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """What nobody could resolve: "under the last government"; no period."""
    return NOTHING
