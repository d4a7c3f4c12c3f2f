"""From the forms in which periods are written to the days they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from almenara.model.period import Period
from almenara.text import period_elliptic as elliptic
from almenara.text import period_named_days as named_days
from almenara.text import period_referring as referring
from almenara.text import period_relative as relative
from almenara.text import period_written as written
from almenara.text.period_forms import Form
from almenara.text.period_meaning import Around, Resolved
from almenara.text.period_words import PeriodWords

_Meaning = Callable[[Form, PeriodWords, Around], Resolved]

_WRITTEN: dict[str, _Meaning] = {
    "point": written.point,
    "range": written.range,
    "days": written.days,
    "years": written.years,
    "iso": written.iso,
    "slash": written.slash,
    "decade": written.decade,
    "edge_part": written.part,
    "part": written.part,
    "first_n": written.first_n,
    "first_days": written.first_days,
    "last_n": written.last_n,
    "months_to": written.months_to,
    "to_now": elliptic.to_now,
    "half_month": referring.half_month,
}
_RELATIVE: dict[str, _Meaning] = {
    "past_n": relative.past_n,
    "so_far": relative.so_far,
    "this": relative.this,
    "last_unit": relative.last_unit,
    "unit_last": relative.last_unit,
    "next_unit": relative.next_unit,
    "previous": relative.previous,
    "unit_previous": relative.previous,
    "following": relative.following,
    "unit_following": relative.following,
    "that": relative.that,
    "then": relative.then,
    "those_months": relative.those_months,
    "those_n": relative.those_n,
    "same": relative.same,
    "same_alone": relative.on_year,
    "shift": relative.shift,
    "later": relative.later,
    "in_n": relative.in_n,
    "ago": relative.ago,
    "on_year": relative.on_year,
    "on_month": relative.on_month,
    "weekday": named_days.weekday,
    "day_alone": named_days.day_alone,
    "today": named_days.today,
    "yesterday": named_days.today,
    "day_before": named_days.today,
    "n_before": elliptic.n_before,
    "other_part": elliptic.other_part,
    "n_after": referring.n_after,
    "same_n": referring.same_n,
    "from_day": referring.from_day,
    "one_after": referring.one_after,
    "one_before": referring.one_before,
    "latter": referring.of_two,
    "former": referring.of_two,
    "span_event": referring.span_event,
    "span_told": referring.span_told,
    "year_total": referring.year_total,
    "by_now": referring.by_now,
    "bare_unit": relative.bare_unit,
    "whole_unit": relative.whole_unit,
    "the_year": relative.the_year,
    "unresolved": relative.unresolved,
}
_MEANINGS = _WRITTEN | _RELATIVE


def is_written(form: Form) -> bool:
    """Whether a form is of a kind that writes its period out, rather than points to it."""
    return form.kind in _WRITTEN


def resolve(form: Form, words: PeriodWords, around: Around) -> Resolved:
    """The days that a form means, by what stands around it."""
    if form.event:
        return Resolved(None, sure=False)
    try:
        found = _MEANINGS[form.kind](form, words, around)
    except ValueError:  # a 31 June, a year 0: not a day
        return Resolved(None, sure=False)
    if found.period is None or not form.edge:
        return found
    if form.edge == "closing":
        return replace(found, period=Period(found.period.end, found.period.end))
    return replace(found, period=None, sure=False)
