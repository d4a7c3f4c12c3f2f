"""Periods that the words themselves write: years, months, days, spans and parts of years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from almenara.model.period import Period
from almenara.text.period_forms import Form
from almenara.text.period_meaning import (
    MONTHS_OF,
    NOTHING,
    Around,
    Resolved,
    months,
    of_this_year,
    shifted,
    which_year,
    year_of,
)
from almenara.text.period_relative import last_unit
from almenara.text.period_words import PeriodWords

_LETTERS = {"q": "quarter", "t": "quarter", "h": "half"}


def _point_of(tag: str, form: Form) -> dict[str, str]:
    return {k[0]: v for k, v in form.groups.items() if k.endswith(tag) and len(k) == 2}


def _day_number(text: str) -> int:
    digits = "".join(c for c in text if c.isdigit())
    return int(digits) if digits else 1


def _span_of(point: dict[str, str], year: int, words: PeriodWords) -> Period:
    if "m" not in point:
        return Period.year(year)
    month = words.month(point["m"])
    if day := point.get("a") or point.get("b"):
        on = date(year, month, _day_number(day))
        return Period(on, on)
    return Period.month(year, month)


def point(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """A year, a month or a day."""
    point = _point_of("2", form)
    written = point.get("y") or point.get("z")
    phrase = words.year_phrase(written) if written and not written[0].isdigit() else ""
    if "m" in point and phrase == "year_bare":
        written = None
    year, sure = year_of(written, words, around)
    relative = not (written or "").isdigit()
    named_only = "m" in point and not written
    if not year and "m" in point:
        day = point.get("a") or point.get("b") or "1"
        year, sure = which_year(words.month(point["m"]), _day_number(day), around, form.future)
    if not year:
        return NOTHING
    shift = 0
    if written and relative and words.year_phrase(written) == "year_previous" and "m" not in point:
        shift = 1
        before = around.antecedents[0] if around.antecedents else None
        if before and before.days < 360:
            return Resolved(before.years_earlier(), True, 1, sure=False)
    return Resolved(_span_of(point, year, words), relative, shift, named_only, sure=sure)


def range(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """From one point to another; a year said once holds for both."""
    first, second = _point_of("1", form), _point_of("2", form)
    written = [p.get("y") or p.get("z") for p in (first, second)]
    years = [year_of(w, words, around) for w in written]
    sure = all(s for _, s in years)
    (one, _), (two, _) = years
    named = any(p for p in (first, second) if "m" in p)
    if not two and "m" in second:
        start_month = words.month(first["m"]) if "m" in first else 1
        if one:
            two = one + (1 if words.month(second["m"]) < start_month else 0)
        else:
            day = second.get("a") or second.get("b") or "1"
            two, sure = which_year(words.month(second["m"]), _day_number(day), around)
            if around.published and of_this_year(start_month, words.month(second["m"]), around):
                two, sure = around.published.year, False
    told = _told_already(first, second, written[1], words, around) if not one else 0
    if told and two != told - 1:
        two, sure = told - 1, False
    if not one and two:
        one = two
        if "m" in first and "m" in second and words.month(first["m"]) > words.month(second["m"]):
            one = two - 1
    if not one or not two:
        return NOTHING
    start, end = _span_of(first, one, words).start, _span_of(second, two, words).end
    relative = not all((w or "").isdigit() for w in written if w) or not any(written)
    return Resolved(Period(start, end), relative, 0, named and not any(written), sure=sure)


def _told_already(
    first: dict[str, str], second: dict[str, str], written: str | None, words: PeriodWords, around: Around
) -> int:
    """The latest year of whose same months a text told: "in January and February of the year before" is before it."""
    if not written or written[0].isdigit() or words.year_phrase(written) != "year_previous":
        return 0
    if "m" not in first or "m" not in second:
        return 0
    ends = words.month(first["m"]), words.month(second["m"])
    alike = [a for a in around.antecedents if (a.start.month, a.end.month) == ends and a.month_count < 12]
    return max((a.end.year for a in alike), default=0)


def days(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Two days of one month."""
    g = form.groups
    month = words.month(g["m"])
    year, sure = year_of(g.get("y"), words, around)
    if not year:
        year, sure = which_year(month, _day_number(g["a"]), around, form.future)
    if not year:
        return NOTHING
    span = Period(date(year, month, _day_number(g["a"])), date(year, month, _day_number(g["b"])))
    return Resolved(span, not g.get("y", "").isdigit(), 0, "y" not in g, sure=sure)


