"""Days named from the one on which a text was written: today, a weekday, the last such day of a month."""

from __future__ import annotations

from datetime import timedelta

from almenara.model.period import Period
from almenara.text.period_forms import Form
from almenara.text.period_meaning import NOTHING, Around, Resolved
from almenara.text.period_words import PeriodWords


def weekday(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The latest such day, or the next where it lies ahead."""
    now = around.published
    if not now:
        return NOTHING
    day = next(i for i, p in enumerate(words.weekdays) if form.groups["w"].startswith(p))
    back = (now.weekday() - day) % 7
    if not back and ("l" in form.groups or "g" in form.groups):
        back = 7
    if (number := int(form.groups.get("d", "0"))) and (now - timedelta(back)).day != number:
        back = next((n for n in range(40) if (now - timedelta(n)).day == number), back)
    on = now + timedelta((day - now.weekday()) % 7) if form.future else now - timedelta(back)
    return Resolved(Period(on, on), True)


def day_alone(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The latest day of its number: "no último dia 9"."""
    now, number = around.published, int(form.groups["d"])
    if not now or form.future:
        return NOTHING
    on = next((d for n in range(40) if (d := now - timedelta(n)).day == number), None)
    return Resolved(Period(on, on) if on else None, True, sure=False)


def today(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """Today, yesterday and the day before."""
    now = around.published
    back = timedelta(("today", "yesterday", "day_before").index(form.kind))
    return Resolved(Period(now - back, now - back), True) if now else NOTHING