def years(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Two years of which the second has its last figures only: 2017-18."""
    year = int(form.groups["y"])
    return Resolved(Period(date(year, 1, 1), date(year - year % 100 + int(form.groups["t"]), 12, 31)))


def iso(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """2018-05 or 2018-05-03."""
    g = form.groups
    year, month = int(g["y"]), int(g["m"])
    if "a" not in g:
        return Resolved(Period.month(year, month))
    on = date(year, month, int(g["a"]))
    return Resolved(Period(on, on))


def slash(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """3/5/2018: the day first, but in English the month, unsure where both could be."""
    g = form.groups
    day, month, year = int(g["a"]), int(g["m"]), int(g["y"])
    sure = True
    if words.language == "en" and g["s"] == "/":
        sure = day > 12 or month > 12 or day == month
        if day <= 12:
            day, month = month, day
    on = date(year, month, day)
    return Resolved(Period(on, on), sure=sure)


def decade(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The 1990s."""
    year = int(form.groups["y"])
    return Resolved(Period(date(year, 1, 1), date(year + 9, 12, 31)))


def _part_of_year(unit: str, number: int, year: int) -> Period | None:
    size = MONTHS_OF.get(unit)
    if size is None or number * size > 12:
        return None
    return months(year, (number - 1) * size + 1, size)


def _of_months_told(unit: str, number: int, around: Around) -> Period | None:
    """A part of a year of which months were just told: "2,405 in October, 2,351 in November …, in the last quarter"."""
    for before in around.antecedents[:1]:
        span = _part_of_year(unit, number, before.end.year)
        months_told = {a for a in around.antecedents[:4] if span and span.contains(a) and a.month_count == 1}
        if span is not None and len(months_told) > 1 and span.contains(before):
            return span
    return None


_ABOUT_OVER = timedelta(7)
"""How long before its end a part of the year is told of as over."""


def _latest_part(unit: str, number: int, around: Around) -> tuple[int, bool]:
    """The year of a part of the year named without one."""
    if around.sentence_year:
        return around.sentence_year, True
    now = around.published
    if now and of_this_year(
        1 + (number - 1) * MONTHS_OF.get(unit, 1), number * MONTHS_OF.get(unit, 1), around
    ):
        return now.year, False
    latest = 0
    if now:
        part = _part_of_year(unit, number, now.year)
        latest = now.year if part and part.end - now < _ABOUT_OVER else now.year - 1
    if around.paragraph_year:
        return around.paragraph_year, around.paragraph_year == latest
    return latest, latest > 0


def part(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """A half, quarter or other part of a year."""
    g = form.groups
    unit = _LETTERS[g.get("q") or g["q2"]] if ("q" in g or "q2" in g) else words.unit(g["u"])
    word = g.get("n") or g["n2"]
    size = MONTHS_OF.get(unit, 0)
    if not size:
        return Resolved(None, sure=False)
    if word in words.raw["last"]:
        if not g.get("y"):
            told = _of_months_told(unit, 12 // size, around)
            return Resolved(told, True) if told else last_unit(form, words, around)
        number = 12 // size
    else:
        number = int(word) if word.isdigit() else words.ordinals[word]
    written = g.get("y")
    if written and written.isdigit() and len(written) == 2:
        written = f"20{written}"
    year, sure = year_of(written, words, around)
    if not year:
        year, sure = _latest_part(unit, number, around)
    if not year or (span := _part_of_year(unit, number, year)) is None:
        return NOTHING
    return Resolved(span, not (written or "").isdigit(), 0, not written, sure=sure)


def first_n(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The first months of a year."""
    g = form.groups
    unit, count = words.unit(g["u"]), words.number(g["n"]) if "n" in g else 1
    size = MONTHS_OF.get(unit, 0) * count
    if unit == "day" and (year := year_of(g.get("y"), words, around)[0]):
        start = date(year, 1, 1)
        return Resolved(Period(start, start + timedelta(count - 1)))
    if not size or size > 12 or unit == "year":
        return Resolved(None, sure=False)
    year, sure = year_of(g.get("y"), words, around)
    if not year:
        year, sure = _latest_part("month", size, around)
        if around.published and of_this_year(1, size, around):
            year, sure = around.published.year, False
    if not year:
        return NOTHING
    return Resolved(months(year, 1, size), not g.get("y", "").isdigit(), 0, "y" not in g, sure=sure)


def first_days(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The first days or weeks of a month."""
    g = form.groups
    month, count = words.month(g["m"]), words.number(g["n"]) * (7 if words.unit(g["u"]) == "week" else 1)
    year, sure = year_of(g.get("y"), words, around)
    if not year:
        year, sure = which_year(month, min(count, 28), around, form.future)
    if not year:
        return NOTHING
    span = Period(date(year, month, 1), date(year, month, count))
    return Resolved(span, not g.get("y", "").isdigit(), 0, "y" not in g, sure=sure)


def last_n(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The last months, or days, of a year."""
    g = form.groups
    size = MONTHS_OF.get(words.unit(g["u"]), 0) * (words.number(g["n"]) if "n" in g else 1)
    year, sure = year_of(g["y"], words, around)
    if not year and words.year_phrase(g["y"]) == "year_bare":
        year, sure = _latest_part("month", 12, around)
    if year and words.unit(g["u"]) == "day":
        end, days_told = date(year, 12, 31), words.number(g["n"]) if "n" in g else 1
        if not 0 < days_told <= end.timetuple().tm_yday:
            return NOTHING
        return Resolved(Period(end - timedelta(days_told - 1), end), not g["y"].isdigit(), sure=sure)
    if not year or not size or size > 12:
        return NOTHING
    return Resolved(months(year, 13 - size, size), not g["y"].isdigit(), sure=sure)


def months_to(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The twelve months to June: so many months, of which the last is named."""
    g = form.groups
    end = point(form, words, around)
    size = MONTHS_OF.get(words.unit(g["u"]), 0) * words.number(g["n"])
    if end.period is None or not size or end.period.days < 28:
        return NOTHING
    last = end.period.end
    return replace(end, period=months(*shifted(last.year, last.month, 1 - size), size))
